// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/findingsservice.h"

#include "triage/prioritychange.h"

#include "base/localuser.h"
#include "base/post.h"

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds kRefreshEvery{300'000};

} // namespace

FindingsService::FindingsService(store::Plan cache, store::Plan decisions, Clock *clock, QObject *parent)
    : QObject(parent)
    , m_cache(cache)
    , m_clock(clock)
    , m_author(localUser())
    , m_desk(std::make_shared<FindingsEngine>(std::move(cache), std::move(decisions), clock))
    , m_isLeaving(std::make_shared<std::atomic_bool>(false))
{
    m_worker.setMaxThreadCount(1);
    m_worker.setObjectName(u"triage"_s);
    m_view = m_desk->view();
    tick();
}

FindingsService::~FindingsService()
{
    *m_isLeaving = true; // readings that wait are passed over, changes are not
    m_worker.waitForDone();
}

void FindingsService::tick()
{
    m_clock->after(kRefreshEvery, this, [this] {
        if (m_wasLoaded)
            refresh();
        tick();
    });
}

void FindingsService::start(Work work, std::function<void(const Outcome &)> done)
{
    m_worker.start([this, work = std::move(work), done = std::move(done), desk = m_desk, post = Post(this)] {
        const Outcome outcome = work(*desk);
        std::optional<TriageView> view;
        if (outcome.hasView)
            view = desk->view();
        post([this, outcome, done, view] {
            if (view)
                m_view = *view;
            if (done)
                done(outcome);
            if (outcome.hasView)
                emit changed();
            if (outcome.event)
                emit decided(*outcome.event);
            if (outcome.error)
                emit failed(outcome.error);
        });
    });
}

void FindingsService::reload(const QStringList &registryIds)
{
    if (m_loading) {
        m_nextIsAll = m_nextIsAll || registryIds.isEmpty();
        m_hasNext = true;
        m_next.append(registryIds);
        return;
    }
    m_loading = true;
    emit loadingChanged();
    start(
        [registryIds, leaving = m_isLeaving](FindingsEngine &desk) {
            Outcome outcome;
            if (*leaving)
                return outcome;
            if (const Result<void> loaded = desk.load(registryIds); !loaded)
                outcome.loadError = loaded.error();
            return outcome;
        },
        [this](const Outcome &outcome) {
            m_error = outcome.loadError ? std::optional(outcome.loadError) : std::nullopt;
            m_wasLoaded = true;
            m_loading = false;
            if (m_hasNext) {
                const QStringList next = m_nextIsAll ? QStringList() : m_next;
                m_hasNext = m_nextIsAll = false;
                m_next.clear();
                reload(next);
            } else {
                emit loadingChanged();
            }
        });
}

void FindingsService::forgetAccounts(const QStringList &accountIds)
{
    start([accountIds](FindingsEngine &desk) {
        Outcome outcome;
        outcome.hasView = false;
        outcome.error = desk.forgetAccounts(accountIds).error();
        return outcome;
    });
    reload();
}

void FindingsService::refresh()
{
    start([leaving = m_isLeaving](FindingsEngine &desk) {
        Outcome outcome;
        outcome.hasView = false;
        if (*leaving)
            return outcome;
        const Result<bool> fresh = desk.refresh();
        outcome.hasView = !fresh || *fresh;
        return outcome;
    });
}

void FindingsService::change(std::function<Result<findings::DecisionEvent>(DecisionLedger &)> change)
{
    start([change = std::move(change)](FindingsEngine &desk) {
        Outcome outcome;
        const Result<DecisionLedger *> ledger = desk.ledger();
        const Result<findings::DecisionEvent> event =
            ledger ? change(**ledger) : Result<findings::DecisionEvent>(ledger.error());
        if (event) {
            outcome.event = *event;
            desk.apply();
        } else {
            outcome.error = event.error();
            outcome.hasView = false;
        }
        return outcome;
    });
}

void FindingsService::make(
    const QList<findings::Decision> &decisions, const QString &note, const findings::Import &import)
{
    change([decisions, note, import, author = m_author](
               DecisionLedger &ledger) { return ledger.make(decisions, author, note, import); });
}

void FindingsService::undo(const QString &eventId)
{
    change([eventId, author = m_author](DecisionLedger &ledger) { return ledger.undo(eventId, author); });
}

void FindingsService::withdraw(const QStringList &ids, const QString &note)
{
    change([ids, note, author = m_author](DecisionLedger &ledger) { return ledger.withdraw(ids, author, note); });
}

void FindingsService::changeRules(std::function<Error(DecisionLedger &)> change)
{
    start([change = std::move(change)](FindingsEngine &desk) {
        Outcome outcome;
        const Result<DecisionLedger *> ledger = desk.ledger();
        outcome.error = ledger ? change(**ledger) : ledger.error();
        outcome.hasView = !outcome.error;
        if (outcome.hasView)
            desk.apply();
        return outcome;
    });
}

void FindingsService::keepRule(const findings::Rule &rule)
{
    changeRules([rule, author = m_author](DecisionLedger &ledger) {
        findings::Rule own = rule;
        if (own.author.isEmpty())
            own.author = author;
        return ledger.keepRule(own).error();
    });
}

void FindingsService::dropRule(const QString &id)
{
    changeRules([id, author = m_author](DecisionLedger &ledger) { return ledger.dropRule(id, author).error(); });
}

void FindingsService::importPriority(const QString &file)
{
    start(
        [file](FindingsEngine &desk) {
            Outcome outcome;
            const TriageView before = desk.view();
            if (const Result<void> taken = importPriorityList(desk.priorityFolder(), file); !taken)
                outcome.error = taken.error();
            else if (const Result<void> read = desk.reloadPriority(); !read)
                outcome.error = read.error();
            else
                outcome.notes = priorityChanges(before, desk.view());
            return outcome;
        },
        [this](const Outcome &outcome) {
            QStringList sentences;
            for (const Message &note : outcome.notes)
                sentences.append(note.text());
            if (!sentences.isEmpty())
                emit priorityImported(sentences.join(u' '));
        });
}

void FindingsService::reloadTrust()
{
    start([](FindingsEngine &desk) {
        desk.reloadTrust();
        return Outcome();
    });
}

void FindingsService::setSla(const findings::SlaPolicy &sla)
{
    start([sla](FindingsEngine &desk) {
        desk.setSla(sla);
        desk.apply();
        return Outcome();
    });
}

void FindingsService::setExposedLabel(const QString &label)
{
    start([label](FindingsEngine &desk) {
        desk.setExposedLabel(label);
        desk.apply();
        return Outcome();
    });
}

} // namespace lotse
