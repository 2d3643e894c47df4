// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sha256.h"

#include <QCryptographicHash>

#include <openssl/evp.h>

#include <memory>

namespace lotse {

QByteArray sha256(std::span<const QByteArrayView> parts)
{
    static EVP_MD *const kind = EVP_MD_fetch(nullptr, "SHA256", nullptr); // once: it takes microseconds
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> hash(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    QByteArray sum(32, Qt::Uninitialized);
    bool isFine = kind && hash && EVP_DigestInit_ex(hash.get(), kind, nullptr) == 1;
    for (const QByteArrayView part : parts)
        isFine = isFine && EVP_DigestUpdate(hash.get(), part.data(), size_t(part.size())) == 1;
    if (isFine && EVP_DigestFinal_ex(hash.get(), reinterpret_cast<unsigned char *>(sum.data()), nullptr) == 1)
        return sum;
    // An OpenSSL that is told to leave it out.
    QCryptographicHash slow(QCryptographicHash::Sha256);
    for (const QByteArrayView part : parts)
        slow.addData(part);
    return slow.result();
}

} // namespace lotse
