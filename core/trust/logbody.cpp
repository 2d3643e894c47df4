// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/transparencylog.h"

#include "trust/base64.h"

#include <QCryptographicHash>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

Fault other(const QString &what)
{
    return {Reason::OtherLogEntry, what};
}

std::optional<QCryptographicHash::Algorithm> algorithmOf(const QByteArray &name)
{
    if (name == "sha256" || name == "SHA2_256")
        return QCryptographicHash::Sha256;
    if (name == "sha384" || name == "SHA2_384")
        return QCryptographicHash::Sha384;
    if (name == "sha512" || name == "SHA2_512")
        return QCryptographicHash::Sha512;
    return {};
}

// {"algorithm":"sha256","value":"<hex>"} over these bytes.
Fault checkHash(const JsonObject &holder, QByteArrayView key, const QByteArray &bytes)
{
    JsonObject hash;
    QByteArray name;
    QByteArray value;
    if (Fault fault = holder.object(key, hash))
        return fault;
    if (Fault fault = hash.text("algorithm", name))
        return fault;
    if (Fault fault = hash.text("value", value))
        return fault;
    const auto algorithm = algorithmOf(name);
    if (!algorithm)
        return {Reason::UnsupportedHash, QString::fromUtf8(name).left(64)};
    return value == QCryptographicHash::hash(bytes, *algorithm).toHex() ? Fault() : other(QString::fromUtf8(key));
}

// A certificate or key in PEM, the bytes of which have to be the signer's.
Fault checkSigner(const QByteArray &pem, const LoggedSignature &signature)
{
    PublicKey key;
    if (!pem.contains("-----BEGIN CERTIFICATE-----")) {
        const bool isKey = !PublicKey::fromPem(pem, key) && key.der() == signature.publicKey;
        return isKey && signature.certificate.isEmpty() ? Fault() : other(u"signer"_s);
    }
    QList<Certificate> list;
    if (Certificate::listFromFile(pem, list))
        return other(u"signer"_s);
    // A key may have been logged with a certificate that says the same of it.
    const bool isSame = signature.certificate.isEmpty()
        ? !list.first().publicKey(key) && key.der() == signature.publicKey
        : list.first().der() == signature.certificate;
    return isSame ? Fault() : other(u"signer"_s);
}

Fault checkPem(const JsonObject &holder, QByteArrayView key, const LoggedSignature &signature)
{
    QByteArray pem;
    if (Fault fault = holder.base64(key, pem))
        return fault;
    return checkSigner(pem, signature);
}

Fault checkHashedRekord(const JsonObject &spec, const LoggedSignature &signature)
{
    JsonObject data;
    JsonObject made;
    JsonObject key;
    QByteArray content;
    if (Fault fault = spec.object("data", data))
        return fault;
    if (Fault fault = checkHash(data, "hash", signature.message))
        return fault;
    if (Fault fault = spec.object("signature", made))
        return fault;
    if (Fault fault = made.base64("content", content))
        return fault;
    if (content != signature.signature)
        return other(u"signature"_s);
    if (Fault fault = made.object("publicKey", key))
        return fault;
    return checkPem(key, "content", signature);
}

// Of Rekor version 2: bytes instead of PEM.
Fault checkHashedRekord2(const JsonObject &outer, const LoggedSignature &signature)
{
    JsonObject spec;
    JsonObject data;
    JsonObject made;
    JsonObject verifier;
    QByteArray name;
    QByteArray digest;
    QByteArray content;
    if (Fault fault = outer.object("hashedRekordV002", spec))
        return fault;
    if (Fault fault = spec.object("data", data))
        return fault;
    if (Fault fault = data.text("algorithm", name))
        return fault;
    if (Fault fault = data.base64("digest", digest))
        return fault;
    const auto algorithm = algorithmOf(name);
    if (!algorithm)
        return {Reason::UnsupportedHash, QString::fromUtf8(name).left(64)};
    if (digest != QCryptographicHash::hash(signature.message, *algorithm))
        return other(u"digest"_s);
    if (Fault fault = spec.object("signature", made))
        return fault;
    if (Fault fault = made.base64("content", content))
        return fault;
    if (content != signature.signature)
        return other(u"signature"_s);
    if (Fault fault = made.object("verifier", verifier))
        return fault;
    const bool hasCertificate = verifier.has("x509Certificate");
    JsonObject holder;
    QByteArray bytes;
    if (Fault fault = verifier.object(hasCertificate ? "x509Certificate" : "publicKey", holder))
        return fault;
    if (Fault fault = holder.base64("rawBytes", bytes))
        return fault;
    const bool isSame = hasCertificate == !signature.certificate.isEmpty()
        && bytes == (hasCertificate ? signature.certificate : signature.publicKey);
    return isSame ? Fault() : other(u"signer"_s);
}

