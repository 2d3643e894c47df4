// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/transparencylog.h"

namespace lotse::trust {

/// What came along with a signature to prove who made it and when. Nothing of it is verified.
struct Proofs {
    Certificate certificate; ///< of the signer; null where a key signed
    QList<Certificate> chain; ///< further ones that came along
    QList<QByteArray> logEntries; ///< JSON of a bundle, or the annotation of a legacy signature
    bool isLegacy = false; ///< the entries are annotations
    QList<QByteArray> timestamps; ///< RFC 3161 responses in DER
    QByteArray keyHint; ///< what a bundle says of the key
};

/// Proves a signature that fits `signature.certificate` by one of the trusted roots: chain, identity, SCT, log entries,
/// time stamps, and that the certificate was valid at each time that these vouch for. False with the reason in the
/// verdict where it cannot be. All has to hold by the same root.
bool proveIdentity(
    SignatureVerdict &verdict, const LoggedSignature &signature, const Proofs &proofs, const Material &material);

/// The key that the log entries of a signature name as its signer; null where none does. Nothing of it is verified.
PublicKey loggedKey(const Proofs &proofs);

/// Checks the log entries and time stamps of a signature that fits a key, where a trusted root knows the log or the
/// authority; says "not checked" where none does. False with the reason in the verdict where one of them is wrong.
bool proveLogged(
    SignatureVerdict &verdict, const LoggedSignature &signature, const Proofs &proofs, const Material &material);

} // namespace lotse::trust
