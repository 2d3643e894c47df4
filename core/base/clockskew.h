// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

namespace lotse {

/// Whether a time that another machine wrote down lies further ahead than clocks differ: more than a day, which covers
/// a wrong time zone. Such a time says nothing of how old anything is. Seconds since 1970, UTC.
constexpr bool isAhead(qint64 time, qint64 now)
{
    return time > now + 24 * 3600;
}

/// The same of times; false where one is invalid.
inline bool isAhead(const QDateTime &time, const QDateTime &now)
{
    return time.isValid() && now.isValid() && isAhead(time.toSecsSinceEpoch(), now.toSecsSinceEpoch());
}

} // namespace lotse
