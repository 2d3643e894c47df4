// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/inventory.h"

namespace lotse::store {

/// The names that an account has seen at its registry and that are not gone, to go to by name.
struct PlaceNames {
    QList<ProjectRow> projects;
    QStringList repositories; ///< with the project
    QStringList users; ///< who did something, by the audit trail
};

Result<PlaceNames> placeNames(Database &database, qint64 registry);

} // namespace lotse::store
