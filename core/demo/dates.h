// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonValue>
#include <QString>

namespace lotse::demo {

/// "2026-11-23T09:31:26.293Z"; "0001-01-01T00:00:00.000Z" for an invalid time, which Harbor writes for "never".
QString stamp(const QDateTime &time);
/// The same without the fraction, as tasks and executions write it.
QString shortStamp(const QDateTime &time);

/**
 * Replaces the dates in a seed text: "@-3d4h5m" becomes stamp(now - ...), "@s-3d" its short form, "@e+30d" the time
 * in seconds since 1970, "@d+30d" the end of that day (UTC) in such, "@n0 0 3 * * *" when that schedule runs next,
 * "@never" the zero time.
 */
QJsonValue dated(const QJsonValue &value, const QDateTime &now);

} // namespace lotse::demo
