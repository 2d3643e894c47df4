// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "findings/decisionbook.h"
#include "findings/rule.h"
#include "store/database.h"
#include "store/eventstore.h"

#include <memory>

namespace lotse {

/**
 * What has been decided, in a file of its own: reads and appends events, never changes one. A change is written first
 * and is in force after that, so that what is on the disk is never behind what is shown. Several programs may work on
 * one file: each change takes first what the others added. One thread at a time.
 */
class DecisionLedger {
public:
    /// `plan` is store::decisionPlan(); `clock` outlives the ledger. ErrorKind::Storage; Conflict or Decode where the
    /// history was changed by another hand.
    static Result<std::unique_ptr<DecisionLedger>> open(
        const store::Plan &plan, const Clock &clock, const findings::DecisionPolicy &policy = {});

    const findings::DecisionBook &book() const { return m_book; }
    QList<findings::Rule> rules() const { return m_rules; } ///< in the order in which they were made
    bool isReadOnly() const { return m_store->isReadOnly(); }
    /// The last entry of the log and how many there are, for exports.
    store::LogHead head() const { return m_store->head(); }
    Message notice() const { return m_store->notice(); } ///< empty where there is nothing to say

    /// Takes what another program added. True where there was something.
    Result<bool> refresh();

    /// Each is written, then in force. ErrorKind::Invalid says which field of a decision is missing or wrong.
    Result<findings::DecisionEvent> make(const QList<findings::Decision> &decisions, const QString &author,
        const QString &note, const findings::Import &import = {});
    Result<findings::DecisionEvent> undo(const QString &eventId, const QString &author);
    Result<findings::DecisionEvent> withdraw(const QStringList &ids, const QString &author, const QString &note);

    /// Keeps a rule: a new one where it has no id, else in the place of the one with this id. Gives the rule as kept.
    Result<findings::Rule> keepRule(findings::Rule rule);
    Result<void> dropRule(const QString &id, const QString &author);

private:
    DecisionLedger(std::unique_ptr<store::EventStore> store, const Clock &clock, findings::DecisionPolicy policy);
    using Make = std::function<Result<findings::DecisionEvent>(findings::Seconds now)>;
    Result<findings::DecisionEvent> write(const Make &make);
    Result<void> takeRule(const store::Event &event);
    Result<void> writeRule(const QString &kind, const QString &author, const QByteArray &body);

    std::unique_ptr<store::EventStore> m_store;
    const Clock *m_clock;
    findings::DecisionPolicy m_policy;
    findings::DecisionBook m_book;
    QList<findings::Rule> m_rules;
    qint64 m_last = 0; ///< number of the last event of decisions that was read
    qint64 m_lastRule = 0;
};

} // namespace lotse
