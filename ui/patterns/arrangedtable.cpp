// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "arrangedtable.h"

#include <QMetaMethod>
#include <QMetaProperty>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace lotse::ui {

namespace {

// Roles of our own; the source's stay what they are.
constexpr int selectedRole = Qt::UserRole + 1000;
constexpr int currentRole = selectedRole + 1;
constexpr int stagedRole = selectedRole + 2;
constexpr qreal narrowest = 40;

} // namespace

ArrangedTable::ArrangedTable(QObject *parent)
    : QAbstractTableModel(parent)
{
    m_measure.setSingleShot(true);
    m_measure.setInterval(0);
    m_settle.setSingleShot(true);
    m_settle.setInterval(0);
    connect(&m_settle, &QTimer::timeout, this, &ArrangedTable::settle);
    connect(this, &ArrangedTable::rowsChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_measure, &QTimer::timeout, this, &ArrangedTable::measure);
    // What is read later for the rows in view makes them longer.
    for (const auto signal : {&ArrangedTable::rowsChanged, &ArrangedTable::sourceChanged})
        connect(this, signal, &m_measure, qOverload<>(&QTimer::start));
    connect(this, &QAbstractItemModel::dataChanged, &m_measure, qOverload<>(&QTimer::start));
}

int ArrangedTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_source ? 0 : m_source->rowCount();
}

int ArrangedTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant ArrangedTable::data(const QModelIndex &index, int role) const
{
    if (!m_source || !index.isValid() || index.column() >= m_shown.size())
        return {};
    if (role == selectedRole)
        return m_selected.contains(keyAt(index.row()));
    if (role == currentRole)
        return !m_current.isEmpty() && m_current == keyAt(index.row());
    if (role == stagedRole) {
        if (m_staged.isEmpty())
            return QString();
        return m_staged.value(keyAt(index.row()) + u'/' + m_shown[index.column()].id).toString();
    }
    return m_source->index(index.row(), m_shown[index.column()].source).data(role);
}

QHash<int, QByteArray> ArrangedTable::roleNames() const
{
    QHash<int, QByteArray> names = m_source ? m_source->roleNames() : QHash<int, QByteArray>();
    names.insert(selectedRole, "selected");
    names.insert(currentRole, "current");
    names.insert(stagedRole, "staged");
    return names;
}

int ArrangedTable::roleOf(const char *name) const
{
    return m_source ? m_source->roleNames().key(name, -1) : -1;
}

void ArrangedTable::setStaged(const QVariantMap &staged)
{
    if (m_staged == staged)
        return;
    m_staged = staged;
    if (rowCount() > 0 && columnCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {stagedRole});
    emit stagedChanged();
}

void ArrangedTable::setSource(QAbstractItemModel *source)
{
    if (source == m_source)
        return;
    if (m_source)
        m_source->disconnect(this);
    beginResetModel();
    m_source = source;
    m_keyRole = roleOf("key");
    m_knowsPlaces = m_source && m_source->metaObject()->indexOfMethod("indexOfKey(QString)") >= 0;
    m_selected.clear();
    m_current.clear();
    m_anchor.clear();
    if (m_source)
        follow();
    readColumns();
    endResetModel();
    emit sourceChanged();
    emit arrangementChanged();
    emit rowsChanged();
    touchSelection();
    emit currentChanged();
}

