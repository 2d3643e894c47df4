// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/artifact.h"

namespace lotse::trust {

/// What a list of Harbor tells of an artifact: digests of its accessories that may hold signatures.
QStringList signatureDigests(const harbor::Artifact &artifact);
/// Of an index: digests of its images, without BuildKit's attestations.
QStringList imageDigests(const harbor::Artifact &artifact);

} // namespace lotse::trust
