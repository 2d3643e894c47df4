// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/auditfetch.h"

#include "harbor/audit.h"

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPageSize = 100;
constexpr int kWindow = 1000; // entries in a transaction

QByteArray stamp(const QDateTime &time)
{
    return time.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss"_s).toLatin1().toPercentEncoding();
}

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
    m_from = until->isValid() ? *until : m_place.clock->now().addDays(-m_place.firstDays);
    ask();
}

void AuditFetch::ask()
{
    // The upper end lies ahead, so that a server whose clock is behind or before ours tells all that it has.
    const QByteArray range = "op_time=[" + stamp(m_from) + "~" + stamp(m_place.clock->now().addYears(1)) + "]";
    m_place.queue->page("/api/v2.0/auditlog-exts?sort=op_time&page_size=" + QByteArray::number(kPageSize)
            + "&page=" + QByteArray::number(m_page) + "&q=" + range,
        QMetaType::fromType<harbor::AuditEntry>(), [this](const Result<SyncPage> &page) { onPage(page); });
}

void AuditFetch::onPage(const Result<SyncPage> &page)
{
    if (!page) {
        switch (page.error().kind) {
        case ErrorKind::Forbidden:
        case ErrorKind::NotFound:
        case ErrorKind::Invalid:
        case ErrorKind::Unauthorized:
            // No trail for this account, or none in this Harbor: the rest of the sync stands.
            m_wasRefused = true;
            keep(true);
            return;
        default:
            emit failed(page.error());
            return;
        }
    }
    QDateTime last = m_from;
    for (const json::Record &record : page->records.rows) {
        const auto entry = record.value.value<harbor::AuditEntry>();
        last = std::max(last, entry.opTime);
        if (m_seen.contains(entry.id))
            continue;
        m_seen.insert(entry.id);
        m_window.append({entry.id, entry.opTime, entry.username, entry.operation, entry.resourceType, entry.resource,
            entry.operationDescription, entry.operationResult});
    }
    emit moved(m_added + m_window.size(), -1);
    const bool isLast = page->records.rows.size() + page->records.unreadable.size() < kPageSize;
    // A page full of one and the same second is gone through by its number.
    const bool isStuck = last.toSecsSinceEpoch() == m_from.toSecsSinceEpoch();
    m_page = isStuck ? m_page + 1 : 1;
    m_from = last;
    if (isLast || m_window.size() >= kWindow)
        keep(isLast);
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
        if (isLast)
            emit done();
        else
            ask();
    });
}

} // namespace lotse
