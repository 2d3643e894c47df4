// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/post.h"

#include <QThread>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace lotse {

/**
 * The way to a run that works in a thread of its own. The run and whoever started it keep this, and neither the other:
 * two objects of two threads that are connected touch each other while they go.
 */
class RunLine {
public:
    /// Any thread. The run is cancelled in its own, once it has begun; nothing happens where it has gone.
    void cancel()
    {
        const std::lock_guard lock(m_mutex);
        m_isAsked = true;
        if (m_run)
            (*m_run)(m_cancel);
    }
    /// In the thread of `run`, before it starts.
    template <typename Run>
    void begin(Run *run)
    {
        const std::lock_guard lock(m_mutex);
        m_run.emplace(run);
        m_cancel = [run] { run->cancel(); };
        if (m_isAsked)
            (*m_run)(m_cancel);
    }

private:
    std::mutex m_mutex;
    std::optional<Post> m_run;
    std::function<void()> m_cancel;
    bool m_isAsked = false;
};

struct RunThread {
    QThread *thread = nullptr; ///< to be started by the caller; goes by itself
    std::shared_ptr<RunLine> line;
};

/**
 * Moves a run to a thread of its own, which its start() begins on once the thread is started by the caller. The run
 * goes when it has `left`, with its last answer in, and the thread goes with it; that may be after whoever started it.
 */
template <typename Run>
RunThread threadOf(Run *run, const QString &name)
{
    auto *thread = new QThread;
    thread->setObjectName(name);
    run->moveToThread(thread);
    auto line = std::make_shared<RunLine>();
    QObject::connect(thread, &QThread::started, run, [run, line] {
        line->begin(run);
        run->start();
    });
    QObject::connect(run, &Run::left, run, &QObject::deleteLater);
    QObject::connect(run, &QObject::destroyed, thread, &QThread::quit, Qt::DirectConnection);
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    return {thread, std::move(line)};
}

/// What the run says by a signal comes to `function` in the thread of `context`, while that lives. Called in that
/// thread.
template <typename Run, typename... Arguments, typename F>
void listenTo(Run *run, void (Run::*signal)(Arguments...), QObject *context, F function)
{
    QObject::connect(run, signal, run, [post = Post(context), function](Arguments... arguments) {
        post([function, arguments...] { function(arguments...); });
    });
}

} // namespace lotse
