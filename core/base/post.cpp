// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/post.h"

#include <QAbstractEventDispatcher>
#include <QThread>

namespace lotse {

Post::Post(QObject *context)
    : m_box(boxOfThisThread())
    , m_context(context)
{
    Q_ASSERT(QThread::currentThread() == context->thread());
}

// One for all that is posted to a thread. The dispatcher says itself when it goes, in its own thread.
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
        const auto forget = [box] {
            const std::lock_guard lock(box->mutex);
            box->receiver = nullptr;
        };
        QObject::connect(dispatcher, &QObject::destroyed, dispatcher, forget, Qt::DirectConnection);
    }
    return box;
}

} // namespace lotse
