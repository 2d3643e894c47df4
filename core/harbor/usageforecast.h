// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/message.h"

#include <QDate>
#include <QList>

namespace lotse::harbor {

/// What a project used on a day (UTC), in bytes.
struct UsageDay {
    QDate day;
    qint64 bytes = 0;
    bool operator==(const UsageDay &) const = default;
};

/// How the use of a project moves.
struct UsageTrend {
    static constexpr int kWindow = 90; ///< days that count
    static constexpr int kLeast = 7; ///< days of reading that it takes

    int days = 0; ///< on which it was read, within the window
    QDate since; ///< the first of them
    double perDay = 0; ///< bytes

    bool isKnown() const { return days >= kLeast; }
};

/// The median of the slopes between all days (Theil and Sen), so that a clean-up or a single large push does not make
/// the trend. What lies after `today` is a wrong clock's and does not count. `days` in any order, one a day.
UsageTrend usageTrend(const QList<UsageDay> &days, const QDate &today);

/// When a project is full, where that can be said.
struct UsageForecast {
    enum class Kind {
        NoLimit,
        Full, ///< now
        TooShort, ///< it was read on fewer than UsageTrend::kLeast days
        NotGrowing,
        Distant, ///< not within ten years
        OnDay,
    };
    Kind kind = Kind::TooShort;
    QDate day; ///< UTC, of OnDay
    UsageTrend trend;
};
/// `limit` in bytes, -1 none.
UsageForecast usageForecast(const UsageTrend &trend, qint64 used, qint64 limit, const QDate &today);

/// Why there is a day or none, and what it rests on: a sentence. `rate` is the growth of a day as a text: "1.2 GiB".
Message forecastReason(const UsageForecast &forecast, const QString &rate);

} // namespace lotse::harbor
