// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "models/column.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QVariantList>

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

    explicit TableModel(QObject *parent = nullptr)
        : QAbstractTableModel(parent)
    {
    }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    void setColumns(QList<Column> columns);
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
    QString note() const { return m_note.text(); } ///< what a partial table lacks, in a sentence
    QDateTime asOf() const { return m_asOf; } ///< when the rows were read; UTC
    qint64 total() const { return m_total; } ///< of the server; -1 where it does not say
    qint64 loaded() const { return m_rows.size(); }
    qint64 shown() const { return m_view.size(); }
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
    Q_INVOKABLE QString copyText(const QStringList &keys, const QStringList &columnIds = {}) const;

    /// Replaces all rows; keeps sort and filter.
    void setRows(QList<Row> rows);
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
    /// Replaces the record of a row; the view is told, its order stays until the next sort.
    void updateRow(const QString &key, json::Record record);
    /// Tells the view that the cells of a row say something else now.
    void touchRow(const QString &key);
    /// Gives each row the name of what it names by number; what is sorted and filtered follows.
    void nameRows(const std::function<Naming(const Row &)> &naming);
    void setLoading(bool loading);
    void setSortedBy(const QString &columnId, bool descending);
    const Column *columnOf(const QString &id) const;
    const QList<Row> &rows() const { return m_rows; }
    const Row &viewRow(int row) const { return m_rows[m_view[row]]; }
    bool isComplete() const { return m_state == State::Ready || m_state == State::Empty; }
    State modelState() const { return m_state; }
    const Error &lastError() const { return m_error; }

private:
    bool matches(const Row &row) const;
    void arrange(); // m_view anew from m_rows, filter and sort

    QList<Column> m_columns;
    QList<Row> m_rows;
    QList<int> m_view;
    QHash<QString, int> m_byKey;
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
