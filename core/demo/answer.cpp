// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/bodycheck.h"
#include "demo/roles.h"
#include "demo/routes.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace lotse::demo {

namespace {

constexpr auto Base = "/api/v2.0";

/// Fits "/projects/{project}/members" to the decoded segments of a path. A slash that was encoded once is a separator
/// by now, which is why Harbor finds no repository then.
bool fits(const char *pattern, const QList<QByteArray> &segments, QMap<QString, QString> &parameters)
{
    const QList<QByteArray> parts = QByteArray(pattern).mid(1).split('/');
    if (parts.size() != segments.size())
        return false;
    parameters.clear();
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (parts[i].startsWith('{')) {
            if (segments[i].isEmpty())
                return false;
            parameters.insert(QString::fromLatin1(parts[i].mid(1, parts[i].size() - 2)),
                QString::fromUtf8(QByteArray::fromPercentEncoding(segments[i])));
        } else if (parts[i] != segments[i]) {
            return false;
        }
    }
    return true;
}

QMap<QString, QString> readQuery(const QByteArray &query)
{
    QMap<QString, QString> out;
    for (QByteArray part : query.split('&')) {
        if (part.isEmpty())
            continue;
        part.replace('+', ' ');
        const qsizetype equal = part.indexOf('=');
        const QByteArray key = equal < 0 ? part : part.left(equal);
        const QByteArray value = equal < 0 ? QByteArray() : part.mid(equal + 1);
        out.insert(QString::fromUtf8(QByteArray::fromPercentEncoding(key)),
            QString::fromUtf8(QByteArray::fromPercentEncoding(value)));
    }
    return out;
}

std::optional<Response> checkQuery(const Call &call)
{
    for (const QString &name : {u"page"_s, u"page_size"_s}) {
        if (!call.query.contains(name))
            continue;
        bool isNumber = false;
        const qint64 value = call.query.value(name).toLongLong(&isNumber);
        if (!isNumber)
            return fail(422,
                u"validation failure list:\n%1 in query must be of type int64: \"%2\""_s.arg(
                    name, call.query.value(name)));
        if (name == "page_size"_L1 && value > 100)
            return fail(422, u"validation failure list:\npage_size in query should be less than or equal to 100"_s);
    }
    return std::nullopt;
}

std::optional<Response> checkPermission(Call &call)
{
    const QList<QByteArray> need = QByteArray(call.route->need).split(' ');
    const bool isNumber = header(call.request.headers, "X-Is-Resource-Name") != "true";
    if (call.path.contains(u"project"_s)) {
        call.project = call.state.project(call.path[u"project"_s], !isNumber);
        // Who may not see all projects does not learn whether one exists.
        if (!call.project)
            return call.isSystemAdmin() ? fail(404, u"project %1 not found"_s.arg(call.path[u"project"_s]))
                                        : refuse(call);
        call.path[u"project"_s] = QString::number(call.projectId());
    }
    if (need[0] == "login" && call.who.isAnonymous())
        return refuse(call);
    // What hangs on a retention policy belongs to the project of the policy, which the path does not name.
    if (QByteArray(call.route->path).startsWith("/retentions/{id}/")) {
        const QJsonObject *const policy = call.state.table(u"retentions"_s).find(u"id"_s, call.path[u"id"_s]);
        if (!policy)
            return fail(404, u"the retention policy with id %1 is not found"_s.arg(call.path[u"id"_s]));
        const QString action = call.request.method == "GET" ? u"list"_s : u"operate"_s;
        if (!call.allows((*policy)[u"scope"_s][u"ref"_s].toInteger(), u"tag-retention"_s, action))
            return refuse(call);
    }
    if (need.size() == 2) {
        const QList<QByteArray> parts = need[1].split(':');
        const qint64 scope = need[0] == "p" ? call.projectId() : 0;
        if (!call.allows(scope, QString::fromLatin1(parts[0]), QString::fromLatin1(parts[1])))
            return refuse(call);
    }
    return std::nullopt;
}

/// A robot that is disabled or expired, or a user that is gone, is nobody.
Identity known(State &state, const Identity &who, const QDateTime &now)
{
    if (who.isRobot()) {
        const QJsonObject *const robot = state.table(u"robots"_s).find(u"name"_s, who.name);
        const qint64 expires = robot ? (*robot)[u"expires_at"_s].toInteger() : 0;
        const bool isOver = expires > 0 && expires < now.toSecsSinceEpoch();
        return robot && !(*robot)[u"disable"_s].toBool() && !isOver ? who : Identity{};
    }
    return state.table(u"users"_s).find(u"username"_s, who.name) ? who : Identity{};
}

} // namespace

Response answerApi(State &state, const Request &request, const Identity &who, const QDateTime &now)
{
    const qsizetype mark = request.path.indexOf('?');
    const QByteArray path = mark < 0 ? request.path : request.path.left(mark);
    QByteArray decoded = QByteArray::fromPercentEncoding(path);
    QByteArray local = decoded.mid(qsizetype(qstrlen(Base)));
    while (local.size() > 1 && local.endsWith('/'))
        local.chop(1);
    const QList<QByteArray> segments = local.mid(1).split('/');

    Call call{state, request, known(state, who, now), now, nullptr, {}, {}, nullptr, {}};
    call.query = readQuery(mark < 0 ? QByteArray() : request.path.mid(mark + 1));
    QByteArrayList methods;
    for (const Route &route : routes()) {
        QMap<QString, QString> parameters;
        if (!fits(route.path, segments, parameters))
            continue;
        methods.append(route.method);
        if (request.method != route.method)
            continue;
        call.route = &route;
        call.path = parameters;
        if (auto refused = checkQuery(call))
            return *refused;
        if (auto refused = readBody(call))
            return *refused;
        if (auto refused = checkPermission(call))
            return *refused;
        return route.handle(call);
    }
    if (!methods.isEmpty())
        return fail(405,
            u"method %1 is not allowed, but [%2] are"_s.arg(
                QString::fromLatin1(request.method), QString::fromLatin1(methods.join(','))));
    return fail(404, u"path %1 was not found"_s.arg(QString::fromUtf8(decoded)));
}

} // namespace lotse::demo
