// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "models/changes/changedesk.h"
#include "net/proxies.h"
#include "session/accounts.h"
#include "session/secrets.h"
#include "session/sessionlist.h"
#include "sync/snapshotruns.h"
#include "sync/syncscheduler.h"
#include "sync/trustruns.h"
#include "triage/findingsservice.h"

namespace lotse::ui {

/// What pages work with, besides the session that they are given; all null in tests that need none. Owned by main.
struct Services {
    Clock *clock = nullptr;
    Accounts *accounts = nullptr;
    Secrets *secrets = nullptr;
    SessionList *sessions = nullptr;
    LinkFactory lines; ///< a way to a registry that is not yet an account, for testing a connection
    FindingsService *triage =
        nullptr; ///< findings of all registries and what has been decided; of the demo alone in the demo
    SyncScheduler *syncs = nullptr; ///< what keeps the local store of findings up to date
    Proxies *proxies = nullptr;
    models::ChangeDesk *changes = nullptr; ///< what is staged and applied at all registries
    TrustRuns *trust = nullptr; ///< what verifies signatures
    SnapshotRuns *snapshots = nullptr; ///< what keeps how registries are configured
};

} // namespace lotse::ui
