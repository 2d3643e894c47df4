// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/check.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace lotse::posture {

using namespace Qt::StringLiterals;

namespace {

Verdict anonymousPull(const Sight &sight)
{
    const QJsonObject row = sight.one(u"anonymous-v2"_s);
    const int status = row[u"v2_status"_s].toInt();
    const int catalog = row[u"catalog_status"_s].toInt();
    Verdict out;
    if (status == 200)
        out = Verdict::failed({LOTSE_MSG("The registry API answers without a sign-in."), {}});
    else if (catalog == 200)
        out = Verdict::failed({LOTSE_MSG("The list of all repositories can be read without signing in."), {}});
    else if (row[u"token_grants"_s].toBool())
        out = Verdict::failed({LOTSE_MSG("The registry issues a token for %1 without a sign-in."),
            {row[u"token_repository"_s].toString()}});
    else if (status == 401 && !row[u"www_authenticate"_s].toString().isEmpty())
        out = Verdict::passed({LOTSE_MSG("The registry API asks everybody to sign in."), {}});
    else
        out = Verdict::notAssessable(
            {LOTSE_MSG("The response without a sign-in was %1, which is inconclusive."), {QString::number(status)}});
    return out.with(u"anonymous-v2"_s, 0);
}

Verdict tlsVersions(const Sight &sight)
{
    const QJsonObject tls = sight.one(u"tls"_s);
    if (!tls[u"is_tls"_s].toBool())
        return Verdict::failed({LOTSE_MSG("The connection to the registry is not encrypted."), {}}).with(u"tls"_s, 0);
    QStringList old, modern;
    for (const QJsonValue version : tls[u"versions"_s].toArray()) {
        const QString name = version[u"version"_s].toString();
        if (version[u"accepted"_s].toBool())
            (name == "TLS 1.2"_L1 || name == "TLS 1.3"_L1 ? modern : old).append(name);
    }
    QStringList weak;
    for (const QJsonValue cipher : tls[u"weak_ciphers"_s].toArray())
        weak.append(cipher.toString());
    Verdict out;
    if (!old.isEmpty())
        out = Verdict::failed({LOTSE_MSG("Old TLS versions are accepted: %1."), {old.join(u", "_s)}});
    else if (!weak.isEmpty())
        out = Verdict::failed({LOTSE_MSG("%1 weak cipher suites are accepted: %2."),
            {QString::number(weak.size()), weak.mid(0, 5).join(u", "_s)}});
    else if (modern.isEmpty())
        out = Verdict::notAssessable({LOTSE_MSG("No handshake succeeded."), {}});
    else
        out = Verdict::passed({LOTSE_MSG("Only %1 with strong cipher suites is accepted."), {modern.join(u", "_s)}});
    out.subjects = old + weak;
    return out.with(u"tls"_s, 0, u"versions"_s).with(u"tls"_s, 0, u"weak_ciphers"_s);
}

// What is wrong with a certificate, in words; empty where nothing is.
QString weakness(const QJsonObject &certificate)
{
    const QString key = certificate[u"key_type"_s].toString();
    const int bits = certificate[u"key_bits"_s].toInt();
    if ((key == "RSA"_L1 && bits < 2048) || (key == "EC"_L1 && bits < 256))
        return u"%1 %2"_s.arg(key).arg(bits);
    const QString signature = certificate[u"signature"_s].toString().toLower();
    return signature.contains("sha1"_L1) || signature.contains("md5"_L1) ? signature : QString();
}

Verdict certificate(const Sight &sight)
{
    const QJsonObject tls = sight.one(u"tls"_s);
    if (!tls[u"is_tls"_s].toBool())
        return Verdict::failed({LOTSE_MSG("The connection to the registry is not encrypted."), {}}).with(u"tls"_s, 0);
    const QJsonArray chain = tls[u"chain"_s].toArray();
    if (chain.isEmpty())
        return Verdict::notAssessable({LOTSE_MSG("No handshake succeeded."), {}}).with(u"tls"_s, 0);
    const QJsonObject leaf = chain.first().toObject();
    const double since = sight.daysSince(leaf[u"not_after"_s].toString());
    const double left = std::isfinite(since) ? -since : 0;
    const QString wrong = tls[u"verify_error"_s].toString();
    QStringList weak;
    for (qsizetype i = 0; i < chain.size(); ++i) {
        // Nobody relies on the signature of a root.
        const QJsonObject one = chain[i].toObject();
        if (one[u"subject"_s] != one[u"issuer"_s] || i == 0) {
            if (const QString found = weakness(one); !found.isEmpty())
                weak.append(found);
        }
    }
    Verdict out;
    if (!tls[u"host_matches"_s].toBool())
        out = Verdict::failed({LOTSE_MSG("The certificate is for another host."), {}});
    else if (!wrong.isEmpty())
        out = Verdict::failed({LOTSE_MSG("The certificate chain is not trusted: %1"), {wrong}});
    else if (left < sight.number(u"days"_s))
        out = Verdict::failed(Message::counted(
            LOTSE_MSG_N("The certificate ends in %Ln days (%1); at least %2 should be left.",
                "The certificate ends in %Ln day (%1); at least %2 should be left."),
            std::max(0, int(left)), {leaf[u"not_after"_s].toString(), QString::number(int(sight.number(u"days"_s)))}));
    else if (!weak.isEmpty())
        out = Verdict::failed({LOTSE_MSG("Key or signature is weak: %1."), {weak.join(u", "_s)}});
    else
        out = Verdict::passed(Message::counted(LOTSE_MSG_N("The certificate is trusted and ends in %Ln days.",
                                                   "The certificate is trusted and ends in %Ln day."),
            int(left)));
    return out.with(u"tls"_s, 0, u"chain"_s).with(u"tls"_s, 0, u"verify_error"_s).with(u"tls"_s, 0, u"host_matches"_s);
}

Verdict hsts(const Sight &sight)
{
    const QJsonObject http = sight.one(u"http"_s);
    const QJsonObject tls = sight.one(u"tls"_s);
    if (!tls[u"is_tls"_s].toBool())
        return Verdict::failed({LOTSE_MSG("The connection to the registry is not encrypted."), {}}).with(u"tls"_s, 0);
    const QString value = http[u"strict_transport_security"_s].toString();
    qint64 age = 0;
    for (const QString &part : value.split(u';')) {
        if (part.trimmed().startsWith("max-age="_L1, Qt::CaseInsensitive))
            age = part.trimmed().mid(8).remove(u'"').toLongLong();
    }
    const QString plain = tls[u"plain_http"_s].toString(); // "closed", "redirects", "serves", "not measured"
    Verdict out;
    if (double(age) < sight.number(u"seconds"_s))
        out = Verdict::failed({LOTSE_MSG("HSTS is set for %1 seconds; at least %2 are required."),
            {QString::number(age), QString::number(qint64(sight.number(u"seconds"_s)))}});
    else if (plain == "serves"_L1)
        out = Verdict::failed({LOTSE_MSG("Port 80 responds without encryption and does not redirect to HTTPS."), {}});
    else if (plain == "closed"_L1 || plain == "redirects"_L1)
        out = Verdict::passed({LOTSE_MSG("HSTS is set for %1 seconds, and plain HTTP is closed or redirects to HTTPS."),
            {QString::number(age)}});
    else
        out = Verdict::notAssessable({LOTSE_MSG("HSTS is set, but plain HTTP could not be checked."), {}});
    return out.with(u"http"_s, 0, u"strict_transport_security"_s).with(u"tls"_s, 0, u"plain_http"_s);
}

Verdict clock(const Sight &sight)
{
    const QJsonValue skew = sight.one(u"http"_s)[u"skew_seconds"_s];
    if (!skew.isDouble())
        return Verdict::notAssessable({LOTSE_MSG("The registry does not report its time."), {}});
    const QString most = QString::number(int(sight.number(u"seconds"_s)));
    Verdict out = qAbs(skew.toDouble()) < sight.number(u"seconds"_s)
        ? Verdict::passed(Message::counted(
            LOTSE_MSG_N("The clock of the registry differs by %Ln seconds from the clock of this computer.",
                "The clock of the registry differs by %Ln second from the clock of this computer."),
            qAbs(skew.toInteger())))
        : Verdict::failed(Message::counted(
            LOTSE_MSG_N("The clock of the registry differs by %Ln seconds from the clock of this computer; less "
                        "than %1 are allowed.",
                "The clock of the registry differs by %Ln second from the clock of this computer; less than %1 are "
                "allowed."),
            qAbs(skew.toInteger()), {most}));
    return out.with(u"http"_s, 0, u"date"_s).with(u"http"_s, 0, u"skew_seconds"_s);
}

} // namespace

