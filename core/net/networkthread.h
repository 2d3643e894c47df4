// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"

#include <QThread>

#include <memory>

namespace lotse {

/**
 * The one thread that all transports live on. Made by the program beside its clock; no singleton. Transports that were
 * adopted may outlive it, but do nothing then.
 */
class NetworkThread {
public:
    NetworkThread();
    /// Ends the thread once it has done what it was told; waits for it.
    ~NetworkThread();
    Q_DISABLE_COPY_MOVE(NetworkThread)

    /// Moves a transport, made in the calling thread, to this one. It is destroyed there when the last handle goes.
    template <typename T>
    std::shared_ptr<T> adopt(std::unique_ptr<T> transport)
    {
        transport->moveToThread(m_thread.get());
        return std::shared_ptr<T>(transport.release(), [thread = m_thread](T *t) { destroy(thread, t); });
    }

    QThread *thread() const { return m_thread.get(); }

private:
    static void destroy(const std::shared_ptr<QThread> &thread, Transport *transport);

    std::shared_ptr<QThread> m_thread;
};

} // namespace lotse
