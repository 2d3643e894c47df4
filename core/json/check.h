// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace lotse::json {

/// How deep a document may be nested.
inline constexpr int mostDepth = 512;

/// What makes a text no JSON document.
struct Flaw {
    const char *what = nullptr; ///< English, for "Details"; null where there is none
    qsizetype at = 0; ///< byte
    explicit operator bool() const { return what != nullptr; }
};

/**
 * Whether a text is one JSON document by RFC 8259, from its first byte to its last: parts that nobody asks for, escapes
 * (a lone surrogate is a flaw) and what follows the root included. The encoding (UTF-8) is left to the reader.
 * simdjson reads lazily: it would never look at a part that is skipped, and its values are not safe to use after an
 * error in the middle. Every text goes through here first.
 */
Flaw check(QByteArrayView text);

} // namespace lotse::json
