// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/trustedroot.h"

#include "trust/strictjson.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QUrl>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostFile = 1024 * 1024;
constexpr qsizetype kMostEntries = 100;
constexpr qsizetype kMostChain = 10;
constexpr qsizetype kLogId = 32;

Error wrong(const QString &where, const Fault &fault)
{
    Error error;
    error.kind = ErrorKind::Usage;
    QString what = where + u": "_s + reasonCode(fault.reason);
    if (!fault.detail.isEmpty())
        what += u' ' + fault.detail;
    error.message = {LOTSE_MSG("The trusted root cannot be used: %1."), {what}};
    return error;
}

Fault readBytes(const JsonObject &object, QByteArrayView key, QByteArray &out)
{
    if (Fault fault = object.base64(key, out))
        return fault;
    return out.isEmpty() ? Fault(Reason::BrokenBase64, QString::fromUtf8(key)) : Fault();
}

Fault readPeriod(const JsonObject &holder, ValidPeriod &out)
{
    JsonObject period;
    QByteArray start;
    QByteArray end;
    if (Fault fault = holder.object("validFor", period))
        return fault;
    if (Fault fault = period.only({"start", "end"}))
        return fault;
    if (Fault fault = period.text("start", start))
        return fault;
    if (period.has("end")) {
        if (Fault fault = period.text("end", end))
            return fault;
    }
    out.start = rfc3339(start);
    out.end = rfc3339(end);
    if (!out.start.isValid() || (!end.isEmpty() && (!out.end.isValid() || out.end < out.start)))
        return {Reason::WrongTime, u"validFor"_s};
    return {};
}

// Old keys of RSA stand as the bare numbers of PKCS #1.
Fault readRsa(const QByteArray &der, PublicKey &out)
{
    const auto *at = reinterpret_cast<const unsigned char *>(der.constData());
    const auto *const end = at + der.size();
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        d2i_PublicKey(EVP_PKEY_RSA, nullptr, &at, long(der.size())), EVP_PKEY_free);
    ERR_clear_error();
    return key && at == end ? PublicKey::fromOpenSsl(key.get(), out) : Fault(Reason::BrokenKey);
}

Fault readLog(const QByteArray &raw, LogKey &out)
{
    JsonObject log;
    JsonObject holder;
    JsonObject id;
    QByteArray url;
    QByteArray hash;
    QByteArray bytes;
    QByteArray details;
    if (Fault fault = readJsonObject(raw, log))
        return fault;
    if (Fault fault = log.only({"baseUrl", "hashAlgorithm", "publicKey", "logId", "checkpointKeyId", "operator"}))
        return fault;
    if (Fault fault = log.text("baseUrl", url))
        return fault;
    if (Fault fault = log.text("hashAlgorithm", hash))
        return fault;
    if (hash != "SHA2_256")
        return {Reason::UnsupportedHash, QString::fromUtf8(hash).left(64)};
    if (Fault fault = log.object("publicKey", holder))
        return fault;
    if (Fault fault = holder.only({"rawBytes", "keyDetails", "validFor"}))
        return fault;
    if (Fault fault = readBytes(holder, "rawBytes", bytes))
        return fault;
    if (Fault fault = holder.text("keyDetails", details))
        return fault;
    if (Fault fault = readPeriod(holder, out.valid))
        return fault;
    if (Fault fault = log.object("logId", id))
        return fault;
    if (Fault fault = id.only({"keyId"}))
        return fault;
    if (Fault fault = readBytes(id, "keyId", out.id))
        return fault;
    if (out.id.size() != kLogId)
        return {Reason::WrongType, u"keyId"_s};
    out.url = QString::fromUtf8(url).left(512);
    const Fault fault = details.startsWith("PKCS1_RSA") ? readRsa(bytes, out.key) : PublicKey::fromDer(bytes, out.key);
    return fault && fault.reason != Reason::UnsupportedKey && fault.reason != Reason::WeakKey ? fault : Fault();
}

