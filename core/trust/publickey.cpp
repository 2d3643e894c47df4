// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/publickey.h"

#include "trust/asn1.h"
#include "trust/base64.h"

#include <QCryptographicHash>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostPem = 64 * 1024;
constexpr int kLeastRsa = 2048;
constexpr int kMostRsa = 8192;

QByteArray derOf(EVP_PKEY *key)
{
    const int size = i2d_PUBKEY(key, nullptr);
    if (size <= 0)
        return {};
    QByteArray der(size, '\0');
    auto *out = reinterpret_cast<unsigned char *>(der.data());
    return i2d_PUBKEY(key, &out) == size ? der : QByteArray();
}

const EVP_MD *digestOf(HashKind hash)
{
    return hash == HashKind::Sha256 ? EVP_sha256() : hash == HashKind::Sha384 ? EVP_sha384() : EVP_sha512();
}

PublicKey::Kind curveOf(EVP_PKEY *key)
{
    // Parameters that are written out may name a curve and be another one.
    int isExplicit = 1;
    char group[64] = {};
    size_t length = 0;
    if (EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &isExplicit) != 1 || isExplicit
        || EVP_PKEY_get_group_name(key, group, sizeof group, &length) != 1)
        return PublicKey::Kind::None;
    const QByteArrayView name(group, qsizetype(length));
    return name == QByteArrayView("prime256v1") ? PublicKey::Kind::P256
        : name == QByteArrayView("secp384r1")   ? PublicKey::Kind::P384
        : name == QByteArrayView("secp521r1")   ? PublicKey::Kind::P521
                                                : PublicKey::Kind::None;
}

bool hasSafeExponent(EVP_PKEY *key)
{
    BIGNUM *exponent = nullptr;
    if (EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &exponent) != 1)
        return false;
    const bool isSafe = BN_is_odd(exponent) && (BN_num_bits(exponent) > 17 || BN_get_word(exponent) >= 65537);
    BN_free(exponent);
    return isSafe;
}

} // namespace

QByteArray sha256Text(QByteArrayView bytes)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(bytes);
    return "sha256:" + hash.result().toHex();
}

Fault PublicKey::fromOpenSsl(EVP_PKEY *key, PublicKey &out)
{
    out = {};
    if (!key)
        return Reason::BrokenKey;
    PublicKey made;
    made.m_bits = EVP_PKEY_get_bits(key);
    if (EVP_PKEY_is_a(key, "EC")) {
        made.m_kind = curveOf(key);
    } else if (EVP_PKEY_is_a(key, "RSA")) {
        if (made.m_bits < kLeastRsa || made.m_bits > kMostRsa || !hasSafeExponent(key))
            return {Reason::WeakKey, u"RSA %1"_s.arg(made.m_bits)};
        made.m_kind = Kind::Rsa;
    } else if (EVP_PKEY_is_a(key, "ED25519")) {
        made.m_kind = Kind::Ed25519;
    }
    if (made.m_kind == Kind::None) {
        const char *type = EVP_PKEY_get0_type_name(key);
        return {Reason::UnsupportedKey, QString::fromLatin1(type ? type : "")};
    }
    made.m_der = derOf(key);
    if (made.m_der.isEmpty() || EVP_PKEY_up_ref(key) != 1)
        return Reason::BrokenKey;
    made.m_key = std::shared_ptr<EVP_PKEY>(key, EVP_PKEY_free);
    out = std::move(made);
    return {};
}

Fault PublicKey::fromDer(const QByteArray &der, PublicKey &out)
{
    out = {};
    const unsigned char *at = bytesOf(der);
    const std::shared_ptr<EVP_PKEY> key(d2i_PUBKEY(nullptr, &at, long(der.size())), EVP_PKEY_free);
    ERR_clear_error();
    if (!key || at != bytesOf(der) + der.size())
        return Reason::BrokenKey;
    if (Fault fault = fromOpenSsl(key.get(), out))
        return fault;
    // BER, or numbers that are padded: the fingerprint would be that of other bytes.
    if (out.m_der != der) {
        out = {};
        return Reason::BrokenKey;
    }
    return {};
}

