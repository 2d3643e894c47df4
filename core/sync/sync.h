// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "store/schema.h"
#include "sync/source.h"
#include "sync/syncstate.h"

#include <QObject>
#include <QPointer>

#include <memory>

class QThread;

namespace lotse {

class RunLine;
class Session;
struct Identity;

/**
 * Brings the store up to date for one account: start() when asked or by a timer, one run at a time. The work is done in
 * a thread of its own with a database connection of its own; this object only tells how it goes. Deleting it cancels.
 */
class Sync : public QObject {
    Q_OBJECT
    Q_PROPERTY(lotse::SyncState state READ state NOTIFY progressChanged)
    Q_PROPERTY(lotse::SyncProgress progress READ progress NOTIFY progressChanged)
    Q_PROPERTY(bool running READ isRunning NOTIFY runningChanged)
public:
    /// `plan` is the cache's; `clock` outlives the program's syncs.
    Sync(SyncSource source, store::Plan plan, Clock *clock, QObject *parent = nullptr);
    ~Sync() override;

    /// Ignored while one runs.
    void start(const SyncOptions &wish = {});
    /// Ends the run at once; what was kept stays, and the next run goes on from there.
    void cancel();
    /// Ends the run and waits for its thread, at most so long; for the end of the program, when the clock goes.
    void finish(std::chrono::milliseconds atMost);

    bool isRunning() const { return m_isRunning; }
    SyncState state() const { return m_progress.state; }
    const SyncProgress &progress() const { return m_progress; }
    /// Of the last run that ended.
    const SyncOutcome &outcome() const { return m_outcome; }
    const SyncSource &source() const { return m_source; }

signals:
    void progressChanged();
    void runningChanged();
    /// A sentence that the person should see: a damaged cache was set aside.
    void noticed(const QString &sentence);
    void finished(const lotse::SyncOutcome &outcome);

private:
    SyncSource m_source;
    store::Plan m_plan;
    Clock *m_clock;
    QPointer<QThread> m_thread; ///< of the run
    std::shared_ptr<RunLine> m_line; ///< to it
    bool m_isRunning = false;
    SyncProgress m_progress;
    SyncOutcome m_outcome;
};

/// What such a source says of who one is.
QString proofOf(const Identity &identity);

/// The source of a session that is online: its registry, its account, and its way of proving who it is.
SyncSource syncSource(const Session &session);

} // namespace lotse
