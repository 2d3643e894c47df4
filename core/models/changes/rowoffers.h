// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/change.h"
#include "models/tables/column.h"

#include <functional>

namespace lotse::models {

/**
 * One thing that can be done with a row of a table: staged as it is, shown in a form first, or, of a job, run after a
 * short review. `make` gives nothing for a row of another type, or where it is so already; `project` is that of the
 * page, for rows that do not name theirs.
 */
struct RowOffer {
    const char *id = "";
    const char *text = ""; ///< English, translated in context "core"
    const char *operation = "";
    std::function<std::optional<change::Change>(const Row &row, const QString &project)> make;
    const char *form = ""; ///< kind of the form; empty: it is staged at once
    bool isJob = false; ///< run by itself, after a short review
    const char *asksFirst = ""; ///< kind of the endpoint table that says whether it is possible
};
const QList<RowOffer> &rowOffers();

/// What can be done on the page of a table besides its rows: a new one, a job over all.
struct PageOffer {
    const char *table = ""; ///< id of the page or the kind: "labels"
    const char *id = "";
    const char *text = ""; ///< LOTSE_MSG
    const char *operation = "";
    const char *form = ""; ///< kind of the form
    bool isNew = true; ///< the form makes one; else it changes the one of the registry
    bool isJob = false;
    QJsonObject body{}; ///< of a job
};
const QList<PageOffer> &pageOffers();

} // namespace lotse::models
