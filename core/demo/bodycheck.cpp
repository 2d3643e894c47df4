// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/bodycheck.h"
#include "demo/jsonvalue.h"
#include "demo/routes.h"
#include "harbor/operation.h"

using namespace Qt::StringLiterals;

namespace lotse::demo {

using harbor::Member;
using harbor::Operation;

namespace {

QString kindOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return u"bool"_s;
    case QJsonValue::Double:
        return u"number"_s;
    case QJsonValue::String:
        return u"string"_s;
    case QJsonValue::Array:
        return u"array"_s;
    case QJsonValue::Object:
        return u"object"_s;
    default:
        return u"null"_s;
    }
}

/// The name of the Go type, which the server's message holds; empty where the value fits.
QString misfit(Member::Type type, const QJsonValue &value)
{
    if (value.isNull())
        return {};
    switch (type) {
    case Member::Type::Text:
        return value.isString() ? QString() : u"string"_s;
    case Member::Type::Flag:
        return value.isBool() ? QString() : u"bool"_s;
    case Member::Type::Whole:
        return value.isDouble() && value.toDouble() == double(value.toInteger()) ? QString() : u"int64"_s;
    case Member::Type::Number:
        return value.isDouble() ? QString() : u"float64"_s;
    case Member::Type::List:
        return value.isArray() ? QString() : u"[]interface {}"_s;
    case Member::Type::Object:
        break;
    }
    return value.isObject() ? QString() : u"map[string]interface {}"_s;
}

Response unprocessable(const QString &what)
{
    return fail(422, u"validation failure list:\n"_s + what);
}

} // namespace

std::optional<Response> readBody(Call &call)
{
    const Operation *operation = harbor::operationAt(call.request.method, call.route->path);
    if (!operation || !*operation->body || (call.request.body.isEmpty() && !operation->needsBody))
        return std::nullopt;
    if (call.request.body.isEmpty())
        return unprocessable(u"%1 in body is required"_s.arg(QLatin1String(operation->parameter)));
    const QString why = u"parsing %1 body from \"\" failed, because "_s.arg(QLatin1String(operation->parameter));
    const auto value = parse(call.request.body);
    if (!value)
        return unprocessable(why + u"unexpected EOF"_s);
    if (!value->isObject())
        return unprocessable(why
            + u"json: cannot unmarshal %1 into Go value of type models.%2"_s.arg(
                kindOf(*value), QLatin1String(operation->body)));
    call.body = value->toObject();
    if (harbor::takesAnyMember(*operation))
        return std::nullopt;
    // Like Harbor, only the first level is looked at before the call; what is inside is the operation's to judge.
    QMap<QString, Member::Type> known;
    for (const Member &member : harbor::membersOf(*operation)) {
        const qsizetype dot = member.path.indexOf(u'.');
        known.insert(member.path.left(dot), dot < 0 ? member.type : Member::Type::Object);
        if (member.isAskedFor && !call.body.contains(member.path))
            return unprocessable(u"%1 in body is required"_s.arg(member.path));
    }
    for (auto it = call.body.constBegin(); it != call.body.constEnd(); ++it) {
        const auto type = known.constFind(it.key());
        if (type == known.constEnd())
            return unprocessable(why + u"json: unknown field \"%1\""_s.arg(it.key()));
        const QString wanted = misfit(*type, it.value());
        if (!wanted.isEmpty())
            return unprocessable(why
                + u"json: cannot unmarshal %1 into Go struct field %2.%3 of type %4"_s.arg(
                    kindOf(it.value()), QLatin1String(operation->body), it.key(), wanted));
    }
    return std::nullopt;
}

} // namespace lotse::demo
