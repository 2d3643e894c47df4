// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/securebytes.h"

#include <optional>

namespace lotse::trust {

/// Opens a box of NaCl's secretbox (XSalsa20 and Poly1305): the tag of 16 bytes, then the text. `key` has 32 bytes,
/// `nonce` 24. Nothing where they have other lengths or the tag does not fit.
std::optional<SecureBytes> openSecretBox(QByteArrayView box, QByteArrayView nonce, const SecureBytes &key);

} // namespace lotse::trust
