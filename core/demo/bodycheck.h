// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/call.h"

#include <optional>

namespace lotse::demo {

/**
 * Reads the body of the call into `call.body`, by the table of operations (harbor/operation.h). Gives the 422 of a body
 * that is no JSON, has a member of the wrong type or, stricter than Harbor, a member that the operation does not know:
 * such a member would be lost without a word.
 */
std::optional<Response> readBody(Call &call);

} // namespace lotse::demo
