// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trail/trailreader.h"

#include "base/keptmessage.h"
#include "store/inventory.h"

#include <algorithm>

namespace lotse {

namespace {

// The journal, snapshots and facts keep no name, or the one of their time: a registry has one name in all entries.
QList<TrailEntry> named(store::Database &database, QList<TrailEntry> own)
{
    const auto known = store::knownRegistries(database);
    const auto former = store::formerIds(database);
    QHash<QString, QString> names;
    for (const store::KnownRegistry &one : known ? *known : QList<store::KnownRegistry>())
        names.insert(one.registryId, one.name);
    for (TrailEntry &entry : own) {
        if (former && !names.contains(entry.hit.registryId))
            entry.hit.registryId = former->value(entry.hit.registryId, entry.hit.registryId);
        entry.hit.registryName = names.value(entry.hit.registryId, entry.hit.registryName);
    }
    return own;
}

QList<TrailEntry> fitting(const QList<TrailEntry> &own, const store::AuditWish &wish)
{
    QList<TrailEntry> out;
    store::AuditFit fit(wish);
    for (const TrailEntry &entry : own) {
        const QDateTime &at = entry.hit.row.at;
        if ((wish.from.isValid() && at < wish.from) || (wish.to.isValid() && at > wish.to))
            continue;
        if (!wish.registryIds.isEmpty() && !wish.registryIds.contains(entry.hit.registryId))
            continue;
        if (fit(entry.hit))
            out.append(entry);
    }
    if (!wish.isOldestFirst)
        std::reverse(out.begin(), out.end());
    return out;
}

} // namespace

TrailReader::TrailReader(std::unique_ptr<store::Database> database, store::AuditWish wish, const QList<TrailEntry> &own)
    : m_database(std::move(database))
    , m_wish(std::move(wish))
    , m_own(fitting(named(*m_database, own), m_wish))
    , m_scan(m_database.get(), m_wish)
{
}

Result<TrailReader::Page> TrailReader::next(int most, std::chrono::milliseconds time)
{
    const Result<store::AuditScan::Page> read = m_scan.next(most, time);
    if (!read)
        return read.error();
    Page page;
    page.isAtEnd = read->isAtEnd;
    page.searchedTo = read->searchedTo;
    page.damaged = read->damaged;
    if (m_isFirst) {
        const Result<qint64> undated = m_scan.undated();
        if (!undated)
            return undated.error();
        page.undated = *undated;
        const Result<QStringList> limits = trailLimits(*m_database, m_wish.registryIds, m_wish.from);
        if (!limits)
            return limits.error();
        page.limits = *limits;
        m_isFirst = false;
    }
    for (const store::AuditHit &hit : read->hits)
        page.entries.append({hit, TrailEntry::Source::Trail, {}});
    // What lies between the page before and the end of this one.
    const bool isFull = read->hits.size() >= most;
    const QDateTime end = isFull ? read->hits.last().row.at : read->searchedTo;
    while (!m_own.isEmpty()) {
        const QDateTime at = m_own.first().hit.row.at;
        if (!page.isAtEnd && (!end.isValid() || (m_wish.isOldestFirst ? at > end : at < end)))
            break;
        const auto before = std::find_if(page.entries.begin(), page.entries.end(), [&](const TrailEntry &entry) {
            return m_wish.isOldestFirst ? entry.hit.row.at > at : entry.hit.row.at < at;
        });
        page.entries.insert(before, m_own.takeFirst());
    }
    return page;
}

QStringList trailLimits(const store::TrailKnown &trail, const QDateTime &from)
{
    if (!trail.isRead)
        return {toKept({LOTSE_MSG("The audit trail was not read to its end yet. Sync first."), {}})};
    QStringList out;
    if (!trail.limit.isEmpty() && trail.fullUntil.isValid())
        out.append(toKept({LOTSE_MSG("Since %1: %2"), {trail.fullUntil.toUTC().toString(Qt::ISODate), trail.limit}}));
    else if (!trail.limit.isEmpty())
        out.append(trail.limit);
    if (from.isValid() && trail.since.isValid() && from < trail.since)
        out.append(toKept(
            {LOTSE_MSG("Entries before %1 are not in the local store."), {trail.since.toUTC().toString(Qt::ISODate)}}));
    if (trail.lost > 0)
        out.append(toKept(Message::counted(
            LOTSE_MSG_N("%Ln entries could not be read.", "%Ln entry could not be read."), trail.lost)));
    return out;
}

Result<QStringList> trailLimits(store::Database &database, const QStringList &registryIds, const QDateTime &from)
{
    const auto known = store::AuditTrail(&database).known(registryIds);
    if (!known)
        return known.error();
    QStringList out;
    for (const store::TrailKnown &one : *known) {
        for (const QString &limit : trailLimits(one, from))
            out.append(toKept({LOTSE_MSG("%1: %2"), {one.registry, limit}}));
    }
    return out;
}

QStringList PulledLast::gaps(const QStringList &resources, const QDateTime &pulled) const
{
    const auto isIn = [&](const auto &known) {
        return std::any_of(resources.begin(), resources.end(), [&](const QString &one) { return known.contains(one); });
    };
    // What was pulled before a time is missing only where no later pull is there.
    const bool isFound = isIn(pulls.rows);
    QStringList out = trailLimits(trail, isFound ? QDateTime() : pulled);
    if (isIn(pulls.damaged))
        out.append(toKept({LOTSE_MSG("An entry is damaged in the local store."), {}}));
    if (!isFound && pulls.searchedTo.isValid() && pulled.isValid() && pulled <= pulls.searchedTo)
        out.append(toKept(
            {LOTSE_MSG("Pulls before %1 were not searched."), {pulls.searchedTo.toUTC().toString(Qt::ISODate)}}));
    return out;
}

Result<QHash<QString, PulledLast>> pulledLast(store::Database &database, const QHash<QString, QSet<QString>> &resources)
{
    store::AuditTrail trail(&database);
    const auto pulls = trail.lastPulls(resources);
    if (!pulls)
        return pulls.error();
    QHash<QString, PulledLast> out;
    for (auto it = pulls->cbegin(); it != pulls->cend(); ++it) {
        const auto known = trail.known({it.key()});
        if (!known)
            return known.error();
        out.insert(it.key(), {*it, known->value(0)});
    }
    return out;
}

} // namespace lotse
