// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/call.h"

#include <optional>

namespace lotse::demo {

/// The body that an operation takes.
struct Body {
    const char *operation; ///< "POST /projects"
    const char *parameter; ///< its name in the API description, for the error's words
    const char *type; ///< "ProjectReq"
    bool isRequired;
    const char *members; ///< "project_name:s public:b metadata:o"
};

const QList<Body> &bodies();

/**
 * Reads the body of the call into `call.body`. Gives the 422 of a body that is no JSON, has a member of the wrong type
 * or, stricter than Harbor, a member that the operation does not know: such a member would be lost without a word.
 */
std::optional<Response> readBody(Call &call);

} // namespace lotse::demo
