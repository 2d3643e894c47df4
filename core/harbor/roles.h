// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/message.h"
#include "harbor/robot.h"

namespace lotse::harbor {

/// The roles of a project by Harbor's numbers.
enum RoleId : qint64 { ProjectAdmin = 1, Developer = 2, Guest = 3, Maintainer = 4, LimitedGuest = 5 };

/// Rights written short: "member:rl label:crudl". Letters: c create, r read, u update, d delete, l list, P push, p
/// pull, o operate, s stop.
QList<Access> accessOf(const char *letters);

/// What a role may do in its project, by resource; empty for a number that Harbor does not know.
/// Source: src/common/rbac/project/rbac_role.go.
const QList<Access> &roleRights(qint64 role);
bool roleMay(qint64 role, QStringView resource, QStringView action);
/// What anybody, signed in or not, may do in a public project.
const QList<Access> &publicRights();

/// "Project admin"; the server's own word for a number that is not known here.
Message roleName(qint64 role, const QString &word);
/// How much a role may do, 5 (project admin) to 1 (limited guest), 0: not known.
int roleRank(qint64 role);
/// What a role may really do, in sentences; what surprises people is said.
QList<Message> roleSentences(qint64 role);

/// Whether a robot may do this in a project, by its permissions alone (it may be disabled or expired).
bool robotMay(const Robot &robot, const QString &project, QStringView resource, QStringView action);
/// The projects that a robot has rights in, by name, in its own order; "*" means all. Names the system "/" not.
QStringList robotProjects(const Robot &robot);

} // namespace lotse::harbor
