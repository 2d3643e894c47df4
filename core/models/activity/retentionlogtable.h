// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/tablemodel.h"

namespace lotse::models {

/// The log of a retention run over one repository as a table: what is kept, what is deleted, or would be in a dry run.
/// `only`: "deleted" or "kept".
class RetentionLogTable : public TableModel {
    Q_OBJECT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    Q_PROPERTY(QString only READ only WRITE setOnly NOTIFY textChanged)
    Q_PROPERTY(int kept READ kept NOTIFY textChanged)
    Q_PROPERTY(int deleted READ deleted NOTIFY textChanged)
    Q_PROPERTY(QString project READ project NOTIFY textChanged)
    Q_PROPERTY(QString repository READ repository NOTIFY textChanged)
    Q_PROPERTY(bool dryRun READ isDryRun NOTIFY textChanged)
public:
    explicit RetentionLogTable(QObject *parent = nullptr);

    QString text() const { return m_text; }
    void setText(const QString &text);
    QString only() const { return m_only; }
    void setOnly(const QString &only);
    int kept() const { return m_kept; }
    int deleted() const { return m_deleted; }
    QString project() const { return m_repository.section(u'/', 0, 0); }
    QString repository() const
    {
        return m_repository.section(u'/', 1);
    } ///< without the project; empty where the log does not say
    bool isDryRun() const { return m_isDryRun; }

signals:
    void textChanged();

private:
    void show();

    QString m_text;
    QString m_only;
    QList<Row> m_all;
    int m_kept = 0;
    int m_deleted = 0;
    QString m_repository;
    bool m_isDryRun = false;
};

} // namespace lotse::models
