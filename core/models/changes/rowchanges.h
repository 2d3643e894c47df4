// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/changes/changelist.h"
#include "models/changes/rowoffers.h"
#include "models/tables/tablemodel.h"

namespace lotse::models {

/// What can be changed about rows of a table, as entries of their menu, and what can be made or run on its page.
class RowChanges : public QObject {
    Q_OBJECT
    Q_PROPERTY(lotse::models::TableModel *table READ table WRITE setTable NOTIFY changed)
    Q_PROPERTY(lotse::models::ChangeList *changes READ changes WRITE setChanges NOTIFY changed)
    Q_PROPERTY(QString project MEMBER m_project NOTIFY changed)
    Q_PROPERTY(QVariantMap stagedCells READ stagedCells NOTIFY stagedCellsChanged)
public:
    using QObject::QObject;

    TableModel *table() const { return m_table; }
    void setTable(TableModel *table);
    ChangeList *changes() const { return m_changes; }
    void setChanges(ChangeList *changes);
    /// What is staged for rows of the table, for its cells: "key/column" to the text of the new value.
    QVariantMap stagedCells() const;

    /// {id, text, enabled, reason, form, job} for a row; empty where nothing can be done with it. A reason says which
    /// right is missing; `form`: the kind of the form that it needs; `job`: it is run after a short review.
    Q_INVOKABLE QVariantList offers(const QString &key) const;
    /// The same for the page of a table: a new one, a schedule, a job over all.
    Q_INVOKABLE QVariantList pageOffers(const QString &table) const;
    /// {path, names} of these rows for the form of an offer.
    Q_INVOKABLE QVariantList targets(const QString &id, const QStringList &keys) const;
    /// The group that a key of the configuration is edited with, for ResourceForm.edit().
    Q_INVOKABLE QString groupOf(const QString &setting) const;
    /// Stages the change `id` of offers() for these rows, as one edit. Where the registry is asked first whether it is
    /// possible, true says that it was asked; refused() or staged() follows.
    Q_INVOKABLE bool stage(const QString &id, const QStringList &keys);
    /// The offers of these ids for one object that a page is about, whatever its table shows.
    Q_INVOKABLE QVariantList offersFor(const QStringList &ids) const;
    Q_INVOKABLE bool stageFor(const QString &id, const QVariantMap &path, const QVariantMap &names);
    /// What a job would do: {sentences, warnings, undo, phrase}; `phrase` has to be typed where it is not empty.
    Q_INVOKABLE QVariantMap preview(const QString &id, const QStringList &keys) const;
    /// Runs a job at once, beside what is staged. False (with the list's problem) where it cannot be.
    Q_INVOKABLE bool run(const QString &id, const QStringList &keys);

signals:
    void changed();
    void stagedCellsChanged();
    void staged();
    void refused(const QString &why);

private:
    QList<change::Change> changesOf(const QString &id, const QStringList &keys) const;
    bool stageAll(const RowOffer &offer, const QList<change::Change> &changes);
    void ask(const RowOffer &offer, const QList<change::Change> &changes);

    QPointer<TableModel> m_table;
    QPointer<ChangeList> m_changes;
    QString m_project; ///< of the page, for rows that do not name theirs
};

} // namespace lotse::models
