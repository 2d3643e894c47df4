// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oci/manifest.h"
#include "oci/tagnames.h"

namespace lotse::oci {

/// Something attached to a manifest: listed by the registry, not verified by anybody.
struct Referrer {
    Q_GADGET
public:
    FIELD(lotse::oci::Descriptor, descriptor)
    FIELD(lotse::oci::Digest, subject) ///< what it is attached to
    FIELD(lotse::oci::Attachments::Attachment, attachment)
    FIELD(int, depth) ///< 1: attached to what was asked for; 2: attached to such a one
    FIELD(bool, byApi) ///< listed by the referrers API
    FIELD(bool, byTag) ///< listed by the fallback tag
    FIELD(QString, predicateType) ///< of an attestation, where its annotations say it
    /// Statements on vulnerabilities by themselves or as an attestation; a CycloneDX predicate may be an SBOM as well.
    bool isVex() const;
    bool operator==(const Referrer &) const = default;
};

/// The type of an attestation's predicate, where cosign or BuildKit wrote it beside; else empty.
QString predicateTypeOf(const Annotations &annotations);

struct ReferrerQuestion {
    Digest subject;
    QString artifactType{}; ///< only these, and those that do not say their type; empty for all
    int depth = 1; ///< 2 and more: what is attached to the attached, too
};

/**
 * The referrers of a manifest by the API and by the fallback tag `sha256-<hex>`: both are always read, because clients
 * write the tag also where the API exists. Merged by digest; what names itself is left out.
 */
struct Referrers {
    static constexpr int maxRows = 1'000;
    static constexpr int maxDepth = 4;

    QList<Referrer> rows; ///< what was asked for first, the attached follow what they are attached to
    bool hasApi = false; ///< the registry answers the referrers API
    QList<Error> failures; ///< what could not be read: the list is partial then
    bool isComplete() const { return failures.isEmpty(); }
};

} // namespace lotse::oci
