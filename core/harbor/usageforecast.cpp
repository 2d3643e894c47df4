// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/usageforecast.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace lotse::harbor {

namespace {

constexpr double kDistantDays = 3652;

} // namespace

UsageTrend usageTrend(const QList<UsageDay> &days, const QDate &today)
{
    QList<UsageDay> window;
    for (const UsageDay &one : days) {
        if (one.day <= today && one.day > today.addDays(-UsageTrend::kWindow))
            window.append(one);
    }
    UsageTrend out;
    out.days = int(window.size());
    if (window.isEmpty())
        return out;
    std::sort(window.begin(), window.end(), [](const UsageDay &a, const UsageDay &b) { return a.day < b.day; });
    out.since = window.first().day;
    std::vector<double> slopes;
    slopes.reserve(size_t(window.size() * (window.size() - 1) / 2));
    for (qsizetype i = 0; i < window.size(); ++i) {
        for (qsizetype j = i + 1; j < window.size(); ++j) {
            const qint64 apart = window[i].day.daysTo(window[j].day);
            if (apart > 0)
                slopes.push_back((double(window[j].bytes) - double(window[i].bytes)) / double(apart));
        }
    }
    if (slopes.empty())
        return out;
    const auto middle = slopes.begin() + std::ptrdiff_t(slopes.size() / 2);
    std::nth_element(slopes.begin(), middle, slopes.end());
    out.perDay = *middle;
    if (slopes.size() % 2 == 0)
        out.perDay = (out.perDay + *std::max_element(slopes.begin(), middle)) / 2;
    return out;
}

UsageForecast usageForecast(const UsageTrend &trend, qint64 used, qint64 limit, const QDate &today)
{
    using Kind = UsageForecast::Kind;
    if (limit < 0)
        return {Kind::NoLimit, {}, trend};
    if (used >= limit)
        return {Kind::Full, {}, trend};
    if (!trend.isKnown())
        return {Kind::TooShort, {}, trend};
    if (trend.perDay <= 0)
        return {Kind::NotGrowing, {}, trend};
    const double left = std::ceil((double(limit) - double(used)) / trend.perDay);
    if (left > kDistantDays)
        return {Kind::Distant, {}, trend};
    return {Kind::OnDay, today.addDays(qint64(left)), trend};
}

Message forecastReason(const UsageForecast &forecast, const QString &rate)
{
    using Kind = UsageForecast::Kind;
    const QString days = QString::number(forecast.trend.days);
    switch (forecast.kind) {
    case Kind::NoLimit:
        return {LOTSE_MSG("This project has no limit."), {}};
    case Kind::Full:
        return {LOTSE_MSG("The limit is reached: pushes are refused."), {}};
    case Kind::TooShort:
        return {LOTSE_MSG("No forecast yet: usage is known for %1 of the last 90 days, and a forecast requires %2. "
                          "Usage is recorded once a day, on each sync and whenever this table is read."),
            {days, QString::number(UsageTrend::kLeast)}};
    case Kind::NotGrowing:
        return {LOTSE_MSG("No forecast: usage did not grow over the last 90 days (known for %1 days)."), {days}};
    case Kind::Distant:
        return {
            LOTSE_MSG("Not full within ten years: usage grows by about %2 a day (known for %1 of the last 90 days)."),
            {days, rate}};
    case Kind::OnDay:
        return {LOTSE_MSG("Usage grows by about %2 a day (known for %1 of the last 90 days). This is the median "
                          "growth, projected from today's usage."),
            {days, rate}};
    }
    return {};
}

} // namespace lotse::harbor
