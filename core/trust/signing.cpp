// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/signing.h"

#include "trust/cosign.h"
#include "trust/notation.h"
#include "trust/strictjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace lotse::trust {

using namespace Qt::StringLiterals;
using detail::jsonText;
using detail::signingFault;

namespace {

constexpr QLatin1StringView kSignPredicate("https://sigstore.dev/cosign/sign/v1");
constexpr QLatin1StringView kCycloneDx("https://cyclonedx.org/bom");
constexpr QLatin1StringView kSpdx("https://spdx.dev/Document");
constexpr QLatin1StringView kOpenVex("https://openvex.dev/ns");
constexpr QLatin1StringView kBundle("application/vnd.dev.sigstore.bundle.v0.3+json");
constexpr QByteArrayView kStatementType("application/vnd.in-toto+json");

/// What is signed, as cosign writes it: its own statement for an image, the older version of in-toto for a document.
QByteArray statementOf(const SigningOrder &order)
{
    const QByteArray digest = R"("digest":{"sha256":")" + order.subject.manifest.digest.hex() + R"("})";
    if (order.predicate.type.isEmpty()) {
        return R"({"_type":"https://in-toto.io/Statement/v1","subject":[{)" + digest + R"(}],"predicateType":)"
            + jsonText(kSignPredicate) + R"(,"predicate":{}})";
    }
    return R"({"_type":"https://in-toto.io/Statement/v0.1","subject":[{"name":)" + jsonText(order.subject.place()) + ','
        + digest + R"(}],"predicateType":)" + jsonText(order.predicate.type) + R"(,"predicate":)" + order.predicate.json
        + '}';
}

Result<QByteArray> envelopeOf(const SigningKey &key, const QByteArray &statement, HashKind hash)
{
    const Result<QByteArray> signature = key.sign(preAuthentication(kStatementType.toByteArray(), statement), hash);
    if (!signature)
        return signature.error();
    return QByteArray(R"({"payload":")" + statement.toBase64() + R"(","payloadType":")" + kStatementType.toByteArray()
        + R"(","signatures":[{"sig":")" + signature->toBase64() + R"("}]})");
}

Result<SignedContent> makeBundle(const SigningKey &key, const SigningOrder &order)
{
    SignedContent out;
    const Result<QByteArray> envelope = envelopeOf(key, statementOf(order), key.publicKey().usualHash());
    if (!envelope)
        return envelope.error();
    const QByteArray hint = QByteArray::fromHex(key.publicKey().fingerprint().mid(7)).toBase64();
    out.contentType = kBundle;
    out.content = R"({"mediaType":)" + jsonText(kBundle) + R"(,"verificationMaterial":{"publicKey":{"hint":")" + hint
        + R"("}},"dsseEnvelope":)" + *envelope + '}';
    const QString predicate = order.predicate.type.isEmpty() ? QString(kSignPredicate) : order.predicate.type;
    out.manifest = detail::referrerManifest(order.subject,
        R"("mediaType":"application/vnd.oci.empty.v1+json","artifactType":)" + jsonText(kBundle), out,
        R"(,"annotations":{"dev.sigstore.bundle.content":"dsse-envelope","dev.sigstore.bundle.predicateType":)"
            + jsonText(predicate) + R"(,"org.opencontainers.image.created":)"
            + jsonText(order.now.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss'Z'"_s)) + R"(},"artifactType":)"
            + jsonText(kBundle));
    return out;
}

Result<SignedContent> makeSimple(const SigningKey &key, const SigningOrder &order)
{
    SignedContent out;
    // SHA-256 whatever the key is: the clients of this form know no other.
    if (!order.predicate.type.isEmpty()) {
        const Result<QByteArray> envelope = envelopeOf(key, statementOf(order), HashKind::Sha256);
        if (!envelope)
            return envelope.error();
        out.content = *envelope;
        out.contentType = mediatype::dsse;
        out.annotations = {
            {u"dev.cosignproject.cosign/signature"_s, QString()}, {u"predicateType"_s, order.predicate.type}};
        out.tagSuffix = u".att"_s;
        return out;
    }
    out.content = R"({"critical":{"identity":{"docker-reference":)" + jsonText(order.subject.place())
        + R"(},"image":{"docker-manifest-digest":")" + order.subject.manifest.digest.latin1()
        + R"("},"type":"cosign container image signature"},"optional":null})";
    const Result<QByteArray> signature = key.sign(out.content, HashKind::Sha256);
    if (!signature)
        return signature.error();
    out.contentType = mediatype::simpleSigning;
    out.annotations = {{u"dev.cosignproject.cosign/signature"_s, QString::fromLatin1(signature->toBase64())}};
    out.tagSuffix = u".sig"_s;
    return out;
}

/// Whether our own verifier takes what was made.
bool isTaken(const SignedContent &made, const SigningOrder &order)
{
    const Material material{{{{}, made.key}}, {}, {}, order.now, {}};
    const auto isRight = [&](const SignatureVerdict &verdict) {
        return verdict.isValid() && verdict.isAttestation != order.predicate.type.isEmpty();
    };
    switch (made.form) {
    case SignatureForm::Bundle:
        return isRight(verifyBundle(order.subject, made.content, made.contentType, material));
    case SignatureForm::Simple:
        return isRight(made.tagSuffix == u".att"_s
                ? verifyDsse(order.subject, made.content, made.annotations, material)
                : verifySimpleSigning(order.subject, made.content, made.annotations, material));
    case SignatureForm::Notation:
        return isRight(verifyNotation(order.subject, made.content, made.contentType, material));
    }
    return false;
}

} // namespace

