// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"

#include <QHash>
#include <QQueue>

namespace lotse {

/**
 * The transport of a sync: passes requests on to the registry's, at most `limit` at a time, in the order they were
 * asked for, and decodes answers on threads of its own, so that neither side waits for the lists of the window. What
 * reads a registry reads through it as through any other transport. Lives in the thread of the sync, and so do all who
 * send and hold a share of it; destroying it aborts what is in flight.
 */
class RequestQueue final : public Transport {
    Q_OBJECT
public:
    RequestQueue(std::shared_ptr<Transport> transport, int limit);
    ~RequestQueue() override;

    CallId send(Request request, Completion completion) override;
    void abort(CallId id) override;
    QUrl origin() const override { return m_transport->origin(); }

    /// How many were sent.
    int requests() const { return m_requests; }
    bool isIdle() const { return m_running.isEmpty() && m_waiting.isEmpty(); }
    bool isStopped() const { return m_isStopped; }
    /// Ends what waits and what is in flight with ErrorKind::Cancelled. idle() comes when all is over.
    void stop();

signals:
    /// After stop(): the last call has ended.
    void idle();

protected:
    QThreadPool *workers() const override;
    void endCalls() override { stop(); }

private:
    struct Waiting {
        CallId id;
        Request request;
        Completion completion;
    };
    void pump();

    std::shared_ptr<Transport> m_transport;
    int m_limit;
    int m_requests = 0;
    CallId m_last = 0;
    bool m_isStopped = false;
    QHash<CallId, CallId> m_running; ///< ours, the transport's
    QQueue<Waiting> m_waiting;
};

} // namespace lotse
