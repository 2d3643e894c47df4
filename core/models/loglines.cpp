// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/loglines.h"

#include "base/safetext.h"

namespace lotse::models {

int LogLines::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : shown();
}

QVariant LogLines::data(const QModelIndex &index, int role) const
{
    if (role != Qt::DisplayRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    // Made safe for the lines in view only: a log may have a million of them.
    return safetext::log(m_lines[m_view[index.row()]]);
}

void LogLines::setText(const QString &text)
{
    if (m_text == text)
        return;
    m_text = text;
    m_lines = text.isEmpty() ? QStringList() : text.split(u'\n');
    if (!m_lines.isEmpty() && m_lines.last().isEmpty())
        m_lines.removeLast();
    arrange();
}

void LogLines::setFilter(const QString &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    arrange();
}

void LogLines::arrange()
{
    beginResetModel();
    m_view.clear();
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        if (m_filter.isEmpty() || m_lines[i].contains(m_filter, Qt::CaseInsensitive))
            m_view.append(i);
    }
    endResetModel();
    emit changed();
}

} // namespace lotse::models
