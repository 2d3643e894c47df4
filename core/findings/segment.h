// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/cvss.h"
#include "findings/dictionary.h"
#include "findings/severity.h"

#include <QStringList>

#include <array>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

namespace lotse::findings {

/// Seconds since 1970, UTC; negative before it; 0 is "never" or "not known".
using Seconds = qint64;

inline constexpr quint8 kNoScore = 255; ///< in tenths, where a scanner gave no CVSS score

/// One line of a scanner's report. The views must live during the call that takes them only.
struct FindingInput {
    QByteArrayView vulnerability; ///< "CVE-2021-44228", "GHSA-…", "DSA-…"
    QByteArrayView package;
    QByteArrayView version; ///< the installed one
    QByteArrayView fixVersion; ///< empty where there is none
    QByteArrayView severity; ///< the scanner's word
    QByteArrayView status; ///< the scanner's word: "fixed", "will_not_fix", …
    double cvss = -1; ///< 0 to 10, negative where there is none
    Seconds firstSeen = 0; ///< of the issue (repository, vulnerability, package); 0: the time of this report
    QByteArrayView purl = {}; ///< Purl::identity() of the package; empty where the report does not tell its kind
    CvssVersion cvssVersion = CvssVersion::None; ///< which scale `cvss` is of
    bool isSeverityDerived = false; ///< `severity` is no word of the scanner
    QByteArrayView places = {}; ///< see Occurrence::places; lines of "path\tlayer"
    bool isFixUnknown = false; ///< the report does not say whether there is a fix; without a version only
};

/// The image that a report is about: one platform of one top-level digest of a repository.
struct ImageInput {
    QString project; ///< empty where the registry knows no projects
    QString repository; ///< whole name in its registry, "payments/api"
    QString digest; ///< top-level digest: of the index, or of the image itself
    QString platformDigest; ///< the digest that was scanned; empty: same as `digest`
    QString platform; ///< "linux/amd64", empty where not known
    QStringList tags; ///< of the top-level digest
    QStringList labels;
    bool hasLabels = false; ///< they were read: without any, it has none
    Seconds pushed = 0;
    Seconds pulled = 0; ///< 0: never pulled
    ScanState scan = ScanState::NotScanned;
    Seconds reported = 0; ///< when the scanner made the report
    Seconds fetched = 0; ///< when it was read from the registry
    quint32 unreadable = 0; ///< lines of the report that could not be read; with one the state is Unreadable
};

/**
 * The findings of one registry as columns, and the images that they are in. Made by SegmentBuilder, shared as
 * `std::shared_ptr<const Segment>` and never changed; a sync makes another one.
 *
 * What a scanner says of a package is the same in every image that has it: such a line is kept once, and a row is a
 * number of a line in a platform. So a question about lines is asked once a line, and a million rows over some ten
 * thousand lines take sixteen bytes each.
 *
 * A row is an occurrence: registry, repository, platform digest, vulnerability, package, installed version. The rows of
 * a platform stand together. An image is a top-level digest in a repository; an index is one image with the union of
 * its children, and a child that several indexes share has its rows once.
 */
struct Segment {
    enum Column {
        Vulnerability,
        Package,
        Version,
        Fix,
        Status,
        SeverityWord,
        Purl,
        Places,
        Project,
        Name,
        Digest,
        Tag,
        Label
    };
    static constexpr int kColumns = Label + 1;

    struct Repository {
        quint32 project = 0; // dictionaries[Project]
        quint32 name = 0; // dictionaries[Name], with its project
    };
    struct Image {
        quint32 repository = 0;
        quint32 digest = 0;
        Seconds pushed = 0;
        Seconds pulled = 0;
        std::vector<quint32> tags;
        std::vector<quint32> labels;
        std::vector<quint32> platforms;
    };
    struct Platform {
        quint32 repository = 0;
        quint32 digest = 0;
        quint32 name = 0; // "linux/amd64", dictionaries[Name]
        quint32 firstRow = 0;
        quint32 rowCount = 0;
        ScanState scan = ScanState::NotScanned;
        Seconds reported = 0;
        Seconds fetched = 0;
        quint32 unreadable = 0; // lines of the report that are missing here
        std::vector<quint32> images;
    };
    /// "upgrade this package to this version": see assignUpgrades()
    struct Upgrade {
        quint32 package = 0;
        quint32 fix = 0;
    };

