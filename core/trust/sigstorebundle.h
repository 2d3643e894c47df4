// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/proofs.h"

namespace lotse::trust {

/// A sigstore bundle as it stands, of a known version and whole. Nothing of it is verified.
struct SigstoreBundle {
    Proofs proofs;
    bool hasEnvelope = false; ///< else it signs a message
    QByteArray content; ///< JSON of the envelope or the message signature
};

/// Reads a bundle 0.1 to 0.3 strictly: UnsupportedBundle for others, and for a member that is not known.
Fault readSigstoreBundle(const QByteArray &text, SigstoreBundle &out);

/// What came along with a legacy signature in the annotations of its layer.
Fault readLegacyProofs(const oci::Annotations &annotations, Proofs &out);

} // namespace lotse::trust
