// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trail/ownchanges.h"

namespace lotse {

/**
 * What snapshots of the configuration tell and no trail of the server does: quotas, retention, webhooks, …, with the
 * two readings between which it changed. Who changed it is not known. `journal` are this program's own changes
 * (ownEntries()): where one of them is of the same thing in that time, the entry says so. Oldest first; nothing where
 * there is no such file yet.
 */
Result<QList<TrailEntry>> snapshotEntries(
    const store::Plan &snapshots, const Clock &clock, const QList<TrailEntry> &journal);

} // namespace lotse
