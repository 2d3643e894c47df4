// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/prunereports.h"

#include <QString>

namespace lotse::store {

namespace {

constexpr qsizetype batch = 100; // reports in one transaction

struct Key {
    qint64 registry = 0;
    QString digest;
};

Result<qint64> usedBytes(Database &database)
{
    const Result<qint64> pages = database.sql("PRAGMA page_count").integer();
    const Result<qint64> spare = database.sql("PRAGMA freelist_count").integer();
    const Result<qint64> size = database.sql("PRAGMA page_size").integer();
    for (const Result<qint64> *one : {&pages, &spare, &size}) {
        if (!*one)
            return one->error();
    }
    return (*pages - *spare) * *size;
}

/// The reports that nobody sees, read longest ago first.
Result<QList<Key>> unseenReports(Database &database)
{
    QList<Key> out;
    const Result<void> read =
        database
            .sql("SELECT p.registry, p.digest FROM report p WHERE NOT EXISTS(SELECT 1 FROM artifact a"
                 " JOIN repository r ON r.id = a.repository JOIN sight s ON s.project = r.project"
                 " WHERE a.digest = p.digest AND r.registry = p.registry AND a.gone_at IS NULL AND r.gone_at IS NULL"
                 " AND s.gone_at IS NULL) ORDER BY p.fetched_at, p.id")
            .each([&](const Row &row) {
                out.append({row.integer(0), row.text(1)});
            });
    if (!read)
        return read.error();
    return out;
}

/// Another program may have listed it again meanwhile.
Result<bool> isSeen(Database &database, const Key &key)
{
    const Result<qint64> seen =
        database
            .sql("SELECT 1 FROM artifact a JOIN repository r ON r.id = a.repository JOIN sight s"
                 " ON s.project = r.project WHERE a.digest = ?2 AND r.registry = ?1 AND a.gone_at IS NULL"
                 " AND r.gone_at IS NULL AND s.gone_at IS NULL LIMIT 1")
            .with(key.registry, key.digest)
            .integer();
    if (!seen)
        return seen.error();
    return *seen == 1;
}

Result<void> drop(Database &database, const Key &key)
{
    const Result<void> report =
        database.sql("DELETE FROM report WHERE registry = ?1 AND digest = ?2").with(key.registry, key.digest).run();
    if (!report)
        return report;
    const Result<void> earlier =
        database.sql("DELETE FROM earlier WHERE registry = ?1 AND digest = ?2").with(key.registry, key.digest).run();
    if (!earlier)
        return earlier;
    // A project that is shown again brings its images back as they were.
    return database
        .sql("UPDATE artifact SET due = 1 WHERE digest = ?2 AND scannable AND EXISTS"
             " (SELECT 1 FROM repository r WHERE r.id = artifact.repository AND r.registry = ?1)")
        .with(key.registry, key.digest)
        .run();
}

Result<qint64> dropAll(Database &database, const QList<Key> &keys)
{
    qint64 dropped = 0;
    const Result<void> done = database.write([&]() -> Result<void> {
        for (const Key &key : keys) {
            const Result<bool> seen = isSeen(database, key);
            if (!seen)
                return seen.error();
            if (*seen)
                continue;
            if (const Result<void> one = drop(database, key); !one)
                return one;
            ++dropped;
        }
        return {};
    });
    if (!done)
        return done.error();
    return dropped;
}

} // namespace

qint64 Room::unseen() const
{
    qint64 sum = 0;
    for (const RegistryRoom &registry : registries)
        sum += registry.unseen;
    return sum;
}

qint64 Room::unseenBytes() const
{
    qint64 sum = 0;
    for (const RegistryRoom &registry : registries)
        sum += registry.unseenBytes;
    return sum;
}

Result<Room> measureRoom(Database &database)
{
    Room room;
    const Result<void> read = database.read([&]() -> Result<void> {
        const Result<qint64> used = usedBytes(database);
        const Result<qint64> pages = database.sql("PRAGMA page_count").integer();
        const Result<qint64> size = database.sql("PRAGMA page_size").integer();
        if (!used)
            return used.error();
        room.used = *used;
        room.spare = pages && size ? *pages * *size - *used : 0;
        return database
            .sql("SELECT g.uuid, g.name, count(p.id), coalesce(sum(length(p.body)), 0),"
                 " coalesce(sum(p.id IS NOT NULL AND NOT p.seen), 0),"
                 " coalesce(sum(CASE WHEN p.seen THEN 0 ELSE length(p.body) END), 0)"
                 " FROM registry g LEFT JOIN (SELECT id, registry, body, EXISTS(SELECT 1 FROM artifact a"
                 " JOIN repository r ON r.id = a.repository JOIN sight s ON s.project = r.project"
                 " WHERE a.digest = report.digest AND r.registry = report.registry AND a.gone_at IS NULL"
                 " AND r.gone_at IS NULL AND s.gone_at IS NULL) AS seen FROM report) p ON p.registry = g.id"
                 " GROUP BY g.id ORDER BY g.name")
            .each([&](const Row &row) {
                room.registries.append(
                    {row.text(0), row.text(1), row.integer(2), row.integer(3), row.integer(4), row.integer(5)});
            });
    });
    if (!read)
        return read.error();
    return room;
}

Result<RoomMade> pruneReports(Database &database, qint64 limit, const std::function<bool(qint64)> &goOn)
{
    const Result<qint64> before = usedBytes(database);
    if (!before)
        return before.error();
    RoomMade made{0, *before, *before, false};
    if (made.before <= limit)
        return made;
    const Result<QList<Key>> keys = unseenReports(database);
    if (!keys)
        return keys.error();
    for (qsizetype at = 0; at < keys->size() && made.after > limit; at += batch) {
        if (!goOn(made.reports)) {
            made.wasCancelled = true;
            break;
        }
        const Result<qint64> dropped = dropAll(database, keys->mid(at, batch));
        if (!dropped)
            return dropped.error();
        made.reports += *dropped;
        const Result<qint64> now = usedBytes(database);
        if (!now)
            return now.error();
        made.after = *now;
    }
    // Where somebody reads just now, the pages stay in the file and are written into next.
    if (made.reports > 0)
        static_cast<void>(database.sql("VACUUM").run());
    return made;
}

} // namespace lotse::store
