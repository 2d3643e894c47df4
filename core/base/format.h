// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/message.h"

#include <QDateTime>
#include <QLocale>

#include <chrono>

/// Numbers and times for people, always by a locale that is handed in: a report may speak another language than the
/// window. Unit signs (KiB, min, h, d) are the same in all languages.
namespace lotse::format {

/// "3.2 GiB"; powers of 1024. A negative count is "–": unknown.
QString bytes(qint64 count, const QLocale &locale);

/// "1,234"
QString count(qint64 number, const QLocale &locale);

/// "850 ms", "12.4 s", "3 min 20 s", "2 h 5 min", "4 d 3 h". A negative one is "–".
QString duration(std::chrono::milliseconds duration, const QLocale &locale);

/// "12 s ago", "in 3 d", "never" for an invalid time. Under one second it is "just now".
Message age(const QDateTime &time, const QDateTime &now, const QLocale &locale);

/// "2026-11-29 14:54": the one form of a time in the program, in the time zone of this computer and the same in every
/// language, so that times can be compared by eye. Empty for an invalid time.
QString dateTime(const QDateTime &time);
QString date(const QDateTime &time); ///< "2026-11-29"
/// "2026-11-29 14:54:18 UTC+01:00": where a time is evidence, to be held against a log of another place.
QString exactTime(const QDateTime &time);

/// "2027-01-31": the day in UTC of seconds since 1970, the same in every language, for what a registry counts in UTC.
QString isoDay(qint64 seconds);

/// "73 %", "2.4 %", "< 0.1 %"; "100 %" only where nothing is left; of a limit of 0 or less it is "–".
QString share(qint64 part, qint64 whole, const QLocale &locale);

} // namespace lotse::format
