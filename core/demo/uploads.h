// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/call.h"

#include <QUrlQuery>

#include <optional>

namespace lotse::demo {

/// Pushing to /v2/: blobs in one piece, and manifests of what is attached to an artifact. Nothing where the request is
/// none of these. `name` has "/blobs" at its end for an upload that was begun.
std::optional<Response> answerUpload(
    Call &call, Repository &repository, const QByteArray &verb, const QByteArray &reference, const QUrlQuery &query);

} // namespace lotse::demo
