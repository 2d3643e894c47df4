// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/notation.h"

#include "trust/cosign.h"
#include "trust/strictjson.h"

#include <openssl/x509v3.h>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *kEnvelope = LOTSE_MSG("envelope");
constexpr const char *kHeaders = LOTSE_MSG("headers");
constexpr const char *kChain = LOTSE_MSG("certificate chain");
constexpr const char *kSignature = LOTSE_MSG("signature");
constexpr const char *kPayload = LOTSE_MSG("signed content");

// What a leaf may not be for, besides code signing.
const QStringList kForbidden{u"2.5.29.37.0"_s, u"1.3.6.1.5.5.7.3.1"_s, u"1.3.6.1.5.5.7.3.2"_s, u"1.3.6.1.5.5.7.3.4"_s,
    u"1.3.6.1.5.5.7.3.8"_s, u"1.3.6.1.5.5.7.3.9"_s};

Fault checkStrength(const Certificate &certificate)
{
    PublicKey key;
    if (Fault fault = certificate.publicKey(key))
        return fault;
    if (key.kind() == PublicKey::Kind::Ed25519)
        return Reason::UnsupportedKey;
    return certificate.isSignedWithStrongDigest() ? Fault() : Fault(Reason::WeakDigest, certificate.subject());
}

Fault checkLeaf(const Certificate &leaf)
{
    if (leaf.basicConstraints().isAuthority)
        return {Reason::WrongKeyUsage, u"the signer is an authority"_s};
    const Certificate::KeyUsage usage = leaf.keyUsage();
    constexpr quint32 kNone = KU_KEY_ENCIPHERMENT | KU_DATA_ENCIPHERMENT | KU_KEY_AGREEMENT | KU_KEY_CERT_SIGN
        | KU_CRL_SIGN | KU_ENCIPHER_ONLY | KU_DECIPHER_ONLY;
    if (!usage.isThere || !usage.isCritical || !(usage.bits & KU_DIGITAL_SIGNATURE) || (usage.bits & kNone))
        return {Reason::WrongKeyUsage, leaf.subject()};
    for (const QString &oid : leaf.extendedUsage()) {
        if (kForbidden.contains(oid))
            return {Reason::WrongExtendedUsage, oid};
    }
    return {};
}

Fault checkAuthority(const Certificate &authority, qsizetype below)
{
    const Certificate::BasicConstraints constraints = authority.basicConstraints();
    if (!constraints.isThere || !constraints.isCritical || !constraints.isAuthority)
        return {Reason::NotAnAuthority, authority.subject()};
    if (constraints.pathLength >= 0 && constraints.pathLength < below)
        return {Reason::PathTooLong, authority.subject()};
    const Certificate::KeyUsage usage = authority.keyUsage();
    if (!usage.isThere || !usage.isCritical || !(usage.bits & KU_KEY_CERT_SIGN))
        return {Reason::WrongKeyUsage, authority.subject()};
    return {};
}

// The algorithm that a key stands for, by the specification; empty for other keys.
QByteArray algorithmOf(const PublicKey &key)
{
    switch (key.kind()) {
    case PublicKey::Kind::P256:
        return "ES256";
    case PublicKey::Kind::P384:
        return "ES384";
    case PublicKey::Kind::P521:
        return "ES512";
    case PublicKey::Kind::Rsa:
        return key.bits() == 2048 ? "PS256" : key.bits() == 3072 ? "PS384" : key.bits() == 4096 ? "PS512" : "";
    default:
        return {};
    }
}

bool fits(const PublicKey &key, const NotationEnvelope &envelope)
{
    const HashKind hash = envelope.algorithm.endsWith("256") ? HashKind::Sha256
        : envelope.algorithm.endsWith("384")                 ? HashKind::Sha384
                                                             : HashKind::Sha512;
    return key.isEcdsa() ? key.verifyRaw(envelope.signedBytes, envelope.signature, hash)
                         : key.verify(envelope.signedBytes, envelope.signature, hash, RsaPadding::Pss);
}

Fault checkPayload(const QByteArray &text, const oci::Manifest &manifest, QMap<QString, QString> &metadata)
{
    JsonObject payload;
    JsonObject target;
    QByteArray digest;
    QByteArray type;
    qint64 size = 0;
    if (Fault fault = readJsonObject(text, payload))
        return fault;
    if (Fault fault = payload.only({"targetArtifact"}))
        return fault;
    if (Fault fault = payload.object("targetArtifact", target))
        return fault;
    if (Fault fault = target.text("digest", digest))
        return fault;
    if (Fault fault = target.text("mediaType", type))
        return fault;
    if (Fault fault = target.integer("size", size))
        return fault;
    if (digest != manifest.digest.latin1())
        return {Reason::OtherArtifact, QString::fromUtf8(digest).left(160)};
    if (size != manifest.raw.size())
        return {Reason::OtherSize, QString::number(size)};
    if (QString::fromUtf8(type) != manifest.mediaType)
        return {Reason::OtherMediaType, QString::fromUtf8(type).left(256)};
    if (target.has("annotations")) {
        JsonObject pairs;
        if (Fault fault = target.object("annotations", pairs))
            return fault;
        for (const auto &[name, part] : pairs.members())
            metadata.insert(QString::fromUtf8(name).left(512), QString::fromUtf8(part.text).left(512));
    }
    return {};
}

} // namespace

