// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/field.h"

#include <QString>

namespace lotse::harbor {

/// What the caller may do; relative to the scope that was asked for, "." is the project itself.
struct Permission {
    Q_GADGET
public:
    FIELD(QString, resource)
    FIELD(QString, action)
    bool operator==(const Permission &) const = default;
};

/// What may be granted to a robot, in which scope: "system" or "project".
struct GrantablePermission {
    Q_GADGET
public:
    FIELD(QString, scope)
    FIELD(QString, resource)
    FIELD(QString, action)
    bool operator==(const GrantablePermission &) const = default;
};

} // namespace lotse::harbor
