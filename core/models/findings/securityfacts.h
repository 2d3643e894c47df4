// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/finding.h"
#include "models/tables/joinedsource.h"
#include "models/tables/watchedsession.h"

#include <QPointer>
#include <QVariantList>

namespace lotse::models {

/**
 * How the registry stands on security, as it counts itself: findings by severity, what is scanned, the last scan of
 * everything and its schedule, the worst artifacts and vulnerabilities. Belongs to a page.
 */
class SecurityFacts : public QObject {
    Q_OBJECT
    Q_PROPERTY(lotse::Session *session READ session WRITE setSession NOTIFY changed)
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString error READ errorText NOTIFY changed)
    Q_PROPERTY(QString note READ note NOTIFY changed)
    Q_PROPERTY(QVariant summary READ summary NOTIFY changed)
    Q_PROPERTY(double scannedShare READ scannedShare NOTIFY changed)
    Q_PROPERTY(QVariantList facts READ facts NOTIFY changed)
    Q_PROPERTY(QVariantList artifacts READ artifacts NOTIFY changed)
    Q_PROPERTY(QVariantList vulnerabilities READ vulnerabilities NOTIFY changed)
public:
    explicit SecurityFacts(QObject *parent = nullptr);

    Session *session() const { return m_session.get(); }
    void setSession(Session *session);
    void setSource(const harbor::Client &client);
    Q_INVOKABLE void refresh();

    QString state() const { return m_state; } ///< "idle", "loading", "ready", "error"
    QString errorText() const { return m_joined.error().text(); }
    QString note() const { return m_joined.note().text(); }
    QVariant summary() const; ///< harbor::SecuritySummary; invalid before it is known
    double scannedShare() const; ///< 0..1, -1 where it is not known
    QVariantList facts() const; ///< {name, value, condition}
    /// {text, mono, note, severity, place} of the worst, the worst first.
    QVariantList artifacts() const;
    QVariantList vulnerabilities() const;

signals:
    void changed();

private:
    harbor::SecuritySummary counts() const;

    WatchedSession m_session;
    harbor::Client m_client{nullptr};
    JoinedSource m_joined;
    QString m_state = QStringLiteral("idle");
};

/// A line of what is worst: {text, mono, note, severity, place}.
QVariantMap worstLine(const harbor::DangerousArtifact &artifact);
QVariantMap worstLine(const harbor::DangerousCve &cve);

} // namespace lotse::models
