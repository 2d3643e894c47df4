// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/material.h"

namespace lotse::trust {

/// A notation envelope as it stands: what is signed, and what its headers say. Nothing is verified by reading it.
struct NotationEnvelope {
    QByteArray algorithm; ///< "PS384", "ES256"
    QByteArray contentType;
    QByteArray scheme;
    QByteArray signedBytes;
    QByteArray payload;
    QByteArray signature;
    QStringList critical;
    QStringList names; ///< of the protected headers
    QDateTime signingTime;
    QDateTime authenticTime;
    QDateTime expiry;
    QList<Certificate> chain; ///< the signer first
    bool hasTimestamp = false; ///< an RFC 3161 token came along
};

Fault readNotationJws(const QByteArray &bytes, NotationEnvelope &out);
Fault readNotationCose(const QByteArray &bytes, NotationEnvelope &out);
/// What the headers must be in both forms.
Fault checkNotationHeaders(const NotationEnvelope &envelope);
/// The rules of notation for a chain, without its times: order, signatures, usage, strength.
Fault checkNotationChain(const QList<Certificate> &chain);

/// A notation signature, by the policy of each store that names the place. `announced` is the media type of the layer.
SignatureVerdict verifyNotation(
    const Subject &subject, const QByteArray &bytes, const QString &announced, const Material &material);

} // namespace lotse::trust
