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
    QByteArray timestamp; ///< the token in DER
};

Fault readNotationJws(const QByteArray &bytes, NotationEnvelope &out);
Fault readNotationCose(const QByteArray &bytes, NotationEnvelope &out);
/// What the headers must be in both forms.
Fault checkNotationHeaders(const NotationEnvelope &envelope);
/// The rules of notation for a chain, without its times: order, signatures, usage, strength.
Fault checkNotationChain(const QList<Certificate> &chain);

/// The checks that a level governs, after all else passed: expiry, time stamp and validity, revocation, trust store and
/// identity. Valid with a grant, Valid without one, or Invalid.
void judgeNotation(SignatureVerdict &verdict, const NotationEnvelope &envelope, const NotationLevel &level,
    const NotationStore *store, const NotationPolicy *policy, const Material &material);

/// A notation signature, by the policy of each store that names the place. `announced` is the media type of the layer.
SignatureVerdict verifyNotation(
    const Subject &subject, const QByteArray &bytes, const QString &announced, const Material &material);

} // namespace lotse::trust
