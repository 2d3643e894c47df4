// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/packing.h"

#include "base/sha256.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <vector>

namespace lotse::store {

namespace {

// Grown by hand: append() of a few bytes takes longer than all the rest of writing a number.
void makeRoom(QByteArray &all, qsizetype more)
{
    if (all.capacity() - all.size() < more)
        all.reserve(std::max({qsizetype(64), 2 * all.capacity(), all.size() + more}));
}

void add(QByteArray &all, QByteArrayView bytes)
{
    const qsizetype before = all.size();
    makeRoom(all, bytes.size());
    all.resize(before + bytes.size());
    if (!bytes.isEmpty())
        std::memcpy(all.data() + before, bytes.data(), size_t(bytes.size()));
}

} // namespace

Packer &Packer::number(quint64 value)
{
    constexpr qsizetype most = 10;
    const qsizetype before = m_bytes.size();
    makeRoom(m_bytes, most);
    m_bytes.resize(before + most);
    char *const begin = m_bytes.data();
    char *at = begin + before;
    for (; value >= 0x80; value >>= 7)
        *at++ = char((value & 0x7f) | 0x80);
    *at++ = char(value);
    m_bytes.resize(at - begin);
    return *this;
}

Packer &Packer::numbers(std::span<const quint32> values)
{
    const qsizetype before = m_bytes.size();
    const auto most = qsizetype(values.size()) * 5;
    makeRoom(m_bytes, most);
    m_bytes.resize(before + most);
    char *const begin = m_bytes.data();
    char *at = begin + before;
    for (quint32 value : values) {
        for (; value >= 0x80; value >>= 7)
            *at++ = char((value & 0x7f) | 0x80);
        *at++ = char(value);
    }
    m_bytes.resize(at - begin);
    return *this;
}

Packer &Packer::text(QByteArrayView bytes)
{
    number(quint64(bytes.size()));
    add(m_bytes, bytes);
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
    std::vector<QByteArray> sizes;
    std::vector<QByteArrayView> all;
    sizes.reserve(parts.size());
    all.reserve(2 * parts.size());
    for (const QByteArrayView part : parts) {
        all.push_back(sizes.emplace_back(Packer().number(quint64(part.size())).bytes()));
        all.push_back(part);
    }
    return sha256(all).left(8);
}

} // namespace lotse::store
