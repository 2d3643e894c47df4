// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/auditfetch.h"

#include "base/keptmessage.h"
#include "harbor/audit.h"
#include "harbor/query.h"

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

constexpr int kWindow = 1000; // entries in a transaction
constexpr int kMostEntries = 1'000'000; // in one run; the next goes on from there
constexpr int kMostIdle = 20; // pages in a row without a new entry

} // namespace

AuditFetch::AuditFetch(Place place, QObject *parent)
    : QObject(parent)
    , m_place(std::move(place))
{
}

void AuditFetch::start()
{
    const Result<QDateTime> until = store::AuditTrail(m_place.database).readUntil(m_place.account);
    if (!until) {
        emit failed(until.error());
        return;
    }
    m_from = *until;
    if (!until->isValid()) {
        m_from = m_place.clock->now().addDays(-m_place.firstDays);
        const Result<void> begun = store::AuditTrail(m_place.database).begins(m_place.account, m_from);
        if (!begun) {
            emit failed(begun.error());
            return;
        }
    }
    ask();
}

void AuditFetch::ask()
{
    // The upper end lies ahead, so that a server whose clock is behind or before ours tells all that it has.
    const QString range = harbor::Query().between(u"op_time"_s, m_from, m_place.clock->now().addYears(1)).text();
    harbor::Client(m_place.queue)
        .page(*harbor::endpoint(m_isOlderLog ? "audit-old" : "audit"), {{u"sort"_s, u"op_time"_s}, {u"q"_s, range}},
            m_page, this, [this](const Result<harbor::Page> &page) { onPage(page); });
}

void AuditFetch::goOnToTheLogOfToday()
{
    m_isOlderLog = false;
    m_page = 1;
    m_idle = 0;
    m_counted = -1;
    m_failed = 0;
    m_seen.clear();
    ask();
}

void AuditFetch::onRefusal(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Forbidden:
    case ErrorKind::NotFound:
    case ErrorKind::Invalid:
    case ErrorKind::Unauthorized:
        break;
    default:
        emit failed(error);
        return;
    }
    if (m_isOlderLog) {
        goOnToTheLogOfToday();
        return;
    }
    // No trail for this account: the rest of the sync stands. Before Harbor 2.13 the older log is the trail.
    m_wasRefused = !(m_hasOlderLog && error.kind == ErrorKind::NotFound);
    if (m_wasRefused)
        m_place.limit = toKept({LOTSE_MSG("The audit trail is not shown to this account."), {}});
    keep(true);
}

static store::AuditRow rowOf(const json::Record &record, bool isOlder)
{
    if (!isOlder) {
        const auto entry = record.value.value<harbor::AuditEntry>();
        return {entry.id, entry.opTime, entry.username, entry.operation, entry.resourceType, entry.resource,
            entry.operationDescription, entry.operationResult};
    }
    // It has what succeeded, and nothing else.
    const auto entry = record.value.value<harbor::AuditLog>();
    return {store::olderNumber(entry.id), entry.opTime, entry.username, entry.operation, entry.resourceType,
        entry.resource, {}, true};
}

void AuditFetch::onPage(const Result<harbor::Page> &page)
{
    if (m_place.queue->isStopped())
        return;
    if (!page) {
        onRefusal(page.error());
        return;
    }
    m_hasOlderLog = m_hasOlderLog || m_isOlderLog;
    if (m_counted < 0)
        m_counted = page->total;
    QDateTime last = m_from;
    int fresh = 0;
    for (const json::Record &record : page->records.rows) {
        const store::AuditRow row = rowOf(record, m_isOlderLog);
        last = std::max(last, row.at);
        if (m_seen.contains(row.remoteId))
            continue;
        m_seen.insert(row.remoteId);
        ++fresh;
        m_window.append(row);
    }
    emit moved(m_added + m_window.size(), -1);
    // A page full of one and the same second is gone through by its number; one of nothing but known entries is the
    // end.
    const bool isStuck = last.toSecsSinceEpoch() == m_from.toSecsSinceEpoch();
    m_idle = fresh == 0 ? m_idle + 1 : 0;
    const bool isAtEnd = page->isLast || (fresh == 0 && page->total < 0);
    m_isCut = !isAtEnd && (m_idle >= kMostIdle || m_added + m_window.size() >= kMostEntries);
    m_page = isStuck ? m_page + 1 : 1;
    m_from = last;
    m_failed += page->records.failed;
    m_unreadable += page->records.failed;
    // The registry counted more than it gave, whatever its pages say.
    if (isAtEnd)
        m_unreadable += std::max<qint64>(0, m_counted - m_seen.size() - m_failed);
    if (isAtEnd && m_isOlderLog)
        goOnToTheLogOfToday();
    else if (isAtEnd || m_isCut || m_window.size() >= kWindow)
        keep(isAtEnd || m_isCut);
    else
        ask();
}

void AuditFetch::keep(bool isLast)
{
    m_place.prove([this, isLast](const Error &error) {
        if (error) {
            emit failed(error);
            return;
        }
        if (!m_window.isEmpty()) {
            const Result<int> kept =
                store::AuditTrail(m_place.database).add(m_place.registry, m_place.account, m_window, m_from);
            if (!kept) {
                emit failed(kept.error());
                return;
            }
            m_added += *kept;
            m_window.clear();
        }
        if (!isLast) {
            ask();
            return;
        }
        // Where there was more than one run reads, the end is still to come.
        const Result<void> told = m_isCut
            ? Result<void>()
            : store::AuditTrail(m_place.database)
                  .ended(m_place.account, {m_place.clock->now(), m_place.limit, m_unreadable});
        if (!told)
            emit failed(told.error());
        else
            emit done();
    });
}

} // namespace lotse
