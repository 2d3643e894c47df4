// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "posture/evaluate.h"
#include "report/archive.h"
#include "report/signature.h"
#include "report/stamp.h"

namespace lotse::report {

/// What a bundle is about, for its manifest.
struct BundleSubject {
    QString report; ///< template
    QString title;
    QString host, version, identity;
    QString set, setSha256;
    QDateTime at; ///< of the data
    bool isWhole = false;
    QString timestamp = {}; ///< address of the authority that is to stamp the signature; empty: none
};

/**
 * An evidence bundle: the files as they are, the answers of the registry word for word under answers/ with answers.json
 * that says what was asked, SHA256SUMS, manifest.json with the SHA-256 of each file, and, with a signer,
 * manifest.json.p7s and signer.pem. Where the subject names a time stamp authority the bundle is whole only after
 * addStamp().
 */
Result<QByteArray> makeBundle(
    QList<File> files, const posture::Facts &facts, const BundleSubject &subject, const Signer *signer);

/// The signature of a bundle, to have it stamped; empty where it has none.
QByteArray signatureOf(const QByteArray &zip);
/// The bundle with the answer of the time stamp authority beside its signature, as manifest.json.tsr.
Result<QByteArray> addStamp(const QByteArray &zip, const QByteArray &stamp);

/// What is wrong with a bundle, in the order of harm.
struct BundleCheck {
    QStringList changed; ///< what is not as the manifest says, a sentence each
    bool isSigned = false;
    SignatureCheck signature; ///< at the time of a trusted time stamp, else now
    bool isStamped = false;
    StampCheck stamp;
    BundleSubject subject;
    qsizetype files = 0;

    bool isIntact() const
    {
        return changed.isEmpty() && (!isSigned || signature.isIntact) && (!isStamped || stamp.isIntact);
    }
    bool isProved() const { return isIntact() && isSigned && signature.isTrusted; }
};

/// Checks every byte of a bundle. ErrorKind::Decode where it is none.
Result<BundleCheck> checkBundle(const QByteArray &zip, const QByteArray &trustedPem, const QDateTime &now);

} // namespace lotse::report
