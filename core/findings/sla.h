// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/segment.h"

namespace lotse::findings {

/// Until when a finding must be dealt with: days after it was first seen, by severity. 0 days: no due date.
struct SlaPolicy {
    /// Ascending as Severity: none, negligible, low, medium, high, critical, unknown.
    std::array<int, kSeverityCount> days{0, 0, 120, 90, 30, 7, 30};
    int kevDays = 14; ///< for what is known to be exploited and whose list names no date
    int soonDays = 7;

    /// The due time; `kevDue` is the date of the KEV list (0: none). 0 where there is no due date.
    Seconds due(Severity severity, Seconds firstSeen, bool isKev, Seconds kevDue) const;
    bool operator==(const SlaPolicy &) const = default;
};

enum class DueState : quint8 { Breached, Soon, Ok, None }; // in the order of choicesOf(Key::Due)

/// How a due time stands; `due` 0 is None.
DueState dueState(Seconds due, Seconds now, const SlaPolicy &policy);

} // namespace lotse::findings
