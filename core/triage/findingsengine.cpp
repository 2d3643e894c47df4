// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/findingsengine.h"

#include "base/keptmessage.h"
#include "base/trimmemory.h"
#include "session/account.h"
#include "store/inventory.h"
#include "store/reportstore.h"
#include "sync/segmentloader.h"
#include "triage/trustbook.h"

#include <QFileInfo>
#include <QUrl>

#include <algorithm>

namespace lotse {

using namespace Qt::StringLiterals;
using findings::Seconds;

namespace {

// A clock may be wrong by as much between two machines.
constexpr Seconds kSkew = 600;

// `account` is empty for all of the registry's accounts.
Result<RegistryRead> readOf(store::Database &database, const store::KnownRegistry &known, const QString &accountId)
{
    RegistryRead read;
    read.id = known.registryId;
    read.name = known.name;
    read.origin = known.origin;
    read.listed = known.listedAt;
    const Result<qint64> registry = store::findRegistry(database, known.registryId);
    if (!registry)
        return registry.error();
    const auto totals = store::ReportStore(&database).totals(*registry);
    if (!totals)
        return totals.error();
    read.oldestRead = totals->oldest;
    const Result<qint64> account = accountId.isEmpty() ? Result<qint64>(0) : store::findAccount(database, accountId);
    if (!account)
        return account.error();
    read.accounts = accountId.isEmpty() ? known.readers() : 1;
    store::Inventory inventory(&database);
    const auto gaps = accountId.isEmpty() ? inventory.allGaps(*registry) : inventory.gaps(*account);
    if (!gaps)
        return gaps.error();
    read.refused = gaps->refused;
    read.refusals = gaps->reasons;
    read.unseen = gaps->unseen;
    read.sawAll = gaps->sawAll;
    read.unread = gaps->unread;
    return read;
}

findings::Coverage coverageOf(const findings::FindingSet &set, const QString &registryId)
{
    for (const findings::FindingSet::Part &part : set.parts()) {
        if (part.segment->registryId == registryId)
            return findings::FindingSet::of({part.segment})->coverage();
    }
    return {};
}

} // namespace

bool FindingsEngine::isFromFuture(Seconds created, Seconds now)
{
    return created > now + kSkew;
}

// "ops, web (HTTP 502)": the first five, those of one reason together.
QString RegistryRead::refusedText() const
{
    QStringList reasons;
    QHash<QString, QStringList> names;
    for (const QString &project : refused.mid(0, 5)) {
        QString reason = refusals.value(project);
        while (reason.endsWith(u'.'))
            reason.chop(1);
        if (!names.contains(reason))
            reasons.append(reason);
        names[reason].append(project);
    }
    QStringList parts;
    for (const QString &reason : std::as_const(reasons)) {
        const QString projects = names[reason].join(u", "_s);
        parts.append(reason.isEmpty() ? projects : u"%1 (%2)"_s.arg(projects, reason));
    }
    return parts.join(u", "_s);
}

Message RegistryRead::gap() const
{
    if (damaged > 0)
        return Message::counted(
            LOTSE_MSG_N("%Ln images or reports of %1 in the local store are damaged and skipped. The next sync loads "
                        "them again.",
                "%Ln image or report of %1 in the local store is damaged and skipped. The next sync loads it "
                "again."),
            damaged, {name});
    if (undated > 0)
        return Message::counted(
            LOTSE_MSG_N("First-seen dates of %Ln repositories of %1 could not be read; due dates may be too late.",
                "First-seen dates of %Ln repository of %1 could not be read; due dates may be too late."),
            undated, {name});
    if (!listed.isValid())
        return {LOTSE_MSG("The sync of %1 is not complete."), {name}};
    if (!refused.isEmpty()) {
        // Permission is one reason among others: the list may have broken off, or not added up.
        return Message::counted(LOTSE_MSG_N("%Ln projects of %1 could not be read completely: %2.",
                                    "%Ln project of %1 could not be read completely: %2."),
            refused.size(), {name, refusedText()});
    }
    if (unseen > 0)
        return Message::counted(
            LOTSE_MSG_N("%Ln projects were not visible in the last sync of %1; their data is older.",
                "%Ln project was not visible in the last sync of %1; its data is older."),
            unseen, {name});
    if (!sawAll)
        return {LOTSE_MSG("The project list of %1 is incomplete."), {name}};
    if (coverage.unreadable > 0 && !unreadableReasons.isEmpty())
        return Message::counted(LOTSE_MSG_N("%1: reports of %Ln images are unreadable or incomplete: %2",
                                    "%1: reports of %Ln image are unreadable or incomplete: %2"),
            coverage.unreadable, {name, unreadableReasons.join(u' ')});
    if (coverage.unreadable > 0)
        return Message::counted(LOTSE_MSG_N("%1: reports of %Ln images are unreadable or incomplete.",
                                    "%1: reports of %Ln image are unreadable or incomplete."),
            coverage.unreadable, {name});
    if (unread > 0)
        return Message::counted(LOTSE_MSG_N("%1: reports of %Ln images are not synced yet.",
                                    "%1: reports of %Ln image are not synced yet."),
            unread, {name});
    return {};
}

QString TriageView::incomplete() const
{
    QStringList sentences;
    for (const Message &gap : gaps)
        sentences.append(gap.text());
    return sentences.join(u' ');
}

QString TriageView::noteText() const
{
    QStringList sentences;
    for (const Message &note : notes)
        sentences.append(note.text());
    return sentences.join(u' ');
}

findings::ExportOptions TriageView::exportOptions() const
{
    findings::ExportOptions options;
    options.now = context.now;
    for (const RegistryRead &registry : registries)
        options.hosts.insert(registry.id, QUrl(registry.origin).authority());
    for (const findings::Decision &decision : decisions)
        options.decisions.insert(decision.id, decision);
    for (const findings::Rule &rule : rules) {
        findings::Decision decision = rule.decision;
        decision.id = rule.id;
        decision.author = rule.author;
        decision.created = rule.created;
        options.decisions.insert(rule.id, decision);
    }
    QStringList sentences;
    for (const Message &gap : gaps)
        sentences.append(gap.english());
    options.incomplete = sentences.join(u' ');
    options.decisionLog = decisionLog;
    return options;
}

FindingsEngine::FindingsEngine(
    store::Plan cache, store::Plan decisions, const Clock *clock, findings::DecisionPolicy policy)
    : m_cache(std::move(cache))
    , m_decisions(std::move(decisions))
    , m_clock(clock)
    , m_policy(policy)
{
    m_view.context.set = findings::FindingSet::of({});
}

QString FindingsEngine::priorityFolder() const
{
    return QFileInfo(m_decisions.path).absolutePath() + u"/priority"_s;
}

Result<DecisionLedger *> FindingsEngine::ledger()
{
    if (!m_ledger) {
        auto opened = DecisionLedger::open(m_decisions, *m_clock, m_policy);
        m_ledgerError = opened ? Error() : opened.error();
        if (!opened)
            return opened.error();
        m_ledger = std::move(opened).value();
    }
    return m_ledger.get();
}

Result<void> FindingsEngine::load(const QStringList &registryIds)
{
    if (!m_hasPriority) {
        m_priority = PriorityLists::read(priorityFolder());
        m_hasPriority = true;
    }
    const Result<void> loaded = loadSegments(registryIds);
    loadTrust();
    m_cacheError = loaded ? Error() : loaded.error();
    m_view.context.facts = findings::Facts::of(*m_view.context.set, m_priority.priority);
    const Result<DecisionLedger *> book = ledger();
    if (book) {
        const Result<bool> fresh = (*book)->refresh();
        m_ledgerError = fresh ? Error() : fresh.error();
    }
    apply();
    giveBackMemory();
    if (m_cacheError)
        return m_cacheError;
    return m_ledgerError ? Result<void>(m_ledgerError) : Result<void>();
}

Result<void> FindingsEngine::loadSegments(const QStringList &registryIds)
{
    const auto opened = store::Database::open(m_cache, *m_clock);
    if (!opened)
        return opened.error();
    const auto known = store::knownRegistries(**opened);
    if (!known)
        return known.error();
    const auto former = store::formerIds(**opened);
    if (!former)
        return former.error();
    m_formerIds = *former;
    QList<RegistryRead> registries;
    QList<std::shared_ptr<const findings::Segment>> segments;
    Error first;
    bool isAccountKnown = m_account.isEmpty();
    for (const store::KnownRegistry &one : *known) {
        // What decisions call an address that had no account when they were made.
        m_formerIds.insert(passingRegistryId(one.origin), one.registryId);
        const bool hasAccount = std::any_of(one.accounts.begin(), one.accounts.end(),
            [this](const store::KnownAccount &account) { return account.id == m_account; });
        if (!m_account.isEmpty() && !hasAccount)
            continue;
        isAccountKnown = true;
        std::shared_ptr<const findings::Segment> segment;
        for (const findings::FindingSet::Part &part : m_view.context.set->parts()) {
            if (part.segment->registryId == one.registryId)
                segment = part.segment;
        }
        if (!segment || registryIds.isEmpty() || registryIds.contains(one.registryId)) {
            const auto loaded = loadSegment(**opened, {one.registryId, m_account, one.name});
            if (loaded)
                segment = *loaded;
            else if (!first)
                first = loaded.error();
        }
        // After that, so that what was found to be damaged counts as not read.
        Result<RegistryRead> read = readOf(**opened, one, m_account);
        if (!read)
            return read.error();
        if (segment) {
            read.value().damaged = segment->unread;
            read.value().undated = segment->undated;
            read.value().unreadableReasons = segment->unreadableReasons;
            segments.append(segment);
        }
        registries.append(std::move(read).value());
    }
    m_view.context.set = findings::FindingSet::of(segments);
    for (RegistryRead &registry : registries)
        registry.coverage = coverageOf(*m_view.context.set, registry.id);
    m_view.registries = registries;
    if (!isAccountKnown) {
        first.kind = ErrorKind::NotFound;
        first.message = {LOTSE_MSG("No data synced with this account yet. Run \"lotse-cli sync\" with it first."), {}};
    }
    return first ? Result<void>(first) : Result<void>();
}

Result<void> FindingsEngine::forgetAccounts(const QStringList &accountIds)
{
    return store::forgetAccounts(m_cache, *m_clock, accountIds);
}

void FindingsEngine::loadTrust()
{
    QList<TrustRegistry> registries;
    for (const RegistryRead &registry : std::as_const(m_view.registries))
        registries.append({registry.id, registry.origin});
    m_view.trust = readTrustBook(m_cache, registries, *m_clock);
    m_view.context.trust = trustMarks(*m_view.trust, *m_view.context.set, m_clock->now());
}

void FindingsEngine::reloadTrust()
{
    loadTrust();
    apply();
}

Result<void> FindingsEngine::reloadPriority()
{
    m_priority = PriorityLists::read(priorityFolder());
    m_hasPriority = true;
    m_view.context.facts = findings::Facts::of(*m_view.context.set, m_priority.priority);
    apply();
    return m_priority.errors.isEmpty() ? Result<void>() : Result<void>(m_priority.errors.first());
}

Result<bool> FindingsEngine::refresh()
{
    const Result<DecisionLedger *> book = ledger();
    if (!book)
        return book.error();
    const Result<bool> fresh = (*book)->refresh();
    if (!fresh) {
        m_ledgerError = fresh.error();
        apply();
        return fresh.error();
    }
    const auto now = Seconds(m_clock->now().toSecsSinceEpoch());
    const Seconds next = nextChange(m_view.context.now);
    if (!*fresh && (next == 0 || next > now))
        return false;
    apply();
    return true;
}

// When, after that time, a decision or a rule expires, begins or is to be looked at again; 0: never.
Seconds FindingsEngine::nextChange(Seconds after) const
{
    Seconds next = 0;
    const auto take = [&](Seconds time) {
        if (time > after && (next == 0 || time < next))
            next = time;
    };
    for (const findings::Decision &decision : m_view.decisions) {
        take(decision.created - kSkew);
        take(decision.expires);
        take(decision.review);
    }
    for (const findings::Rule &rule : m_view.rules) {
        take(rule.created - kSkew);
        take(rule.validFrom);
        take(rule.validUntil);
        take(rule.decision.expires);
    }
    return next;
}

// What is decided at a registry is decided there by whichever id it goes.
void FindingsEngine::takeLedger()
{
    if (!m_ledger)
        return;
    m_view.decisions = m_ledger->book().current();
    m_view.history = m_ledger->book().events();
    m_view.rules = m_ledger->rules();
    const auto head = m_ledger->head();
    m_view.decisionLog =
        head.count == 0 ? QString() : u"%1:%2"_s.arg(QString::number(head.count), QLatin1StringView(head.link.toHex()));
    const auto rename = [this](findings::Scope &scope) {
        scope.registry = m_formerIds.value(scope.registry, scope.registry);
    };
    for (findings::Decision &decision : m_view.decisions)
        rename(decision.scope);
    for (findings::Rule &rule : m_view.rules)
        rename(rule.decision.scope);
}

void FindingsEngine::noteAll()
{
    m_view.notes.clear();
    for (const RegistryRead &registry : std::as_const(m_view.registries)) {
        if (registry.accounts > 1)
            m_view.notes.append({LOTSE_MSG("Combined view of %1 accounts of %2; a single account may see less."),
                {QString::number(registry.accounts), registry.name}});
    }
    const Seconds now = m_view.context.now;
    const auto early = std::count_if(m_view.decisions.begin(), m_view.decisions.end(),
        [now](const findings::Decision &decision) { return isFromFuture(decision.created, now); });
    if (early > 0)
        m_view.notes.append(Message::counted(
            LOTSE_MSG_N("%Ln decisions are dated in the future and are not in force. Check the clock of this computer.",
                "%Ln decision is dated in the future and is not in force. Check the clock of this computer."),
            early));
    if (m_ledger && !m_ledger->notice().isEmpty())
        m_view.notes.append(m_ledger->notice());
}

void FindingsEngine::apply()
{
    m_view.context.now = Seconds(m_clock->now().toSecsSinceEpoch());
    takeLedger();
    QList<findings::Decision> begun = m_view.decisions;
    begun.removeIf([&](const findings::Decision &one) { return isFromFuture(one.created, m_view.context.now); });
    QList<findings::Rule> rules = m_view.rules;
    rules.removeIf([&](const findings::Rule &one) { return isFromFuture(one.created, m_view.context.now); });
    findings::Applied applied = findings::applyDecisions(m_view.context, begun, rules);
    m_view.context.states = std::move(applied.states);
    m_view.outcomes = applied.rules;
    noteAll();

    m_view.gaps.clear();
    if (m_cacheError) {
        m_view.gaps.append(
            {LOTSE_MSG("The local store could not be read completely: %1"), {toKept(m_cacheError.message)}});
    }
    if (m_ledgerError) {
        m_view.gaps.append({LOTSE_MSG("Decisions could not be read; findings may appear undecided: %1"),
            {toKept(m_ledgerError.message)}});
    }
    for (const RegistryRead &registry : std::as_const(m_view.registries)) {
        if (const Message gap = registry.gap(); !gap.isEmpty())
            m_view.gaps.append(gap);
    }
    m_view.warnings = m_priority.priority.warnings(m_view.context.now);
    for (const Error &error : std::as_const(m_priority.errors))
        m_view.warnings.append(error.message);
    m_view.hasEpss = !m_priority.priority.epss.scores.empty();
    m_view.hasKev = !m_priority.priority.kev.entries.isEmpty();
    m_view.epss.modelVersion = m_priority.priority.epss.modelVersion;
    m_view.epss.date = m_priority.priority.epss.date;
    m_view.epss.unreadable = m_priority.priority.epss.unreadable;
    m_view.kev.isWhole = m_priority.priority.kev.isWhole;
    m_view.kev.unreadable = m_priority.priority.kev.unreadable;
    m_view.kev.version = m_priority.priority.kev.version;
    m_view.kev.date = m_priority.priority.kev.date;
}

} // namespace lotse
