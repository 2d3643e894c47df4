// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/handlers.h"

#include "demo/dates.h"
#include "demo/filter.h"
#include "demo/random.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lotse::demo {

namespace {

/// The project of a robot of a project; 0 for one of the system.
qint64 scopeOf(Call &call, const QJsonObject &robot)
{
    if (robot[u"level"_s].toString() == "system"_L1)
        return 0;
    const QJsonArray permissions = robot[u"permissions"_s].toArray();
    const QJsonObject *const project = call.state.project(permissions.first()[u"namespace"_s].toString(), true);
    return project ? (*project)[u"project_id"_s].toInteger() : 0;
}

std::optional<Response> find(Call &call, const QString &action, QJsonObject *&robot)
{
    const QString id = call.path[u"robot_id"_s];
    robot = call.state.table(u"robots"_s).find(u"id"_s, id);
    if (!robot)
        return fail(404, u"robot %1 not found"_s.arg(id));
    if (!call.allows(scopeOf(call, *robot), u"robot"_s, action))
        return refuse(call);
    return std::nullopt;
}

QString secretOf(Call &call, qint64 id)
{
    Random random(quint64(id) ^ quint64(call.now.toMSecsSinceEpoch()));
    static constexpr char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    QString secret = u"aA1"_s;
    while (secret.size() < 32)
        secret += QLatin1Char(letters[random.below(57)]);
    return secret;
}

qint64 expiry(const QDateTime &created, qint64 days)
{
    return days < 0 ? -1 : created.addDays(days).toSecsSinceEpoch();
}

} // namespace

Response listRobots(Call &call)
{
    QString why;
    const auto filter = parseFilter(call.query.value(u"q"_s), &why);
    if (!filter)
        return fail(400, why);
    QString level = u"system"_s;
    qint64 project = 0;
    for (const Term &term : *filter) {
        if (term.key == "Level"_L1)
            level = term.values.first();
        if (term.key == "ProjectID"_L1)
            project = term.values.first().toLongLong();
    }
    if (level == "project"_L1 && project == 0)
        return fail(400, u"must with project ID when to query project robots"_s);
    if (!call.allows(project, u"robot"_s, u"list"_s))
        return refuse(call);
    QList<QJsonObject> rows;
    for (const QJsonObject &robot : std::as_const(call.state.table(u"robots"_s).rows)) {
        if (robot[u"level"_s].toString() == level && scopeOf(call, robot) == project)
            rows.append(robot);
    }
    return page(call, rows, u"-id"_s);
}

Response createRobot(Call &call)
{
    const QString name = call.body.value(u"name"_s).toString();
    const QString level = call.body.value(u"level"_s).toString();
    const qint64 days = call.body.value(u"duration"_s).toInteger();
    const QJsonArray permissions = call.body.value(u"permissions"_s).toArray();
    static const QRegularExpression legal(u"^[a-z0-9]+(?:[._-][a-z0-9]+)*$"_s);
    if (!legal.match(name).hasMatch())
        return fail(400, u"bad request robot name is not in lower case or contains illegal characters: %1"_s.arg(name));
    if (days == 0 || days < -1)
        return fail(400,
            u"bad request error duration input: %1, duration must be either -1(Never) or a positive integer"_s.arg(
                days));
    if (permissions.isEmpty() || (level == "project"_L1 && permissions.size() != 1))
        return fail(400, u"bad request permission"_s);
    const qint64 project = scopeOf(call, call.body);
    if (level == "project"_L1 && project == 0)
        return fail(404, u"project %1 not found"_s.arg(permissions.first()[u"namespace"_s].toString()));
    if (!call.allows(project, u"robot"_s, u"create"_s))
        return refuse(call);
    const QString full = level == "project"_L1
        ? u"robot$"_s + permissions.first()[u"namespace"_s].toString() + u'+' + name
        : u"robot$"_s + name;
    Table &robots = call.state.table(u"robots"_s);
    if (robots.find(u"name"_s, full))
        return fail(409, u"robot account %1 already exists"_s.arg(full));
    QJsonObject row = call.body;
    row.remove(u"secret"_s);
    row.insert(u"name"_s, full);
    row.insert(u"creator_ref"_s, 1);
    row.insert(u"creator_type"_s, u"local"_s);
    row.insert(u"editable"_s, true);
    row.insert(u"disable"_s, call.body.value(u"disable"_s).toBool());
    row.insert(u"creation_time"_s, stamp(call.now));
    row.insert(u"update_time"_s, stamp(call.now));
    row.insert(u"expires_at"_s, expiry(call.now, days));
    const qint64 id = robots.add(row);
    Response response =
        reply(QJsonObject{{u"creation_time"_s, stamp(call.now)}, {u"expires_at"_s, row[u"expires_at"_s]}, {u"id"_s, id},
                  {u"name"_s, full}, {u"secret"_s, secretOf(call, id)}},
            201);
    response.headers.emplaceBack("Location", "/api/v2.0/robots/" + QByteArray::number(id));
    return response;
}

Response getRobot(Call &call)
{
    QJsonObject *robot = nullptr;
    if (auto refused = find(call, u"read"_s, robot))
        return *refused;
    return reply(visible(*robot));
}

Response updateRobot(Call &call)
{
    QJsonObject *robot = nullptr;
    if (auto refused = find(call, u"create"_s, robot))
        return *refused;
    if (call.body.value(u"name"_s) != (*robot)[u"name"_s] || call.body.value(u"level"_s) != (*robot)[u"level"_s])
        return fail(400, u"cannot update the level or name of robot"_s);
    const qint64 days = call.body.value(u"duration"_s).toInteger();
    if (days == 0 || days < -1)
        return fail(400,
            u"bad request error duration input: %1, duration must be either -1(Never) or a positive integer"_s.arg(
                days));
    for (const QString &key : {u"description"_s, u"disable"_s, u"duration"_s, u"permissions"_s}) {
        if (call.body.contains(key))
            robot->insert(key, call.body.value(key));
    }
    // The life of a robot is counted from its making, not from the update.
    const QDateTime created = QDateTime::fromString((*robot)[u"creation_time"_s].toString(), Qt::ISODateWithMs);
    robot->insert(u"expires_at"_s, expiry(created, days));
    robot->insert(u"update_time"_s, stamp(call.now));
    return done();
}

Response refreshRobot(Call &call)
{
    QJsonObject *robot = nullptr;
    if (auto refused = find(call, u"create"_s, robot))
        return *refused;
    robot->insert(u"update_time"_s, stamp(call.now));
    return reply(QJsonObject{{u"secret"_s, secretOf(call, (*robot)[u"id"_s].toInteger())}});
}

Response deleteRobot(Call &call)
{
    QJsonObject *robot = nullptr;
    if (auto refused = find(call, u"delete"_s, robot))
        return *refused;
    Table &robots = call.state.table(u"robots"_s);
    robots.rows.removeAt(robot - robots.rows.data());
    return done();
}

} // namespace lotse::demo
