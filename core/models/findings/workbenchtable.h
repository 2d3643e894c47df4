// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/findings/workbenchanswer.h"
#include "models/tables/column.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QVariantList>

namespace lotse::models {

/**
 * The answer of the workbench as a table: findings, or groups of them. It has the roles and properties of TableModel
 * and holds no row of its own, so that a million of them cost nothing. Belongs to the FindingsQueryModel.
 *
 * Keys name a row of one set: after a sync the old ones name nothing any more, rather than another finding.
 */
class WorkbenchTable : public QAbstractTableModel {
    Q_OBJECT
    Q_PROPERTY(QVariantList columns READ columnList NOTIFY columnsChanged)
    Q_PROPERTY(QString sortColumn READ sortColumn NOTIFY sortChanged)
    Q_PROPERTY(bool sortDescending READ sortDescending NOTIFY sortChanged)
    Q_PROPERTY(QVariantList sortOrder READ sortOrder NOTIFY sortChanged)
    Q_PROPERTY(QString state READ state NOTIFY stateChanged)
    Q_PROPERTY(bool loading READ isLoading NOTIFY stateChanged)
    Q_PROPERTY(QString error READ errorText NOTIFY stateChanged)
    Q_PROPERTY(QString errorDetail READ errorDetail NOTIFY stateChanged)
    Q_PROPERTY(QString note READ note NOTIFY stateChanged)
    Q_PROPERTY(QDateTime asOf READ asOf NOTIFY stateChanged)
    Q_PROPERTY(qint64 total READ loaded NOTIFY stateChanged)
    Q_PROPERTY(qint64 loaded READ loaded NOTIFY stateChanged)
    Q_PROPERTY(qint64 shown READ loaded NOTIFY stateChanged)
    Q_PROPERTY(QString filter READ filter CONSTANT)
    Q_PROPERTY(QStringList refusals READ refusals CONSTANT)
public:
    /// What a view must know besides the rows.
    struct Standing {
        bool isLoading = false;
        Error error;
        QDateTime asOf; ///< of the oldest report
    };

    explicit WorkbenchTable(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QVariantList columnList() const;
    QString sortColumn() const;
    bool sortDescending() const;
    QVariantList sortOrder() const; ///< {column, descending} in the order of precedence
    /// Sorts by this column alone.
    Q_INVOKABLE void sortBy(const QString &columnId, bool descending);
    /// Sorts by this column after those that are sorted by already; by three columns at most.
    Q_INVOKABLE void sortAlsoBy(const QString &columnId, bool descending);
    const QList<findings::RowOrder> &rowOrder() const { return m_rowOrder; }
    const QList<findings::GroupOrder> &groupOrder() const { return m_groupOrder; }

    QString state() const;
    bool isLoading() const { return m_standing.isLoading; }
    QString errorText() const { return m_standing.error.text(); }
    QString errorDetail() const { return m_standing.error.detail; }
    QString note() const { return {}; }
    QDateTime asOf() const { return m_standing.asOf; }
    QString filter() const { return {}; } ///< of what is loaded: there is none, all of it was asked for
    QStringList refusals() const { return {}; } ///< what is missing of the set is said by its owner
    qint64 loaded() const { return m_answer ? m_answer->size() : 0; }

    Q_INVOKABLE void refresh() { emit refreshAsked(); }
    Q_INVOKABLE QString rowKey(int row) const;
    Q_INVOKABLE int indexOfKey(const QString &key) const; ///< -1 where the key names no row of this answer
    Q_INVOKABLE QString copyText(const QStringList &keys, const QStringList &columnIds = {}) const;

    /**
     * What can be done with a row, for its menu: {id, text, value}. "decide"; "cve" opens the page of this id; "image"
     * opens an image, with its registryId and repository; "copy" puts the value on the clipboard; "filter" narrows the
     * query to `key`:value, of the column that was clicked.
     */
    Q_INVOKABLE QVariantList rowActions(const QString &key, const QString &columnId) const;

    /// Shows an answer. Rows that are the same stay as they are, with what is decided of them new.
    void show(std::shared_ptr<const WorkbenchAnswer> answer);
    /// Puts the distinct counts into the groups that are shown.
    void count(const WorkbenchCounts &counts);
    void setStanding(Standing standing);
    const std::shared_ptr<const WorkbenchAnswer> &answer() const { return m_answer; }
    findings::Pivot pivot() const { return m_answer ? m_answer->pivot : findings::Pivot::Finding; }

    /// The rows of the set that these keys of the table stand for, ascending and each once.
    findings::Rows rowsOf(const QStringList &keys) const;
    /// The group of a key; null where it names none.
    const findings::Group *groupOf(const QString &key) const;
    std::optional<findings::RowId> rowOfKey(const QString &key) const; ///< of the finding pivot
    QString keyOf(findings::RowId row) const;

signals:
    void columnsChanged();
    void sortChanged();
    void stateChanged();
    void orderAsked();
    void refreshAsked();
    void shownAnew(); ///< other rows than before

private:
    Cell cellOf(int row, int column) const;
    QString tipOf(const Cell &cell) const;
    const findings::Occurrence &occurrence(findings::RowId row) const;
    quint32 numberAt(int row) const;
    bool setOrder(const QString &columnId, bool descending, bool isMore);

    std::shared_ptr<const WorkbenchAnswer> m_answer;
    std::shared_ptr<const findings::Groups> m_groups; ///< the answer's, or those with their counts
    bool m_isCounted = false;
    QList<findings::RowOrder> m_rowOrder{{findings::RowColumn::Score, true}, {findings::RowColumn::Cvss, true}};
    QList<findings::GroupOrder> m_groupOrder{
        {findings::GroupColumn::Severity, true}, {findings::GroupColumn::Occurrences, true}};
    Standing m_standing;
    bool m_hasSeveral = false; ///< findings of several registries: whose a row is has to be seen
    mutable QCache<findings::RowId, findings::Occurrence> m_seen{600}; ///< rows in view are asked for cell by cell
};

} // namespace lotse::models