QList<Check> channelChecks()
{
    return {
        {"P09", LOTSE_MSG("Images cannot be read without a sign-in"), Severity::High, true, "anonymous-v2", "", "",
            "CS 4.2.5; N 4.2.3; I 8.5", 'h', LOTSE_MSG("Make projects private, and disable anonymous access."),
            "projects", anonymousPull},
        {"P20", LOTSE_MSG("Only new TLS versions and strong ciphers"), Severity::High, true, "tls", "", "",
            "CD 2.5; N 4.2.1; I 8.24, 8.20; P 2.2.7, 4.2.1; N2 21.2.h~m", 'h',
            LOTSE_MSG("Allow only TLS 1.2 and 1.3 with (EC)DHE and AEAD ciphers in the proxy in front of the "
                      "registry."),
            "", tlsVersions},
        {"P21", LOTSE_MSG("The certificate is valid, strong and does not expire soon"), Severity::High, true, "tls", "",
            "days=30", "CD 2.5; N 4.2.1; I 8.24; P 4.2.1.1, 12.3.3; N2 21.2.h~m", 'h',
            LOTSE_MSG("Renew the certificate, with at least RSA 2048 or P-256 and SHA-256."), "", certificate},
        {"P22", LOTSE_MSG("HSTS is set and plain HTTP is closed"), Severity::Medium, true, "http tls", "",
            "seconds=15552000", "N 4.2.1; I 8.21; P 4.2.1", 'm',
            LOTSE_MSG("Send Strict-Transport-Security, and redirect or close port 80."), "", hsts},
        {"P52", LOTSE_MSG("The clock is correct"), Severity::Medium, true, "http", "", "seconds=60", "I 8.17; P 10.6.1",
            'h', LOTSE_MSG("Synchronise the clock of the server with NTP."), "", clock},
    };
}

} // namespace lotse::posture
