// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/context.h"
#include "findings/query.h"
#include "findings/trustmarks.h"

namespace lotse::findings {

/// One condition of a gate: at most `maximum` occurrences may match.
struct GateRule {
    QString name;
    Query query;
    quint32 maximum = 0;
    QString message; ///< shown where it is broken
};

/// What the kept verdicts must say of an image. Whatever is not known does not pass.
struct GateTrust {
    QString message; ///< shown where it is broken
    QList<SignState> signedAs; ///< one of these; empty: any, also none
    QStringList signers; ///< one of these names or fingerprints has signed validly; empty: any
    QStringList attested; ///< all of these have been attested by somebody whom the policy trusts
    Seconds staleAfter = 7 * 86400; ///< age of the verdict; 0: never stale
    bool isRecursive = false; ///< each image of an index must be `signedAs` by itself as well
};

/// What an image must be to pass. docs/gate-policy.md describes the file.
struct GatePolicy {
    QString name;
    bool passesUnscanned = false;
    Seconds staleAfter = 7 * 86400; ///< age of the scan; 0: never stale
    QList<GateRule> rules;
    std::optional<GateTrust> trust;
};

/// Strict, at most 1 MiB: a member that is not known is an error, since a misspelt one would let everything pass.
/// ErrorKind::Decode or Invalid; `where` names the rule and the place in its query.
Result<GatePolicy> readGatePolicy(QByteArrayView file);

struct GateOutcome {
    QString rule; ///< name; empty for the state of the scan
    QString message;
    bool isPassed = true;
    quint32 count = 0;
    quint32 maximum = 0;
    Rows rows; ///< that match
};

struct GateVerdict {
    QList<GateOutcome> outcomes; ///< the state of the scan first, then one for each rule in their order, then trust
    bool isScanned = true; ///< scanned, recently, and counted as such by the policy
    bool isUnreadable = false; ///< a report could not be read, or not all of its lines; never passes
    bool isPassed() const;
    /// Exit code of lotse-cli gate: 0 passed, 11 a rule is broken, 12 not scanned, stale, or not to be read.
    int exitCode() const;
};

/// Judges one image: all its platforms together. Whoever calls has found the image; `image` is its number in the part.
GateVerdict judge(const GatePolicy &policy, const Context &context, const FindingSet::Part &part, quint32 image);

} // namespace lotse::findings
