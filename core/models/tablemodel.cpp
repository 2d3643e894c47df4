// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tablemodel.h"

#include "base/safetext.h"
#include "models/indentedjson.h"

#include <QCoreApplication>

#include <algorithm>

namespace lotse::models {

int TableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_view.size());
}

int TableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QVariant TableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = viewRow(index.row());
    const Column &column = m_columns[index.column()];
    switch (role) {
    case DisplayRole:
        return column.cell(row).text;
    case KindRole:
        return columnKindName(column.kind);
    case ValueRole:
        return column.cell(row).value;
    case TipRole: {
        const Cell cell = column.cell(row);
        return safetext::visible(cell.tip.isEmpty() ? cell.text : cell.tip, true);
    }
    case KeyRole:
        return row.key;
    case GadgetRole:
        return row.record.value;
    case ParentRole:
        return row.parent;
    default:
        return {};
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= m_columns.size())
        return {};
    return QCoreApplication::translate("core", m_columns[section].title);
}

QHash<int, QByteArray> TableModel::roleNames() const
{
    return {{DisplayRole, "display"}, {KindRole, "kind"}, {ValueRole, "value"}, {TipRole, "tip"}, {KeyRole, "key"},
        {GadgetRole, "gadget"}, {ParentRole, "parentName"}};
}

void TableModel::setColumns(QList<Column> columns)
{
    beginResetModel();
    m_columns = std::move(columns);
    arrange();
    endResetModel();
    emit columnsChanged();
}

QVariantList TableModel::columnList() const
{
    QVariantList out;
    for (const Column &column : m_columns) {
        out.append(QVariantMap{{QStringLiteral("id"), column.id},
            {QStringLiteral("title"), QCoreApplication::translate("core", column.title)},
            {QStringLiteral("width"), column.width}, {QStringLiteral("kind"), columnKindName(column.kind)},
            {QStringLiteral("right"), column.isRightAligned()}, {QStringLiteral("hidden"), column.hidden},
            {QStringLiteral("sortable"), true}});
    }
    return out;
}

const Column *TableModel::columnOf(const QString &id) const
{
    const auto found =
        std::find_if(m_columns.begin(), m_columns.end(), [&id](const Column &column) { return column.id == id; });
    return found == m_columns.end() ? nullptr : &*found;
}

void TableModel::setSortedBy(const QString &columnId, bool descending)
{
    m_sortColumn = columnId;
    m_descending = descending;
    m_sortHere = false;
    emit sortChanged();
}

void TableModel::sortBy(const QString &columnId, bool descending)
{
    if (!columnOf(columnId))
        return;
    setSortedBy(columnId, descending);
    m_sortHere = true;
    beginResetModel();
    arrange();
    endResetModel();
}

void TableModel::setFilter(const QString &text)
{
    if (m_filter == text)
        return;
    m_filter = text;
    beginResetModel();
    arrange();
    endResetModel();
    emit filterChanged();
    emit stateChanged();
}

bool TableModel::matches(const Row &row) const
{
    return std::any_of(m_columns.begin(), m_columns.end(),
        [this, &row](const Column &column) { return column.cell(row).text.contains(m_filter, Qt::CaseInsensitive); });
}

void TableModel::arrange()
{
    m_view.clear();
    for (int i = 0; i < m_rows.size(); ++i) {
        if (m_filter.isEmpty() || matches(m_rows[i]))
            m_view.append(i);
    }
    const Column *column = m_sortHere ? columnOf(m_sortColumn) : nullptr;
    if (!column)
        return;
    // The cells are made once a row, not once a comparison.
    QList<QVariant> orders(m_rows.size());
    for (const int i : std::as_const(m_view)) {
        Cell cell = column->cell(m_rows[i]);
        orders[i] = cell.order.isValid() ? cell.order : QVariant(cell.text.toCaseFolded());
    }
    const auto before = [&orders](
                            int a, int b) { return QVariant::compare(orders[a], orders[b]) == QPartialOrdering::Less; };
    if (m_descending)
        std::stable_sort(m_view.begin(), m_view.end(), [&before](int a, int b) { return before(b, a); });
    else
        std::stable_sort(m_view.begin(), m_view.end(), before);
}

QString TableModel::state() const
{
    switch (m_state) {
    case State::Idle:
        return QStringLiteral("idle");
    case State::Loading:
        return QStringLiteral("loading");
    case State::Ready:
        return QStringLiteral("ready");
    case State::Empty:
        return QStringLiteral("empty");
    case State::Error:
        return QStringLiteral("error");
    case State::Partial:
        return QStringLiteral("partial");
    }
    return QStringLiteral("idle");
}

QString TableModel::errorDetail() const
{
    QStringList lines;
    if (!m_error.where.isEmpty())
        lines += m_error.where;
    if (m_error.status)
        lines += QStringLiteral("HTTP %1").arg(m_error.status);
    if (!m_error.requestId.isEmpty())
        lines += QStringLiteral("X-Request-Id: ") + m_error.requestId;
    if (!m_error.detail.isEmpty())
        lines += m_error.detail;
    return lines.join(u'\n');
}

void TableModel::setInView(int, int) { }

QString TableModel::rowKey(int row) const
{
    return row >= 0 && row < m_view.size() ? viewRow(row).key : QString();
}

