// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace lotse::trust {

enum class Alphabet { Standard, Url };

/// Strict base64: the one alphabet, standard with its padding, url without any, no space, no spare bits. Encoding the
/// answer again gives the very text. Nothing where the text is anything else.
std::optional<QByteArray> strictBase64(const QByteArray &text, Alphabet alphabet = Alphabet::Standard);

} // namespace lotse::trust
