// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/manualclock.h"

#include <algorithm>

namespace lotse::test {

QDateTime ManualClock::now() const
{
    const QMutexLocker lock(&m_mutex);
    return m_start.addMSecs(m_elapsed.count());
}

std::chrono::milliseconds ManualClock::elapsed() const
{
    const QMutexLocker lock(&m_mutex);
    return m_elapsed;
}

void ManualClock::after(std::chrono::milliseconds delay, QObject *context, std::function<void()> callback)
{
    const QMutexLocker lock(&m_mutex);
    m_timers.append({m_elapsed + delay, context, std::move(callback)});
}

void ManualClock::advance(std::chrono::milliseconds step)
{
    QList<Timer> due;
    {
        const QMutexLocker lock(&m_mutex);
        m_elapsed += step;
        const auto waits = [this](const Timer &timer) { return timer.due > m_elapsed; };
        const auto split = std::stable_partition(m_timers.begin(), m_timers.end(), waits);
        std::move(split, m_timers.end(), std::back_inserter(due));
        m_timers.erase(split, m_timers.end());
    }
    std::stable_sort(due.begin(), due.end(), [](const Timer &a, const Timer &b) { return a.due < b.due; });
    for (const Timer &timer : due) {
        if (timer.context)
            QMetaObject::invokeMethod(timer.context, timer.callback, Qt::AutoConnection);
    }
}

QList<qint64> ManualClock::pending() const
{
    const QMutexLocker lock(&m_mutex);
    QList<qint64> out;
    for (const Timer &timer : m_timers)
        out.append((timer.due - m_elapsed).count());
    std::sort(out.begin(), out.end());
    return out;
}

} // namespace lotse::test
