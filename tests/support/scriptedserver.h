// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/request.h"
#include "support/testcertificates.h"

#include <QObject>
#include <QSsl>
#include <QThread>

#include <functional>

namespace lotse::test {

/// A request as the server read it.
struct ReceivedRequest {
    QByteArray method;
    QByteArray target; ///< path and query, as they came
    Headers headers;
    QByteArray body;
    int connection = 0; ///< counts the connections from 1
    int index = 0; ///< counts the requests from 1

    QByteArray header(QByteArrayView name) const { return lotse::header(headers, name); }
    /// The path without the query.
    QByteArray path() const { return target.left(target.indexOf('?') < 0 ? target.size() : target.indexOf('?')); }
};

/// What goes back, byte by byte.
struct ScriptedReply {
    enum class Then {
        KeepOpen, ///< ready for the next request
        Close, ///< an orderly end
        Reset, ///< the connection is cut
        Stall, ///< nothing more is ever sent
    };
    QByteArray bytes; ///< sent at once
    QList<QByteArray> later; ///< sent piece by piece, one with each ScriptedServer::proceed()
    Then then = Then::KeepOpen; ///< once all pieces are sent

    /// A whole answer with Content-Length.
    static ScriptedReply status(int status, const QByteArray &body = {}, Headers headers = {});
    static ScriptedReply json(const QByteArray &body, Headers headers = {});
    static ScriptedReply raw(const QByteArray &bytes, Then then = Then::Close) { return {bytes, {}, then}; }
    static ScriptedReply stall() { return {{}, {}, Then::Stall}; }
    static ScriptedReply reset() { return {{}, {}, Then::Reset}; }
};

/**
 * An HTTP/1.1 server on the loopback, on a free port and in a thread of its own, that answers with exactly the bytes a
 * test wants and keeps what it was sent. Every function may be called from the thread of the test.
 */
class ScriptedServer {
public:
    enum Kind { Plain, Tls };
    using Handler = std::function<ScriptedReply(const ReceivedRequest &)>;

    /// Listens at once. Tls: with a certificate of TestAuthority::shared() unless another is given.
    explicit ScriptedServer(Kind kind = Tls);
    ScriptedServer(const TestIdentity &identity, QSsl::SslProtocol protocol = QSsl::TlsV1_2OrLater);
    ~ScriptedServer();
    Q_DISABLE_COPY_MOVE(ScriptedServer)

    /// Called in the thread of the server, one request at a time.
    void handle(Handler handler);
    /// The certificate of the connections to come.
    void setIdentity(const TestIdentity &identity);
    /// Sends the next piece of every reply that has one.
    void proceed();
    /// Ends every connection (orderly).
    void closeConnections();
    /// Stops listening: connections to come are refused, those that are open live on.
    void stopListening();

    quint16 port() const;
    QUrl url() const; ///< https://localhost:PORT or http://127.0.0.1:PORT
    QByteArray caPem() const { return TestAuthority::shared().pem(); }

    QList<ReceivedRequest> requests() const;
    /// Requests to a path.
    int count(const QByteArray &path) const;
    QByteArray received() const; ///< every byte that was read, after TLS
    int connections() const; ///< accepted so far

private:
    class Listener;
    Listener *m_listener;
    QThread m_thread;
    void start(const TestIdentity &identity, QSsl::SslProtocol protocol);
};

} // namespace lotse::test
