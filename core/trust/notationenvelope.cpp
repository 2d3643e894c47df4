// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/notation.h"

#include "trust/base64.h"
#include "trust/cbor.h"
#include "trust/strictjson.h"

#include <QRegularExpression>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kScheme("io.cncf.notary.signingScheme");
constexpr QByteArrayView kSigningTime("io.cncf.notary.signingTime");
constexpr QByteArrayView kAuthenticTime("io.cncf.notary.authenticSigningTime");
constexpr QByteArrayView kExpiry("io.cncf.notary.expiry");
constexpr QByteArrayView kTimestamp("io.cncf.notary.timestampSignature");
constexpr QByteArrayView kPlugin("io.cncf.notary.verificationPlugin");
constexpr QByteArrayView kPluginVersion("io.cncf.notary.verificationPluginMinVersion");

Fault decode(const JsonObject &object, QByteArrayView key, Alphabet alphabet, QByteArray &out)
{
    QByteArray text;
    if (Fault fault = object.text(key, text))
        return fault;
    const std::optional<QByteArray> decoded = strictBase64(text, alphabet);
    if (!decoded)
        return {Reason::BrokenBase64, QString::fromUtf8(key)};
    out = *decoded;
    return {};
}

// RFC 3339 with a zone.
Fault readTime(const JsonObject &object, QByteArrayView key, QDateTime &out)
{
    static const QRegularExpression kForm(
        u"\\A\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)\\z"_s);
    QByteArray text;
    if (!object.find(key))
        return object.optionalText(key, text); // in another case it would be passed over
    if (Fault fault = object.text(key, text))
        return fault;
    const QString value = QString::fromUtf8(text);
    out = QDateTime::fromString(value, Qt::ISODateWithMs).toUTC();
    return kForm.match(value).hasMatch() && out.isValid() ? Fault() : Fault(Reason::WrongTime, QString::fromUtf8(key));
}

Fault readTime(const CborValue &map, QByteArrayView key, QDateTime &out)
{
    const CborValue *value = map.find(key);
    if (!value)
        return {};
    // A tag 1 around a whole number: seconds since 1970.
    if (value->kind != CborValue::Kind::Tag || value->number != 1
        || value->items.front().kind != CborValue::Kind::Unsigned || value->items.front().number > 253'402'300'799)
        return {Reason::WrongTime, QString::fromUtf8(key)};
    out = QDateTime::fromSecsSinceEpoch(qint64(value->items.front().number), Qt::UTC);
    return {};
}

Fault addCertificate(const QByteArray &der, NotationEnvelope &out)
{
    Certificate one;
    if (Fault fault = Certificate::fromDer(der, one))
        return fault;
    out.chain.append(one);
    return {};
}

Fault readProtected(const QByteArray &text, NotationEnvelope &out)
{
    JsonObject header;
    if (Fault fault = readJsonObject(text, header))
        return fault;
    for (const auto &[name, part] : header.members())
        out.names.append(QString::fromUtf8(name));
    if (Fault fault = header.text("alg", out.algorithm))
        return fault;
    if (Fault fault = header.text("cty", out.contentType))
        return fault;
    QList<JsonPart> critical;
    if (!header.has("crit"))
        return Reason::MissingCritical;
    if (Fault fault = header.array("crit", 64, critical))
        return fault;
    for (const JsonPart &part : std::as_const(critical)) {
        if (part.kind != json::Value::Kind::Text)
            return {Reason::WrongType, u"crit"_s};
        out.critical.append(QString::fromUtf8(part.text));
    }
    if (Fault fault = header.optionalText(kScheme, out.scheme))
        return fault;
    if (Fault fault = readTime(header, kSigningTime, out.signingTime))
        return fault;
    if (Fault fault = readTime(header, kAuthenticTime, out.authenticTime))
        return fault;
    return readTime(header, kExpiry, out.expiry);
}

} // namespace

