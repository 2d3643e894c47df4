// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/cosign.h"

#include "trust/base64.h"
#include "trust/statement.h"
#include "trust/strictjson.h"

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kInToto("application/vnd.in-toto+json");

constexpr const char *kEnvelope = LOTSE_MSG("envelope");
constexpr const char *kSignature = LOTSE_MSG("signature");
constexpr const char *kPayload = LOTSE_MSG("signed content");
constexpr const char *kLog = LOTSE_MSG("transparency log");
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

/// Finds the key that fits; false with the reason in the verdict where there is none. A certificate that comes along
/// is no proof of anything before its chain was checked.
bool findSigner(SignatureVerdict &verdict, const QByteArray &message, const QByteArray &signature,
    const Certificate &certificate, const Material &material)
{
    const QByteArray input = sha256Text(message);
    for (const NamedKey &named : material.keys) {
        if (!fits(named.key, message, signature))
            continue;
        takeKey(verdict, named);
        verdict.pass(kSignature, input, named.key.algorithm());
        return true;
    }
    if (!certificate.isNull()) {
        PublicKey key;
        if (const Fault fault = certificate.publicKey(key))
            verdict.fail(kCertificate, fault, certificate.fingerprint());
        else if (!fits(key, message, signature))
            verdict.fail(kSignature, Reason::SignatureMismatch, input);
        else {
            verdict.note(kSignature, Reason::NotChecked, u"it fits the certificate that came along"_s);
            verdict.fail(kCertificate, Fault(Reason::NoTrustedRoot, certificate.subject()), certificate.fingerprint());
        }
        return false;
    }
    const bool isPreHashed = std::any_of(material.keys.begin(), material.keys.end(),
        [](const NamedKey &named) { return named.key.kind() == PublicKey::Kind::Ed25519; });
    if (material.keys.isEmpty())
        verdict.fail(kSignature, Reason::NoKey, input);
    else
        verdict.fail(kSignature,
            Fault(Reason::NoKeyFits,
                isPreHashed ? u"a pre-hashed Ed25519 signature would not fit either: it is not supported"_s
                            : QString()),
            input);
    return false;
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

// An envelope's signature and statement, by a key or by a certificate that came along.
void judgeEnvelope(SignatureVerdict &verdict, const Subject &subject, QByteArrayView text,
    const Certificate &certificate, const Material &material)
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
    if (findSigner(verdict, preAuthentication(envelope.payloadType, envelope.payload), envelope.signature, certificate,
            material))
        judgeStatement(verdict, subject, envelope.payload);
}

struct Version {
    int minor = 0; ///< of 0.x
    bool isKnown = false;
};

Version versionOf(QByteArrayView type)
{
    for (const auto &[name, minor] : {std::pair{"application/vnd.dev.sigstore.bundle+json;version=0.1", 1},
             std::pair{"application/vnd.dev.sigstore.bundle+json;version=0.2", 2},
             std::pair{"application/vnd.dev.sigstore.bundle+json;version=0.3", 3},
             std::pair{"application/vnd.dev.sigstore.bundle.v0.3+json", 3}}) {
        if (type == QByteArrayView(name))
            return {minor, true};
    }
    return {};
}

// The bundle's certificate, its structure of log entries, and which one of its kinds it is.
struct Parts {
    Certificate certificate;
    bool hasEnvelope = false;
    bool hasKeyHint = false;
    qsizetype logEntries = 0;
    QByteArray content; ///< raw JSON
};

Fault readCertificate(const JsonObject &holder, Certificate &out)
{
    QByteArray text;
    if (Fault fault = holder.text("rawBytes", text))
        return fault;
    const std::optional<QByteArray> der = strictBase64(text);
    if (!der)
        return {Reason::BrokenBase64, u"rawBytes"_s};
    return Certificate::fromDer(*der, out);
}

Fault readLogEntries(const JsonObject &material, int minor, Parts &out)
{
    if (!material.has("tlogEntries"))
        return {};
    QList<JsonPart> entries;
    if (Fault fault = material.array("tlogEntries", cap::logEntries, entries))
        return fault;
    out.logEntries = entries.size();
    QSet<QByteArray> seen;
    for (const JsonPart &part : std::as_const(entries)) {
        JsonObject entry;
        JsonObject log;
        QByteArray key;
        QByteArray index;
        if (Fault fault = readJsonObject(part.raw, entry))
            return fault;
        if (Fault fault = entry.object("logId", log))
            return fault;
        if (Fault fault = log.text("keyId", key))
            return fault;
        if (Fault fault = entry.optionalText("logIndex", index))
            return fault;
        const char *needed = minor == 1 ? "inclusionPromise" : "inclusionProof";
        if (!entry.has(needed))
            return {Reason::MissingMember, QString::fromLatin1(needed)};
        if (seen.contains(key + ' ' + index))
            return {Reason::DuplicateMember, u"tlogEntries"_s};
        seen.insert(key + ' ' + index);
    }
    return {};
}

