// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/cosign.h"

#include "trust/asn1.h"
#include "trust/base64.h"
#include "trust/sigstorebundle.h"
#include "trust/statement.h"
#include "trust/strictjson.h"

#include <openssl/ecdsa.h>
#include <openssl/err.h>

#include <memory>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kInToto("application/vnd.in-toto+json");

constexpr const char *kEnvelope = LOTSE_MSG("envelope");
constexpr const char *kSignature = LOTSE_MSG("signature");
constexpr const char *kPayload = LOTSE_MSG("signed content");
constexpr const char *kCertificate = LOTSE_MSG("certificate");

// SHA-256 is what cosign's older clients take for every key, the hash of the curve what bundles name.
bool fits(const PublicKey &key, const QByteArray &message, const QByteArray &signature)
{
    if (key.verify(message, signature, key.usualHash()))
        return true;
    return key.usualHash() != HashKind::Sha256 && key.verify(message, signature, HashKind::Sha256);
}

void takeKey(SignatureVerdict &verdict, const NamedKey &named)
{
    verdict.signer = {
        Signer::Kind::Key, QString::fromLatin1(named.key.fingerprint()), named.name, named.key.algorithm(), {}};
}

// By a certificate that came along: no proof of anything before its chain was checked.
bool findCertified(
    SignatureVerdict &verdict, LoggedSignature &signature, const Proofs &proofs, const Material &material)
{
    const QByteArray input = sha256Text(signature.message);
    const Certificate &certificate = proofs.certificate;
    PublicKey key;
    if (const Fault fault = certificate.publicKey(key)) {
        verdict.fail(kCertificate, fault, certificate.fingerprint());
        return false;
    }
    if (!fits(key, signature.message, signature.signature)) {
        verdict.fail(kSignature, Reason::SignatureMismatch, input);
        return false;
    }
    if (material.roots.isEmpty()) {
        verdict.note(kSignature, Reason::NotChecked, u"it fits the certificate that came along"_s);
        verdict.fail(kCertificate, Fault(Reason::NoTrustedRoot, certificate.subject()), certificate.fingerprint());
        return false;
    }
    verdict.pass(kSignature, input, key.algorithm());
    signature.certificate = certificate.der();
    signature.publicKey = key.der();
    return proveIdentity(verdict, signature, proofs, material);
}

// Whether a hint is the fingerprint of a key, as cosign (base64) and others (hex) write it.
bool isHintOf(const QByteArray &hint, const PublicKey &key)
{
    const QByteArray hex = key.fingerprint().mid(qsizetype(strlen("sha256:")));
    return hint == hex || hint == "sha256:" + hex || hint == QByteArray::fromHex(hex).toBase64();
}

// Which key it was made by, as far as it says so.
QString hintText(const QByteArray &hint, qsizetype tried)
{
    if (hint.isEmpty())
        return u"it does not say by which, and fits none of %1"_s.arg(tried);
    const std::optional<QByteArray> digest = strictBase64(hint);
    return digest && digest->size() == 32 ? u"sha256:"_s + QString::fromLatin1(digest->toHex())
                                          : QString::fromUtf8(hint).left(128);
}

// Whether bytes could be a signature by a key of any kind that is allowed.
bool isShaped(const QByteArray &bytes)
{
    const unsigned char *at = bytesOf(bytes);
    const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(
        d2i_ECDSA_SIG(nullptr, &at, long(bytes.size())), ECDSA_SIG_free);
    ERR_clear_error();
    if (!pair)
        return bytes.size() == 64 || (bytes.size() >= 256 && bytes.size() <= 1024); // Ed25519, RSA
    constexpr int kMostBits = 521;
    const auto isNumber = [](const BIGNUM *number) {
        return !BN_is_negative(number) && !BN_is_zero(number) && BN_num_bits(number) <= kMostBits;
    };
    return isNumber(ECDSA_SIG_get0_r(pair.get())) && isNumber(ECDSA_SIG_get0_s(pair.get()))
        && i2d_ECDSA_SIG(pair.get(), nullptr) == bytes.size();
}

