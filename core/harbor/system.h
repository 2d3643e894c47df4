// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/field.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace lotse::harbor {

struct ComponentHealth {
    Q_GADGET
public:
    FIELD(QString, name)
    FIELD(QString, status)
    FIELD(QString, error)
    bool operator==(const ComponentHealth &) const = default;
};

/// The server looks at its parts now and then, not at the moment of asking.
struct Health {
    Q_GADGET
public:
    FIELD(QString, status)
    FIELD(QList<ComponentHealth>, components)
    bool operator==(const Health &) const = default;
};

/// The sizes are of who asks; the bytes only for a system administrator.
struct Statistics {
    Q_GADGET
public:
    FIELD(qint64, privateProjectCount)
    FIELD(qint64, privateRepoCount)
    FIELD(qint64, publicProjectCount)
    FIELD(qint64, publicRepoCount)
    FIELD(qint64, totalProjectCount)
    FIELD(qint64, totalRepoCount)
    FIELD(qint64, totalStorageConsumption)
    bool operator==(const Statistics &) const = default;
};

struct AuthProxy {
    Q_GADGET
public:
    FIELD(QString, endpoint)
    FIELD_AS(QString, tokenReviewEndpoint, "tokenreivew_endpoint") ///< spelt so on the wire
    FIELD(bool, skipSearch)
    FIELD(bool, verifyCert)
    FIELD(QString, serverCertificate)
    bool operator==(const AuthProxy &) const = default;
};

/// What SystemInfo::bannerMessage holds since the portal has a banner: JSON inside a text. Source: the portal's
/// src/app/shared/entities/banner-message.
struct Banner {
    Q_GADGET
public:
    FIELD(QString, message)
    FIELD(QString, type) ///< info, success, warning, danger
};

/// What the registry says of itself; the version only to who is signed in.
struct SystemInfo {
    Q_GADGET
public:
    FIELD(QString, bannerMessage)
    FIELD(QDateTime, currentTime)
    FIELD(QString, registryUrl)
    FIELD(QString, externalUrl)
    FIELD(QString, authMode)
    FIELD(bool, primaryAuthMode)
    FIELD(QString, projectCreationRestriction)
    FIELD(bool, selfRegistration)
    FIELD(bool, hasCaRoot)
    FIELD(QString, harborVersion)
    FIELD(QString, registryStorageProviderName)
    FIELD(bool, readOnly)
    FIELD(bool, notificationEnable)
    FIELD(AuthProxy, authproxySettings)
    FIELD(QString, oidcProviderName)
    bool operator==(const SystemInfo &) const = default;
};

/// A volume of the registry, bytes; zero where the server does not know.
struct Volume {
    Q_GADGET
public:
    FIELD(qint64, total)
    FIELD(qint64, free)
    bool operator==(const Volume &) const = default;
};

/// An icon, its content in base64.
struct Icon {
    Q_GADGET
public:
    FIELD_AS(QString, contentType, "content-type")
    FIELD(QString, content)
    bool operator==(const Icon &) const = default;
};

} // namespace lotse::harbor
