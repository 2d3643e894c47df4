// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/roles.h"

#include "harbor/roles.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::demo {

namespace {

// In the letters of harbor::accessOf().
constexpr const char *SystemAll =
    "audit-log:l preheat-instance:rcdlu project:lc replication-policy:rcdlu replication:rcl replication-adapter:l "
    "registry:rcdlu scan-all:rusc system-volumes:r garbage-collection:rclus purge-audit:rclus jobservice-monitor:ls "
    "scanner:rcdlu label:rcdu security-hub:rl catalog:r quota:rl robot:crld user:cruld ldap-user:cl quota:u "
    "user-group:cruld";
constexpr const char *ProjectGrantable =
    "log:l project:rdu metadata:rcdlu repository:rudlpP artifact:rcld scan:crs sbom:csr tag:cld accessory:l "
    "artifact-addition:r artifact-label:cd scanner:cr preheat-policy:rcdlu immutable-tag:cdlu "
    "notification-policy:rcdlu tag-retention:rcdlu label:rcdlu quota:r robot:crld export-cve:cr member:cruld";

bool holds(const QList<harbor::Access> &rights, const QString &resource, const QString &action)
{
    return std::any_of(rights.begin(), rights.end(),
        [&](const harbor::Access &access) { return access.resource == resource && access.action == action; });
}

bool isPublic(State &state, qint64 project)
{
    const QJsonObject *const row = state.projectById(project);
    return row && (*row)[u"metadata"_s][u"public"_s].toString() == "true"_L1;
}

bool robotMay(State &state, const Identity &who, qint64 project, const QString &resource, const QString &action,
    const QDateTime &now)
{
    const QJsonObject *const robot = state.table(u"robots"_s).find(u"name"_s, who.name);
    if (!robot || (*robot)[u"disable"_s].toBool())
        return false;
    const qint64 expires = (*robot)[u"expires_at"_s].toInteger();
    if (expires > 0 && expires < now.toSecsSinceEpoch())
        return false;
    const QJsonObject *const row = project > 0 ? state.projectById(project) : nullptr;
    const QString name = row ? (*row)[u"name"_s].toString() : u"/"_s;
    for (const QJsonValue permission : (*robot)[u"permissions"_s].toArray()) {
        const QString space = permission[u"namespace"_s].toString();
        const bool ofSystem = permission[u"kind"_s].toString() == "system"_L1;
        if (ofSystem != (project == 0) || (!ofSystem && space != "*"_L1 && space != name))
            continue;
        for (const QJsonValue access : permission[u"access"_s].toArray()) {
            if (access[u"resource"_s].toString() == resource && access[u"action"_s].toString() == action)
                return true;
        }
    }
    return false;
}

} // namespace

bool isSystemAdmin(State &state, const Identity &who)
{
    if (who.isAnonymous() || who.isRobot())
        return false;
    const QJsonObject *const user = state.table(u"users"_s).find(u"username"_s, who.name);
    return user && (*user)[u"sysadmin_flag"_s].toBool();
}

QList<int> rolesIn(State &state, const Identity &who, qint64 project)
{
    QList<int> roles;
    if (who.isAnonymous() || who.isRobot())
        return roles;
    if (isSystemAdmin(state, who))
        return {1};
    for (const QJsonObject &member : std::as_const(state.table(u"members"_s).rows)) {
        if (member[u"project_id"_s].toInteger() == project && member[u"entity_name"_s].toString() == who.name
            && member[u"entity_type"_s].toString() == "u"_L1)
            roles.append(int(member[u"role_id"_s].toInteger()));
    }
    return roles;
}

bool may(State &state, const Identity &who, qint64 project, const QString &resource, const QString &action,
    const QDateTime &now)
{
    if (isSystemAdmin(state, who))
        return true;
    if (project > 0 && isPublic(state, project) && holds(harbor::publicRights(), resource, action))
        return true;
    if (who.isRobot())
        return robotMay(state, who, project, resource, action, now);
    if (project == 0)
        return false;
    for (const int role : rolesIn(state, who, project)) {
        if (harbor::roleMay(role, resource, action))
            return true;
    }
    return false;
}

QJsonArray permissionsOf(State &state, const Identity &who, qint64 project, const QString &prefix, const QDateTime &now)
{
    QJsonArray out;
    const auto add = [&](const QString &resource, const QString &action) {
        if (!may(state, who, project, resource, action, now))
            return;
        // The scope itself is "." when asked relatively, and its own path otherwise.
        const bool isScope = project > 0 && resource == "project"_L1;
        const QString name = isScope ? (prefix.isEmpty() ? u"."_s : prefix.chopped(1)) : prefix + resource;
        out.append(QJsonObject{{u"action"_s, action}, {u"resource"_s, name}});
    };
    for (const harbor::Access &access :
        project > 0 ? harbor::roleRights(harbor::ProjectAdmin) : harbor::accessOf(SystemAll))
        add(access.resource, access.action);
    return out;
}

QJsonArray grantable(bool ofSystem)
{
    QJsonArray out;
    for (const harbor::Access &access : harbor::accessOf(ofSystem ? SystemAll : ProjectGrantable))
        out.append(QJsonObject{{u"action"_s, access.action}, {u"resource"_s, access.resource}});
    return out;
}

} // namespace lotse::demo
