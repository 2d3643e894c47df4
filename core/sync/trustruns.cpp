// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/trustruns.h"

#include "session/session.h"
#include "store/inventory.h"
#include "sync/runthread.h"
#include "sync/sync.h"

#include <QDeadlineTimer>
#include <QFileInfo>

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kStopWithin{3'000};

} // namespace

TrustPlace trustPlace(const Session &session, const store::Plan &plan, const QString &folder)
{
    return {syncSource(session), session.account().host(), plan,
        trust::policyFolder(folder, store::placeOf(session.account().url))};
}

TrustRuns::TrustRuns(SessionList *sessions, store::Plan cache, Clock *clock, QObject *parent)
    : QObject(parent)
    , m_sessions(sessions)
    , m_folder(QFileInfo(cache.path).absolutePath())
    , m_plan(store::trustPlan(cache.path))
    , m_clock(clock)
{
}

TrustRuns::~TrustRuns()
{
    for (auto &[account, entry] : m_entries)
        cancel(account);
    for (auto &[account, entry] : m_entries) {
        if (entry.thread)
            entry.thread->wait(QDeadlineTimer(kStopWithin));
    }
}

QString TrustRuns::policyFolder(const QString &accountId) const
{
    const Session *session = m_sessions->find(accountId);
    return session ? trust::policyFolder(m_folder, store::placeOf(session->account().url)) : QString();
}

Message TrustRuns::refusal(const QString &accountId) const
{
    const Session *session = m_sessions->find(accountId);
    if (!session)
        return {LOTSE_MSG("There is no such registry."), {}};
    if (session->state() != Session::State::Online)
        return {LOTSE_MSG("%1 is not connected."), {session->account().name}};
    if (session->kind() != RegistryKind::Harbor)
        return {LOTSE_MSG("%1 is not a Harbor registry: its artifacts are verified one by one on their pages."),
            {session->account().name}};
    return {};
}

void TrustRuns::start(const QString &accountId, const TrustWish &wish)
{
    const Session *session = m_sessions->find(accountId);
    if (!session || session->state() != Session::State::Online || standing(accountId).isRunning)
        return;
    if (wish.only.isEmpty() && !refusal(accountId).isEmpty())
        return;
    auto *run = new TrustRun(trustPlace(*session, m_plan, m_folder), wish, m_clock);
    const RunThread started = threadOf(run, u"trust"_s);
    listenTo(run, &TrustRun::moved, this, [this, accountId](const TrustProgress &progress) {
        m_entries[accountId].standing.progress = progress;
        emit moved(accountId);
    });
    listenTo(run, &TrustRun::finished, this, [this, accountId](const TrustOutcome &outcome) {
        TrustStanding &standing = m_entries[accountId].standing;
        standing.isRunning = false;
        standing.hasEnded = true;
        standing.outcome = outcome;
        emit ended(accountId);
    });
    Entry &entry = m_entries[accountId];
    entry.thread = started.thread;
    entry.line = started.line;
    entry.standing = {};
    entry.standing.isRunning = true;
    entry.standing.isOfOne = !wish.only.isEmpty();
    emit began(accountId);
    started.thread->start();
}

void TrustRuns::cancel(const QString &accountId)
{
    if (standing(accountId).isRunning)
        m_entries[accountId].line->cancel();
}

TrustStanding TrustRuns::standing(const QString &accountId) const
{
    const auto entry = m_entries.find(accountId);
    return entry == m_entries.end() ? TrustStanding() : entry->second.standing;
}

} // namespace lotse
