// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run.h"
#include "sync/snapshotruns.h"

namespace lotse::cli {

/// Reads the configuration of the session's registry, a Harbor, and keeps it as a snapshot.
void takeSnapshot(Run &run, std::function<void(const SnapshotOutcome &)> done);

} // namespace lotse::cli