Fault readNotationJws(const QByteArray &bytes, NotationEnvelope &out)
{
    JsonObject envelope;
    JsonObject header;
    QByteArray payload;
    QByteArray protectedText;
    QByteArray protectedBytes;
    if (Fault fault = readJsonObject(bytes, envelope))
        return fault;
    if (Fault fault = envelope.only({"payload", "protected", "header", "signature"}))
        return fault;
    if (Fault fault = envelope.text("payload", payload))
        return fault;
    if (Fault fault = envelope.text("protected", protectedText))
        return fault;
    if (Fault fault = decode(envelope, "payload", Alphabet::Url, out.payload))
        return fault;
    if (Fault fault = decode(envelope, "protected", Alphabet::Url, protectedBytes))
        return fault;
    if (Fault fault = decode(envelope, "signature", Alphabet::Url, out.signature))
        return fault;
    out.signedBytes = protectedText + '.' + payload;
    if (Fault fault = readProtected(protectedBytes, out))
        return fault;
    if (Fault fault = envelope.object("header", header))
        return fault;
    QList<JsonPart> chain;
    if (Fault fault = header.array("x5c", cap::chain, chain))
        return fault.reason == Reason::TooMany      ? Fault(Reason::TooManyCertificates)
            : fault.reason == Reason::MissingMember ? Fault(Reason::EmptyChain)
                                                    : fault;
    for (const JsonPart &part : std::as_const(chain)) {
        const std::optional<QByteArray> der = strictBase64(part.text);
        if (part.kind != json::Value::Kind::Text || !der)
            return {Reason::BrokenBase64, u"x5c"_s};
        if (Fault fault = addCertificate(*der, out))
            return fault;
    }
    out.hasTimestamp = header.has(kTimestamp);
    return out.hasTimestamp ? header.base64(kTimestamp, out.timestamp) : Fault();
}

Fault readNotationCose(const QByteArray &bytes, NotationEnvelope &out)
{
    CborValue root;
    if (Fault fault = readCbor(bytes, root))
        return fault;
    // COSE_Sign1 with its tag, an array of four.
    if (root.kind != CborValue::Kind::Tag || root.number != 18 || root.items.front().kind != CborValue::Kind::Array
        || root.items.front().items.size() != 4)
        return {Reason::BrokenCbor, u"no COSE_Sign1"_s};
    const std::vector<CborValue> &parts = root.items.front().items;
    if (parts[0].kind != CborValue::Kind::Bytes || parts[1].kind != CborValue::Kind::Map
        || parts[2].kind != CborValue::Kind::Bytes || parts[3].kind != CborValue::Kind::Bytes)
        return {Reason::BrokenCbor, u"no COSE_Sign1"_s};
    CborValue header;
    if (Fault fault = readCbor(parts[0].data, header))
        return fault;
    if (header.kind != CborValue::Kind::Map)
        return {Reason::BrokenCbor, u"the protected header"_s};
    // "Signature1", the protected header as it came, no external data, the payload as it came.
    out.signedBytes = QByteArray("\x84\x6aSignature1") + parts[0].raw + '\x40' + parts[2].raw;
    out.payload = parts[2].data;
    out.signature = parts[3].data;
    static constexpr std::pair<qint64, const char *> kAlgorithms[] = {
        {-37, "PS256"}, {-38, "PS384"}, {-39, "PS512"}, {-7, "ES256"}, {-35, "ES384"}, {-36, "ES512"}};
    const CborValue *algorithm = header.find(qint64(1));
    for (const auto &[number, name] : kAlgorithms) {
        if (algorithm && algorithm->isInteger(number))
            out.algorithm = name;
    }
    if (out.algorithm.isEmpty())
        return Reason::UnknownAlgorithm;
    const CborValue *type = header.find(qint64(3));
    if (!type || type->kind != CborValue::Kind::Text)
        return {type ? Reason::WrongType : Reason::MissingMember, u"content type"_s};
    out.contentType = type->data;
    const CborValue *critical = header.find(qint64(2));
    if (!critical)
        return Reason::MissingCritical;
    if (critical->kind != CborValue::Kind::Array)
        return {Reason::WrongType, u"crit"_s};
    for (const CborValue &item : critical->items) {
        const bool isText = item.kind == CborValue::Kind::Text;
        if (!isText && item.kind != CborValue::Kind::Unsigned)
            return {Reason::WrongType, u"crit"_s};
        out.critical.append(isText ? QString::fromUtf8(item.data) : QString::number(item.number));
    }
    for (size_t i = 0; i + 1 < header.items.size(); i += 2) {
        const CborValue &key = header.items[i];
        out.names.append(key.kind == CborValue::Kind::Text ? QString::fromUtf8(key.data) : QString::number(key.number));
    }
    if (const CborValue *scheme = header.find(kScheme)) {
        if (scheme->kind != CborValue::Kind::Text)
            return {Reason::WrongType, QString::fromUtf8(kScheme)};
        out.scheme = scheme->data;
    }
    if (Fault fault = readTime(header, kSigningTime, out.signingTime))
        return fault;
    if (Fault fault = readTime(header, kAuthenticTime, out.authenticTime))
        return fault;
    if (Fault fault = readTime(header, kExpiry, out.expiry))
        return fault;
    const CborValue *chain = parts[1].find(qint64(33));
    if (!chain)
        chain = header.find(qint64(33));
    if (!chain)
        return Reason::EmptyChain;
    if (chain->kind != CborValue::Kind::Array)
        return {Reason::WrongType, u"x5chain"_s};
    if (chain->items.size() > size_t(cap::chain))
        return Reason::TooManyCertificates;
    for (const CborValue &item : chain->items) {
        if (item.kind != CborValue::Kind::Bytes)
            return {Reason::WrongType, u"x5chain"_s};
        if (Fault fault = addCertificate(item.data, out))
            return fault;
    }
    if (const CborValue *timestamp = parts[1].find(kTimestamp)) {
        if (timestamp->kind != CborValue::Kind::Bytes)
            return {Reason::WrongType, QString::fromUtf8(kTimestamp)};
        out.hasTimestamp = true;
        out.timestamp = timestamp->data;
    }
    return {};
}

