// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <ctime>
#include <functional>

namespace lotse::test {

/// Time of the processor that this thread has taken, ms: the same beside other work of the machine.
inline double threadTime()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

/// Keeps how long each event took; painting apart.
class WatchedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        const QEvent::Type type = event->type();
        const bool isPaint = type == QEvent::UpdateRequest || type == QEvent::Expose;
        // Painting is often asked for from inside of another event, and is taken out of its time.
        if (!watches || m_isPainting || (m_depth > 0 && !isPaint))
            return QApplication::notify(receiver, event);
        if (m_depth++ == 0)
            m_painted = m_paintWork = 0;
        m_isPainting = isPaint;
        const double workBefore = threadTime();
        const char *what = receiver->metaObject()->className();
        QElapsedTimer timer;
        timer.start();
        const bool isDone = QApplication::notify(receiver, event);
        const double took = double(timer.nsecsElapsed()) / 1e6;
        const double work = threadTime() - workBefore;
        m_isPainting = false;
        --m_depth;
        if (isPaint) {
            m_painted += took;
            m_paintWork += work;
            paints.append(took);
        } else {
            events.append(took - m_painted);
            if (work - m_paintWork > mostWork) {
                mostWork = work - m_paintWork;
                mostWorkOf = QStringLiteral("event %1 of %2").arg(int(type)).arg(QLatin1String(what));
                if (onMostWork)
                    onMostWork();
            }
        }
        return isDone;
    }

    bool watches = false;
    QList<double> events; // ms
    QList<double> paints;
    double mostWork = 0; ///< ms of the processor, of one event
    QString mostWorkOf;
    std::function<void()> onMostWork; ///< called when there is a new one

private:
    int m_depth = 0;
    bool m_isPainting = false;
    double m_painted = 0; // ms inside of the present event
    double m_paintWork = 0; // of the processor
};

inline double percentile(QList<double> values, double share)
{
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, qsizetype(double(values.size()) * share))];
}

} // namespace lotse::test