Fault checkNotationChain(const QList<Certificate> &chain)
{
    for (const Certificate &one : chain) {
        if (!one.hasReadableExtensions())
            return {Reason::BrokenCertificate, one.subject()};
        if (Fault fault = checkStrength(one))
            return fault;
    }
    if (chain.size() == 1) {
        if (!chain.first().isSelfSigned())
            return Reason::NoSelfSignedRoot;
        return checkLeaf(chain.first());
    }
    for (qsizetype i = 0; i + 1 < chain.size(); ++i) {
        if (!chain[i + 1].isNamedIssuerOf(chain[i]) || chain[i].isSelfSigned())
            return {Reason::ChainOrder, chain[i].subject()};
        if (!chain[i + 1].hasSigned(chain[i]))
            return {Reason::ChainSignature, chain[i].subject()};
    }
    if (!chain.last().isSelfSigned())
        return Reason::NoSelfSignedRoot;
    for (qsizetype i = 1; i < chain.size(); ++i) {
        if (Fault fault = checkAuthority(chain[i], i - 1))
            return fault;
    }
    return checkLeaf(chain.first());
}

SignatureVerdict verifyNotation(
    const Subject &subject, const QByteArray &bytes, const QString &announced, const Material &material)
{
    SignatureVerdict verdict;
    const bool isCose = announced == mediatype::cose;
    verdict.form = isCose ? SignatureVerdict::Form::NotationCose : SignatureVerdict::Form::NotationJws;
    NotationEnvelope envelope;
    const QByteArray input = sha256Text(bytes);
    // Each store speaks for itself: where one says nothing of the signer, another may.
    QList<std::pair<const NotationStore *, const NotationPolicy *>> judges;
    bool isSkipped = false;
    for (const NotationStore &one : material.stores) {
        const NotationPolicy *found = one.policyFor(subject.place());
        if (found && found->level.name == "skip"_L1)
            isSkipped = true;
        else if (found)
            judges.append({&one, found});
    }
    if (judges.isEmpty() && isSkipped) {
        verdict.fail(kEnvelope, Reason::SkippedByPolicy, input);
        return verdict;
    }
    Fault fault = bytes.size() > cap::envelope ? Fault(Reason::TooLarge)
        : isCose                               ? readNotationCose(bytes, envelope)
                                               : readNotationJws(bytes, envelope);
    if (fault) {
        verdict.fail(kEnvelope, fault, input);
        return verdict;
    }
    verdict.pass(kEnvelope, input);
    verdict.expires = envelope.expiry;
    if ((fault = checkNotationHeaders(envelope))) {
        verdict.fail(kHeaders, fault);
        return verdict;
    }
    verdict.pass(kHeaders, {}, QString::fromUtf8(envelope.algorithm));
    const Certificate &leaf = envelope.chain.first();
    if ((fault = checkNotationChain(envelope.chain))) {
        verdict.fail(kChain, fault, leaf.fingerprint());
        return verdict;
    }
    verdict.pass(kChain, leaf.fingerprint(), leaf.subject());
    PublicKey key;
    fault = leaf.publicKey(key);
    if (!fault && algorithmOf(key) != envelope.algorithm)
        fault = Fault(Reason::AlgorithmMismatch, QString::fromUtf8(envelope.algorithm) + u", "_s + key.algorithm());
    if (!fault && !fits(key, envelope))
        fault = Reason::SignatureMismatch;
    if (fault) {
        verdict.fail(kSignature, fault, sha256Text(envelope.signedBytes));
        return verdict;
    }
    verdict.pass(kSignature, sha256Text(envelope.signedBytes), key.algorithm());
    verdict.signer = {Signer::Kind::Certificate, QString::fromLatin1(key.fingerprint()), leaf.subject(),
        key.algorithm(), leaf.notAfter()};
    if ((fault = checkPayload(envelope.payload, subject.manifest, verdict.annotations))) {
        verdict.fail(kPayload, fault, sha256Text(envelope.payload));
        return verdict;
    }
    verdict.pass(kPayload, sha256Text(envelope.payload));
    if (judges.isEmpty())
        judges.append({nullptr, nullptr});
    std::optional<SignatureVerdict> best;
    for (const auto &[store, policy] : std::as_const(judges)) {
        SignatureVerdict one = verdict;
        judgeNotation(one, envelope, policy ? policy->level : NotationLevel(), store, policy, material);
        const auto rank = [](const SignatureVerdict &of) { return of.grants.isEmpty() ? (of.isValid() ? 1 : 0) : 2; };
        const QStringList grants = one.grants;
        if (!best || rank(one) > rank(*best))
            best = std::move(one);
        else
            best->grants += grants;
    }
    return *best;
}

} // namespace lotse::trust
