// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/executor_p.h"

#include "harbor/fetch.h"
#include "net/httperror.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::change {

Executor::Executor(std::shared_ptr<Transport> transport, Journal *journal, Clock *clock, QObject *parent)
    : QObject(parent)
    , m_transport(transport)
    , m_client(std::move(transport))
    , m_journal(journal)
    , m_clock(clock)
{
    m_commits.setMaxThreadCount(1);
    qRegisterMetaType<Progress>();
    qRegisterMetaType<Summary>();
}

Executor::~Executor()
{
    m_commits.waitForDone(); // the journal is used until then
}

void Executor::run(const ChangePlan &plan, const Options &options, const Course *before)
{
    m_plan = plan;
    m_options = options;
    m_order = orderOf(plan);
    m_isRunning = true;
    for (const Change &change : plan.changes) {
        Progress &progress = m_progress[change.id];
        progress.id = change.id;
        if (!before)
            continue;
        const Step step = before->steps.value(change.id);
        if (step.state == State::Verified || step.state == State::Done || step.state == State::Skipped)
            progress.state = step.state;
        else if (step.state == State::Intent || step.state == State::Sent || step.state == State::Unknown)
            m_unsettled.insert(change.id);
    }
    Entry entry;
    entry.kind = Entry::Kind::Planned;
    entry.plan = plan.id;
    entry.body = {{u"plan"_s, QJsonDocument::fromJson(toJson(plan)).object()}};
    write(entry, [this] { next(); });
}

void Executor::pause()
{
    m_isPaused = true;
}

void Executor::resume()
{
    m_isPaused = false;
    next();
}

void Executor::cancel()
{
    m_isCancelled = true;
    m_isStopped = true;
    m_isPaused = false;
    next();
}

bool Executor::mayBegin(const Change &change) const
{
    const int rank = rankOf(change);
    for (const QString &id : m_order) {
        const Change &other = *m_plan.find(id);
        if (isSettled(m_progress[id].state))
            continue;
        if (rankOf(other) < rank)
            return false;
        if (id == change.id)
            break;
        // Of one object, in the order of the plan.
        if (other.target() == change.target())
            return false;
    }
    for (const QString &id : std::as_const(m_inFlight)) {
        if (m_plan.find(id)->target() == change.target())
            return false;
    }
    return std::all_of(change.needs.begin(), change.needs.end(),
        [this](const QString &need) { return !m_plan.find(need) || isSettled(m_progress[need].state); });
}

void Executor::next()
{
    if (!m_isRunning)
        return;
    for (const QString &id : std::as_const(m_order)) {
        if (m_progress[id].state != State::Planned || m_inFlight.contains(id))
            continue;
        const Change &change = *m_plan.find(id);
        if (m_isStopped) {
            set(id, State::Cancelled,
                m_isCancelled ? Message{LOTSE_MSG("Not sent: the run was cancelled."), {}}
                              : Message{LOTSE_MSG("Not sent: the run stopped before it."), {}});
            continue;
        }
        if (m_isPaused || m_inFlight.size() >= mostBegun())
            break;
        if (!mayBegin(change))
            continue;
        const bool lacks = std::any_of(change.needs.begin(), change.needs.end(), [this](const QString &need) {
            const State state = m_progress.value(need).state;
            return state != State::Verified && state != State::Done && state != State::Skipped;
        });
        if (lacks) {
            set(id, State::Cancelled, {LOTSE_MSG("Not sent: a required change was not made."), {}});
            continue;
        }
        if (m_options.leftOut.contains(id)) {
            set(id, State::Skipped, {LOTSE_MSG("Skipped in this run."), {}});
            continue;
        }
        if (const std::optional<Message> blocked = reviewOf(change, m_options.actor).blocked) {
            set(id, State::Failed, *blocked);
            continue;
        }
        for (const QString &secret : change.secrets) {
            if (!m_options.secrets.value(id).contains(secret)) {
                set(id, State::Failed, {LOTSE_MSG("Not sent: %1 was not entered."), {secret}});
                break;
            }
        }
        if (m_progress[id].state == State::Planned)
            begin(change);
    }
    endWhenDone();
}

void Executor::begin(const Change &change)
{
    m_inFlight.insert(change.id);
    auto work = std::make_shared<Work>();
    work->change = change;
    if (m_unsettled.contains(change.id)) {
        // It may have been sent: what the registry holds tells, before anything is sent again.
        work->onlySettles = true;
        look(work);
        return;
    }
    Entry entry;
    entry.kind = Entry::Kind::Intent;
    entry.change = change.id;
    write(entry, [this, work] {
        set(work->change.id, State::Intent);
        look(work);
    });
}

