// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/securebytes.h"

#include <openssl/crypto.h>

#include <algorithm>

namespace lotse {

struct SecureBytes::Buffer {
    explicit Buffer(QByteArrayView bytes)
        : data(std::make_unique<char[]>(size_t(bytes.size())))
        , size(bytes.size())
    {
        std::copy(bytes.begin(), bytes.end(), data.get());
    }
    ~Buffer() { OPENSSL_cleanse(data.get(), size_t(size)); }
    Q_DISABLE_COPY_MOVE(Buffer)

    std::unique_ptr<char[]> data;
    qsizetype size;
};

SecureBytes::SecureBytes(QByteArrayView bytes)
    : m_buffer(bytes.isEmpty() ? nullptr : std::make_shared<const Buffer>(bytes))
{
}

QByteArrayView SecureBytes::view() const
{
    return m_buffer ? QByteArrayView(m_buffer->data.get(), m_buffer->size) : QByteArrayView();
}

bool SecureBytes::operator==(const SecureBytes &other) const
{
    return size() == other.size() && CRYPTO_memcmp(view().data(), other.view().data(), size_t(size())) == 0;
}

void SecureBytes::wipe(QByteArray &bytes)
{
    if (bytes.isDetached())
        OPENSSL_cleanse(bytes.data(), size_t(bytes.size()));
    bytes.clear();
}

} // namespace lotse
