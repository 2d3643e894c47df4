// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/system.h"
#include "models/tables/tablemodel.h"
#include "session/session.h"

#include <QPointer>
#include <QTimer>
#include <QVariantList>

namespace lotse::models {

/**
 * The parts of a registry and how they stood since the program looks: once a minute while the registry is online. Lives
 * as long as its session, so that the time goes on while other pages are shown.
 */
class HealthWatch : public TableModel {
    Q_OBJECT
    Q_PROPERTY(QDateTime since READ since NOTIFY stateChanged)
public:
    /// One look: how a part stood; an empty status where the registry did not answer.
    struct Look {
        QDateTime time;
        QString status;
        QString error;
    };

    explicit HealthWatch(const harbor::Client &client, QObject *parent = nullptr);
    /// The watch of a session; made, and looking, from the first time on.
    static HealthWatch *of(Session *session);

    /// Looks once now.
    void refresh() override;
    /// The last looks at a part, the oldest first: {state, text}.
    Q_INVOKABLE QVariantList looks(const QString &key) const;
    QDateTime since() const { return m_since; }
    int intervalMs() const { return m_timer.interval(); }

private:
    void came(const Result<json::Record> &record);
    void noteLook(const QString &part, const Look &look);
    QList<Look> looksAt(const Row &row) const { return m_looks.value(row.key); }
    Cell upCell(const Row &row) const;
    Cell sinceCell(const Row &row) const;

    harbor::Client m_client;
    QPointer<Session> m_session;
    QTimer m_timer;
    QObject *m_run = nullptr;
    QDateTime m_since;
    QStringList m_parts; ///< in the server's order
    QHash<QString, QList<Look>> m_looks;
};

} // namespace lotse::models
