// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/roles.h"
#include "posture/facts.h"

namespace lotse::report {

/// Somebody or something with permissions in a registry, as its lists and its audit trail have it.
struct AccessRow {
    enum class Kind { Admin, User, Group, Robot };
    Kind kind = Kind::User;
    QString project; ///< of a member or a robot of a project; empty at system level
    QString name; ///< as the registry writes it: "robot$payments+ci"
    QString email;
    qint64 id = 0; ///< of the user, the membership or the robot at the registry
    qint64 role = 0; ///< of a member
    QString roleWord; ///< the registry's own name of the role
    QList<Message> sentences; ///< what the role or the flag allows
    QString rights; ///< of a robot: "payments: repository:pull, …"
    QDateTime expires; ///< of a robot, UTC; invalid: never
    bool isDisabled = false; ///< of a robot
    bool isSeenKnown = false; ///< the whole audit trail was searched for it, or it was found in a part
    QDateTime lastSeen; ///< UTC; invalid: not in the last 90 days

    /// The account that Harbor is installed with: its right cannot be taken away.
    bool isBuiltIn() const { return kind == Kind::Admin && id == 1; }
    /// The same for the same permission, whatever its role is now: "member/payments/u/joe".
    QString key() const;
};

/// "admin", "user", "group", "robot".
QString accessKindWord(AccessRow::Kind kind);

/// The kinds of facts that accessRows() is made of.
QStringList accessKinds();

/**
 * Administrators, members and robots, in the order of kinds, projects and names. `projects`: patterns; empty: all.
 * Robots of the system are there if they have rights in one of the projects.
 */
QList<AccessRow> accessRows(const posture::Facts &facts, const QStringList &projects);

} // namespace lotse::report
