// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/identity.h"
#include "demo/state.h"

namespace lotse::demo {

/// What Harbor's roles may do. Source: harbor's rbac_role.go, as written down in its role matrix.
bool isSystemAdmin(State &state, const Identity &who);

/// The role ids of an identity in a project (1 admin, 4 maintainer, 2 developer, 3 guest, 5 limited guest).
QList<int> rolesIn(State &state, const Identity &who, qint64 project);

/// `project` 0: a resource of the system. A robot may what its permissions say, unless it is disabled or expired.
bool may(State &state, const Identity &who, qint64 project, const QString &resource, const QString &action,
    const QDateTime &now);

/// [{"resource","action"}] of a scope: a project, or the system with 0. `prefix` goes before each resource.
QJsonArray permissionsOf(
    State &state, const Identity &who, qint64 project, const QString &prefix, const QDateTime &now);

/// GET /permissions: what robots may be given.
QJsonArray grantable(bool ofSystem);

} // namespace lotse::demo
