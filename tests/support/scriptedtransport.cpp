// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptedtransport.h"

#include <QThread>

namespace lotse::test {

std::shared_ptr<ScriptedTransport> ScriptedTransport::shared(Script script)
{
    return {new ScriptedTransport(std::move(script)), [](ScriptedTransport *transport) {
                if (transport->thread() == QThread::currentThread())
                    delete transport;
                else
                    transport->deleteLater();
            }};
}

CallId ScriptedTransport::send(Request request, Completion completion)
{
    CallId id = 0;
    {
        const QMutexLocker lock(&m_mutex);
        id = m_next++;
        m_requests.append(request);
        m_pending.insert(id, {std::move(request), std::move(completion)});
    }
    if (!m_held)
        QMetaObject::invokeMethod(
            this, [this, id] { answer(id); }, Qt::QueuedConnection);
    return id;
}

void ScriptedTransport::answer(CallId id)
{
    Pending pending;
    {
        const QMutexLocker lock(&m_mutex);
        if (!m_pending.contains(id))
            return;
        pending = m_pending.take(id);
    }
    pending.completion(m_script(pending.request));
}

void ScriptedTransport::abort(CallId id)
{
    Pending pending;
    {
        const QMutexLocker lock(&m_mutex);
        if (!m_pending.contains(id))
            return;
        pending = m_pending.take(id);
        ++m_aborted;
    }
    Error error;
    error.kind = ErrorKind::Cancelled;
    error.message = {LOTSE_MSG("The request was cancelled."), {}};
    pending.completion(error);
}

void ScriptedTransport::release()
{
    m_held = false;
    QList<CallId> ids;
    {
        const QMutexLocker lock(&m_mutex);
        ids = m_pending.keys();
    }
    for (const CallId id : ids)
        answer(id);
}

QList<Request> ScriptedTransport::requests() const
{
    const QMutexLocker lock(&m_mutex);
    return m_requests;
}

QList<QByteArray> ScriptedTransport::paths() const
{
    QList<QByteArray> out;
    const QList<Request> all = requests();
    for (const Request &request : all)
        out.append(request.path);
    return out;
}

int ScriptedTransport::inFlight() const
{
    const QMutexLocker lock(&m_mutex);
    return int(m_pending.size());
}

int ScriptedTransport::aborted() const
{
    const QMutexLocker lock(&m_mutex);
    return m_aborted;
}

Response ScriptedTransport::json(const QByteArray &body, int status, qint64 total)
{
    Response response;
    response.status = status;
    response.headers.emplace_back("Content-Type", "application/json");
    if (total >= 0)
        response.headers.emplace_back("X-Total-Count", QByteArray::number(total));
    response.body = body;
    return response;
}

} // namespace lotse::test
