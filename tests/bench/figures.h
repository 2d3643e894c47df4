// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "median.h"

#include <QElapsedTimer>
#include <QFile>
#include <QString>

#include <cstdio>
#include <functional>

namespace lotse::test {

/// Prints a figure.
inline void print(const QString &name, double value, const char *unit)
{
    std::printf("%-48s %10.2f %s\n", qPrintable(name), value, unit);
    std::fflush(stdout);
}

inline void print(const QString &name, double value, const char *unit, const char *bound, double limit, bool holds)
{
    std::printf("%-48s %10.2f %-10s %s %g: %s\n", qPrintable(name), value, unit, bound, limit,
        holds ? "holds" : "DOES NOT HOLD");
    std::fflush(stdout);
}

/// Prints a figure with what it may be at most, and whether it is.
inline void printAtMost(const QString &name, double value, const char *unit, double limit)
{
    print(name, value, unit, "at most", limit, value <= limit);
}

inline void printAtLeast(const QString &name, double value, const char *unit, double limit)
{
    print(name, value, unit, "at least", limit, value >= limit);
}

/// What a piece of work takes, in milliseconds.
inline double medianTime(const std::function<void()> &work, int rounds = 7)
{
    QList<double> times;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        times.append(double(timer.nsecsElapsed()) / 1e6);
    }
    return median(times);
}

inline qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096 : 0;
}

} // namespace lotse::test
