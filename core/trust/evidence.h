// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/policy.h"

namespace lotse::trust {

/// A blob of what is attached, or why it is not there.
struct AttachedBlob {
    oci::Descriptor descriptor;
    QByteArray bytes;
    Error failure;
};

/// A manifest that is attached to an artifact by one of the ways there are.
struct AttachedManifest {
    oci::Digest digest;
    oci::Manifest manifest;
    QStringList foundBy; ///< "referrers API", "referrers tag", "tag sha256-….sig", "Harbor"
    QList<AttachedBlob> blobs; ///< of those layers that hold signatures
    Error failure;
};

/// All that was found attached to an artifact. The registry gave it; nothing of it is verified.
struct Evidence {
    Subject subject;
    QString reference;
    QList<AttachedManifest> attached;
    QList<Error> failures; ///< lists that could not be read: the evidence is partial then
    bool isTooMuch = false; ///< more signatures than are checked
    QList<OcspAnswer> ocsp; ///< of responders that the policy lets ask
};

/// Whether a layer holds a signature or an attestation.
bool holdsSignature(const oci::Manifest &manifest, const oci::Descriptor &layer);

/// Verifies all that is attached, then judges it by the policy. Fails closed: the artifact is Trusted only where enough
/// different signers of its rule have signed, and each attestation that the rule asks for is there by one of them.
/// `more` are keys to try that the policy does not name: a signature by them is valid, and no more. `now` is UTC.
ArtifactVerdict judge(
    const Evidence &evidence, const TrustPolicy &policy, const QDateTime &now, const QList<NamedKey> &more = {});

} // namespace lotse::trust
