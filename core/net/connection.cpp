// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/connection.h"

#include "net/faults.h"
#include "net/guard.h"
#include "net/tls.h"

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#endif

namespace lotse {

using std::chrono::milliseconds;

Connection::Connection(Setup setup, Clock *clock, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_clock(clock)
{
    m_socket.setProxy(m_setup.proxy);
    if (m_setup.isTls)
        m_socket.setSslConfiguration(m_setup.tls);
    connect(&m_socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) { m_tlsErrors = errors; });
    connect(&m_socket, m_setup.isTls ? &QSslSocket::encrypted : &QAbstractSocket::connected, this, &Connection::ready);
    connect(&m_socket, &QSslSocket::readyRead, this, &Connection::read);
    // A long upload over a slow line is alive as long as the network takes bytes.
    connect(&m_socket, m_setup.isTls ? &QSslSocket::encryptedBytesWritten : &QIODevice::bytesWritten, this,
        [this] { m_movedAt = m_clock->elapsed(); });
    connect(&m_socket, &QSslSocket::disconnected, this, &Connection::ended);
    connect(&m_socket, &QSslSocket::errorOccurred, this, &Connection::failed);
}

void Connection::run(std::shared_ptr<Exchange> exchange)
{
    m_exchange = std::move(exchange);
    m_startedAt = m_movedAt = m_clock->elapsed();
    m_reader.start(m_exchange->method == "HEAD", m_exchange->limits.body, m_exchange->limits.keepsTail);
    if (m_state == State::Idle) {
        send();
    } else {
        m_state = State::Connecting;
        connectToHost();
    }
}

bool Connection::isQuiet() const
{
#ifdef Q_OS_UNIX
    // Asks the kernel: the end may have come while the event loop was elsewhere, and a change must not meet it.
    char byte = 0;
    const auto size = ::recv(int(m_socket.socketDescriptor()), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
#else
    return m_socket.bytesAvailable() == 0;
#endif
}

void Connection::connectToHost()
{
    if (m_setup.noWay) {
        // Later, as every other failure: who asked does not know of the exchange yet.
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_state == State::Connecting)
                    fail(m_setup.noWay);
            },
            Qt::QueuedConnection);
        return;
    }
    const auto protocol = m_setup.ipv4Only ? QAbstractSocket::IPv4Protocol : QAbstractSocket::AnyIPProtocol;
    if (m_setup.isTls)
        m_socket.connectToHostEncrypted(m_setup.host, m_setup.port, QIODevice::ReadWrite, protocol);
    else
        m_socket.connectToHost(m_setup.host, m_setup.port, QIODevice::ReadWrite, protocol);
}

void Connection::ready()
{
    if (m_state != State::Connecting)
        return;
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (Error error = m_setup.check ? m_setup.check(m_socket) : Error()) {
        // Nothing has been written yet, and nothing will be.
        fail(std::move(error));
        return;
    }
    send();
}

void Connection::send()
{
    m_state = State::Busy;
    m_movedAt = m_clock->elapsed();
    m_socket.write(requestHead(m_exchange->method, m_exchange->target, m_exchange->headers) + m_exchange->body);
}

void Connection::read()
{
    if (m_state == State::Idle) {
        // Nobody asked: an answer that belongs to nothing must not become that of the next request.
        m_socket.abort();
        return;
    }
    if (m_state != State::Busy)
        return;
    m_movedAt = m_clock->elapsed();
    const qint64 before = m_reader.bodySize();
    char buffer[64 * 1024];
    qint64 size = 0;
    ResponseReader::State state = m_reader.state();
    while ((size = m_socket.read(buffer, sizeof buffer)) > 0) {
        state = m_reader.feed(QByteArrayView(buffer, size));
        if (state != ResponseReader::State::Head && state != ResponseReader::State::Body)
            break;
    }
    // A second read may show bytes behind the end.
    if (state == ResponseReader::State::Done && m_socket.bytesAvailable() > 0)
        state = m_reader.feed(m_socket.read(1));
    if (m_exchange->progress && m_reader.bodySize() != before && state == ResponseReader::State::Body)
        m_exchange->progress(m_reader.bodySize());
    settle(state);
}

