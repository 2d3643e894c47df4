// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QMutex>
#include <QPointer>

namespace lotse::test {

/// A clock that moves only when told: advance() fires the timers that are due, each in the thread of its context.
class ManualClock final : public Clock {
public:
    QDateTime now() const override;
    std::chrono::milliseconds elapsed() const override;
    void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> callback) override;

    void advance(std::chrono::milliseconds step);
    /// Timers that wait, soonest first, in milliseconds from now.
    QList<qint64> pending() const;

private:
    struct Timer {
        std::chrono::milliseconds due;
        QPointer<QObject> context;
        std::function<void()> callback;
    };
    mutable QMutex m_mutex;
    QDateTime m_start = QDateTime(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC);
    std::chrono::milliseconds m_elapsed{0};
    QList<Timer> m_timers;
};

} // namespace lotse::test
