// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/findingset.h"
#include "harbor/project.h"

#include <QSet>

namespace lotse {

/// A list of vulnerabilities that do not block a pull. It has one end for all; past that it is as if it were empty.
struct Allowlist {
    QStringList ids; ///< as scanners write them, exactly
    qint64 expires = 0; ///< seconds since 1970, 0: never

    bool isOver(findings::Seconds now) const { return expires > 0 && expires < qint64(now); }
    /// What it lets through at this time.
    QSet<QByteArray> inForce(findings::Seconds now) const;
    bool operator==(const Allowlist &) const = default;
};

/// What Harbor goes by when an image of a project is pulled.
struct PullPolicy {
    QString project;
    qint64 projectId = 0;
    bool isBlocking = false; ///< "prevent_vul"
    QString threshold; ///< the project's word: "none", "low", …
    bool usesRegistryList = true; ///< else its own; never both
    Allowlist own;
};

/// The policies of a registry as they were read.
struct PullPolicies {
    QList<PullPolicy> projects;
    Allowlist registry;
    bool knowsRegistryList = false; ///< the account may read it

    static PullPolicies of(const QList<harbor::Project> &projects, const std::optional<harbor::CveAllowlist> &registry);
    const PullPolicy *policyOf(const QString &project) const;
};

/// The rank of a severity's word in Harbor's policy, 0 to 5; 99 for words that it does not know, which always block.
int severityRank(QByteArrayView word);
/// The rank that a project's threshold stands for. An unset one is 0: any finding blocks.
int thresholdRank(const QString &word);

/**
 * How many findings of each platform of a registry's images would block its pull, for the rows of one segment.
 * Platforms without a report are 0; of an index Harbor lets the list itself pass and looks at the platform that is
 * pulled.
 */
std::vector<quint32> blockingCounts(
    const findings::Segment &segment, const PullPolicies &policies, findings::Seconds now);

} // namespace lotse
