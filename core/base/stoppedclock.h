// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

namespace lotse {

/**
 * The time at which a task was handed to a worker: a value that the task takes along, since the clock of whoever asked
 * may be gone before a pool comes to the task. It never calls back.
 */
class StoppedClock final : public Clock {
public:
    explicit StoppedClock(const Clock &clock)
        : m_now(clock.now())
        , m_elapsed(clock.elapsed())
    {
    }
    QDateTime now() const override { return m_now; }
    std::chrono::milliseconds elapsed() const override { return m_elapsed; }
    void after(std::chrono::milliseconds, QObject *, std::function<void()>) override { }

private:
    QDateTime m_now;
    std::chrono::milliseconds m_elapsed;
};

} // namespace lotse
