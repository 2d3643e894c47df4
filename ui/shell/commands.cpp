// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include <algorithm>

namespace lotse::ui {

namespace {
constexpr qsizetype most = 60;
}

int Commands::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant Commands::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_shown.size())
        return {};
    const Entry &entry = m_shown[index.row()];
    switch (role) {
    case TitleRole:
        return entry.title;
    case GroupRole:
        return entry.group;
    case HintRole:
        return entry.hint;
    case IconRole:
        return entry.icon;
    default:
        return {};
    }
}

QHash<int, QByteArray> Commands::roleNames() const
{
    return {{TitleRole, "title"}, {GroupRole, "group"}, {HintRole, "hint"}, {IconRole, "iconName"}};
}

void Commands::setQuery(const QString &query)
{
    if (query == m_query)
        return;
    m_query = query;
    gather();
}

void Commands::reset()
{
    m_query.clear();
    gather();
}

void Commands::run(int row)
{
    if (row < 0 || row >= m_shown.size())
        return;
    const auto action = m_shown[row].run; // a copy: what runs may gather anew
    if (action)
        action();
}

int Commands::score(const QString &query, const QString &text)
{
    if (query.isEmpty())
        return 1;
    int points = 0;
    int run = 0;
    qsizetype at = 0;
    for (const QChar letter : query) {
        if (letter.isSpace())
            continue;
        const qsizetype found = text.indexOf(letter, at, Qt::CaseInsensitive);
        if (found < 0)
            return 0;
        run = found == at && at > 0 ? run + 1 : 0;
        const bool startsWord = found == 0 || !text[found - 1].isLetterOrNumber();
        points += 1 + run * 4 + (startsWord ? 6 : 0);
        at = found + 1;
    }
    if (text.contains(query, Qt::CaseInsensitive))
        points += 40;
    return points;
}

void Commands::gather()
{
    struct Ranked {
        int points;
        Entry entry;
    };
    QList<Ranked> ranked;
    for (const Entry &entry : std::as_const(m_entries)) {
        if (const int points = score(m_query, entry.title); points > 0)
            ranked.append({points, entry});
    }
    for (const Source &source : std::as_const(m_sources)) {
        for (Entry &entry : source(m_query)) {
            if (const int points = score(m_query, entry.title); points > 0)
                ranked.append({points, std::move(entry)});
        }
    }
    std::stable_sort(
        ranked.begin(), ranked.end(), [](const Ranked &a, const Ranked &b) { return a.points > b.points; });
    beginResetModel();
    m_shown.clear();
    for (Ranked &row : ranked.first(std::min(most, ranked.size())))
        m_shown.append(std::move(row.entry));
    endResetModel();
    emit queryChanged();
}

} // namespace lotse::ui
