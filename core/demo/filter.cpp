// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/filter.h"

#include <QDateTime>
#include <QJsonArray>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::demo {

namespace {

/// Like Go's url.QueryUnescape: "+" is a space.
QString queryUnescape(const QString &text)
{
    QByteArray raw = text.toUtf8();
    raw.replace('+', ' ');
    return QString::fromUtf8(QByteArray::fromPercentEncoding(raw));
}

bool readPattern(QString text, Term &term, QString *why)
{
    if (text.startsWith(u'~')) {
        term.kind = Term::Kind::Fuzzy;
        term.values = {text.mid(1)};
        return true;
    }
    const QChar first = text[0];
    if (first == u'[' || first == u'{' || first == u'(') {
        const QChar last = first == u'[' ? u']' : first == u'{' ? u'}' : u')';
        if (text.size() < 2 || !text.endsWith(last)) {
            *why = u"invalid pattern: %1"_s.arg(text);
            return false;
        }
        text = text.mid(1, text.size() - 2);
        if (first == u'[') {
            term.kind = Term::Kind::Range;
            term.values = text.split(u'~');
            if (term.values.size() != 2 || text == "~"_L1) {
                *why = u"invalid range: [%1]"_s.arg(text);
                return false;
            }
            return true;
        }
        term.kind = first == u'{' ? Term::Kind::AnyOf : Term::Kind::AllOf;
        term.values = text.split(u' ', Qt::SkipEmptyParts);
        return true;
    }
    if (text.startsWith(u'\\'))
        text.remove(0, 1);
    term.values = {text};
    return true;
}

/// -1, 0, 1; numbers as numbers, times as times, all else as text without case.
int compare(const QJsonValue &a, const QString &b)
{
    if (a.isDouble()) {
        const double left = a.toDouble();
        const double right = b.toDouble();
        return left < right ? -1 : left > right ? 1 : 0;
    }
    const QDateTime left = timeOf(a.toString());
    const QDateTime right = timeOf(b);
    if (left.isValid() && right.isValid())
        return left < right ? -1 : left > right ? 1 : 0;
    return QString::compare(a.toString(), b);
}

QString plain(const QJsonValue &value)
{
    return value.isBool() ? (value.toBool() ? u"true"_s : u"false"_s) : value.toVariant().toString();
}

bool equals(const QJsonValue &value, const QString &wanted)
{
    if (value.isArray()) {
        const QJsonArray items = value.toArray();
        return std::any_of(items.begin(), items.end(), [&](const QJsonValue &item) { return equals(item, wanted); });
    }
    if (value.isBool())
        return value.toBool() == (wanted == "true"_L1 || wanted == "1"_L1);
    return plain(value) == wanted;
}

QJsonValue at(const QJsonObject &row, const QString &path)
{
    QJsonValue value = row;
    for (const QString &part : path.split(u'.'))
        value = value[part];
    return value;
}

} // namespace

QDateTime timeOf(const QString &text)
{
    // A number is no time, though Qt reads "2026" as one.
    if (text.size() < 19)
        return {};
    QDateTime result = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (result.isValid() && result.timeSpec() == Qt::LocalTime)
        result.setTimeSpec(Qt::UTC);
    return result;
}

std::optional<Filter> parseFilter(const QString &text, QString *why)
{
    Filter filter;
    if (text.isEmpty())
        return filter;
    for (const QString &part : queryUnescape(text).split(u',')) {
        const qsizetype equal = part.indexOf(u'=');
        if (equal <= 0 || equal + 1 == part.size()) {
            *why = u"the query string must contain \"=\" and the key/value cannot be empty"_s;
            return std::nullopt;
        }
        Term term;
        term.key = part.left(equal).trimmed();
        if (!readPattern(part.mid(equal + 1), term, why))
            return std::nullopt;
        filter.append(term);
    }
    return filter;
}

bool satisfies(const Term &term, const QJsonValue &value)
{
    switch (term.kind) {
    case Term::Kind::Exact:
        return equals(value, term.values.first());
    case Term::Kind::Fuzzy:
        if (value.isArray()) {
            const QJsonArray items = value.toArray();
            return std::any_of(
                items.begin(), items.end(), [&](const QJsonValue &item) { return satisfies(term, item); });
        }
        return plain(value).contains(term.values.first(), Qt::CaseInsensitive);
    case Term::Kind::Range: {
        const QString &from = term.values[0];
        const QString &to = term.values[1];
        return (from.isEmpty() || compare(value, from) >= 0) && (to.isEmpty() || compare(value, to) <= 0);
    }
    case Term::Kind::AnyOf:
        return std::any_of(
            term.values.begin(), term.values.end(), [&](const QString &wanted) { return equals(value, wanted); });
    case Term::Kind::AllOf:
        return std::all_of(
            term.values.begin(), term.values.end(), [&](const QString &wanted) { return equals(value, wanted); });
    }
    return false;
}

bool passes(const Filter &filter, const std::function<QJsonValue(const QString &key)> &value)
{
    return std::all_of(filter.begin(), filter.end(), [&](const Term &term) {
        const QJsonValue found = value(term.key);
        return found.isUndefined() || satisfies(term, found);
    });
}

void sortRows(QList<QJsonObject> &rows, const QString &fields)
{
    const QStringList parts = fields.split(u',', Qt::SkipEmptyParts);
    // The last field first: each sort is stable, so that the first field decides.
    for (auto it = parts.crbegin(); it != parts.crend(); ++it) {
        const bool descending = it->startsWith(u'-');
        const QString field = descending ? it->mid(1) : *it;
        std::stable_sort(rows.begin(), rows.end(), [&](const QJsonObject &a, const QJsonObject &b) {
            const QJsonValue left = at(descending ? b : a, field);
            const QJsonValue right = at(descending ? a : b, field);
            if (left.isDouble() && right.isDouble())
                return left.toDouble() < right.toDouble();
            return QString::compare(plain(left), plain(right)) < 0;
        });
    }
}

} // namespace lotse::demo
