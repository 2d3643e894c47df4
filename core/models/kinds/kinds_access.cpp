// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/label.h"
#include "harbor/permission.h"
#include "harbor/robot.h"
#include "harbor/user.h"
#include "models/tables/kindtables.h"

namespace lotse::models {

using namespace Qt::StringLiterals;

static Cell expiryCell(const harbor::Robot &robot)
{
    if (robot.expiresAt < 0)
        return {word(LOTSE_MSG("never")), u"off"_s, {}, std::numeric_limits<qint64>::max()};
    const QDateTime end = QDateTime::fromSecsSinceEpoch(robot.expiresAt, Qt::UTC);
    Cell cell = Cell::time(end);
    const qint64 days = QDateTime::currentDateTimeUtc().daysTo(end);
    if (end < QDateTime::currentDateTimeUtc())
        cell.text = Message{LOTSE_MSG("expired %1"), {cell.text}}.text();
    cell.value = days < 0 ? u"error"_s : days < 14 ? u"warning"_s : u"ok"_s;
    return cell;
}

static QString permissionText(const harbor::Robot &robot)
{
    QStringList parts;
    for (const harbor::RobotPermission &permission : robot.permissions) {
        const QString where = permission.kind == "system"_L1 ? word(LOTSE_MSG("system"))
            : permission.nameSpace == "*"_L1                 ? word(LOTSE_MSG("all projects"))
                                                             : permission.nameSpace;
        parts += Message::counted(
            LOTSE_MSG_N("%1: %Ln permissions", "%1: %Ln permission"), permission.access.size(), {where})
                     .text();
    }
    return parts.join(u"; "_s);
}

static QString rightsText(const harbor::Robot &robot)
{
    QStringList lines;
    for (const harbor::RobotPermission &permission : robot.permissions) {
        QStringList rights;
        for (const harbor::Access &access : permission.access)
            rights += access.resource + u':' + access.action;
        lines +=
            (permission.kind == "system"_L1 ? permission.kind : permission.nameSpace) + u": "_s + rights.join(u", "_s);
    }
    return lines.join(u'\n');
}

void addAccessKinds(KindTable &table)
{
    using harbor::User;
    table["users"] << column<User>(
        u"name"_s, LOTSE_MSG("User"), ColumnKind::Text, 180, [](const User &u) { return Cell::plain(u.username); },
        u"username"_s)
                   << column<User>(u"realname"_s, LOTSE_MSG("Name"), ColumnKind::Text, 180,
                          [](const User &u) { return Cell::plain(u.realname); })
                   << column<User>(u"email"_s, LOTSE_MSG("Email"), ColumnKind::Text, 220,
                          [](const User &u) { return Cell::plain(u.email); })
                   << column<User>(u"admin"_s, LOTSE_MSG("System admin"), ColumnKind::Text, 160,
                          [](const User &u) {
                              return u.adminRoleInAuth && !u.sysadminFlag
                                  ? Cell::plain(word(LOTSE_MSG("from the identity provider")))
                                  : Cell::yesNo(u.sysadminFlag);
                          })
                   << column<User>(
                          u"created"_s, LOTSE_MSG("Created"), ColumnKind::Time, 140,
                          [](const User &u) { return Cell::time(u.creationTime); }, u"creation_time"_s)
                   << column<User>(u"comment"_s, LOTSE_MSG("Comment"), ColumnKind::Text, 240,
                          [](const User &u) { return Cell::plain(u.comment); });

    using harbor::UserGroup;
    table["groups"] << column<UserGroup>(u"name"_s, LOTSE_MSG("Group"), ColumnKind::Text, 240, [](const UserGroup &g) {
        return Cell::plain(g.groupName);
    }) << column<UserGroup>(u"type"_s, LOTSE_MSG("Type"), ColumnKind::Text, 100, [](const UserGroup &g) {
        return Cell::plain(g.groupType == 1 ? u"LDAP"_s
                : g.groupType == 2          ? u"HTTP"_s
                : g.groupType == 3          ? u"OIDC"_s
                                            : QString::number(g.groupType));
    }) << column<UserGroup>(u"dn"_s, LOTSE_MSG("LDAP name"), ColumnKind::Mono, 340, [](const UserGroup &g) {
        return Cell::plain(g.ldapGroupDn);
    });

    using harbor::Robot;
    QList<Column> robots;
    robots << column<Robot>(
        u"name"_s, LOTSE_MSG("Robot account"), ColumnKind::Mono, 260,
        [](const Robot &r) { return Cell::plain(r.name); }, u"name"_s)
           << column<Robot>(u"level"_s, LOTSE_MSG("Level"), ColumnKind::Text, 90,
                  [](const Robot &r) {
                      return Cell::plain(
                          r.level == "system"_L1 ? word(LOTSE_MSG("system")) : word(LOTSE_MSG("project")));
                  })
           << column<Robot>(u"enabled"_s, LOTSE_MSG("State"), ColumnKind::State, 110,
                  [](const Robot &r) {
                      return r.disable ? enabledCell(false)
                          : r.expiresAt >= 0 && r.expiresAt < QDateTime::currentSecsSinceEpoch()
                          ? Cell::state(u"error"_s, word(LOTSE_MSG("expired")))
                          : enabledCell(true);
                  })
           << column<Robot>(u"expires"_s, LOTSE_MSG("Expires"), ColumnKind::State, 180, expiryCell)
           << column<Robot>(u"permissions"_s, LOTSE_MSG("Permissions"), ColumnKind::Text, 260,
                  [](const Robot &r) {
                      return Cell{permissionText(r), {}, rightsText(r), {}, rightsText(r)};
                  })
           << column<Robot>(u"description"_s, LOTSE_MSG("Description"), ColumnKind::Text, 240,
                  [](const Robot &r) { return Cell::plain(r.description); })
           << column<Robot>(
                  u"created"_s, LOTSE_MSG("Created"), ColumnKind::Time, 140,
                  [](const Robot &r) { return Cell::time(r.creationTime); }, u"creation_time"_s);
    table["robots"] = robots;
    table["project-robots"] = QList<Column>{parentColumn(LOTSE_MSG("Project"))} + robots;

    using harbor::Label;
    table["labels"] << column<Label>(u"name"_s, LOTSE_MSG("Label"), ColumnKind::Labels, 200, [](const Label &l) {
        return Cell{l.name, QVariantList{QVariantMap{{u"name"_s, l.name}, {u"color"_s, l.color}}}, {}, {}};
    }) << column<Label>(u"scope"_s, LOTSE_MSG("Scope"), ColumnKind::Text, 100, [](const Label &l) {
        return Cell::plain(l.scope == "g"_L1 ? word(LOTSE_MSG("global")) : word(LOTSE_MSG("project")));
    }) << column<Label>(u"description"_s, LOTSE_MSG("Description"), ColumnKind::Text, 320, [](const Label &l) {
        return Cell::plain(l.description);
    }) << column<Label>(u"created"_s, LOTSE_MSG("Created"), ColumnKind::Time, 140, [](const Label &l) {
        return Cell::time(l.creationTime);
    });

    table["project-labels"] = QList<Column>{parentColumn(LOTSE_MSG("Project"))} + table["labels"];

    using harbor::Permission;
    table["my-permissions"] << column<Permission>(u"resource"_s, LOTSE_MSG("Resource"), ColumnKind::Mono, 260,
        [](const Permission &p) { return Cell::plain(p.resource); })
                            << column<Permission>(u"action"_s, LOTSE_MSG("Action"), ColumnKind::Mono, 160,
                                   [](const Permission &p) { return Cell::plain(p.action); });
}

} // namespace lotse::models
