// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/usagebook.h"

#include <algorithm>

namespace lotse::store {

namespace {

constexpr qint64 kSecondsOfDay = 86'400;

qint64 dayNumber(const QDateTime &time)
{
    return QDate(1970, 1, 1).daysTo(time.toUTC().date());
}

} // namespace

Result<std::unique_ptr<UsageBook>> UsageBook::open(const QString &besidePath, const Clock &clock)
{
    auto opened = Database::open(datePlan(besidePath), clock);
    if (!opened)
        return opened.error();
    return std::unique_ptr<UsageBook>(new UsageBook(std::move(opened).value()));
}

Result<void> UsageBook::keep(const QString &place, const Reading &reading, qint64 day)
{
    return m_database->sql(
                         "INSERT OR REPLACE INTO usage(place, project, day, remote, bytes) VALUES(?1, ?2, ?3, ?4, ?5)")
        .with(place, reading.project, day, reading.remote, reading.bytes)
        .run();
}

Result<void> UsageBook::put(const QString &place, const QList<Reading> &readings, const QDateTime &at)
{
    if (readings.isEmpty())
        return {};
    const qint64 day = dayNumber(at);
    return m_database->write([&]() -> Result<void> {
        for (const Reading &reading : readings) {
            Result<void> kept = keep(place, reading, day);
            // By number and not by age: a clock that was wrong once must not take the history away.
            if (kept)
                kept =
                    m_database
                        ->sql("DELETE FROM usage WHERE place = ?1 AND project = ?2 AND day <= (SELECT day FROM usage "
                              "WHERE place = ?1 AND project = ?2 ORDER BY day DESC LIMIT 1 OFFSET ?3)")
                        .with(place, reading.project, kMostDays)
                        .run();
            if (!kept)
                return kept;
        }
        return {};
    });
}

Result<QHash<QString, QList<harbor::UsageDay>>> UsageBook::days(
    const QString &place, const QHash<QString, qint64> &remotes, const QDate &since)
{
    QHash<QString, QList<harbor::UsageDay>> out;
    const Result<void> read =
        m_database
            ->sql("SELECT project, day, remote, bytes FROM usage WHERE place = ?1 AND day >= ?2 ORDER BY project, day")
            .with(place, dayNumber(since.startOfDay(Qt::UTC)))
            .each([&](const Row &row) {
                const QString project = row.text(0);
                const auto now = remotes.constFind(project);
                const qint64 remote = row.integer(2);
                if (now == remotes.cend() || (*now > 0 && remote > 0 && *now != remote))
                    return;
                out[project].append({QDate(1970, 1, 1).addDays(row.integer(1)), row.integer(3)});
            });
    if (!read)
        return read.error();
    return out;
}

Result<QHash<QString, harbor::UsageTrend>> UsageBook::trends(
    const QString &place, const QHash<QString, qint64> &remotes, const QDate &today)
{
    const auto days = this->days(place, remotes, today.addDays(-harbor::UsageTrend::kWindow));
    if (!days)
        return days.error();
    QHash<QString, harbor::UsageTrend> out;
    for (auto it = days->cbegin(); it != days->cend(); ++it)
        out.insert(it.key(), harbor::usageTrend(it.value(), today));
    return out;
}

Result<void> UsageBook::makePast(const QString &place, const QList<Reading> &readings,
    const QHash<QString, QList<Push>> &pushes, const QDateTime &at)
{
    const qint64 today = dayNumber(at);
    const Result<qint64> older =
        m_database->sql("SELECT count(*) FROM usage WHERE place = ?1 AND day < ?2").with(place, today).integer();
    if (!older || *older > 0)
        return older ? Result<void>() : Result<void>(older.error());
    return m_database->write([&]() -> Result<void> {
        for (const Reading &reading : readings) {
            const QList<Push> of = pushes.value(reading.project);
            double all = 0;
            for (const Push &push : of)
                all += double(push.bytes);
            for (qint64 day = today - harbor::UsageTrend::kWindow + 1; all > 0 && day < today; ++day) {
                double held = 0;
                for (const Push &push : of) {
                    if (push.at.toSecsSinceEpoch() < (day + 1) * kSecondsOfDay)
                        held += double(push.bytes);
                }
                // Layers that are shared count once in the use: in the same part then as now.
                Reading then = reading;
                then.bytes = qint64(double(reading.bytes) * held / all);
                if (const Result<void> kept = keep(place, then, day); !kept)
                    return kept;
            }
        }
        return {};
    });
}

} // namespace lotse::store
