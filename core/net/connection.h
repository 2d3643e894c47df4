// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "net/http1.h"

#include <QNetworkProxy>
#include <QObject>
#include <QSslConfiguration>
#include <QSslSocket>

#include <memory>

namespace lotse {

/// One request on the wire and its one answer.
struct Exchange {
    QUrl origin; ///< scheme, host and port
    QByteArray method;
    QByteArray target; ///< sent as it stands
    Headers headers;
    QByteArray body;
    Limits limits;
    bool isBlob = false; ///< raw bytes, whatever Content-Encoding says of them
    bool isElsewhere = false; ///< another origin than the account's: no pin, other roots, not to this machine

    std::function<void(Result<Response>)> done; ///< exactly once, unless the exchange is cancelled
    std::function<void(qint64)> progress; ///< bytes of the body so far; may be empty

    bool isRead() const { return method == "GET" || method == "HEAD"; }
};

/**
 * One connection to one origin; runs one exchange after the other. Owned by ConnectionPool and lives in its thread.
 *
 * QNetworkAccessManager does not do here: it repeats a change when a kept connection turns out to be dead, it sends a
 * request over a connection whose certificate nobody was asked about, and it has no cap on headers.
 */
class Connection final : public QObject {
    Q_OBJECT
public:
    struct Setup {
        bool isTls = true;
        QString host; ///< as the certificate has to say it
        quint16 port = 443;
        QSslConfiguration tls;
        QNetworkProxy proxy;
        Error noWay; ///< why there is no way to the host; nothing is tried then
        bool ipv4Only = false; ///< after a connect that timed out, for networks with a broken IPv6
        std::chrono::milliseconds connectTime{10'000};
        std::function<Error(const QSslSocket &)> check; ///< before the first byte; an error ends the connection
    };

    Connection(Setup setup, Clock *clock, QObject *parent);

    /// Runs the exchange, connecting first where needed; `finished` gets the result.
    void run(std::shared_ptr<Exchange> exchange);
    /// Ends the connection; the exchange gets no result.
    void abandon();
    /// Fails with ErrorKind::Timeout (or Unreachable while connecting) when a deadline has passed.
    void checkDeadlines();

    const std::shared_ptr<Exchange> &exchange() const { return m_exchange; }
    bool isIdle() const { return m_state == State::Idle; }
    /// Whether nothing has come over an idle connection, not even its end.
    bool isQuiet() const;
    bool isClosed() const { return m_state == State::Closed; }
    bool hasSent() const { return m_state == State::Busy; } ///< bytes of the exchange were given to the network
    bool hasServed() const { return m_served > 0; } ///< an earlier exchange ended well
    bool hasHeard() const { return m_reader.hasBegun(); } ///< a byte of this answer came
    bool timedOutConnecting() const { return m_timedOutConnecting; }
    bool isIpv4Only() const { return m_setup.ipv4Only; }
    std::chrono::milliseconds idleSince() const { return m_movedAt; }
    /// The next deadline on the clock; only while busy.
    std::chrono::milliseconds due() const;

    /// The result of the exchange; the connection is idle or closed by then. Set by the owner.
    std::function<void(Connection *, std::shared_ptr<Exchange>, Result<Response>)> finished;
    /// An idle connection was closed. Set by the owner.
    std::function<void(Connection *)> closed;

private:
    enum class State { New, Connecting, Busy, Idle, Closed };

    void connectToHost();
    void ready();
    void send();
    void read();
    void ended();
    void failed(QAbstractSocket::SocketError error);
    bool showsCertificate() const;
    QString place() const; ///< "registry.example.com:443", for people
    void settle(ResponseReader::State state);
    void fail(Error error);
    void fail(Error error, Delivery delivery);
    void finish(Result<Response> result);

    const Setup m_setup;
    Clock *m_clock;
    QSslSocket m_socket;
    ResponseReader m_reader;
    std::shared_ptr<Exchange> m_exchange;
    State m_state = State::New;
    QList<QSslError> m_tlsErrors;
    int m_served = 0;
    bool m_timedOutConnecting = false;
    std::chrono::milliseconds m_startedAt{0};
    std::chrono::milliseconds m_movedAt{0}; ///< when bytes last went or came
};

} // namespace lotse
