// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scriptedserver.h"

#include <QMutex>
#include <QPointer>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>

#include <deque>

namespace lotse::test {

ScriptedReply ScriptedReply::status(int status, const QByteArray &body, Headers headers)
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(status) + " Scripted\r\n";
    for (const auto &[name, value] : headers)
        out += name + ": " + value + "\r\n";
    if (lotse::header(headers, "Content-Length").isNull())
        out += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    return {out + "\r\n" + body, {}, Then::KeepOpen};
}

ScriptedReply ScriptedReply::json(const QByteArray &body, Headers headers)
{
    headers.emplaceBack("Content-Type", "application/json");
    return status(200, body, std::move(headers));
}

// Lives in the thread of the server; what the test reads is behind the mutex.
class ScriptedServer::Listener final : public QTcpServer {
public:
    struct Peer {
        QPointer<QSslSocket> socket;
        int number = 0;
        QByteArray buffer;
        std::deque<QByteArray> later;
        ScriptedReply::Then then = ScriptedReply::Then::KeepOpen;
        bool isBusy = false; ///< pieces wait, or the reply stalls
    };

    mutable QMutex mutex;
    std::shared_ptr<Handler> handler; ///< shared, so that a handler may keep a count of its own
    TestIdentity identity; ///< empty: no TLS
    QSsl::SslProtocol protocol = QSsl::TlsV1_2OrLater;
    QList<ReceivedRequest> log;
    QByteArray bytes;
    int accepted = 0;
    quint16 boundPort = 0;
    QList<std::shared_ptr<Peer>> peers;

    void proceed()
    {
        const auto all = peers;
        for (const auto &peer : all) {
            if (peer->later.empty() || !peer->socket)
                continue;
            peer->socket->write(peer->later.front());
            peer->later.pop_front();
            if (peer->later.empty())
                end(*peer);
        }
    }

    void closeAll()
    {
        const auto all = peers;
        for (const auto &peer : all) {
            if (!peer->socket)
                continue;
            peer->socket->disconnectFromHost();
            if (peer->socket && peer->socket->state() != QAbstractSocket::UnconnectedState)
                peer->socket->waitForDisconnected(1000);
        }
    }

protected:
    void incomingConnection(qintptr handle) override
    {
        auto peer = std::make_shared<Peer>();
        auto *socket = new QSslSocket(this);
        peer->socket = socket;
        socket->setSocketDescriptor(handle);
        bool isTls = false;
        {
            const QMutexLocker lock(&mutex);
            peer->number = ++accepted;
            isTls = !identity.key.isNull();
            if (isTls) {
                QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
                configuration.setLocalCertificateChain(identity.chain);
                configuration.setPrivateKey(identity.key);
                configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
                configuration.setProtocol(protocol);
                socket->setSslConfiguration(configuration);
            }
        }
        peers.append(peer);
        connect(socket, &QSslSocket::readyRead, this, [this, peer] { read(*peer); });
        connect(socket, &QSslSocket::disconnected, this, [this, peer] {
            peer->socket->deleteLater();
            peers.removeOne(peer);
        });
        if (isTls) {
            // A handshake that cannot be, as with a certificate that OpenSSL finds too weak, ends the connection.
            connect(socket, &QSslSocket::errorOccurred, this, [peer] {
                if (peer->socket && !peer->socket->isEncrypted())
                    peer->socket->abort();
            });
            socket->startServerEncryption();
        }
    }

private:
    void read(Peer &peer)
    {
        const QByteArray got = peer.socket->readAll();
        peer.buffer += got;
        {
            const QMutexLocker lock(&mutex);
            bytes += got;
        }
        while (!peer.isBusy && peer.socket && takeRequest(peer)) { }
    }

    // True when a whole request was there and was answered.
    bool takeRequest(Peer &peer)
    {
        const qsizetype end = peer.buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        ReceivedRequest request;
        const QList<QByteArray> lines = peer.buffer.left(end).replace("\r\n", "\n").split('\n');
        const QList<QByteArray> first = lines.value(0).split(' ');
        request.method = first.value(0);
        request.target = first.value(1);
        for (qsizetype i = 1; i < lines.size(); ++i) {
            const qsizetype colon = lines[i].indexOf(':');
            request.headers.emplaceBack(lines[i].left(colon), lines[i].mid(colon + 1).trimmed());
        }
        const qsizetype length = request.header("Content-Length").toLongLong();
        if (peer.buffer.size() < end + 4 + length)
            return false;
        request.body = peer.buffer.mid(end + 4, length);
        peer.buffer.remove(0, end + 4 + length);
        request.connection = peer.number;
        std::shared_ptr<Handler> answer;
        {
            const QMutexLocker lock(&mutex);
            request.index = int(log.size()) + 1;
            log.append(request);
            answer = handler;
        }
        const ScriptedReply reply = answer ? (*answer)(request) : ScriptedReply::status(404);
        peer.socket->write(reply.bytes);
        peer.later.assign(reply.later.begin(), reply.later.end());
        peer.then = reply.then;
        peer.isBusy = true;
        if (peer.later.empty())
            this->end(peer);
        return true;
    }

