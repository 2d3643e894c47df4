// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "firstinstance.h"
#include "models/changes/changedesk.h"
#include "net/networkthread.h"
#include "session/accounts.h"
#include "session/secrets.h"
#include "session/sessionlist.h"
#include "settingsfile.h"
#include "shell/frame.h"
#include "shell/sessionviews.h"
#include "sync/snapshotruns.h"
#include "sync/syncscheduler.h"
#include "sync/trustruns.h"
#include "triage/findingsservice.h"

#include <QTemporaryDir>
#include <QTranslator>

namespace lotse {

/// The program: what it is made of, in the order in which it is made. Lives in main.
class Program {
public:
    /// In the demo, what is synced and decided lies in a folder that goes with the program.
    explicit Program(bool isDemo);

    /// Reads the accounts and shows the window; the demo adds the built-in registry and shows it. `url` offers to add
    /// that registry. False where no window can be made.
    bool start(const QString &url);
    ui::Frame &frame() { return m_frame; }
    SettingsFile &settings() { return m_settings; }
    /// Brings the window to the front, and opens what a later start of the program asked for.
    void welcome(const StartWish &wish);

private:
    void speak();
    void openDemo();
    void openSessions();

    const std::unique_ptr<QTemporaryDir> m_demoFolder; ///< null outside the demo
    const QString m_dataFolder;
    Clock &m_clock = systemClock(); // work on other threads may outlast this
    Proxies m_proxies; // asked by the network thread
    NetworkThread m_network;
    Accounts m_accounts;
    Secrets m_secrets;
    SessionList m_sessions;
    FindingsService m_triage;
    SyncScheduler m_syncs;
    TrustRuns m_trust;
    SnapshotRuns m_snapshots;
    models::ChangeDesk m_changes;
    SettingsFile m_settings;
    ui::Frame m_frame;
    ui::SessionViews m_views;
    QTranslator m_words;
};

} // namespace lotse
