// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oci/digest.h"

#include <QStringList>

namespace lotse::oci {

/// What is attached to an artifact, as far as names and types tell; nothing of it is verified by that.
namespace Attachments {
Q_NAMESPACE
enum class Attachment {
    Other,
    CosignSignature, ///< simple signing: a ".sig" tag, or its config type
    NotationSignature,
    SigstoreBundle, ///< a signature or an attestation: only its predicate tells which
    Attestation, ///< in-toto
    SpdxSbom,
    CycloneDxSbom,
    Sbom, ///< of a format that is not told
    OpenVex, ///< statements on vulnerabilities, of OpenVEX
    CycloneDxVex,
    CsafVex,
    ReferrerIndex, ///< the tag "sha256-<hex>" that lists the referrers where the registry has no API for it
};
Q_ENUM_NS(Attachment)
} // namespace Attachments
using Attachments::Attachment;

/// By the artifactType, or the media type of the config or of a layer.
Attachment attachmentOf(QStringView type);

/// A tag that names an attachment: "sha256-<hex>.sig", ".att", ".sbom", or the bare "sha256-<hex>".
struct AttachedTag {
    Q_GADGET
    Q_PROPERTY(QString tag MEMBER tag)
    Q_PROPERTY(lotse::oci::Digest subject MEMBER subject)
    Q_PROPERTY(lotse::oci::Attachments::Attachment attachment MEMBER attachment)
public:
    QString tag;
    Digest subject;
    Attachment attachment = Attachment::Other;
    bool operator==(const AttachedTag &) const = default;
};

/// The tags of a repository, taken apart: those that people gave, and those that stand for attachments.
struct TagGroups {
    QStringList tags; ///< sorted by versionLess, the newest version last
    QHash<Digest, QList<AttachedTag>> attached; ///< by subject
};
TagGroups groupTags(const QStringList &tags);

/**
 * Orders tags as people read versions: runs of digits by their number ("v9" before "v10"), and a pre-release
 * ("1.2-rc1", "-alpha", "-beta", "-pre", "-dev", "-snapshot") before its release; another suffix ("1.2-alpine") after
 * it.
 */
bool versionLess(const QString &left, const QString &right);

} // namespace lotse::oci
