// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QSslCertificate>
#include <QSslKey>
#include <QStringList>

#include <memory>

namespace lotse::test {

/// A certificate with its chain (leaf first, without the root) and its private key, as a TLS server wants them.
struct TestIdentity {
    QList<QSslCertificate> chain;
    QSslKey key;
};

/// What a certificate made for a test says; the default is a good one for localhost and 127.0.0.1.
struct CertificateWish {
    QByteArray commonName = "localhost";
    QList<QByteArray> dns{"localhost"};
    QList<QByteArray> addresses{"127.0.0.1"};
    qint64 notBefore = -3600; ///< seconds from now
    qint64 notAfter = 86'400; ///< seconds from now
    bool isAuthority = false;
    int rsaBits = 0; ///< 0: a P-256 key
    bool sha1 = false; ///< signed with SHA-1
};

/**
 * A certificate authority made when the test runs; nothing of it touches the disk. Certificates are made with OpenSSL,
 * each with a key of its own.
 */
class TestAuthority {
public:
    explicit TestAuthority(const QByteArray &name = "Test authority");
    ~TestAuthority();
    TestAuthority(TestAuthority &&) noexcept;

    /// One authority for the whole test program.
    static const TestAuthority &shared();

    QByteArray pem() const;
    /// A server certificate signed by this authority.
    TestIdentity issue(const CertificateWish &wish = {}) const;
    /// An authority signed by this one; its servers send it along unless `sendsItself` is false. With `mayIssue` false
    /// its certificate says CA:FALSE.
    TestAuthority intermediate(bool sendsItself = true, bool mayIssue = true) const;
    /// A certificate signed by itself alone.
    static TestIdentity selfSigned(const CertificateWish &wish = {});

private:
    struct Private;
    explicit TestAuthority(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace lotse::test
