// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/signing.h"

#include <QCryptographicHash>

#include <memory>

#include <openssl/evp.h>
#include <openssl/x509.h>

namespace lotse::demo {

namespace {

std::shared_ptr<EVP_PKEY> demoKey()
{
    const QByteArray seed = QCryptographicHash::hash(
        "The key of Lotse's demo registry, which everybody knows and nobody trusts", QCryptographicHash::Sha256);
    return {EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr,
                reinterpret_cast<const unsigned char *>(seed.constData()), size_t(seed.size())),
        EVP_PKEY_free};
}

} // namespace

QByteArray demoSignature(const QByteArray &message)
{
    const std::shared_ptr<EVP_PKEY> key = demoKey();
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    QByteArray out(64, '\0');
    size_t size = size_t(out.size());
    const bool isMade = key && context && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1
        && EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(out.data()), &size,
               reinterpret_cast<const unsigned char *>(message.constData()), size_t(message.size()))
            == 1;
    return isMade ? out : QByteArray();
}

QByteArray demoPublicKey()
{
    const std::shared_ptr<EVP_PKEY> key = demoKey();
    QByteArray der(key ? i2d_PUBKEY(key.get(), nullptr) : 0, '\0');
    auto *at = reinterpret_cast<unsigned char *>(der.data());
    if (!key || i2d_PUBKEY(key.get(), &at) != der.size())
        return {};
    return "-----BEGIN PUBLIC KEY-----\n" + der.toBase64() + "\n-----END PUBLIC KEY-----\n";
}

} // namespace lotse::demo