    struct Line {
        quint32 vulnerability = 0; // dictionaries[Vulnerability]; likewise the others
        quint32 package = 0;
        quint32 version = 0;
        quint32 fix = 0;
        quint32 upgrade = 0; // upgrades; told by build()
        quint32 purl = 0;
        quint32 places = 0;
        quint16 severityWord = 0;
        quint16 status = 0;
        Severity severity = Severity::Unknown;
        quint8 cvss = kNoScore; // tenths
        CvssVersion cvssVersion = CvssVersion::None;
        bool isSeverityDerived = false; // no word of the scanner: from the score, or said to be so by the reader
        bool isFixUnknown = false; // the report does not say whether there is a fix
        bool operator==(const Line &) const = default;
    };

    bool hasLabels = false; // those of some image were read
    QString registryId;
    QString registryName;
    std::array<Dictionary, kColumns> dictionaries;
    std::vector<Repository> repositories;
    std::vector<Image> images;
    std::vector<Platform> platforms;
    std::vector<Upgrade> upgrades; // number 0 is "no fix"
    std::vector<QList<QByteArray>> aliases; // ids of one and the same vulnerability
    quint32 issueCount = 0;
    QStringList unreadableReasons; // why reports could not be read, or not all of their lines; the first few
    quint32 unread = 0; // images and reports whose rows in the store were damaged, and which are not in here
    quint32 undated = 0; // repositories of which it is not known when their findings were first seen, for that reason

    std::vector<Line> lines;

    // One entry a row.
    std::vector<quint32> platform;
    std::vector<quint32> line;
    std::vector<quint32> issue; // (repository, vulnerability with its aliases, package)
    std::vector<Seconds> firstSeen;

    const Line &lineOf(quint32 row) const { return lines[line[row]]; }
    quint32 rowCount() const { return quint32(line.size()); }
    QString text(Column column, quint32 id) const { return dictionaries[size_t(column)].text(id); }
};

/// Puts a segment together, report by report. One thread.
class SegmentBuilder {
public:
    SegmentBuilder(const QString &registryId, const QString &registryName);

    /// Begins an image's platform; the rows that follow belong to it. Images without a report are added as well. The
    /// same platform under another top-level digest joins that image too; its rows are kept once, those of the newer
    /// report (`reported`). Returns false where the rows that follow will be passed over for that reason.
    bool begin(const ImageInput &image);
    /// A line of the report of the platform begun last. A line that repeats vulnerability, package and version keeps
    /// the worse severity.
    void add(const FindingInput &finding);

    /// The same in two steps, for callers that hold dictionaries themselves: intern once, then add numbers.
    quint32 intern(Segment::Column column, QByteArrayView text);
    /// The number of a line; its severity and its upgrade are filled in.
    quint32 intern(Segment::Line line);
    void add(quint32 line, Seconds firstSeen);

    /// Ids that name the same vulnerability ("CVE-2021-44228", "GHSA-jfh8-c2jp-5v3q").
    void addAliases(const QList<QByteArray> &ids);

    /// Says why a report could not be read, or not all of its lines.
    void noteUnreadable(const QString &reason);

    /// Says that some of what the store holds is damaged: see Segment.
    void markDamaged(quint32 unread, quint32 undated);

    std::shared_ptr<const Segment> build();

private:
    void numberIssues();

    struct Row {
        quint32 line = 0;
        Seconds firstSeen = 0;
    };
    struct LineHash {
        size_t operator()(const Segment::Line &line) const;
    };
    struct Place {
        quint32 turn = 0; // the call of begin() that it was met after
        quint32 row = 0; // in m_rows
    };

    std::shared_ptr<Segment> m_segment;
    // Of all platforms in one piece, and where each begins: a vector for each would leave holes in memory. Rows of a
    // platform that a newer report has replaced stay until build().
    std::vector<Row> m_rows;
    std::unordered_map<quint64, quint32> m_platforms; // repository and digest -> number
    std::unordered_map<quint64, quint32> m_images;
    std::unordered_map<quint32, quint32> m_repositories; // name -> number
    std::unordered_map<quint64, quint32> m_upgrades; // package and fix -> number
    std::unordered_map<Segment::Line, quint32, LineHash> m_lines;
    std::unordered_map<Segment::Line, quint32, LineHash> m_occurrences; // vulnerability, package and version alone
    std::vector<quint32> m_occurrenceOf; // by line
    std::vector<Place> m_places; // by occurrence
    std::vector<Severity> m_severities; // by severity word
    quint32 m_turn = 0;
    qint64 m_current = -1;
};

} // namespace lotse::findings
