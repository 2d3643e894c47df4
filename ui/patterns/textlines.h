// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

/**
 * A long text as lines, so that only what is seen is laid out; with search. Lines longer than 4,000 characters are cut
 * for showing. Belongs to the view that shows it.
 */
class TextLines : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    Q_PROPERTY(QString query READ query WRITE setQuery NOTIFY queryChanged)
    Q_PROPERTY(int count READ count NOTIFY textChanged)
    Q_PROPERTY(int hits READ hits NOTIFY queryChanged)
public:
    enum Role { LineRole = Qt::UserRole, NumberRole, HitRole };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QString text() const { return m_text; }
    /// A text that begins with the one that is shown is appended, so that following a log keeps its place.
    void setText(const QString &text);
    QString query() const { return m_query; }
    void setQuery(const QString &query);
    int count() const { return int(m_lines.size()); }
    int hits() const { return int(m_hits.size()); }
    /// The line of the next hit after (or before) `line`, going round; -1 where there is none.
    Q_INVOKABLE int nextHit(int line, bool forward) const;

signals:
    void textChanged();
    void queryChanged();

private:
    void search();

    QString m_text;
    QStringList m_lines;
    QString m_query;
    QList<int> m_hits;
};

} // namespace lotse::ui
