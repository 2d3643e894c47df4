// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QHash>
#include <QtQml/qqmlregistration.h>

#include <functional>

namespace lotse::ui {

/**
 * What Ctrl+K offers: commands, pages, and things of the registry, the best matches first. Whoever has things to go to
 * adds a source; the window adds its commands. Belongs to the Application.
 */
class Commands : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the Application")
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)
    Q_PROPERTY(int count READ count NOTIFY queryChanged)
public:
    enum Role { TitleRole = Qt::UserRole, GroupRole, HintRole, IconRole };

    struct Entry {
        QString title; ///< "Go to Quotas", "payments/api"
        QString group; ///< "Commands", "Pages", "Repositories"
        QString hint; ///< the shortcut, or where it is
        QString icon;
        std::function<void()> run;
        int points = 0; ///< how well it fits; 0: by the words of the title
        QString words{}; ///< other words that find it
    };
    /// Gives what fits a query, at most a few dozen, at once: from memory, never from the network.
    using Source = std::function<QList<Entry>(const QString &query)>;

    using Found = std::function<void(const QList<Entry> &entries)>;
    /// Looks for what fits elsewhere and calls `found` in this thread, any number of times; what comes after the query
    /// has changed is passed over.
    using Search = std::function<void(const QString &query, const Found &found)>;

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    int count() const { return int(m_shown.size()); }

    QString query() const { return m_query; }
    void setQuery(const QString &query);

    /// Forgets the commands, not the sources.
    void clear() { m_entries.clear(); }
    void add(Entry entry) { m_entries.append(std::move(entry)); }
    void addSource(Source source) { m_sources.append(std::move(source)); }
    void addSearch(Search search) { m_searches.append(std::move(search)); }
    Q_INVOKABLE void run(int row);
    /// The row with this title and group, -1 where it is not shown: what is chosen stays chosen while more is found.
    Q_INVOKABLE int rowOf(const QString &title, const QString &group) const;
    Q_INVOKABLE QString titleAt(int row) const;
    Q_INVOKABLE QString groupAt(int row) const;
    /// Gathers anew with an empty query, as the palette opens.
    Q_INVOKABLE void reset();

    /// The row that Enter takes by itself; -1 where even the best one fits only loosely.
    Q_INVOKABLE int bestRow() const;

    /// How well `query` fits `text`, 0 for not at all: each of its words has to be in it, as a word, as the start of
    /// one or, from three letters on, inside of one; or the query is the first letters of its words.
    static int score(const QString &query, const QString &text);

signals:
    void queryChanged();
    /// More was found; rows have moved.
    void found();

private:
    void gather();
    void look();
    void show();

    QString m_query;
    QList<Entry> m_entries;
    QList<Source> m_sources;
    QList<Search> m_searches;
    QList<Entry> m_near; ///< of this program, with their points
    QHash<int, QList<Entry>> m_far; ///< what the searches found, by the number of their call
    quint64 m_turn = 0;
    QList<Entry> m_shown;
};

} // namespace lotse::ui