QByteArray detail::jsonText(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.mid(1, array.size() - 2);
}

Error detail::signingFault(ErrorKind kind, const Message &message, const QString &detail)
{
    Error error;
    error.kind = kind;
    error.message = message;
    error.detail = detail;
    return error;
}

QByteArray detail::referrerManifest(
    const Subject &subject, const QByteArray &configAndType, const SignedContent &content, const QByteArray &tail)
{
    const oci::Manifest &manifest = subject.manifest;
    return R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{)" + configAndType
        + R"(,"digest":")" + oci::Digest::of(emptyConfig).latin1() + R"(","size":2},"layers":[{"mediaType":)"
        + jsonText(content.contentType) + R"(,"digest":")" + oci::Digest::of(content.content).latin1() + R"(","size":)"
        + QByteArray::number(content.content.size()) + R"(}],"subject":{"mediaType":)" + jsonText(manifest.mediaType)
        + R"(,"digest":")" + manifest.digest.latin1() + R"(","size":)" + QByteArray::number(manifest.raw.size()) + '}'
        + tail + '}';
}

QString signatureFormWord(SignatureForm form)
{
    return form == SignatureForm::Bundle ? u"bundle"_s : form == SignatureForm::Simple ? u"legacy"_s : u"notation"_s;
}

std::optional<SignatureForm> signatureFormOf(const QString &word)
{
    for (const SignatureForm form : {SignatureForm::Bundle, SignatureForm::Simple, SignatureForm::Notation}) {
        if (word == signatureFormWord(form))
            return form;
    }
    return std::nullopt;
}

QString predicateTypeOf(const QString &word)
{
    static const QMap<QString, QString> known{{u"cyclonedx"_s, kCycloneDx}, {u"spdx"_s, kSpdx}, {u"spdxjson"_s, kSpdx},
        {u"openvex"_s, kOpenVex}, {u"vuln"_s, u"https://cosign.sigstore.dev/attestation/vuln/v1"_s},
        {u"slsaprovenance"_s, u"https://slsa.dev/provenance/v0.2"_s},
        {u"slsaprovenance02"_s, u"https://slsa.dev/provenance/v0.2"_s},
        {u"slsaprovenance1"_s, u"https://slsa.dev/provenance/v1"_s}};
    if (known.contains(word))
        return known.value(word);
    const QUrl url(word, QUrl::StrictMode);
    const bool isUri = url.isValid() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1)
        && !url.host().isEmpty() && word.size() <= 512;
    // Cosign's own predicate is what makes a signature of an image: a document under it would be taken for one.
    return isUri && word != kSignPredicate ? word : QString();
}

Result<Predicate> predicateFrom(const QByteArray &document, const QString &type)
{
    if (document.size() > mostPredicate) {
        return signingFault(ErrorKind::TooLarge,
            {LOTSE_MSG("The document is larger than %1 MiB and cannot be attested."),
                {QString::number(mostPredicate / 1024 / 1024)}});
    }
    JsonObject object;
    const QByteArray text = document.trimmed();
    if (const Fault fault = readJsonObject(text, object)) {
        return signingFault(ErrorKind::Usage,
            {LOTSE_MSG("The document to attest is not a JSON object (%1). SBOM and VEX files are attested as JSON."),
                {reasonCode(fault.reason)}},
            fault.detail);
    }
    QByteArray told;
    bool fits = true;
    if (type == kCycloneDx)
        fits = !object.text("bomFormat", told) && told == "CycloneDX";
    else if (type == kSpdx)
        fits = !object.text("spdxVersion", told) && told.startsWith("SPDX-");
    else if (type == kOpenVex)
        fits = !object.text("@context", told) && told.startsWith("https://openvex.dev/ns");
    if (!fits)
        return signingFault(
            ErrorKind::Usage, {LOTSE_MSG("The document does not match the attestation type %1."), {type}});
    return Predicate{type, text};
}

Result<SignedContent> makeSignature(const SigningKey &key, const SigningOrder &order)
{
    if (key.isNull() || order.subject.manifest.digest.algorithm() != oci::Digest::Algorithm::Sha256)
        return signingFault(ErrorKind::Usage, {LOTSE_MSG("Only artifacts with a SHA-256 digest can be signed."), {}});
    Result<SignedContent> made = order.form == SignatureForm::Bundle ? makeBundle(key, order)
        : order.form == SignatureForm::Simple                        ? makeSimple(key, order)
                                                                     : detail::makeNotation(key, order);
    if (!made)
        return made;
    SignedContent out = std::move(made).value();
    out.form = order.form;
    out.predicateType = order.predicate.type;
    out.key = key.publicKey();
    if (!isTaken(out, order)) {
        return signingFault(ErrorKind::Secret,
            {LOTSE_MSG("The new signature cannot be verified here: nothing was pushed. The key and its certificates "
                       "do not match."),
                {}});
    }
    return out;
}

oci::Descriptor layerOf(const SignedContent &content)
{
    oci::Descriptor out;
    out.mediaType = content.contentType;
    out.digest = oci::Digest::of(content.content);
    out.size = content.content.size();
    out.annotations = content.annotations;
    return out;
}

} // namespace lotse::trust
