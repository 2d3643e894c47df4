// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/operation.h"
#include "harbor/operationrows.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::harbor {

namespace {

/// "/projects/{}/members/{}".
QByteArray shapeOf(QByteArrayView path)
{
    QByteArray out;
    bool isInside = false;
    for (const char one : path) {
        if (one == '}')
            isInside = false;
        if (!isInside)
            out.append(one);
        if (one == '{')
            isInside = true;
    }
    while (out.size() > 1 && out.endsWith('/'))
        out.chop(1);
    return out;
}

Error usage(const Message &message)
{
    Error error;
    error.kind = ErrorKind::Usage;
    error.message = message;
    return error;
}

} // namespace

QJsonValue valueAt(const QJsonObject &object, const QString &path)
{
    // A key may hold a dot itself: it is tried whole first.
    if (object.contains(path))
        return object.value(path);
    const qsizetype dot = path.indexOf(u'.');
    if (dot < 0)
        return QJsonValue(QJsonValue::Undefined);
    return valueAt(object.value(path.left(dot)).toObject(), path.mid(dot + 1));
}

void putAt(QJsonObject &object, const QString &path, const QJsonValue &value)
{
    const qsizetype dot = path.indexOf(u'.');
    if (dot < 0) {
        object.insert(path, value);
        return;
    }
    QJsonObject inner = object.value(path.left(dot)).toObject();
    putAt(inner, path.mid(dot + 1), value);
    object.insert(path.left(dot), inner);
}

const QList<Operation> &operations()
{
    static const QList<Operation> all = operationrows::projects() + operationrows::access() + operationrows::images()
        + operationrows::rules() + operationrows::distribution() + operationrows::system();
    return all;
}

const Operation *operation(QByteArrayView id)
{
    static const QList<Operation> plain = operationrows::distributionApi();
    for (const QList<Operation> *all : {&operations(), &plain}) {
        for (const Operation &one : *all) {
            if (id == one.id)
                return &one;
        }
    }
    return nullptr;
}

const Operation *operationAt(QByteArrayView verb, QByteArrayView path)
{
    static const QHash<QByteArray, const Operation *> byShape = [] {
        QHash<QByteArray, const Operation *> out;
        for (const Operation &one : operations())
            out.insert(QByteArray(one.verb) + ' ' + shapeOf(one.path), &one);
        return out;
    }();
    return byShape.value(verb.toByteArray() + ' ' + shapeOf(path));
}

Result<Request> buildRequest(const Operation &operation, const Params &params, const QJsonObject &body)
{
    const bool takesBody = *operation.body != 0;
    if (!takesBody && !body.isEmpty())
        return usage({LOTSE_MSG("The operation %1 has no body."), {QString::fromLatin1(operation.id)}});
    if (operation.needsBody && body.isEmpty())
        return usage({LOTSE_MSG("The operation %1 requires a body."), {QString::fromLatin1(operation.id)}});
    for (const MemberFault &fault : faultsOf(operation, body))
        return usage(fault.message);
    Endpoint row;
    row.path = operation.path;
    const Result<QByteArray> path = buildPath(row, params);
    if (!path)
        return path.error();
    Request request;
    request.method = operation.verb;
    request.path = *path;
    request.retry = false;
    if (takesBody && (operation.needsBody || !body.isEmpty())) {
        request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
        request.contentType = "application/json";
    }
    // Deleting a repository or changing a schedule takes Harbor up to ten seconds and more.
    request.limits.idle = std::chrono::seconds(60);
    return request;
}

QJsonObject bodyFrom(const Operation &operation, const QJsonObject &fresh, const QMap<QString, QJsonValue> &edited)
{
    QJsonObject out;
    if (operation.writing == Writing::Replace) {
        for (const Member &member : membersOf(operation)) {
            if (member.isSecret || member.handling == Member::Handling::Ignored
                || member.handling == Member::Handling::CreateOnly || member.handling == Member::Handling::Hidden)
                continue;
            const QJsonValue value = valueAt(fresh, member.path);
            if (!value.isUndefined() && !value.isNull())
                putAt(out, member.path, value);
        }
    }
    for (auto it = edited.begin(); it != edited.end(); ++it)
        putAt(out, it.key(), it.value());
    return out;
}

