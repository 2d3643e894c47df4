// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/inventory.h"

namespace lotse::store {

/// The part of an artifact that nothing is searched by: kind, types, size, platform, tags, children, labels.
QByteArray packArtifact(const ArtifactRow &artifact);
/// False where the bytes are none. Fills the packed part only.
bool unpackArtifact(QByteArrayView bytes, ArtifactRow &artifact);
/// Over all that a reader believes of the row.
QByteArray artifactSum(const ArtifactRow &artifact, QByteArrayView facts);

} // namespace lotse::store
