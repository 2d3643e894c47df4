// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/adapters.h"
#include "harbor/permission.h"
#include "harbor/quota.h"
#include "harbor/robot.h"
#include "harbor/rows.h"
#include "harbor/user.h"

namespace lotse::harbor::rows {

using namespace Qt::StringLiterals;

namespace {

// Harbor lists robots of the system unless `q` asks for those of one project.
Params robotsOfProject(const Params &parent)
{
    return {{u"q"_s, u"Level=project,ProjectID=%1"_s.arg(parent.value(u"project_id"_s))}};
}

Params permissionsInProject(const Params &parent)
{
    return {{u"scope"_s, u"/project/%1"_s.arg(parent.value(u"project_id"_s))}, {u"relative"_s, u"true"_s}};
}

} // namespace

QList<Endpoint> access()
{
    return {
        {.kind = "users",
            .operation = "listUsers",
            .path = "/users",
            .type = typeOf<User>,
            .key = "userId",
            .feature = "users",
            .permission = "user:list",
            .title = LOTSE_MSG("Users"),
            .gives =
                [](const QVariant &row) {
                    const auto user = row.value<User>();
                    return Params{{u"user_id"_s, QString::number(user.userId)}, {u"username"_s, user.username}};
                }},
        {.kind = "user",
            .operation = "getUser",
            .path = "/users/{user_id}",
            .shape = Shape::Singleton,
            .type = typeOf<User>,
            .key = "userId",
            .feature = "users",
            .permission = "user:read",
            .title = LOTSE_MSG("User"),
            .walks = false},
        {.kind = "current-user",
            .operation = "getCurrentUserInfo",
            .path = "/users/current",
            .shape = Shape::Singleton,
            .type = typeOf<User>,
            .key = "userId",
            .feature = "users",
            .title = LOTSE_MSG("Signed in as")},
        {.kind = "user-search",
            .operation = "searchUsers",
            .path = "/users/search",
            .type = typeOf<UserSearchItem>,
            .key = "userId",
            .feature = "users",
            .title = LOTSE_MSG("Users found"),
            .walks = false},
        {.kind = "my-permissions",
            .operation = "getCurrentUserPermissions",
            .path = "/users/current/permissions",
            .shape = Shape::Plain,
            .type = typeOf<Permission>,
            .key = "resource,action",
            .feature = "permissions",
            .title = LOTSE_MSG("My permissions"),
            .fixed = {{u"scope"_s, u"/system"_s}}},
        {.kind = "my-project-permissions",
            .operation = "getCurrentUserPermissions",
            .path = "/users/current/permissions",
            .shape = Shape::Plain,
            .scope = Scope::Project,
            .type = typeOf<Permission>,
            .key = "resource,action",
            .feature = "permissions",
            .title = LOTSE_MSG("My permissions by project"),
            .scoped = permissionsInProject},
        {.kind = "permissions",
            .operation = "getPermissions",
            .path = "/permissions",
            .shape = Shape::Plain,
            .type = typeOf<GrantablePermission>,
            .key = "scope,resource,action",
            .feature = "permissions",
            .title = LOTSE_MSG("Grantable permissions"),
            .read = adapters::grantable},
        {.kind = "groups",
            .operation = "listUserGroups",
            .path = "/usergroups",
            .type = typeOf<UserGroup>,
            .feature = "groups",
            .permission = "user-group:list",
            .title = LOTSE_MSG("Groups")},
        {.kind = "group",
            .operation = "getUserGroup",
            .path = "/usergroups/{group_id}",
            .shape = Shape::Singleton,
            .type = typeOf<UserGroup>,
            .feature = "groups",
            .permission = "user-group:read",
            .title = LOTSE_MSG("Group"),
            .walks = false},
        {.kind = "group-search",
            .operation = "searchUserGroups",
            .path = "/usergroups/search",
            .type = typeOf<UserGroup>,
            .feature = "groups",
            .title = LOTSE_MSG("Groups found"),
            .walks = false},
        {.kind = "ldap-users",
            .operation = "searchLdapUser",
            .path = "/ldap/users/search",
            .shape = Shape::Plain,
            .type = typeOf<LdapUser>,
            .key = "username",
            .feature = "ldap",
            .permission = "ldap-user:list",
            .title = LOTSE_MSG("LDAP users"),
            .walks = false},
        {.kind = "ldap-groups",
            .operation = "searchLdapGroup",
            .path = "/ldap/groups/search",
            .shape = Shape::Plain,
            .type = typeOf<UserGroup>,
            .key = "ldapGroupDn",
            .feature = "ldap",
            .permission = "ldap-user:list",
            .title = LOTSE_MSG("LDAP groups"),
            .walks = false},
        {.kind = "robots",
            .operation = "ListRobot",
            .path = "/robots",
            .type = typeOf<Robot>,
            .feature = "robots",
            .permission = "robot:list",
            .title = LOTSE_MSG("Robot accounts")},
        {.kind = "project-robots",
            .operation = "ListRobot",
            .path = "/robots",
            .scope = Scope::Project,
            .type = typeOf<Robot>,
            .feature = "robots",
            .permission = "robot:list",
            .title = LOTSE_MSG("Project robot accounts"),
            .scoped = robotsOfProject},
        {.kind = "robot",
            .operation = "GetRobotByID",
            .path = "/robots/{robot_id}",
            .shape = Shape::Singleton,
            .type = typeOf<Robot>,
            .feature = "robots",
            .permission = "robot:read",
            .title = LOTSE_MSG("Robot account"),
            .walks = false},
        {.kind = "quotas",
            .operation = "listQuotas",
            .path = "/quotas",
            .type = typeOf<Quota>,
            .key = "ref.name", // those of the fallback have no id
            .feature = "quotas",
            .permission = "quota:list",
            .title = LOTSE_MSG("Quotas"),
            .fallback = "project-quotas"},
        {.kind = "quota",
            .operation = "getQuota",
            .path = "/quotas/{id}",
            .shape = Shape::Singleton,
            .type = typeOf<Quota>,
            .feature = "quotas",
            .permission = "quota:read",
            .title = LOTSE_MSG("Quota"),
            .walks = false},
    };
}

} // namespace lotse::harbor::rows
