// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/state.h"

namespace lotse::demo {

/// Seed texts: {"table": [rows...]} with dates as dated() takes them.
const char *accessSeed(); ///< projects, users, groups, members, robots, labels
const char *distributionSeed(); ///< registries, replication, preheat, webhooks
const char *maintenanceSeed(); ///< retention, immutable rules, GC, purge, schedules, queues, scanners
const char *documentsSeed(); ///< singletons
const char *adapterSeed(); ///< what kinds of registries can be replicated with

void seedContent(State &state); ///< repositories and artifacts
void seedHistory(State &state); ///< executions, tasks and logs that follow from the rest
void seedQuotas(State &state);
void seedTrail(State &state); ///< when the entries of the audit trail happened

} // namespace lotse::demo
