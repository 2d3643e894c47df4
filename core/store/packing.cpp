// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/packing.h"

#include <QCryptographicHash>

#include <limits>

namespace lotse::store {

Packer &Packer::number(quint64 value)
{
    char bytes[10];
    qsizetype size = 0;
    for (; value >= 0x80; value >>= 7)
        bytes[size++] = char((value & 0x7f) | 0x80);
    bytes[size++] = char(value);
    m_bytes.append(bytes, size);
    return *this;
}

Packer &Packer::text(QByteArrayView bytes)
{
    number(quint64(bytes.size()));
    m_bytes.append(bytes);
    return *this;
}

quint64 Unpacker::number()
{
    quint64 value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        if (m_rest.isEmpty())
            break;
        const auto byte = quint8(m_rest.front());
        m_rest = m_rest.sliced(1);
        if (shift == 63 && byte > 1)
            break;
        value |= quint64(byte & 0x7f) << shift;
        if (!(byte & 0x80))
            return value;
    }
    m_ok = false;
    m_rest = {};
    return 0;
}

quint32 Unpacker::small()
{
    const quint64 value = number();
    if (value <= std::numeric_limits<quint32>::max())
        return quint32(value);
    m_ok = false;
    return 0;
}

QByteArrayView Unpacker::text()
{
    const quint64 size = number();
    if (size > quint64(m_rest.size())) {
        m_ok = false;
        m_rest = {};
        return {};
    }
    const QByteArrayView out = m_rest.first(qsizetype(size));
    m_rest = m_rest.sliced(qsizetype(size));
    return out;
}

QByteArray checksum(std::initializer_list<QByteArrayView> parts)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArrayView part : parts) {
        hash.addData(Packer().number(quint64(part.size())).bytes());
        hash.addData(part);
    }
    return hash.result().left(8);
}

} // namespace lotse::store
