// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/clientidentity.h"
#include "net/connection.h"
#include "net/guard.h"
#include "net/tls.h"

#include <QHash>

#include <deque>
#include <map>

namespace lotse {

/**
 * The connections of one account: at most six to a host, kept and used again. Enforces the deadlines.
 *
 * A read that meets a kept connection which the server has closed meanwhile goes out once more on a new one; a change
 * never does, and takes only a connection that was in use a moment ago.
 */
class ConnectionPool final : public QObject {
    Q_OBJECT
public:
    struct Setup {
        QUrl registry;
        QByteArray caPem;
        QByteArray pinSpkiSha256;
        QNetworkProxy proxy{QNetworkProxy::DefaultProxy};
        int connectionsPerHost = 6;
        /// Asked for each new connection, before `proxy`.
        std::function<Result<QNetworkProxy>(const QUrl &origin)> proxyFor;
        std::chrono::milliseconds connectTime{0}; ///< 0: as a connection sees fit
    };

    ConnectionPool(Setup setup, Clock *clock, QObject *parent);
    ~ConnectionPool() override;

    quint64 start(Exchange exchange);
    /// Whether bytes of it are on their way, or may be.
    bool hasSent(quint64 id) const;
    /// The exchange gets no result.
    void cancel(quint64 id);
    /// What the registry is shown where it asks for a certificate; kept connections are given up.
    void setIdentity(ClientIdentity identity);
    /// Ends kept connections, for a network that changed.
    void closeIdle();

    /// A new connection to the registry is up. Set by the owner.
    std::function<void(const Peer &)> peerSeen;
    /// Another key than the pinned one was met. Set by the owner.
    std::function<void(const PeerCertificate &)> pinMet;

private:
    struct Ticket {
        quint64 id = 0;
        std::shared_ptr<Exchange> exchange;
        bool isSecondTry = false;
    };
    struct Host {
        std::deque<Ticket> queue;
        QList<Connection *> connections;
        bool ipv4Only = false;
    };

    void pump(const QString &key);
    Connection *free(Host &host, const Exchange &exchange);
    Connection *open(const QString &key, Host &host, const Exchange &exchange);
    void finished(
        const QString &key, Connection *connection, const std::shared_ptr<Exchange> &exchange, Result<Response> result);
    void drop(Host &host, Connection *connection);
    Error check(const QSslSocket &socket, bool isElsewhere);
    void watch();
    void tick();

    const Setup m_setup;
    const guard::Origin m_registry;
    Clock *m_clock;
    std::map<QString, Host> m_hosts; ///< references into it live through insertions
    QHash<quint64, std::pair<QString, Connection *>> m_running;
    QHash<Connection *, Ticket> m_tickets;
    ClientIdentity m_identity;
    QSslConfiguration m_tls;
    QSslConfiguration m_tlsElsewhere;
    QByteArray m_leaf; ///< DER of the last leaf, described in m_peer
    Peer m_peer;
    quint64 m_lastId = 0;
    std::chrono::milliseconds m_watchedUntil = std::chrono::milliseconds::max();
};

} // namespace lotse
