// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/material.h"

namespace lotse::trust {

/// An in-toto statement whose signature was verified.
struct Statement {
    QString predicateType;
    QMap<QString, QString> annotations; ///< of the subject that is this artifact
    bool isImageSignature() const; ///< cosign's own predicate: a signature, and no attestation
};

/// Reads a statement strictly and looks for the artifact among its subjects: OtherArtifact where it is not there,
/// NoSubject where no subject has a SHA-256 digest.
Fault readStatement(const QByteArray &text, const oci::Digest &artifact, Statement &out);

/// A DSSE envelope as it stands, with exactly one signature.
struct Envelope {
    QByteArray payloadType;
    QByteArray payload; ///< decoded
    QByteArray signature; ///< decoded
    QByteArray keyId; ///< whatever the signer wrote to name its key
};
Fault readEnvelope(QByteArrayView text, Envelope &out);

/// cosign's payload: "critical" and "optional", for this artifact. `signedAs` gets the reference that was signed.
Fault readSimplePayload(
    const QByteArray &text, const oci::Digest &artifact, QString &signedAs, QMap<QString, QString> &optional);

} // namespace lotse::trust
