// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QtGlobal>

namespace lotse::demo {

/// A small generator with a fixed sequence on every platform (splitmix64): the demo is the same everywhere.
class Random {
public:
    explicit Random(quint64 seed)
        : m_state(seed)
    {
    }
    explicit Random(QByteArrayView text)
        : m_state(hash(text))
    {
    }

    quint64 next()
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        quint64 z = m_state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    /// 0 <= number < bound
    int below(int bound) { return int(next() % quint64(bound)); }
    int between(int low, int high) { return low + below(high - low + 1); }
    bool chance(int percent) { return below(100) < percent; }

    /// FNV-1a
    static quint64 hash(QByteArrayView text)
    {
        quint64 value = 0xCBF29CE484222325ULL;
        for (const char c : text)
            value = (value ^ quint64(quint8(c))) * 0x100000001B3ULL;
        return value;
    }

private:
    quint64 m_state;
};

} // namespace lotse::demo
