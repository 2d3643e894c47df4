// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/pool.h"

#include "net/faults.h"

#include <QHostAddress>
#include <QSslCipher>

#include <algorithm>

namespace lotse {

using std::chrono::milliseconds;

namespace {

// A change goes out over a kept connection only within this time: servers close idle ones after several seconds.
constexpr milliseconds freshEnough{2000};
// Kept connections are given up after this; nginx keeps them for 65 to 75 s.
constexpr milliseconds keptFor{50'000};

QString protocolName(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2:
        return QStringLiteral("TLS 1.2");
    case QSsl::TlsV1_3:
        return QStringLiteral("TLS 1.3");
    default:
        return QStringLiteral("TLS");
    }
}

} // namespace

ConnectionPool::ConnectionPool(Setup setup, Clock *clock, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_registry(guard::originOf(m_setup.registry))
    , m_clock(clock)
{
}

ConnectionPool::~ConnectionPool()
{
    for (Connection *connection : findChildren<Connection *>())
        connection->abandon();
}

quint64 ConnectionPool::start(Exchange exchange)
{
    const quint64 id = ++m_lastId;
    const QString key =
        QString::fromLatin1(guard::originOf(exchange.origin).scheme) + u' ' + guard::originOf(exchange.origin).text();
    m_hosts[key].queue.push_back({id, std::make_shared<Exchange>(std::move(exchange)), false});
    m_running.insert(id, {key, nullptr});
    pump(key);
    return id;
}

bool ConnectionPool::hasSent(quint64 id) const
{
    const Connection *connection = m_running.value(id).second;
    return connection && connection->hasSent();
}

void ConnectionPool::cancel(quint64 id)
{
    const auto found = m_running.constFind(id);
    if (found == m_running.constEnd())
        return;
    const auto [key, connection] = *found;
    m_running.erase(found);
    Host &host = m_hosts[key];
    if (connection)
        drop(host, connection);
    else
        std::erase_if(host.queue, [id](const Ticket &ticket) { return ticket.id == id; });
    pump(key);
}

void ConnectionPool::setIdentity(ClientIdentity identity)
{
    if (identity.isEmpty() && m_identity.isEmpty())
        return;
    m_identity = std::move(identity);
    m_tls = {};
    closeIdle();
}

void ConnectionPool::closeIdle()
{
    for (auto &[key, host] : m_hosts) {
        const auto connections = host.connections;
        for (Connection *connection : connections) {
            if (connection->isIdle())
                drop(host, connection);
        }
    }
}

void ConnectionPool::pump(const QString &key)
{
    Host &host = m_hosts[key];
    while (!host.queue.empty()) {
        const Exchange &next = *host.queue.front().exchange;
        Connection *connection = free(host, next);
        if (!connection && host.connections.size() < m_setup.connectionsPerHost)
            connection = open(key, host, next);
        if (!connection)
            return;
        Ticket ticket = std::move(host.queue.front());
        host.queue.pop_front();
        m_running.insert(ticket.id, {key, connection});
        m_tickets.insert(connection, ticket);
        connection->run(ticket.exchange);
        watch();
    }
}

Connection *ConnectionPool::free(Host &host, const Exchange &exchange)
{
    const milliseconds now = m_clock->elapsed();
    const auto connections = host.connections;
    // The one used last first: it is the least likely to be closed.
    Connection *best = nullptr;
    for (Connection *connection : connections) {
        if (!connection->isIdle())
            continue;
        const milliseconds age = now - connection->idleSince();
        if (age > keptFor || (!exchange.isRead() && age > freshEnough) || !connection->isQuiet())
            drop(host, connection);
        else if (!best || connection->idleSince() > best->idleSince())
            best = connection;
    }
    return best;
}

Connection *ConnectionPool::open(const QString &key, Host &host, const Exchange &exchange)
{
    const guard::Origin origin = guard::originOf(exchange.origin);
    Connection::Setup setup;
    setup.isTls = origin.scheme == "https";
    setup.host = QString::fromLatin1(origin.host);
    setup.port = quint16(origin.port);
    const Result<QNetworkProxy> proxy =
        m_setup.proxyFor ? m_setup.proxyFor(exchange.origin) : Result<QNetworkProxy>(m_setup.proxy);
    if (proxy)
        setup.proxy = *proxy;
    else
        setup.noWay = proxy.error();
    setup.ipv4Only = host.ipv4Only;
    if (m_setup.connectTime.count() > 0)
        setup.connectTime = m_setup.connectTime;
    const bool isElsewhere = !(origin == m_registry);
    if (setup.isTls) {
        // Made when first needed: the system's roots take a while to read.
        QSslConfiguration &tls = isElsewhere ? m_tlsElsewhere : m_tls;
        if (tls.isNull()) {
            tls = isElsewhere ? tlsConfigurationForOthers(m_setup.caPem) : tlsConfiguration(m_setup.caPem);
            if (!isElsewhere && !m_identity.isEmpty()) {
                tls.setLocalCertificateChain(m_identity.chain);
                tls.setPrivateKey(m_identity.key);
            }
        }
        setup.tls = tls;
    }
    setup.check = [this, isElsewhere](const QSslSocket &socket) { return check(socket, isElsewhere); };
    auto *connection = new Connection(std::move(setup), m_clock, this);
    connection->finished = [this, key](Connection *c, const std::shared_ptr<Exchange> &done, Result<Response> result) {
        finished(key, c, done, std::move(result));
    };
    connection->closed = [this, key](Connection *c) { drop(m_hosts[key], c); };
    host.connections.append(connection);
    return connection;
}

void ConnectionPool::finished(
    const QString &key, Connection *connection, const std::shared_ptr<Exchange> &exchange, Result<Response> result)
{
    Host &host = m_hosts[key];
    Ticket ticket = m_tickets.take(connection);
    const bool wasStale = !result.ok() && result.error().kind == ErrorKind::Incomplete && connection->hasServed()
        && !connection->hasHeard() && exchange->isRead() && !ticket.isSecondTry;
    // By what this connection tried: several that time out together all ask for the same.
    if (connection->timedOutConnecting())
        host.ipv4Only = !connection->isIpv4Only();
    if (connection->isClosed())
        drop(host, connection);
    if (wasStale) {
        ticket.isSecondTry = true;
        m_running.insert(ticket.id, {key, nullptr});
        host.queue.push_front(std::move(ticket));
        // The others are as old as this one was.
        closeIdle();
    } else {
        m_running.remove(ticket.id);
        // The connection is free for the next before the result is looked at, which may take a while.
        pump(key);
        exchange->done(std::move(result));
        return;
    }
    pump(key);
}

void ConnectionPool::drop(Host &host, Connection *connection)
{
    host.connections.removeOne(connection);
    m_tickets.remove(connection);
    connection->abandon();
    connection->deleteLater();
}

Error ConnectionPool::check(const QSslSocket &socket, bool isElsewhere)
{
    const QByteArray peer = socket.peerAddress().toString().toLatin1();
    const bool isProxied =
        socket.proxy().type() != QNetworkProxy::NoProxy && socket.proxy().type() != QNetworkProxy::DefaultProxy;
    if (isElsewhere) {
        // A name that a foreign server chose, and that leads to this machine: only where the registry is here as well.
        if (!isProxied && guard::isOwnMachineOrLink(peer) && !guard::isOwnMachineOrLink(m_registry.host)) {
            Error error;
            error.kind = ErrorKind::RedirectRefused;
            error.message = {
                LOTSE_MSG("%1 leads to %2, whose address is one of this machine. Nothing was sent; tell the "
                          "administrator of the registry."),
                {m_registry.text(), socket.peerName()}};
            return error;
        }
        return {};
    }
    if (!socket.isEncrypted())
        return {};
    const QByteArray leaf = socket.peerCertificate().toDer();
    if (leaf != m_leaf || m_peer.chain.isEmpty()) {
        m_leaf = leaf;
        m_peer.chain.clear();
        for (const QSslCertificate &certificate : socket.peerCertificateChain())
            m_peer.chain.append(describe(certificate));
        if (m_peer.chain.isEmpty())
            m_peer.chain.append(describe(socket.peerCertificate()));
    }
    m_peer.protocol = protocolName(socket.sessionProtocol());
    m_peer.cipher = socket.sessionCipher().name();
    const PeerCertificate now = m_peer.chain.first();
    if (!m_setup.pinSpkiSha256.isEmpty() && now.spkiSha256 != m_setup.pinSpkiSha256) {
        if (pinMet)
            pinMet(now);
        return pinError(now, m_setup.pinSpkiSha256, m_registry.text());
    }
    if (peerSeen)
        peerSeen(m_peer);
    return {};
}

// One timer for all deadlines; a new one is set only for an earlier time, so that thousands of requests do not leave
// thousands of timers behind.
void ConnectionPool::watch()
{
    milliseconds next = milliseconds::max();
    for (auto it = m_tickets.keyBegin(); it != m_tickets.keyEnd(); ++it)
        next = std::min(next, (*it)->due());
    if (next >= m_watchedUntil)
        return;
    m_watchedUntil = next;
    m_clock->after(std::max(next - m_clock->elapsed(), milliseconds(0)), this, [this, next] {
        if (m_watchedUntil == next)
            tick();
    });
}

void ConnectionPool::tick()
{
    m_watchedUntil = milliseconds::max();
    const QList<Connection *> busy = m_tickets.keys();
    for (Connection *connection : busy) {
        // A result can end others.
        if (m_tickets.contains(connection))
            connection->checkDeadlines();
    }
    watch();
}

} // namespace lotse
