// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/attestation.h"

#include "json/codec.h"

namespace lotse::oci {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxAttestation = 256LL * 1024 * 1024;
constexpr qsizetype maxSubjects = 1024;
constexpr qsizetype maxSignatures = 64;

using DigestTexts = QMap<QString, QString>;

struct WireSubject {
    Q_GADGET
public:
    FIELD(DigestTexts, digest)
    bool operator==(const WireSubject &) const = default;
};

struct WireEnvelope {
    Q_GADGET
public:
    FIELD_AS(QString, payloadType, "payloadType")
    FIELD(QString, payload)
    FIELD(QList<WireSubject>, signatures) // only counted
    bool operator==(const WireEnvelope &) const = default;
};

// A bundle, an envelope or a statement: the members that are there tell which.
struct WireOuter {
    Q_GADGET
public:
    FIELD_AS(WireEnvelope, bundled, "dsseEnvelope")
    FIELD_AS(QString, payloadType, "payloadType")
    FIELD(QString, payload)
    FIELD(QList<WireSubject>, signatures)
    FIELD_AS(QString, statementType, "_type")
};

struct WireStatement {
    Q_GADGET
public:
    FIELD_AS(QString, predicateType, "predicateType")
    FIELD(QList<WireSubject>, subject)
    FIELD(lotse::RawJson, predicate)
};

Result<QByteArray> decodedPayload(const QString &payload)
{
    const QByteArray text = payload.toLatin1();
    for (const auto option : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
        const auto decoded = QByteArray::fromBase64Encoding(text, option | QByteArray::AbortOnBase64DecodingErrors);
        if (decoded.decodingStatus == QByteArray::Base64DecodingStatus::Ok)
            return *decoded;
    }
    Error error =
        makeError(ErrorKind::Decode, LOTSE_MSG("The attestation is not readable: the payload is not base64."));
    error.where = u"$.payload"_s;
    return error;
}

Error readStatement(Attestation &out)
{
    const Result<WireStatement> statement = json::decode<WireStatement>(out.statement);
    if (!statement)
        return statement.error();
    if (statement->subject.size() > maxSubjects) {
        return makeError(ErrorKind::TooLarge, LOTSE_MSG("The attestation has more than %1 subjects and is not read."),
            {QString::number(maxSubjects)});
    }
    out.predicateType = statement->predicateType;
    out.predicate = statement->predicate.text;
    for (const WireSubject &subject : statement->subject) {
        const Result<Digest> digest = Digest::parse(u"sha256:"_s + subject.digest.value(u"sha256"_s));
        if (digest)
            out.subjects.append(*digest);
    }
    return {};
}

} // namespace

bool Attestation::isImageSignature() const
{
    return predicateType == "https://sigstore.dev/cosign/sign/v1"_L1;
}

bool Attestation::isSbom() const
{
    return predicateType.startsWith("https://spdx.dev/Document"_L1)
        || predicateType.startsWith("https://cyclonedx.org/"_L1);
}

Result<Attestation> parseAttestation(const QByteArray &text)
{
    if (text.size() > kMaxAttestation)
        return makeError(ErrorKind::TooLarge, LOTSE_MSG("The attestation is larger than 256 MiB and is not read."));
    const Result<WireOuter> outer = json::decode<WireOuter>(text);
    if (!outer)
        return outer.error();
    Attestation out;
    QString payload = outer->payload;
    qsizetype signatures = outer->signatures.size();
    if (!outer->bundled.payload.isEmpty()) {
        out.wrapping = Attestation::Wrapping::SigstoreBundle;
        out.payloadType = outer->bundled.payloadType;
        payload = outer->bundled.payload;
        signatures = outer->bundled.signatures.size();
    } else if (!payload.isEmpty()) {
        out.wrapping = Attestation::Wrapping::Dsse;
        out.payloadType = outer->payloadType;
    } else if (!outer->statementType.startsWith("https://in-toto.io/Statement/"_L1)) {
        return makeError(ErrorKind::Unsupported,
            LOTSE_MSG("Unsupported attestation: neither an in-toto statement nor an envelope with one. It can be "
                      "saved unchanged."));
    }
    if (signatures > maxSignatures) {
        return makeError(ErrorKind::TooLarge, LOTSE_MSG("The attestation has more than %1 signatures and is not read."),
            {QString::number(maxSignatures)});
    }
    out.signatures = int(signatures);
    if (out.wrapping == Attestation::Wrapping::Plain) {
        out.statement = text;
    } else {
        Result<QByteArray> decoded = decodedPayload(payload);
        if (!decoded)
            return decoded.error();
        out.statement = std::move(decoded).value();
    }
    // What the envelope carries may be something else than a statement; then only its type is told.
    if (out.wrapping != Attestation::Wrapping::Plain && !out.payloadType.contains("in-toto"_L1))
        return out;
    if (const Error error = readStatement(out))
        return error;
    return out;
}

} // namespace lotse::oci

#include "attestation.moc"