// No key that is known fits. That is no proof against a signature: it is wrong only where it is no signature at all,
// where the key that it names does not fit, or where one of the known keys must have signed.
Fault unfitting(const LoggedSignature &signature, const Proofs &proofs, const Material &material)
{
    if (!isShaped(signature.signature))
        return Reason::BrokenSignature;
    for (const NamedKey &named : material.keys) {
        if (isHintOf(proofs.keyHint, named.key))
            return {Reason::SignatureMismatch,
                u"it names the key %1%2"_s.arg(QString::fromLatin1(named.key.fingerprint()),
                    named.name.isEmpty() ? QString() : u", "_s + named.name)};
    }
    const PublicKey logged = loggedKey(proofs);
    if (!logged.isNull() && !fits(logged, signature.message, signature.signature))
        return {
            Reason::SignatureMismatch, u"its log entry names the key "_s + QString::fromLatin1(logged.fingerprint())};
    if (material.keys.isEmpty())
        return Reason::NoKey;
    if (!material.isOnly)
        return {Reason::KeyNotNamed,
            logged.isNull() ? hintText(proofs.keyHint, material.keys.size())
                            : QString::fromLatin1(logged.fingerprint())};
    const bool isPreHashed = std::any_of(material.keys.begin(), material.keys.end(),
        [](const NamedKey &named) { return named.key.kind() == PublicKey::Kind::Ed25519; });
    return {Reason::NoKeyFits,
        isPreHashed ? u"a pre-hashed Ed25519 signature would not fit either: it is not supported"_s : QString()};
}

/// Finds who has signed, and checks what came along to prove it; false with the reason in the verdict where it fails.
bool findSigner(SignatureVerdict &verdict, LoggedSignature signature, const Proofs &proofs, const Material &material)
{
    const QByteArray input = sha256Text(signature.message);
    for (const NamedKey &named : material.keys) {
        if (!fits(named.key, signature.message, signature.signature))
            continue;
        takeKey(verdict, named);
        verdict.pass(kSignature, input, named.key.algorithm());
        signature.publicKey = named.key.der();
        return proveLogged(verdict, signature, proofs, material);
    }
    if (!proofs.certificate.isNull())
        return findCertified(verdict, signature, proofs, material);
    verdict.fail(kSignature, unfitting(signature, proofs, material), input);
    return false;
}

// What says itself that it is about another artifact is wrong, whoever signed it.
void lookAtContent(SignatureVerdict &verdict, const Fault &fault, const QByteArray &content)
{
    if (verdict.state == State::Claimed && fault.reason == Reason::OtherArtifact)
        verdict.fail(kPayload, fault, sha256Text(content));
}

void judgeStatement(SignatureVerdict &verdict, const Subject &subject, const QByteArray &text)
{
    Statement statement;
    const Fault fault = readStatement(text, subject.manifest.digest, statement);
    verdict.predicateType = statement.predicateType;
    verdict.isAttestation = !statement.isImageSignature();
    verdict.annotations = statement.annotations;
    if (fault) {
        verdict.fail(kPayload, fault, sha256Text(text));
        return;
    }
    verdict.statement = text;
    verdict.pass(kPayload, sha256Text(text), statement.predicateType);
    verdict.state = State::Valid;
}

// An envelope's signature and statement, by a key or by a certificate that came along. `isStored`: the text is what was
// stored, and not a part of something.
void judgeEnvelope(SignatureVerdict &verdict, const Subject &subject, const QByteArray &text, bool isStored,
    const Proofs &proofs, const Material &material)
{
    Envelope envelope;
    if (const Fault fault = readEnvelope(text, envelope)) {
        verdict.fail(kEnvelope, fault, sha256Text(text));
        return;
    }
    if (envelope.payloadType != kInToto) {
        verdict.fail(kEnvelope, Fault(Reason::WrongPayloadType, QString::fromUtf8(envelope.payloadType).left(256)));
        return;
    }
    verdict.pass(kEnvelope, sha256Text(text));
    LoggedSignature signature;
    signature.message = preAuthentication(envelope.payloadType, envelope.payload);
    signature.signature = envelope.signature;
    signature.payload = envelope.payload;
    if (isStored)
        signature.envelope = text;
    Proofs named = proofs;
    if (named.keyHint.isEmpty())
        named.keyHint = envelope.keyId;
    if (findSigner(verdict, signature, named, material)) {
        judgeStatement(verdict, subject, envelope.payload);
        return;
    }
    Statement unproved;
    lookAtContent(verdict, readStatement(envelope.payload, subject.manifest.digest, unproved), envelope.payload);
}

