// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pagejob.h"
#include "report/evidence.h"
#include "report/templates.h"

#include <QPointer>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * A report in three steps: scope, frame, formats; with what it covers before anything is made. Reads the registry when
 * asked to, writes only the file that one names. Belongs to a page.
 */
class ReportMaker : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(lotse::ui::Application *app READ app WRITE setApp NOTIFY changed)
    Q_PROPERTY(QStringList templates READ templateTitles CONSTANT)
    Q_PROPERTY(int frame READ frame WRITE setFrame NOTIFY changed)
    Q_PROPERTY(QString about READ about NOTIFY changed)
    Q_PROPERTY(QStringList frameworks READ frameworkTitles CONSTANT)
    Q_PROPERTY(int framework READ framework WRITE setFramework NOTIFY changed)
    Q_PROPERTY(QStringList languages READ languageNames CONSTANT)
    Q_PROPERTY(int language READ language WRITE setLanguage NOTIFY changed)
    Q_PROPERTY(QString projects READ projects WRITE setProjects NOTIFY changed)
    Q_PROPERTY(QString since READ since WRITE setSince NOTIFY changed)
    Q_PROPERTY(int redaction READ redaction WRITE setRedaction NOTIFY changed)
    Q_PROPERTY(QString redactionFile READ redactionFile WRITE setRedactionFile NOTIFY changed)
    Q_PROPERTY(QString before READ before WRITE setBefore NOTIFY changed)
    Q_PROPERTY(bool hasPeriod READ hasPeriod NOTIFY changed)
    Q_PROPERTY(bool ordersByFramework READ ordersByFramework NOTIFY changed)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    Q_PROPERTY(double progress READ progress NOTIFY progressChanged)
    Q_PROPERTY(bool ready READ isReady NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)
    Q_PROPERTY(QString done READ doneText NOTIFY changed)
    Q_PROPERTY(QString mark READ mark NOTIFY changed)
    Q_PROPERTY(QVariantList coverage READ coverage NOTIFY changed)
    Q_PROPERTY(QStringList blindSpots READ blindSpots NOTIFY changed)
    Q_PROPERTY(bool prints READ prints CONSTANT)
    Q_PROPERTY(QString timestamp READ timestamp WRITE setTimestamp NOTIFY changed)
    Q_PROPERTY(QStringList commands READ commands NOTIFY changed)
public:
    explicit ReportMaker(QObject *parent = nullptr);

    Application *app() const { return m_app; }
    void setApp(Application *app);
    QStringList templateTitles() const;
    int frame() const { return m_frame; }
    void setFrame(int frame);
    QString about() const;
    QStringList frameworkTitles() const; ///< the first: by result
    int framework() const { return m_framework; }
    void setFramework(int framework);
    QStringList languageNames() const;
    int language() const { return m_language; }
    void setLanguage(int language);
    QString projects() const { return m_projects; } ///< patterns with commas
    void setProjects(const QString &projects);
    QString since() const { return m_since; }
    void setSince(const QString &since);
    int redaction() const { return m_redaction; } ///< of builtInRedactions(); the next one is that of the file
    void setRedaction(int redaction);
    QString redactionFile() const { return m_redactionFile; }
    void setRedactionFile(const QString &file);
    QString before() const { return m_before; } ///< an earlier report: JSON, bundle or folder; empty: none
    void setBefore(const QString &path);
    bool hasPeriod() const;
    bool ordersByFramework() const;

    /// Reads what the report needs; coverage() follows.
    Q_INVOKABLE void read();
    Q_INVOKABLE void stop();
    /// "posture-harbor.example.com-20261129.html"
    Q_INVOKABLE QString fileName(const QString &format) const;
    /// html, csv, json, pdf, or zip: a bundle, signed where a key is named.
    Q_INVOKABLE void save(const QUrl &file, const QString &format, const QString &key, const QString &password);

    bool isBusy() const { return m_busy; }
    double progress() const { return m_progress; }
    bool isReady() const { return m_posture && !m_document.sections.isEmpty(); }
    QString error() const { return m_error; }
    QString doneText() const { return m_done; }
    QString mark() const { return m_document.mark; }
    QVariantList coverage() const; ///< {label, value, source, drill}
    /// The rows of a table of the report, at most 1000: {title, columns, weights, numbers, rows, total, empty}.
    Q_INVOKABLE QVariantMap rowsOf(const QString &table) const;
    QStringList blindSpots() const { return m_document.blindSpots; }
    bool prints() const;
    QString timestamp() const
    {
        return m_timestamp;
    } ///< address of a time stamp authority, for the signature of a bundle
    void setTimestamp(const QString &address);
    QStringList commands() const { return report::opensslCommands(!m_timestamp.isEmpty()); }

signals:
    void changed();
    void progressChanged();

private:
    void forget(); ///< what was read is not of what is asked now
    void compose();
    bool compare(); ///< with the report before; false where it cannot be
    bool redact();
    void keep(const QString &path, const Result<QByteArray> &bytes);
    void bundle(const QString &path, const QString &key, const QString &password, const QByteArray &pdf);
    void stamp(const QString &path, const QByteArray &zip, const QString &clock);
    const report::Template &row() const;
    report::Source source() const;

    QPointer<Application> m_app;
    int m_frame = 0, m_framework = 0, m_language = 0;
    int m_redaction = 0;
    QString m_projects, m_since, m_redactionFile, m_before;
    PageJob m_job;
    std::optional<report::Redactor> m_redactor; ///< where something is redacted
    std::shared_ptr<const posture::Posture> m_posture;
    TriageView m_view;
    report::Document m_document;
    QPointer<QObject> m_run;
    bool m_busy = false;
    double m_progress = 0;
    QString m_error, m_done, m_timestamp;
};

} // namespace lotse::ui