bool isStored(const Member &member, const QJsonValue &sent, const QJsonValue &read)
{
    if (member.handling == Member::Handling::Hidden || member.isSecret)
        return false;
    const auto plain = [](const QJsonValue &value) {
        const bool isNothing = value.isNull() || value.isUndefined();
        return isNothing ? QJsonValue(QJsonArray()) : value;
    };
    const auto url = [](const QJsonValue &value) {
        QString text = value.toString().trimmed().section(u'?', 0, 0).section(u'#', 0, 0);
        while (text.endsWith(u'/'))
            text.chop(1);
        return text.isEmpty() || text.contains(u"://"_s) ? text : u"http://"_s + text;
    };
    switch (member.comparison) {
    case Member::Comparison::Exact:
        return sent == read;
    case Member::Comparison::Url:
        return url(sent) == url(read);
    case Member::Comparison::Set: {
        const auto sorted = [](const QJsonValue &list) {
            QList<QByteArray> out;
            for (const QJsonValue &one : list.toArray())
                out.append(QJsonDocument(QJsonArray{one}).toJson(QJsonDocument::Compact));
            std::sort(out.begin(), out.end());
            return out;
        };
        return plain(sent).isArray() && plain(read).isArray() && sorted(plain(sent)) == sorted(plain(read));
    }
    case Member::Comparison::Dn: {
        const auto parts = [](const QJsonValue &value) {
            QStringList out;
            for (const QString &part : value.toString().split(u','))
                out.append(part.trimmed().toLower());
            return out;
        };
        return parts(sent) == parts(read);
    }
    case Member::Comparison::Lower:
        return sent.isString() && sent.toString().compare(read.toString(), Qt::CaseInsensitive) == 0;
    case Member::Comparison::Escaped: {
        const auto bare = [](const QJsonValue &value) {
            return value.toString()
                .replace(u"&lt;"_s, u"<"_s)
                .replace(u"&gt;"_s, u">"_s)
                .replace(u"&#34;"_s, u"\""_s)
                .replace(u"&#39;"_s, u"'"_s)
                .replace(u"&amp;"_s, u"&"_s);
        };
        return bare(sent) == bare(read);
    }
    }
    return false;
}

Message sentenceOf(const Operation &operation, const Params &params, const QJsonObject &body)
{
    Message out{operation.sentence, {}};
    for (const QByteArray &word : QByteArray(operation.arguments).split(' ')) {
        if (word.isEmpty())
            continue;
        const QString name = QString::fromLatin1(word.mid(word.indexOf('.') + 1));
        if (word.startsWith("path.")) {
            out.args.append(params.value(name));
            continue;
        }
        const QJsonValue value = valueAt(body, name);
        out.args.append(value.isString() ? value.toString() : value.toVariant().toString());
    }
    return out;
}

QJsonObject remadeBody(const Operation &make, const QJsonObject &before)
{
    QJsonObject out;
    for (const Member &member : membersOf(make)) {
        const QJsonValue value = valueAt(before, member.path);
        const bool isTaken =
            member.handling == Member::Handling::Written || member.handling == Member::Handling::CreateOnly;
        if (isTaken && !member.isSecret && !value.isUndefined() && !value.isNull())
            putAt(out, member.path, value);
    }
    return out;
}

std::optional<Inverse> inverseOf(
    const Operation &operation, const Params &params, const QJsonObject &before, const Params &created)
{
    switch (operation.undo) {
    case Undo::Nothing:
    case Undo::Impossible:
        return std::nullopt;
    case Undo::PutBack: {
        // Back with what this operation takes; what was hidden or a secret cannot come back.
        const Operation &back = *operation.inverse ? *harbor::operation(operation.inverse) : operation;
        QMap<QString, QJsonValue> values;
        for (const Member &member : membersOf(back)) {
            const QJsonValue value = valueAt(before, member.path);
            if (!member.isSecret && member.handling == Member::Handling::Written && !value.isUndefined())
                values.insert(member.path, value);
        }
        return Inverse{&back, params, bodyFrom(back, before, values), Undo::PutBack};
    }
    case Undo::Remove: {
        Params where = params;
        where.insert(created);
        return Inverse{harbor::operation(operation.inverse), where, {}, Undo::Remove};
    }
    case Undo::Recreate: {
        const Operation &make = *harbor::operation(operation.inverse);
        return Inverse{&make, params, remadeBody(make, before), Undo::Recreate};
    }
    }
    return std::nullopt;
}

} // namespace lotse::harbor
