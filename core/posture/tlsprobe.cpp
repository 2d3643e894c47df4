// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/tlsprobe.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSslCertificate>
#include <QSslKey>
#include <QTcpSocket>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <memory>

namespace lotse::posture {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostWeak = 12; // handshakes for one suite after the other
constexpr qint64 kMostHead = 16 * 1024;

template <auto free>
struct Freed {
    template <typename T>
    void operator()(T *object) const
    {
        free(object);
    }
};
using Context = std::unique_ptr<SSL_CTX, Freed<SSL_CTX_free>>;
using Stream = std::unique_ptr<SSL, Freed<SSL_free>>;

struct Version {
    const char *name;
    int number;
};
constexpr Version kVersions[] = {
    {"TLS 1.0", TLS1_VERSION}, {"TLS 1.1", TLS1_1_VERSION}, {"TLS 1.2", TLS1_2_VERSION}, {"TLS 1.3", TLS1_3_VERSION}};

struct Shaken {
    bool isDone = false;
    bool isReached = false; ///< the server could be talked to at all
    QString cipher;
    QString reason;
    QList<QByteArray> chain; ///< DER
    QString verifyError;
    bool hostMatches = false;
};

QString opensslReason()
{
    char text[256] = {};
    const unsigned long code = ERR_peek_last_error();
    if (code == 0)
        return {};
    ERR_error_string_n(code, text, sizeof text);
    return QString::fromLatin1(text).section(u':', -1);
}

struct Place {
    QString host;
    quint16 port = 443;
    QNetworkProxy proxy;
    QByteArray caPem;
    int timeoutMs = 8000;
};

bool trust(SSL_CTX *context, const QByteArray &caPem)
{
    if (caPem.isEmpty())
        return SSL_CTX_set_default_verify_paths(context) == 1;
    X509_STORE *store = SSL_CTX_get_cert_store(context);
    for (const QSslCertificate &certificate : QSslCertificate::fromData(caPem, QSsl::Pem))
        X509_STORE_add_cert(store, static_cast<X509 *>(certificate.handle()));
    return true;
}

void readPeer(SSL *ssl, const Place &place, Shaken &out)
{
    out.cipher = QString::fromLatin1(SSL_get_cipher_name(ssl));
    STACK_OF(X509) *chain = SSL_get_peer_cert_chain(ssl);
    for (int i = 0; chain && i < sk_X509_num(chain) && i < 10; ++i) {
        unsigned char *der = nullptr;
        const int size = i2d_X509(sk_X509_value(chain, i), &der);
        if (size > 0)
            out.chain.append(QByteArray(reinterpret_cast<const char *>(der), size));
        OPENSSL_free(der);
    }
    const long verified = SSL_get_verify_result(ssl);
    if (verified != X509_V_OK)
        out.verifyError = QString::fromLatin1(X509_verify_cert_error_string(verified));
    if (chain && sk_X509_num(chain) > 0) {
        X509 *leaf = sk_X509_value(chain, 0);
        const QByteArray host = place.host.toUtf8();
        const bool isAddress = !QHostAddress(place.host).isNull();
        out.hostMatches = isAddress ? X509_check_ip_asc(leaf, host.constData(), 0) == 1
                                    : X509_check_host(leaf, host.constData(), size_t(host.size()), 0, nullptr) == 1;
    }
}

// One handshake through memory; the socket carries the bytes.
Shaken shake(const Place &place, int version, const QByteArray &ciphers)
{
    Shaken out;
    ERR_clear_error();
    const Context context(SSL_CTX_new(TLS_client_method()));
    if (!context || !trust(context.get(), place.caPem))
        return out;
    // What is measured is the server: this side offers everything that it has.
    SSL_CTX_set_security_level(context.get(), 0);
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
    SSL_CTX_set_min_proto_version(context.get(), version);
    SSL_CTX_set_max_proto_version(context.get(), version);
    if (SSL_CTX_set_cipher_list(context.get(), ciphers.constData()) != 1) {
        out.reason = opensslReason();
        return out;
    }
    const Stream ssl(SSL_new(context.get()));
    BIO *in = BIO_new(BIO_s_mem());
    BIO *outgoing = BIO_new(BIO_s_mem());
    SSL_set_bio(ssl.get(), in, outgoing);
    if (QHostAddress(place.host).isNull())
        SSL_set_tlsext_host_name(ssl.get(), place.host.toUtf8().constData());
    QTcpSocket socket;
    socket.setProxy(place.proxy);
    socket.connectToHost(place.host, place.port);
    if (!socket.waitForConnected(place.timeoutMs)) {
        out.reason = socket.errorString();
        return out;
    }
    out.isReached = true;
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < place.timeoutMs) {
        const int done = SSL_connect(ssl.get());
        char buffer[8192];
        int size = 0;
        while ((size = BIO_read(outgoing, buffer, sizeof buffer)) > 0)
            socket.write(buffer, size);
        while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(place.timeoutMs)) { }
        if (done == 1) {
            out.isDone = true;
            readPeer(ssl.get(), place, out);
            break;
        }
        if (SSL_get_error(ssl.get(), done) != SSL_ERROR_WANT_READ) {
            out.reason = opensslReason();
            break;
        }
        if (socket.bytesAvailable() == 0 && !socket.waitForReadyRead(place.timeoutMs)) {
            out.reason = socket.errorString();
            break;
        }
        const QByteArray got = socket.readAll();
        BIO_write(in, got.constData(), int(got.size()));
    }
    socket.abort();
    return out;
}