int TableModel::indexOfKey(const QString &key) const
{
    const auto found = m_byKey.constFind(key);
    return found == m_byKey.constEnd() ? -1 : int(m_view.indexOf(*found));
}

QVariant TableModel::rowValue(const QString &key) const
{
    const auto found = m_byKey.constFind(key);
    return found == m_byKey.constEnd() ? QVariant() : m_rows[*found].record.value;
}

QString TableModel::rowParent(const QString &key) const
{
    const auto found = m_byKey.constFind(key);
    return found == m_byKey.constEnd() ? QString() : m_rows[*found].parent;
}

QString TableModel::rowNames(const QString &key) const
{
    const auto found = m_byKey.constFind(key);
    return found == m_byKey.constEnd() ? QString() : m_rows[*found].naming.name;
}

QString TableModel::rowRaw(const QString &key) const
{
    const auto found = m_byKey.constFind(key);
    return found == m_byKey.constEnd() ? QString() : QString::fromUtf8(withoutSecrets(m_rows[*found].record.raw));
}

QString TableModel::rowJson(const QString &key) const
{
    return indentedJson(rowRaw(key).toUtf8());
}

QVariantList TableModel::rowFacts(const QString &key) const
{
    QVariantList out;
    const auto found = m_byKey.constFind(key);
    if (found == m_byKey.constEnd())
        return out;
    for (const Column &column : m_columns) {
        const Cell cell = column.cell(m_rows[*found]);
        const bool isMono = column.kind == ColumnKind::Mono || column.kind == ColumnKind::Digest;
        QString value = cell.text;
        if (!cell.tip.isEmpty() && cell.tip != value)
            value = isMono ? cell.tip : value + u'\n' + cell.tip;
        if (!value.isEmpty())
            out.append(QVariantMap{{QStringLiteral("id"), column.id},
                {QStringLiteral("name"), QCoreApplication::translate("core", column.title)},
                {QStringLiteral("value"), safetext::visible(value, true)}, {QStringLiteral("mono"), isMono}});
    }
    return out;
}

QString TableModel::copyText(const QStringList &keys, const QStringList &columnIds) const
{
    QList<const Column *> chosen;
    for (const QString &id : columnIds) {
        if (const Column *column = columnOf(id))
            chosen.append(column);
    }
    if (chosen.isEmpty()) {
        for (const Column &column : m_columns) {
            if (!column.hidden)
                chosen.append(&column);
        }
    }
    // A tab or a line break inside a cell would shift the table that it is pasted into.
    const auto clean = [](QString text) { return text.replace(u'\t', u' ').replace(u'\n', u' ').replace(u'\r', u' '); };
    QStringList lines;
    QStringList cells;
    for (const Column *column : std::as_const(chosen))
        cells += clean(QCoreApplication::translate("core", column->title));
    lines += cells.join(u'\t');
    for (const QString &key : keys) {
        const auto found = m_byKey.constFind(key);
        if (found == m_byKey.constEnd())
            continue;
        cells.clear();
        for (const Column *column : std::as_const(chosen)) {
            const Cell cell = column->cell(m_rows[*found]);
            cells += clean(column->kind == ColumnKind::Digest && !cell.tip.isEmpty() ? cell.tip : cell.text);
        }
        lines += cells.join(u'\t');
    }
    return lines.join(u'\n') + u'\n';
}

void TableModel::setRows(QList<Row> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_byKey.clear();
    for (int i = 0; i < m_rows.size(); ++i)
        m_byKey.insert(m_rows[i].key, i);
    arrange();
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
    if (m_sortHere || !m_filter.isEmpty()) {
        beginResetModel();
        arrange();
        endResetModel();
    } else {
        beginInsertRows({}, int(m_view.size()), int(m_view.size() + m_rows.size() - first - 1));
        for (int i = first; i < m_rows.size(); ++i)
            m_view.append(i);
        endInsertRows();
    }
    emit stateChanged();
}

void TableModel::updateRow(const QString &key, json::Record record)
{
    const auto found = m_byKey.constFind(key);
    if (found == m_byKey.constEnd())
        return;
    m_rows[*found].record = std::move(record);
    m_rows[*found].enriched = true;
    touchRow(key);
}

void TableModel::touchRow(const QString &key)
{
    const int row = indexOfKey(key);
    if (row >= 0 && !m_columns.isEmpty())
        emit dataChanged(index(row, 0), index(row, int(m_columns.size()) - 1));
}

void TableModel::nameRows(const std::function<Naming(const Row &)> &naming)
{
    for (Row &row : m_rows)
        row.naming = naming(row);
    if (m_sortHere || !m_filter.isEmpty()) {
        beginResetModel();
        arrange();
        endResetModel();
    } else if (!m_view.isEmpty() && !m_columns.isEmpty()) {
        emit dataChanged(index(0, 0), index(int(m_view.size()) - 1, int(m_columns.size()) - 1));
    }
}

void TableModel::setLoading(bool loading)
{
    if (m_loading == loading)
        return;
    m_loading = loading;
    emit stateChanged();
}

void TableModel::setState(State state, const Error &error, const Message &note)
{
    m_state = state;
    m_loading = state == State::Loading;
    m_error = error;
    m_note = note;
    emit stateChanged();
}

} // namespace lotse::models
