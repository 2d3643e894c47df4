// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/states.h"

#include "findings/query.h"

namespace lotse::findings {

QString stateWord(State state)
{
    return choicesOf(Key::State).at(int(state));
}

std::optional<State> stateOf(const QString &word)
{
    const qsizetype at = choicesOf(Key::State).indexOf(word);
    if (at < 0 || at > int(State::RiskAccepted))
        return std::nullopt;
    return State(at);
}

} // namespace lotse::findings
