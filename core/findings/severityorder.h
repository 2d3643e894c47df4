// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/severity.h"

namespace lotse::findings {

/// The order in which severities are shown: critical is the highest, unknown the lowest, below none. An unknown
/// severity is nothing to be ranked: it never is the worst of what is known, and is counted by itself.
constexpr int displayRank(Severity severity)
{
    return severity == Severity::Unknown ? 0 : int(severity) + 1;
}
/// The one of both that is shown as the worse.
constexpr Severity worseOf(Severity a, Severity b)
{
    return displayRank(a) < displayRank(b) ? b : a;
}

} // namespace lotse::findings
