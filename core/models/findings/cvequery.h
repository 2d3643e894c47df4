// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "models/tables/column.h"
#include "store/vulnerabilitytexts.h"
#include "triage/findingsengine.h"

namespace lotse::models {

/// A package of an image that has the vulnerability; of an index, on all platforms that have it.
struct CveImage {
    QString registryId, registry, project, repository;
    QString digest; ///< top-level
    QStringList tags;
    QStringList platforms; ///< "linux/amd64"
    QString package, version, fixVersion;
    bool isFixUnknown = false; ///< the report does not say whether there is one
    findings::Severity severity = findings::Severity::Unknown;
    QString severityWord; ///< the scanner's
    findings::Seconds firstSeen = 0, pushed = 0, pulled = 0, fetched = 0; ///< 0: not known, or never
    quint8 state = 0; ///< findings::StateBits
    QString puller; ///< who pulled it last, by the audit trail; empty where that does not say
    QStringList unseenPulls; ///< why a later pull, or any, may not be in the store, as toKept() gives it
    QDateTime pullerAt;
    QString pulledAs; ///< the tag, where it was pulled by one; empty: by its digest

    QString key() const { return registryId + u'\n' + repository + u'@' + digest + u'\n' + package + u'\n' + version; }
};

/// Where a vulnerability is, over all registries in the local store, and what is known and decided of it.
struct CveAnswer {
    QString asked; ///< as it was asked for, trimmed
    QString id; ///< what it goes by: the CVE where one is known
    QStringList aliases; ///< the other ids of the same vulnerability
    bool isFound = false; ///< in at least one image
    findings::Severity worst = findings::Severity::Unknown; ///< of those that are known
    double cvss = -1; ///< the highest that a report has; negative where none
    float epss = -1; ///< 0 to 1; negative where the list has no such id
    findings::Kev kev = findings::Kev::No;
    findings::Seconds firstSeen = 0;
    findings::Counts counts;
    QList<CveImage> images; ///< the worst first, then by name
    QList<findings::Decision> decisions; ///< that name it, and such as decide one of its findings
    QList<store::VulnerabilityText> texts; ///< the scanners' words
    QList<RegistryRead> searched;
    QList<Message> gaps; ///< why what was searched is not whole
    Error error; ///< why texts and pulls are missing; the images are there all the same
    double milliseconds = 0;
};

/// The columns of CveImage.
QList<Column> cveImageColumns();

/// Answers from memory, and from the cache of `plan` for texts and pulls. Any thread but the GUI's.
CveAnswer cveAnswer(const QString &id, const TriageView &view, const store::Plan &plan, const Clock &clock);

} // namespace lotse::models
