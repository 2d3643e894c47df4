// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/aliases.h"
#include "findings/segment.h"

#include <QDateTime>
#include <QList>

#include <algorithm>

namespace lotse::findings {

/// The number of an occurrence within one FindingSet, from 0. Means nothing in another set: keep OccurrenceKey there.
using RowId = quint32;
using Rows = std::vector<RowId>;

/// What an occurrence is known by, across sets and programs.
struct OccurrenceKey {
    QString registry; ///< its id
    QString repository;
    QString platformDigest;
    QString vulnerability;
    QString package;
    QString version;
    bool operator==(const OccurrenceKey &) const = default;
};

/// Where in an image a package was found.
struct FindingPlace {
    QString path; ///< "/app/two.war:WEB-INF/lib/a.jar"
    QString layer; ///< digest; empty where not known

    /// "/app/one.jar (sha256:1111…)"
    QString text() const;
    /// Of lines of "path\tlayer".
    static QList<FindingPlace> read(const QString &lines);
    bool operator==(const FindingPlace &) const = default;
};

/// An occurrence in words. Server text: show it through safetext.
struct Occurrence {
    QString registryId, registry, project, repository;
    QString platformDigest, platform;
    QString image; ///< top-level digest; where several images share the platform, the first
    QStringList tags; ///< of all images that hold it
    QString vulnerability; ///< the scanner's id
    QString canonical; ///< what it goes by: the CVE where one is known
    QString package, version;
    QString fixVersion; ///< the fix that applies to this version: see fixFor()
    QString fixText; ///< what the scanner says of fixes, maybe of several branches
    bool isFixUnknown = false; ///< the report does not say whether there is one
    QString upgrade; ///< the version to upgrade to, which closes more of the package where there is more to close
    QString purl; ///< Purl::identity() of the package; empty where the report does not tell its kind
    Severity severity = Severity::Unknown;
    QString severityWord; ///< the scanner's word
    bool isSeverityDerived = false; ///< the scanner gave no word: it is that of the score, or of the report's own level
    double cvss = -1; ///< negative where there is none
    CvssVersion cvssVersion = CvssVersion::None; ///< which scale `cvss` is of; Other where the report does not say
    QList<FindingPlace> places; ///< where in the image; empty where the report does not say
    QString status;
    Seconds firstSeen = 0, reported = 0, fetched = 0, pushed = 0, pulled = 0;

    OccurrenceKey key() const { return {registryId, repository, platformDigest, vulnerability, package, version}; }
};

/// How much there is, each in its own unit. Never add one to another.
struct Counts {
    quint32 occurrences = 0;
    quint32 issues = 0;
    quint32 images = 0;
    quint32 vulnerabilities = 0;
    quint32 packages = 0;
    quint32 repositories = 0;
    quint32 fixable = 0; ///< occurrences with a fix version
    std::array<quint32, kSeverityCount> bySeverity{}; ///< occurrences
    bool operator==(const Counts &) const = default;
};

/// Numbers of images by the state of their scans, over a whole set.
struct Coverage {
    quint32 images = 0, done = 0, failed = 0, notScanned = 0, other = 0;
    quint32 unreadable = 0; ///< images with a report that could not be read, or not all of its lines
};

/**
 * All findings over all registries: one segment a registry, under common numbers. Immutable and shared; with() makes
 * the set after a sync and leaves the segments of the other registries as they are.
 *
 * Vulnerabilities go by what their aliases agree on, so that a CVE and its GHSA are one number here and two texts in
 * the segments. Repositories, images, platforms and issues of different registries are never the same.
 */
class FindingSet {
public:
    using Ptr = std::shared_ptr<const FindingSet>;
    struct Part {
        std::shared_ptr<const Segment> segment;
        RowId firstRow = 0;
        quint32 firstImage = 0, firstPlatform = 0, firstRepository = 0, firstIssue = 0;
        std::vector<quint32> vulnerability, package, version, fix, upgrade; // number in the segment -> common number
    };

    /// `more` are aliases that no report told, e.g. from an imported VEX document.
    static Ptr of(const QList<std::shared_ptr<const Segment>> &segments, const QList<QList<QByteArray>> &more = {});
    /// This set with the registry's segment put in place of its old one.
    Ptr with(const std::shared_ptr<const Segment> &segment) const;

    quint32 rowCount() const { return m_rows; }
    quint32 imageCount() const { return m_images; }
    quint32 issueCount() const { return m_issues; }
    quint32 repositoryCount() const { return m_repositories; }
    const std::vector<Part> &parts() const { return m_parts; }
    const Part &partOf(RowId row) const;
    const Dictionary &vulnerabilities() const { return m_vulnerabilities; } ///< canonical ids
    const Dictionary &packages() const { return m_packages; }
    const Dictionary &versions() const { return m_versions; }
    const Dictionary &fixes() const { return m_fixes; }
    const std::vector<Segment::Upgrade> &upgrades() const { return m_upgrades; } ///< in common numbers; 0 is "no fix"
    const Aliases &aliases() const { return m_aliases; }

    Occurrence occurrence(RowId row) const;
    Rows allRows() const;
    /// Calls f(part, first, last) for each run of ascending rows within one segment; first and last are places in
    /// `rows`.
    template <typename F>
    void eachRun(std::span<const RowId> rows, F &&f) const;
    /// Calls f(part, number of the platform, first, last) for each platform that some of these ascending rows are of.
    template <typename F>
    void eachPlatform(std::span<const RowId> rows, F &&f) const;

    /// How often each line is among ascending rows: by part, then by line.
    using LineCounts = std::vector<std::vector<quint32>>;
    LineCounts lineCounts(std::span<const RowId> rows) const;
    Counts count(std::span<const RowId> rows) const { return count(rows, lineCounts(rows)); }
    Counts count(std::span<const RowId> rows, const LineCounts &lines) const;
    Coverage coverage() const;

private:
    FindingSet() = default;
    void append(const std::shared_ptr<const Segment> &segment);

    std::vector<Part> m_parts;
    Dictionary m_vulnerabilities, m_packages, m_versions, m_fixes;
    std::vector<Segment::Upgrade> m_upgrades{{}};
    std::unordered_map<quint64, quint32> m_upgradeNumbers;
    Aliases m_aliases;
    QList<QList<QByteArray>> m_moreAliases;
    quint32 m_rows = 0, m_images = 0, m_platforms = 0, m_issues = 0, m_repositories = 0;
};

template <typename F>
void FindingSet::eachRun(std::span<const RowId> rows, F &&f) const
{
    size_t first = 0;
    for (const Part &part : m_parts) {
        const RowId end = part.firstRow + part.segment->rowCount();
        const auto last = size_t(std::lower_bound(rows.begin() + qsizetype(first), rows.end(), end) - rows.begin());
        if (last > first)
            f(part, first, last);
        first = last;
    }
}

template <typename F>
void FindingSet::eachPlatform(std::span<const RowId> rows, F &&f) const
{
    eachRun(rows, [&](const Part &part, size_t first, size_t last) {
        while (first < last) {
            const quint32 number = part.segment->platform[rows[first] - part.firstRow];
            const Segment::Platform &platform = part.segment->platforms[number];
            const auto begin = rows.begin() + qsizetype(first);
            const auto end = rows.begin() + qsizetype(std::min(last, first + platform.rowCount));
            const RowId next = part.firstRow + platform.firstRow + platform.rowCount;
            const auto until = size_t(std::lower_bound(begin, end, next) - rows.begin());
            f(part, number, first, until);
            first = until;
        }
    });
}

} // namespace lotse::findings