    void end(Peer &peer)
    {
        switch (peer.then) {
        case ScriptedReply::Then::KeepOpen:
            peer.isBusy = false;
            break;
        case ScriptedReply::Then::Close:
            peer.socket->disconnectFromHost();
            break;
        case ScriptedReply::Then::Reset:
            // What was written is to arrive before the cut.
            while (peer.socket->bytesToWrite() + peer.socket->encryptedBytesToWrite() > 0) {
                if (!peer.socket->waitForBytesWritten(1000))
                    break;
            }
            peer.socket->abort();
            break;
        case ScriptedReply::Then::Stall:
            break;
        }
    }
};

ScriptedServer::ScriptedServer(Kind kind)
    : m_listener(new Listener)
{
    start(kind == Tls ? TestAuthority::shared().issue() : TestIdentity(), QSsl::TlsV1_2OrLater);
}

ScriptedServer::ScriptedServer(const TestIdentity &identity, QSsl::SslProtocol protocol)
    : m_listener(new Listener)
{
    start(identity, protocol);
}

void ScriptedServer::start(const TestIdentity &identity, QSsl::SslProtocol protocol)
{
    m_listener->identity = identity;
    m_listener->protocol = protocol;
    m_listener->listen(QHostAddress::LocalHost, 0);
    m_listener->boundPort = m_listener->serverPort();
    m_thread.setObjectName(QStringLiteral("scripted server"));
    m_listener->moveToThread(&m_thread);
    m_thread.start();
}

ScriptedServer::~ScriptedServer()
{
    m_listener->deleteLater();
    m_thread.quit();
    m_thread.wait();
}

void ScriptedServer::handle(Handler handler)
{
    const QMutexLocker lock(&m_listener->mutex);
    m_listener->handler = std::make_shared<Handler>(std::move(handler));
}

void ScriptedServer::setIdentity(const TestIdentity &identity)
{
    const QMutexLocker lock(&m_listener->mutex);
    m_listener->identity = identity;
}

void ScriptedServer::proceed()
{
    QMetaObject::invokeMethod(
        m_listener, [listener = m_listener] { listener->proceed(); }, Qt::QueuedConnection);
}

void ScriptedServer::closeConnections()
{
    QMetaObject::invokeMethod(
        m_listener, [listener = m_listener] { listener->closeAll(); }, Qt::BlockingQueuedConnection);
}

void ScriptedServer::stopListening()
{
    QMetaObject::invokeMethod(
        m_listener, [listener = m_listener] { listener->close(); }, Qt::BlockingQueuedConnection);
}

quint16 ScriptedServer::port() const
{
    return m_listener->boundPort;
}

QUrl ScriptedServer::url() const
{
    const QMutexLocker lock(&m_listener->mutex);
    QUrl url;
    url.setScheme(m_listener->identity.key.isNull() ? QStringLiteral("http") : QStringLiteral("https"));
    url.setHost(m_listener->identity.key.isNull() ? QStringLiteral("127.0.0.1") : QStringLiteral("localhost"));
    url.setPort(m_listener->boundPort);
    return url;
}

QList<ReceivedRequest> ScriptedServer::requests() const
{
    const QMutexLocker lock(&m_listener->mutex);
    return m_listener->log;
}

int ScriptedServer::count(const QByteArray &path) const
{
    const QMutexLocker lock(&m_listener->mutex);
    const QList<ReceivedRequest> &all = m_listener->log;
    return int(std::count_if(all.begin(), all.end(), [&](const ReceivedRequest &r) { return r.path() == path; }));
}

QByteArray ScriptedServer::received() const
{
    const QMutexLocker lock(&m_listener->mutex);
    return m_listener->bytes;
}

int ScriptedServer::connections() const
{
    const QMutexLocker lock(&m_listener->mutex);
    return m_listener->accepted;
}

} // namespace lotse::test
