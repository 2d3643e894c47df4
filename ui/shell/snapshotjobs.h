// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/snapshotruns.h"

#include <QHash>
#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

class Application;

/// The snapshots of configurations in the window: jobs of the dock, and the settings. Belongs to the Application.
class SnapshotJobs : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the Application")
    Q_PROPERTY(int running READ running NOTIFY changed)
public:
    /// All arguments outlive this.
    SnapshotJobs(Application *app, SnapshotRuns *runs);

    int running() const { return int(m_jobs.size()); }
    SnapshotRuns *runs() const { return m_runs; }

    /// Takes one now. Ids are those of accounts.
    Q_INVOKABLE void start(const QString &accountId) { m_runs->start(accountId); }
    Q_INVOKABLE bool isRunning(const QString &accountId) const { return m_jobs.contains(accountId); }
    /// Why none can be taken now, as a sentence; empty where one can.
    Q_INVOKABLE QString refusal(const QString &accountId) const { return m_runs->refusal(accountId).text(); }

signals:
    void changed();

private:
    void follow();
    void onMoved(const QString &account);
    void onEnded(const QString &account);

    Application *m_app;
    SnapshotRuns *m_runs;
    QHash<QString, quint64> m_jobs; ///< by account, while it runs
    QHash<QString, quint64> m_last; ///< the job that ended last, by account
};

} // namespace lotse::ui
