// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oci/digest.h"

#include <QString>

namespace lotse::oci {

/// Whether this may stand in a path as a repository ("a/b-c/d"; at most 255 characters).
bool isRepositoryName(QStringView name);
/// Whether this may stand in a path as a tag (at most 128 characters).
bool isTagName(QStringView tag);

/**
 * A reference as people write it: `host[:port]/a/b[:tag][@digest]`. A name without a host is one of Docker Hub, and a
 * single name there lies in "library", as Docker's clients read it.
 */
struct Reference {
    Q_GADGET
    Q_PROPERTY(QString host MEMBER host)
    Q_PROPERTY(QString repository MEMBER repository)
    Q_PROPERTY(QString tag MEMBER tag)
    Q_PROPERTY(lotse::oci::Digest digest MEMBER digest)
public:
    QString host; ///< with the port where one was written; "docker.io" where none was
    QString repository;
    QString tag; ///< empty where none was written
    Digest digest; ///< not valid where none was written

    /// ErrorKind::Usage, with a sentence that says which part is wrong.
    static Result<Reference> parse(QStringView text);

    /// The host that answers: Docker Hub's API lives at registry-1.docker.io.
    QString apiHost() const;
    /// What a manifest is asked by: the digest where there is one, else the tag, else "latest".
    QString target() const;
    /// `host/a/b:tag@digest`, with those parts that are there.
    QString text() const;

    bool operator==(const Reference &) const = default;
};

} // namespace lotse::oci
