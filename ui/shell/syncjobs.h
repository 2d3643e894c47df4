// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/syncscheduler.h"
#include "triage/findingsservice.h"

#include <QHash>
#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

class Application;

/// The reading of findings in the window: jobs of the dock, the words of the status bar, and the settings. Belongs to
/// the Application.
class SyncJobs : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the Application")
    Q_PROPERTY(int running READ running NOTIFY changed)
    Q_PROPERTY(int minutes READ minutes WRITE setMinutes NOTIFY habitChanged)
    Q_PROPERTY(bool atSignIn READ isAtSignIn WRITE setAtSignIn NOTIFY habitChanged)
public:
    /// All arguments outlive this. `triage` may be null; it reads anew what a sync has read.
    SyncJobs(Application *app, SyncScheduler *syncs, FindingsService *triage, Clock *clock);

    /// How many registries are being read.
    int running() const;
    /// How often registries are read while they are online; 0: by hand. Kept by the Preferences.
    int minutes() const { return int(m_syncs->habit().every.count()); }
    void setMinutes(int minutes);
    /// Whether a registry is read once after sign-in. Kept as `sync/atSignIn`.
    bool isAtSignIn() const { return m_syncs->habit().atSignIn; }
    void setAtSignIn(bool does);

    /// Reads every registry that is online, or this one; what cannot be read is told in the problems. Ids are those of
    /// accounts.
    Q_INVOKABLE void start();
    Q_INVOKABLE void start(const QString &registryId);
    Q_INVOKABLE void cancel(const QString &registryId);
    Q_INVOKABLE bool isRunning(const QString &registryId) const;
    /// "findings read 12 s ago", for the status bar; empty where a registry has no findings.
    Q_INVOKABLE QString sentence(const QString &registryId) const;
    /// When it was last read through; invalid where it never was.
    Q_INVOKABLE QDateTime readAt(const QString &registryId) const;

signals:
    void changed();
    void habitChanged();

private:
    struct Job {
        quint64 id = 0;
        QString host; ///< kept, for the account may be gone when the job ends
        bool isRecheck = false;
    };
    void follow();
    void onBegan(const QString &account);
    void onMoved(const QString &account);
    void onEnded(const QString &account);
    void tick();
    void showAges();
    quint64 beginJob(const QString &account, const QString &title);

    Application *m_app;
    SyncScheduler *m_syncs;
    FindingsService *m_triage;
    Clock *m_clock;
    QHash<QString, Job> m_jobs; ///< by account, while it runs
    QHash<QString, quint64> m_last; ///< the job that ended last, by account
};

} // namespace lotse::ui
