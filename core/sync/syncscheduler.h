// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sessionlist.h"
#include "sync/sync.h"

#include <map>

namespace lotse {

/// When registries are read without being asked to.
struct SyncSchedule {
    std::chrono::minutes every{30}; ///< while online; 0: only by hand
    bool atSignIn = true; ///< once, shortly after a registry is online for the first time
    bool onlyDemo = false; ///< where the store is thrown away at the end, other registries are read by hand alone
};

/// How it stands with the local copy of one registry, as one account sees it.
struct SyncStatus {
    QString registryId; ///< the store's and the findings' id of it
    bool isRunning = false;
    bool waits = false; ///< until another account of the same registry has been read
    SyncProgress progress; ///< of the run
    SyncOutcome outcome; ///< of the last run since the start of the program
    bool hasEnded = false; ///< there is an outcome
    QDateTime readAt; ///< when the last run that got through the lists ended, now or in an earlier life; UTC
    bool isWhole = false; ///< that run read all that it wanted to
};

/**
 * The syncs of all sessions: begun when asked, after sign-in and by time, one at a time for each registry, so that no
 * registry is asked by two accounts at once. A session that is not online, or is no Harbor, is not read. Lives in the
 * thread of the sessions; made after them and gone before them.
 */
class SyncScheduler : public QObject {
    Q_OBJECT
public:
    /// `plan` is the cache's. All arguments outlive this.
    SyncScheduler(SessionList *sessions, store::Plan plan, Clock *clock, QObject *parent = nullptr);
    ~SyncScheduler() override;

    void setHabit(const SyncSchedule &habit);
    const SyncSchedule &habit() const { return m_habit; }
    const store::Plan &plan() const { return m_plan; }

    /// Reads every registry that can be read now.
    void start();
    /// Reads one; nothing where refusal() has a reason or it is being read.
    void start(const QString &accountId);
    void cancel(const QString &accountId);

    /// Why this account cannot be read now, as a sentence; empty where it can.
    Message refusal(const QString &accountId) const;
    SyncStatus standing(const QString &accountId) const;

signals:
    void began(const QString &accountId);
    void moved(const QString &accountId);
    /// The store may hold other things now. standing() has the outcome.
    void ended(const QString &accountId);
    /// What an earlier life of the program has read is known now.
    void recalled();
    /// The account went away while it was being read.
    void dropped(const QString &accountId);
    void noticed(const QString &accountId, const QString &sentence);

private:
    struct Entry {
        Sync *sync = nullptr; ///< while it runs
        SyncStatus standing;
        std::optional<std::chrono::milliseconds> triedAt, onlineAt; ///< Clock::elapsed
        bool wasOnline = false;
        bool wantsRecheck = false;
    };
    void follow(Session *session);
    void onState(Session *session);
    void tick();
    void recall();
    void begin(const QString &accountId, bool recheck);
    void run(Session *session);
    void onFinished(const QString &accountId, const SyncOutcome &outcome);
    bool isByItself(const Session &session) const;

    SessionList *m_sessions;
    store::Plan m_plan;
    Clock *m_clock;
    SyncSchedule m_habit;
    std::map<QString, Entry> m_entries; ///< by account
};

} // namespace lotse
