// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/call.h"

namespace lotse::demo {

/// The registry side: /v2/ with catalog, tags, manifests, blobs, referrers; and /service/token.
Response answerOci(State &state, const Request &request, const Identity &who, const QDateTime &now);

} // namespace lotse::demo
