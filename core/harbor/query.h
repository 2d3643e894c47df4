// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace lotse::harbor {

/**
 * Builds the `q` of Harbor's lists: comma-joined terms. Values cannot hold a comma (such a term is refused: ok() turns
 * false), list values no spaces; a leading backslash escapes a value that begins like an operator.
 * Source: harbor-api.md, "q=".
 */
class Query {
public:
    Query &equals(const QString &key, const QString &value);
    Query &contains(const QString &key, const QString &value); ///< fuzzy: key=~value
    Query &between(const QString &key, const QString &from, const QString &to); ///< one side may be empty
    Query &between(const QString &key, const QDateTime &from, const QDateTime &to); ///< UTC, 2006-01-02T15:04:05
    Query &anyOf(const QString &key, const QStringList &values); ///< {a b}
    Query &allOf(const QString &key, const QStringList &values); ///< (a b)

    bool ok() const { return m_ok; }
    bool isEmpty() const { return m_terms.isEmpty(); }
    /// The text of `q`, not yet percent-encoded.
    QString text() const { return m_terms.join(u','); }

private:
    QStringList m_terms;
    bool m_ok = true;
};

} // namespace lotse::harbor
