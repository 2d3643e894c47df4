// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace lotse::demo {

/// Who asks. A robot is known by its full name ("robot$payments+ci-push"); what a name may do, the registry looks up.
struct Identity {
    QString name; ///< empty: anonymous

    static Identity admin() { return {QStringLiteral("admin")}; }
    static Identity projectAdmin() { return {QStringLiteral("payments-lead")}; } ///< of the project payments
    static Identity guest() { return {QStringLiteral("audit-desk")}; } ///< of payments and platform
    static Identity robot() { return {QStringLiteral("robot$payments+ci-push")}; } ///< of the project payments
    static Identity systemRobot() { return {QStringLiteral("robot$compliance-reader")}; } ///< reads, over all projects
    static Identity anonymous() { return {}; }

    bool isAnonymous() const { return name.isEmpty(); }
    bool isRobot() const { return name.startsWith(QLatin1String("robot$")); }
};

} // namespace lotse::demo