/// The one signature of an envelope.
Fault onlySignature(const JsonObject &envelope, JsonObject &made)
{
    QList<JsonPart> signatures;
    if (Fault fault = envelope.array("signatures", cap::signatures, signatures))
        return fault;
    if (signatures.size() != 1)
        return other(u"%1 signatures"_s.arg(signatures.size()));
    return readJsonObject(signatures.first().raw, made);
}

Fault checkDsse(const JsonObject &spec, const LoggedSignature &signature)
{
    JsonObject made;
    QByteArray content;
    if (Fault fault = checkHash(spec, "payloadHash", signature.payload))
        return fault;
    if (!signature.envelope.isEmpty()) {
        if (Fault fault = checkHash(spec, "envelopeHash", signature.envelope))
            return fault;
    }
    if (Fault fault = onlySignature(spec, made))
        return fault;
    if (Fault fault = made.base64("signature", content))
        return fault;
    if (content != signature.signature)
        return other(u"signature"_s);
    return checkPem(made, "verifier", signature);
}

Fault checkInToto2(const JsonObject &spec, const LoggedSignature &signature)
{
    JsonObject content;
    JsonObject envelope;
    JsonObject made;
    QByteArray bytes;
    if (Fault fault = spec.object("content", content))
        return fault;
    if (Fault fault = checkHash(content, "payloadHash", signature.payload))
        return fault;
    if (Fault fault = content.object("envelope", envelope))
        return fault;
    if (Fault fault = onlySignature(envelope, made))
        return fault;
    if (Fault fault = made.base64("sig", bytes))
        return fault;
    // Base64 within base64, as Rekor stores it.
    if (bytes != signature.signature && bytes != signature.signature.toBase64())
        return other(u"signature"_s);
    return checkPem(made, "publicKey", signature);
}

// Binds by the hash of the envelope, which only a signature of its own tag still has.
Fault checkInToto1(const JsonObject &spec, const LoggedSignature &signature)
{
    JsonObject content;
    if (signature.envelope.isEmpty())
        return {Reason::UnsupportedLogEntry, u"intoto 0.0.1 in a bundle"_s};
    if (Fault fault = spec.object("content", content))
        return fault;
    if (Fault fault = checkHash(content, "hash", signature.envelope))
        return fault;
    return checkPem(spec, "publicKey", signature);
}

} // namespace

Fault checkLogBody(const LogEntry &entry, const LoggedSignature &signature)
{
    JsonObject body;
    JsonObject spec;
    QByteArray kind;
    QByteArray version;
    if (Fault fault = readJsonObject(entry.body, body))
        return fault;
    if (Fault fault = body.only({"apiVersion", "kind", "spec"}))
        return fault;
    if (Fault fault = body.text("kind", kind))
        return fault;
    if (Fault fault = body.text("apiVersion", version))
        return fault;
    if (Fault fault = body.object("spec", spec))
        return fault;
    if (!entry.kind.isEmpty() && (entry.kind != kind || entry.version != version))
        return other(u"kind"_s);
    const bool isEnvelope = !signature.payload.isEmpty();
    if (kind == "hashedrekord" && version == "0.0.1")
        return checkHashedRekord(spec, signature);
    if (kind == "hashedrekord" && version == "0.0.2")
        return checkHashedRekord2(spec, signature);
    if (kind == "dsse" && version == "0.0.1" && isEnvelope)
        return checkDsse(spec, signature);
    if (kind == "intoto" && version == "0.0.2" && isEnvelope)
        return checkInToto2(spec, signature);
    if (kind == "intoto" && version == "0.0.1" && isEnvelope)
        return checkInToto1(spec, signature);
    return {Reason::UnsupportedLogEntry, QString::fromUtf8(kind + ' ' + version).left(128)};
}

PublicKey signerKey(const LogEntry &entry)
{
    JsonObject body;
    JsonObject at;
    PublicKey key;
    if (readJsonObject(entry.body, body) || body.object("spec", at))
        return {};
    // Where the kinds of entries have it: each step that is there leads further down.
    for (const char *step : {"hashedRekordV002", "content", "envelope", "signature", "verifier", "publicKey"}) {
        JsonObject inner;
        if (at.has(step) && !at.object(step, inner))
            at = inner;
    }
    if (JsonObject made; at.has("signatures") && !onlySignature(at, made))
        at = made;
    for (const char *name : {"content", "verifier", "publicKey", "rawBytes"}) {
        QByteArray bytes;
        if (!at.has(name) || at.base64(name, bytes))
            continue;
        if (!PublicKey::fromPem(bytes, key) || !PublicKey::fromDer(bytes, key))
            return key;
    }
    return {};
}

} // namespace lotse::trust
