// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/decision.h"

namespace lotse::findings {

/**
 * A standing decision: what the query matches and nobody decided by hand is decided so, now and after each sync. The
 * decision's scope and match are not used. Between rules the higher priority wins, then the newer.
 */
struct Rule {
    enum class Mode {
        Log, ///< only counts what it would do
        Apply
    };
    QString id; ///< UUID
    QString name;
    QString author;
    Seconds created = 0;
    QString query;
    Decision decision;
    Mode mode = Mode::Log;
    Seconds validFrom = 0;
    Seconds validUntil = 0; ///< 0: without end
    int priority = 0;
    bool operator==(const Rule &) const = default;
};

/// Whether a rule may stand: its query reads, its decision would be allowed. ErrorKind::Invalid, `where` is the field.
Result<void> checkRule(const Rule &rule, const DecisionPolicy &policy, Seconds now);

QByteArray ruleJson(const Rule &rule);
/// Strict; ErrorKind::Decode.
Result<Rule> readRule(QByteArrayView json);

} // namespace lotse::findings
