// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/pages.h"

#include "net/httperror.h"

namespace lotse {

namespace {

Request get(const QByteArray &path)
{
    Request request;
    request.path = path;
    request.headers = {{"Accept", "application/json"}};
    return request;
}

} // namespace

void PoliteQueue::page(const QByteArray &path, QMetaType type, std::function<void(Result<SyncPage>)> done)
{
    const QString host = m_transport->origin().authority();
    ask<SyncPage>(
        get(path),
        [type, host](const Response &response) -> Result<SyncPage> {
            if (!response.isSuccess())
                return toError(response, "GET", host);
            if (const Error error = requireJson(response, "GET", host))
                return error;
            Result<json::Records> records = json::decodeList(response.body, type);
            if (!records)
                return records.error();
            bool isNumber = false;
            const qint64 total = response.header("X-Total-Count").toLongLong(&isNumber);
            return SyncPage{std::move(records.value()), isNumber ? total : -1};
        },
        std::move(done));
}

void PoliteQueue::body(const QByteArray &path, Limits limits, std::function<void(Result<QByteArray>)> done)
{
    const QString host = m_transport->origin().authority();
    Request request = get(path);
    request.limits = limits;
    ask<QByteArray>(
        std::move(request),
        [host](const Response &response) -> Result<QByteArray> {
            if (!response.isSuccess())
                return toError(response, "GET", host);
            if (const Error error = requireJson(response, "GET", host))
                return error;
            return response.body;
        },
        std::move(done));
}

void PoliteQueue::pump()
{
    while (!m_isStopped && m_running.size() < m_limit && !m_waiting.isEmpty()) {
        const auto next = m_waiting.dequeue();
        next();
    }
    if (m_isStopped && m_running.isEmpty())
        emit idle();
}

void PoliteQueue::stop()
{
    m_isStopped = true;
    m_waiting.clear();
    const QList<CallId> calls = m_running.values();
    for (const CallId call : calls)
        m_transport->abort(call);
}

QByteArray artifactPath(const QString &repository, const QString &digest)
{
    const QByteArray project = repository.section(u'/', 0, 0).toUtf8().toPercentEncoding();
    const QString rest = repository.section(u'/', 1);
    QByteArray name = rest.toUtf8().toPercentEncoding();
    // A slash must come through one decoding before the path is routed.
    if (rest.contains(u'/'))
        name = name.toPercentEncoding();
    QByteArray path = "/api/v2.0/projects/" + project + "/repositories/" + name + "/artifacts";
    if (!digest.isEmpty())
        path += '/' + digest.toUtf8().toPercentEncoding(":");
    return path;
}

} // namespace lotse
