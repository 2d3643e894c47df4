// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/message.h"

#include <QList>
#include <QString>

#include <optional>

namespace lotse::findings {

/// What a term of a query looks at. The names that people type are in keyName().
enum class Key {
    Word, // free words
    Severity,
    Fix,
    Kev,
    Epss,
    Cvss,
    Score,
    Tier,
    State,
    Due,
    Registry,
    Project,
    Repository,
    Image,
    Tag,
    Label,
    Package,
    Version,
    Vulnerability,
    Status,
    Platform,
    Age,
    New,
    Scanned,
    Pulled,
    Pushed,
    Signed,
    Signer,
    Attested,
};

enum class Compare { Equal, Less, LessEqual, Greater, GreaterEqual };

/// How the values of a key are read.
enum class ValueKind { Text, Choice, Ordered, Number, Duration };

/// "sev", "repo", … ; empty for Key::Word.
QString keyName(Key key);
/// All keys but Key::Word, in the order in which they are offered.
QList<Key> allKeys();
ValueKind kindOf(Key key);
/// The words that a choice takes; empty for texts and numbers. Ordered ones ascend.
QStringList choicesOf(Key key);

struct Value {
    QString text; ///< without quotes; choices in lower case
    Compare compare = Compare::Equal;
    bool isLiteral = false; ///< was quoted: no wildcards, no special words
    double number = 0; ///< of a number; of a duration in seconds; of an ordered choice its place
    bool operator==(const Value &) const = default;
};

/// One condition: any of the values, or none of them where it is negated.
struct Term {
    Key key = Key::Word;
    bool isNegated = false;
    QList<Value> values;
    bool operator==(const Term &) const = default;
};

/**
 * A question over findings: all terms together. docs/findings-query.md is its grammar. An empty query is everything.
 */
struct Query {
    QList<Term> terms;

    /// The text that parses to this same query, one form for each.
    QString canonical() const;
    bool isEmpty() const { return terms.isEmpty(); }
    bool operator==(const Query &) const = default;
};

/// Where a text is no query, in UTF-16 units, and why in a sentence.
struct QueryError {
    int position = 0;
    int length = 0;
    Message message;
};

struct ParsedQuery {
    Query query; ///< empty where there is an error
    std::optional<QueryError> error;
    bool ok() const { return !error; }
};

/// Reads a query of at most 8192 characters and 200 terms.
ParsedQuery parseQuery(const QString &text);

/// Whether a text fits a pattern of `*` and `?`, ASCII letters in any case. Takes text times pattern at worst.
bool fitsPattern(QByteArrayView text, QByteArrayView pattern);

} // namespace lotse::findings