void ArrangedTable::follow()
{
    QAbstractItemModel *source = m_source;
    connect(source, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(source, &QAbstractItemModel::modelReset, this, [this] {
        endResetModel();
        emit rowsChanged();
        emit currentChanged();
    });
    // Keys name what is selected, so a new order needs nothing but drawing.
    connect(source, &QAbstractItemModel::layoutAboutToBeChanged, this, [this] { emit layoutAboutToBeChanged(); });
    connect(source, &QAbstractItemModel::layoutChanged, this, [this] {
        emit layoutChanged();
        emit currentChanged();
    });
    connect(source, &QAbstractItemModel::rowsAboutToBeInserted, this,
        [this](const QModelIndex &, int first, int last) { beginInsertRows({}, first, last); });
    connect(source, &QAbstractItemModel::rowsInserted, this, [this] {
        endInsertRows();
        emit rowsChanged();
        emit currentChanged();
    });
    connect(source, &QAbstractItemModel::rowsAboutToBeRemoved, this,
        [this](const QModelIndex &, int first, int last) { beginRemoveRows({}, first, last); });
    connect(source, &QAbstractItemModel::rowsRemoved, this, [this] {
        endRemoveRows();
        emit rowsChanged();
        emit currentChanged();
    });
    connect(source, &QAbstractItemModel::dataChanged, this,
        [this](const QModelIndex &top, const QModelIndex &bottom, const QList<int> &roles) {
            if (!m_shown.isEmpty())
                emit dataChanged(index(top.row(), 0), index(bottom.row(), columnCount() - 1), roles);
        });
    if (const int at = source->metaObject()->indexOfProperty("columns"); at >= 0) {
        const QMetaMethod notify = source->metaObject()->property(at).notifySignal();
        const QMetaMethod again = metaObject()->method(metaObject()->indexOfSlot("takeColumns()"));
        if (notify.isValid() && again.isValid())
            connect(source, notify, this, again);
    }
}

void ArrangedTable::takeColumns()
{
    beginResetModel();
    readColumns();
    endResetModel();
    emit arrangementChanged();
}

QVariantMap ArrangedTable::sourceColumn(int column) const
{
    return m_sourceColumns.value(column).toMap();
}

void ArrangedTable::readColumns()
{
    m_sourceColumns = m_source ? m_source->property("columns").toList() : QVariantList();
    m_shown.clear();
    m_hidden.clear();
    m_needs.clear();
    m_measure.start();
    const bool keeps = m_settings && !m_tableId.isEmpty();
    const QString group = u"tables/"_s + m_tableId + u'/';
    const QStringList order = keeps ? m_settings->value(group + u"order"_s).toStringList() : QStringList();
    const QVariantMap widths = keeps ? m_settings->value(group + u"widths"_s).toMap() : QVariantMap();
    const bool isKept = keeps && m_settings->contains(group + u"order"_s);
    m_hidden = isKept ? m_settings->value(group + u"hidden"_s).toStringList() : QStringList();

    QList<Shown> all;
    for (int i = 0; i < m_sourceColumns.size(); ++i) {
        const QVariantMap column = sourceColumn(i);
        const QString id = column.value(u"id"_s).toString();
        const bool isSet = widths.contains(id);
        all.append({i, id, isSet ? widths.value(id).toReal() : column.value(u"width"_s, 140).toReal(), isSet});
        // A column that is newer than the kept layout shows as its maker meant it.
        if (column.value(u"hidden"_s).toBool() && !(isKept && order.contains(id)) && !m_hidden.contains(id))
            m_hidden.append(id);
    }
    std::stable_sort(all.begin(), all.end(), [&order](const Shown &a, const Shown &b) {
        const auto left = order.indexOf(a.id);
        const auto right = order.indexOf(b.id);
        return left >= 0 && right >= 0 && left < right;
    });
    for (const Shown &column : all) {
        if (!m_hidden.contains(column.id))
            m_shown.append(column);
    }
    if (m_shown.isEmpty() && !all.isEmpty())
        m_shown.append(all.first());
}

void ArrangedTable::keep() const
{
    if (!m_settings || m_tableId.isEmpty())
        return;
    QStringList order;
    QVariantMap widths;
    for (const Shown &column : m_shown) {
        order.append(column.id);
        if (column.isSet)
            widths.insert(column.id, column.width);
    }
    const QString group = u"tables/"_s + m_tableId + u'/';
    m_settings->setValue(group + u"order"_s, order + m_hidden);
    m_settings->setValue(group + u"hidden"_s, m_hidden);
    m_settings->setValue(group + u"widths"_s, widths);
}

void ArrangedTable::setTableId(const QString &id)
{
    m_tableId = id;
    takeColumns();
}

void ArrangedTable::setSettings(QSettings *settings)
{
    m_settings = settings;
    takeColumns();
}

void ArrangedTable::setAvailable(qreal width)
{
    if (qFuzzyCompare(width, m_available))
        return;
    m_available = width;
    emit arrangementChanged();
}

qreal ArrangedTable::widthOf(int column) const
{
    return widths().value(column);
}

QVariantList ArrangedTable::columns() const
{
    QVariantList list;
    const QList<qreal> fitting = widths();
    qreal x = 0;
    for (int i = 0; i < m_shown.size(); ++i) {
        QVariantMap column = sourceColumn(m_shown[i].source);
        const qreal width = fitting[i];
        column[u"width"_s] = width;
        column[u"x"_s] = x;
        list.append(column);
        x += width;
    }
    return list;
}

QVariantList ArrangedTable::allColumns() const
{
    QVariantList list;
    for (QVariant column : m_sourceColumns) {
        QVariantMap map = column.toMap();
        map[u"hidden"_s] = m_hidden.contains(map.value(u"id"_s).toString());
        list.append(map);
    }
    return list;
}

void ArrangedTable::setWidth(int column, qreal width)
{
    if (column < 0 || column >= m_shown.size())
        return;
    m_shown[column].width = std::max(narrowest, width / m_zoom);
    m_shown[column].isSet = true;
    keep();
    emit arrangementChanged();
}

void ArrangedTable::moveColumn(int from, int to)
{
    if (from == to || from < 0 || to < 0 || from >= m_shown.size() || to >= m_shown.size())
        return;
    beginResetModel();
    m_shown.move(from, to);
    endResetModel();
    keep();
    emit arrangementChanged();
}

void ArrangedTable::setHidden(const QString &id, bool hidden)
{
    if (hidden == m_hidden.contains(id) || (hidden && m_shown.size() < 2))
        return;
    if (hidden)
        m_hidden.append(id);
    else
        m_hidden.removeAll(id);
    beginResetModel();
    if (hidden) {
        m_shown.removeIf([&id](const Shown &shown) { return shown.id == id; });
    } else {
        for (int i = 0; i < m_sourceColumns.size(); ++i) {
            if (sourceColumn(i).value(u"id"_s) == id)
                m_shown.insert(std::min<qsizetype>(i, m_shown.size()),
                    {i, id, sourceColumn(i).value(u"width"_s, 140).toReal(), false});
        }
    }
    endResetModel();
    keep();
    emit arrangementChanged();
}

void ArrangedTable::resetLayout()
{
    if (m_settings && !m_tableId.isEmpty())
        m_settings->remove(u"tables/"_s + m_tableId);
    takeColumns();
}

} // namespace lotse::ui
