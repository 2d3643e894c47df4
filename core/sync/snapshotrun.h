// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "change/snapshotbook.h"
#include "session/identity.h"
#include "store/usagebook.h"
#include "sync/source.h"

#include <QObject>

namespace lotse {

/// Whose configuration is read, and where it is kept.
struct SnapshotPlace {
    SyncSource source;
    QString version; ///< of Harbor
    QString who; ///< user name, for people
    store::Plan plan; ///< of snapshots.db
    qint64 most = 0; ///< snapshots that are kept of a series; 0: all
    Identity identity; ///< of the account, as its session proved it
};

/// What a reading did.
struct SnapshotOutcome {
    Error error; ///< nothing was kept; none where it went through
    bool wasCancelled = false;
    change::SnapshotKept kept;
    QList<change::ConfigGap> gaps; ///< what could not be read
    Error usage; ///< why what the projects use was not recorded; none where it was
};

/**
 * Reads the configuration of a Harbor and keeps it as a snapshot, and what its projects use, in one thread with an
 * event loop and a database connection of its own. Who one is, is proved before and after: a reading whose identity
 * changed is thrown away.
 */
class SnapshotRun : public QObject {
    Q_OBJECT
public:
    SnapshotRun(SnapshotPlace place, Clock *clock, QObject *parent = nullptr);
    ~SnapshotRun() override;

    void start();
    void cancel();

signals:
    /// The kind that is read now: "retention".
    void moved(const QString &kind);
    void finished(const lotse::SnapshotOutcome &outcome);
    /// Nothing is in flight any more.
    void left();

private:
    void read();
    void prove();
    void keep();
    Result<void> keepUsage();
    Result<void> makePast(
        store::UsageBook &book, const QString &place, const QList<store::UsageBook::Reading> &readings);
    void end(const Error &error = {});

    SnapshotPlace m_place;
    Clock *m_clock;
    QObject *m_stage; ///< what runs now; gone at the end, so that nothing late gets through
    QString m_identity;
    QDateTime m_began;
    change::ConfigSnapshot m_reading;
    SnapshotOutcome m_outcome;
    bool m_isOver = false;
};

} // namespace lotse

Q_DECLARE_METATYPE(lotse::SnapshotOutcome)
