// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/changes/changedesk.h"
#include "models/tables/tablemodel.h"

namespace lotse::models {

/// One change of the journal, with what became of it.
struct RecordedChange {
    QString plan, host, author, end;
    QDateTime at;
    change::Change change;
    change::Step step;
};

/// The journal of changes as a table, newest first: who, when, what, before, after, request id, proof.
class ChangeTable : public TableModel {
    Q_OBJECT
    Q_PROPERTY(lotse::models::ChangeDesk *desk READ desk WRITE setDesk NOTIFY deskChanged)
    Q_PROPERTY(QString only READ only WRITE setOnly NOTIFY deskChanged)
public:
    explicit ChangeTable(QObject *parent = nullptr);

    ChangeDesk *desk() const { return m_desk; }
    void setDesk(ChangeDesk *desk);
    /// "failed": what was not done, "unknown": what nobody knows of, "conflict"; empty: all.
    QString only() const { return m_only; }
    void setOnly(const QString &only);
    void refresh() override;

signals:
    void deskChanged();

private:
    void build();

    QPointer<ChangeDesk> m_desk;
    QString m_only;
};

} // namespace lotse::models

Q_DECLARE_METATYPE(lotse::models::RecordedChange)
