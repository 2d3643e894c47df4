// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oci/manifest.h"
#include "trust/certificate.h"
#include "trust/notationpolicy.h"
#include "trust/ocsp.h"
#include "trust/trustedroot.h"
#include "trust/verdict.h"

namespace lotse::trust {

/// A public key and what the policy calls it.
struct NamedKey {
    QString name;
    PublicKey key;
};

/// What a signature is checked with. Holds no word on who is trusted where: that is the policy's.
struct Material {
    QList<NamedKey> keys;
    QList<NotationStore> stores;
    QList<TrustedRoot> roots;
    QDateTime now; ///< UTC
    QList<OcspAnswer> ocsp; ///< of responders that were asked
    bool isOnly = false; ///< one of these keys must have signed: what fits none of them is wrong
};

/// What a signature must be for. `digest` is computed over the bytes that were received.
struct Subject {
    QString host; ///< "registry.example.com:5000"
    QString repository;
    oci::Manifest manifest;

    QString place() const { return host + u'/' + repository; }
};

namespace cap {
inline constexpr qsizetype signatures = 64; ///< on one artifact
inline constexpr qsizetype payload = 1024 * 1024; ///< bytes of a simple signing payload
inline constexpr qsizetype envelope = 4 * 1024 * 1024; ///< bytes of a notation envelope
inline constexpr qsizetype statement = 32 * 1024 * 1024; ///< bytes of an attestation or a bundle
inline constexpr qsizetype subjects = 1024; ///< of a statement
inline constexpr qsizetype digests = 32; ///< of a subject
inline constexpr qsizetype logEntries = 32;
inline constexpr qsizetype timestamps = 32; ///< RFC 3161 tokens of a signature
inline constexpr qsizetype chain = 10; ///< certificates
} // namespace cap

} // namespace lotse::trust