Fault readAuthority(const QByteArray &raw, RootAuthority &out)
{
    JsonObject authority;
    JsonObject holder;
    QList<JsonPart> certificates;
    if (Fault fault = readJsonObject(raw, authority))
        return fault;
    if (Fault fault = authority.only({"subject", "uri", "certChain", "validFor", "operator"}))
        return fault;
    if (Fault fault = readPeriod(authority, out.valid))
        return fault;
    if (Fault fault = authority.object("certChain", holder))
        return fault;
    if (Fault fault = holder.only({"certificates"}))
        return fault;
    if (Fault fault = holder.array("certificates", kMostChain, certificates))
        return fault.reason == Reason::TooMany ? Fault(Reason::TooManyCertificates) : fault;
    if (certificates.isEmpty())
        return Reason::EmptyChain;
    for (const JsonPart &part : std::as_const(certificates)) {
        JsonObject one;
        QByteArray der;
        Certificate certificate;
        if (Fault fault = readJsonObject(part.raw, one))
            return fault;
        if (Fault fault = one.only({"rawBytes"}))
            return fault;
        if (Fault fault = readBytes(one, "rawBytes", der))
            return fault;
        if (Fault fault = Certificate::fromDer(der, certificate))
            return fault;
        out.chain.append(certificate);
    }
    out.name = out.chain.first().subject();
    return {};
}

template <typename T>
Fault readList(const JsonObject &root, QByteArrayView key, Fault (*readOne)(const QByteArray &, T &), QList<T> &out)
{
    if (!root.has(key))
        return {};
    QList<JsonPart> parts;
    if (Fault fault = root.array(key, kMostEntries, parts))
        return fault;
    for (const JsonPart &part : std::as_const(parts)) {
        T one;
        if (Fault fault = readOne(part.raw, one))
            return {
                fault.reason, QString::fromUtf8(key) + (fault.detail.isEmpty() ? QString() : u": "_s + fault.detail)};
        out.append(one);
    }
    return {};
}

} // namespace

QString LogKey::host() const
{
    const QUrl parsed(url);
    return parsed.host().isEmpty() ? url : parsed.host() + parsed.path();
}

QDateTime rfc3339(const QByteArray &text)
{
    static const QRegularExpression kForm(
        u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)$"_s);
    const QString form = QString::fromLatin1(text);
    return kForm.match(form).hasMatch() ? QDateTime::fromString(form, Qt::ISODateWithMs).toUTC() : QDateTime();
}

Result<TrustedRoot> readTrustedRoot(const QByteArray &text)
{
    TrustedRoot out;
    JsonObject root;
    QByteArray type;
    Fault fault = text.size() > kMostFile ? Fault(Reason::TooLarge) : readJsonObject(text, root);
    if (!fault)
        fault = root.only({"mediaType", "tlogs", "certificateAuthorities", "ctlogs", "timestampAuthorities"});
    if (!fault)
        fault = root.text("mediaType", type);
    if (!fault && type != "application/vnd.dev.sigstore.trustedroot+json;version=0.1"
        && type != "application/vnd.dev.sigstore.trustedroot+json;version=0.2"
        && type != "application/vnd.dev.sigstore.trustedroot.v0.2+json")
        fault = Fault(Reason::WrongMediaType, QString::fromUtf8(type).left(128));
    if (!fault)
        fault = readList(root, "tlogs", &readLog, out.logs);
    if (!fault)
        fault = readList(root, "ctlogs", &readLog, out.certificateLogs);
    if (!fault)
        fault = readList(root, "certificateAuthorities", &readAuthority, out.authorities);
    if (!fault)
        fault = readList(root, "timestampAuthorities", &readAuthority, out.timestampAuthorities);
    if (!fault && out.authorities.isEmpty() && out.logs.isEmpty() && out.timestampAuthorities.isEmpty())
        fault = Fault(Reason::MissingMember, u"certificateAuthorities"_s);
    if (fault)
        return wrong(u"the file"_s, fault);
    out.text = text;
    out.sha256 = QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
    return out;
}

} // namespace lotse::trust
