// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/replication.h"
#include "models/system/usagehistory.h"
#include "models/tables/joinedsource.h"
#include "session/session.h"

#include <QPointer>
#include <QVariantList>

namespace lotse::models {

/**
 * What of a registry needs somebody: unhealthy parts, full quotas, runs of replication and webhooks that failed last,
 * robots that expired or soon will, images without a scan result, the certificate. What could not be looked at is
 * named, so that an empty list means that all is well only where it does. Belongs to a page.
 */
class Attention : public QObject {
    Q_OBJECT
    Q_PROPERTY(lotse::Session *session READ session WRITE setSession NOTIFY changed)
    Q_PROPERTY(lotse::models::UsageHistory *history READ history WRITE setHistory NOTIFY changed)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    Q_PROPERTY(QVariantList lines READ lines NOTIFY changed)
    Q_PROPERTY(QString unchecked READ unchecked NOTIFY changed)
public:
    /// Robots and webhooks of projects are asked for one project at a time: up to so many projects.
    static constexpr qint64 mostProjects = 60;

    explicit Attention(QObject *parent = nullptr);

    Session *session() const { return m_session; }
    void setSession(Session *session);
    void setSource(const harbor::Client &client);
    UsageHistory *history() const { return m_history; }
    /// How the use of projects moves; without it only what is nearly full now is told.
    void setHistory(UsageHistory *history);
    Q_INVOKABLE void refresh();

    bool isBusy() const { return m_left > 0; }
    /// {text, note, condition: "error" or "warning", page, params}, errors first.
    QVariantList lines() const;
    /// What was not looked at, and why, in sentences; empty where everything was.
    QString unchecked() const;

signals:
    void changed();

private:
    void wholeCame();
    void projectsCame();
    void askWebhooks();
    void webhookCame(const QString &policy, const QString &project, const Result<harbor::Page> &page);
    void runsCame(const Result<harbor::Page> &page);
    void done();

    QVariantList healthLines() const;
    QVariantList quotaLines() const;
    QVariantList replicationLines() const;
    QVariantList robotLines() const;
    QVariantList scanLines() const;
    QVariantList certificateLines() const;

    QPointer<Session> m_session;
    QPointer<UsageHistory> m_history;
    harbor::Client m_client{nullptr};
    JoinedSource m_whole; ///< of the registry
    JoinedSource m_projects; ///< of each project
    QObject *m_run = nullptr;
    int m_left = 0;
    QList<harbor::ReplicationExecution> m_runs;
    bool m_hasRuns = false;
    bool m_areProjectsRead = false;
    QVariantList m_webhookLines;
    QStringList m_unread; ///< webhooks whose last run could not be read
    struct Webhook {
        QString project;
        QString name;
        harbor::Params params;
    };
    QList<Webhook> m_webhooks;
};

} // namespace lotse::models
