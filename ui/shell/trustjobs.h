// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/syncscheduler.h"
#include "sync/trustruns.h"
#include "triage/findingsservice.h"

#include <QHash>
#include <QObject>
#include <QVariantMap>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

class Application;

/// The verification of signatures in the window: jobs of the dock, and whether it follows each sync. Belongs to the
/// Application.
class TrustJobs : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the Application")
    Q_PROPERTY(int running READ running NOTIFY changed)
public:
    /// All arguments outlive this; `triage` may be null. It reads anew what was verified.
    TrustJobs(Application *app, TrustRuns *runs, SyncScheduler *syncs, FindingsService *triage);

    int running() const { return int(m_jobs.size()); }
    TrustRuns *runs() const { return m_runs; }

    /// Verifies what is new at a registry; from now on also after each sync, since the person was told what that does.
    /// What cannot be begun is told in the problems. Ids are those of accounts.
    Q_INVOKABLE void start(const QString &accountId, bool again = false);
    /// One artifact: {repository, digest, accessories}.
    Q_INVOKABLE void startOne(const QString &accountId, const QVariantMap &artifact);
    Q_INVOKABLE void cancel(const QString &accountId);
    Q_INVOKABLE bool isRunning(const QString &accountId) const { return m_jobs.contains(accountId); }
    /// Whether the person has begun a verification at this registry before, so that it follows each sync.
    Q_INVOKABLE bool isAgreed(const QString &accountId) const;
    Q_INVOKABLE void setAgreed(const QString &accountId, bool isAgreed);

signals:
    void changed();

private:
    void onBegan(const QString &account);
    void onMoved(const QString &account);
    void onEnded(const QString &account);
    QString keyOf(const QString &accountId) const;

    Application *m_app;
    TrustRuns *m_runs;
    FindingsService *m_triage;
    QHash<QString, quint64> m_jobs; ///< by account, while it runs
    QHash<QString, quint64> m_last; ///< the job that ended last, by account
};

} // namespace lotse::ui
