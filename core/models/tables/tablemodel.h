// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "harbor/client.h"
#include "models/tables/column.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QHash>
#include <QVariantList>

#include <optional>

namespace lotse::models {

/**
 * The rows of a table, whatever they come from: columns, sorting and filtering of what is loaded, and the states that a
 * view must show. Rows are named by key, never by number, since numbers move. Belongs to the page that shows it.
 */
class TableModel : public QAbstractTableModel {
    Q_OBJECT
    Q_PROPERTY(QVariantList columns READ columnList NOTIFY columnsChanged)
    Q_PROPERTY(QString sortColumn READ sortColumn NOTIFY sortChanged)
    Q_PROPERTY(bool sortDescending READ sortDescending NOTIFY sortChanged)
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged)
    Q_PROPERTY(QString state READ state NOTIFY stateChanged)
    Q_PROPERTY(bool loading READ isLoading NOTIFY stateChanged)
    Q_PROPERTY(QString error READ errorText NOTIFY stateChanged)
    Q_PROPERTY(QString errorDetail READ errorDetail NOTIFY stateChanged)
    Q_PROPERTY(QString note READ note NOTIFY stateChanged)
    Q_PROPERTY(QDateTime asOf READ asOf NOTIFY stateChanged)
    Q_PROPERTY(qint64 total READ total NOTIFY stateChanged)
    Q_PROPERTY(qint64 loaded READ loaded NOTIFY stateChanged)
    Q_PROPERTY(qint64 shown READ shown NOTIFY stateChanged)
    Q_PROPERTY(bool known READ isKnown NOTIFY stateChanged)
    Q_PROPERTY(bool whole READ isWhole NOTIFY stateChanged)
    Q_PROPERTY(bool hasMore READ hasMore NOTIFY stateChanged)
    Q_PROPERTY(QStringList refusals READ refusals NOTIFY stateChanged)
    Q_PROPERTY(bool cancellable READ isCancellable CONSTANT)
    Q_PROPERTY(qint64 progressDone READ progressDone NOTIFY progressChanged)
    Q_PROPERTY(qint64 progressTotal READ progressTotal NOTIFY progressChanged)
public:
    enum Role {
        DisplayRole = Qt::DisplayRole,
        KindRole = Qt::UserRole,
        ValueRole,
        TipRole,
        KeyRole,
        GadgetRole,
        ParentRole
    };
    enum class State { Idle, Loading, Ready, Empty, Error, Partial };