void Connection::settle(ResponseReader::State state)
{
    const QString host = m_setup.host;
    switch (state) {
    case ResponseReader::State::Head:
    case ResponseReader::State::Body:
        return;
    case ResponseReader::State::TooLarge:
        return fail(faults::tooLarge(m_exchange->limits.body, host));
    case ResponseReader::State::HeadTooLarge:
        return fail(faults::headTooLarge(host));
    case ResponseReader::State::Malformed:
        return fail(faults::malformed(host));
    case ResponseReader::State::Cut:
        return fail(faults::lost(m_exchange->isRead(), host));
    case ResponseReader::State::Done:
        break;
    }
    // Nobody asks for a range here, so a part must not pass for the whole.
    if (m_reader.status() == 206 && header(m_exchange->headers, "Range").isEmpty())
        return fail(faults::partial(host));
    Response response;
    response.status = m_reader.status();
    response.headers = m_reader.headers();
    response.body = m_reader.takeBody();
    response.skipped = m_reader.skipped();
    response.took = m_clock->elapsed() - m_startedAt;
    const QByteArray encoding = response.header("Content-Encoding").trimmed().toLower();
    const bool keeps =
        m_reader.keepsAlive() && m_socket.state() == QAbstractSocket::ConnectedState && m_socket.bytesToWrite() == 0;
    if (!keeps) {
        m_state = State::Closed;
        m_socket.abort();
    }
    if (!encoding.isEmpty() && encoding != "identity" && !m_exchange->isBlob && !response.body.isEmpty()) {
        Error error = faults::encoded(encoding, host);
        error.delivery = Delivery::Unknown;
        return finish(std::move(error));
    }
    ++m_served;
    finish(std::move(response));
}

void Connection::ended()
{
    if (m_state == State::Busy) {
        read();
        if (m_state == State::Busy)
            settle(m_reader.close());
    } else if (m_state == State::Connecting) {
        fail(faults::unreachable(QAbstractSocket::NetworkError, m_socket.errorString(), place()));
    } else if (m_state == State::Idle) {
        m_state = State::Closed;
        if (closed)
            closed(this);
    }
}

// With the port, also where it is the usual one: that is what has to be checked.
QString Connection::place() const
{
    const bool isIpv6 = m_setup.host.contains(u':') && !m_setup.host.startsWith(u'[');
    return (isIpv6 ? u'[' + m_setup.host + u']' : m_setup.host) + u':' + QString::number(m_setup.port);
}

bool Connection::showsCertificate() const
{
    return !m_setup.tls.localCertificate().isNull();
}

void Connection::failed(QAbstractSocket::SocketError error)
{
    if (m_state == State::Connecting) {
        const QString text = m_socket.errorString();
        const bool isTls = error == QAbstractSocket::SslHandshakeFailedError
            || error == QAbstractSocket::SslInternalError || error == QAbstractSocket::SslInvalidUserDataError
            || !m_tlsErrors.isEmpty();
        fail(isTls ? tlsError(m_tlsErrors, text, m_setup.host, showsCertificate())
                   : faults::unreachable(error, text, place()));
    } else if (m_state == State::Busy) {
        // An answer may have come before the connection broke, such as 401 to a body that nobody reads.
        read();
        if (m_state != State::Busy)
            return;
        // With TLS 1.3 a server looks at the client's certificate after the client takes the handshake for done.
        if (m_setup.isTls && !m_reader.hasBegun() && isCertificateAlert(m_socket.errorString()))
            return fail(tlsError({}, m_socket.errorString(), m_setup.host, showsCertificate()),
                m_served == 0 ? Delivery::NotSent : Delivery::Unknown);
        const bool isEnd = error == QAbstractSocket::RemoteHostClosedError;
        const ResponseReader::State state = isEnd ? m_reader.close() : ResponseReader::State::Cut;
        if (state == ResponseReader::State::Done)
            return settle(state);
        fail(faults::lost(m_exchange->isRead(), m_setup.host));
    }
}

milliseconds Connection::due() const
{
    if (m_state == State::Connecting)
        return m_startedAt + std::min(m_setup.connectTime, m_exchange->limits.total);
    return std::min(m_startedAt + m_exchange->limits.total, m_movedAt + m_exchange->limits.idle);
}

void Connection::checkDeadlines()
{
    const milliseconds now = m_clock->elapsed();
    if (!m_exchange || now < due())
        return;
    const bool wasConnecting = m_state == State::Connecting;
    m_timedOutConnecting = wasConnecting;
    const bool isTotal = now >= m_startedAt + m_exchange->limits.total;
    fail(wasConnecting ? faults::unreachable(QAbstractSocket::SocketTimeoutError, {}, place())
                       : faults::timedOut(isTotal, m_exchange->isRead(), m_setup.host));
}

void Connection::abandon()
{
    m_exchange.reset();
    m_state = State::Closed;
    m_socket.abort();
}

// Closed before the socket is: abort() says `disconnected`, and nobody is to take that for the end of an answer.
void Connection::fail(Error error)
{
    fail(std::move(error), hasSent() ? Delivery::Unknown : Delivery::NotSent);
}

void Connection::fail(Error error, Delivery delivery)
{
    error.delivery = delivery;
    m_state = State::Closed;
    m_socket.abort();
    finish(std::move(error));
}

void Connection::finish(Result<Response> result)
{
    m_state = result.ok() && m_socket.state() == QAbstractSocket::ConnectedState ? State::Idle : State::Closed;
    m_movedAt = m_clock->elapsed();
    if (m_exchange)
        finished(this, std::exchange(m_exchange, {}), std::move(result));
}

} // namespace lotse
