// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"
#include "json/codec.h"

#include <QHash>
#include <QQueue>

namespace lotse {

/// One page of a list of Harbor, decoded.
struct SyncPage {
    json::Records records;
    qint64 total = -1; ///< X-Total-Count, -1 where the server does not say
};

/**
 * Asks for things of one registry, at most `limit` at a time, in the order they were asked for. Lives in the thread of
 * the sync; destroying it aborts what is in flight.
 */
class PoliteQueue : public QObject {
    Q_OBJECT
public:
    PoliteQueue(std::shared_ptr<Transport> transport, int limit, QObject *parent)
        : QObject(parent)
        , m_transport(std::move(transport))
        , m_limit(limit)
    {
    }

    template <typename T>
    void ask(Request request, std::function<Result<T>(const Response &)> decode, std::function<void(Result<T>)> done)
    {
        if (m_isStopped)
            return;
        m_waiting.enqueue([this, request = std::move(request), decode = std::move(decode), done = std::move(done)] {
            const int ticket = ++m_requests;
            m_running.insert(ticket, 0);
            const CallId call = m_transport->call<T>(request, this, decode, [this, ticket, done](Result<T> result) {
                m_running.remove(ticket);
                if (!m_isStopped)
                    done(std::move(result));
                pump();
            });
            if (m_running.contains(ticket))
                m_running.insert(ticket, call);
        });
        pump();
    }

    /// GET of a page; `type` is the gadget of a row.
    void page(const QByteArray &path, QMetaType type, std::function<void(Result<SyncPage>)> done);
    /// GET of an object, as bytes.
    void body(const QByteArray &path, Limits limits, std::function<void(Result<QByteArray>)> done);

    /// How many were sent.
    int requests() const { return m_requests; }
    bool isIdle() const { return m_running.isEmpty() && m_waiting.isEmpty(); }
    /// Forgets what waits and aborts what is in flight; nobody is called back any more. idle() comes when all is over.
    void stop();

signals:
    /// After stop(): the last call has ended.
    void idle();

private:
    void pump();

    std::shared_ptr<Transport> m_transport;
    int m_limit;
    int m_requests = 0;
    bool m_isStopped = false;
    QHash<int, CallId> m_running;
    QQueue<std::function<void()>> m_waiting;
};

/// "/api/v2.0/projects/p/repositories/a%252Fb/artifacts/sha256:…" for "p/a/b"; with no digest, without what follows
/// "artifacts".
QByteArray artifactPath(const QString &repository, const QString &digest = {});

} // namespace lotse
