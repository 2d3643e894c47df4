// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <initializer_list>
#include <span>

namespace lotse::store {

/// Writes numbers in seven-bit groups (small numbers take one byte) and texts with their length before them.
class Packer {
public:
    Packer &number(quint64 value);
    /// Each as number() does, all at once.
    Packer &numbers(std::span<const quint32> values);
    Packer &text(QByteArrayView bytes);
    QByteArray bytes() const { return m_bytes; }
    QByteArrayView view() const { return m_bytes; }
    qsizetype size() const { return m_bytes.size(); }
    /// Keeps the room.
    void clear() { m_bytes.resize(0); }

private:
    QByteArray m_bytes;
};

/// Reads what Packer wrote. Past the end, or where a number is too long, it gives zeros and empty texts and ok() is
/// false from then on: check it once at the end.
class Unpacker {
public:
    explicit Unpacker(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }
    quint64 number();
    quint32 small(); ///< a number that must fit 32 bits
    QByteArrayView text();
    bool ok() const { return m_ok; }
    bool atEnd() const { return m_rest.isEmpty(); }

private:
    QByteArrayView m_rest;
    bool m_ok = true;
};

/// The first eight bytes of SHA-256 over the parts, each with its length before it.
QByteArray checksum(std::initializer_list<QByteArrayView> parts);

} // namespace lotse::store
