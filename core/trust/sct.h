// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/trustedroot.h"

namespace lotse::trust {

/// Whether a certificate transparency log has promised to list this certificate (RFC 6962, embedded SCT): one such
/// promise by a log of the root is enough. `issuer` is the one that signed the certificate. MissingSct, UnknownSctLog,
/// LogKeyPeriod, WrongSct.
Fault checkSct(const Certificate &certificate, const Certificate &issuer, const QList<LogKey> &logs);

} // namespace lotse::trust