Fault PublicKey::fromPem(const QByteArray &pem, PublicKey &out)
{
    out = {};
    static constexpr QByteArrayView kBegin("-----BEGIN PUBLIC KEY-----");
    static constexpr QByteArrayView kEnd("-----END PUBLIC KEY-----");
    if (pem.size() > kMostPem)
        return Reason::TooLarge;
    const QByteArray text = pem.trimmed();
    if (!text.startsWith(kBegin) || !text.endsWith(kEnd) || text.size() < kBegin.size() + kEnd.size())
        return {Reason::BrokenKey, u"no PEM block PUBLIC KEY, or more than that"_s};
    QByteArray inner = text.mid(kBegin.size(), text.size() - kBegin.size() - kEnd.size());
    inner.replace('\n', QByteArrayView()).replace('\r', QByteArrayView());
    const std::optional<QByteArray> der = strictBase64(inner);
    if (!der)
        return {Reason::BrokenKey, u"no strict base64"_s};
    return fromDer(*der, out);
}

QByteArray PublicKey::fingerprint() const
{
    return sha256Text(m_der);
}

QString PublicKey::algorithm() const
{
    switch (m_kind) {
    case Kind::P256:
        return u"ECDSA P-256"_s;
    case Kind::P384:
        return u"ECDSA P-384"_s;
    case Kind::P521:
        return u"ECDSA P-521"_s;
    case Kind::Rsa:
        return u"RSA %1"_s.arg(m_bits);
    case Kind::Ed25519:
        return u"Ed25519"_s;
    case Kind::None:
        break;
    }
    return {};
}

HashKind PublicKey::usualHash() const
{
    return m_kind == Kind::P384 ? HashKind::Sha384 : m_kind == Kind::P521 ? HashKind::Sha512 : HashKind::Sha256;
}

bool PublicKey::verify(QByteArrayView message, QByteArrayView signature, HashKind hash, RsaPadding padding) const
{
    if (!m_key || signature.isEmpty())
        return false;
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_PKEY_CTX *settings = nullptr; // belongs to the context
    const EVP_MD *digest = m_kind == Kind::Ed25519 ? nullptr : digestOf(hash);
    bool fits = context && EVP_DigestVerifyInit(context.get(), &settings, digest, nullptr, m_key.get()) == 1;
    if (fits && m_kind == Kind::Rsa && padding == RsaPadding::Pss)
        fits = EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING) == 1
            && EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, RSA_PSS_SALTLEN_DIGEST) == 1
            && EVP_PKEY_CTX_set_rsa_mgf1_md(settings, digest) == 1;
    fits = fits
        && EVP_DigestVerify(
               context.get(), bytesOf(signature), size_t(signature.size()), bytesOf(message), size_t(message.size()))
            == 1;
    ERR_clear_error();
    return fits;
}

bool PublicKey::verifyRaw(QByteArrayView message, QByteArrayView signature, HashKind hash) const
{
    const qsizetype half = m_kind == Kind::P256 ? 32 : m_kind == Kind::P384 ? 48 : m_kind == Kind::P521 ? 66 : 0;
    if (half == 0 || signature.size() != 2 * half)
        return false;
    const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(ECDSA_SIG_new(), ECDSA_SIG_free);
    BIGNUM *r = BN_bin2bn(bytesOf(signature), int(half), nullptr);
    BIGNUM *s = BN_bin2bn(bytesOf(signature) + half, int(half), nullptr);
    if (!pair || !r || !s || BN_is_zero(r) || BN_is_zero(s) || ECDSA_SIG_set0(pair.get(), r, s) != 1) {
        BN_free(r);
        BN_free(s);
        return false;
    }
    const int size = i2d_ECDSA_SIG(pair.get(), nullptr);
    if (size <= 0)
        return false;
    QByteArray der(size, '\0');
    auto *out = reinterpret_cast<unsigned char *>(der.data());
    return i2d_ECDSA_SIG(pair.get(), &out) == size && verify(message, der, hash);
}

} // namespace lotse::trust
