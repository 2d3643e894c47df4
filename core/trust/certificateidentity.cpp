// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/certificateidentity.h"

#include <QCryptographicHash>
#include <QHostAddress>

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <algorithm>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostExpression = 1024;
constexpr int kMostNames = 100;
constexpr char kOldIssuer[] = "1.3.6.1.4.1.57264.1.1";
constexpr char kIssuer[] = "1.3.6.1.4.1.57264.1.8";
constexpr char kUserName[] = "1.3.6.1.4.1.57264.1.7";

struct ClaimRow {
    const char *oid;
    const char *name;
};
constexpr ClaimRow kClaims[] = {
    {"1.3.6.1.4.1.57264.1.9", "build signer"},
    {"1.3.6.1.4.1.57264.1.10", "build signer digest"},
    {"1.3.6.1.4.1.57264.1.11", "runner"},
    {"1.3.6.1.4.1.57264.1.12", "source repository"},
    {"1.3.6.1.4.1.57264.1.13", "source commit"},
    {"1.3.6.1.4.1.57264.1.14", "source reference"},
    {"1.3.6.1.4.1.57264.1.20", "trigger"},
    {"1.3.6.1.4.1.57264.1.21", "run"},
};

QByteArray bytesOf(const ASN1_STRING *text)
{
    return {reinterpret_cast<const char *>(ASN1_STRING_get0_data(text)), ASN1_STRING_length(text)};
}

enum class Presence { Absent, Once, Broken };

// The value of an extension as it stands; Broken where it is there twice.
Presence extensionValue(const Certificate &certificate, const char *oid, QByteArray &out)
{
    const std::unique_ptr<ASN1_OBJECT, decltype(&ASN1_OBJECT_free)> object(OBJ_txt2obj(oid, 1), ASN1_OBJECT_free);
    const int at = X509_get_ext_by_OBJ(certificate.get(), object.get(), -1);
    if (at < 0)
        return Presence::Absent;
    if (X509_get_ext_by_OBJ(certificate.get(), object.get(), at) >= 0)
        return Presence::Broken;
    out = bytesOf(X509_EXTENSION_get_data(X509_get_ext(certificate.get(), at)));
    return Presence::Once;
}

// Plain text of a certificate; none where it is no UTF-8, or has characters that cannot be seen in it.
bool toText(const QByteArray &bytes, QString &out)
{
    out = QString::fromUtf8(bytes);
    return !out.isEmpty() && out.size() <= 2048 && out.toUtf8() == bytes
        && std::none_of(out.begin(), out.end(), [](QChar c) { return c < u' ' || c == u'\x7f'; });
}

bool toUtf8String(const QByteArray &der, QString &out)
{
    const auto *at = reinterpret_cast<const unsigned char *>(der.constData());
    const auto *const end = at + der.size();
    const std::unique_ptr<ASN1_UTF8STRING, decltype(&ASN1_UTF8STRING_free)> text(
        d2i_ASN1_UTF8STRING(nullptr, &at, long(der.size())), ASN1_UTF8STRING_free);
    ERR_clear_error();
    return text && at == end && toText(bytesOf(text.get()), out);
}

Fault readName(const GENERAL_NAME *name, QList<CertificateIdentity::Name> &out)
{
    const Fault broken(Reason::BrokenCertificate, u"subject alternative name"_s);
    CertificateIdentity::Name one;
    switch (name->type) {
    case GEN_EMAIL:
        one.kind = u"email"_s;
        break;
    case GEN_URI:
        one.kind = u"URI"_s;
        break;
    case GEN_DNS:
        one.kind = u"DNS"_s;
        break;
    case GEN_IPADD: {
        const QByteArray bytes = bytesOf(name->d.iPAddress);
        one.kind = u"IP"_s;
        if (bytes.size() == 4) {
            one.value = QHostAddress(quint32(quint8(bytes[0])) << 24 | quint32(quint8(bytes[1])) << 16
                | quint32(quint8(bytes[2])) << 8 | quint32(quint8(bytes[3])))
                            .toString();
        } else if (bytes.size() == 16) {
            one.value = QHostAddress(reinterpret_cast<const quint8 *>(bytes.constData())).toString();
        } else {
            return broken;
        }
        out.append(one);
        return {};
    }
    case GEN_OTHERNAME: {
        const std::unique_ptr<ASN1_OBJECT, decltype(&ASN1_OBJECT_free)> userName(
            OBJ_txt2obj(kUserName, 1), ASN1_OBJECT_free);
        const OTHERNAME *other = name->d.otherName;
        if (OBJ_cmp(other->type_id, userName.get()) != 0)
            return {}; // of a kind that nobody asks for
        one.kind = u"user name"_s;
        if (other->value->type != V_ASN1_UTF8STRING || !toText(bytesOf(other->value->value.utf8string), one.value))
            return broken;
        out.append(one);
        return {};
    }
    default:
        return {};
    }
    if (!toText(bytesOf(name->d.ia5), one.value))
        return broken;
    out.append(one);
    return {};
}

