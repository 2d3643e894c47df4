// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/error.h"

#include <QHostAddress>
#include <QList>
#include <QPair>
#include <QTcpServer>
#include <QUrl>

#include <chrono>
#include <memory>

class QTcpSocket;

namespace lotse {

/// A notification as it came in. What authorizes it is not kept: only that it was there.
struct WebhookCall {
    QDateTime at; ///< UTC
    QString from; ///< address of the sender
    QByteArray method;
    QList<QPair<QByteArray, QByteArray>> headers; ///< without the value of Authorization
    QByteArray body;
    enum class Authorization { None, AsExpected, Other, NotCompared };
    Authorization authorization = Authorization::None;
};

/**
 * Receives webhooks for a test, on one address of this computer and a path that nobody can know before; all else is
 * answered with 404 and forgotten. Bounded: a mebibyte a request, the last 20 requests, eight connections at a time. It
 * stops by itself after ten minutes. Lives in a thread with an event loop.
 */
class WebhookReceiver : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype kLongest = 1024 * 1024; ///< bytes of a body
    static constexpr qsizetype kMost = 20; ///< calls that are kept
    static constexpr std::chrono::minutes kPatience{10};

    /// The clock outlives this.
    explicit WebhookReceiver(Clock *clock, QObject *parent = nullptr);
    ~WebhookReceiver() override;

    /// Begins anew; what came before is dropped. An error where the address cannot be listened on.
    Error start(const QHostAddress &address);
    void stop();
    bool isRunning() const { return m_server.isListening(); }
    QUrl url() const { return m_url; } ///< empty while it does not run
    QDateTime until() const { return m_until; } ///< when it stops by itself; UTC
    /// What the header Authorization is to hold; empty: nothing is compared. Only a hash of it is kept.
    void expect(const QByteArray &authorization);
    const QList<WebhookCall> &calls() const { return m_calls; } ///< newest first
    qint64 received() const { return m_received; } ///< with those that are not kept any more
    qint64 refused() const { return m_refused; } ///< requests on its path that were too large or could not be read

    /// The addresses of this computer that a registry may reach, the loopback first.
    static QList<QHostAddress> addresses();

signals:
    void changed();

private:
    struct Connection;
    void accept();
    void read(QTcpSocket *socket, Connection &connection);
    void answer(QTcpSocket *socket, const char *status, const char *text);
    void keep(const QTcpSocket *socket, const Connection &connection);

    Clock *m_clock;
    QTcpServer m_server;
    std::unique_ptr<QObject> m_turn; ///< of one start(): timers and connections go with it
    QUrl m_url;
    QDateTime m_until;
    QByteArray m_path;
    QByteArray m_expected;
    QList<WebhookCall> m_calls;
    qint64 m_received = 0;
    qint64 m_refused = 0;
};

} // namespace lotse
