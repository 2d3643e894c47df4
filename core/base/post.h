// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractEventDispatcher>
#include <QObject>
#include <QPointer>
#include <QThread>

#include <utility>

namespace lotse {

/**
 * The way back to whoever asked: runs a function in the thread of a context object, if that still lives then.
 *
 * Made in the context's own thread. Whether the context lives is checked in that thread and not before, so that there
 * is no race with its destruction; the event dispatcher of the thread is the receiver because it outlives the context.
 */
class Post {
public:
    explicit Post(QObject *context)
        : m_receiver(QAbstractEventDispatcher::instance(context->thread()))
        , m_context(context)
    {
        Q_ASSERT(QThread::currentThread() == context->thread());
    }

    /// Any thread. `function` is dropped without a call when the context is gone.
    template <typename F>
    void operator()(F &&function) const
    {
        QMetaObject::invokeMethod(
            m_receiver,
            [context = m_context, f = std::forward<F>(function)]() mutable {
                if (context)
                    f();
            },
            Qt::QueuedConnection);
    }

private:
    QObject *m_receiver;
    QPointer<QObject> m_context;
};

} // namespace lotse
