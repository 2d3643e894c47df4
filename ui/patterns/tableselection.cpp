// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "arrangedtable.h"

#include <QMap>

#include <algorithm>

// The selection half of ArrangedTable.
namespace lotse::ui {

static constexpr qsizetype fewKeys = 32;

QString ArrangedTable::keyAt(int row) const
{
    return m_source && m_keyRole >= 0 ? m_source->index(row, 0).data(m_keyRole).toString() : QString();
}

int ArrangedTable::rowOf(const QString &key) const
{
    if (key.isEmpty())
        return -1;
    if (m_knowsPlaces) {
        int row = -1;
        QMetaObject::invokeMethod(m_source, "indexOfKey", Q_RETURN_ARG(int, row), Q_ARG(QString, key));
        return row;
    }
    for (int row = 0, count = rowCount(); row < count; ++row) {
        if (keyAt(row) == key)
            return row;
    }
    return -1;
}

int ArrangedTable::currentRow() const
{
    if (m_current.isEmpty())
        return -1;
    if (m_currentRow < 0 || m_currentRow >= rowCount() || keyAt(m_currentRow) != m_current)
        m_currentRow = rowOf(m_current);
    return m_currentRow;
}

QStringList ArrangedTable::selectedKeys() const
{
    QStringList keys;
    if (m_selected.isEmpty())
        return keys;
    // A few among a million are looked up; many are met on the way through all.
    if (m_selected.size() <= fewKeys) {
        QMap<int, QString> byRow;
        for (const QString &key : m_selected)
            byRow.insert(rowOf(key), key);
        byRow.remove(-1);
        return byRow.values();
    }
    for (int row = 0, count = rowCount(); row < count && keys.size() < m_selected.size(); ++row) {
        if (const QString key = keyAt(row); m_selected.contains(key))
            keys.append(key);
    }
    return keys;
}

QList<int> ArrangedTable::selectedIn(int first, int count) const
{
    QList<int> rows;
    for (int row = 0; !m_selected.isEmpty() && row < count && first + row < rowCount(); ++row) {
        if (isSelected(first + row))
            rows.append(row);
    }
    return rows;
}

void ArrangedTable::choose(int row, bool extend, bool toggle)
{
    if (row < 0 || row >= rowCount())
        return;
    const QString key = keyAt(row);
    const bool moved = key != m_current;
    m_choosesAll = false;
    m_current = key;
    m_currentRow = row;
    if (extend && !m_anchor.isEmpty()) {
        const int from = rowOf(m_anchor);
        if (!toggle)
            m_selected.clear();
        for (int i = std::min(from < 0 ? row : from, row); i <= std::max(from, row); ++i)
            m_selected.insert(keyAt(i));
    } else if (toggle) {
        if (!m_selected.remove(key))
            m_selected.insert(key);
        m_anchor = key;
    } else {
        m_selected = {key};
        m_anchor = key;
    }
    touchSelection();
    if (moved)
        emit currentChanged();
}

void ArrangedTable::moveTo(int row)
{
    if (row < 0 || row >= rowCount() || keyAt(row) == m_current)
        return;
    m_current = keyAt(row);
    m_currentRow = row;
    touchRows();
    emit currentChanged();
}

void ArrangedTable::chooseKey(const QString &key)
{
    choose(rowOf(key), false, false);
}

void ArrangedTable::selectAll()
{
    m_choosesAll = true;
    for (int row = 0, count = rowCount(); row < count; ++row)
        m_selected.insert(keyAt(row));
    touchSelection();
}

void ArrangedTable::clearSelection()
{
    m_choosesAll = false;
    m_selected.clear();
    touchSelection();
}

void ArrangedTable::setSettled(bool settled)
{
    m_settled = settled;
    settle();
    emit settledChanged();
}

void ArrangedTable::setPicksFirst(bool picks)
{
    m_picksFirst = picks;
    settle();
    emit settledChanged();
}

/// A row that a filter has taken away is neither current nor selected: what stands beside the table is about one of its
/// rows.
void ArrangedTable::settle()
{
    if (m_choosesAll && m_selected.size() < rowCount())
        selectAll();
    if (!m_settled || rowCount() == 0)
        return;
    if (!m_current.isEmpty() && currentRow() < 0) {
        const QStringList there = selectedKeys();
        m_selected = QSet<QString>(there.cbegin(), there.cend());
        m_current.clear();
        m_anchor.clear();
        touchSelection();
        emit currentChanged();
    }
    if (m_picksFirst && m_current.isEmpty())
        choose(0, false, false);
}

void ArrangedTable::touchSelection()
{
    emit selectionChanged();
    touchRows();
}

void ArrangedTable::touchRows()
{
    if (rowCount() > 0 && !m_shown.isEmpty()) {
        const QHash<int, QByteArray> names = roleNames();
        emit dataChanged(
            index(0, 0), index(rowCount() - 1, columnCount() - 1), {names.key("selected"), names.key("current")});
    }
}

} // namespace lotse::ui
