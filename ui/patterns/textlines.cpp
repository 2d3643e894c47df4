// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textlines.h"

#include <algorithm>

namespace lotse::ui {

namespace {
constexpr int longestLine = 4000;
}

int TextLines::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

QVariant TextLines::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_lines.size())
        return {};
    switch (role) {
    case LineRole:
        return m_lines[index.row()].left(longestLine);
    case NumberRole:
        return index.row() + 1;
    case HitRole:
        return std::binary_search(m_hits.begin(), m_hits.end(), index.row());
    default:
        return {};
    }
}

QHash<int, QByteArray> TextLines::roleNames() const
{
    return {{LineRole, "line"}, {NumberRole, "number"}, {HitRole, "hit"}};
}

void TextLines::setText(const QString &text)
{
    if (text == m_text)
        return;
    QStringList lines = text.split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    const bool isLonger = !m_text.isEmpty() && m_text.endsWith(u'\n') && text.startsWith(m_text);
    if (isLonger && lines.size() > m_lines.size()) {
        beginInsertRows({}, int(m_lines.size()), int(lines.size()) - 1);
        m_lines = lines;
        endInsertRows();
    } else {
        beginResetModel();
        m_lines = lines;
        endResetModel();
    }
    m_text = text;
    search();
    emit textChanged();
}

void TextLines::setQuery(const QString &query)
{
    if (query == m_query)
        return;
    m_query = query;
    search();
}

void TextLines::search()
{
    m_hits.clear();
    if (!m_query.isEmpty()) {
        for (int line = 0; line < m_lines.size(); ++line) {
            if (m_lines[line].contains(m_query, Qt::CaseInsensitive))
                m_hits.append(line);
        }
    }
    if (!m_lines.isEmpty())
        emit dataChanged(index(0), index(count() - 1), {HitRole});
    emit queryChanged();
}

int TextLines::nextHit(int line, bool forward) const
{
    if (m_hits.isEmpty())
        return -1;
    if (forward) {
        const auto next = std::upper_bound(m_hits.begin(), m_hits.end(), line);
        return next == m_hits.end() ? m_hits.first() : *next;
    }
    const auto next = std::lower_bound(m_hits.begin(), m_hits.end(), line);
    return next == m_hits.begin() ? m_hits.last() : *std::prev(next);
}

} // namespace lotse::ui
