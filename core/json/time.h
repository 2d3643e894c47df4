// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QDateTime>
#include <QJsonValue>

namespace lotse::json {

/// A time as Harbor and scanners write it: "2026-11-01T10:00:00", with 0 to 9 digits of a second, "Z", "+08:00" or no
/// zone at all (read as UTC). The result is UTC; invalid for an empty text and a year before 1970, which mean "never".
/// False where it is no time.
bool readTime(QByteArrayView text, QDateTime &out);

/// A time in our own files and outputs: ISO 8601, UTC, to the second; empty where it is not valid. And back, UTC.
QString timeText(const QDateTime &time);
QDateTime timeOf(const QJsonValue &value);

} // namespace lotse::json
