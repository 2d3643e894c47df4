// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/testcertificates.h"

#include <QMutex>
#include <QUrl>

#include <thread>

namespace lotse::test {

/**
 * A TLS server on the loopback that lets nobody in without a certificate of its authority, and says so as servers do:
 * by an alert. (Qt's own server ends the connection without a word.) Answers every request with "[]" and ends it.
 */
class DemandingServer {
public:
    enum Version { Tls12, Tls13 };

    /// `authority`: PEM of who signs its clients.
    DemandingServer(const TestIdentity &own, const QByteArray &authority, Version version = Tls13);
    ~DemandingServer();
    Q_DISABLE_COPY_MOVE(DemandingServer)

    QUrl url() const; ///< https://localhost:PORT
    /// Common names of the clients that were answered, in order.
    QList<QByteArray> answered() const;
    int connections() const; ///< accepted so far

private:
    void serve();
    void talk(int socket);

    void *m_context = nullptr; ///< SSL_CTX
    int m_listener = -1;
    quint16 m_port = 0;
    mutable QMutex m_mutex;
    QList<QByteArray> m_answered;
    int m_connections = 0;
    std::thread m_thread;
};

} // namespace lotse::test
