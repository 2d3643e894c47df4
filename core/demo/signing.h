// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace lotse::demo {

/// Signs with the key of the demo registry: Ed25519, made of a sentence that everybody can read, so that the same bytes
/// have the same signature at each start. It proves nothing to anybody; docs/trust-policy.md gives its public half.
QByteArray demoSignature(const QByteArray &message);
/// The public half, in PEM.
QByteArray demoPublicKey();

} // namespace lotse::demo
