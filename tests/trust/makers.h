// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/publickey.h"

#include <QDateTime>

#include <memory>

#include <openssl/evp.h>

namespace lotse::trust::test {

/// A private key that lives as long as a test.
class TestKey {
public:
    /// "P-256", "P-384", "P-521", "secp256k1", "RSA:3072", "RSA-PSS:2048", "ED25519"
    explicit TestKey(const char *kind, unsigned exponent = 65537);

    QByteArray pem() const; ///< the public half
    QByteArray der() const;
    PublicKey publicKey() const;
    /// ECDSA in DER, RSA PKCS #1 v1.5 unless `isPss`; `salt` as OpenSSL counts (-1: as long as the digest).
    QByteArray sign(const QByteArray &message, const char *digest = "SHA256", bool isPss = false, int salt = -1,
        const char *mask = nullptr) const;
    /// ECDSA as r and s.
    QByteArray signRaw(const QByteArray &message, const char *digest, int half) const;
    EVP_PKEY *get() const { return m_key.get(); }

private:
    std::shared_ptr<EVP_PKEY> m_key;
};

/// What a certificate of a test is like; the defaults are those of a signer that notation takes.
struct CertificateShape {
    QByteArray subject = "signer";
    QByteArray issuer = "root";
    bool isAuthority = false;
    int pathLength = -1;
    const char *basic = nullptr; ///< instead of what the two above give; "" for none
    const char *usage = "critical,digitalSignature"; ///< "" for none
    const char *extended = "codeSigning"; ///< "" for none
    const char *more = nullptr; ///< "1.2.3.4=critical,ASN1:NULL"
    QDateTime notBefore = QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC);
    QDateTime notAfter = QDateTime(QDate(2036, 1, 1), QTime(0, 0), Qt::UTC);
    const char *digest = "SHA256";
    long serial = 0; ///< 0: the next one
};
CertificateShape authorityShape(const QByteArray &subject = "root", const QByteArray &issuer = "root");
/// The DER of a certificate of `key`, signed by `issuer`.
QByteArray makeCertificate(const CertificateShape &shape, const TestKey &key, const TestKey &issuer);

} // namespace lotse::trust::test
