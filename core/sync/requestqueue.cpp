// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/requestqueue.h"

#include "net/faults.h"

#include <QCoreApplication>
#include <QThreadPool>

namespace lotse {

namespace {

/// Of the program and not of a queue: an answer may come after the queue that asked for it.
struct SyncPool : QThreadPool {
    SyncPool();
};
Q_GLOBAL_STATIC(SyncPool, syncWorkers)

SyncPool::SyncPool()
{
    setMaxThreadCount(2);
    qAddPostRoutine([] { syncWorkers()->waitForDone(); }); // not beside the end of the program
}

} // namespace

RequestQueue::RequestQueue(std::shared_ptr<Transport> transport, int limit)
    : m_transport(std::move(transport))
    , m_limit(limit)
{
}

RequestQueue::~RequestQueue()
{
    cutOff();
    const QList<CallId> calls = m_running.values();
    for (const CallId call : calls)
        m_transport->abort(call);
}

QThreadPool *RequestQueue::workers() const
{
    return syncWorkers();
}

CallId RequestQueue::send(Request request, Completion completion)
{
    const CallId id = ++m_last;
    m_waiting.enqueue({id, std::move(request), std::move(completion)});
    if (m_isStopped)
        abort(id);
    else
        pump();
    return id;
}

void RequestQueue::abort(CallId id)
{
    if (const auto running = m_running.constFind(id); running != m_running.cend()) {
        m_transport->abort(*running);
        return;
    }
    for (qsizetype i = 0; i < m_waiting.size(); ++i) {
        if (m_waiting[i].id != id)
            continue;
        const Waiting gone = m_waiting.takeAt(i);
        gone.completion(faults::cancelled(origin().authority()));
        return;
    }
}

void RequestQueue::pump()
{
    while (!m_isStopped && m_running.size() < m_limit && !m_waiting.isEmpty()) {
        Waiting next = m_waiting.dequeue();
        ++m_requests;
        m_running.insert(next.id, 0);
        const CallId call = m_transport->send(std::move(next.request),
            [post = Post(this), this, id = next.id, completion = std::move(next.completion)](
                Result<Response> response) {
                completion(std::move(response));
                post([this, id] {
                    m_running.remove(id);
                    pump();
                });
            });
        if (m_running.contains(next.id))
            m_running.insert(next.id, call);
    }
    if (m_isStopped && m_running.isEmpty())
        emit idle();
}

void RequestQueue::stop()
{
    m_isStopped = true;
    while (!m_waiting.isEmpty())
        abort(m_waiting.constFirst().id);
    const QList<CallId> calls = m_running.values();
    for (const CallId call : calls)
        m_transport->abort(call);
}

} // namespace lotse
