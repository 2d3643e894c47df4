// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/call.h"

namespace lotse::demo {

/// One operation of Harbor's API.
struct Route {
    const char *method;
    const char *path; ///< below /api/v2.0
    /// Who may: "" anybody, "login" whoever is signed in, "p label:list" a permission in {project},
    /// "s quota:read" a permission of the system.
    const char *need;
    Response (*handle)(Call &);
    const char *table = ""; ///< for the handlers of rows
    /// Members of a row that must equal parameters of the path, "_policy=policy_id"; of several, the last is the key.
    const char *match = "";
    const char *sort = "-id"; ///< as Harbor sorts where nothing is asked for
};

const QList<Route> &routes();

/// Finds the route and checks the permission, the query and the body; then the handler answers.
Response answerApi(State &state, const Request &request, const Identity &who, const QDateTime &now);

// Rows of a table, without a line of code for each kind. GET of a list, GET, POST, PUT, DELETE of one, the log of one.
Response listRows(Call &call);
Response listPlain(Call &call); ///< without paging
Response oneRow(Call &call);
Response addRow(Call &call);
Response changeRow(Call &call);
Response removeRow(Call &call);
Response logOfRow(Call &call);
Response stopRow(Call &call);
Response document(Call &call); ///< a singleton, by `table`; nothing where it is unset
Response accept(Call &call); ///< 200 without a body

} // namespace lotse::demo
