// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sessionlist.h"
#include "sync/snapshotrun.h"
#include "sync/syncscheduler.h"

#include <QPointer>

#include <map>
#include <memory>

class QThread;

namespace lotse {

class RunLine;
/// How it stands with the snapshots of one account.
struct SnapshotStanding {
    bool isRunning = false;
    QString kind; ///< that is read now
    SnapshotOutcome outcome; ///< of the last one since the start of the program
    bool hasEnded = false; ///< there is an outcome
};

/**
 * The snapshots of all sessions, taken after each sync that went through and when asked, one at a time for an account,
 * each in a thread of its own. Lives in the thread of the sessions.
 */
class SnapshotRuns : public QObject {
    Q_OBJECT
public:
    /// `plan` is of snapshots.db. All arguments outlive this.
    SnapshotRuns(
        SessionList *sessions, SyncScheduler *syncs, store::Plan plan, Clock *clock, QObject *parent = nullptr);
    ~SnapshotRuns() override;

    /// Whether one is taken after each sync, and how many of a registry are kept (0: all).
    void setHabit(bool isTaken, qint64 most);
    const store::Plan &plan() const { return m_plan; }
    Clock *clock() const { return m_clock; }

    /// Why no snapshot of this account's registry can be taken now, as a sentence; empty where one can.
    Message refusal(const QString &accountId) const;
    /// Nothing where one runs or refusal() has a reason.
    void start(const QString &accountId);
    void cancel(const QString &accountId);
    SnapshotStanding standing(const QString &accountId) const;

signals:
    void moved(const QString &accountId);
    /// There may be a new snapshot. standing() has the outcome.
    void ended(const QString &accountId);

private:
    struct Entry {
        QPointer<QThread> thread;
        std::shared_ptr<RunLine> line; ///< to the run
        SnapshotStanding standing;
    };
    SessionList *m_sessions;
    store::Plan m_plan;
    Clock *m_clock;
    bool m_isTaken = true;
    qint64 m_most = 0;
    std::map<QString, Entry> m_entries; ///< by account
};

/// What is read through a session.
SnapshotPlace snapshotPlace(const Session &session, const store::Plan &plan, qint64 most);

} // namespace lotse