Fault readNames(const Certificate &certificate, QList<CertificateIdentity::Name> &out)
{
    int critical = -1;
    const std::unique_ptr<GENERAL_NAMES, decltype(&GENERAL_NAMES_free)> names(
        static_cast<GENERAL_NAMES *>(X509_get_ext_d2i(certificate.get(), NID_subject_alt_name, &critical, nullptr)),
        GENERAL_NAMES_free);
    ERR_clear_error();
    if (!names)
        return critical == -1 ? Fault(Reason::NoIdentity)
                              : Fault(Reason::BrokenCertificate, u"subject alternative name"_s);
    if (sk_GENERAL_NAME_num(names.get()) > kMostNames)
        return {Reason::TooMany, u"subject alternative names"_s};
    for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
        if (Fault fault = readName(sk_GENERAL_NAME_value(names.get(), i), out))
            return fault;
    }
    return out.isEmpty() ? Fault(Reason::NoIdentity) : Fault();
}

Fault readIssuer(const Certificate &certificate, QString &out)
{
    const Fault broken(Reason::BrokenCertificate, u"OIDC issuer"_s);
    QByteArray bytes;
    QString old;
    const Presence isOld = extensionValue(certificate, kOldIssuer, bytes);
    if (isOld == Presence::Broken || (isOld == Presence::Once && !toText(bytes, old)))
        return broken;
    const Presence isNew = extensionValue(certificate, kIssuer, bytes);
    if (isNew == Presence::Broken || (isNew == Presence::Once && !toUtf8String(bytes, out)))
        return broken;
    if (isNew == Presence::Absent)
        out = old;
    else if (isOld == Presence::Once && old != out)
        return {Reason::IssuerMismatch, old + u", "_s + out};
    return {};
}

bool matches(const QString &expression, const QString &value)
{
    // Anchored in any case: what is meant is all of it. One that takes too long does not fit.
    const QRegularExpression pattern(QRegularExpression::anchoredPattern(expression));
    const QRegularExpressionMatch match = pattern.match(value);
    return pattern.isValid() && match.isValid() && match.hasMatch() && match.capturedLength() == value.size();
}

} // namespace

QString CertificateIdentity::text() const
{
    QStringList values;
    for (const Name &name : names)
        values.append(name.value);
    return values.join(u", "_s);
}

QString CertificateIdentity::fingerprint() const
{
    QByteArray all = issuer.toUtf8() + '\0';
    for (const Name &name : names)
        all += name.kind.toUtf8() + '\0' + name.value.toUtf8() + '\0';
    return QString::fromLatin1(sha256Text(all));
}

Fault readIdentity(const Certificate &certificate, CertificateIdentity &out)
{
    out = {};
    if (Fault fault = readNames(certificate, out.names))
        return fault;
    if (Fault fault = readIssuer(certificate, out.issuer))
        return fault;
    for (const ClaimRow &row : kClaims) {
        QByteArray bytes;
        QString value;
        const Presence is = extensionValue(certificate, row.oid, bytes);
        if (is == Presence::Absent)
            continue;
        if (is == Presence::Broken || !toUtf8String(bytes, value))
            return {Reason::BrokenCertificate, QString::fromLatin1(row.name)};
        out.claims.append({QString::fromLatin1(row.name), value});
    }
    return {};
}

bool IdentityPattern::fits(const QString &value) const
{
    if (isAny)
        return true;
    if (!expression.isEmpty())
        return flawOfExpression(expression).isEmpty() && matches(expression, value);
    return !exact.isEmpty() && value == exact;
}

QString IdentityPattern::text() const
{
    return isAny ? u"any"_s : !expression.isEmpty() ? u'/' + expression + u'/' : exact;
}

QString flawOfExpression(const QString &expression)
{
    if (expression.size() > kMostExpression)
        return u"it is longer than %1 characters"_s.arg(kMostExpression);
    // By itself: what closes a bracket that the anchors opened is no expression.
    const QRegularExpression pattern(expression);
    if (!pattern.isValid())
        return u"it is no regular expression: %1"_s.arg(pattern.errorString());
    // Three that have nothing in common: what fits all of them fits everybody.
    const QStringList strangers{u"https://stranger.invalid/a/b"_s, u"stranger@example.invalid"_s, u"7"_s};
    if (std::all_of(strangers.begin(), strangers.end(), [&](const QString &one) { return matches(expression, one); }))
        return u"it fits every identity, which has to be said as such"_s;
    return {};
}

bool NamedIdentity::fits(const CertificateIdentity &identity, const QString &rootName) const
{
    return root == rootName && issuer.fits(identity.issuer)
        && std::any_of(identity.names.begin(), identity.names.end(),
            [&](const CertificateIdentity::Name &one) { return subject.fits(one.value); });
}

} // namespace lotse::trust
