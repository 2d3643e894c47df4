// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"

namespace lotse::store {

/// Where the databases lie: LOTSE_DATA where that is set, else the desktop's place for data of a program.
QString dataFolder();

/// cache.db: what was read from registries. All of it can be fetched again.
Plan cachePlan(const QString &folder = dataFolder());

/// dates.db: when findings were first seen and what projects used, in the same folder as that cache. No registry can
/// tell it again.
Plan datePlan(const QString &cachePath);

/// decisions.db: what people decided. Nothing in it can be fetched again; it is never set aside by itself.
Plan decisionPlan(const QString &folder = dataFolder());

/// changes.db: what was changed at registries, and what became of it. Append only; never set aside by itself.
Plan changePlan(const QString &folder = dataFolder());

} // namespace lotse::store
