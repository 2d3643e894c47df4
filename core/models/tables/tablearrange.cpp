// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/tablemodel.h"

#include <algorithm>
#include <numeric>

namespace lotse::models {

const Cell &TableModel::cellAt(int row, int column) const
{
    const int place = m_view[row];
    QList<std::optional<Cell>> *cells = m_cells.object(place);
    if (!cells) {
        cells = new QList<std::optional<Cell>>(m_columns.size());
        m_cells.insert(place, cells);
    }
    std::optional<Cell> &cell = (*cells)[column];
    if (!cell)
        cell = m_columns[column].cell(m_rows[place]);
    return *cell;
}

QString TableModel::searchText(const Row &row) const
{
    QString text;
    for (const Column &column : m_columns) {
        const Cell cell = column.cell(row);
        // A digest is shown by its first digits, and looked for as a whole.
        text += (column.kind == ColumnKind::Digest && !cell.tip.isEmpty() ? cell.tip : cell.text) + u'\n';
    }
    return text.toCaseFolded();
}

bool TableModel::matches(int row) const
{
    if (m_texts.size() != m_rows.size())
        m_texts.resize(m_rows.size());
    QString &text = m_texts[row];
    if (text.isNull())
        text = searchText(m_rows[row]);
    return text.contains(m_filter.toCaseFolded());
}

QList<int> TableModel::sorted(const QList<Row> &rows) const
{
    QList<int> out(rows.size());
    std::iota(out.begin(), out.end(), 0);
    const Column *column = m_sortHere ? columnOf(m_sortColumn) : nullptr;
    if (!column)
        return out;
    // The cells are made once a row, not once a comparison.
    QList<QVariant> orders(rows.size());
    for (qsizetype i = 0; i < rows.size(); ++i) {
        Cell cell = column->cell(rows[i]);
        orders[i] = cell.order.isValid() ? cell.order : QVariant(cell.text.toCaseFolded());
    }
    const auto before = [&orders](
                            int a, int b) { return QVariant::compare(orders[a], orders[b]) == QPartialOrdering::Less; };
    if (m_descending)
        std::stable_sort(out.begin(), out.end(), [&before](int a, int b) { return before(b, a); });
    else
        std::stable_sort(out.begin(), out.end(), before);
    return out;
}

void TableModel::arrange()
{
    forgetAll();
    m_order = sorted(m_rows);
    filterRows();
}

void TableModel::filterRows()
{
    m_places.clear();
    if (m_filter.isEmpty()) {
        m_view = m_order;
        return;
    }
    m_view.clear();
    std::copy_if(m_order.begin(), m_order.end(), std::back_inserter(m_view), [this](int row) { return matches(row); });
}

void TableModel::makeIndex()
{
    m_byKey.clear();
    for (int i = 0; i < m_rows.size(); ++i)
        m_byKey.insert(m_rows[i].key, i);
    arrange();
}

void TableModel::forget(int row)
{
    m_cells.remove(row);
    if (row < m_texts.size())
        m_texts[row].clear();
}

void TableModel::forgetAll()
{
    m_cells.clear();
    m_texts.clear();
}

int TableModel::placeOf(int row) const
{
    if (m_places.size() != m_rows.size()) {
        m_places = QList<int>(m_rows.size(), -1);
        for (int i = 0; i < m_view.size(); ++i)
            m_places[m_view[i]] = i;
    }
    return m_places[row];
}

void TableModel::setRows(QList<Row> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    makeIndex();
    endResetModel();
    emit stateChanged();
}

void TableModel::appendRows(QList<Row> rows)
{
    // A page that shifted brings rows again: the newer record replaces the older.
    QList<Row> fresh;
    for (Row &row : rows) {
        if (m_byKey.contains(row.key))
            updateRow(row.key, std::move(row.record));
        else
            fresh.append(std::move(row));
    }
    if (fresh.isEmpty())
        return;
    const auto first = int(m_rows.size());
    for (Row &row : fresh) {
        m_byKey.insert(row.key, int(m_rows.size()));
        m_rows.append(std::move(row));
    }
    if (m_sortHere) {
        beginResetModel();
        arrange();
        endResetModel();
    } else {
        QList<int> fitting;
        for (int i = first; i < m_rows.size(); ++i) {
            m_order.append(i);
            if (m_filter.isEmpty() || matches(i))
                fitting.append(i);
        }
        m_places.clear();
        if (!fitting.isEmpty()) {
            beginInsertRows({}, int(m_view.size()), int(m_view.size() + fitting.size() - 1));
            m_view += fitting;
            endInsertRows();
        }
    }
    emit stateChanged();
}

void TableModel::prependRow(Row row, qsizetype most)
{
    const bool isOver = m_rows.size() >= most;
    const auto older = [this] {
        for (int &place : m_byKey)
            ++place;
        for (int &place : m_order)
            ++place;
        for (int &place : m_view)
            ++place;
        forgetAll();
        m_places.clear();
    };
    if (isOver) {
        const int last = int(m_rows.size()) - 1;
        const auto drop = [this, last] {
            m_byKey.remove(m_rows[last].key);
            m_rows.removeLast();
            m_order.removeOne(last);
            forget(last);
            m_places.clear();
        };
        if (const int place = placeOf(last); place >= 0) {
            beginRemoveRows({}, place, place);
            m_view.removeAt(place);
            drop();
            endRemoveRows();
        } else {
            drop();
        }
    }
    const QString key = row.key;
    if (m_sortHere) {
        beginResetModel();
        m_rows.prepend(std::move(row));
        makeIndex();
        endResetModel();
    } else {
        const bool fits = m_filter.isEmpty() || searchText(row).contains(m_filter.toCaseFolded());
        if (fits)
            beginInsertRows({}, 0, 0);
        older();
        m_rows.prepend(std::move(row));
        m_byKey.insert(key, 0);
        m_order.prepend(0);
        if (fits) {
            m_view.prepend(0);
            endInsertRows();
        }
    }
    if (!isOver)
        emit stateChanged();
}

void TableModel::updateRow(const QString &key, json::Record record)
{
    const auto found = m_byKey.constFind(key);
    if (found == m_byKey.constEnd())
        return;
    m_rows[*found].record = std::move(record);
    m_rows[*found].enriched = true;
    m_rows[*found].unread.clear();
    touchRow(key);
}

void TableModel::markUnread(const QString &key, const QString &why)
{
    const auto found = m_byKey.constFind(key);
    if (found == m_byKey.constEnd())
        return;
    m_rows[*found].unread = why;
    touchRow(key);
}

void TableModel::touchRow(const QString &key)
{
    const auto found = m_byKey.constFind(key);
    if (found == m_byKey.constEnd())
        return;
    forget(*found); // also where the filter hides it
    const int row = placeOf(*found);
    if (row >= 0 && !m_columns.isEmpty())
        emit dataChanged(index(row, 0), index(row, int(m_columns.size()) - 1));
}

void TableModel::nameRows(const std::function<ResolvedName(const Row &)> &naming)
{
    for (Row &row : m_rows)
        row.naming = naming(row);
    forgetAll();
    if (m_sortHere || !m_filter.isEmpty()) {
        beginResetModel();
        arrange();
        endResetModel();
    } else if (!m_view.isEmpty() && !m_columns.isEmpty()) {
        emit dataChanged(index(0, 0), index(int(m_view.size()) - 1, int(m_columns.size()) - 1));
    }
}

} // namespace lotse::models
