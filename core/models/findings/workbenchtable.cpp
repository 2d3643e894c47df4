// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/workbenchtable.h"

#include "base/languagewatch.h"
#include "base/safetext.h"
#include "models/findings/workbenchcolumns.h"
#include "models/tables/tablemodel.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <utility>

namespace lotse::models {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

constexpr qsizetype kMostOrders = 3;

// Puts a column into an order: alone, or behind the others, or in its old place the other way round.
template <typename Order>
void put(QList<Order> &orders, const Order &order, bool isMore)
{
    const auto at =
        std::find_if(orders.begin(), orders.end(), [&](const Order &o) { return o.column == order.column; });
    if (!isMore)
        orders = {order};
    else if (at != orders.end())
        *at = order;
    else
        orders = orders.mid(0, kMostOrders - 1) + QList<Order>{order};
}

template <typename Columns, typename Column>
QString idOf(const Columns &columns, Column order)
{
    for (const auto &column : columns) {
        if (column.order == order)
            return QString::fromLatin1(column.id);
    }
    return {};
}

template <typename Column>
QVariantMap described(const Column &column)
{
    const bool isRight = column.kind == ColumnKind::Number || column.kind == ColumnKind::Size;
    return {{u"id"_s, QString::fromLatin1(column.id)}, {u"title"_s, QCoreApplication::translate("core", column.title)},
        {u"width"_s, column.width}, {u"kind"_s, columnKindName(column.kind)}, {u"right"_s, isRight},
        {u"hidden"_s, column.isHidden}, {u"sortable"_s, column.order.has_value()}};
}

qsizetype registriesOf(const WorkbenchAnswer &answer)
{
    QSet<QString> ids;
    if (!answer.context.set)
        return 0;
    for (const FindingSet::Part &part : answer.context.set->parts())
        ids.insert(part.segment->registryId);
    return ids.size();
}

} // namespace

WorkbenchTable::WorkbenchTable(QObject *parent)
    : QAbstractTableModel(parent)
{
    if (LanguageWatch *language = LanguageWatch::of(QCoreApplication::instance())) {
        connect(language, &LanguageWatch::changed, this, [this] {
            if (rowCount() > 0)
                emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
            emit columnsChanged();
            emit stateChanged();
        });
    }
}

int WorkbenchTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_answer ? 0 : int(m_answer->size());
}

int WorkbenchTable::columnCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return int(pivot() == Pivot::Finding ? findingColumns().size() : groupedColumns(pivot()).size());
}

quint32 WorkbenchTable::numberAt(int row) const
{
    return m_groups ? m_groups->groups[size_t(row)].key : m_answer->ordered[size_t(row)];
}

const Occurrence &WorkbenchTable::occurrence(RowId row) const
{
    if (const Occurrence *seen = m_seen.object(row))
        return *seen;
    auto *made = new Occurrence(m_answer->context.set->occurrence(row));
    m_seen.insert(row, made);
    return *made;
}

Cell WorkbenchTable::cellOf(int row, int column) const
{
    if (!m_groups) {
        const RowId id = m_answer->ordered[size_t(row)];
        return findingColumns()[column].cell(m_answer->context, id, occurrence(id));
    }
    const GroupedColumn &chosen = groupedColumns(pivot())[column];
    if (chosen.isDistinct && !m_isCounted)
        return {u"…"_s, {}, {}, {}};
    return chosen.cell(m_answer->context, pivot(), m_groups->groups[size_t(row)]);
}

QString WorkbenchTable::tipOf(const Cell &cell) const
{
    return safetext::visible(cell.tip.isEmpty() ? cell.text : cell.tip, true);
}

QVariant WorkbenchTable::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    switch (role) {
    case TableModel::DisplayRole:
        return cellOf(index.row(), index.column()).text;
    case TableModel::KindRole:
        return columnKindName(
            m_groups ? groupedColumns(pivot())[index.column()].kind : findingColumns()[index.column()].kind);
    case TableModel::ValueRole:
        return cellOf(index.row(), index.column()).value;
    case TableModel::TipRole:
        return tipOf(cellOf(index.row(), index.column()));
    case TableModel::KeyRole:
        return rowKey(index.row());
    default:
        return {};
    }
}