Fault checkNotationHeaders(const NotationEnvelope &envelope)
{
    if (envelope.contentType != "application/vnd.cncf.notary.payload.v1+json")
        return {Reason::WrongPayloadType, QString::fromUtf8(envelope.contentType).left(256)};
    if (envelope.scheme != "notary.x509" && envelope.scheme != "notary.x509.signingAuthority")
        return {Reason::UnknownScheme, QString::fromUtf8(envelope.scheme).left(128)};
    const bool isAuthority = envelope.scheme == "notary.x509.signingAuthority";
    const auto isCritical = [&](QByteArrayView name) { return envelope.critical.contains(QString::fromUtf8(name)); };
    if (envelope.critical.isEmpty() || !isCritical(kScheme) || (envelope.expiry.isValid() && !isCritical(kExpiry))
        || (isAuthority && !isCritical(kAuthenticTime)))
        return Reason::MissingCritical;
    QSet<QString> seen;
    for (const QString &name : envelope.critical) {
        if (seen.contains(name))
            return {Reason::DuplicateMember, u"crit"_s};
        seen.insert(name);
        if (!envelope.names.contains(name))
            return {Reason::MissingCritical, name.left(128)};
        if (name == QLatin1StringView(kPlugin) || name == QLatin1StringView(kPluginVersion))
            return {Reason::UnknownCritical, u"a verification plugin is asked for"_s};
        if (name != QLatin1StringView(kScheme) && name != QLatin1StringView(kExpiry)
            && name != QLatin1StringView(kAuthenticTime))
            return {Reason::UnknownCritical, name.left(128)};
    }
    if (!(isAuthority ? envelope.authenticTime : envelope.signingTime).isValid())
        return Reason::MissingTime;
    if ((isAuthority ? envelope.signingTime : envelope.authenticTime).isValid())
        return {Reason::WrongTime, u"a time that the scheme does not allow"_s};
    const QDateTime from = isAuthority ? envelope.authenticTime : envelope.signingTime;
    if (envelope.expiry.isValid() && envelope.expiry <= from)
        return {Reason::WrongTime, u"it expires before it was made"_s};
    return envelope.chain.isEmpty() ? Fault(Reason::EmptyChain) : Fault();
}

} // namespace lotse::trust
