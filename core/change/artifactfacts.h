// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/artifact.h"
#include "harbor/endpoint.h"

namespace lotse::change {

QStringList tagNames(const harbor::Artifact &artifact);
/// "backend/api:1.2", or "backend/api@sha256:12ab34cd56ef" where it has no tag.
QString artifactName(const harbor::Artifact &artifact);
QString shortDigest(const QString &digest);

/// What people read of an artifact before it is changed or deleted, as names of its change: "artifact", "tags",
/// "immutable", "children", "accessories", "pulled". `isRead`: with all that the plain list leaves out.
harbor::Params artifactFacts(const harbor::Artifact &artifact, bool isRead);

} // namespace lotse::change
