// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

namespace lotse {

/// The time at which a task was begun, as a clock that the task owns: nothing of it can be gone when the task runs
/// late.
class Moment final : public Clock {
public:
    explicit Moment(QDateTime now)
        : m_now(std::move(now))
    {
    }
    QDateTime now() const override { return m_now; }
    std::chrono::milliseconds elapsed() const override { return {}; }
    /// Never calls back: a task waits for nothing.
    void after(std::chrono::milliseconds, QObject *, std::function<void()>) override { }

private:
    QDateTime m_now;
};

} // namespace lotse
