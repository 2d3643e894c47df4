// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/securebytes.h"
#include "trust/certificate.h"

struct ossl_lib_ctx_st;

namespace lotse::trust {

/// A private key of those kinds that PublicKey knows, with the certificates that came along. A cheap copy; the key goes
/// with the last one, and there is no way to its bytes.
class SigningKey {
public:
    SigningKey() = default;
    /// Takes a key of OpenSSL's, whose owner stays whoever had it. ErrorKind::Usage where its kind is none of ours.
    /// `library` is the context that it works in, null for OpenSSL's own.
    static Result<SigningKey> fromOpenSsl(
        evp_pkey_st *key, QList<Certificate> chain = {}, std::shared_ptr<ossl_lib_ctx_st> library = {});

    bool isNull() const { return m_public.isNull(); }
    const PublicKey &publicKey() const { return m_public; }
    /// The public half as a PEM block "PUBLIC KEY".
    QByteArray publicPem() const;
    /// Certificates that lay beside the key, as they were found.
    const QList<Certificate> &chain() const { return m_chain; }

    /// The signature over a message: ECDSA in DER. Hash and padding say nothing for Ed25519. ErrorKind::Secret where
    /// the key, or the device that holds it, does not sign.
    Result<QByteArray> sign(QByteArrayView message, HashKind hash, RsaPadding padding = RsaPadding::Pkcs1) const;
    /// The same with an ECDSA signature as r and s, each as long as the curve.
    Result<QByteArray> signRaw(QByteArrayView message, HashKind hash) const;

private:
    std::shared_ptr<ossl_lib_ctx_st> m_library; ///< outlives the key
    std::shared_ptr<evp_pkey_st> m_key;
    PublicKey m_public;
    QList<Certificate> m_chain;
};

} // namespace lotse::trust
