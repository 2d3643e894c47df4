// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/bodies.h"
#include "demo/jsonvalue.h"
#include "demo/routes.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::demo {

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
QString misfit(char type, const QJsonValue &value)
{
    if (value.isNull())
        return {};
    switch (type) {
    case 's':
        return value.isString() ? QString() : u"string"_s;
    case 'b':
        return value.isBool() ? QString() : u"bool"_s;
    case 'i':
        return value.isDouble() && value.toDouble() == double(value.toInteger()) ? QString() : u"int64"_s;
    case 'n':
        return value.isDouble() ? QString() : u"float64"_s;
    case 'a':
        return value.isArray() ? QString() : u"[]interface {}"_s;
    default:
        return value.isObject() ? QString() : u"map[string]interface {}"_s;
    }
}

Response unprocessable(const QString &what)
{
    return fail(422, u"validation failure list:\n"_s + what);
}

} // namespace

std::optional<Response> readBody(Call &call)
{
    const QByteArray operation = call.request.method + ' ' + call.route->path;
    const QList<Body> &table = bodies();
    const auto body = std::find_if(
        table.begin(), table.end(), [&](const Body &candidate) { return operation == candidate.operation; });
    if (body == table.end() || (call.request.body.isEmpty() && !body->isRequired))
        return std::nullopt;
    if (call.request.body.isEmpty())
        return unprocessable(u"%1 in body is required"_s.arg(QLatin1String(body->parameter)));
    const QString why = u"parsing %1 body from \"\" failed, because "_s.arg(QLatin1String(body->parameter));
    const auto value = parse(call.request.body);
    if (!value)
        return unprocessable(why + u"unexpected EOF"_s);
    if (!value->isObject())
        return unprocessable(why
            + u"json: cannot unmarshal %1 into Go value of type models.%2"_s.arg(
                kindOf(*value), QLatin1String(body->type)));
    call.body = value->toObject();
    if (qstrcmp(body->members, "*") == 0)
        return std::nullopt;
    QMap<QString, char> known;
    for (const QByteArray &member : QByteArray(body->members).split(' ')) {
        const qsizetype colon = member.indexOf(':');
        const QString name = QString::fromLatin1(member.left(colon));
        known.insert(name, member[colon + 1]);
        if (member.endsWith('!') && !call.body.contains(name))
            return unprocessable(u"%1 in body is required"_s.arg(name));
    }
    for (auto it = call.body.constBegin(); it != call.body.constEnd(); ++it) {
        const auto type = known.constFind(it.key());
        if (type == known.constEnd())
            return unprocessable(why + u"json: unknown field \"%1\""_s.arg(it.key()));
        const QString wanted = misfit(*type, it.value());
        if (!wanted.isEmpty())
            return unprocessable(why
                + u"json: cannot unmarshal %1 into Go struct field %2.%3 of type %4"_s.arg(
                    kindOf(it.value()), QLatin1String(body->type), it.key(), wanted));
    }
    return std::nullopt;
}

} // namespace lotse::demo
