// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/snapshotstore.h"

#include "store/packing.h"

#include <algorithm>
#include <map>

#include <tuple>

namespace lotse::store {

using namespace Qt::StringLiterals;

namespace {

// "LoSn"
constexpr qint64 kSnapshotId = 0x4c6f536e;
constexpr quint64 kSnapshotFormat = 1;

QByteArray packed(const KeptSnapshot &snapshot)
{
    Packer packer;
    packer.number(kSnapshotFormat).text(snapshot.version.toUtf8()).number(quint64(snapshot.kinds.size()));
    for (const QString &kind : snapshot.kinds)
        packer.text(kind.toUtf8());
    packer.number(quint64(snapshot.gaps.size()));
    for (const SnapshotGap &gap : snapshot.gaps)
        packer.text(gap.kind.toUtf8()).text(gap.project.toUtf8()).text(gap.reason.toUtf8());
    return packer.bytes();
}

QString textOf(Unpacker &unpacker)
{
    return QString::fromUtf8(unpacker.text());
}

bool unpacked(QByteArrayView bytes, KeptSnapshot &snapshot)
{
    Unpacker unpacker(bytes);
    if (unpacker.number() != kSnapshotFormat)
        return false;
    snapshot.version = textOf(unpacker);
    quint64 count = unpacker.number();
    for (quint64 i = 0; i < count && unpacker.ok(); ++i)
        snapshot.kinds.append(textOf(unpacker));
    count = unpacker.number();
    for (quint64 i = 0; i < count && unpacker.ok(); ++i) {
        SnapshotGap gap;
        for (QString *text : {&gap.kind, &gap.project, &gap.reason})
            *text = textOf(unpacker);
        snapshot.gaps.append(gap);
    }
    return unpacker.ok() && unpacker.atEnd();
}

// A row that was moved to another thing is damaged.
QByteArray sumOf(const SnapshotThing &thing)
{
    return checksum({thing.kind.toUtf8(), thing.project.toUtf8(), thing.name.toUtf8(), thing.value});
}

using Key = std::tuple<QString, QString, QString>;

Key keyOf(const SnapshotThing &thing)
{
    return {thing.kind, thing.project, thing.name};
}

} // namespace

Plan snapshotPlan(const QString &folder)
{
    Plan plan;
    plan.path = folder + u"/snapshots.db"_s;
    plan.applicationId = kSnapshotId;
    plan.isDurable = true;
    plan.migrations = {{
        "PRAGMA application_id = 0x4c6f536e",
        "CREATE TABLE series(id INTEGER PRIMARY KEY, place TEXT NOT NULL, identity TEXT NOT NULL,"
        " registry TEXT NOT NULL, name TEXT NOT NULL, who TEXT NOT NULL, UNIQUE(place, identity))",
        "CREATE TABLE snapshot(id INTEGER PRIMARY KEY AUTOINCREMENT, series INTEGER NOT NULL, at INTEGER NOT NULL,"
        " last_at INTEGER NOT NULL, readings INTEGER NOT NULL, sum BLOB NOT NULL, head BLOB NOT NULL)",
        "CREATE INDEX snapshot_series ON snapshot(series, id)",
        // From the snapshot `first` to the snapshot `last`; null: still.
        "CREATE TABLE thing(id INTEGER PRIMARY KEY, series INTEGER NOT NULL, kind TEXT NOT NULL,"
        " project TEXT NOT NULL, name TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER, sum BLOB NOT NULL,"
        " value BLOB NOT NULL)",
        "CREATE INDEX thing_series ON thing(series, last)",
        "PRAGMA user_version = 1",
    }};
    return plan;
}

Result<qint64> SnapshotStore::series(const SnapshotSeries &series)
{
    const Result<void> kept =
        m_database
            ->sql("INSERT INTO series(place, identity, registry, name, who) VALUES(?1, ?2, ?3, ?4, ?5)"
                  " ON CONFLICT(place, identity) DO UPDATE SET registry = ?3, name = ?4, who = ?5")
            .with(series.place, series.identity, series.registryId, series.name, series.who)
            .run();
    if (!kept)
        return kept.error();
    return m_database->sql("SELECT id FROM series WHERE place = ?1 AND identity = ?2")
        .with(series.place, series.identity)
        .integer();
}

Result<QList<SnapshotSeries>> SnapshotStore::allSeries()
{
    QList<SnapshotSeries> out;
    const Result<void> asked =
        m_database->sql("SELECT id, place, identity, registry, name, who FROM series ORDER BY name, who, id")
            .each([&](const Row &row) {
                out.append({row.integer(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)});
            });
    if (!asked)
        return asked.error();
    return out;
}

Result<QList<KeptSnapshot>> SnapshotStore::list(qint64 series)
{
    QList<KeptSnapshot> out;
    const Result<void> asked =
        m_database->sql("SELECT id, at, last_at, readings, sum, head FROM snapshot WHERE series = ?1 ORDER BY id")
            .with(series)
            .each([&](const Row &row) {
                KeptSnapshot one;
                one.id = row.integer(0);
                one.series = series;
                one.at = row.time(1);
                one.lastAt = row.time(2);
                one.readings = row.integer(3);
                one.isDamaged = row.view(4) != checksum({row.view(5)}) || !unpacked(row.view(5), one);
                out.append(one);
            });
    if (!asked)
        return asked.error();
    return out;
}

Result<SnapshotThings> SnapshotStore::things(const KeptSnapshot &snapshot)
{
    SnapshotThings out;
    const Result<void> asked = m_database
                                   ->sql("SELECT kind, project, name, sum, value FROM thing WHERE series = ?1"
                                         " AND (last IS NULL OR last >= ?2) AND first <= ?2"
                                         " ORDER BY kind, project, name")
                                   .with(snapshot.series, snapshot.id)
                                   .each([&](const Row &row) {
                                       SnapshotThing one{row.text(0), row.text(1), row.text(2), row.bytes(4)};
                                       if (row.view(3) == sumOf(one)) {
                                           out.things.append(std::move(one));
                                       } else {
                                           one.value.clear();
                                           out.damaged.append(std::move(one));
                                       }
                                   });
    if (!asked)
        return asked.error();
    return out;
}

Result<QList<SnapshotSpan>> SnapshotStore::spans(qint64 series)
{
    QList<SnapshotSpan> out;
    const Result<void> asked =
        m_database->sql("SELECT kind, project, name, first, last, sum, value FROM thing WHERE series = ?1")
            .with(series)
            .each([&](const Row &row) {
                SnapshotSpan one{
                    {row.text(0), row.text(1), row.text(2), row.bytes(6)}, row.integer(3), row.integer(4), false};
                one.isDamaged = row.view(5) != sumOf(one.thing);
                if (one.isDamaged)
                    one.thing.value.clear();
                out.append(std::move(one));
            });
    if (!asked)
        return asked.error();
    return out;
}

Result<qint64> SnapshotStore::add(const KeptSnapshot &snapshot, const QList<SnapshotThing> &things)
{
    const Result<qint64> before =
        m_database->sql("SELECT max(id) FROM snapshot WHERE series = ?1").with(snapshot.series).integer();
    if (!before)
        return before;
    const QByteArray head = packed(snapshot);
    const Result<void> kept = m_database
                                  ->sql("INSERT INTO snapshot(series, at, last_at, readings, sum, head)"
                                        " VALUES(?1, ?2, ?3, 1, ?4, ?5)")
                                  .with(snapshot.series, snapshot.at, snapshot.lastAt, checksum({head}), head)
                                  .run();
    if (!kept)
        return kept.error();
    const qint64 id = m_database->lastRowId();

    std::map<Key, const SnapshotThing *> wanted;
    for (const SnapshotThing &thing : things)
        wanted.emplace(keyOf(thing), &thing);
    QList<qint64> over; // rows of things that went away or are others now
    const Result<void> asked =
        m_database->sql("SELECT id, kind, project, name, sum, value FROM thing WHERE series = ?1 AND last IS NULL")
            .with(snapshot.series)
            .each([&](const Row &row) {
                const SnapshotThing one{row.text(1), row.text(2), row.text(3), row.bytes(5)};
                const auto same = wanted.find(keyOf(one));
                if (same != wanted.end() && *same->second == one && row.view(4) == sumOf(one))
                    wanted.erase(same);
                else
                    over.append(row.integer(0));
            });
    if (!asked)
        return asked.error();
    for (const qint64 row : std::as_const(over)) {
        const Result<void> closed =
            m_database->sql("UPDATE thing SET last = ?2 WHERE id = ?1").with(row, *before).run();
        if (!closed)
            return closed.error();
    }
    for (const auto &[key, thing] : wanted) {
        const Result<void> added =
            m_database
                ->sql("INSERT INTO thing(series, kind, project, name, first, last, sum, value)"
                      " VALUES(?1, ?2, ?3, ?4, ?5, NULL, ?6, ?7)")
                .with(snapshot.series, thing->kind, thing->project, thing->name, id, sumOf(*thing), thing->value)
                .run();
        if (!added)
            return added.error();
    }
    return id;
}

Result<void> SnapshotStore::seenAgain(qint64 snapshot, const QDateTime &at)
{
    return m_database->sql("UPDATE snapshot SET last_at = max(last_at, ?2), readings = readings + 1 WHERE id = ?1")
        .with(snapshot, at)
        .run();
}

Result<qint64> SnapshotStore::prune(qint64 series, qint64 keep)
{
    const Result<qint64> oldest =
        m_database->sql("SELECT id FROM snapshot WHERE series = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2")
            .with(series, std::max<qint64>(keep, 1) - 1)
            .integer(-1);
    if (!oldest || *oldest < 0)
        return oldest ? Result<qint64>(qint64(0)) : oldest;
    const Result<qint64> dropped =
        m_database->sql("SELECT count(*) FROM snapshot WHERE series = ?1 AND id < ?2").with(series, *oldest).integer();
    if (!dropped || *dropped == 0)
        return dropped;
    const Result<void> gone =
        m_database->sql("DELETE FROM snapshot WHERE series = ?1 AND id < ?2").with(series, *oldest).run();
    if (!gone)
        return gone.error();
    const Result<void> cleared =
        m_database->sql("DELETE FROM thing WHERE series = ?1 AND last < ?2").with(series, *oldest).run();
    if (!cleared)
        return cleared.error();
    return dropped;
}

} // namespace lotse::store
