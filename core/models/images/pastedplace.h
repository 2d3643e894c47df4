// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace lotse::models {

/// Something that has a page, read from what a person typed or pasted. No request is made for it.
struct PastedPlace {
    enum class Kind { None, Vulnerability, Digest, Project, Repository, Artifact };
    Kind kind = Kind::None;
    QString host; ///< with a port where one was written, lower case; empty: not said
    QString vulnerability; ///< "CVE-2021-44228"
    qint64 projectId = 0; ///< of Harbor, in addresses of its portal; 0 where a name is there
    QString project;
    QString repository; ///< with the project; without it where only `projectId` is known
    QString reference; ///< tag or digest; empty for a repository
    bool operator==(const PastedPlace &) const = default;
};

/**
 * Reads the id of a vulnerability, a digest ("sha256:…" or twelve hex digits of it at least), a reference
 * (`host/project/repo:tag`, also behind oci://, docker:// and lotse://), `lotse://cve/ID`, and addresses of Harbor's
 * portal (`https://host/harbor/projects/3/repositories/a%252Fb/artifacts-tab/artifacts/sha256:…`), and lines that pull
 * ("docker pull host/a/b:1", "helm pull oci://host/a/b --version 1"). A name with a slash and no host is one of the
 * registry that is shown: `host` is empty. Kind::None for everything else.
 */
PastedPlace readPasted(const QString &text);

} // namespace lotse::models
