// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/trustedroot.h"

namespace lotse::trust {

/// Builds the chain of a code signing certificate to an authority of a trusted root, as it stood at `at`. `more` came
/// along with the signature: they may only stand between. `chain` gets the certificate first. UntrustedRoot where it
/// leads to none of the authorities; WrongKeyUsage, WrongExtendedUsage, CertificateExpired, CertificateNotYetValid,
/// LogKeyPeriod (the authority did not count then) and the like say what else is wrong.
Fault buildChain(const Certificate &leaf, const QList<Certificate> &more, const QList<RootAuthority> &authorities,
    const QDateTime &at, QList<Certificate> &chain);

} // namespace lotse::trust
