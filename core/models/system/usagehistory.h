// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "harbor/quota.h"
#include "harbor/usageforecast.h"
#include "models/tables/column.h"

#include <QHash>
#include <QObject>

namespace lotse::models {

/// How the use of projects moves, by what was recorded of it on this computer. Reads and writes off the thread that it
/// lives in. Belongs to a page.
class UsageHistory : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// `besidePath`: a database of the folder that holds the history. The clock outlives this.
    void setStore(const QString &besidePath, const Clock *clock);
    /// Whose quotas are shown, as of store::placeOf(); what is known of another place is dropped.
    void setPlace(const QString &place);
    /// Records what these use today, then reads what is known of them; changed() follows. Nothing where neither the
    /// quotas nor the day are others than last time.
    void record(const QList<harbor::Quota> &quotas);
    /// More may be known than was read last: a snapshot recorded it. The next record() reads again.
    void forgetLast() { m_recorded.clear(); }

    /// For the quota as it is, or with another limit.
    harbor::UsageForecast forecast(const harbor::Quota &quota) const { return forecast(quota, quota.hardBytes()); }
    harbor::UsageForecast forecast(const harbor::Quota &quota, qint64 limit) const;
    /// Why nothing can be recorded or read; empty where all is well.
    QString problem() const { return m_problem; }

signals:
    void changed();

private:
    QString m_besidePath;
    const Clock *m_clock = nullptr;
    QString m_place;
    QHash<QString, harbor::UsageTrend> m_trends; ///< by project
    QHash<QString, qint64> m_recorded; ///< bytes by project
    QDate m_recordedOn;
    QString m_problem;
    quint64 m_turn = 0;
};

/// Of the column "Full about": "2027-03-14", "now", or nothing with the reason in the tooltip; sorted by the day.
Cell forecastCell(const harbor::UsageForecast &forecast);

} // namespace lotse::models