Fault readMaterial(const JsonObject &bundle, int minor, Parts &out)
{
    JsonObject material;
    if (Fault fault = bundle.object("verificationMaterial", material))
        return fault;
    if (material.only({"publicKey", "certificate", "x509CertificateChain", "tlogEntries", "timestampVerificationData"}))
        return {Reason::UnsupportedBundle, u"verificationMaterial"_s};
    const bool hasCertificate = material.has("certificate");
    const bool hasChain = material.has("x509CertificateChain");
    out.hasKeyHint = material.has("publicKey");
    if (int(hasCertificate) + int(hasChain) + int(out.hasKeyHint) != 1)
        return {Reason::WrongType, u"verificationMaterial must name one of a key, a certificate and a chain"_s};
    if (hasChain && minor >= 3)
        return {Reason::UnknownMember, u"x509CertificateChain in a bundle 0.3"_s};
    if (out.hasKeyHint) {
        JsonObject key;
        QByteArray hint;
        if (Fault fault = material.object("publicKey", key))
            return fault;
        if (Fault fault = key.optionalText("hint", hint))
            return fault;
    } else if (hasCertificate) {
        JsonObject holder;
        if (Fault fault = material.object("certificate", holder))
            return fault;
        if (Fault fault = readCertificate(holder, out.certificate))
            return fault;
    } else {
        JsonObject chain;
        QList<JsonPart> certificates;
        JsonObject holder;
        if (Fault fault = material.object("x509CertificateChain", chain))
            return fault;
        if (Fault fault = chain.array("certificates", cap::chain, certificates))
            return fault.reason == Reason::TooMany ? Fault(Reason::TooManyCertificates) : fault;
        if (certificates.isEmpty())
            return Reason::EmptyChain;
        if (Fault fault = readJsonObject(certificates.first().raw, holder))
            return fault;
        if (Fault fault = readCertificate(holder, out.certificate))
            return fault;
    }
    return readLogEntries(material, minor, out);
}

Fault readBundle(const QByteArray &text, Parts &out)
{
    JsonObject bundle;
    QByteArray type;
    if (text.size() > cap::statement)
        return Reason::TooLarge;
    if (Fault fault = readJsonObject(text, bundle))
        return fault;
    if (Fault fault = bundle.text("mediaType", type))
        return fault;
    const Version version = versionOf(type);
    if (!version.isKnown)
        return {Reason::UnsupportedBundle, QString::fromUtf8(type).left(256)};
    if (const Fault fault = bundle.only({"mediaType", "verificationMaterial", "messageSignature", "dsseEnvelope"}))
        return fault.reason == Reason::CaseVariant ? fault : Fault(Reason::UnsupportedBundle, fault.detail);
    out.hasEnvelope = bundle.has("dsseEnvelope");
    if (out.hasEnvelope == bundle.has("messageSignature"))
        return {Reason::WrongType, u"a bundle holds either an envelope or a message signature"_s};
    out.content = bundle.find(out.hasEnvelope ? "dsseEnvelope" : "messageSignature")->raw;
    return readMaterial(bundle, version.minor, out);
}

void judgeMessage(SignatureVerdict &verdict, const Subject &subject, const Parts &parts, const Material &material)
{
    JsonObject message;
    JsonObject digest;
    QByteArray algorithm;
    QByteArray value;
    QByteArray signature;
    Fault fault = readJsonObject(parts.content, message);
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
        verdict.fail(kEnvelope, fault, sha256Text(parts.content));
        return;
    }
    verdict.pass(kEnvelope, sha256Text(parts.content));
    if (!findSigner(verdict, subject.manifest.raw, *bytes, parts.certificate, material))
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
    Certificate certificate;
    const QByteArray pem = annotations.value(u"dev.sigstore.cosign/certificate"_s).toUtf8();
    if (!pem.isEmpty()) {
        QList<Certificate> list;
        if (const Fault fault = Certificate::listFromFile(pem, list)) {
            verdict.fail(kCertificate, fault);
            return verdict;
        }
        certificate = list.first();
    }
    if (!findSigner(verdict, payload, *signature, certificate, material))
        return verdict;
    if (const Fault fault =
            readSimplePayload(payload, subject.manifest.digest, verdict.signedAs, verdict.annotations)) {
        verdict.fail(kPayload, fault, sha256Text(payload));
        return verdict;
    }
    verdict.pass(kPayload, sha256Text(payload));
    if (annotations.contains(u"dev.sigstore.cosign/bundle"_s))
        verdict.skip(kLog);
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
    Certificate certificate;
    QList<Certificate> list;
    const QByteArray pem = annotations.value(u"dev.sigstore.cosign/certificate"_s).toUtf8();
    if (!pem.isEmpty() && !Certificate::listFromFile(pem, list))
        certificate = list.first();
    judgeEnvelope(verdict, subject, envelope, certificate, material);
    // By a tag of its own this is an attestation whatever its predicate says.
    verdict.isAttestation = true;
    if (verdict.isValid() && annotations.contains(u"dev.sigstore.cosign/bundle"_s))
        verdict.skip(kLog);
    return verdict;
}

SignatureVerdict verifyBundle(
    const Subject &subject, const QByteArray &bundle, const QString &announced, const Material &material)
{
    SignatureVerdict verdict;
    verdict.form = SignatureVerdict::Form::SigstoreBundle;
    Parts parts;
    Fault fault = readBundle(bundle, parts);
    if (!fault && !announced.startsWith(mediatype::bundlePrefix))
        fault = Fault(Reason::WrongMediaType, announced.left(256));
    if (fault) {
        verdict.fail(kEnvelope, fault, sha256Text(bundle));
        return verdict;
    }
    if (parts.hasEnvelope)
        judgeEnvelope(verdict, subject, parts.content, parts.certificate, material);
    else
        judgeMessage(verdict, subject, parts, material);
    if (verdict.isValid() && parts.logEntries > 0)
        verdict.skip(kLog);
    return verdict;
}

} // namespace lotse::trust
