// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include <algorithm>
#include <limits>

namespace lotse::ui {

namespace {
constexpr qsizetype most = 60;
constexpr int begun = 40; ///< for a page or command that begins with the query, as much as a place gets
constexpr int strong = 30; ///< from here on Enter may take the best match by itself
} // namespace

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

// The best place of one word of the query in the text: as a whole word, as the start of one, or inside of one.
static int wordScore(const QString &word, const QString &text)
{
    int best = 0;
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        const qsizetype end = at + word.size();
        if (at > 0 && text[at - 1].isLetterOrNumber() && word.front().isLetterOrNumber())
            best = std::max(best, word.size() >= 3 ? 15 : 0);
        else
            best = std::max(best, end == text.size() || !text[end].isLetterOrNumber() ? 60 : 40);
    }
    if (best > 0 || word.size() < 4)
        return best;
    // "paymentsapi" for "payments/api"
    QString letters = text;
    letters.removeIf([](QChar letter) { return !letter.isLetterOrNumber(); });
    return letters.contains(word, Qt::CaseInsensitive) ? 15 : 0;
}

// "gtq" for "Go to Quotas"
static bool areInitials(const QString &query, const QString &text)
{
    QString initials;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isLetterOrNumber() && (i == 0 || !text[i - 1].isLetterOrNumber()))
            initials += text[i];
    }
    return query.size() > 1 && initials.startsWith(query, Qt::CaseInsensitive);
}

int Commands::score(const QString &query, const QString &text)
{
    const QStringList words = query.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return 1;
    if (text.compare(query.simplified(), Qt::CaseInsensitive) == 0)
        return 120;
    int least = std::numeric_limits<int>::max();
    for (const QString &word : words)
        least = std::min(least, wordScore(word, text));
    if (least == 0)
        return areInitials(query, text) ? 12 : 0;
    return least + (text.startsWith(query.simplified(), Qt::CaseInsensitive) ? 20 : 0);
}

int Commands::bestRow() const
{
    return !m_shown.isEmpty() && (m_query.isEmpty() || m_shown.first().points >= strong) ? 0 : -1;
}

int Commands::rowOf(const QString &title, const QString &group) const
{
    for (int row = 0; row < m_shown.size(); ++row) {
        if (m_shown[row].title == title && m_shown[row].group == group)
            return row;
    }
    return -1;
}

QString Commands::titleAt(int row) const
{
    return row >= 0 && row < m_shown.size() ? m_shown[row].title : QString();
}

QString Commands::groupAt(int row) const
{
    return row >= 0 && row < m_shown.size() ? m_shown[row].group : QString();
}

void Commands::gather()
{
    m_near.clear();
    const auto take = [this](const Entry &entry) {
        int points = entry.points > 0 ? entry.points : score(m_query, entry.title);
        // Other words for the same thing find it, too, behind those that are called so.
        if (points == 0 && !entry.words.isEmpty())
            points = score(m_query, entry.words) * 3 / 4;
        if (points <= 0)
            return;
        m_near.append(entry);
        m_near.last().points = points;
    };
    for (const Entry &entry : std::as_const(m_entries)) {
        const qsizetype before = m_near.size();
        take(entry);
        // "audit" means the page of that name before a user whose name begins so.
        if (m_near.size() > before && !m_query.trimmed().isEmpty()
            && entry.title.startsWith(m_query.trimmed(), Qt::CaseInsensitive))
            m_near.last().points += begun;
    }
    for (const Source &source : std::as_const(m_sources)) {
        for (const Entry &entry : source(m_query))
            take(entry);
    }
    // What was found for the letters before stands until the answer to these is there, as far as it fits.
    for (QList<Entry> &entries : m_far) {
        entries.removeIf([this](const Entry &entry) { return m_query.isEmpty() || score(m_query, entry.title) == 0; });
    }
    show();
    look();
    emit queryChanged();
}

void Commands::look()
{
    const quint64 turn = ++m_turn;
    if (m_query.isEmpty())
        return;
    for (int i = 0; i < m_searches.size(); ++i) {
        // A search answers once from the store and once more from the registry; the first answer replaces the old one.
        auto isFirst = std::make_shared<bool>(true);
        m_searches[i](m_query, [this, turn, i, isFirst](const QList<Entry> &entries) {
            if (turn != m_turn)
                return;
            if (*isFirst)
                m_far[i].clear();
            *isFirst = false;
            m_far[i].append(entries);
            show();
            emit found();
        });
    }
}

void Commands::show()
{
    QList<Entry> ranked = m_near;
    for (const QList<Entry> &entries : std::as_const(m_far)) {
        for (const Entry &entry : entries) {
            const bool isThere = std::any_of(ranked.cbegin(), ranked.cend(), [&entry](const Entry &other) {
                return other.title == entry.title && other.group == entry.group && other.hint == entry.hint;
            });
            if (!isThere)
                ranked.append(entry);
        }
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const Entry &a, const Entry &b) { return a.points > b.points; });
    // Row by row instead of a reset: the list keeps its place, and nothing flickers as one types.
    ranked.resize(std::min(most, ranked.size()));
    const qsizetype before = m_shown.size();
    const qsizetype after = ranked.size();
    if (after < before) {
        beginRemoveRows({}, int(after), int(before) - 1);
        m_shown.resize(after);
        endRemoveRows();
    }
    const qsizetype common = std::min(before, after);
    for (qsizetype row = 0; row < common; ++row)
        m_shown[row] = ranked[row];
    if (common > 0)
        emit dataChanged(index(0), index(int(common) - 1));
    if (after > before) {
        beginInsertRows({}, int(before), int(after) - 1);
        m_shown = ranked;
        endInsertRows();
    }
}

} // namespace lotse::ui
