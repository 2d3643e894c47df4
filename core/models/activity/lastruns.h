// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/client.h"
#include "models/tables/column.h"

#include <QObject>
#include <QSet>

namespace lotse::models {

/// How a policy went when it ran last.
struct LastRun {
    enum class State {
        Open, ///< not asked yet
        None, ///< it has not run
        Known,
        Unread, ///< `why` says the reason
    };
    State state = State::Open;
    QString status; ///< the server's word
    QDateTime at; ///< when it began
    QString why; ///< what the server says of it, or how many of its tasks failed
};

/**
 * The last runs of policies, which Harbor does not tell with the policy: one request a policy, for those that are asked
 * about, four in flight, each once until the next start(). Belongs to a table.
 */
class LastRuns : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Whether policies of this kind have runs that can be asked for.
    static bool has(QByteArrayView kind);
    /// Forgets what was read; `kind` is that of the policies.
    void start(const harbor::Client &client, const QByteArray &kind);
    void stop();
    void ask(const QList<Row> &rows);
    LastRun of(const QString &key) const { return m_runs.value(key); }
    bool isAsking() const { return m_inFlight > 0 || !m_waiting.isEmpty(); }
    /// "Last result", "Last run" and "Why".
    QList<Column> columns() const;

signals:
    void came(const QString &key);
    void allCame(); ///< nothing is asked any more

private:
    void next();

    harbor::Client m_client{nullptr};
    const harbor::Endpoint *m_policies = nullptr;
    const harbor::Endpoint *m_executions = nullptr;
    QObject *m_run = nullptr;
    QList<Row> m_waiting;
    QSet<QString> m_asked;
    QHash<QString, LastRun> m_runs;
    int m_inFlight = 0;
};

} // namespace lotse::models
