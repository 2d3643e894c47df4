// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/issuehistory.h"
#include "store/packing.h"

#include <algorithm>

namespace lotse::store {

namespace {

constexpr quint64 kTrendFormat = 1;

qint64 dayOf(const QDateTime &at)
{
    return at.toSecsSinceEpoch() / 86400;
}

QByteArray sumOf(qint64 registry, qint64 project, qint64 day, QByteArrayView body)
{
    const QByteArray place = Packer().number(quint64(registry)).number(quint64(project)).number(quint64(day)).bytes();
    return checksum({place, body});
}

QByteArray packed(const TrendRow &row)
{
    Packer packer;
    packer.number(kTrendFormat);
    for (const quint32 open : row.open)
        packer.number(open);
    for (const quint32 number : {row.fixable, row.images, row.scanned, row.failed})
        packer.number(number);
    packer.number(row.scanAge).number(row.oldestScan);
    return packer.bytes();
}

bool unpacked(QByteArrayView bytes, TrendRow &row)
{
    Unpacker unpacker(bytes);
    if (unpacker.number() != kTrendFormat)
        return false;
    for (quint32 &open : row.open)
        open = unpacker.small();
    for (quint32 *number : {&row.fixable, &row.images, &row.scanned, &row.failed})
        *number = unpacker.small();
    row.scanAge = unpacker.number();
    row.oldestScan = unpacker.small();
    return unpacker.ok() && unpacker.atEnd();
}

} // namespace

Result<bool> IssueHistory::hasDay(qint64 registry, const QDateTime &at)
{
    const Result<qint64> rows = m_database->sql("SELECT count(*) FROM trend WHERE registry = ?1 AND day = ?2")
                                    .with(registry, dayOf(at))
                                    .integer();
    if (!rows)
        return rows.error();
    return *rows > 0;
}

Result<void> IssueHistory::markDay(qint64 registry, const QDateTime &at)
{
    return m_database->write([&]() -> Result<void> {
        // Projects that nobody sees any more are no part of the picture.
        QHash<qint64, TrendRow> rows;
        QHash<QString, qint64> numbers;
        const Result<void> projects = m_database
                                          ->sql("SELECT p.id, p.name FROM project p WHERE p.registry = ?1 AND EXISTS"
                                                " (SELECT 1 FROM sight s WHERE s.project = p.id AND s.gone_at IS NULL)")
                                          .with(registry)
                                          .each([&](const Row &row) {
                                              rows.insert(row.integer(0), {});
                                              numbers.insert(row.text(1), row.integer(0));
                                          });
        if (!projects)
            return projects;
        const qint64 now = at.toMSecsSinceEpoch();
        const Result<void> images =
            m_database
                ->sql("SELECT r.project, p.state, coalesce(p.reported_at, p.fetched_at) FROM artifact a"
                      " JOIN repository r ON r.id = a.repository LEFT JOIN report p"
                      " ON p.registry = r.registry AND p.digest = a.digest AND p.kind = 1"
                      " WHERE r.registry = ?1 AND a.scannable AND a.gone_at IS NULL AND r.gone_at IS NULL")
                .with(registry)
                .each([&](const Row &row) {
                    const auto project = rows.find(row.integer(0));
                    if (project == rows.end())
                        return;
                    ++project->images;
                    if (row.isNull(1))
                        return;
                    project->failed += row.integer(1) == 1 ? 1U : 0U; // ReportState::Failed
                    if (row.integer(1) != 2)
                        return;
                    ++project->scanned;
                    const auto age = quint32(std::clamp((now - row.integer(2)) / 1000, qint64(0), qint64(0xffffffff)));
                    project->scanAge += age;
                    project->oldestScan = std::max(project->oldestScan, age);
                });
        if (!images)
            return images;
        const Result<void> issues = each(registry, [&](const Place &place, const std::vector<Issue> &list) {
            const auto project = rows.find(numbers.value(place.project));
            if (project == rows.end())
                return;
            for (const Issue &issue : list) {
                if (issue.resolvedAt != 0)
                    continue;
                ++project->open[size_t(issue.severity)];
                project->fixable += issue.isFixable ? 1U : 0U;
            }
        });
        if (!issues)
            return issues;
        for (auto row = rows.cbegin(); row != rows.cend(); ++row) {
            const Result<void> kept = keepDay(registry, row.key(), dayOf(at), *row);
            if (!kept)
                return kept;
        }
        return {};
    });
}

Result<void> IssueHistory::keepDay(qint64 registry, qint64 project, qint64 day, const TrendRow &row)
{
    const QByteArray body = packed(row);
    return m_database->sql("INSERT OR REPLACE INTO trend(registry, project, day, sum, body) VALUES(?1, ?2, ?3, ?4, ?5)")
        .with(registry, project, day, sumOf(registry, project, day, body), body)
        .run();
}

Result<void> IssueHistory::moveDays(qint64 registry, qint64 intoRegistry, qint64 project, qint64 intoProject)
{
    QList<std::pair<qint64, QByteArray>> days;
    const Result<void> read = m_database->sql("SELECT day, sum, body FROM trend WHERE registry = ?1 AND project = ?2")
                                  .with(registry, project)
                                  .each([&](const Row &row) {
                                      if (row.bytes(1) == sumOf(registry, project, row.integer(0), row.view(2)))
                                          days.append({row.integer(0), row.bytes(2)});
                                  });
    if (!read)
        return read;
    for (const auto &[day, body] : std::as_const(days)) {
        const Result<void> kept =
            m_database->sql("INSERT OR IGNORE INTO trend(registry, project, day, sum, body) VALUES(?1, ?2, ?3, ?4, ?5)")
                .with(intoRegistry, intoProject, day, sumOf(intoRegistry, intoProject, day, body), body)
                .run();
        if (!kept)
            return kept;
    }
    return {};
}

Result<void> IssueHistory::eachDay(const std::function<void(const TrendRow &)> &row)
{
    return m_database
        ->sql("SELECT t.registry, r.uuid, t.project, p.name, t.day, t.sum, t.body FROM trend t"
              " JOIN registry r ON r.id = t.registry JOIN project p ON p.id = t.project"
              " WHERE EXISTS(SELECT 1 FROM sight s WHERE s.project = t.project) ORDER BY t.day")
        .each([&](const Row &at) {
            TrendRow out;
            out.registry = at.integer(0);
            out.registryId = at.text(1);
            out.project = at.text(3);
            out.day = at.integer(4);
            if (at.bytes(5) == sumOf(out.registry, at.integer(2), out.day, at.view(6)) && unpacked(at.view(6), out))
                row(out);
        });
}

} // namespace lotse::store
