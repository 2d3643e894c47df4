// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/changes/changelist.h"
#include "models/system/usagehistory.h"
#include "models/tables/tablemodel.h"

namespace lotse::models {

/// The limits of some rows of a table of quotas, as they are edited: what a text gives for each, and what is wrong.
class QuotaEdit : public QObject {
    Q_OBJECT
    Q_PROPERTY(lotse::models::TableModel *table MEMBER m_table NOTIFY changed)
    Q_PROPERTY(lotse::models::ChangeList *changes MEMBER m_changes WRITE setChanges NOTIFY changed)
    Q_PROPERTY(lotse::models::UsageHistory *history MEMBER m_history WRITE setHistory NOTIFY changed)
    Q_PROPERTY(QStringList keys MEMBER m_keys WRITE setKeys NOTIFY changed)
    Q_PROPERTY(bool ofDefault READ isOfDefault NOTIFY changed)
    Q_PROPERTY(QString text MEMBER m_text NOTIFY changed)
    Q_PROPERTY(QString start READ start NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QVariantList rows READ rows NOTIFY changed)
    Q_PROPERTY(QVariantMap stagedCells READ stagedCells NOTIFY stagedChanged)
public:
    using QObject::QObject;

    void setChanges(ChangeList *changes);
    /// How the use of the projects moves; without it no row has a forecast.
    void setHistory(UsageHistory *history);
    void setKeys(const QStringList &keys);
    /// Whether it is about the limit that a new project gets, instead of rows.
    bool isOfDefault() const { return m_isOfDefault; }
    /// What the field begins with: the limit of the rows where it is the same for all.
    QString start() const;
    /// Why the text cannot be staged; empty where it can, or nothing is typed.
    QString problem() const;
    /// {project, now, then, isFull, used, forecast} of each row, while the text can be read; `forecast`: when the new
    /// limit is reached, empty where that cannot be said.
    QVariantList rows() const;
    /// What is staged, for the cells of the table: "key/limit" to the text of the new limit.
    QVariantMap stagedCells() const;
    Q_INVOKABLE bool stage();
    /// Reads the limit that a new project gets, then edits that; defaultRead() or defaultRefused() follows.
    Q_INVOKABLE void readDefault();

signals:
    void changed();
    void stagedChanged();
    void defaultRead();
    void defaultRefused(const QString &why);

private:
    QPointer<TableModel> m_table;
    QPointer<ChangeList> m_changes;
    QPointer<UsageHistory> m_history;
    QStringList m_keys;
    QString m_text;
    bool m_isOfDefault = false;
    qint64 m_default = -1;
};

} // namespace lotse::models
