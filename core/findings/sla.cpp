// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/sla.h"

#include <algorithm>

namespace lotse::findings {

namespace {
constexpr Seconds kDay = 86400;
}

Seconds SlaPolicy::due(Severity severity, Seconds firstSeen, bool isKev, Seconds kevDue) const
{
    if (firstSeen == 0)
        return isKev ? kevDue : 0;
    const int own = days[size_t(severity)];
    const Seconds due = own > 0 ? firstSeen + Seconds(own) * kDay : 0;
    if (!isKev)
        return due;
    const Seconds other = kevDue ? kevDue : firstSeen + Seconds(kevDays) * kDay;
    return due ? std::min(due, other) : other;
}

DueState dueState(Seconds due, Seconds now, const SlaPolicy &policy)
{
    if (due == 0)
        return DueState::None;
    if (due < now)
        return DueState::Breached;
    return due - now <= Seconds(policy.soonDays) * kDay ? DueState::Soon : DueState::Ok;
}

} // namespace lotse::findings
