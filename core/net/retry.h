// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/request.h"

#include <chrono>
#include <optional>

namespace lotse {

/// The longest Retry-After that is waited for; a longer one is told to the caller.
inline constexpr std::chrono::seconds longestRetryAfter{60};
inline constexpr int maximumAttempts = 4; ///< the first and three more

/// An HTTP date ("Mon, 23 Nov 2026 09:40:34 GMT"), UTC; invalid where it is none.
QDateTime httpDate(const QByteArray &text);

/**
 * What Retry-After asks for, as seconds or as an HTTP date; a date counts from the answer's own Date, so that a wrong
 * clock on either side does no harm. At most a day; nothing for an absent, negative or unreadable value.
 */
std::optional<std::chrono::milliseconds> retryAfter(const Headers &headers);

/// A status that may go away by itself: 429, 502, 503, 504.
bool isPassing(int status);

/// The wait before attempt `attempt` (2 and up): 1, 2, 4 s and up to a quarter more; `share` is in [0, 1).
std::chrono::milliseconds retryDelay(int attempt, double share);

} // namespace lotse
