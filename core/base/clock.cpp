// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include <QTimer>

namespace lotse {

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

std::chrono::milliseconds SystemClock::elapsed() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

void SystemClock::after(std::chrono::milliseconds delay, QObject *context, std::function<void()> callback)
{
    QTimer::singleShot(delay, context, std::move(callback));
}

Clock &systemClock()
{
    static Clock *const clock = new SystemClock; // not destroyed with the statics either
    return *clock;
}

} // namespace lotse
