// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/system/usagehistory.h"

#include "base/format.h"
#include "base/post.h"
#include "base/stoppedclock.h"
#include "store/usagebook.h"

#include <QThreadPool>

#include <limits>

using namespace Qt::StringLiterals;

namespace lotse::models {

namespace {

using Trends = Result<QHash<QString, harbor::UsageTrend>>;

Trends recorded(const QString &path, const Clock &clock, const QString &place, const QList<harbor::Quota> &quotas)
{
    const auto book = store::UsageBook::open(path, clock);
    if (!book)
        return book.error();
    QList<store::UsageBook::Reading> readings;
    QHash<QString, qint64> remotes;
    for (const harbor::Quota &quota : quotas) {
        readings.append({quota.ref.name, quota.ref.id, quota.usedBytes()});
        remotes.insert(quota.ref.name, quota.ref.id);
    }
    if (const Result<void> kept = (*book)->put(place, readings, clock.now()); !kept)
        return kept.error();
    return (*book)->trends(place, remotes, clock.now().toUTC().date());
}

} // namespace

void UsageHistory::setStore(const QString &besidePath, const Clock *clock)
{
    m_besidePath = besidePath;
    m_clock = clock;
}

void UsageHistory::setPlace(const QString &place)
{
    if (m_place == place)
        return;
    m_place = place;
    ++m_turn;
    m_trends.clear();
    m_recorded.clear();
    m_problem.clear();
    emit changed();
}

void UsageHistory::record(const QList<harbor::Quota> &quotas)
{
    if (!m_clock || m_place.isEmpty() || quotas.isEmpty())
        return;
    QHash<QString, qint64> now;
    for (const harbor::Quota &quota : quotas)
        now.insert(quota.ref.name, quota.usedBytes());
    const QDate today = m_clock->now().toUTC().date();
    if (now == m_recorded && today == m_recordedOn)
        return;
    m_recorded = now;
    m_recordedOn = today;
    QThreadPool::globalInstance()->start([this, turn = ++m_turn, path = m_besidePath, place = m_place, quotas,
                                             clock = StoppedClock(*m_clock), post = Post(this)] {
        post([this, turn, trends = recorded(path, clock, place, quotas)] {
            if (turn != m_turn)
                return;
            m_problem = trends ? QString() : trends.error().text();
            m_trends = trends ? *trends : QHash<QString, harbor::UsageTrend>();
            if (!trends)
                m_recorded.clear(); // the next reading tries again
            emit changed();
        });
    });
}

harbor::UsageForecast UsageHistory::forecast(const harbor::Quota &quota, qint64 limit) const
{
    const QDate today = m_clock ? m_clock->now().toUTC().date() : QDate();
    return harbor::usageForecast(m_trends.value(quota.ref.name), quota.usedBytes(), limit, today);
}

Cell forecastCell(const harbor::UsageForecast &forecast)
{
    using Kind = harbor::UsageForecast::Kind;
    Cell out;
    out.tip = harbor::forecastReason(forecast, format::bytes(qRound64(forecast.trend.perDay), QLocale())).text();
    out.order = std::numeric_limits<qlonglong>::max();
    if (forecast.kind == Kind::Full) {
        out.text = Message{LOTSE_MSG("now"), {}}.text();
        out.order = qlonglong(0);
    } else if (forecast.kind == Kind::OnDay) {
        out.text = forecast.day.toString(Qt::ISODate);
        out.exact = out.text;
        out.order = qlonglong(forecast.day.toJulianDay());
    }
    return out;
}

} // namespace lotse::models
