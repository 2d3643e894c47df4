// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/retry.h"

#include <QLocale>

#include <algorithm>

namespace lotse {

using std::chrono::milliseconds;
using namespace Qt::StringLiterals;

QDateTime httpDate(const QByteArray &text)
{
    QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(text.left(64)), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    time.setTimeSpec(Qt::UTC);
    return time;
}

std::optional<milliseconds> retryAfter(const Headers &headers)
{
    constexpr milliseconds aDay = std::chrono::hours(24);
    const QByteArray value = header(headers, "Retry-After").trimmed();
    if (value.isEmpty())
        return {};
    if (std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; })) {
        // More digits than a day has seconds need no reading.
        return value.size() > 6 ? aDay : std::min(aDay, milliseconds(value.toLongLong() * 1000));
    }
    const QDateTime until = httpDate(value);
    if (!until.isValid())
        return {};
    const QDateTime sent = httpDate(header(headers, "Date"));
    const qint64 wait = (sent.isValid() ? sent : QDateTime::currentDateTimeUtc()).msecsTo(until);
    return std::clamp(milliseconds(wait), milliseconds(0), aDay);
}

bool isPassing(int status)
{
    return status == 429 || status == 502 || status == 503 || status == 504;
}

milliseconds retryDelay(int attempt, double share)
{
    const int base = 1000 << std::clamp(attempt - 2, 0, 2);
    return milliseconds(base + int(base / 4 * std::clamp(share, 0.0, 1.0)));
}

} // namespace lotse
