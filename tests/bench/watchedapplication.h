// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>

#include <algorithm>

namespace lotse::test {

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
            m_painted = 0;
        m_isPainting = isPaint;
        QElapsedTimer timer;
        timer.start();
        const bool isDone = QApplication::notify(receiver, event);
        const double took = double(timer.nsecsElapsed()) / 1e6;
        m_isPainting = false;
        --m_depth;
        if (isPaint) {
            m_painted += took;
            paints.append(took);
        } else {
            events.append(took - m_painted);
        }
        return isDone;
    }

    bool watches = false;
    QList<double> events; // ms
    QList<double> paints;

private:
    int m_depth = 0;
    bool m_isPainting = false;
    double m_painted = 0; // ms inside of the present event
};

inline double percentile(QList<double> values, double share)
{
    if (values.isEmpty())
        return 0;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, qsizetype(double(values.size()) * share))];
}

} // namespace lotse::test
