// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/field.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace lotse::harbor {

struct Access {
    Q_GADGET
public:
    FIELD(QString, resource)
    FIELD(QString, action)
    FIELD(QString, effect)
    bool operator==(const Access &) const = default;
};

/// Rights in a namespace: "/" the system, a project's name, "*" every project.
struct RobotPermission {
    Q_GADGET
public:
    FIELD(QString, kind) ///< system, project
    FIELD_AS(QString, nameSpace, "namespace")
    FIELD(QList<Access>, access)
    bool operator==(const RobotPermission &) const = default;
};

/// A robot account. The secret is shown once, when it is made, and is no field here.
struct Robot {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QString, name) ///< "robot$platform+ci"
    FIELD(QString, description)
    FIELD(QString, level) ///< system, project
    FIELD(qint64, duration) ///< days, -1: never ends
    FIELD(bool, editable)
    FIELD(bool, disable)
    FIELD(qint64, expiresAt) ///< seconds since 1970, -1: never
    FIELD(QList<RobotPermission>, permissions)
    FIELD(QString, creatorType)
    FIELD(qint64, creatorRef)
    FIELD(QDateTime, creationTime)
    FIELD(QDateTime, updateTime)
    bool operator==(const Robot &) const = default;
};

} // namespace lotse::harbor
