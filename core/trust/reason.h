// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/message.h"

#include <QMetaType>
#include <QObject>

namespace lotse::trust {

/// Why a step of a verification did not pass. Each has a code (for JSON, reports and tests) and a sentence.
namespace Reasons {
Q_NAMESPACE
enum class Reason {
    None,
    // Material that is not there, or not understood
    NoKey,
    KeyNotNamed,
    NoTrustedRoot,
    Unreachable,
    UnsupportedKey,
    UnsupportedBundle,
    UnsupportedHash,
    // Limits
    TooLarge,
    TooDeep,
    TooMany,
    TooManySignatures,
    TooManySubjects,
    TooManyCertificates,
    // Encoding
    BrokenJson,
    DuplicateMember,
    UnknownMember,
    MissingMember,
    WrongType,
    CaseVariant,
    BrokenBase64,
    BrokenCbor,
    BrokenKey,
    WeakKey,
    BrokenCertificate,
    // Content of the attached manifest
    BlobMismatch,
    LayerCount,
    WrongMediaType,
    NoSignature,
    AttestedOnly,
    SignatureCount,
    // Signature and what it signs
    NoKeyFits,
    SignatureMismatch,
    BrokenSignature,
    OtherArtifact,
    OtherSize,
    OtherMediaType,
    WrongPayloadType,
    WrongPredicate,
    NoSubject,
    // Notation
    AlgorithmMismatch,
    UnknownAlgorithm,
    UnknownCritical,
    MissingCritical,
    UnknownScheme,
    MissingTime,
    WrongTime,
    Expired,
    // Certificates
    EmptyChain,
    ChainOrder,
    ChainSignature,
    NoSelfSignedRoot,
    CertificateExpired,
    CertificateNotYetValid,
    NotAnAuthority,
    PathTooLong,
    WrongKeyUsage,
    WrongExtendedUsage,
    WeakDigest,
    RevocationUnknown,
    Revoked,
    RevocationListEnded,
    BrokenRevocationList,
    OcspUnreachable,
    OcspUnknown,
    OcspEnded,
    BrokenOcsp,
    NoTimestamp,
    // Keyless: certificate, transparency logs, times
    UntrustedRoot,
    NoIdentity,
    IssuerMismatch,
    MissingSct,
    UnknownSctLog,
    WrongSct,
    NoVerifiedTime,
    FutureTime,
    NoLogEntry,
    UnknownLog,
    UnsupportedLogEntry,
    LogKeyPeriod,
    WrongPromise,
    WrongInclusion,
    WrongCheckpoint,
    OtherLogEntry,
    BrokenTimestamp,
    TimestampRefused,
    OtherTimestamp,
    UnknownTimestampAuthority,
    WrongTimestampSigner,
    TimestampSignature,
    // Policy
    NotInPolicy,
    NotInTrustStore,
    NotATrustedIdentity,
    NoRule,
    SkippedByPolicy,
    NotEnoughSigners,
    AttestationMissing,
    NotInLog,
    // Not looked at
    NotChecked,
};
Q_ENUM_NS(Reason)
} // namespace Reasons
using Reasons::Reason;

/// "no-key-fits"; empty for None.
QString reasonCode(Reason reason);
/// The other way round; None where nobody knows the code.
Reason reasonOf(const QString &code);
/// A sentence for people.
Message reasonText(Reason reason);
/// Nothing was found to be wrong: what would be needed to tell is missing, not understood, or above a limit.
bool isIncomplete(Reason reason);

/// What is wrong, if anything.
struct [[nodiscard]] Fault {
    Reason reason = Reason::None;
    QString detail; ///< English, for "Details": the member, the number

    Fault() = default;
    Fault(Reason why, QString what = {})
        : reason(why)
        , detail(std::move(what))
    {
    }
    explicit operator bool() const { return reason != Reason::None; }
};

} // namespace lotse::trust
