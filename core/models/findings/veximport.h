// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/decisionbook.h"
#include "findings/vex.h"
#include "models/findings/findingsquerymodel.h"

#include <QUrl>

namespace lotse::models {

/// Decisions of others from a VEX document: what they would do here, then taken or not. Read on a worker; writes
/// nothing itself. Belongs to a page.
class VexImport : public QObject {
    Q_OBJECT
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString preview READ preview NOTIFY changed)
    Q_PROPERTY(QStringList remarks READ remarks NOTIFY changed)
    Q_PROPERTY(QString error READ errorText NOTIFY changed)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    Q_PROPERTY(bool ready READ isReady NOTIFY changed)
    Q_PROPERTY(bool hasDrafts READ hasDrafts NOTIFY changed)
    Q_PROPERTY(bool draftsIncluded READ areDraftsIncluded WRITE setDraftsIncluded NOTIFY changed)
public:
    using QObject::QObject;

    Q_INVOKABLE void read(lotse::models::FindingsQueryModel *bench, const QUrl &file);
    /// The same of a document that is there already; `name` says what it is in the history.
    Q_INVOKABLE void readBytes(lotse::models::FindingsQueryModel *bench, const QByteArray &bytes, const QString &name);
    Q_INVOKABLE void take(); ///< decided() follows
    Q_INVOKABLE void drop();

    /// Hosts of the registries, what is decided and what was imported already; for what is read from now on.
    void setOptions(const findings::VexImportOptions &options)
    {
        m_options.hosts = options.hosts;
        m_options.existing = options.existing;
        m_options.imported = options.imported;
    }
    bool hasDrafts() const { return m_plan && m_plan->drafts.count > 0; } ///< statements that are not final
    bool areDraftsIncluded() const { return m_options.includesDrafts; }
    void setDraftsIncluded(bool isIncluded); ///< what is there is planned anew
    QString title() const; ///< format, author and id of the document
    /// "311 decisions on 412 findings, 14 of which are decided already; 3 statements found nothing."
    QString preview() const;
    QStringList remarks() const; ///< what could not be carried over or found nothing, at most 200
    QString errorText() const { return m_error.text(); }
    bool isBusy() const { return m_isBusy; }
    bool isReady() const { return m_plan && (!m_plan->decisions.isEmpty() || !m_plan->withdrawn.isEmpty()); }

signals:
    void changed();
    void decided(
        const QList<lotse::findings::Decision> &decisions, const QString &note, const lotse::findings::Import &import);

private:
    void start(const findings::Context &context, const QString &name, std::function<Result<QByteArray>()> bytes);
    void work(std::function<Result<findings::VexDocument>()> document);

    findings::Context m_context;
    findings::VexImportOptions m_options;
    findings::VexDocument m_document;
    std::optional<findings::VexPlan> m_plan;
    QString m_file;
    Error m_error;
    bool m_isBusy = false;
};

} // namespace lotse::models
