// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>

namespace lotse {

/**
 * Moves a run to a thread of its own, which its start() begins on once the thread is started by the caller. The run
 * goes when it has `left`, with its last answer in, and the thread goes with it; that may be after whoever started it.
 */
template <typename Run>
QThread *threadOf(Run *run, const QString &name)
{
    auto *thread = new QThread;
    thread->setObjectName(name);
    run->moveToThread(thread);
    QObject::connect(thread, &QThread::started, run, &Run::start);
    QObject::connect(run, &Run::left, run, &QObject::deleteLater);
    QObject::connect(run, &QObject::destroyed, thread, &QThread::quit, Qt::DirectConnection);
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    return thread;
}

} // namespace lotse
