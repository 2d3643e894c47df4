// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/call.h"

#include "demo/filter.h"
#include "demo/jsonvalue.h"
#include "demo/roles.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace lotse::demo {

bool Call::isSystemAdmin() const
{
    return demo::isSystemAdmin(state, who);
}

bool Call::allows(qint64 inProject, const QString &resource, const QString &action) const
{
    return may(state, who, inProject, resource, action, now);
}

bool Call::isMember(qint64 ofProject) const
{
    return allows(ofProject, u"repository"_s, u"list"_s) || allows(ofProject, u"repository"_s, u"pull"_s);
}

Response reply(const QJsonValue &value, int status)
{
    Response response;
    response.status = status;
    response.headers.emplaceBack("Content-Type", "application/json");
    response.body = compact(value) + '\n';
    return response;
}

Response done(int status, const QString &location)
{
    Response response;
    response.status = status;
    if (!location.isEmpty())
        response.headers.emplaceBack("Location", location.toUtf8());
    return response;
}

Response text(const QByteArray &body, const QByteArray &type)
{
    Response response;
    response.status = 200;
    response.headers.emplaceBack("Content-Type", type);
    response.body = body;
    return response;
}

Response fail(int status, const QString &message, const QString &code)
{
    const char *const usual = status == 400 ? "BAD_REQUEST"
        : status == 401                     ? "UNAUTHORIZED"
        : status == 403                     ? "FORBIDDEN"
        : status == 404                     ? "NOT_FOUND"
        : status == 405                     ? "METHOD_NOT_ALLOWED"
        : status == 409                     ? "CONFLICT"
        : status == 412                     ? "PRECONDITION"
        : status == 422                     ? "UNPROCESSABLE_ENTITY"
                                            : "UNKNOWN";
    const QJsonObject error{{u"code"_s, code.isEmpty() ? QString::fromLatin1(usual) : code}, {u"message"_s, message}};
    Response response = reply(QJsonObject{{u"errors"_s, QJsonArray{error}}}, status);
    response.headers[0].second = "application/json; charset=utf-8";
    return response;
}

Response refuse(const Call &call)
{
    return call.who.isAnonymous() ? fail(401, u"unauthorized"_s) : fail(403, u"forbidden"_s);
}

Response logText(const Call &call, const QString &log)
{
    const QByteArray accept = header(call.request.headers, "Accept");
    if (accept.contains("application/json"))
        return reply(log);
    return text(log.toUtf8(), "text/plain");
}

QJsonObject visible(const QJsonObject &row)
{
    QJsonObject result = row;
    for (const QString &key : row.keys()) {
        if (key.startsWith(u'_'))
            result.remove(key);
    }
    return result;
}

std::pair<int, int> pageOf(const Call &call)
{
    const int number = call.query.value(u"page"_s, u"1"_s).toInt();
    return {std::max(1, number), call.query.value(u"page_size"_s, u"10"_s).toInt()};
}

void addPaging(const Call &call, Response &response, qint64 total)
{
    response.headers.emplaceBack("X-Total-Count", QByteArray::number(total));
    const std::pair<int, int> page = pageOf(call); // not bound to names: clang 14 captures none of those
    const int number = page.first, size = page.second;
    if (size <= 0)
        return;
    const QByteArray path = call.request.path.split('?').first();
    const auto link = [&](int target, const char *relation) {
        QMap<QString, QString> query = call.query;
        query.insert(u"page"_s, QString::number(target));
        query.insert(u"page_size"_s, QString::number(size));
        QStringList parts;
        for (auto it = query.cbegin(); it != query.cend(); ++it)
            parts.append(it.key() + u'=' + it.value());
        // Harbor does not escape the query again: whoever follows this with a q in it asks for something else.
        return '<' + path + '?' + parts.join(u'&').toUtf8() + ">; rel=\"" + relation + '"';
    };
    QByteArrayList links;
    if (number > 1)
        links.append(link(number - 1, "prev"));
    if (qint64(number) * size < total)
        links.append(link(number + 1, "next"));
    if (!links.isEmpty())
        response.headers.emplaceBack("Link", links.join(" , "));
}

Response page(const Call &call, QList<QJsonObject> rows, const QString &defaultSort,
    const std::function<QJsonValue(const QJsonObject &)> &render)
{
    QString why;
    const auto filter = parseFilter(call.query.value(u"q"_s), &why);
    if (!filter)
        return fail(400, why);
    if (!filter->isEmpty())
        rows.removeIf([&](const QJsonObject &row) {
            return !passes(*filter, [&](const QString &key) { return row.value(key); });
        });
    sortRows(rows, defaultSort);
    sortRows(rows, call.query.value(u"sort"_s));
    const auto [number, size] = pageOf(call);
    const qint64 total = rows.size();
    if (size > 0)
        rows = rows.mid(qsizetype(number - 1) * size, size);
    QJsonArray out;
    for (const QJsonObject &row : std::as_const(rows))
        out.append(render ? render(row) : visible(row));
    Response response = reply(out);
    addPaging(call, response, total);
    return response;
}

} // namespace lotse::demo
