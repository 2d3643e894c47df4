// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/history.h"

#include "store/inventory.h"
#include "store/issuehistory.h"

#include <QHash>

#include <algorithm>
#include <map>
#include <numeric>

namespace lotse {

using namespace Qt::StringLiterals;
using store::Issue;
using store::IssueHistory;
using store::TrendRow;

namespace {

constexpr qint64 kDay = 86400;

QDate dateOf(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).date();
}

QDate mondayOf(QDate day)
{
    return day.addDays(1 - day.dayOfWeek());
}

FixTimes fixTimesOf(std::vector<qint64> &times)
{
    FixTimes out;
    out.count = quint32(times.size());
    if (times.empty())
        return out;
    out.mean = std::accumulate(times.begin(), times.end(), qint64(0)) / qint64(times.size());
    std::sort(times.begin(), times.end());
    const size_t half = times.size() / 2;
    out.median = times.size() % 2 ? times[half] : (times[half - 1] + times[half]) / 2;
    return out;
}

TrendPoint sumOf(qint64 day, const QHash<QString, TrendRow> &rows)
{
    TrendPoint point;
    point.day = dateOf(day * kDay);
    quint64 age = 0;
    for (const TrendRow &row : rows) {
        for (size_t i = 0; i < point.open.size(); ++i)
            point.open[i] += row.open[i];
        point.fixable += row.fixable;
        point.images += row.images;
        point.scanned += row.scanned;
        point.failed += row.failed;
        // A registry that was not read that day has older scans by as much.
        const auto later = quint64(std::max(day - row.day, qint64(0)) * kDay);
        age += row.scanAge + later * row.scanned;
        if (row.scanned > 0)
            point.oldestScan = std::max(point.oldestScan, qint64(row.oldestScan + later));
    }
    if (point.scanned > 0)
        point.meanScanAge = qint64(age / point.scanned);
    return point;
}

class Reading {
public:
    explicit Reading(const HistoryWish &wish)
        : m_wish(wish)
        , m_from(wish.from.isValid() ? wish.from.toSecsSinceEpoch() : 0)
        , m_until(wish.until.toSecsSinceEpoch())
    {
    }

    bool wants(const QString &registryId, const QString &project) const
    {
        return (m_wish.registryId.isEmpty() || m_wish.registryId == registryId)
            && (m_wish.project.isEmpty() || m_wish.project == project);
    }

    Result<void> readDays(IssueHistory &book, History &history)
    {
        // Each project's last row stands until its next one.
        std::map<qint64, QList<TrendRow>> byDay;
        const Result<void> read = book.eachDay([&](const TrendRow &row) {
            if (wants(row.registryId, row.project))
                byDay[row.day].append(row);
        });
        if (!read)
            return read;
        QHash<QString, TrendRow> current;
        for (const auto &[day, rows] : byDay) {
            QHash<QString, bool> isFresh; // a registry's day shows all of its projects; others are gone
            for (const TrendRow &row : rows)
                isFresh.insert(row.registryId, true);
            current.removeIf([&](const auto &it) { return isFresh.contains(it.value().registryId); });
            for (const TrendRow &row : rows)
                current.insert(row.registryId + u'/' + row.project, row);
            if ((day + 1) * kDay > m_from && day * kDay <= m_until)
                history.days.append(sumOf(day, current));
        }
        return {};
    }

    void take(const QDateTime &watchedSince, const std::vector<Issue> &issues)
    {
        const qint64 since = std::max(watchedSince.toSecsSinceEpoch(), m_from);
        for (const Issue &issue : issues) {
            const auto severity = size_t(issue.severity);
            if (issue.firstSeen >= since && issue.firstSeen <= m_until)
                ++m_weeks[mondayOf(dateOf(issue.firstSeen))].added[severity];
            if (issue.resolvedAt == 0 || issue.resolvedAt < since || issue.resolvedAt > m_until)
                continue;
            ++m_weeks[mondayOf(dateOf(issue.resolvedAt))].fixed[severity];
            m_times[severity].push_back(qint64(issue.resolvedAt) - issue.openedAt);
        }
    }

    void finish(History &history)
    {
        std::vector<qint64> all;
        for (size_t i = 0; i < m_times.size(); ++i) {
            all.insert(all.end(), m_times[i].begin(), m_times[i].end());
            history.fixTimes[i] = fixTimesOf(m_times[i]);
        }
        history.allFixTimes = fixTimesOf(all);
        if (!history.watchedSince.isValid())
            return;
        const qint64 first = std::max(history.watchedSince.toSecsSinceEpoch(), m_from);
        for (QDate monday = mondayOf(dateOf(first)); monday <= dateOf(m_until); monday = monday.addDays(7)) {
            WeekPoint week = m_weeks.value(monday);
            week.monday = monday;
            history.weeks.append(week);
        }
    }

private:
    const HistoryWish &m_wish;
    const qint64 m_from;
    const qint64 m_until;
    QHash<QDate, WeekPoint> m_weeks;
    std::array<std::vector<qint64>, findings::kSeverityCount> m_times;
};

} // namespace

quint32 total(const IssueCounts &counts)
{
    return std::accumulate(counts.begin(), counts.end(), quint32(0));
}

Result<History> readHistory(store::Database &database, const HistoryWish &wish)
{
    History history;
    Reading reading(wish);
    const Result<void> read = database.read([&]() -> Result<void> {
        const auto registries = store::knownRegistries(database);
        if (!registries)
            return registries.error();
        IssueHistory book(&database);
        for (const store::KnownRegistry &registry : *registries) {
            const Result<qint64> number = store::findRegistry(database, registry.registryId);
            if (!number)
                return number.error();
            const Result<QDateTime> watched = book.watchedSince(*number);
            if (!watched)
                return watched.error();
            bool isWanted = false;
            QStringList projects;
            const Result<void> issues =
                book.each(*number, [&](const IssueHistory::Place &place, const std::vector<Issue> &list) {
                    if (!projects.contains(place.project))
                        projects.append(place.project);
                    if (!watched->isValid() || !reading.wants(registry.registryId, place.project))
                        return;
                    isWanted = true;
                    reading.take(*watched, list);
                });
            if (!issues)
                return issues;
            projects.sort();
            for (const QString &project : std::as_const(projects))
                history.places.append({registry.registryId, registry.name, project});
            if (isWanted && (!history.watchedSince.isValid() || *watched < history.watchedSince))
                history.watchedSince = *watched;
        }
        return reading.readDays(book, history);
    });
    if (!read)
        return read.error();
    reading.finish(history);
    return history;
}

} // namespace lotse
