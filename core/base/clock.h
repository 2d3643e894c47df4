// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

#include <chrono>
#include <functional>

class QObject;

namespace lotse {

/// Time and timers as a dependency, so that no test waits. One SystemClock lives in the program; tests bring their own.
class Clock {
public:
    virtual ~Clock() = default;
    /// Wall clock, UTC. For showing and for comparing with the server's times.
    virtual QDateTime now() const = 0;
    /// Monotonic; for deadlines, token ages and durations.
    virtual std::chrono::milliseconds elapsed() const = 0;
    /// Calls back once in the thread of `context`, unless `context` dies first.
    virtual void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> callback) = 0;
};

class SystemClock final : public Clock {
public:
    QDateTime now() const override;
    std::chrono::milliseconds elapsed() const override;
    void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> callback) override;
};

/// For whoever is given no clock. It never goes: work on other threads outlives the page that asked for it.
Clock &systemClock();

} // namespace lotse
