// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/tablemodel.h"

#include "base/languagewatch.h"
#include "base/safetext.h"

#include <QCoreApplication>

namespace lotse::models {

TableModel::TableModel(QObject *parent)
    : QAbstractTableModel(parent)
{
    // Before any view hears of it: what is drawn anew is made anew.
    connect(this, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &top, const QModelIndex &bottom) {
        for (int row = top.row(); row <= bottom.row() && row < m_view.size(); ++row)
            forget(m_view[row]);
    });
    if (LanguageWatch *language = LanguageWatch::of(QCoreApplication::instance()))
        connect(language, &LanguageWatch::changed, this, &TableModel::retranslate);
}

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
    switch (role) {
    case DisplayRole:
        return cellAt(index.row(), index.column()).text;
    case KindRole:
        return columnKindName(m_columns[index.column()].kind);
    case ValueRole:
        return cellAt(index.row(), index.column()).value;
    case TipRole: {
        const Cell &cell = cellAt(index.row(), index.column());
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

void TableModel::resetTo(QList<Column> columns)
{
    // In one step: no view ever meets the rows of one kind with the columns of another.
    m_sortColumn.clear();
    m_descending = false;
    m_sortHere = false;
    dropRows(std::move(columns));
    emit sortChanged();
    emit columnsChanged();
    emit stateChanged();
}

void TableModel::dropRows()
{
    dropRows(m_columns);
    emit stateChanged();
}

void TableModel::dropRows(QList<Column> columns)
{
    beginResetModel();
    m_rows.clear();
    m_columns = std::move(columns);
    m_total = -1;
    m_asOf = {};
    m_error = {};
    m_note = {};
    m_state = State::Idle;
    m_loading = false;
    makeIndex();
    endResetModel();
}

void TableModel::retranslate()
{
    forgetAll();
    if (m_sortHere || !m_filter.isEmpty()) {
        beginResetModel();
        arrange();
        endResetModel();
    } else if (!m_view.isEmpty() && !m_columns.isEmpty()) {
        emit dataChanged(index(0, 0), index(int(m_view.size()) - 1, int(m_columns.size()) - 1));
    }
    if (!m_columns.isEmpty())
        emit headerDataChanged(Qt::Horizontal, 0, int(m_columns.size()) - 1);
    emit columnsChanged();
    emit stateChanged();
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
    const bool isNarrower = !m_filter.isEmpty() && text.contains(m_filter, Qt::CaseInsensitive);
    m_filter = text;
    beginResetModel();
    if (isNarrower) {
        m_places.clear();
        m_view.removeIf([this](int row) { return !matches(row); });
    } else {
        filterRows();
    }
    endResetModel();
    if (m_filter.isEmpty())
        m_texts.clear();
    emit filterChanged();
    emit stateChanged();
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
    m_cells.clear(); // a cell may go by what the model knows besides its row
    emit stateChanged();
}

} // namespace lotse::models
