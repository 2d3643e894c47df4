// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/reason.h"

#include <QByteArray>

#include <vector>

namespace lotse::trust {

/// A value of strict CBOR: definite lengths, shortest heads, no floats, no key twice. `raw` are the bytes as they came.
struct CborValue {
    enum class Kind { Unsigned, Negative, Bytes, Text, Array, Map, Tag, Bool, Null };

    Kind kind = Kind::Null;
    quint64 number = 0; ///< the argument of the head: of Negative it stands for -1 - number
    QByteArray data; ///< of Bytes and Text
    QByteArray raw;
    std::vector<CborValue> items; ///< of an array; of a map key, value, key, value …; of a tag its content

    bool isInteger(qint64 value) const;
    bool isText(QByteArrayView text) const { return kind == Kind::Text && data == text; }
    /// The value of a key of a map; null where there is none.
    const CborValue *find(qint64 label) const;
    const CborValue *find(QByteArrayView label) const;
};

inline constexpr int maxCborDepth = 8;
inline constexpr qsizetype maxCborBytes = 1024 * 1024;

/// Reads one value, to the last byte. BrokenCbor, TooLarge, TooDeep, TooMany or DuplicateMember.
Fault readCbor(const QByteArray &bytes, CborValue &out);

} // namespace lotse::trust
