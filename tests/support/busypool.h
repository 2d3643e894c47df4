// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSemaphore>
#include <QThreadPool>

namespace lotse::test {

/// Keeps every thread of the pool that the lists of the window share busy as long as it lives: whatever goes on
/// meanwhile has threads of its own. Then all that waited in the pool is let run to its end.
class BusyPool {
public:
    BusyPool()
    {
        for (int i = 0; i < m_threads; ++i) {
            m_pool->start([this] {
                m_busy.release();
                m_free.acquire();
            });
        }
        m_busy.acquire(m_threads);
    }
    ~BusyPool()
    {
        m_free.release(m_threads);
        m_pool->waitForDone();
    }
    BusyPool(const BusyPool &) = delete;
    BusyPool &operator=(const BusyPool &) = delete;

private:
    QThreadPool *m_pool = QThreadPool::globalInstance();
    const int m_threads = m_pool->maxThreadCount();
    QSemaphore m_busy;
    QSemaphore m_free;
};

} // namespace lotse::test
