// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QStringList>

namespace lotse::models {

/// A cron in words, for the simple ones that most are: "every day at 04:00 UTC"; others, and those that cannot be read,
/// as they came. Empty where there is none.
QString cronText(const QString &cron);
/// The next runs after `now` in local time, "2026-11-24 04:00"; empty where the cron cannot be read.
QStringList cronRuns(const QString &cron, const QDateTime &now, int count);
/// The two in a sentence, or that there is no schedule.
QString scheduleText(const QString &cron, const QDateTime &now);

} // namespace lotse::models
