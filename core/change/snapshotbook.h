// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/configevents.h"
#include "store/snapshotstore.h"

#include <memory>

namespace lotse::change {

/// What became of one thing between two snapshots that follow each other.
struct SnapshotEvent {
    ConfigEvent event;
    QDateTime after; ///< it was read last as it stood before; UTC
    QDateTime before; ///< it was read first as it stands since
};

/// A snapshot, and what changed against what was known before it.
struct SnapshotStory {
    store::KeptSnapshot snapshot;
    bool isFirst = false; ///< nothing was known before: it has no events
    QList<SnapshotEvent> events;
    QStringList notCompared; ///< a sentence for each, English
};

/// What became of a reading that was kept.
struct SnapshotKept {
    qint64 snapshot = 0;
    bool isNew = false; ///< false: it is as the last one, and only its time was added
    qint64 dropped = 0; ///< old snapshots that went for it
};

/**
 * The snapshots of configurations in a file. What a reading could not tell is said in its snapshot and never taken as
 * a difference: what was known of it before counts until it is read again. Owns its connection; one thread at a time.
 */
class SnapshotBook {
public:
    static Result<std::unique_ptr<SnapshotBook>> open(const store::Plan &plan, const Clock &clock);

    /// Keeps what was read from `began` to `ended`, and at most `most` snapshots of the series (0: all).
    Result<SnapshotKept> keep(const store::SnapshotSeries &series, const ConfigSnapshot &reading,
        const QDateTime &began, const QDateTime &ended, qint64 most = 0);

    Result<QList<store::SnapshotSeries>> series();
    /// Oldest first.
    Result<QList<store::KeptSnapshot>> list(qint64 series);
    /// As it was read, gaps and all; ErrorKind::NotFound where there is no such snapshot.
    Result<ConfigSnapshot> read(qint64 snapshot);
    /// Each snapshot of a series with what changed, oldest first.
    Result<QList<SnapshotStory>> stories(qint64 series);

private:
    explicit SnapshotBook(std::unique_ptr<store::Database> database)
        : m_database(std::move(database))
        , m_store(m_database.get())
    {
    }
    Result<ConfigSnapshot> content(const store::KeptSnapshot &snapshot, const store::SnapshotSeries &series);

    std::unique_ptr<store::Database> m_database;
    store::SnapshotStore m_store;
};

} // namespace lotse::change
