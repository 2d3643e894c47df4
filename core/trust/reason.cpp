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
    {Reason::NoKey, "no-key", LOTSE_MSG("No public key is known to check this signature with.")},
    {Reason::NoTrustedRoot, "no-trusted-root",
        LOTSE_MSG("The signature is by a certificate, and no trusted root has been imported to check it with.")},
    {Reason::Unreachable, "unreachable", LOTSE_MSG("The registry did not give what is needed to check this.")},
    {Reason::UnsupportedKey, "unsupported-key", LOTSE_MSG("This kind of key is not supported.")},
    {Reason::UnsupportedBundle, "unsupported-bundle", LOTSE_MSG("This version of the bundle is not supported.")},
    {Reason::UnsupportedHash, "unsupported-hash", LOTSE_MSG("This kind of digest or signature is not supported.")},
    {Reason::TooLarge, "too-large", LOTSE_MSG("The signature is larger than what is read.")},
    {Reason::TooDeep, "too-deep", LOTSE_MSG("The signature is nested deeper than what is read.")},
    {Reason::TooMany, "too-many", LOTSE_MSG("The signature has more parts than are read.")},
    {Reason::TooManySignatures, "too-many-signatures",
        LOTSE_MSG("More signatures are attached than are checked: none of them was checked.")},
    {Reason::TooManySubjects, "too-many-subjects", LOTSE_MSG("The statement names more subjects than are read.")},
    {Reason::TooManyCertificates, "too-many-certificates", LOTSE_MSG("The chain has more certificates than are read.")},
    {Reason::BrokenJson, "broken-json", LOTSE_MSG("The signature is not valid JSON.")},
    {Reason::DuplicateMember, "duplicate-member",
        LOTSE_MSG("A member is there twice: two programs could read two things.")},
    {Reason::UnknownMember, "unknown-member", LOTSE_MSG("A member is there that does not belong there.")},
    {Reason::MissingMember, "missing-member", LOTSE_MSG("A member that must be there is missing.")},
    {Reason::WrongType, "wrong-type", LOTSE_MSG("A member has a value of the wrong type.")},
    {Reason::CaseVariant, "case-variant", LOTSE_MSG("A member is written in another case than it must be.")},
    {Reason::BrokenBase64, "broken-base64", LOTSE_MSG("A value is not in strict base64.")},
    {Reason::BrokenCbor, "broken-cbor", LOTSE_MSG("The signature is not valid strict CBOR.")},
    {Reason::BrokenKey, "broken-key", LOTSE_MSG("The public key cannot be read.")},
    {Reason::WeakKey, "weak-key", LOTSE_MSG("The key is too weak, or has parameters that are not safe.")},
    {Reason::BrokenCertificate, "broken-certificate", LOTSE_MSG("A certificate cannot be read.")},
    {Reason::BlobMismatch, "blob-mismatch",
        LOTSE_MSG("The content does not have the digest and size that the manifest names.")},
    {Reason::LayerCount, "layer-count",
        LOTSE_MSG("The manifest of the signature does not have the number of layers that it must have.")},
    {Reason::WrongMediaType, "wrong-media-type", LOTSE_MSG("The content has another media type than it must have.")},
    {Reason::NoSignature, "no-signature", LOTSE_MSG("No signature is in what is attached.")},
    {Reason::AttestedOnly, "attested-only", LOTSE_MSG("Attestations are attached, and no signature.")},
    {Reason::SignatureCount, "signature-count", LOTSE_MSG("The envelope must hold exactly one signature.")},
    {Reason::NoKeyFits, "no-key-fits",
        LOTSE_MSG(
            "The signature fits none of the known keys: it was made with another key, or something was changed.")},
    {Reason::SignatureMismatch, "signature-mismatch", LOTSE_MSG("The signature does not fit the signed bytes.")},
    {Reason::BrokenSignature, "broken-signature", LOTSE_MSG("The signature value is malformed.")},
    {Reason::OtherArtifact, "other-artifact", LOTSE_MSG("The signature is for another artifact.")},
    {Reason::OtherSize, "other-size", LOTSE_MSG("The signature names another size of the manifest.")},
    {Reason::OtherMediaType, "other-media-type", LOTSE_MSG("The signature names another media type of the manifest.")},
    {Reason::WrongPayloadType, "wrong-payload-type",
        LOTSE_MSG("The signed payload is not of the type that it must be.")},
    {Reason::WrongPredicate, "wrong-predicate",
        LOTSE_MSG("The statement has no type of predicate, or another than announced.")},
    {Reason::NoSubject, "no-subject", LOTSE_MSG("The statement names no subject with a SHA-256 digest.")},
    {Reason::AlgorithmMismatch, "algorithm-mismatch",
        LOTSE_MSG("The signature algorithm does not fit the key of the certificate.")},
    {Reason::UnknownAlgorithm, "unknown-algorithm", LOTSE_MSG("The signature algorithm is not allowed.")},
    {Reason::UnknownCritical, "unknown-critical", LOTSE_MSG("A critical header is not understood.")},
    {Reason::MissingCritical, "missing-critical",
        LOTSE_MSG("A header that must be marked as critical is not, or is missing.")},
    {Reason::UnknownScheme, "unknown-scheme", LOTSE_MSG("The signing scheme is missing or not known.")},
    {Reason::MissingTime, "missing-time", LOTSE_MSG("The signing time that the scheme needs is missing.")},
    {Reason::WrongTime, "wrong-time", LOTSE_MSG("The times in the signature are malformed or do not fit the scheme.")},
    {Reason::Expired, "expired", LOTSE_MSG("The signature has expired.")},
    {Reason::EmptyChain, "empty-chain", LOTSE_MSG("The signature carries no certificate.")},
    {Reason::ChainOrder, "chain-order",
        LOTSE_MSG("The certificates are not in the order from the signer to the root.")},
    {Reason::ChainSignature, "chain-signature", LOTSE_MSG("A certificate is not signed by the next one.")},
    {Reason::NoSelfSignedRoot, "no-self-signed-root", LOTSE_MSG("The chain does not end with a self-signed root.")},
    {Reason::CertificateExpired, "certificate-expired", LOTSE_MSG("A certificate has expired.")},
    {Reason::CertificateNotYetValid, "certificate-not-yet-valid", LOTSE_MSG("A certificate is not valid yet.")},
    {Reason::NotAnAuthority, "not-an-authority",
        LOTSE_MSG("A certificate that signed another one is not that of an authority.")},
    {Reason::PathTooLong, "path-too-long", LOTSE_MSG("The chain is longer than an authority allows.")},
    {Reason::WrongKeyUsage, "wrong-key-usage", LOTSE_MSG("The key usage of a certificate does not allow this.")},
    {Reason::WrongExtendedUsage, "wrong-extended-usage",
        LOTSE_MSG("The extended key usage of the signer does not allow code signing.")},
    {Reason::WeakDigest, "weak-digest", LOTSE_MSG("A certificate is signed with a weak digest or algorithm.")},
    {Reason::RevocationUnknown, "revocation-unknown",
        LOTSE_MSG("Not checked: revocation. The certificate names where to ask, and nothing is asked from here.")},
    {Reason::NotInPolicy, "not-in-policy",
        LOTSE_MSG("The signer is not one that the trust policy names for this repository.")},
    {Reason::NotInTrustStore, "not-in-trust-store",
        LOTSE_MSG("No certificate of the chain is in a trust store of the policy.")},
    {Reason::NotATrustedIdentity, "not-a-trusted-identity",
        LOTSE_MSG("The subject of the certificate is not a trusted identity of the policy.")},
    {Reason::NoRule, "no-rule", LOTSE_MSG("No rule of the trust policy is for this repository.")},
    {Reason::SkippedByPolicy, "skipped-by-policy",
        LOTSE_MSG("The policy skips verification here: nothing was checked.")},
    {Reason::NotEnoughSigners, "not-enough-signers",
        LOTSE_MSG("Fewer trusted signers have signed than the policy asks for.")},
    {Reason::AttestationMissing, "attestation-missing",
        LOTSE_MSG("An attestation that the policy asks for is missing or not trusted.")},
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

Message reasonText(Reason reason)
{
    const Row *row = rowOf(reason);
    return row ? Message{row->text, {}} : Message();
}

bool isIncomplete(Reason reason)
{
    switch (reason) {
    case Reason::NoKey:
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
    case Reason::SkippedByPolicy:
    case Reason::NotChecked:
        return true;
    default:
        return false;
    }
}

} // namespace lotse::trust