void judgeMessage(
    SignatureVerdict &verdict, const Subject &subject, const SigstoreBundle &bundle, const Material &material)
{
    JsonObject message;
    JsonObject digest;
    QByteArray algorithm;
    QByteArray value;
    QByteArray signature;
    Fault fault = readJsonObject(bundle.content, message);
    if (!fault)
        fault = message.object("messageDigest", digest);
    if (!fault)
        fault = digest.text("algorithm", algorithm);
    if (!fault)
        fault = digest.text("digest", value);
    if (!fault)
        fault = message.text("signature", signature);
    const std::optional<QByteArray> hash = strictBase64(value);
    const std::optional<QByteArray> bytes = strictBase64(signature);
    if (!fault && (!hash || !bytes))
        fault = Fault(Reason::BrokenBase64);
    if (!fault && algorithm != "SHA2_256")
        fault = Fault(Reason::UnsupportedHash, QString::fromUtf8(algorithm).left(64));
    if (!fault && "sha256:" + hash->toHex() != sha256Text(subject.manifest.raw))
        fault = Fault(Reason::OtherArtifact);
    if (fault) {
        verdict.fail(kEnvelope, fault, sha256Text(bundle.content));
        return;
    }
    verdict.pass(kEnvelope, sha256Text(bundle.content));
    LoggedSignature made;
    made.message = subject.manifest.raw;
    made.signature = *bytes;
    if (!findSigner(verdict, made, bundle.proofs, material))
        return;
    verdict.pass(kPayload, subject.manifest.digest.latin1());
    verdict.state = State::Valid;
}

} // namespace

QByteArray preAuthentication(const QByteArray &payloadType, const QByteArray &payload)
{
    return "DSSEv1 " + QByteArray::number(payloadType.size()) + ' ' + payloadType + ' '
        + QByteArray::number(payload.size()) + ' ' + payload;
}

SignatureVerdict verifySimpleSigning(
    const Subject &subject, const QByteArray &payload, const oci::Annotations &annotations, const Material &material)
{
    SignatureVerdict verdict;
    verdict.form = SignatureVerdict::Form::CosignSimple;
    const QByteArray text = annotations.value(u"dev.cosignproject.cosign/signature"_s).toUtf8();
    if (payload.size() > cap::payload) {
        verdict.fail(kEnvelope, Reason::TooLarge);
        return verdict;
    }
    const std::optional<QByteArray> signature = strictBase64(text);
    if (text.isEmpty() || !signature || signature->isEmpty()) {
        verdict.fail(kEnvelope, text.isEmpty() ? Reason::NoSignature : Reason::BrokenBase64);
        return verdict;
    }
    Proofs proofs;
    if (const Fault fault = readLegacyProofs(annotations, proofs)) {
        verdict.fail(kCertificate, fault);
        return verdict;
    }
    LoggedSignature made;
    made.message = payload;
    made.signature = *signature;
    if (!findSigner(verdict, made, proofs, material)) {
        QString unproved;
        QMap<QString, QString> pairs;
        lookAtContent(verdict, readSimplePayload(payload, subject.manifest.digest, unproved, pairs), payload);
        return verdict;
    }
    if (const Fault fault =
            readSimplePayload(payload, subject.manifest.digest, verdict.signedAs, verdict.annotations)) {
        verdict.fail(kPayload, fault, sha256Text(payload));
        return verdict;
    }
    verdict.pass(kPayload, sha256Text(payload));
    verdict.state = State::Valid;
    return verdict;
}

SignatureVerdict verifyDsse(
    const Subject &subject, const QByteArray &envelope, const oci::Annotations &annotations, const Material &material)
{
    SignatureVerdict verdict;
    verdict.form = SignatureVerdict::Form::DsseAttestation;
    verdict.isAttestation = true;
    verdict.predicateType = annotations.value(u"predicateType"_s).left(512);
    if (envelope.size() > cap::statement) {
        verdict.fail(kEnvelope, Reason::TooLarge);
        return verdict;
    }
    Proofs proofs;
    if (const Fault fault = readLegacyProofs(annotations, proofs)) {
        verdict.fail(kCertificate, fault);
        return verdict;
    }
    judgeEnvelope(verdict, subject, envelope, true, proofs, material);
    // By a tag of its own this is an attestation whatever its predicate says.
    verdict.isAttestation = true;
    return verdict;
}

SignatureVerdict verifyBundle(
    const Subject &subject, const QByteArray &bundle, const QString &announced, const Material &material)
{
    SignatureVerdict verdict;
    verdict.form = SignatureVerdict::Form::SigstoreBundle;
    SigstoreBundle read;
    Fault fault = readSigstoreBundle(bundle, read);
    if (!fault && !announced.startsWith(mediatype::bundlePrefix))
        fault = Fault(Reason::WrongMediaType, announced.left(256));
    if (fault) {
        verdict.fail(kEnvelope, fault, sha256Text(bundle));
        return verdict;
    }
    if (read.hasEnvelope)
        judgeEnvelope(verdict, subject, read.content, false, read.proofs, material);
    else
        judgeMessage(verdict, subject, read, material);
    return verdict;
}

} // namespace lotse::trust
