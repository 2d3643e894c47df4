// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/reason.h"

namespace lotse::trust {

namespace {

struct Row {
    Reason reason;
    const char *code;
    const char *text;
};

constexpr Row kRows[] = {
    {Reason::NoKey, "no-key", LOTSE_MSG("No public key is available to verify this signature.")},
    {Reason::KeyNotNamed, "key-not-named", LOTSE_MSG("Not checked: made with a key that is not in this policy.")},
    {Reason::NoTrustedRoot, "no-trusted-root",
        LOTSE_MSG("The signature uses a certificate, and no trusted root has been imported to verify it.")},
    {Reason::Unreachable, "unreachable", LOTSE_MSG("The registry did not return the data required to verify this.")},
    {Reason::UnsupportedKey, "unsupported-key", LOTSE_MSG("This key type is not supported.")},
    {Reason::UnsupportedBundle, "unsupported-bundle", LOTSE_MSG("This bundle version is not supported.")},
    {Reason::UnsupportedHash, "unsupported-hash", LOTSE_MSG("This digest or signature type is not supported.")},
    {Reason::TooLarge, "too-large", LOTSE_MSG("The signature exceeds the size limit.")},
    {Reason::TooDeep, "too-deep", LOTSE_MSG("The signature is nested too deeply.")},
    {Reason::TooMany, "too-many", LOTSE_MSG("The signature has too many parts.")},
    {Reason::TooManySignatures, "too-many-signatures",
        LOTSE_MSG("Too many signatures are attached: none of them was checked.")},
    {Reason::TooManySubjects, "too-many-subjects", LOTSE_MSG("The statement has too many subjects.")},
    {Reason::TooManyCertificates, "too-many-certificates", LOTSE_MSG("The chain has too many certificates.")},
    {Reason::BrokenJson, "broken-json", LOTSE_MSG("The signature is not valid JSON.")},
    {Reason::DuplicateMember, "duplicate-member",
        LOTSE_MSG("A field occurs twice: programs could read it differently.")},
    {Reason::UnknownMember, "unknown-member", LOTSE_MSG("A field is not allowed.")},
    {Reason::MissingMember, "missing-member", LOTSE_MSG("A member that must be there is missing.")},
    {Reason::WrongType, "wrong-type", LOTSE_MSG("A field has a value of the wrong type.")},
    {Reason::CaseVariant, "case-variant", LOTSE_MSG("A member is written in another case than it must be.")},
    {Reason::BrokenBase64, "broken-base64", LOTSE_MSG("A value is not in strict base64.")},
    {Reason::BrokenCbor, "broken-cbor", LOTSE_MSG("The signature is not valid strict CBOR.")},
    {Reason::BrokenKey, "broken-key", LOTSE_MSG("The public key cannot be read.")},
    {Reason::WeakKey, "weak-key", LOTSE_MSG("The key is too weak or has unsafe parameters.")},
    {Reason::BrokenCertificate, "broken-certificate", LOTSE_MSG("A certificate cannot be read.")},
    {Reason::BlobMismatch, "blob-mismatch",
        LOTSE_MSG("The content does not have the digest and size that the manifest names.")},
    {Reason::LayerCount, "layer-count",
        LOTSE_MSG("The manifest of the signature does not have the number of layers that it must have.")},
    {Reason::WrongMediaType, "wrong-media-type", LOTSE_MSG("The content has another media type than it must have.")},
    {Reason::NoSignature, "no-signature", LOTSE_MSG("The attachments contain no signature.")},
    {Reason::AttestedOnly, "attested-only", LOTSE_MSG("Attestations are attached, but no signature.")},
    {Reason::SignatureCount, "signature-count", LOTSE_MSG("The envelope must contain exactly one signature.")},
    {Reason::NoKeyFits, "no-key-fits",
        LOTSE_MSG("The signature matches none of the required keys: it was made with another key, or something was "
                  "changed.")},
    {Reason::SignatureMismatch, "signature-mismatch", LOTSE_MSG("The signature does not match the signed bytes.")},
    {Reason::BrokenSignature, "broken-signature", LOTSE_MSG("The signature value is malformed.")},
    {Reason::OtherArtifact, "other-artifact", LOTSE_MSG("The signature is for another artifact.")},
    {Reason::OtherSize, "other-size", LOTSE_MSG("The signature names another size of the manifest.")},
    {Reason::OtherMediaType, "other-media-type", LOTSE_MSG("The signature names another media type of the manifest.")},
    {Reason::WrongPayloadType, "wrong-payload-type",
        LOTSE_MSG("The signed payload is not of the type that it must be.")},
    {Reason::WrongPredicate, "wrong-predicate",
        LOTSE_MSG("The statement has no type of predicate, or another than announced.")},
    {Reason::NoSubject, "no-subject", LOTSE_MSG("The statement has no subject with a SHA-256 digest.")},
    {Reason::AlgorithmMismatch, "algorithm-mismatch",
        LOTSE_MSG("The signature algorithm does not match the key of the certificate.")},
    {Reason::UnknownAlgorithm, "unknown-algorithm", LOTSE_MSG("The signature algorithm is not allowed.")},
    {Reason::UnknownCritical, "unknown-critical", LOTSE_MSG("A critical header is not supported.")},
    {Reason::MissingCritical, "missing-critical",
        LOTSE_MSG("A header that must be marked critical is not marked or is missing.")},
    {Reason::UnknownScheme, "unknown-scheme", LOTSE_MSG("The signing scheme is missing or not known.")},
    {Reason::MissingTime, "missing-time", LOTSE_MSG("The signing time required by the scheme is missing.")},
    {Reason::WrongTime, "wrong-time",
        LOTSE_MSG("The times in the signature are malformed or do not match the scheme.")},
    {Reason::Expired, "expired", LOTSE_MSG("The signature has expired.")},
    {Reason::EmptyChain, "empty-chain", LOTSE_MSG("The signature contains no certificate.")},
    {Reason::ChainOrder, "chain-order", LOTSE_MSG("The certificates are not in order from signer to root.")},
    {Reason::ChainSignature, "chain-signature", LOTSE_MSG("A certificate is not signed by the next one.")},
    {Reason::NoSelfSignedRoot, "no-self-signed-root", LOTSE_MSG("The chain does not end with a self-signed root.")},
    {Reason::CertificateExpired, "certificate-expired", LOTSE_MSG("A certificate has expired.")},
    {Reason::CertificateNotYetValid, "certificate-not-yet-valid", LOTSE_MSG("A certificate is not valid yet.")},
    {Reason::NotAnAuthority, "not-an-authority",
        LOTSE_MSG("A certificate that signed another one is not a CA certificate.")},
    {Reason::PathTooLong, "path-too-long", LOTSE_MSG("The chain is longer than an authority allows.")},
    {Reason::WrongKeyUsage, "wrong-key-usage", LOTSE_MSG("The key usage of a certificate does not allow this.")},
    {Reason::WrongExtendedUsage, "wrong-extended-usage",
        LOTSE_MSG("The extended key usage of the signer does not allow code signing.")},
    {Reason::WeakDigest, "weak-digest", LOTSE_MSG("A certificate is signed with a weak digest or algorithm.")},
    {Reason::RevocationUnknown, "revocation-unknown",
        LOTSE_MSG("Not checked: revocation. The certificate specifies a revocation endpoint, but it is not "
                  "queried from here.")},
    {Reason::Revoked, "revoked", LOTSE_MSG("A certificate has been revoked.")},
    {Reason::RevocationListEnded, "revocation-list-ended",
        LOTSE_MSG("Not checked: revocation. The imported revocation list is out of date.")},
    {Reason::BrokenRevocationList, "broken-revocation-list",
        LOTSE_MSG("Not checked: revocation. The imported revocation list cannot be used: it is malformed, not "
                  "signed by the certificate authority, or partial.")},
    {Reason::OcspUnreachable, "ocsp-unreachable",
        LOTSE_MSG("Not checked: revocation. The OCSP responder did not answer.")},
    {Reason::OcspUnknown, "ocsp-unknown",
        LOTSE_MSG("Not checked: revocation. The certificate is unknown to the OCSP responder.")},
    {Reason::OcspEnded, "ocsp-ended", LOTSE_MSG("Not checked: revocation. The OCSP response is out of date.")},
    {Reason::BrokenOcsp, "broken-ocsp",
        LOTSE_MSG("Not checked: revocation. The OCSP response is malformed, not signed by the certificate "
                  "authority, or does not match the request.")},
    {Reason::NoTimestamp, "no-timestamp", LOTSE_MSG("The policy requires a time stamp, but there is none.")},
    {Reason::UntrustedRoot, "untrusted-root",
        LOTSE_MSG("The certificate of the signer does not chain to an imported trusted root.")},
    {Reason::NoIdentity, "no-identity", LOTSE_MSG("The certificate contains no identity.")},
    {Reason::IssuerMismatch, "issuer-mismatch", LOTSE_MSG("The certificate contains two different OIDC issuers.")},
    {Reason::MissingSct, "missing-sct",
        LOTSE_MSG("The certificate contains no proof (SCT) of its entry in a certificate transparency log.")},
    {Reason::UnknownSctLog, "unknown-sct-log",
        LOTSE_MSG("The certificate is not in any certificate transparency log of the trusted root.")},
    {Reason::WrongSct, "wrong-sct",
        LOTSE_MSG("The proof (SCT) of the certificate transparency log does not match the certificate.")},
    {Reason::NoVerifiedTime, "no-verified-time",
        LOTSE_MSG("There is no proof that the signature was made while the certificate was valid.")},
    {Reason::FutureTime, "future-time", LOTSE_MSG("A time in the signature is in the future.")},
    {Reason::NoLogEntry, "no-log-entry", LOTSE_MSG("The signature contains no transparency log entry.")},
    {Reason::UnknownLog, "unknown-log", LOTSE_MSG("This transparency log is not in the trusted root.")},
    {Reason::UnsupportedLogEntry, "unsupported-log-entry",
        LOTSE_MSG("This type of transparency log entry is not supported.")},
    {Reason::LogKeyPeriod, "log-key-period",
        LOTSE_MSG("According to the trusted root, the key of the log or authority was not valid at that time.")},
    {Reason::WrongPromise, "wrong-promise",
        LOTSE_MSG("The signed entry timestamp (SET) of the transparency log does not match its entry.")},
    {Reason::WrongInclusion, "wrong-inclusion-proof",
        LOTSE_MSG("The inclusion proof does not connect the entry to the tree of the transparency log.")},
    {Reason::WrongCheckpoint, "wrong-checkpoint",
        LOTSE_MSG("The checkpoint of the transparency log is malformed, or not signed by that log.")},
    {Reason::OtherLogEntry, "other-log-entry",
        LOTSE_MSG("The transparency log entry belongs to another signature, artifact or signer.")},
    {Reason::BrokenTimestamp, "broken-timestamp", LOTSE_MSG("The time stamp cannot be read.")},
    {Reason::TimestampRefused, "timestamp-refused", LOTSE_MSG("The time stamp authority rejected the request.")},
    {Reason::OtherTimestamp, "other-timestamp", LOTSE_MSG("The time stamp belongs to different data.")},
    {Reason::UnknownTimestampAuthority, "unknown-timestamp-authority",
        LOTSE_MSG("The time stamp does not come from a trusted authority.")},
    {Reason::WrongTimestampSigner, "wrong-timestamp-signer",
        LOTSE_MSG("The certificate of the time stamp authority is not restricted to time stamping.")},
    {Reason::TimestampSignature, "timestamp-signature",
        LOTSE_MSG("The signature of the time stamp is invalid or does not identify its certificate.")},
    {Reason::NotInPolicy, "not-in-policy",
        LOTSE_MSG("The signer is not listed in the trust policy for this repository.")},
    {Reason::NotInTrustStore, "not-in-trust-store",
        LOTSE_MSG("No certificate of the chain is in a trust store of the policy.")},
    {Reason::NotATrustedIdentity, "not-a-trusted-identity",
        LOTSE_MSG("The subject of the certificate is not a trusted identity of the policy.")},
    {Reason::NoRule, "no-rule", LOTSE_MSG("No rule of the trust policy applies to this repository.")},
    {Reason::SkippedByPolicy, "skipped-by-policy",
        LOTSE_MSG("The policy skips verification here: nothing was checked.")},
    {Reason::NotEnoughSigners, "not-enough-signers",
        LOTSE_MSG("Fewer trusted signers have signed than the policy requires.")},
    {Reason::AttestationMissing, "attestation-missing",
        LOTSE_MSG("An attestation required by the policy is missing or not trusted.")},
    {Reason::NotInLog, "not-in-log", LOTSE_MSG("The policy requires a verified entry in a transparency log.")},
    {Reason::NotChecked, "not-checked", LOTSE_MSG("Not checked.")},
};

const Row *rowOf(Reason reason)
{
    for (const Row &row : kRows) {
        if (row.reason == reason)
            return &row;
    }
    return nullptr;
}

} // namespace

QString reasonCode(Reason reason)
{
    const Row *row = rowOf(reason);
    return row ? QString::fromLatin1(row->code) : QString();
}

Reason reasonOf(const QString &code)
{
    for (const Row &row : kRows) {
        if (code == QLatin1StringView(row.code))
            return row.reason;
    }
    return Reason::None;
}

Message reasonText(Reason reason)
{
    const Row *row = rowOf(reason);
    return row ? Message{row->text, {}} : Message();
}

bool isIncomplete(Reason reason)
{
    switch (reason) {
    case Reason::NoKey:
    case Reason::KeyNotNamed:
    case Reason::NoTrustedRoot:
    case Reason::Unreachable:
    case Reason::UnsupportedKey:
    case Reason::UnsupportedBundle:
    case Reason::UnsupportedHash:
    case Reason::TooLarge:
    case Reason::TooDeep:
    case Reason::TooMany:
    case Reason::TooManySignatures:
    case Reason::TooManySubjects:
    case Reason::TooManyCertificates:
    case Reason::UntrustedRoot:
    case Reason::UnsupportedLogEntry:
    case Reason::SkippedByPolicy:
    case Reason::NotChecked:
        return true;
    default:
        return false;
    }
}

} // namespace lotse::trust
