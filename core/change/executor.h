// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/journal.h"
#include "change/target.h"

#include <QObject>
#include <QSet>
#include <QThreadPool>

namespace lotse::change {

/// How one change stands while its plan is applied.
struct Progress {
    QString id;
    State state = State::Planned;
    Message sentence; ///< why it failed, is skipped or unknown; empty where all is well
    Error error; ///< what the registry or the disk said, for details
    int status = 0;
    QString requestId;
    QList<Edit> theirs; ///< of a conflict: the path, what is there now, what the plan would set
    SecureBytes secret; ///< that the registry showed once: of a robot
    QString holder; ///< whose secret it is, by the full name
};

struct Summary {
    int verified = 0, done = 0, conflicts = 0, failed = 0, unknown = 0, skipped = 0, left = 0;
    Error error; ///< why it ended early: journal, connection, sign-in
};

/**
 * Applies a plan to a registry, change by change: the intent goes into the journal first, then the object is read
 * again, the edited members are compared with what the plan saw, the request is sent once, and reading back is the
 * proof. Nothing is sent that is not in the journal, and nothing that writes is sent twice.
 *
 * Independent changes go at once, four requests at a time, so that the disk and the registry do not wait for each
 * other; those of one object keep their order, and what is made comes before what is changed and what is removed. Lives
 * in one thread with an event loop, and writes the journal, which outlives it, from another.
 */
class Executor : public QObject {
    Q_OBJECT
public:
    struct Options {
        int inFlight = 4; ///< requests; of more than one, eight times as many changes are on their way
        bool stopsAtFailure = true; ///< what is left then is cancelled; a conflict never stops
        Actor actor;
        QSet<QString> leftOut; ///< ids that are skipped
        /// Typed for this run, by id of the change and member; never kept.
        QMap<QString, QMap<QString, SecureBytes>> secrets;
        /// Waits before each reading back, until it is as planned.
        QList<std::chrono::milliseconds> patience{std::chrono::milliseconds(0), std::chrono::milliseconds(500),
            std::chrono::seconds(2), std::chrono::seconds(5)};
        /// The same for what takes effect later: Harbor keeps its configuration for up to a minute.
        QList<std::chrono::milliseconds> longPatience{std::chrono::milliseconds(0), std::chrono::seconds(1),
            std::chrono::seconds(4), std::chrono::seconds(15), std::chrono::seconds(20), std::chrono::seconds(25)};
    };

    Executor(std::shared_ptr<Transport> transport, Journal *journal, Clock *clock, QObject *parent = nullptr);
    ~Executor() override;

    /// Begins; `before` is what an earlier, interrupted run did: what is verified there is not done again, and what was
    /// in the middle is settled by reading first. Once.
    void run(const ChangePlan &plan, const Options &options, const Course *before = nullptr);
    /// What is in flight ends; nothing new begins until resume().
    void pause();
    void resume();
    /// What is in flight ends; the rest is left.
    void cancel();

    bool isRunning() const { return m_isRunning; }
    bool isPaused() const { return m_isPaused; }
    const QMap<QString, Progress> &progress() const { return m_progress; }

signals:
    void progressed(const lotse::change::Progress &progress);
    void finished(const lotse::change::Summary &summary);

private:
    struct Work;

    /// Runs what asks the registry as soon as fewer than `inFlight` requests are open; release() when it is answered.
    void whenFree(std::function<void()> ask);
    void release();
    // Each waits for three commits: enough others that requests go on while the disk takes 30 ms for one.
    qsizetype mostBegun() const { return m_options.inFlight <= 1 ? 1 : m_options.inFlight * 8; }
    void next();
    bool mayBegin(const Change &change) const;
    void begin(const Change &change);
    void look(const std::shared_ptr<Work> &work);
    void compare(const std::shared_ptr<Work> &work, const Result<Found> &found);
    void send(const std::shared_ptr<Work> &work);
    void sendNow(const std::shared_ptr<Work> &work);
    void answered(const std::shared_ptr<Work> &work, const Result<Response> &response);
    void readBack(const std::shared_ptr<Work> &work);
    void weigh(const std::shared_ptr<Work> &work, const Result<Found> &found);
    void prove(const std::shared_ptr<Work> &work, State state, const Message &sentence = {}, const Error &error = {});
    void set(const QString &id, State state, const Message &sentence = {}, const Error &error = {});
    void write(Entry entry, std::function<void()> then);
    void flush();
    void flushed(const Result<void> &kept);
    void stop(const Error &error);
    void endWhenDone();

    std::shared_ptr<Transport> m_transport;
    harbor::Client m_client;
    Journal *m_journal;
    Clock *m_clock;
    ChangePlan m_plan;
    Options m_options;
    QStringList m_order;
    QMap<QString, Progress> m_progress;
    QSet<QString> m_inFlight; ///< ids
    QSet<QString> m_unsettled; ///< ids that an earlier run left in the middle
    struct Waiting {
        Entry entry;
        std::function<void()> then;
    };
    QList<Waiting> m_waiting; ///< for the next commit of the journal
    QList<Waiting> m_committing; ///< on their way to the disk
    QThreadPool m_commits; ///< one thread: the disk's turn must not keep answers waiting
    QList<std::function<void()>> m_asking; ///< wait for a free place among the requests
    int m_open = 0; ///< requests
    bool m_isFlushing = false;
    bool m_isRunning = false;
    bool m_isPaused = false;
    bool m_isStopped = false;
    bool m_isCancelled = false;
    Error m_stoppedBy;
};

} // namespace lotse::change

Q_DECLARE_METATYPE(lotse::change::Progress)
Q_DECLARE_METATYPE(lotse::change::Summary)