QVariant WorkbenchTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columnCount())
        return {};
    return QCoreApplication::translate(
        "core", pivot() == Pivot::Finding ? findingColumns()[section].title : groupedColumns(pivot())[section].title);
}

QHash<int, QByteArray> WorkbenchTable::roleNames() const
{
    return {{TableModel::DisplayRole, "display"}, {TableModel::KindRole, "kind"}, {TableModel::ValueRole, "value"},
        {TableModel::TipRole, "tip"}, {TableModel::KeyRole, "key"}};
}

QVariantList WorkbenchTable::columnList() const
{
    QVariantList out;
    if (pivot() == Pivot::Finding) {
        for (const FindingColumn &column : findingColumns())
            out.append(described(column));
        for (QVariant &column : out) {
            QVariantMap map = column.toMap();
            if (m_hasSeveral && map.value(u"id"_s) == "registry"_L1) {
                map.insert(u"hidden"_s, false);
                column = map;
            }
        }
    } else {
        for (const GroupedColumn &column : groupedColumns(pivot()))
            out.append(described(column));
    }
    return out;
}

QVariantList WorkbenchTable::sortOrder() const
{
    QVariantList out;
    const auto add = [&out](const QString &id, bool descending) {
        out.append(QVariantMap{{u"column"_s, id}, {u"descending"_s, descending}});
    };
    if (pivot() == Pivot::Finding) {
        for (const RowOrder &order : m_rowOrder)
            add(idOf(findingColumns(), order.column), order.isDescending);
    } else {
        for (const GroupOrder &order : m_groupOrder)
            add(idOf(groupedColumns(pivot()), order.column), order.isDescending);
    }
    return out;
}

QString WorkbenchTable::sortColumn() const
{
    return sortOrder().value(0).toMap().value(u"column"_s).toString();
}

bool WorkbenchTable::sortDescending() const
{
    return sortOrder().value(0).toMap().value(u"descending"_s).toBool();
}

bool WorkbenchTable::setOrder(const QString &columnId, bool descending, bool isMore)
{
    if (pivot() == Pivot::Finding) {
        for (const FindingColumn &column : findingColumns()) {
            if (columnId == QLatin1StringView(column.id) && column.order) {
                put(m_rowOrder, {*column.order, descending}, isMore);
                return true;
            }
        }
        return false;
    }
    for (const GroupedColumn &column : groupedColumns(pivot())) {
        if (columnId == QLatin1StringView(column.id) && column.order) {
            put(m_groupOrder, {*column.order, descending}, isMore);
            return true;
        }
    }
    return false;
}

void WorkbenchTable::sortBy(const QString &columnId, bool descending)
{
    if (!setOrder(columnId, descending, false))
        return;
    emit sortChanged();
    emit orderAsked();
}

void WorkbenchTable::sortAlsoBy(const QString &columnId, bool descending)
{
    if (!setOrder(columnId, descending, true))
        return;
    emit sortChanged();
    emit orderAsked();
}

QString WorkbenchTable::state() const
{
    if (m_standing.error)
        return u"error"_s;
    if (!m_answer)
        return m_standing.isLoading ? u"loading"_s : u"idle"_s;
    return m_answer->size() > 0 ? u"ready"_s : u"empty"_s;
}

QString WorkbenchTable::keyOf(RowId row) const
{
    return m_answer ? u"%1/%2/%3"_s.arg(m_answer->generation).arg(pivotWord(Pivot::Finding)).arg(row) : QString();
}

QString WorkbenchTable::rowKey(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    return u"%1/%2/%3"_s.arg(m_answer->generation).arg(pivotWord(pivot())).arg(numberAt(row));
}

