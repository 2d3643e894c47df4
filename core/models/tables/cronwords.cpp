// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/cronwords.h"

#include "base/cron.h"
#include "models/tables/column.h"
#include "models/tables/kindtables.h"

#include <QLocale>

#include <optional>

namespace lotse::models {

using namespace Qt::StringLiterals;

static std::optional<int> number(const QString &field)
{
    bool isNumber = false;
    const int value = field.toInt(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

QString cronText(const QString &cron)
{
    const QString text = cron.simplified();
    if (text.isEmpty())
        return {};
    if (!Cron::parse(text))
        return Message{LOTSE_MSG("%1 (unsupported)"), {cron}}.text();
    const QStringList fields = text.split(u' ');
    if (fields.size() != 6 || fields[4] != "*"_L1)
        return text;
    const auto minute = number(fields[1]);
    const auto hour = number(fields[2]);
    const bool isAnyDay = fields[3] == "*"_L1 || fields[3] == "?"_L1;
    const bool isAnyWeekday = fields[5] == "*"_L1 || fields[5] == "?"_L1;
    if (!minute || !isAnyDay)
        return text;
    if (fields[2] == "*"_L1 && isAnyWeekday)
        return Message{LOTSE_MSG("every hour at minute %1"), {QString::number(*minute)}}.text();
    if (!hour)
        return text;
    const QString clock = QTime(*hour, *minute).toString(u"HH:mm"_s);
    if (isAnyWeekday)
        return Message{LOTSE_MSG("every day at %1 UTC"), {clock}}.text();
    const auto weekday = number(fields[5]);
    if (!weekday)
        return text;
    return Message{LOTSE_MSG("every %1 at %2 UTC"), {QLocale().dayName(*weekday == 0 ? 7 : *weekday), clock}}.text();
}

QStringList cronRuns(const QString &cron, const QDateTime &now, int count)
{
    QStringList out;
    if (const auto parsed = Cron::parse(cron)) {
        for (const QDateTime &run : parsed->next(now, count))
            out += Cell::time(run).text;
    }
    return out;
}

QString scheduleText(const QString &cron, const QDateTime &now)
{
    if (cron.isEmpty())
        return word(LOTSE_MSG("Manual: no schedule is set."));
    const QStringList runs = cronRuns(cron, now, 3);
    if (runs.isEmpty())
        return cronText(cron);
    return Message{LOTSE_MSG("%1; next runs %2"), {cronText(cron), runs.join(u", "_s)}}.text();
}

} // namespace lotse::models
