// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/context.h"

namespace lotse::findings {

enum class RowColumn {
    Severity,
    Score,
    Vulnerability,
    Package,
    Version,
    Fix,
    Cvss,
    Epss,
    Kev,
    FirstSeen,
    Due,
    State,
    Registry,
    Project,
    Repository,
    PlatformDigest,
    Status,
    Scanned
};

struct RowOrder {
    RowColumn column = RowColumn::Score;
    bool isDescending = true;
};

/// The rows in another order, by up to four columns; what is equal stays ascending. Versions are ordered as versions. A
/// million rows take some tenths of a second: off the GUI thread.
Rows sortRows(const Context &context, Rows rows, const QList<RowOrder> &order);

} // namespace lotse::findings
