// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QStringView>

#include <optional>

namespace lotse {

/**
 * A schedule as Harbor writes it: six fields, seconds first ("0 0 3 * * *"), or a descriptor (@daily). Lists, ranges,
 * steps and the English names of months and days are read, in any case; days of the month and of the week together mean
 * either, unless one of them is a star. Harbor runs schedules in UTC.
 */
class Cron {
public:
    /// Nothing where the text is no such schedule (@every counts from a moment that only the server knows): show the
    /// text as it is.
    static std::optional<Cron> parse(QStringView text);

    /// The next `count` runs after a moment, UTC; fewer where there are none within five years ("30 February").
    QList<QDateTime> next(const QDateTime &after, int count) const;

private:
    bool isDay(const QDate &date) const;

    // One bit a value.
    quint64 m_seconds = 0;
    quint64 m_minutes = 0;
    quint64 m_hours = 0;
    quint64 m_days = 0;
    quint64 m_months = 0;
    quint64 m_weekdays = 0; // 0 is Sunday
    bool m_anyDay = false;
    bool m_anyWeekday = false;
};

} // namespace lotse
