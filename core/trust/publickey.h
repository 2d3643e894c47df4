// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/reason.h"

#include <QByteArray>

#include <memory>

struct evp_pkey_st;

namespace lotse::trust {

enum class HashKind { Sha256, Sha384, Sha512 };
enum class RsaPadding { Pkcs1, Pss };

/// A public key of those kinds that are allowed: ECDSA on a named P-256, P-384 or P-521, RSA of 2048 to 8192 bits with
/// an odd exponent of at least 65537, Ed25519. A cheap copy.
class PublicKey {
public:
    enum class Kind { None, P256, P384, P521, Rsa, Ed25519 };

    /// PEM with exactly one block "PUBLIC KEY", and nothing besides but space around.
    static Fault fromPem(const QByteArray &pem, PublicKey &out);
    /// SubjectPublicKeyInfo in DER, to its last byte.
    static Fault fromDer(const QByteArray &der, PublicKey &out);
    /// Takes a key of OpenSSL's, whose owner stays whoever had it.
    static Fault fromOpenSsl(evp_pkey_st *key, PublicKey &out);

    Kind kind() const { return m_kind; }
    bool isNull() const { return m_kind == Kind::None; }
    int bits() const { return m_bits; }
    const QByteArray &der() const { return m_der; }
    /// "sha256:<hex>" over the DER.
    QByteArray fingerprint() const;
    QString algorithm() const; ///< "ECDSA P-256", "RSA 3072", "Ed25519"
    /// The hash that sigstore's bundles use with this key.
    HashKind usualHash() const;
    bool isEcdsa() const { return m_kind == Kind::P256 || m_kind == Kind::P384 || m_kind == Kind::P521; }

    /// Whether the signature fits; ECDSA in DER. Hash and padding say nothing for Ed25519. Any error is a no.
    bool verify(
        QByteArrayView message, QByteArrayView signature, HashKind hash, RsaPadding padding = RsaPadding::Pkcs1) const;
    /// The same with an ECDSA signature as r and s, each as long as the curve.
    bool verifyRaw(QByteArrayView message, QByteArrayView signature, HashKind hash) const;

    bool operator==(const PublicKey &other) const { return m_der == other.m_der; }

private:
    std::shared_ptr<evp_pkey_st> m_key;
    QByteArray m_der;
    Kind m_kind = Kind::None;
    int m_bits = 0;
};

/// "sha256:<hex>" of bytes, for steps.
QByteArray sha256Text(QByteArrayView bytes);

} // namespace lotse::trust
