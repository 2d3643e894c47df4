// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/joinedtable.h"

#include <QVariantList>

namespace lotse::models {

/// Something that runs by schedule.
struct ScheduledJob {
    Q_GADGET
public:
    QString type; ///< the server's word, "REPLICATION"
    QString of; ///< whose schedule it is: a policy's or a project's name; empty: the system's
    QString cron;
    QDateTime updated;
    QList<QDateTime> runs; ///< within the next seven days, at most 2000; UTC
    QStringList clashes; ///< others that run in the same hour, within the next seven days
    bool isReadable = true; ///< the cron can be read
};

/**
 * Everything that runs by schedule in one calendar: when next, and what else runs in the same hour. Where the account
 * may not read the scheduler's list, what can be read of policies stands in. `only`: "clash", "unreadable".
 */
class ScheduleTable : public JoinedTable {
    Q_OBJECT
    Q_PROPERTY(QVariantList calendar READ calendar NOTIFY stateChanged)
    Q_PROPERTY(bool paused READ isPaused NOTIFY stateChanged)
public:
    explicit ScheduleTable(QObject *parent = nullptr);

    /// How many jobs start in each hour of the week to come, local time: {weekday (0 Monday), hour, value, label,
    /// text}.
    QVariantList calendar() const;
    bool isPaused() const { return m_isPaused; }
    Place placeOf(const QString &key) const override;

    /// From when the calendar counts; the current time where it was not set.
    void setNow(const QDateTime &now) { m_now = now; }

protected:
    QList<JoinedPart> parts() const override;
    QList<Row> build(const JoinedSource &parts) override;
    QStringList choices() const override;
    bool isShown(const Row &row, const QString &only) const override;

private:
    QDateTime start() const;
    void plan(ScheduledJob &job) const;

    QDateTime m_now;
    bool m_isPaused = false;
};

/// "Garbage collection" for "GARBAGE_COLLECTION"; the server's word for what is not known here.
QString jobTypeText(const QString &type);

} // namespace lotse::models

Q_DECLARE_METATYPE(lotse::models::ScheduledJob)
