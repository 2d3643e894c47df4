// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>

#include <memory>
#include <mutex>
#include <utility>

namespace lotse {

/**
 * The way back to whoever asked: runs a function in the thread of a context object, if that still lives then.
 *
 * Made in the context's own thread. Whether the context lives is checked in that thread and not before, so that there
 * is no race with its destruction; the event dispatcher of the thread is the receiver because it outlives the context.
 * The thread may be over by then, too: nobody is called back.
 */
class Post {
public:
    explicit Post(QObject *context);

    /// Any thread. `function` is dropped without a call when the context, or its thread, is gone.
    template <typename F>
    void operator()(F &&function) const
    {
        auto call = [context = m_context, f = std::forward<F>(function)]() mutable {
            if (context)
                f();
        };
        const std::lock_guard lock(m_box->mutex);
        if (m_box->receiver)
            QMetaObject::invokeMethod(m_box->receiver, std::move(call), Qt::QueuedConnection);
    }

private:
    struct Box {
        std::mutex mutex;
        QObject *receiver = nullptr; ///< null once the thread is over
    };
    static std::shared_ptr<Box> boxOfThisThread();

    std::shared_ptr<Box> m_box;
    QPointer<QObject> m_context;
};

} // namespace lotse
