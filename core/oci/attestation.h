// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oci/digest.h"
#include "json/field.h"

#include <QStringList>

namespace lotse::oci {

/**
 * What an in-toto statement says of itself: attached, not verified. Nobody has looked at the signatures; the subjects
 * are what the statement claims.
 */
struct Attestation {
    Q_GADGET
public:
    enum class Wrapping { Plain, Dsse, SigstoreBundle };
    Q_ENUM(Wrapping)

    FIELD(lotse::oci::Attestation::Wrapping, wrapping)
    FIELD(QString, payloadType) ///< "application/vnd.in-toto+json"
    FIELD(QString, predicateType) ///< "https://slsa.dev/provenance/v1"
    FIELD(QList<lotse::oci::Digest>, subjects) ///< those by sha256
    FIELD(int, signatures) ///< how many are attached
    FIELD(QByteArray, statement) ///< the JSON of the statement
    FIELD(QByteArray, predicate) ///< the JSON of what is stated; empty where there is none

    /// A cosign signature in the shape of an attestation; every other predicate is a statement about the image.
    bool isImageSignature() const;
    /// The predicate is an SBOM: parseSbom reads `statement`.
    bool isSbom() const;
    bool operator==(const Attestation &) const = default;
};

/// Reads a DSSE envelope, a Sigstore bundle with one, or a bare in-toto statement; at most 256 MiB. ErrorKind::Decode
/// names the member that is wrong; ErrorKind::Unsupported where it is none of these.
Result<Attestation> parseAttestation(const QByteArray &text);

} // namespace lotse::oci
