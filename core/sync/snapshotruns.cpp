// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/snapshotruns.h"

#include "session/session.h"
#include "sync/runthread.h"
#include "sync/sync.h"

#include <QDeadlineTimer>

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kPatience{3'000};

} // namespace

SnapshotPlace snapshotPlace(const Session &session, const store::Plan &plan, qint64 most)
{
    const QString name = session.identity().name.isEmpty() ? session.account().user : session.identity().name;
    return {syncSource(session), session.serverVersion(), name, plan, most, session.identity()};
}

SnapshotRuns::SnapshotRuns(SessionList *sessions, SyncScheduler *syncs, store::Plan plan, Clock *clock, QObject *parent)
    : QObject(parent)
    , m_sessions(sessions)
    , m_plan(std::move(plan))
    , m_clock(clock)
{
    connect(syncs, &SyncScheduler::ended, this, [this, syncs](const QString &accountId) {
        const SyncStatus standing = syncs->standing(accountId);
        if (m_isTaken && !standing.outcome.error && !standing.outcome.wasCancelled)
            start(accountId);
    });
}

SnapshotRuns::~SnapshotRuns()
{
    for (auto &[account, entry] : m_entries)
        cancel(account);
    for (auto &[account, entry] : m_entries) {
        if (entry.thread)
            entry.thread->wait(QDeadlineTimer(kPatience));
    }
}

void SnapshotRuns::setHabit(bool isTaken, qint64 most)
{
    m_isTaken = isTaken;
    m_most = most;
}

Message SnapshotRuns::refusal(const QString &accountId) const
{
    const Session *session = m_sessions->find(accountId);
    if (!session)
        return {LOTSE_MSG("This registry was removed."), {}};
    if (session->state() != Session::State::Online)
        return {LOTSE_MSG("%1 is not connected."), {session->account().name}};
    if (session->kind() != RegistryKind::Harbor)
        return {LOTSE_MSG("%1 is not a Harbor registry: no configuration can be read."), {session->account().name}};
    return {};
}

void SnapshotRuns::start(const QString &accountId)
{
    const Session *session = m_sessions->find(accountId);
    if (!refusal(accountId).isEmpty() || standing(accountId).isRunning)
        return;
    auto *run = new SnapshotRun(snapshotPlace(*session, m_plan, m_most), m_clock);
    const RunThread started = threadOf(run, u"snapshot"_s);
    listenTo(run, &SnapshotRun::moved, this, [this, accountId](const QString &kind) {
        m_entries[accountId].standing.kind = kind;
        emit moved(accountId);
    });
    listenTo(run, &SnapshotRun::finished, this, [this, accountId](const SnapshotOutcome &outcome) {
        SnapshotStanding &standing = m_entries[accountId].standing;
        standing.isRunning = false;
        standing.hasEnded = true;
        standing.outcome = outcome;
        emit ended(accountId);
    });
    Entry &entry = m_entries[accountId];
    entry.thread = started.thread;
    entry.line = started.line;
    entry.standing.isRunning = true;
    entry.standing.kind.clear();
    emit moved(accountId);
    started.thread->start();
}

void SnapshotRuns::cancel(const QString &accountId)
{
    if (standing(accountId).isRunning)
        m_entries[accountId].line->cancel();
}

SnapshotStanding SnapshotRuns::standing(const QString &accountId) const
{
    const auto entry = m_entries.find(accountId);
    return entry == m_entries.end() ? SnapshotStanding() : entry->second.standing;
}

} // namespace lotse