static std::optional<quint32> numberIn(const WorkbenchAnswer *answer, const QString &key)
{
    const QStringList parts = key.split(u'/');
    if (!answer || parts.size() != 3 || parts[0] != QString::number(answer->generation)
        || parts[1] != pivotWord(answer->pivot))
        return std::nullopt;
    bool isNumber = false;
    const quint32 number = parts[2].toUInt(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

int WorkbenchTable::indexOfKey(const QString &key) const
{
    const std::optional<quint32> number = numberIn(m_answer.get(), key);
    if (!number)
        return -1;
    if (m_groups) {
        const auto &groups = m_groups->groups;
        const auto at = std::find_if(groups.begin(), groups.end(), [&](const Group &g) { return g.key == *number; });
        return at == groups.end() ? -1 : int(at - groups.begin());
    }
    const auto at = std::find(m_answer->ordered.begin(), m_answer->ordered.end(), *number);
    return at == m_answer->ordered.end() ? -1 : int(at - m_answer->ordered.begin());
}

const Group *WorkbenchTable::groupOf(const QString &key) const
{
    const int row = m_groups ? indexOfKey(key) : -1;
    return row < 0 ? nullptr : &m_groups->groups[size_t(row)];
}

std::optional<RowId> WorkbenchTable::rowOfKey(const QString &key) const
{
    const std::optional<quint32> number = m_groups ? std::nullopt : numberIn(m_answer.get(), key);
    if (!number || !std::binary_search(m_answer->rows->begin(), m_answer->rows->end(), *number))
        return std::nullopt;
    return number;
}

Rows WorkbenchTable::rowsOf(const QStringList &keys) const
{
    Rows rows;
    std::vector<quint32> groups;
    for (const QString &key : keys) {
        if (const std::optional<quint32> group = m_groups ? numberIn(m_answer.get(), key) : std::nullopt)
            groups.push_back(*group);
        else if (const std::optional<RowId> row = rowOfKey(key))
            rows.push_back(*row);
    }
    if (!groups.empty())
        return rowsOfGroups(*m_answer->context.set, *m_answer->rows, pivot(), groups);
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

void WorkbenchTable::show(std::shared_ptr<const WorkbenchAnswer> answer)
{
    const auto sameGroups = [](const WorkbenchAnswer &a, const WorkbenchAnswer &b) {
        const auto same = [](const Group &x, const Group &y) { return x.key == y.key; };
        return a.groups && b.groups
            && std::equal(a.groups->groups.begin(), a.groups->groups.end(), b.groups->groups.begin(),
                b.groups->groups.end(), same);
    };
    const bool hasSamePivot = m_answer && m_answer->pivot == answer->pivot;
    const bool isSame = hasSamePivot && m_answer->generation == answer->generation && m_answer->size() == answer->size()
        && (answer->groups ? sameGroups(*m_answer, *answer) : m_answer->ordered == answer->ordered);
    const bool hadRows = m_answer != nullptr;
    if (!isSame)
        beginResetModel();
    m_answer = std::move(answer);
    m_groups = m_answer->groups;
    m_isCounted = m_answer->isCounted;
    m_seen.clear();
    const bool hadSeveral = std::exchange(m_hasSeveral, registriesOf(*m_answer) > 1);
    if (!isSame)
        endResetModel();
    else if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    if (!hasSamePivot || hadSeveral != m_hasSeveral) {
        emit columnsChanged();
        emit sortChanged();
    }
    emit stateChanged();
    if (!isSame && hadRows)
        emit shownAnew();
}

void WorkbenchTable::count(const WorkbenchCounts &counts)
{
    if (!counts.groups || !m_groups || counts.groups->pivot != pivot()
        || counts.groups->groups.size() != m_groups->groups.size())
        return;
    m_groups = counts.groups;
    m_isCounted = true;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void WorkbenchTable::setStanding(Standing standing)
{
    m_standing = std::move(standing);
    emit stateChanged();
}

} // namespace lotse::models
