// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/syncscheduler.h"

#include "base/post.h"
#include "base/stoppedclock.h"

#include <QFileInfo>
#include <QThreadPool>

namespace lotse {

using namespace std::chrono_literals;

namespace {

// The first page of the window goes first.
constexpr auto kSettle = 3s;
constexpr auto kPatienceAtTheEnd = 2s; // at the end of the program
// Also finds what was due while the machine slept.
constexpr auto kTick = 60s;

struct Recalled {
    QString accountId;
    QDateTime readAt;
    bool isWhole = false;
};

QList<Recalled> recallFrom(const store::Plan &plan, const Clock &clock)
{
    QList<Recalled> out;
    if (!QFileInfo::exists(plan.path))
        return out;
    const auto opened = store::Database::open(plan, clock);
    if (!opened)
        return out; // the first sync says what is wrong with it
    const auto known = store::knownRegistries(**opened);
    if (!known)
        return out;
    for (const store::KnownRegistry &registry : *known) {
        for (const store::KnownAccount &one : registry.accounts) {
            const Result<qint64> account = store::findAccount(**opened, one.id);
            if (!account || !one.listedAt.isValid())
                continue;
            const auto due = store::Inventory(opened->get()).due(*account);
            out.append({one.id, one.listedAt, due && due->isEmpty()});
        }
    }
    return out;
}

} // namespace

SyncScheduler::SyncScheduler(SessionList *sessions, store::Plan plan, Clock *clock, QObject *parent)
    : QObject(parent)
    , m_sessions(sessions)
    , m_plan(std::move(plan))
    , m_clock(clock)
{
    connect(sessions, &SessionList::added, this, &SyncScheduler::follow);
    connect(sessions, &SessionList::removed, this, [this](Session *session) {
        const auto entry = m_entries.find(session->account().id);
        if (entry == m_entries.end())
            return;
        const bool wasRunning = entry->second.standing.isRunning;
        delete entry->second.sync;
        m_entries.erase(entry);
        if (wasRunning)
            emit dropped(session->account().id);
    });
    for (Session *session : sessions->all())
        follow(session);
    recall();
    m_clock->after(kTick, this, [this] { tick(); });
}

SyncScheduler::~SyncScheduler()
{
    // All are told first, so that they end beside each other.
    for (auto &[id, entry] : m_entries) {
        if (entry.sync)
            entry.sync->cancel();
    }
    for (auto &[id, entry] : m_entries) {
        if (entry.sync)
            entry.sync->finish(kPatienceAtTheEnd);
    }
}

void SyncScheduler::setHabit(const SyncSchedule &habit)
{
    m_habit = habit;
}

void SyncScheduler::recall()
{
    QThreadPool::globalInstance()->start([plan = m_plan, clock = StoppedClock(*m_clock), post = Post(this), this] {
        const QList<Recalled> found = recallFrom(plan, clock);
        post([this, found] {
            for (const Recalled &one : found) {
                const auto entry = m_entries.find(one.accountId);
                if (entry == m_entries.end() || entry->second.standing.readAt.isValid())
                    continue;
                entry->second.standing.readAt = one.readAt;
                entry->second.standing.isWhole = one.isWhole;
            }
            emit recalled();
        });
    });
}

void SyncScheduler::follow(Session *session)
{
    m_entries[session->account().id].standing.registryId = session->account().registryId;
    connect(session, &Session::stateChanged, this, [this, session] { onState(session); });
    onState(session);
}

void SyncScheduler::onState(Session *session)
{
    const QString id = session->account().id;
    const auto entry = m_entries.find(id);
    if (entry == m_entries.end() || entry->second.wasOnline || session->state() != Session::State::Online)
        return;
    entry->second.wasOnline = true;
    entry->second.onlineAt = m_clock->elapsed();
    m_clock->after(kSettle, this, [this, id] {
        const Session *now = m_sessions->find(id);
        const auto its = m_entries.find(id);
        const bool wasRead = its != m_entries.end() && its->second.triedAt >= its->second.onlineAt;
        if (now && !wasRead && m_habit.atSignIn && isByItself(*now))
            begin(id, false);
    });
}

bool SyncScheduler::isByItself(const Session &session) const
{
    return session.isDemo() || !m_habit.onlyDemo;
}

void SyncScheduler::tick()
{
    m_clock->after(kTick, this, [this] { tick(); });
    if (m_habit.every <= 0min)
        return;
    for (const Session *session : m_sessions->all()) {
        const auto entry = m_entries.find(session->account().id);
        if (entry == m_entries.end() || !isByItself(*session))
            continue;
        const auto last = std::max(entry->second.triedAt, entry->second.onlineAt);
        const bool isDue = last && m_clock->elapsed() - *last >= m_habit.every;
        if (isDue)
            begin(session->account().id, true);
    }
}

Message SyncScheduler::refusal(const QString &accountId) const
{
    const Session *session = m_sessions->find(accountId);
    if (!session)
        return {LOTSE_MSG("This registry was removed."), {}};
    if (session->state() != Session::State::Online)
        return {LOTSE_MSG("%1 is not connected. Connect to sync findings."), {session->account().name}};
    if (session->kind() != RegistryKind::Harbor) {
        return {LOTSE_MSG("%1 is not a Harbor registry: no scan reports available."), {session->account().name}};
    }
    return {};
}

SyncStatus SyncScheduler::standing(const QString &accountId) const
{
    const auto entry = m_entries.find(accountId);
    return entry == m_entries.end() ? SyncStatus() : entry->second.standing;
}

void SyncScheduler::start()
{
    for (const Session *session : m_sessions->all())
        begin(session->account().id, true);
}

void SyncScheduler::start(const QString &accountId)
{
    begin(accountId, true);
}

void SyncScheduler::begin(const QString &accountId, bool recheck)
{
    const auto entry = m_entries.find(accountId);
    if (entry == m_entries.end() || entry->second.sync)
        return;
    entry->second.wantsRecheck = recheck;
    entry->second.standing.waits = false;
    if (!refusal(accountId).isEmpty())
        return;
    Session *session = m_sessions->find(accountId);
    for (const Session *other : m_sessions->all()) {
        const auto its = m_entries.find(other->account().id);
        if (its != m_entries.end() && its->second.sync
            && other->account().registryId == session->account().registryId) {
            entry->second.standing.waits = true;
            emit moved(accountId);
            return;
        }
    }
    run(session);
}

void SyncScheduler::run(Session *session)
{
    const QString id = session->account().id;
    Entry &entry = m_entries.at(id);
    entry.triedAt = m_clock->elapsed();
    entry.standing.isRunning = true;
    entry.standing.progress = {};
    entry.sync = new Sync(syncSource(*session), m_plan, m_clock, this);
    Sync *sync = entry.sync;
    connect(sync, &Sync::progressChanged, this, [this, id, sync] {
        m_entries.at(id).standing.progress = sync->progress();
        emit moved(id);
    });
    connect(sync, &Sync::noticed, this, [this, id](const QString &sentence) { emit noticed(id, sentence); });
    connect(sync, &Sync::finished, this, [this, id](const SyncOutcome &outcome) { onFinished(id, outcome); });
    SyncOptions wish;
    wish.recheck = entry.wantsRecheck;
    emit began(id);
    sync->start(wish);
}

void SyncScheduler::onFinished(const QString &accountId, const SyncOutcome &outcome)
{
    Entry &entry = m_entries.at(accountId);
    entry.sync->deleteLater();
    entry.sync = nullptr;
    SyncStatus &standing = entry.standing;
    standing.isRunning = false;
    standing.hasEnded = true;
    standing.outcome = outcome;
    // What was read before it broke off stands in the store; the lists are not new then.
    if (!outcome.error && !outcome.wasCancelled) {
        standing.readAt = m_clock->now();
        standing.isWhole = outcome.isComplete();
    } else {
        standing.isWhole = false;
    }
    emit ended(accountId);
    for (const Session *other : m_sessions->all()) {
        const auto its = m_entries.find(other->account().id);
        if (its != m_entries.end() && its->second.standing.waits)
            begin(other->account().id, its->second.wantsRecheck);
    }
}

void SyncScheduler::cancel(const QString &accountId)
{
    const auto entry = m_entries.find(accountId);
    if (entry == m_entries.end())
        return;
    if (entry->second.standing.waits) {
        entry->second.standing.waits = false;
        emit moved(accountId);
    }
    if (entry->second.sync)
        entry->second.sync->cancel();
}

} // namespace lotse
