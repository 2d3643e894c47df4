// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/audittrail.h"

#include "store/auditindex.h"
#include "store/inventory.h"
#include "store/packing.h"

namespace lotse::store {

QByteArray auditSum(const AuditRow &row)
{
    Packer packer;
    packer.number(quint64(row.remoteId)).number(row.at.isValid() ? quint64(row.at.toMSecsSinceEpoch()) : 0);
    packer.number(row.succeeded ? 1 : 0);
    for (const QString &text : {row.user, row.operation, row.resourceType, row.resource, row.description})
        packer.text(text.toUtf8());
    return checksum({packer.bytes()});
}

Result<QDateTime> AuditTrail::readUntil(qint64 account)
{
    QDateTime out;
    const Result<void> read =
        m_database->sql("SELECT audit_at FROM account WHERE id = ?1").with(account).each([&](const Row &row) {
            out = row.time(0);
        });
    if (!read)
        return read.error();
    return out;
}

Result<int> AuditTrail::add(qint64 registry, qint64 account, const QList<AuditRow> &rows, const QDateTime &readUntil)
{
    int added = 0;
    const Result<void> kept = m_database->write([&]() -> Result<void> {
        for (const AuditRow &row : rows) {
            const Result<qint64> fresh =
                m_database
                    ->sql("INSERT INTO audit(registry, remote, at, user, operation, resource_type, resource,"
                          " description, succeeded, sum) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
                          " ON CONFLICT DO NOTHING RETURNING 1")
                    .with(registry, row.remoteId, row.at, row.user, row.operation, row.resourceType, row.resource,
                        row.description, row.succeeded, auditSum(row))
                    .integer();
            if (!fresh)
                return fresh.error();
            added += int(*fresh);
        }
        return m_database->sql("UPDATE account SET audit_at = ?2 WHERE id = ?1").with(account, readUntil).run();
    });
    if (!kept)
        return kept.error();
    return added;
}

Result<void> AuditTrail::begins(qint64 account, const QDateTime &from)
{
    return m_database->sql("UPDATE account SET audit_since = coalesce(audit_since, ?2) WHERE id = ?1")
        .with(account, from)
        .run();
}

Result<void> AuditTrail::ended(qint64 account, const TrailReading &reading)
{
    // The next reading begins at the last entry, and meets what could not be read behind it again: no sum.
    return m_database
        ->sql("UPDATE account SET audit_read_at = ?2, audit_limit = nullif(?3, ''), audit_lost = max(audit_lost, ?4)"
              " WHERE id = ?1")
        .with(account, reading.at, reading.limit, reading.lost)
        .run();
}

Result<QList<TrailKnown>> AuditTrail::known(const QStringList &registryIds)
{
    QList<TrailKnown> out;
    const Result<void> read =
        m_database
            ->sql("SELECT registry.uuid, registry.name, max(audit_read_at),"
                  " max(CASE WHEN audit_limit IS NULL THEN audit_read_at END),"
                  " max(CASE WHEN audit_limit IS NOT NULL THEN audit_read_at END), max(audit_limit),"
                  " min(audit_since), max(audit_lost)"
                  " FROM registry JOIN account ON account.registry = registry.id WHERE identity <> ?1"
                  " GROUP BY registry.id ORDER BY registry.name, registry.id")
            .with(QString(filesIdentity))
            .each([&](const Row &row) {
                if (!registryIds.isEmpty() && !registryIds.contains(row.text(0)))
                    return;
                TrailKnown one{row.text(1), row.time(2).isValid(), row.time(3), {}, row.time(6), row.integer(7)};
                const QDateTime inPart = row.time(4);
                if (inPart.isValid() && (!one.fullUntil.isValid() || inPart > one.fullUntil))
                    one.limit = row.text(5);
                out.append(one);
            });
    if (!read)
        return read.error();
    return out;
}

Result<int> AuditTrail::each(qint64 registry, const QDateTime &from, const std::function<void(const AuditRow &)> &row)
{
    int damaged = 0;
    const Result<void> read =
        m_database
            ->sql("SELECT remote, at, user, operation, resource_type, resource, description, succeeded, sum FROM audit"
                  " WHERE registry = ?1 AND (?2 IS NULL OR at >= ?2) ORDER BY at, remote")
            .with(registry, from)
            .each([&](const Row &r) {
                AuditRow out{
                    r.integer(0), r.time(1), r.text(2), r.text(3), r.text(4), r.text(5), r.text(6), r.integer(7) != 0};
                if (r.bytes(8) == auditSum(out))
                    row(out);
                else
                    ++damaged;
            });
    if (!read)
        return read.error();
    return damaged;
}

Result<LastPulls> AuditTrail::lastPulls(qint64 registry, const QSet<QString> &resources, int most)
{
    LastPulls out;
    if (resources.isEmpty())
        return out;
    int left = most;
    const Result<void> read =
        m_database
            ->sql("SELECT remote, at, user, operation, resource_type, resource, description, succeeded, sum FROM audit"
                  " WHERE registry = ?1 AND operation = 'pull' ORDER BY at DESC, remote DESC LIMIT ?2")
            .with(registry, most)
            .each([&](const Row &r) {
                if (--left == 0)
                    out.searchedTo = r.time(1);
                const QString resource = r.text(5);
                if (!resources.contains(resource) || out.rows.contains(resource))
                    return;
                const AuditRow row{
                    r.integer(0), r.time(1), r.text(2), r.text(3), r.text(4), resource, r.text(6), r.integer(7) != 0};
                if (r.bytes(8) != auditSum(row))
                    out.damaged.insert(resource);
                else if (row.succeeded)
                    out.rows.insert(resource, row);
            });
    if (!read)
        return read.error();
    return out;
}

Result<QHash<QString, LastPulls>> AuditTrail::lastPulls(const QHash<QString, QSet<QString>> &resources)
{
    QHash<QString, LastPulls> out;
    for (auto it = resources.cbegin(); it != resources.cend(); ++it) {
        const Result<qint64> registry = findRegistry(*m_database, it.key());
        if (!registry)
            return registry.error();
        const auto last = lastPulls(*registry, *it);
        if (!last)
            return last.error();
        out.insert(it.key(), *last);
    }
    return out;
}

} // namespace lotse::store
