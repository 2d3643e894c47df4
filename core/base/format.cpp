// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/format.h"

#include <cmath>

namespace lotse::format {

using namespace std::chrono_literals;

static const QString kUnknown = QStringLiteral("\u2013");

QString bytes(qint64 count, const QLocale &locale)
{
    if (count < 0)
        return kUnknown;
    if (count < 1024)
        return locale.formattedDataSize(count, 0, QLocale::DataSizeIecFormat);
    // Never four digits and a fraction: 1006.2 MiB are 1.0 GiB.
    static const char *const units[] = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double amount = double(count) / 1024.0;
    int unit = 0;
    for (; amount >= 999.95 && unit < 5; ++unit)
        amount /= 1024.0;
    return locale.toString(amount, 'f', 1) + u' ' + QLatin1String(units[unit]);
}

QString count(qint64 number, const QLocale &locale)
{
    return locale.toString(number);
}

// The largest two units that say something: "3 min 20 s", but "3 min".
static QString pair(qint64 large, const char *largeUnit, qint64 small, const char *smallUnit, const QLocale &locale)
{
    QString out = locale.toString(large) + u' ' + QLatin1String(largeUnit);
    if (small > 0)
        out += u' ' + locale.toString(small) + u' ' + QLatin1String(smallUnit);
    return out;
}

QString duration(std::chrono::milliseconds duration, const QLocale &locale)
{
    const qint64 ms = duration.count();
    if (ms < 0)
        return kUnknown;
    if (duration < 1s)
        return locale.toString(ms) + QStringLiteral(" ms");
    if (duration < 1min)
        return locale.toString(double(ms) / 1000.0, 'f', ms < 10'000 && ms % 1000 ? 1 : 0) + QStringLiteral(" s");
    const qint64 s = ms / 1000;
    if (duration < 1h)
        return pair(s / 60, "min", s % 60, "s", locale);
    if (duration < 24h)
        return pair(s / 3600, "h", s % 3600 / 60, "min", locale);
    return pair(s / 86400, "d", s % 86400 / 3600, "h", locale);
}

// One unit is enough for an age.
static QString rough(qint64 s, const QLocale &locale)
{
    if (s < 60)
        return locale.toString(s) + QStringLiteral(" s");
    if (s < 3600)
        return locale.toString(s / 60) + QStringLiteral(" min");
    if (s < 86400)
        return locale.toString(s / 3600) + QStringLiteral(" h");
    return locale.toString(s / 86400) + QStringLiteral(" d");
}

Message age(const QDateTime &time, const QDateTime &now, const QLocale &locale)
{
    if (!time.isValid())
        return {LOTSE_MSG("never"), {}};
    const qint64 seconds = time.secsTo(now);
    if (seconds == 0)
        return {LOTSE_MSG("just now"), {}};
    if (seconds < 0)
        return {LOTSE_MSG("in %1"), {rough(-seconds, locale)}};
    return {LOTSE_MSG("%1 ago"), {rough(seconds, locale)}};
}

QString dateTime(const QDateTime &time)
{
    return time.isValid() ? time.toLocalTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")) : QString();
}

QString date(const QDateTime &time)
{
    return time.isValid() ? time.toLocalTime().toString(QStringLiteral("yyyy-MM-dd")) : QString();
}

QString exactTime(const QDateTime &time)
{
    if (!time.isValid())
        return {};
    const QDateTime local = time.toLocalTime();
    const int minutes = local.offsetFromUtc() / 60;
    const QString zone = QStringLiteral(" UTC%1%2:%3")
                             .arg(QChar(minutes < 0 ? u'-' : u'+'))
                             .arg(qAbs(minutes) / 60, 2, 10, QLatin1Char('0'))
                             .arg(qAbs(minutes) % 60, 2, 10, QLatin1Char('0'));
    return local.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) + zone;
}

QString isoDay(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).date().toString(Qt::ISODate);
}

QString share(qint64 part, qint64 whole, const QLocale &locale)
{
    if (whole <= 0)
        return kUnknown;
    const double percent = 100.0 * double(part) / double(whole);
    const QString unit = QStringLiteral("\u202f%");
    if (part > 0 && percent < 0.1)
        return QStringLiteral("< ") + locale.toString(0.1, 'f', 1) + unit;
    // Full only where it is: 1023 of 1024 are 99.9 %.
    if (percent > 99 && part < whole)
        return locale.toString(std::floor(percent * 10) / 10, 'f', 1) + unit;
    return locale.toString(percent, 'f', part > 0 && percent < 10 ? 1 : 0) + unit;
}

} // namespace lotse::format