// Suites of TLS 1.2 that are accepted though they have no forward secrecy or no AEAD.
QStringList weakOf(const Place &place)
{
    QStringList found;
    QByteArray offer = "ALL:COMPLEMENTOFALL:!ECDHE+AESGCM:!DHE+AESGCM:!CHACHA20:!AESCCM:!ARIAGCM";
    for (int i = 0; i < kMostWeak; ++i) {
        const Shaken shaken = shake(place, TLS1_2_VERSION, offer);
        if (!shaken.isDone || shaken.cipher.isEmpty())
            break;
        found.append(shaken.cipher);
        offer += ":!" + shaken.cipher.toLatin1();
    }
    return found;
}

QJsonObject describe(const QByteArray &der)
{
    const QSslCertificate certificate(der, QSsl::Der);
    const unsigned char *at = reinterpret_cast<const unsigned char *>(der.constData());
    const std::unique_ptr<X509, Freed<X509_free>> x509(d2i_X509(nullptr, &at, der.size()));
    const QSslKey key = certificate.publicKey();
    QJsonArray names;
    for (const QString &name : certificate.subjectAlternativeNames())
        names.append(name);
    const char *signature = x509 ? OBJ_nid2ln(X509_get_signature_nid(x509.get())) : "";
    const QString type = key.algorithm() == QSsl::Rsa ? u"RSA"_s : key.algorithm() == QSsl::Ec ? u"EC"_s : u"other"_s;
    return {{u"subject"_s, certificate.subjectDisplayName()}, {u"issuer"_s, certificate.issuerDisplayName()},
        {u"not_before"_s, certificate.effectiveDate().toUTC().toString(Qt::ISODate)},
        {u"not_after"_s, certificate.expiryDate().toUTC().toString(Qt::ISODate)}, {u"key_type"_s, type},
        {u"key_bits"_s, key.length()}, {u"signature"_s, QString::fromLatin1(signature)}, {u"names"_s, names},
        {u"sha256"_s, sha256Of(der)}};
}

QString plainHttp(Place place)
{
    if (place.port != 443)
        return u"not measured"_s; // port 80 of the host is another service, then
    QTcpSocket socket;
    socket.setProxy(place.proxy);
    socket.connectToHost(place.host, 80);
    if (!socket.waitForConnected(place.timeoutMs / 2))
        return socket.error() == QAbstractSocket::ConnectionRefusedError
                || socket.error() == QAbstractSocket::SocketTimeoutError
            ? u"closed"_s
            : u"not measured"_s;
    socket.write("GET / HTTP/1.1\r\nHost: " + place.host.toUtf8() + "\r\nConnection: close\r\n\r\n");
    QByteArray head;
    while (!head.contains("\r\n\r\n") && head.size() < kMostHead && socket.waitForReadyRead(place.timeoutMs / 2))
        head += socket.read(kMostHead);
    const QByteArray status = head.mid(9, 3);
    const QByteArray lower = head.toLower();
    if (status.startsWith('3') && lower.contains("location: https://"))
        return u"redirects"_s;
    return head.startsWith("HTTP/") ? u"serves"_s : u"closed"_s;
}

} // namespace

Fact measureTls(
    const QUrl &origin, const QByteArray &caPem, const QNetworkProxy &proxy, const QDateTime &now, int timeoutMs)
{
    Fact fact;
    fact.kind = u"tls"_s;
    fact.at = now;
    const bool isTls = origin.scheme() == "https"_L1;
    QJsonObject row{{u"is_tls"_s, isTls}, {u"host"_s, origin.host()}, {u"port"_s, origin.port(isTls ? 443 : 80)}};
    if (isTls) {
        const Place place{origin.host(), quint16(origin.port(443)), proxy, caPem, timeoutMs};
        QJsonArray versions;
        Shaken best;
        bool isReached = false;
        for (const Version &version : kVersions) {
            const Shaken shaken = shake(place, version.number, "ALL:COMPLEMENTOFALL");
            isReached = isReached || shaken.isReached;
            versions.append(QJsonObject{{u"version"_s, QString::fromLatin1(version.name)},
                {u"accepted"_s, shaken.isDone}, {u"cipher"_s, shaken.cipher}, {u"reason"_s, shaken.reason}});
            if (shaken.isDone)
                best = shaken;
            else if (!shaken.isReached)
                break; // four waits would tell no more than one
        }
        if (!isReached) {
            fact.error.kind = ErrorKind::Unreachable;
            fact.error.message = {LOTSE_MSG("The TLS handshake with %1 failed."), {origin.authority()}};
            return fact;
        }
        row.insert(u"versions"_s, versions);
        row.insert(u"weak_ciphers"_s, QJsonArray::fromStringList(weakOf(place)));
        QJsonArray chain;
        for (const QByteArray &der : std::as_const(best.chain))
            chain.append(describe(der));
        row.insert(u"chain"_s, chain);
        row.insert(u"verify_error"_s, best.verifyError);
        row.insert(u"host_matches"_s, best.hostMatches);
        row.insert(u"plain_http"_s, plainHttp(place));
    }
    fact.reading = Reading::Whole;
    const QByteArray raw = QJsonDocument(row).toJson(QJsonDocument::Compact);
    fact.rows = {{{}, raw, row}};
    fact.answers = {{u"TLS handshakes with %1"_s.arg(origin.authority()), now, 0, {}, raw}};
    return fact;
}

} // namespace lotse::posture
