// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"

#include <QDateTime>
#include <QList>
#include <QStringList>

namespace lotse::store {

/// snapshots.db in a folder: how registries were configured. Nobody can tell again what is lost of it.
Plan snapshotPlan(const QString &folder);

/// What one identity sees of one registry; another identity may see other projects, so that the two are never compared
/// without being asked to.
struct SnapshotSeries {
    qint64 id = 0;
    QString place; ///< host and port
    QString identity; ///< what the proof of it said
    QString registryId; ///< ours, as of the last reading
    QString name; ///< of the registry, for people
    QString who; ///< the user name, for people
};

/// What could not be read. `project` empty: all of the kind.
struct SnapshotGap {
    QString kind, project, reason;
    bool operator==(const SnapshotGap &) const = default;
};

/// A configuration as it stood from the first to the last reading that found it so.
struct KeptSnapshot {
    qint64 id = 0; ///< never given again
    qint64 series = 0;
    QDateTime at; ///< the end of the first reading that found it so; UTC
    QDateTime lastAt; ///< the beginning of the last one: until then it was so for certain
    qint64 readings = 1;
    QString version; ///< of the server
    QStringList kinds; ///< that were asked for
    QList<SnapshotGap> gaps;
    bool isDamaged = false; ///< what it says of itself does not fit its checksum
};

/// One thing of a configuration, and its value as bytes.
struct SnapshotThing {
    QString kind, project, name;
    QByteArray value;
    bool operator==(const SnapshotThing &) const = default;
};

/// A thing as it stood from one snapshot to another.
struct SnapshotSpan {
    SnapshotThing thing; ///< without a value where it is damaged
    qint64 first = 0;
    qint64 last = 0; ///< 0: still
    bool isDamaged = false;
};

struct SnapshotThings {
    QList<SnapshotThing> things;
    QList<SnapshotThing> damaged; ///< without a value: it does not fit its checksum
};

/**
 * Snapshots of configurations. A thing has one row as long as it stays as it is: from the snapshot that saw it first to
 * the one that saw it last, so that a snapshot takes the room of what it changed. Borrows its database; what writes
 * runs within Database::write.
 */
class SnapshotStore {
public:
    explicit SnapshotStore(Database *database)
        : m_database(database)
    {
    }

    /// Makes the series or brings its names up to date; gives its id.
    Result<qint64> series(const SnapshotSeries &series);
    Result<QList<SnapshotSeries>> allSeries();

    /// Oldest first.
    Result<QList<KeptSnapshot>> list(qint64 series);
    /// All that stood in it.
    Result<SnapshotThings> things(const KeptSnapshot &snapshot);

    /// All that ever stood in a series and is kept.
    Result<QList<SnapshotSpan>> spans(qint64 series);

    /// Adds a snapshot behind the last of its series: `things` is all that stands in it. Gives its id.
    Result<qint64> add(const KeptSnapshot &snapshot, const QList<SnapshotThing> &things);
    /// It was found again: adds only the time.
    Result<void> seenAgain(qint64 snapshot, const QDateTime &at);
    /// Drops the oldest beyond `keep` (at least one stays); gives how many.
    Result<qint64> prune(qint64 series, qint64 keep);

private:
    Database *m_database;
};

} // namespace lotse::store
