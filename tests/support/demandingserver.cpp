// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/demandingserver.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace lotse::test {

static SSL_CTX *makeContext(const TestIdentity &own, const QByteArray &authority, DemandingServer::Version version)
{
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    const int only = version == DemandingServer::Tls13 ? TLS1_3_VERSION : TLS1_2_VERSION;
    SSL_CTX_set_min_proto_version(context, only);
    SSL_CTX_set_max_proto_version(context, only);
    const auto pem = [](const QByteArray &text) { return BIO_new_mem_buf(text.constData(), int(text.size())); };
    const QByteArray certificate = own.chain.first().toPem();
    const QByteArray key = own.key.toPem();
    BIO *in = pem(certificate);
    X509 *x509 = PEM_read_bio_X509(in, nullptr, nullptr, nullptr);
    SSL_CTX_use_certificate(context, x509);
    X509_free(x509);
    BIO_free(in);
    in = pem(key);
    EVP_PKEY *pkey = PEM_read_bio_PrivateKey(in, nullptr, nullptr, nullptr);
    SSL_CTX_use_PrivateKey(context, pkey);
    EVP_PKEY_free(pkey);
    BIO_free(in);
    in = pem(authority);
    X509 *root = PEM_read_bio_X509(in, nullptr, nullptr, nullptr);
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context), root);
    X509_free(root);
    BIO_free(in);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    return context;
}

DemandingServer::DemandingServer(const TestIdentity &own, const QByteArray &authority, Version version)
    : m_context(makeContext(own, authority, version))
    , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(m_listener, reinterpret_cast<sockaddr *>(&address), size) == 0 && ::listen(m_listener, 16) == 0
        && ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size) == 0)
        m_port = ntohs(address.sin_port);
    m_thread = std::thread([this] { serve(); });
}

DemandingServer::~DemandingServer()
{
    ::shutdown(m_listener, SHUT_RDWR); // wakes accept()
    m_thread.join();
    ::close(m_listener);
    SSL_CTX_free(static_cast<SSL_CTX *>(m_context));
}

QUrl DemandingServer::url() const
{
    return QUrl(QStringLiteral("https://localhost:%1").arg(m_port));
}

QList<QByteArray> DemandingServer::answered() const
{
    const QMutexLocker lock(&m_mutex);
    return m_answered;
}

int DemandingServer::connections() const
{
    const QMutexLocker lock(&m_mutex);
    return m_connections;
}

void DemandingServer::serve()
{
    for (;;) {
        const int socket = ::accept(m_listener, nullptr, nullptr);
        if (socket < 0)
            return;
        {
            const QMutexLocker lock(&m_mutex);
            ++m_connections;
        }
        const timeval patience{5, 0}; // nobody keeps the test from its end
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        talk(socket);
        // What is left unread would make the end a reset, and the client would lose the alert.
        ::shutdown(socket, SHUT_WR);
        char rest[4096];
        while (::recv(socket, rest, sizeof rest, 0) > 0) { }
        ::close(socket);
    }
}

void DemandingServer::talk(int socket)
{
    SSL *ssl = SSL_new(static_cast<SSL_CTX *>(m_context));
    SSL_set_fd(ssl, socket);
    if (SSL_accept(ssl) == 1) {
        char name[256] = {};
        if (X509 *client = SSL_get1_peer_certificate(ssl)) {
            X509_NAME_get_text_by_NID(X509_get_subject_name(client), NID_commonName, name, sizeof name);
            X509_free(client);
        }
        char request[8192];
        if (SSL_read(ssl, request, sizeof request) > 0) {
            {
                const QMutexLocker lock(&m_mutex);
                m_answered.append(name);
            }
            const QByteArray reply =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n[]";
            SSL_write(ssl, reply.constData(), int(reply.size()));
            SSL_shutdown(ssl);
        }
    }
    SSL_free(ssl);
}

} // namespace lotse::test
