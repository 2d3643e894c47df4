// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QObject>
#include <QString>

namespace lotse {

namespace IdentityKinds {
Q_NAMESPACE
/// As whom the registry knows us; proved by asking it, never taken from the account.
enum class IdentityKind {
    Unknown, ///< not asked yet, or the registry cannot tell
    Anonymous,
    Person,
    Robot,
    CliSecret, ///< an OIDC user by CLI secret: accepted, but Harbor names it nowhere
};
Q_ENUM_NS(IdentityKind)
} // namespace IdentityKinds
using IdentityKinds::IdentityKind;

struct Identity {
    Q_GADGET
    Q_PROPERTY(lotse::IdentityKind kind MEMBER kind)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString realName MEMBER realName)
    Q_PROPERTY(bool isAdmin MEMBER isAdmin)
    Q_PROPERTY(qint64 userId MEMBER userId)
public:
    IdentityKind kind = IdentityKind::Unknown;
    QString name; ///< the registry's name for us; of a robot or a CLI secret the account's user name
    QString realName;
    bool isAdmin = false; ///< system administrator
    qint64 userId = 0; ///< Harbor's, 0 where there is none
    bool operator==(const Identity &) const = default;
};

} // namespace lotse

Q_DECLARE_METATYPE(lotse::Identity)
