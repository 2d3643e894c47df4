// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/changes/changelist.h"
#include "models/tables/tablemodel.h"

namespace lotse::models {

/// What can be changed about rows of a table, as entries of their menu; each stages and sends nothing.
class RowChanges : public QObject {
    Q_OBJECT
    Q_PROPERTY(lotse::models::TableModel *table MEMBER m_table NOTIFY changed)
    Q_PROPERTY(lotse::models::ChangeList *changes MEMBER m_changes NOTIFY changed)
public:
    using QObject::QObject;

    /// {id, text, enabled, reason} for a row: of a label, a user, a robot; empty for others. A reason says which right
    /// is missing.
    Q_INVOKABLE QVariantList offers(const QString &key) const;
    /// Stages the change `id` of offers() for these rows, as one edit.
    Q_INVOKABLE bool stage(const QString &id, const QStringList &keys);

signals:
    void changed();

private:
    QPointer<TableModel> m_table;
    QPointer<ChangeList> m_changes;
};

} // namespace lotse::models
