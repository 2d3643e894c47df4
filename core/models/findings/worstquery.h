// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "harbor/finding.h"
#include "triage/findingsengine.h"

#include <QVariantMap>

namespace lotse::models {

/// A vulnerability in a version of a package, as Harbor ranks them.
struct WorstVulnerability {
    harbor::DangerousCve cve;
    quint32 artifacts = 0; ///< that have it, in the local store: a digest in a repository each
};

/// One of the registry's lists of what is worst, beside the same list made from the local store.
template <typename T>
struct WorstList {
    QList<T> here; ///< the worst first, at most five
    /// How a place of the registry's list, or of `here`, differs from the other list; empty where it does not.
    QList<Message> theirMarks, hereMarks;
    QList<Message> why; ///< the same in sentences; one that says so where the lists agree
    bool agrees() const
    {
        const auto isSame = [](const Message &mark) { return mark.isEmpty(); };
        return std::all_of(theirMarks.begin(), theirMarks.end(), isSame)
            && std::all_of(hereMarks.begin(), hereMarks.end(), isSame);
    }
};

struct WorstAnswer {
    bool isRead = false; ///< the local store holds reports of this registry
    QDateTime listed, oldestRead; ///< as in RegistryRead
    WorstList<harbor::DangerousArtifact> artifacts;
    WorstList<WorstVulnerability> vulnerabilities;
};

/**
 * What the registry names as worst, beside what its reports in the local store say by the same rules: artifacts by
 * critical, then high, medium and low findings, a digest in two repositories being two; vulnerabilities in a version of
 * a package by CVSS, then severity. Harbor leaves the order of equals open: here names and the number of artifacts
 * decide. Where the lists differ, says why from what is there. Any thread but the GUI's.
 */
WorstAnswer worstAnswer(const harbor::SecuritySummary &theirs, const QString &registryId, const TriageView &view,
    const store::Plan &plan, const Clock &clock);

/// As for what the registry names, with the number of artifacts; opens the page of the vulnerability.
QVariantMap worstLine(const WorstVulnerability &vulnerability);

} // namespace lotse::models
