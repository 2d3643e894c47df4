// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/journal.h"
#include "change/planlanguage.h"
#include "oci/client.h"

namespace lotse::change {

/// What a plain registry holds of an image, as far as tags and deletions need it.
struct OciFacts {
    QString repository, digest;
    QStringList tags; ///< that are on the digest, of those that could be read
    QString otherDigest; ///< of the tag that a statement wants to set; empty where there is none
    int children = 0; ///< manifests of an index
    QStringList attached; ///< types of what refers to it
    QStringList gaps; ///< what could not be read, a sentence each, English
};

/// "library/alpine:3.20" or "…@sha256:…", in parts; ErrorKind::Usage where it is none.
Result<std::pair<QString, QString>> imageWord(const QString &text);

/**
 * Reads what an image is: its digest, for a deletion every tag on it, its children and what is attached, and of
 * `newTag` where it points now (empty: none is set). Reads manifests, which a registry may count as a pull, only for a
 * deletion. The error is one of the connection or the sign-in, or that there is no such image.
 */
void readOciFacts(const oci::Client &client, const QString &image, const QString &newTag, bool isDeletion,
    QObject *context, std::function<void(Result<OciFacts>)> done);

/// The changes; none where all is so already.
QList<Change> ociTagChanges(const OciFacts &facts, const QString &tag);
Change ociTagRemoval(const OciFacts &facts, const QString &tag);
Change ociDeletion(const OciFacts &facts);

/// When this registry refused a deletion as unsupported last, by the journal of this computer; invalid where it never
/// did, or has deleted since. `ofTag`: of a tag alone, which a registry that deletes images may refuse all the same.
QDateTime deletionRefusedAt(const QList<Course> &courses, const QString &origin, bool ofTag = false);

/// The changes of statements about images; ErrorKind::Usage for a statement that only a Harbor can follow.
void planForOci(const oci::Client &client, const QList<PlanStatement> &statements, QObject *context,
    std::function<void(Result<QList<Change>>)> done);

} // namespace lotse::change
