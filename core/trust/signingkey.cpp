// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/signingkey.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <algorithm>

namespace lotse::trust {

using namespace Qt::StringLiterals;

namespace {

const char *digestName(HashKind hash)
{
    return hash == HashKind::Sha256 ? "SHA256" : hash == HashKind::Sha384 ? "SHA384" : "SHA512";
}

Error failure()
{
    Error error;
    error.kind = ErrorKind::Secret;
    error.message = {
        LOTSE_MSG("Signing with the key failed. If the key is in a token or an HSM, check the PIN and whether "
                  "the key is allowed to sign."),
        {}};
    char text[256] = {};
    ERR_error_string_n(ERR_peek_last_error(), text, sizeof text);
    error.detail = QString::fromLatin1(text);
    ERR_clear_error();
    return error;
}

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

/// The point of an ECDSA key on the curve that it names. A token may write the parameters out instead of the name; what
/// it signs is verified with this key, so a curve that is another one than it says is found out.
Key publicPointOf(EVP_PKEY *key)
{
    char group[64] = {};
    unsigned char point[256] = {};
    size_t length = 0;
    size_t size = 0;
    Key out(nullptr, EVP_PKEY_free);
    if (!EVP_PKEY_is_a(key, "EC") || EVP_PKEY_get_group_name(key, group, sizeof group, &length) != 1
        || EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, point, sizeof point, &size) != 1)
        return out;
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
        EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr), EVP_PKEY_CTX_free);
    OSSL_PARAM parts[] = {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point, size), OSSL_PARAM_construct_end()};
    EVP_PKEY *made = nullptr;
    if (context && EVP_PKEY_fromdata_init(context.get()) == 1
        && EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parts) == 1)
        out.reset(made);
    return out;
}

/// By its DER: the public half of a token's key would need the token, and not all that we ask is told of it.
Fault readPublicHalf(EVP_PKEY *key, bool isOfToken, PublicKey &out)
{
    QByteArray der(key ? std::max(i2d_PUBKEY(key, nullptr), 0) : 0, '\0');
    auto *at = reinterpret_cast<unsigned char *>(der.data());
    if (der.isEmpty() || i2d_PUBKEY(key, &at) != der.size())
        return Reason::BrokenKey;
    const Fault fault = PublicKey::fromDer(der, out);
    if (fault.reason != Reason::UnsupportedKey || !isOfToken)
        return fault;
    const auto *from = reinterpret_cast<const unsigned char *>(der.constData());
    const Key written(d2i_PUBKEY(nullptr, &from, long(der.size())), EVP_PKEY_free);
    const Key point = written ? publicPointOf(written.get()) : Key(nullptr, EVP_PKEY_free);
    return point ? PublicKey::fromOpenSsl(point.get(), out) : fault;
}

} // namespace

Result<SigningKey> SigningKey::fromOpenSsl(
    EVP_PKEY *key, QList<Certificate> chain, std::shared_ptr<OSSL_LIB_CTX> library)
{
    SigningKey made;
    if (const Fault fault = readPublicHalf(key, library != nullptr, made.m_public)) {
        Error error;
        error.kind = ErrorKind::Usage;
        error.message = {
            LOTSE_MSG("This private key cannot be used (%1). Supported signing keys: ECDSA on P-256, P-384 or "
                      "P-521, RSA with 2048 to 8192 bits, and Ed25519."),
            {fault.detail.isEmpty() ? reasonCode(fault.reason) : fault.detail}};
        return error;
    }
    if (EVP_PKEY_up_ref(key) != 1)
        return failure();
    made.m_library = std::move(library);
    made.m_key = std::shared_ptr<EVP_PKEY>(key, EVP_PKEY_free);
    made.m_chain = std::move(chain);
    return made;
}

QByteArray SigningKey::publicPem() const
{
    const QByteArray base = m_public.der().toBase64();
    QByteArray out = "-----BEGIN PUBLIC KEY-----\n";
    for (qsizetype i = 0; i < base.size(); i += 64)
        out += base.mid(i, 64) + '\n';
    return out + "-----END PUBLIC KEY-----\n";
}

Result<QByteArray> SigningKey::sign(QByteArrayView message, HashKind hash, RsaPadding padding) const
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_PKEY_CTX *settings = nullptr; // belongs to the context
    const char *digest = m_public.kind() == PublicKey::Kind::Ed25519 ? nullptr : digestName(hash);
    bool isFine = m_key && context
        && EVP_DigestSignInit_ex(context.get(), &settings, digest, m_library.get(), nullptr, m_key.get(), nullptr) == 1;
    if (isFine && m_public.kind() == PublicKey::Kind::Rsa && padding == RsaPadding::Pss)
        isFine = EVP_PKEY_CTX_set_rsa_padding(settings, RSA_PKCS1_PSS_PADDING) == 1
            && EVP_PKEY_CTX_set_rsa_pss_saltlen(settings, RSA_PSS_SALTLEN_DIGEST) == 1
            && EVP_PKEY_CTX_set_rsa_mgf1_md_name(settings, digest, nullptr) == 1;
    const auto *bytes = reinterpret_cast<const unsigned char *>(message.data());
    size_t size = 0;
    isFine = isFine && EVP_DigestSign(context.get(), nullptr, &size, bytes, size_t(message.size())) == 1;
    QByteArray out(isFine ? qsizetype(size) : 0, '\0');
    isFine = isFine
        && EVP_DigestSign(
               context.get(), reinterpret_cast<unsigned char *>(out.data()), &size, bytes, size_t(message.size()))
            == 1;
    out.truncate(qsizetype(size));
    // A token may answer with something else than a signature by this key.
    if (!isFine || !m_public.verify(message, out, hash, padding))
        return failure();
    return out;
}

Result<QByteArray> SigningKey::signRaw(QByteArrayView message, HashKind hash) const
{
    const int half = m_public.kind() == PublicKey::Kind::P256 ? 32
        : m_public.kind() == PublicKey::Kind::P384            ? 48
        : m_public.kind() == PublicKey::Kind::P521            ? 66
                                                              : 0;
    const Result<QByteArray> der = sign(message, hash);
    if (!der)
        return der;
    const auto *at = reinterpret_cast<const unsigned char *>(der->constData());
    const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(
        half > 0 ? d2i_ECDSA_SIG(nullptr, &at, long(der->size())) : nullptr, ECDSA_SIG_free);
    QByteArray out(2 * half, '\0');
    auto *bytes = reinterpret_cast<unsigned char *>(out.data());
    if (!pair || BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), bytes, half) != half
        || BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), bytes + half, half) != half)
        return failure();
    return out;
}

} // namespace lotse::trust
