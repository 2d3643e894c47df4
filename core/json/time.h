// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QDateTime>

namespace lotse::json {

/// A time as Harbor and scanners write it: "2026-11-01T10:00:00", with 0 to 9 digits of a second, "Z", "+08:00" or no
/// zone at all (read as UTC). The result is UTC; invalid for an empty text and a year before 1970, which mean "never".
/// False where it is no time.
bool readTime(QByteArrayView text, QDateTime &out);

} // namespace lotse::json
