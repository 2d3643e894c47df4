// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/field.h"

#include <QDateTime>
#include <QString>

namespace lotse::harbor {

/// How a user is known to the OIDC provider. The CLI secret is never kept: it is not a field here.
struct OidcUser {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(qint64, userId)
    FIELD(QString, subiss)
    FIELD(QDateTime, creationTime)
    FIELD(QDateTime, updateTime)
    bool operator==(const OidcUser &) const = default;
};

struct User {
    Q_GADGET
public:
    FIELD(QString, email)
    FIELD(QString, realname)
    FIELD(QString, comment)
    FIELD(qint64, userId)
    FIELD(QString, username)
    FIELD(bool, sysadminFlag)
    FIELD(bool, adminRoleInAuth) ///< administrator by a group of the sign-in service
    FIELD(OidcUser, oidcUserMeta)
    FIELD(QDateTime, creationTime)
    FIELD(QDateTime, updateTime)
    bool operator==(const User &) const = default;
};

struct UserSearchItem {
    Q_GADGET
public:
    FIELD(qint64, userId)
    FIELD(QString, username)
    bool operator==(const UserSearchItem &) const = default;
};

/// Kind: 1 LDAP, 2 HTTP, 3 OIDC. No API lists the users of a group.
struct UserGroup {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QString, groupName)
    FIELD(qint64, groupType)
    FIELD(QString, ldapGroupDn)
    bool operator==(const UserGroup &) const = default;
};

struct LdapUser {
    Q_GADGET
public:
    FIELD(QString, username)
    FIELD(QString, realname)
    FIELD(QString, email)
    bool operator==(const LdapUser &) const = default;
};

} // namespace lotse::harbor
