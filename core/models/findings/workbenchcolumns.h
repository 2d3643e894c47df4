// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findings/workbenchanswer.h"
#include "models/tables/column.h"

namespace lotse::models {

/// A column of the workbench's rows.
struct FindingColumn {
    const char *id;
    const char *title; ///< English, translated in context "core"
    ColumnKind kind;
    int width; ///< pixels at zoom 1
    bool isHidden;
    std::optional<findings::RowColumn> order; ///< none: not to be sorted by
    Cell (*cell)(const findings::Context &context, findings::RowId row, const findings::Occurrence &one);
};
const QList<FindingColumn> &findingColumns();

/// A column of the workbench's groups. `name` and what describes an image depend on the pivot.
struct GroupedColumn {
    const char *id;
    const char *title;
    ColumnKind kind;
    int width;
    bool isHidden;
    bool isDistinct; ///< not known before countGroups()
    std::optional<findings::GroupColumn> order;
    Cell (*cell)(const findings::Context &context, findings::Pivot pivot, const findings::Group &group);
};
const QList<GroupedColumn> &groupedColumns(findings::Pivot pivot);

/// The state of a row in words, with the sign for what needs a look: "Not affected", "Review: not affected".
Cell stateCell(quint8 bits);
/// "Not affected"; empty for State::None.
Message stateText(findings::State state);
/// The value of a facet for people: "Not affected", "Overdue", "payments".
QString facetText(const Facet &facet);
/// Seconds since 1970 as a time; 0 is invalid.
QDateTime timeOf(findings::Seconds seconds);

} // namespace lotse::models
