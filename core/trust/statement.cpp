// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/statement.h"

#include "trust/base64.h"
#include "trust/strictjson.h"

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kSimpleType("cosign container image signature");

QString shown(const QByteArray &text)
{
    return QString::fromUtf8(text).left(512);
}

// The members that are texts; others as they stand.
QMap<QString, QString> pairsOf(const JsonObject &object)
{
    QMap<QString, QString> out;
    for (const auto &[name, part] : object.members())
        out.insert(shown(name), shown(part.kind == json::Value::Kind::Text ? part.text : part.raw));
    return out;
}

Fault readBase64(const JsonObject &object, QByteArrayView key, QByteArray &out)
{
    QByteArray text;
    if (Fault fault = object.text(key, text))
        return fault;
    const std::optional<QByteArray> decoded = strictBase64(text);
    if (!decoded)
        return {Reason::BrokenBase64, QString::fromUtf8(key)};
    out = *decoded;
    return {};
}

} // namespace

bool Statement::isImageSignature() const
{
    return predicateType == "https://sigstore.dev/cosign/sign/v1"_L1;
}

Fault readEnvelope(QByteArrayView text, Envelope &out)
{
    JsonObject envelope;
    if (Fault fault = readJsonObject(text, envelope))
        return fault;
    if (Fault fault = envelope.only({"payloadType", "payload", "signatures"}))
        return fault;
    if (Fault fault = envelope.text("payloadType", out.payloadType))
        return fault;
    if (Fault fault = readBase64(envelope, "payload", out.payload))
        return fault;
    QList<JsonPart> signatures;
    if (Fault fault = envelope.array("signatures", cap::signatures, signatures))
        return fault;
    if (signatures.size() != 1)
        return {Reason::SignatureCount, QString::number(signatures.size())};
    JsonObject signature;
    if (Fault fault = readJsonObject(signatures.first().raw, signature))
        return fault;
    if (Fault fault = signature.only({"sig", "keyid"}))
        return fault;
    if (Fault fault = readBase64(signature, "sig", out.signature))
        return fault;
    if (Fault fault = signature.optionalText("keyid", out.keyId))
        return fault;
    return out.signature.isEmpty() ? Fault(Reason::BrokenSignature) : Fault();
}

Fault readStatement(const QByteArray &text, const oci::Digest &artifact, Statement &out)
{
    JsonObject statement;
    if (Fault fault = readJsonObject(text, statement))
        return fault;
    if (Fault fault = statement.only({"_type", "subject", "predicateType", "predicate"}))
        return fault;
    QByteArray type;
    if (Fault fault = statement.text("_type", type))
        return fault;
    if (type != "https://in-toto.io/Statement/v1" && type != "https://in-toto.io/Statement/v0.1")
        return {Reason::WrongPayloadType, shown(type)};
    QByteArray predicateType;
    if (Fault fault = statement.text("predicateType", predicateType))
        return fault;
    if (predicateType.isEmpty())
        return Reason::WrongPredicate;
    out.predicateType = shown(predicateType);
    QList<JsonPart> subjects;
    if (!statement.has("subject"))
        return Reason::NoSubject;
    if (Fault fault = statement.array("subject", cap::subjects, subjects))
        return fault.reason == Reason::TooMany ? Fault(Reason::TooManySubjects) : fault;
    bool hasDigest = false;
    bool isFound = false;
    const QByteArray algorithm = artifact.algorithm() == oci::Digest::Algorithm::Sha512 ? "sha512" : "sha256";
    for (const JsonPart &part : std::as_const(subjects)) {
        JsonObject subject;
        JsonObject digests;
        if (Fault fault = readJsonObject(part.raw, subject))
            return fault;
        if (Fault fault = subject.object("digest", digests))
            return fault;
        if (digests.members().size() > cap::digests)
            return Reason::TooManySubjects;
        QByteArray hex;
        if (Fault fault = digests.optionalText(algorithm, hex))
            return fault;
        hasDigest = hasDigest || !hex.isEmpty();
        if (hex.isEmpty() || hex != artifact.hex())
            continue;
        isFound = true;
        JsonObject annotations;
        if (subject.has("annotations") && !subject.object("annotations", annotations))
            out.annotations.insert(pairsOf(annotations));
    }
    if (!hasDigest)
        return Reason::NoSubject;
    return isFound ? Fault() : Fault(Reason::OtherArtifact);
}

Fault readSimplePayload(
    const QByteArray &text, const oci::Digest &artifact, QString &signedAs, QMap<QString, QString> &optional)
{
    JsonObject payload;
    JsonObject critical;
    JsonObject identity;
    JsonObject image;
    if (Fault fault = readJsonObject(text, payload))
        return fault;
    if (Fault fault = payload.only({"critical", "optional"}))
        return fault;
    if (Fault fault = payload.object("critical", critical))
        return fault;
    if (Fault fault = critical.only({"identity", "image", "type"}))
        return fault;
    if (Fault fault = critical.object("identity", identity))
        return fault;
    if (Fault fault = identity.only({"docker-reference"}))
        return fault;
    if (Fault fault = critical.object("image", image))
        return fault;
    // Go would take a name in another case: what it would verify by that is not said here to be valid.
    if (Fault fault = image.only({"docker-manifest-digest"}))
        return fault;
    QByteArray type;
    if (Fault fault = critical.text("type", type))
        return fault;
    if (type != kSimpleType)
        return {Reason::WrongPayloadType, shown(type)};
    QByteArray reference;
    if (Fault fault = identity.text("docker-reference", reference))
        return fault;
    signedAs = shown(reference);
    QByteArray digest;
    if (Fault fault = image.text("docker-manifest-digest", digest))
        return fault;
    if (payload.has("optional")) {
        JsonObject pairs;
        if (Fault fault = payload.object("optional", pairs))
            return fault;
        optional = pairsOf(pairs);
    }
    return digest == artifact.latin1() ? Fault() : Fault(Reason::OtherArtifact, shown(digest));
}

} // namespace lotse::trust
