// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace lotse::demo {

/// One term of Harbor's q.
struct Term {
    enum class Kind { Exact, Fuzzy, Range, AnyOf, AllOf };
    QString key;
    Kind kind = Kind::Exact;
    QStringList values; ///< one; two for a range, where either may be empty
};

using Filter = QList<Term>;

/**
 * Reads the q parameter, which has been unescaped once as a part of the URL and is unescaped a second time here, as
 * Harbor does. Empty where it is malformed; `why` then has the server's words.
 */
std::optional<Filter> parseFilter(const QString &text, QString *why);

/// The time in a value or a term, in UTC where it names no zone; invalid where it is none.
QDateTime timeOf(const QString &text);

/// Whether a value (text, number, bool, time or a list of them) satisfies a term.
bool satisfies(const Term &term, const QJsonValue &value);

/// All terms whose key `value` knows; it gives Undefined for unknown keys, which Harbor ignores without a word.
bool passes(const Filter &filter, const std::function<QJsonValue(const QString &key)> &value);

/// "-push_time,name": sorts by members of the rows (dots go into nested ones); unknown fields are ignored.
void sortRows(QList<QJsonObject> &rows, const QString &fields);

} // namespace lotse::demo
