// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/decisionledger.h"

#include "base/keptmessage.h"
#include "findings/jsonread.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <algorithm>

namespace lotse {

using namespace Qt::StringLiterals;
using findings::Decision;
using findings::DecisionEvent;
using findings::Rule;
using findings::Seconds;

namespace {

constexpr int kMostTries = 8; // when other programs write at the same moment

QString decisionStream()
{
    return u"decisions"_s;
}

QString ruleStream()
{
    return u"rules"_s;
}

Error unreadable(const QString &what)
{
    Error error;
    error.kind = ErrorKind::Invalid;
    error.message = {
        LOTSE_MSG("The decision cannot be saved (%1). Select fewer findings, or shorten the texts."), {what}};
    return error;
}

} // namespace

DecisionLedger::DecisionLedger(
    std::unique_ptr<store::EventStore> store, const Clock &clock, findings::DecisionPolicy policy)
    : m_store(std::move(store))
    , m_clock(&clock)
    , m_policy(policy)
    , m_book(policy)
{
}

Result<std::unique_ptr<DecisionLedger>> DecisionLedger::open(
    const store::Plan &plan, const Clock &clock, const findings::DecisionPolicy &policy)
{
    auto events = store::openEventStore(plan, clock);
    if (!events)
        return events.error();
    std::unique_ptr<DecisionLedger> ledger(new DecisionLedger(std::move(events).value(), clock, policy));
    const Result<bool> read = ledger->refresh();
    if (!read)
        return read.error();
    return ledger;
}

Result<bool> DecisionLedger::refresh()
{
    const Result<QList<store::Event>> events = m_store->read(decisionStream(), m_last);
    if (!events)
        return events.error();
    for (const store::Event &event : *events) {
        const Result<DecisionEvent> read = findings::readEvent(event.body);
        if (!read)
            return read.error();
        if (const Result<void> taken = m_book.append(*read); !taken)
            return taken.error();
        m_last = event.number;
    }
    const Result<QList<store::Event>> rules = m_store->read(ruleStream(), m_lastRule);
    if (!rules)
        return rules.error();
    for (const store::Event &event : *rules) {
        if (const Result<void> taken = takeRule(event); !taken)
            return taken.error();
        m_lastRule = event.number;
    }
    return !events->isEmpty() || !rules->isEmpty();
}

Result<DecisionEvent> DecisionLedger::write(const Make &make)
{
    for (int attempt = 1;; ++attempt) {
        if (const Result<bool> fresh = refresh(); !fresh)
            return fresh.error();
        const Result<DecisionEvent> made = make(Seconds(m_clock->now().toSecsSinceEpoch()));
        if (!made)
            return made;
        store::Event event;
        event.uuid = made->id;
        event.at = m_clock->now();
        event.stream = decisionStream();
        event.kind = made->kind == DecisionEvent::Kind::Made ? u"made"_s : u"withdrawn"_s;
        event.author = made->author;
        event.body = findings::eventJson(*made);
        // Events are final: one that no reader takes would lock the file for good.
        const Result<DecisionEvent> back = findings::readEvent(event.body);
        if (!back)
            return unreadable(toKept(back.error().message));
        if (!(*back == *made))
            return unreadable(u"a text is too long"_s);
        const Result<qint64> kept = m_store->append({event}, m_last);
        if (!kept) {
            if (kept.error().kind == ErrorKind::Conflict && attempt < kMostTries)
                continue;
            return kept.error();
        }
        if (const Result<void> taken = m_book.append(*made); !taken)
            return taken.error();
        m_last = *kept;
        return made;
    }
}

Result<DecisionEvent> DecisionLedger::make(
    const QList<Decision> &decisions, const QString &author, const QString &note, const findings::Import &import)
{
    return write([&](Seconds now) { return m_book.make(decisions, author, note, now, import); });
}

Result<DecisionEvent> DecisionLedger::undo(const QString &eventId, const QString &author)
{
    return write([&](Seconds now) { return m_book.undo(eventId, author, now); });
}

Result<DecisionEvent> DecisionLedger::withdraw(const QStringList &ids, const QString &author, const QString &note)
{
    return write([&](Seconds now) { return m_book.withdraw(ids, author, note, now); });
}

Result<void> DecisionLedger::takeRule(const store::Event &event)
{
    if (event.kind == "dropped"_L1) {
        const QString id = QJsonDocument::fromJson(event.body).object().value("id"_L1).toString();
        m_rules.removeIf([&](const Rule &rule) { return rule.id == id; });
        return {};
    }
    Result<Rule> rule = findings::readRule(event.body);
    if (!rule)
        return rule.error();
    const auto at = std::find_if(m_rules.begin(), m_rules.end(), [&](const Rule &one) { return one.id == rule->id; });
    if (at == m_rules.end())
        m_rules.append(std::move(rule).value());
    else
        *at = std::move(rule).value();
    return {};
}

Result<void> DecisionLedger::writeRule(const QString &kind, const QString &author, const QByteArray &body)
{
    store::Event event;
    event.uuid = QUuid::createUuid().toString(QUuid::WithoutBraces);
    event.at = m_clock->now();
    event.stream = ruleStream();
    event.kind = kind;
    event.author = author;
    event.body = body;
    const Result<qint64> kept = m_store->append({event}, m_lastRule);
    if (!kept)
        return kept.error();
    m_lastRule = *kept;
    return takeRule(event);
}

Result<Rule> DecisionLedger::keepRule(Rule rule)
{
    if (const Result<bool> fresh = refresh(); !fresh)
        return fresh.error();
    const auto now = Seconds(m_clock->now().toSecsSinceEpoch());
    if (rule.id.isEmpty()) {
        rule.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        rule.created = now;
    }
    if (const Result<void> checked = findings::checkRule(rule, m_policy, now); !checked)
        return checked.error();
    const QByteArray body = findings::ruleJson(rule);
    if (const Result<Rule> back = findings::readRule(body); !back)
        return unreadable(toKept(back.error().message));
    const Result<void> kept = writeRule(u"kept"_s, rule.author, body);
    if (!kept)
        return kept.error();
    return rule;
}

Result<void> DecisionLedger::dropRule(const QString &id, const QString &author)
{
    if (const Result<bool> fresh = refresh(); !fresh)
        return fresh.error();
    if (std::none_of(m_rules.begin(), m_rules.end(), [&](const Rule &rule) { return rule.id == id; })) {
        Error error;
        error.kind = ErrorKind::NotFound;
        error.message = {LOTSE_MSG("Rule %1 not found."), {id}};
        return error;
    }
    return writeRule(u"dropped"_s, author, QJsonDocument(QJsonObject{{u"id"_s, id}}).toJson(QJsonDocument::Compact));
}

} // namespace lotse
