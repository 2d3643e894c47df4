// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/issuehistory.h"

#include "store/packing.h"

#include <QHash>

#include <algorithm>
#include <map>

// How issues lie in their rows.
namespace lotse::store {

using findings::Severity;

namespace {

constexpr quint64 kIssuesFormat = 1;

} // namespace

QByteArray IssueHistory::rowSum(qint64 repository, QByteArrayView body)
{
    return checksum({Packer().number(quint64(repository)).bytes(), body});
}

QByteArray IssueHistory::pack(const std::vector<Issue> &issues, qint64 asOf)
{
    qint64 base = asOf;
    for (const Issue &issue : issues)
        base = std::min(base, issue.firstSeen);
    Packer packer;
    packer.number(kIssuesFormat).number(quint64(asOf)).number(quint64(base)).number(issues.size());
    quint32 last = 0;
    for (const Issue &issue : issues) {
        packer.number(issue.vulnerability - last).number(issue.package).number(quint64(issue.firstSeen - base));
        packer.number(quint64(issue.openedAt - issue.firstSeen));
        packer.number(issue.resolvedAt == 0 ? 0 : quint64(issue.resolvedAt - issue.openedAt) + 1);
        packer.number(quint64(issue.severity) << 1 | quint64(issue.isFixable)).number(issue.reopened);
        last = issue.vulnerability;
    }
    return packer.bytes();
}

bool IssueHistory::unpack(QByteArrayView bytes, std::vector<Issue> &issues, qint64 &asOf)
{
    Unpacker unpacker(bytes);
    if (unpacker.number() != kIssuesFormat)
        return false;
    asOf = qint64(unpacker.number());
    const auto base = qint64(unpacker.number());
    const quint32 count = unpacker.small();
    if (!unpacker.ok() || count > quint64(bytes.size()))
        return false;
    issues.reserve(count);
    quint32 last = 0;
    for (quint32 i = 0; i < count; ++i) {
        Issue issue;
        issue.vulnerability = last + unpacker.small();
        issue.package = unpacker.small();
        issue.firstSeen = qint64(quint64(base) + unpacker.number());
        issue.openedAt = qint64(quint64(issue.firstSeen) + unpacker.number());
        const quint64 open = unpacker.number();
        issue.resolvedAt = open == 0 ? 0 : qint64(quint64(issue.openedAt) + open - 1);
        const quint32 bits = unpacker.small();
        if ((bits >> 1) >= quint32(findings::kSeverityCount))
            return false;
        issue.severity = Severity(bits >> 1);
        issue.isFixable = bits & 1;
        issue.reopened = unpacker.small();
        last = issue.vulnerability;
        issues.push_back(issue);
    }
    return unpacker.ok() && unpacker.atEnd();
}

Result<void> IssueHistory::each(
    qint64 registry, const std::function<void(const Place &, const std::vector<Issue> &)> &issues)
{
    m_damaged.clear();
    return m_database
        ->sql("SELECT r.id, p.name, r.name, i.sum, i.body FROM issues i CROSS JOIN repository r ON r.id = i.repository"
              " JOIN project p ON p.id = r.project WHERE r.registry = ?1"
              " AND EXISTS(SELECT 1 FROM sight s WHERE s.project = p.id) ORDER BY r.id")
        .with(registry)
        .each([&](const Row &row) {
            std::vector<Issue> list;
            qint64 asOf = 0;
            if (row.bytes(3) == rowSum(row.integer(0), row.view(4)) && unpack(row.view(4), list, asOf))
                issues({row.integer(0), row.text(1), row.text(2)}, list);
            else
                m_damaged.append(row.integer(0));
        });
}

Result<void> IssueHistory::touch(const QList<qint64> &repositories)
{
    return m_database->write([&]() -> Result<void> {
        for (const qint64 repository : repositories) {
            const Result<void> marked =
                m_database->sql("UPDATE repository SET touched = 1 WHERE id = ?1").with(repository).run();
            if (!marked)
                return marked;
        }
        return {};
    });
}

Result<void> IssueHistory::join(qint64 repository, qint64 into)
{
    QHash<qint64, std::vector<Issue>> lists;
    qint64 asOf = 0;
    for (const qint64 number : {repository, into}) {
        const Result<void> read =
            m_database->sql("SELECT sum, body FROM issues WHERE repository = ?1")
                .with(number)
                .each([&](const Row &row) {
                    std::vector<Issue> &list = lists[number];
                    if (row.bytes(0) != rowSum(number, row.view(1)) || !unpack(row.view(1), list, asOf))
                        list.clear();
                });
        if (!read)
            return read;
    }
    std::map<quint64, Issue> joined;
    for (const Issue &issue : std::as_const(lists[into]))
        joined.emplace(issue.key(), issue);
    for (const Issue &issue : std::as_const(lists[repository])) {
        Issue &kept = joined.try_emplace(issue.key(), issue).first->second;
        kept.firstSeen = std::min(kept.firstSeen, issue.firstSeen);
        kept.openedAt = std::max(kept.openedAt, kept.firstSeen);
    }
    std::vector<Issue> out;
    for (const auto &[key, issue] : joined)
        out.push_back(issue);
    const QByteArray body = pack(out, asOf);
    const Result<void> stored =
        m_database->sql("INSERT OR REPLACE INTO issues(repository, sum, body) VALUES(?1, ?2, ?3)")
            .with(into, rowSum(into, body), body)
            .run();
    if (!stored)
        return stored;
    return m_database->sql("DELETE FROM issues WHERE repository = ?1").with(repository).run();
}

Result<QDateTime> IssueHistory::watchedSince(qint64 registry)
{
    QDateTime out;
    const Result<void> read =
        m_database->sql("SELECT watched_at FROM registry WHERE id = ?1").with(registry).each([&](const Row &row) {
            out = row.time(0);
        });
    if (!read)
        return read.error();
    return out;
}

} // namespace lotse::store
