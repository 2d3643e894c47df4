// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cron.h"

#include <QHash>
#include <QStringList>

#include <array>

namespace lotse {

namespace {

struct Range {
    int first;
    int last;
    const char *names; ///< three letters each, from `first` on
};

constexpr std::array<Range, 6> ranges{{
    {0, 59, ""},
    {0, 59, ""},
    {0, 23, ""},
    {1, 31, ""},
    {1, 12, "janfebmaraprmayjunjulaugsepoctnovdec"},
    {0, 6, "sunmontuewedthufrisat"},
}};

bool bit(quint64 set, int value)
{
    return (set >> value) & 1U;
}

// A number or a name; -1 where it is neither, or not in the range.
int valueOf(const QString &text, const Range &range)
{
    bool ok = false;
    int value = text.toInt(&ok);
    if (!ok && text.size() == 3) {
        const qsizetype at = QLatin1String(range.names).indexOf(text.toLower());
        ok = at >= 0 && at % 3 == 0;
        value = range.first + int(at / 3);
    }
    // toInt takes signs.
    return ok && !text.startsWith(u'+') && !text.startsWith(u'-') && value >= range.first && value <= range.last ? value
                                                                                                                 : -1;
}

struct Field {
    quint64 values = 0;
    bool isAny = false; ///< a star that was not thinned out by a step
};

std::optional<Field> readPart(const QString &part, const Range &range)
{
    const QStringList steps = part.split(u'/');
    if (steps.size() > 2)
        return {};
    int step = 1;
    if (steps.size() == 2) {
        bool ok = false;
        step = steps[1].toInt(&ok);
        if (!ok || step < 1)
            return {};
    }
    int first = range.first;
    int last = range.last;
    const bool isStar = steps[0] == QLatin1String("*") || steps[0] == QLatin1String("?");
    if (!isStar) {
        const QStringList ends = steps[0].split(u'-');
        first = valueOf(ends[0], range);
        last = ends.size() == 2 ? valueOf(ends[1], range) : (steps.size() == 2 ? range.last : first);
        if (ends.size() > 2 || first < 0 || last < first)
            return {};
    }
    Field field;
    field.isAny = isStar && step == 1;
    for (int value = first; value <= last; value += step)
        field.values |= quint64(1) << value;
    return field;
}

std::optional<Field> readField(const QString &text, const Range &range)
{
    Field field;
    const QStringList parts = text.split(u',');
    for (const QString &part : parts) {
        const auto read = readPart(part, range);
        if (!read)
            return {};
        field.values |= read->values;
        field.isAny = field.isAny || read->isAny;
    }
    return field;
}

QString withoutDescriptor(const QString &text)
{
    static const QHash<QString, QString> descriptors{
        {QStringLiteral("@yearly"), QStringLiteral("0 0 0 1 1 *")},
        {QStringLiteral("@annually"), QStringLiteral("0 0 0 1 1 *")},
        {QStringLiteral("@monthly"), QStringLiteral("0 0 0 1 * *")},
        {QStringLiteral("@weekly"), QStringLiteral("0 0 0 * * 0")},
        {QStringLiteral("@daily"), QStringLiteral("0 0 0 * * *")},
        {QStringLiteral("@midnight"), QStringLiteral("0 0 0 * * *")},
        {QStringLiteral("@hourly"), QStringLiteral("0 0 * * * *")},
    };
    return descriptors.value(text, text);
}

} // namespace

std::optional<Cron> Cron::parse(QStringView text)
{
    const QStringList fields = withoutDescriptor(text.toString().simplified()).split(u' ');
    if (fields.size() != qsizetype(ranges.size()))
        return {};
    std::array<Field, ranges.size()> read;
    for (size_t i = 0; i < ranges.size(); ++i) {
        const auto field = readField(fields[qsizetype(i)], ranges[i]);
        if (!field)
            return {};
        read[i] = *field;
    }
    Cron cron;
    cron.m_seconds = read[0].values;
    cron.m_minutes = read[1].values;
    cron.m_hours = read[2].values;
    cron.m_days = read[3].values;
    cron.m_months = read[4].values;
    cron.m_weekdays = read[5].values;
    cron.m_anyDay = read[3].isAny;
    cron.m_anyWeekday = read[5].isAny;
    return cron;
}

bool Cron::isDay(const QDate &date) const
{
    if (!bit(m_months, date.month()))
        return false;
    const bool day = bit(m_days, date.day());
    const bool weekday = bit(m_weekdays, date.dayOfWeek() % 7);
    return m_anyDay || m_anyWeekday ? day && weekday : day || weekday;
}

QList<QDateTime> Cron::next(const QDateTime &after, int count) const
{
    QList<QDateTime> runs;
    // Whole seconds only: the second that `after` is in is over.
    const QDateTime from = QDateTime::fromSecsSinceEpoch(after.toSecsSinceEpoch() + 1, Qt::UTC);
    const QDate last = from.date().addYears(5);
    for (QDate date = from.date(); date <= last && runs.size() < count; date = date.addDays(1)) {
        if (!isDay(date))
            continue;
        const QTime start = date == from.date() ? from.time() : QTime(0, 0);
        for (int hour = start.hour(); hour < 24 && runs.size() < count; ++hour) {
            if (!bit(m_hours, hour))
                continue;
            const bool isFirstHour = hour == start.hour();
            for (int minute = isFirstHour ? start.minute() : 0; minute < 60 && runs.size() < count; ++minute) {
                if (!bit(m_minutes, minute))
                    continue;
                const bool isFirstMinute = isFirstHour && minute == start.minute();
                for (int second = isFirstMinute ? start.second() : 0; second < 60 && runs.size() < count; ++second) {
                    if (bit(m_seconds, second))
                        runs.append(QDateTime(date, QTime(hour, minute, second), Qt::UTC));
                }
            }
        }
    }
    return runs;
}

} // namespace lotse
