// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/material.h"

namespace lotse::trust {

/// Whether a signature counts only with a verified entry in a transparency log.
enum class LogDemand {
    ForIdentities, ///< where an identity signed; a key needs none
    Required,
    NotNeeded, ///< a time stamp is enough for an identity
};

/// An attestation that a rule asks for, and what it must say. Empty parts ask for nothing.
struct AttestationDemand {
    QString type; ///< predicate type
    QString builder; ///< of SLSA provenance: the builder's id, to the letter
    QString
        source; ///< of SLSA provenance: the repository that was built, without a "git+" before and a revision behind
    int mostDays = 0; ///< how old the build may be at most; 0: any age

    QString text() const; ///< English, for what is missing
};

/// Who must have signed what lies at these places (docs/trust-policy.md).
struct PolicyRule {
    QStringList scopes; ///< "registry.example.com/payments/**"
    QStringList signers; ///< "key:NAME", "notation:NAME", "identity:NAME"
    int signatures = 1; ///< how many different ones of them must have signed
    QStringList attestations; ///< predicate types that one of them must have attested
    QList<AttestationDemand> demands; ///< the same, with what they must say
    LogDemand log = LogDemand::ForIdentities;
    bool isOnly = false; ///< nobody else signs here: a signature that fits none of the signers' keys is invalid
};

/// The policy of trust.json: whose signature counts where. A plain value, checked as a whole when it is read.
struct TrustPolicy {
    QList<NamedKey> keys;
    QList<NotationStore> stores;
    QList<TrustedRoot> roots;
    QList<NamedIdentity> identities;
    QList<PolicyRule> rules;

    /// The first rule with a scope for "registry/repository"; null where there is none.
    const PolicyRule *ruleFor(const QString &place) const;
};

/// Reads a policy. Files that it names lie beside it, in `folder`, and are no links; each key in a file has to have the
/// fingerprint that the policy says. ErrorKind::Usage says what is wrong.
Result<TrustPolicy> readTrustPolicy(const QByteArray &text, const QString &folder);
/// A policy by which each of these keys counts everywhere, and one of them must have signed.
TrustPolicy policyOfKeys(const QList<NamedKey> &keys);

/// Whether a scope is for a place: "*" stands for anything within a part between two slashes, "**" for anything.
bool scopeFits(const QString &scope, const QString &place);

} // namespace lotse::trust