    explicit TableModel(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    void setColumns(QList<Column> columns);
    /// Drops all rows and shows these columns, for rows of another kind. Sorting ends; the filter stays.
    void resetTo(QList<Column> columns);
    /// Drops all rows and all that is known of them: what comes is of another registry.
    void dropRows();
    const QList<Column> &tableColumns() const { return m_columns; }
    /// {id, title, width, kind, right, hidden, sortable} of each column.
    QVariantList columnList() const;

    QString sortColumn() const { return m_sortColumn; }
    bool sortDescending() const { return m_descending; }
    /// Sorts what is loaded; a list that is paged by the server asks the server instead (RemoteList).
    Q_INVOKABLE virtual void sortBy(const QString &columnId, bool descending);

    QString filter() const { return m_filter; }
    /// Shows only rows of which a cell holds this text, without case. Filters what is loaded, and the view says so.
    void setFilter(const QString &text);

    QString state() const; ///< "idle", "loading", "ready", "empty", "error", "partial"
    bool isLoading() const { return m_loading; }
    QString errorText() const { return m_error.text(); }
    QString errorDetail() const;
    virtual QString note() const { return m_note.text(); } ///< what a partial table lacks, in a sentence
    QDateTime asOf() const { return m_asOf; } ///< when the rows were read; UTC
    qint64 total() const { return m_total; } ///< of the server; -1 where it does not say
    qint64 loaded() const { return m_rows.size(); }
    qint64 shown() const { return m_view.size(); }
    /// Whether the rows, or that there are none, were ever told: before that, no number of them means anything.
    bool isKnown() const { return isComplete() || m_state == State::Partial || m_asOf.isValid(); }
    /// Whether all rows are here, none left out.
    virtual bool isWhole() const { return isComplete() && !hasMore(); }
    /// Whether the registry has rows that were not read yet and fetchAll() would read.
    virtual bool hasMore() const { return false; }
    /// "payments: why", for parents whose rows are missing.
    virtual QStringList refusals() const { return {}; }
    /// How far a reading is, in its own steps; a total of 0 where it does not tell.
    virtual qint64 progressDone() const { return 0; }
    virtual qint64 progressTotal() const { return 0; }
    virtual bool isCancellable() const { return false; }

    Q_INVOKABLE virtual void refresh() { }
    Q_INVOKABLE virtual void fetchAll() { }
    /// Ends a reading that is under way; what came stays.
    Q_INVOKABLE virtual void cancel() { }
    /// The rows that the view shows; lists that enrich rows do it for these.
    Q_INVOKABLE virtual void setInView(int first, int last);
    Q_INVOKABLE QString rowKey(int row) const;
    Q_INVOKABLE int indexOfKey(const QString &key) const; ///< the row in the view, -1 where absent
    Q_INVOKABLE QVariant rowValue(const QString &key) const; ///< the gadget
    Q_INVOKABLE QString rowParent(const QString &key) const;
    Q_INVOKABLE QString rowNames(const QString &key) const; ///< the name of what it names by number; empty: not known
    Q_INVOKABLE QString rowRaw(const QString &key) const; ///< the server's object, without secrets
    /// The same with indentation, for reading.
    Q_INVOKABLE QString rowJson(const QString &key) const;
    /// {id, name, value, mono} of each column of a row, full texts, for a detail pane.
    Q_INVOKABLE QVariantList rowFacts(const QString &key) const;
    /// Tab-separated text of these rows with a heading, columns in the order given (all visible ones where empty).
    /// Values are exact: whole digests, bytes, times as ISO 8601 in UTC.
    Q_INVOKABLE QString copyText(const QStringList &keys, const QStringList &columnIds = {}) const;

    /// What can be done with a row besides opening it, for its menu: {id, text, value}. "copy" puts the exact value of
    /// the column that was clicked on the clipboard; "filter" is this text for the filter of the table.
    Q_INVOKABLE virtual QVariantList rowActions(const QString &key, const QString &columnId) const;

    /// Replaces all rows; keeps sort and filter.
    void setRows(QList<Row> rows);
    /// Every row that fits the filter, in the order that is shown, for an export. `done` comes later, once, or never
    /// where `context` dies before. What is not loaded is read beside the rows that are shown.
    struct AllRows {
        QList<Row> rows;
        QString missing; ///< why these are not all; empty where they are
    };
    virtual void readAll(QObject *context, std::function<void(const harbor::Progress &)> progress,
        std::function<void(Result<AllRows>)> done);
    /// The rows of these keys, in their order; those that are gone are left out.
    QList<Row> rowsNamed(const QStringList &keys) const;
    /// Those rows that fit the filter, in the order of this table.
    QList<Row> fitting(QList<Row> rows) const;
    void setState(State state, const Error &error = {}, const Message &note = {});
    void setTotal(qint64 total) { m_total = total; }
    void setAsOf(const QDateTime &time) { m_asOf = time; }

signals:
    void columnsChanged();
    void sortChanged();
    void filterChanged();
    void stateChanged();
    void progressChanged();

protected:
    void appendRows(QList<Row> rows);
    /// Puts a row before all others and drops the last ones over `most`; the view is told of these rows alone.
    void prependRow(Row row, qsizetype most);
    /// Replaces the record of a row; the view is told, its order stays until the next sort.
    void updateRow(const QString &key, json::Record record);
    /// What a row lacks could not be read; its cells say so.
    void markUnread(const QString &key, const QString &why);
    /// Tells the view that the cells of a row say something else now.
    void touchRow(const QString &key);
    /// Gives each row the name of what it names by number; what is sorted and filtered follows.
    void nameRows(const std::function<ResolvedName(const Row &)> &naming);
    void setLoading(bool loading);
    void setSortedBy(const QString &columnId, bool descending);
    /// The rows to come are in the order that is shown already, or are put in order later.
    void leaveOrder() { m_sortHere = false; }
    const Column *columnOf(const QString &id) const;
    const QList<Row> &rows() const { return m_rows; }
    const Row &viewRow(int row) const { return m_rows[m_view[row]]; }
    bool isComplete() const { return m_state == State::Ready || m_state == State::Empty; }
    bool sortsHere() const { return m_sortHere; }
    State modelState() const { return m_state; }
    const Error &lastError() const { return m_error; }

private:
    const Cell &cellAt(int row, int column) const; ///< of the view; kept until what it says changes
    bool matches(int row) const;
    QString searchText(const Row &row) const;
    QList<int> sorted(const QList<Row> &rows) const;
    void dropRows(QList<Column> columns);
    void arrange(); // m_order and m_view anew from m_rows, filter and sort
    void filterRows();
    void makeIndex();
    void forget(int row); // what was made of a row of m_rows
    void forgetAll();
    void retranslate();
    int placeOf(int row) const; // in the view of a row of m_rows, -1 where the filter hides it

    QList<Column> m_columns;
    QList<Row> m_rows;
    QList<int> m_order; ///< all rows as sorted
    QList<int> m_view; ///< those of them that fit the filter
    QHash<QString, int> m_byKey;
    mutable QCache<int, QList<std::optional<Cell>>> m_cells{
        300}; ///< by row of m_rows: a drawing asks a cell for each role
    mutable QStringList m_texts; ///< what the filter looks in, by row of m_rows; null where it is not made
    mutable QList<int> m_places; ///< in the view, by row of m_rows; empty where it has to be made anew
    QString m_sortColumn;
    bool m_descending = false;
    bool m_sortHere = false; // false: the rows are in the server's order
    QString m_filter;
    State m_state = State::Idle;
    bool m_loading = false;
    Error m_error;
    Message m_note;
    QDateTime m_asOf;
    qint64 m_total = -1;
};

} // namespace lotse::models
