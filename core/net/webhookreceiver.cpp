// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/webhookreceiver.h"

#include <QCryptographicHash>
#include <QNetworkInterface>
#include <QRandomGenerator>
#include <QTcpSocket>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace lotse {

namespace {

constexpr qsizetype kLongestHead = 16 * 1024;
constexpr int kMostConnections = 8;
constexpr std::chrono::seconds kSlowest{30}; // a connection, from its first byte to its last

QByteArray randomWord()
{
    std::array<quint32, 4> numbers{};
    QRandomGenerator::system()->fillRange(numbers.data(), qsizetype(numbers.size()));
    return QByteArray(reinterpret_cast<const char *>(numbers.data()), sizeof(numbers)).toHex();
}

QByteArray hashOf(const QByteArray &text)
{
    return text.isEmpty() ? QByteArray() : QCryptographicHash::hash(text, QCryptographicHash::Sha256);
}

} // namespace

/// One request, as far as it has come.
struct WebhookReceiver::Connection {
    QByteArray buffer;
    QByteArray method;
    QByteArray path;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray authorization;
    qint64 length = -1; ///< of the body; -1 while the head is not whole
    bool isOver = false;

    enum class Head { Wanting, Whole, Wrong };
    Head takeHead();
};

WebhookReceiver::Connection::Head WebhookReceiver::Connection::takeHead()
{
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return buffer.size() > kLongestHead ? Head::Wrong : Head::Wanting;
    const QList<QByteArray> lines = buffer.left(end).replace("\r\n", "\n").split('\n');
    const QList<QByteArray> words = lines.first().split(' ');
    if (end > kLongestHead || words.size() != 3 || !words[2].startsWith("HTTP/1."))
        return Head::Wrong;
    method = words[0];
    path = words[1];
    length = 0;
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0)
            return Head::Wrong;
        const QByteArray name = line.left(colon);
        const QByteArray value = line.mid(colon + 1).trimmed();
        if (name.compare("Authorization", Qt::CaseInsensitive) == 0) {
            authorization = value;
            headers.append({name, QByteArray()});
            continue;
        }
        headers.append({name, value});
        if (name.compare("Transfer-Encoding", Qt::CaseInsensitive) == 0)
            return Head::Wrong; // Harbor names the length
        if (name.compare("Content-Length", Qt::CaseInsensitive) == 0) {
            bool isNumber = false;
            length = value.toLongLong(&isNumber);
            if (!isNumber || length < 0 || length > kLongest)
                return Head::Wrong;
        }
    }
    buffer.remove(0, end + 4);
    return Head::Whole;
}

WebhookReceiver::WebhookReceiver(Clock *clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
    m_server.setMaxPendingConnections(kMostConnections);
    connect(&m_server, &QTcpServer::newConnection, this, &WebhookReceiver::accept);
}

WebhookReceiver::~WebhookReceiver() = default;

Error WebhookReceiver::start(const QHostAddress &address)
{
    stop();
    m_calls.clear();
    m_received = 0;
    m_refused = 0;
    if (!m_server.listen(address)) {
        emit changed();
        return makeError(ErrorKind::Unsupported, LOTSE_MSG("Cannot open a port on %1."), {address.toString()},
            m_server.errorString());
    }
    m_turn = std::make_unique<QObject>();
    m_path = "/lotse-" + randomWord();
    m_url.setScheme(u"http"_s);
    m_url.setHost(m_server.serverAddress().toString());
    m_url.setPort(m_server.serverPort());
    m_url.setPath(QString::fromLatin1(m_path));
    m_until = m_clock->now().addMSecs(std::chrono::milliseconds(kPatience).count());
    m_clock->after(kPatience, m_turn.get(), [this] { stop(); });
    emit changed();
    return {};
}

void WebhookReceiver::stop()
{
    if (!m_server.isListening())
        return;
    m_server.close();
    // A request in the middle of which this is called may still be on the stack.
    m_turn.release()->deleteLater();
    m_url = {};
    m_until = {};
    m_expected.clear();
    emit changed();
}

void WebhookReceiver::expect(const QByteArray &authorization)
{
    m_expected = hashOf(authorization.trimmed());
}

void WebhookReceiver::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        if (!m_turn || m_turn->findChildren<QTcpSocket *>().size() >= kMostConnections) {
            delete socket;
            continue;
        }
        socket->setParent(m_turn.get());
        socket->setReadBufferSize(kLongest + kLongestHead);
        auto connection = std::make_shared<Connection>();
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(
            socket, &QTcpSocket::readyRead, m_turn.get(), [this, socket, connection] { read(socket, *connection); });
        m_clock->after(kSlowest, socket, [socket] { socket->abort(); });
    }
}

void WebhookReceiver::read(QTcpSocket *socket, Connection &connection)
{
    if (connection.isOver) {
        socket->readAll();
        return;
    }
    connection.buffer += socket->readAll();
    if (connection.length < 0) {
        const Connection::Head head = connection.takeHead();
        if (head == Connection::Head::Wanting)
            return;
        connection.isOver = head == Connection::Head::Wrong || connection.path != m_path;
        if (connection.isOver && connection.path == m_path) {
            ++m_refused;
            answer(socket, "413 Content Too Large", "Lotse receives requests with a Content-Length of up to 1 MiB.");
            emit changed();
            return;
        }
        if (connection.isOver) {
            answer(socket, "404 Not Found", "There is nothing here.");
            return;
        }
    }
    if (connection.buffer.size() < connection.length)
        return;
    connection.isOver = true;
    connection.buffer.truncate(qsizetype(connection.length));
    keep(socket, connection);
    answer(socket, "200 OK", "Received.");
    emit changed();
}

void WebhookReceiver::answer(QTcpSocket *socket, const char *status, const char *text)
{
    const QByteArray body = QByteArray(text) + '\n';
    socket->write("HTTP/1.1 " + QByteArray(status)
        + "\r\nContent-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n"
          "Content-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    socket->disconnectFromHost();
}

void WebhookReceiver::keep(const QTcpSocket *socket, const Connection &connection)
{
    using Authorization = WebhookCall::Authorization;
    WebhookCall call;
    call.at = m_clock->now();
    call.from = socket->peerAddress().toString();
    call.method = connection.method;
    call.headers = connection.headers;
    call.body = connection.buffer;
    if (connection.authorization.isEmpty())
        call.authorization = Authorization::None;
    else if (m_expected.isEmpty())
        call.authorization = Authorization::NotCompared;
    else
        call.authorization =
            hashOf(connection.authorization) == m_expected ? Authorization::AsExpected : Authorization::Other;
    m_calls.prepend(call);
    if (m_calls.size() > kMost)
        m_calls.resize(kMost);
    ++m_received;
}

QList<QHostAddress> WebhookReceiver::addresses()
{
    QList<QHostAddress> out{QHostAddress(QHostAddress::LocalHost)};
    for (const QHostAddress &address : QNetworkInterface::allAddresses()) {
        if (!address.isLoopback() && !address.isLinkLocal() && !address.isMulticast())
            out.append(address);
    }
    std::stable_sort(out.begin() + 1, out.end(), [](const QHostAddress &a, const QHostAddress &b) {
        return a.protocol() == QAbstractSocket::IPv4Protocol && b.protocol() != QAbstractSocket::IPv4Protocol;
    });
    return out;
}

} // namespace lotse
