// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/post.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QThread>

namespace lotse {

Post::Post(QObject *context)
    : m_box(boxOfThisThread())
    , m_context(context)
{
    Q_ASSERT(QThread::currentThread() == context->thread());
}

// One for all that is posted to a thread. It is closed while the dispatcher is still whole: posting wakes it, and
// QObject::destroyed comes only after the part of it that can be woken is gone.
std::shared_ptr<Post::Box> Post::boxOfThisThread()
{
    thread_local std::weak_ptr<Box> kept;
    QObject *dispatcher = QAbstractEventDispatcher::instance();
    if (const std::shared_ptr<Box> box = kept.lock()) {
        const std::lock_guard lock(box->mutex);
        if (box->receiver == dispatcher)
            return box;
    }
    auto box = std::make_shared<Box>();
    box->receiver = dispatcher;
    kept = box;
    if (dispatcher) {
        const auto close = [box] {
            const std::lock_guard lock(box->mutex);
            box->receiver = nullptr;
        };
        // The main thread never says that it is over, and its dispatcher is a child of the application.
        QThread *thread = QThread::currentThread();
        QCoreApplication *app = QCoreApplication::instance();
        if (app && app->thread() == thread)
            QObject::connect(app, &QObject::destroyed, dispatcher, close, Qt::DirectConnection);
        else
            QObject::connect(thread, &QThread::finished, dispatcher, close, Qt::DirectConnection);
    }
    return box;
}

} // namespace lotse
