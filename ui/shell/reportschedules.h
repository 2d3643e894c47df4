// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/application.h"
#include "shell/reportrun.h"

#include <QTimer>
#include <QUrl>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * The report schedules of this computer. The one of the window is `active`: it makes what is due while the program is
 * open; what was due before is said as missed, and made only when asked for. Pages show and change the same file.
 */
class ReportSchedules : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY changed)
    Q_PROPERTY(bool active MEMBER m_isActive NOTIFY changed)
    Q_PROPERTY(QVariantList rows READ rows NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QStringList templates READ templates CONSTANT)
public:
    explicit ReportSchedules(QObject *parent = nullptr);

    Application *app() const { return m_app; }
    void setApp(Application *app);
    /// {id, title, account, cron, next, last, problem, failed, missed, folder, formats, signing, running} of each.
    QVariantList rows() const;
    QString problem() const { return m_problem; } ///< why the file could not be read or written; empty: it could
    QStringList templates() const; ///< titles

    /// Adds one for the registry that is shown; gives the sentence of what is wrong, and adds nothing then. `wanted`:
    /// {frame, cron, folder, formats, projects, redaction, bundle, signKey, passphraseFrom ("", "keychain", "env"),
    /// variable, passphrase}; the passphrase goes to the keychain and nowhere else.
    Q_INVOKABLE QString add(const QVariantMap &wanted);
    Q_INVOKABLE void remove(const QString &id);
    Q_INVOKABLE void runNow(const QString &id);
    /// "in 5 hours: 2026-12-01 03:00 UTC", or what is wrong with it.
    Q_INVOKABLE QString explain(const QString &cron) const;
    /// The lines for crontab, or the manifest for Kubernetes; or the sentence of what is missing.
    Q_INVOKABLE QString crontab(const QString &id) const;
    Q_INVOKABLE QString cronJob(const QString &id) const;
    /// Makes what is due; called each half minute.
    void look();

signals:
    void changed();

private:
    QDateTime now() const;
    QString formatsText(const report::Schedule &schedule) const;
    void load();
    bool keep();
    report::Schedule *find(const QString &id);
    const report::Schedule *find(const QString &id) const;
    void run(report::Schedule schedule);
    /// Tells in the problems what failed or was missed before, as the file has it.
    void tellPast();
    void tellMissed(const report::Schedule &schedule);
    void ended(QString id, quint64 job, const Result<QStringList> &files);

    QPointer<Application> m_app;
    bool m_isActive = false, m_hasTold = false;
    QString m_path, m_problem;
    QList<report::Schedule> m_schedules;
    QHash<QString, QPointer<QObject>> m_runs; ///< by schedule
    QTimer m_timer;
};

} // namespace lotse::ui
