// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Races on purpose: the proof that what threadhooks.cpp tells ThreadSanitizer hides none. Its tests pass where a race
// is reported. Each side waits until the other is there, by what orders nothing else.
#include <QCoreApplication>
#include <QThread>
#include <QThreadPool>

#include <atomic>

namespace {

int g_count = 0;
std::atomic<int> g_there = 0;

void countWithTheOther()
{
    g_there.fetch_add(1, std::memory_order_relaxed);
    while (g_there.load(std::memory_order_relaxed) < 2)
        QThread::yieldCurrentThread();
    ++g_count;
}

// Two tasks of a pool, neither of which waits for the other.
void raceInAPool()
{
    QThreadPool pool;
    pool.setMaxThreadCount(2);
    pool.start(countWithTheOther);
    pool.start(countWithTheOther);
    pool.waitForDone();
}

// What is done after an event was sent is not ordered with what the event does.
void raceWithAnEvent()
{
    QThread thread;
    QObject there;
    there.moveToThread(&thread);
    thread.start();
    QMetaObject::invokeMethod(&there, countWithTheOther, Qt::QueuedConnection);
    countWithTheOther();
    thread.quit();
    thread.wait();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (app.arguments().value(1) == QStringLiteral("pool"))
        raceInAPool();
    else
        raceWithAnEvent();
    return g_count > 0 ? 0 : 1;
}
