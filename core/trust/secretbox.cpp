// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/secretbox.h"

#include <QtEndian>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <bit>
#include <memory>

namespace lotse::trust {

namespace {

using Words = std::array<quint32, 16>;

constexpr qsizetype kKey = 32;
constexpr qsizetype kBoxNonce = 24;
constexpr qsizetype kTag = 16;
constexpr qsizetype kBlock = 64;

/// Twenty rounds of Salsa20, without the addition of the input at the end.
void rounds(Words &x)
{
    const auto quarter = [&x](size_t a, size_t b, size_t c, size_t d) {
        x[b] ^= std::rotl(x[a] + x[d], 7);
        x[c] ^= std::rotl(x[b] + x[a], 9);
        x[d] ^= std::rotl(x[c] + x[b], 13);
        x[a] ^= std::rotl(x[d] + x[c], 18);
    };
    for (int i = 0; i < 10; ++i) {
        quarter(0, 4, 8, 12);
        quarter(5, 9, 13, 1);
        quarter(10, 14, 2, 6);
        quarter(15, 3, 7, 11);
        quarter(0, 1, 2, 3);
        quarter(5, 6, 7, 4);
        quarter(10, 11, 8, 9);
        quarter(15, 12, 13, 14);
    }
}

/// The state of Salsa20: "expand 32-byte k", the key, and 16 bytes of input.
Words stateOf(const char *key, const char *input)
{
    const auto word = [](const char *bytes, size_t at) { return qFromLittleEndian<quint32>(bytes + 4 * at); };
    Words x{};
    x[0] = 0x61707865;
    x[5] = 0x3320646e;
    x[10] = 0x79622d32;
    x[15] = 0x6b206574;
    for (size_t i = 0; i < 4; ++i) {
        x[1 + i] = word(key, i);
        x[11 + i] = word(key, 4 + i);
        x[6 + i] = word(input, i);
    }
    return x;
}

/// HSalsa20: the key that the rest of XSalsa20 goes on with.
void deriveKey(const char *key, const char *nonce, char *out)
{
    Words x = stateOf(key, nonce);
    rounds(x);
    const size_t taken[] = {0, 5, 10, 15, 6, 7, 8, 9};
    for (size_t i = 0; i < 8; ++i)
        qToLittleEndian<quint32>(x[taken[i]], out + 4 * i);
    OPENSSL_cleanse(x.data(), sizeof x);
}

void keyBlock(const char *key, const char *nonce, quint64 counter, char *out)
{
    char input[16];
    std::copy_n(nonce, 8, input);
    qToLittleEndian<quint64>(counter, input + 8);
    const Words before = stateOf(key, input);
    Words x = before;
    rounds(x);
    for (size_t i = 0; i < x.size(); ++i)
        qToLittleEndian<quint32>(x[i] + before[i], out + 4 * i);
    OPENSSL_cleanse(x.data(), sizeof x);
}

bool fitsTag(const char *key, QByteArrayView text, QByteArrayView tag)
{
    const std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)> algorithm(
        EVP_MAC_fetch(nullptr, "POLY1305", nullptr), EVP_MAC_free);
    const std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)> context(
        algorithm ? EVP_MAC_CTX_new(algorithm.get()) : nullptr, EVP_MAC_CTX_free);
    unsigned char made[kTag] = {};
    size_t size = 0;
    return context && EVP_MAC_init(context.get(), reinterpret_cast<const unsigned char *>(key), kKey, nullptr) == 1
        && EVP_MAC_update(context.get(), reinterpret_cast<const unsigned char *>(text.data()), size_t(text.size())) == 1
        && EVP_MAC_final(context.get(), made, &size, sizeof made) == 1 && qsizetype(size) == kTag
        && CRYPTO_memcmp(made, tag.data(), size_t(kTag)) == 0;
}

} // namespace

std::optional<SecureBytes> openSecretBox(QByteArrayView box, QByteArrayView nonce, const SecureBytes &key)
{
    if (key.size() != kKey || nonce.size() != kBoxNonce || box.size() < kTag)
        return std::nullopt;
    char inner[kKey];
    char stream[kBlock];
    deriveKey(key.view().data(), nonce.data(), inner);
    const char *const rest = nonce.data() + 16;
    keyBlock(inner, rest, 0, stream);
    const QByteArrayView sealed = box.sliced(kTag);
    const bool isWhole = fitsTag(stream, sealed, box.first(kTag));
    QByteArray text(isWhole ? sealed.size() : 0, '\0');
    // The first half of the first block was the key of the tag.
    quint64 number = 0;
    qsizetype at = kKey;
    for (qsizetype i = 0; i < text.size(); ++i, ++at) {
        if (at == kBlock) {
            keyBlock(inner, rest, ++number, stream);
            at = 0;
        }
        text[i] = char(sealed[i] ^ stream[at]);
    }
    OPENSSL_cleanse(inner, sizeof inner);
    OPENSSL_cleanse(stream, sizeof stream);
    if (!isWhole)
        return std::nullopt;
    const SecureBytes out(text);
    SecureBytes::wipe(text);
    return out;
}

} // namespace lotse::trust
