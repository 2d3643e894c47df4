// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/context.h"
#include "findings/query.h"
#include "findings/rule.h"

namespace lotse::findings {

/// What became of a rule.
struct RuleOutcome {
    QString ruleId;
    quint32 matched = 0; ///< occurrences that its query finds
    quint32 applied = 0; ///< of those, decided by it (in Mode::Log: that it would decide)
    std::optional<QueryError> error; ///< where its query does not read
};

struct Applied {
    std::shared_ptr<const RowStates> states;
    QList<RuleOutcome> rules; ///< of those that are valid now, in the order of precedence
};

/**
 * What decisions and rules say of each row of context.set. The narrowest scope wins, then the higher priority, then the
 * newest; rules come after all of them. An expired decision never hides: its rows are back in triage and marked. Rows
 * whose version has left the decided range are marked for review. context.states is not looked at.
 */
Applied applyDecisions(const Context &context, const QList<Decision> &decisions, const QList<Rule> &rules = {});

/// How far a decision on a query reaches beyond the rows that it was made on.
enum class Reach { Everywhere, Registry, Project, Repository, Digest };

/// What a decision on rows would do, before it is made.
struct Proposal {
    QList<Decision> decisions; ///< one for each vulnerability, package and place
    quint32 occurrences = 0; ///< of the rows given, that get the decision
    quint32 images = 0; ///< that those are in
    quint32 alreadyDecided = 0; ///< of the rows given, that keep the decision that they have
    quint32 besides = 0; ///< other occurrences that are reached as well
    quint32 overruled = 0; ///< occurrences that have a decision now and would follow this one
    Message sentence() const; ///< "12480 findings in 311 images, 14 already decided stay."
};

/// `pattern` gives all but scope, vulnerabilities, package and versions. Versions are those that the rows have, or all
/// where `isForAllVersions`. context.states must be what `existing` made.
Proposal propose(const Context &context, std::span<const RowId> rows, const QList<Decision> &existing,
    const Decision &pattern, Reach reach, bool isForAllVersions = false);

} // namespace lotse::findings