void Executor::look(const std::shared_ptr<Work> &work)
{
    whenFree([this, work] {
        lookAt(m_client, work->change, this, [this, work](const Result<Found> &found) {
            release();
            compare(work, found);
        });
    });
}

void Executor::whenFree(std::function<void()> ask)
{
    if (m_open >= m_options.inFlight) {
        m_asking.append(std::move(ask));
        return;
    }
    ++m_open;
    ask();
}

void Executor::release()
{
    --m_open;
    if (!m_asking.isEmpty())
        whenFree(m_asking.takeFirst());
}

void Executor::set(const QString &id, State state, const Message &sentence, const Error &error)
{
    Progress &progress = m_progress[id];
    progress.state = state;
    progress.sentence = sentence;
    progress.error = error;
    emit progressed(progress);
    if (state != State::Sent && state != State::Intent)
        progress.secret = {}; // shown once, and kept by whoever listened
}

void Executor::write(Entry entry, std::function<void()> then)
{
    entry.plan = m_plan.id;
    m_waiting.append({std::move(entry), std::move(then)});
    if (m_isFlushing)
        return;
    // What comes together in one turn of the loop, or while the commit before is on its way, is one commit.
    m_isFlushing = true;
    QMetaObject::invokeMethod(this, &Executor::flush, Qt::QueuedConnection);
}

void Executor::flush()
{
    m_committing = std::exchange(m_waiting, {});
    QList<Entry> entries;
    for (const Waiting &one : std::as_const(m_committing))
        entries.append(one.entry);
    m_commits.start([this, entries] {
        const Result<void> kept = m_journal->append(entries);
        QMetaObject::invokeMethod(
            this, [this, kept] { flushed(kept); }, Qt::QueuedConnection);
    });
}

void Executor::flushed(const Result<void> &kept)
{
    const QList<Waiting> waiting = std::exchange(m_committing, {});
    m_isFlushing = !m_waiting.isEmpty();
    if (m_isFlushing)
        flush();
    if (kept) {
        const QPointer<Executor> self(this); // whoever hears that all has ended may delete it
        for (const Waiting &one : waiting) {
            if (self)
                one.then();
        }
        if (self)
            endWhenDone();
        return;
    }
    // Nothing may be sent that is not in the journal. What was sent already is told, but not recorded.
    stop(kept.error());
    for (const Waiting &one : waiting) {
        const QString id = one.entry.change;
        if (id.isEmpty())
            continue;
        const bool isSent = one.entry.kind == Entry::Kind::Result || one.entry.kind == Entry::Kind::Proof;
        m_inFlight.remove(id);
        if (!isSent) {
            set(id, State::Failed, {LOTSE_MSG("Not sent: the change journal could not be written."), {}}, kept.error());
            continue;
        }
        const bool isGood = one.entry.body.value(u"state"_s) == stateWord(State::Verified);
        set(id, isGood ? State::Verified : State::Unknown,
            {LOTSE_MSG("The change journal could not be written: the result is not recorded."), {}}, kept.error());
    }
    next();
}

void Executor::stop(const Error &error)
{
    m_isStopped = true;
    if (!m_stoppedBy)
        m_stoppedBy = error;
}

void Executor::endWhenDone()
{
    if (!m_isRunning || !m_inFlight.isEmpty() || m_isPaused || m_isFlushing)
        return; // flushed() comes here again
    for (const QString &id : std::as_const(m_order)) {
        if (!isSettled(m_progress[id].state))
            return;
    }
    m_isRunning = false;
    Summary summary;
    summary.error = m_stoppedBy;
    for (const Progress &progress : std::as_const(m_progress)) {
        switch (progress.state) {
        case State::Verified:
            ++summary.verified;
            break;
        case State::Done:
            ++summary.done;
            break;
        case State::Conflict:
            ++summary.conflicts;
            break;
        case State::Failed:
            ++summary.failed;
            break;
        case State::Unknown:
            ++summary.unknown;
            break;
        case State::Skipped:
            ++summary.skipped;
            break;
        default:
            ++summary.left;
            break;
        }
    }
    // A plan with something left or unknown stays open: it is offered again.
    const bool isOpen = summary.left > 0 || summary.unknown > 0;
    if (isOpen) {
        emit finished(summary);
        return;
    }
    Entry entry;
    entry.kind = Entry::Kind::End;
    entry.plan = m_plan.id;
    entry.body = {{u"how"_s, u"finished"_s}};
    const Result<void> kept = m_journal->append({entry});
    if (!kept && !summary.error)
        summary.error = kept.error();
    emit finished(summary);
}

} // namespace lotse::change
