// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/handlers.h"
#include "demo/routes.h"

#include "demo/dates.h"
#include "demo/roles.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lotse::demo {

namespace {

bool isStrong(const QString &secret)
{
    static const QRegularExpression lower(u"[a-z]"_s);
    static const QRegularExpression upper(u"[A-Z]"_s);
    static const QRegularExpression digit(u"[0-9]"_s);
    return secret.size() >= 8 && secret.size() <= 128 && secret.contains(lower) && secret.contains(upper)
        && secret.contains(digit);
}

Response weak()
{
    return fail(400,
        u"the password or secret must be 8-128, inclusively, characters long with at least 1 uppercase letter, 1 "
        u"lowercase "
        "letter and 1 number"_s);
}

} // namespace

Response currentUser(Call &call)
{
    if (call.who.isRobot())
        return fail(412, u"get current user not available for security context: robot"_s);
    const QJsonObject *const user = call.state.table(u"users"_s).find(u"username"_s, call.who.name);
    QJsonObject out = visible(*user);
    if (call.who.name == "admin"_L1)
        out.remove(u"email"_s);
    return reply(out);
}

Response currentPermissions(Call &call)
{
    const QString scope = call.query.value(u"scope"_s);
    const bool isRelative = call.flag(u"relative"_s);
    if (scope == "/system"_L1 || scope.isEmpty())
        return reply(permissionsOf(call.state, call.who, 0, isRelative ? QString() : u"/system/"_s, call.now));
    const qint64 project = scope.section(u'/', 2, 2).toLongLong();
    if (!scope.startsWith("/project/"_L1) || project == 0)
        return fail(400, u"invalid scope: %1"_s.arg(scope));
    return reply(permissionsOf(
        call.state, call.who, project, isRelative ? QString() : u"/project/%1/"_s.arg(project), call.now));
}

Response listPermissions(Call &call)
{
    bool isAdminSomewhere = false;
    for (const QJsonObject &project : std::as_const(call.state.table(u"projects"_s).rows))
        isAdminSomewhere =
            isAdminSomewhere || rolesIn(call.state, call.who, project[u"project_id"_s].toInteger()).contains(1);
    if (!isAdminSomewhere)
        return refuse(call);
    QJsonObject out{{u"project"_s, grantable(false)}};
    if (call.isSystemAdmin())
        out.insert(u"system"_s, grantable(true));
    return reply(out);
}

Response searchUsers(Call &call)
{
    QList<QJsonObject> rows;
    for (const QJsonObject &user : std::as_const(call.state.table(u"users"_s).rows)) {
        if (user[u"username"_s].toString().contains(call.query.value(u"username"_s), Qt::CaseInsensitive))
            rows.append({{u"user_id"_s, user[u"user_id"_s]}, {u"username"_s, user[u"username"_s]}});
    }
    return page(call, rows);
}

Response searchGroups(Call &call)
{
    QList<QJsonObject> rows;
    for (const QJsonObject &group : std::as_const(call.state.table(u"usergroups"_s).rows)) {
        if (group[u"group_name"_s].toString().contains(call.query.value(u"groupname"_s), Qt::CaseInsensitive))
            rows.append({{u"id"_s, group[u"id"_s]}, {u"group_name"_s, group[u"group_name"_s]},
                {u"group_type"_s, group[u"group_type"_s]}});
    }
    return page(call, rows);
}

Response createUser(Call &call)
{
    const QString name = call.body.value(u"username"_s).toString();
    const QString mail = call.body.value(u"email"_s).toString();
    static const QRegularExpression address(u"^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$"_s);
    if (name.isEmpty())
        return fail(400, u"username with illegal length"_s);
    if (!address.match(mail).hasMatch())
        return fail(400, u"email with illegal format"_s);
    if (!isStrong(call.body.value(u"password"_s).toString()))
        return weak();
    Table &users = call.state.table(u"users"_s);
    if (users.find(u"username"_s, name) || users.find(u"email"_s, mail))
        return fail(409, u"user %1 or email %2 already exists"_s.arg(name, mail));
    const qint64 id = users.next++;
    users.rows.append({{u"user_id"_s, id}, {u"username"_s, name}, {u"email"_s, mail},
        {u"realname"_s, call.body.value(u"realname"_s)}, {u"comment"_s, call.body.value(u"comment"_s).toString()},
        {u"sysadmin_flag"_s, false}, {u"admin_role_in_auth"_s, false}, {u"creation_time"_s, stamp(call.now)},
        {u"update_time"_s, stamp(call.now)}});
    return done(201, u"/api/v2.0/users/"_s + QString::number(id));
}

Response changeUser(Call &call)
{
    Table &users = call.state.table(u"users"_s);
    const QString id = call.path[u"user_id"_s];
    QJsonObject *const user = users.find(u"user_id"_s, id);
    if (!user)
        return fail(404, u"user %1 not found"_s.arg(id));
    const QByteArray what = call.route->table;
    const bool isOwn = (*user)[u"username"_s].toString() == call.who.name;
    if (!call.isSystemAdmin() && !isOwn)
        return refuse(call);
    if (what == "cli_secret")
        return fail(412, u"only users of OIDC have a CLI secret"_s);
    if (what == "password") {
        const QString fresh = call.body.value(u"new_password"_s).toString();
        return isStrong(fresh) ? done() : weak();
    }
    if (what == "delete") {
        if (id == "1"_L1 || isOwn)
            return fail(403, u"user with ID %1 cannot be deleted"_s.arg(id));
        users.rows.removeAt(user - users.rows.data());
        return done();
    }
    if (what == "sysadmin") {
        user->insert(u"sysadmin_flag"_s, call.body.value(u"sysadmin_flag"_s).toBool());
    } else {
        for (auto it = call.body.constBegin(); it != call.body.constEnd(); ++it)
            user->insert(it.key(), it.value());
    }
    user->insert(u"update_time"_s, stamp(call.now));
    return done();
}

} // namespace lotse::demo
