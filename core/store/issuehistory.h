// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/severity.h"
#include "store/database.h"

#include <array>
#include <memory>
#include <vector>

namespace lotse::store {

class DateBook;

/// A vulnerability of a package in a repository, however many images and versions have it. Times are seconds since
/// 1970.
struct Issue {
    quint32 vulnerability = 0, package = 0; ///< words of the ReportDictionaries
    qint64 firstSeen = 0; ///< time of the oldest report that it was first met in
    qint64 openedAt = 0; ///< firstSeen, or when it came back last
    qint64 resolvedAt = 0; ///< 0: open
    quint32 reopened = 0; ///< how often it came back
    findings::Severity severity = findings::Severity::Unknown; ///< the worst that a report says, last
    bool isFixable = false;

    quint64 key() const { return quint64(vulnerability) << 32 | package; }
    bool operator==(const Issue &) const = default;
};

/// What a project looked like at the end of a day (or at its last sync): open issues, and images that can be scanned.
struct TrendRow {
    qint64 registry = 0;
    QString registryId; ///< UUID
    QString project;
    qint64 day = 0; ///< days since 1970, UTC
    std::array<quint32, findings::kSeverityCount> open{};
    quint32 fixable = 0; ///< open ones that have a fix
    quint32 images = 0, scanned = 0, failed = 0;
    quint64 scanAge = 0; ///< seconds, of all images that are scanned together
    quint32 oldestScan = 0; ///< seconds
};

/**
 * When issues were first seen and resolved, and a row for each day. A new report neither resets what was first seen nor
 * loses what is gone. An issue is resolved only where it is known to be: not while reports of its repository are to be
 * read yet, not because a scan failed or a new image has not been scanned. Borrows its database.
 */
class IssueHistory {
public:
    /// `dates` keeps what is first seen beyond the life of the cache; what a damaged or a new cache does not know comes
    /// back from it. Null: nothing of the kind.
    explicit IssueHistory(Database *database, DateBook *dates = nullptr);
    ~IssueHistory();

    struct Step {
        int repositories = 0; ///< that were brought up to date
        bool hasMore = false;
    };
    /// Brings some repositories of a registry up to date that have moved since the last time, in one transaction.
    /// `at` is the time of the sync.
    Result<Step> advance(qint64 registry, const QDateTime &at);
    /// Keeps what the registry's projects look like now as the row of that day; replaces the one before of that day.
    Result<void> markDay(qint64 registry, const QDateTime &at);
    /// Whether there is a row of that day.
    Result<bool> hasDay(qint64 registry, const QDateTime &at);

    struct Place {
        qint64 repository = 0;
        QString project;
        QString name; ///< of the repository, with the project
    };
    /// The issues of each repository of a registry that somebody sees or saw; those of damaged rows are missing, and
    /// their repositories are in damaged() then.
    Result<void> each(qint64 registry, const std::function<void(const Place &, const std::vector<Issue> &)> &issues);
    const QList<qint64> &damaged() const { return m_damaged; }
    /// Has the next advance() look at these repositories.
    Result<void> touch(const QList<qint64> &repositories);
    /// Puts the issues of a repository to those of another one, the earlier times counting, and the rows of days of a
    /// project to another registry and project, as far as that has none. Within Database::write.
    Result<void> join(qint64 repository, qint64 into);
    Result<void> moveDays(qint64 registry, qint64 intoRegistry, qint64 project, qint64 intoProject);
    /// Rows of days, oldest first.
    Result<void> eachDay(const std::function<void(const TrendRow &)> &row);
    /// Gives a registry that has no day before today the past of the demo: three months of days, issues that came and
    /// were fixed.
    Result<void> makePast(qint64 registry, const QDateTime &at);
    /// Since when a registry is watched: the time of its first list; invalid where there was none.
    Result<QDateTime> watchedSince(qint64 registry);

    static QByteArray pack(const std::vector<Issue> &issues, qint64 asOf);
    static bool unpack(QByteArrayView bytes, std::vector<Issue> &issues, qint64 &asOf);

private:
    static QByteArray rowSum(qint64 repository, QByteArrayView body);
    struct Facts;
    struct Kept;
    struct Seen;
    struct MadePast;
    Result<void> readForPast(qint64 registry, MadePast &past);
    static TrendRow dayOfPast(const MadePast &past, const TrendRow &last, qint64 day);
    /// Within Database::write.
    Result<void> keepDay(qint64 registry, qint64 project, qint64 day, const TrendRow &row);
    Result<void> readFacts();
    Result<void> keepDates();
    Result<void> advanceOne(qint64 registry, qint64 repository, bool isGone, qint64 at);
    Result<void> look(qint64 registry, qint64 repository, qint64 asOf, Seen &seen);

    Database *m_database;
    DateBook *m_dates;
    std::unique_ptr<Facts> m_facts;
    std::unique_ptr<Kept> m_kept;
    QList<qint64> m_damaged;
};

} // namespace lotse::store
