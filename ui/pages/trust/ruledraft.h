// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/policy.h"

#include <QVariantMap>

namespace lotse::ui {

/// A rule of the trust policy as it is typed. A plain value; its view shows map() and hands set() what was typed.
class RuleDraft {
public:
    RuleDraft() = default;
    /// One for these repositories that is not in the policy yet.
    static RuleDraft fresh(const QString &places);
    RuleDraft(const trust::PolicyRule &rule, int position);

    /// {isNew, places, signatures, log, only, signers: [{signer, name, kind, checked}], demands: [{type, builder,
    /// source, days, isBuild}], position, rules}. `log`: 0 by default, 1 required, 2 not required; `position` from 1.
    QVariantMap map(const trust::TrustPolicy &policy) const;
    /// A part by its name above; "signer" takes one of them in or out.
    void set(const QString &part, const QVariant &value);
    void addDemand() { m_demands.append({QStringLiteral("https://slsa.dev/provenance/v1"), {}, {}, 0}); }
    void removeDemand(int at);
    void setDemand(int at, const QString &part, const QVariant &value);

    /// The policy with it, in the place of the one that it was made of. ErrorKind::Usage says what is missing.
    Result<trust::TrustPolicy> applied(const trust::TrustPolicy &policy) const;

private:
    Result<trust::PolicyRule> rule(const trust::TrustPolicy &policy) const;

    QString m_key; ///< scopes of the rule in the policy, a line each; empty: it is new
    QString m_places;
    QStringList m_signers;
    QList<trust::AttestationDemand> m_demands; ///< with what is typed, to the letter
    int m_signatures = 1;
    int m_position = 0; ///< among the rules
    trust::LogDemand m_log = trust::LogDemand::ForIdentities;
    bool m_isOnly = false;
};

} // namespace lotse::ui
