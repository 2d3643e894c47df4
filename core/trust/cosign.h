// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/material.h"

namespace lotse::trust {

namespace mediatype {
inline constexpr QLatin1StringView simpleSigning("application/vnd.dev.cosign.simplesigning.v1+json");
inline constexpr QLatin1StringView dsse("application/vnd.dsse.envelope.v1+json");
inline constexpr QLatin1StringView cosignArtifact("application/vnd.dev.cosign.artifact.sig.v1+json");
inline constexpr QLatin1StringView bundlePrefix("application/vnd.dev.sigstore.bundle");
inline constexpr QLatin1StringView notation("application/vnd.cncf.notary.signature");
inline constexpr QLatin1StringView jose("application/jose+json");
inline constexpr QLatin1StringView cose("application/cose");
} // namespace mediatype

// Each gives Claimed, Limit, Invalid or Valid, with the steps; who is trusted is judged later. The bytes were compared
// with the digest of the layer before.

/// cosign's simple signing: the payload as it is stored, and the annotations of its layer.
SignatureVerdict verifySimpleSigning(
    const Subject &subject, const QByteArray &payload, const oci::Annotations &annotations, const Material &material);
/// A DSSE envelope with an in-toto statement, as cosign attaches it by a ".att" tag.
SignatureVerdict verifyDsse(
    const Subject &subject, const QByteArray &envelope, const oci::Annotations &annotations, const Material &material);
/// A sigstore bundle 0.1 to 0.3. `announced` is the media type of its layer.
SignatureVerdict verifyBundle(
    const Subject &subject, const QByteArray &bundle, const QString &announced, const Material &material);

/// The pre-authentication encoding of DSSE: what is signed.
QByteArray preAuthentication(const QByteArray &payloadType, const QByteArray &payload);

} // namespace lotse::trust
