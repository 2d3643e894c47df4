// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/jsonshape.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace lotse::test {

namespace {

void visit(const QJsonValue &value, const QString &path, JsonShape &shape)
{
    if (value.isObject()) {
        shape[path].insert(u"object"_s);
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            visit(it.value(), path + u'.' + it.key(), shape);
    } else if (value.isArray()) {
        shape[path].insert(u"array"_s);
        for (const QJsonValue item : value.toArray())
            visit(item, path + u"[]"_s, shape);
    } else {
        shape[path].insert(value.isString() ? u"string"_s
                : value.isBool()            ? u"bool"_s
                : value.isDouble()          ? u"number"_s
                                            : u"null"_s);
    }
}

/// Whether a parent is absent, only null or an empty array there: then nothing can be said about its members.
bool isUnknown(const JsonShape &shape, const QString &path)
{
    for (qsizetype i = path.size() - 1; i > 0; --i) {
        const bool isMember = path[i] == u'.';
        const bool isElement = path[i] == u'[';
        if (!isMember && !isElement)
            continue;
        const QString parent = path.left(i);
        const auto found = shape.constFind(parent);
        if (found == shape.constEnd() || *found == QSet<QString>{u"null"_s})
            return true;
        if (isElement && !shape.contains(parent + u"[]"_s))
            return true;
    }
    return false;
}

} // namespace

JsonShape shapeOf(const QByteArray &json)
{
    JsonShape shape;
    // A document holds no bare value.
    const QJsonDocument document = QJsonDocument::fromJson('[' + json + ']');
    if (document.isArray() && !document.array().isEmpty())
        visit(document.array().first(), u"$"_s, shape);
    return shape;
}

QStringList shapeDifferences(const JsonShape &expected, const JsonShape &actual)
{
    QStringList out;
    const QSet<QString> null{u"null"_s};
    for (auto it = expected.begin(); it != expected.end(); ++it) {
        const auto found = actual.constFind(it.key());
        if (found == actual.constEnd()) {
            if (!isUnknown(actual, it.key()))
                out.append(u"- "_s + it.key());
            continue;
        }
        const QSet<QString> left = *it - null;
        const QSet<QString> right = *found - null;
        if (!left.isEmpty() && !right.isEmpty() && !left.intersects(right))
            out.append(u"! "_s + it.key());
    }
    for (auto it = actual.begin(); it != actual.end(); ++it) {
        if (!expected.contains(it.key()) && !isUnknown(expected, it.key()))
            out.append(u"+ "_s + it.key());
    }
    return out;
}

} // namespace lotse::test
