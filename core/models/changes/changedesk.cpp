// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/changedesk_p.h"

#include "change/approval.h"

#include <QMetaObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

using change::ChangePlan;
using change::Course;
using change::State;

/// A burst of edits is one file.
static constexpr std::chrono::milliseconds keepAfter{250};

static QString counted(const char *text, const char *one, qint64 number)
{
    return Message::counted(text, one, number).text();
}

ChangeDesk::ChangeDesk(store::Plan journal, Clock *clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_worker(new Worker(std::move(journal), clock))
{
    m_thread.setObjectName(u"changes"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
    m_keepSoon.setSingleShot(true);
    m_keepSoon.setInterval(keepAfter);
    connect(&m_keepSoon, &QTimer::timeout, this, [this] { keepNow(); });
}

ChangeDesk::~ChangeDesk()
{
    keepNow(true);
    // What is in flight ends without us: the journal has its intent, and the next start finds out what became of it.
    m_thread.quit();
    m_thread.wait();
}

void ChangeDesk::run(std::function<void(Worker &)> work)
{
    QMetaObject::invokeMethod(
        m_worker, [worker = m_worker, work = std::move(work)] { work(*worker); }, Qt::QueuedConnection);
}

ChangeList *ChangeDesk::of(Session *session)
{
    if (!session)
        return nullptr;
    ChangeList *&list = m_lists[session->account().id];
    if (!list) {
        list = new ChangeList(session, m_clock, this);
        connectList(list);
        readKept(list);
        emit listAdded(list);
    } else if (list->session() != session) {
        list->setSession(session); // the account was changed, and has a new one
    }
    return list;
}

void ChangeDesk::connectList(ChangeList *list)
{
    const QString account = list->account();
    connect(list, &ChangeList::keptChanged, this, [this, list] { keepSoon(list); });
    connect(list, &ChangeList::applyAsked, this,
        [this, list](const ChangePlan &plan) { start(list, plan, {}, std::nullopt); });
    connect(list, &ChangeList::undoAsked, this, [this, list] {
        if (const Course *last = course(list->runId()))
            list->setUndo(change::undoOf(*last, *m_clock));
    });
    const auto tell = [this, account](void (change::Executor::*what)()) {
        run([account, what](Worker &worker) {
            const auto found = worker.executors.find(account);
            if (found != worker.executors.end())
                (found->second.get()->*what)();
        });
    };
    connect(list, &ChangeList::pauseAsked, this, [tell] { tell(&change::Executor::pause); });
    connect(list, &ChangeList::resumeAsked, this, [tell] { tell(&change::Executor::resume); });
    connect(list, &ChangeList::cancelAsked, this, [tell] { tell(&change::Executor::cancel); });
}

void ChangeDesk::load()
{
    run([this, post = Post(this)](Worker &worker) {
        const Result<change::Journal *> journal = worker.journal();
        const Result<QList<change::Entry>> entries =
            journal ? (*journal)->readOn() : Result<QList<change::Entry>>(journal.error());
        post([this, entries] {
            m_wasLoaded = true;
            m_error = entries ? Error() : entries.error();
            tookEntries(entries ? *entries : QList<change::Entry>());
        });
    });
}

void ChangeDesk::tookEntries(const QList<change::Entry> &entries)
{
    for (const change::Entry &entry : entries)
        change::take(m_courses, entry);
    restoreRead();
    emit coursesChanged();
}

const Course *ChangeDesk::course(const QString &planId) const
{
    for (const Course &one : m_courses) {
        if (one.plan.id == planId)
            return &one;
    }
    return nullptr;
}

void ChangeDesk::start(
    ChangeList *list, const ChangePlan &plan, const QSet<QString> &leftOut, const std::optional<Course> &before)
{
    change::Executor::Options options = list->options();
    options.leftOut = leftOut;
    const QString account = list->account();
    const std::shared_ptr<Transport> transport = list->session()->sharedTransport();
    const QString last = before ? QString() : m_lastRuns.value(account);
    m_lastRuns.insert(account, plan.id);
    list->begin(plan, before ? &*before : nullptr);
    const QPointer<ChangeList> target = list;
    // Posts are made here: they come back to this thread.
    run([this, target, plan, options, before, transport, account, last, post = Post(this)](Worker &worker) {
        const Result<change::Journal *> journal = worker.journal();
        if (!journal) {
            post([target, error = journal.error()] {
                if (target)
                    target->fail(error);
            });
            return;
        }
        const auto readOn = [this, post, journal = *journal] {
            const Result<QList<change::Entry>> entries = journal->readOn();
            post([this, entries] {
                m_error = entries ? Error() : entries.error();
                tookEntries(entries ? *entries : QList<change::Entry>());
            });
        };
        if (!last.isEmpty()) {
            // What a run left is part of the next one, or was taken out: it is not offered again.
            change::Entry entry;
            entry.kind = change::Entry::Kind::End;
            entry.plan = last;
            entry.body = {{u"how"_s, u"discarded"_s}};
            if (const Result<void> kept = (*journal)->append({entry}); !kept) {
                post([target, error = kept.error()] {
                    if (target)
                        target->fail(error);
                });
                return;
            }
        }
        auto made = std::make_unique<change::Executor>(transport, *journal, worker.clock());
        change::Executor *executor = made.get();
        worker.executors[account] = std::move(made);
        QObject::connect(
            executor, &change::Executor::progressed, executor, [target, post](const change::Progress &progress) {
                post([target, progress] {
                    if (target)
                        target->take(progress);
                });
            });
        QObject::connect(executor, &change::Executor::finished, executor,
            [target, post, readOn, &worker, account](const change::Summary &summary) {
                readOn();
                post([target, summary] {
                    if (target)
                        target->finish(summary);
                });
                const auto found = worker.executors.find(account);
                if (found == worker.executors.end())
                    return;
                found->second.release()->deleteLater();
                worker.executors.erase(found);
            });
        executor->run(plan, options, before ? &*before : nullptr);
    });
}

QVariantList ChangeDesk::openPlans() const
{
    QVariantList out;
    for (const Course &one : m_courses) {
        if (!one.isOpen())
            continue;
        const bool isRunning = std::any_of(
            m_lists.begin(), m_lists.end(), [&](const ChangeList *list) { return list->runId() == one.plan.id; });
        if (isRunning)
            continue; // of this start: its list shows it
        const qsizetype unknown = one.interrupted().size() + one.count(State::Unknown);
        const int done = one.count(State::Verified) + one.count(State::Done);
        const qsizetype left = one.plan.changes.size() - done - unknown - one.count(State::Skipped)
            - one.count(State::Failed) - one.count(State::Conflict);
        const ChangeList *list = listFor(one);
        QString host = QUrl(one.plan.origin).authority();
        out.append(QVariantMap{{u"id"_s, one.plan.id}, {u"host"_s, host}, {u"author"_s, one.author},
            {u"when"_s, one.begunAt}, {u"unknown"_s, unknown}, {u"canResume"_s, list && !list->isReadOnly()},
            {u"sentence"_s,
                Message{"%1: %2, %3, %4",
                    {host, counted(LOTSE_MSG_N("%Ln done", "%Ln done"), done),
                        counted(LOTSE_MSG_N("%Ln unknown", "%Ln unknown"), unknown),
                        counted(LOTSE_MSG_N("%Ln left", "%Ln left"), left)}}
                    .text()}});
    }
    return out;
}

ChangeList *ChangeDesk::listFor(const Course &course) const
{
    for (ChangeList *list : m_lists) {
        if (list->plan().origin == course.plan.origin && list->plan().account == course.plan.account && list->session()
            && !list->isRunning() && (list->count() == 0 || list->hasEnded()))
            return list;
    }
    return nullptr;
}

/// Whether a second person has to approve first; the list says so then.
static bool isRefused(ChangeList *list)
{
    Error error;
    error.kind = ErrorKind::Usage;
    error.message = change::windowRefusal(list->session()->account().url);
    if (error.message.isEmpty())
        return false;
    list->fail(error);
    return true;
}

void ChangeDesk::resume(const QString &planId)
{
    const Course *found = course(planId);
    ChangeList *list = found ? listFor(*found) : nullptr;
    if (list && !list->isReadOnly() && !isRefused(list))
        start(list, Course(*found).plan, {}, *found);
}

void ChangeDesk::verify(const QString &planId)
{
    const Course *found = course(planId);
    ChangeList *list = found ? listFor(*found) : nullptr;
    if (!list || isRefused(list)) // what did not arrive would be sent
        return;
    QSet<QString> left;
    for (const change::Change &one : found->plan.changes) {
        if (found->steps.value(one.id).state == State::Planned || found->steps.value(one.id).state == State::Cancelled)
            left.insert(one.id);
    }
    start(list, Course(*found).plan, left, *found);
}

void ChangeDesk::discard(const QString &planId)
{
    run([this, planId, post = Post(this)](Worker &worker) {
        const Result<change::Journal *> journal = worker.journal();
        Error error = journal ? Error() : journal.error();
        QList<change::Entry> entries;
        if (journal) {
            change::Entry entry;
            entry.kind = change::Entry::Kind::End;
            entry.plan = planId;
            entry.body = {{u"how"_s, u"discarded"_s}};
            const Result<void> kept = (*journal)->append({entry});
            error = kept ? Error() : kept.error();
            if (const Result<QList<change::Entry>> read = (*journal)->readOn())
                entries = *read;
        }
        post([this, error, entries] {
            m_error = error;
            tookEntries(entries);
        });
    });
}

} // namespace lotse::models
