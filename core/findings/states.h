// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

#include <optional>
#include <vector>

namespace lotse::findings {

/// What has been decided of a finding: the states of CycloneDX, and RiskAccepted, which no format may call not
/// affected.
namespace States {
Q_NAMESPACE
enum class State : quint8 {
    None,
    InTriage,
    Exploitable,
    NotAffected,
    FalsePositive,
    Resolved,
    ResolvedWithPedigree,
    RiskAccepted
};
Q_ENUM_NS(State)
} // namespace States
using States::State;

/// "none", "in_triage", … as in CycloneDX, and "risk_accepted".
QString stateWord(State state);
std::optional<State> stateOf(const QString &word);

/// One byte a row: the state in the low bits, and what else there is to say.
struct StateBits {
    static constexpr quint8 kStateMask = 0x0f;
    static constexpr quint8 kHidden = 0x10; ///< a decision in force hides it
    static constexpr quint8 kReview = 0x20; ///< the version left the decided range, or the review date has come
    static constexpr quint8 kExpired = 0x40; ///< a decision was in force here and has run out
};

/// What the decisions say of each row of one FindingSet; made by DecisionLog::apply().
struct RowStates {
    std::vector<quint8> bits;
    std::vector<quint32> decision; ///< place in `ids` + 1, 0 where none
    std::vector<QString> ids; ///< ids of decisions

    State state(quint32 row) const
    {
        return row < bits.size() ? State(bits[row] & StateBits::kStateMask) : State::None;
    }
    bool has(quint32 row, quint8 flag) const { return row < bits.size() && (bits[row] & flag); }
};

} // namespace lotse::findings
