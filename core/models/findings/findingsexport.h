// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/exports.h"
#include "models/findings/findingsquerymodel.h"

#include <QUrl>

namespace lotse::models {

/// Writes what the workbench shows, or a selection of it, as a document. Made on a worker and written whole or not at
/// all. Belongs to a page.
class FindingsExport : public QObject {
    Q_OBJECT
    Q_PROPERTY(QVariantList formats READ formats CONSTANT)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed)
    Q_PROPERTY(bool failed READ hasFailed NOTIFY changed)
public:
    using QObject::QObject;

    /// {format, name, suffix, filter} in the order in which they are offered; `format` is the word of the command line.
    QVariantList formats() const;
    /// What stands around the rows: addresses, decisions, the mark of a set that is not whole.
    void setOptions(const findings::ExportOptions &options) { m_options = options; }
    /// Looks first whether there is something to write: prepared() follows, or a sentence that says why not.
    Q_INVOKABLE void prepare(
        lotse::models::FindingsQueryModel *bench, const QStringList &keys, bool isAll, const QString &format);
    /// A document of decisions about all that is shown also states what "state:open" hides: what was decided is what it
    /// is for.
    Q_INVOKABLE void save(lotse::models::FindingsQueryModel *bench, const QStringList &keys, bool isAll,
        const QString &format, const QUrl &file);
    Q_INVOKABLE void clear();

    bool isBusy() const { return m_isBusy; }
    QString sentence() const { return m_sentence; }
    bool hasFailed() const { return m_hasFailed; }

signals:
    void changed();
    void prepared(const QString &format);

private:
    void fail(const Error &error);

    findings::ExportOptions m_options;
    QString m_sentence;
    bool m_hasFailed = false;
    bool m_isBusy = false;
};

} // namespace lotse::models
