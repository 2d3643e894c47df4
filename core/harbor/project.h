// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/quota.h"
#include "harbor/registry.h"
#include "json/field.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace lotse::harbor {

struct CveAllowlistItem {
    Q_GADGET
public:
    FIELD(QString, cveId)
    bool operator==(const CveAllowlistItem &) const = default;
};

/// Vulnerabilities that do not block a pull; one expiry for the whole list (seconds since 1970, 0: none). An expired
/// list is ignored as a whole.
struct CveAllowlist {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(qint64, projectId)
    FIELD(qint64, expiresAt)
    FIELD(QList<CveAllowlistItem>, items)
    FIELD(QDateTime, creationTime)
    FIELD(QDateTime, updateTime)
    bool operator==(const CveAllowlist &) const = default;
};

/// Settings of a project. Every value is a text on the wire: "true", "false", a number or a severity.
struct ProjectMetadata {
    Q_GADGET
public:
    FIELD_AS(QString, isPublic, "public")
    FIELD(QString, enableContentTrust) ///< Notation
    FIELD(QString, enableContentTrustCosign)
    FIELD(QString, preventVul)
    FIELD(QString, severity) ///< none, low, medium, high, critical
    FIELD(QString, autoScan)
    FIELD(QString, autoSbomGeneration)
    FIELD(QString, reuseSysCveAllowlist)
    FIELD(QString, retentionId)
    FIELD(QString, proxySpeedKb) ///< kbit/s, -1: no limit
    FIELD(QString, maxUpstreamConn) ///< -1: no limit
    FIELD(QString, proxyCacheLocalOnNotFound)
    FIELD(QString, proxyReferrerApi)
    FIELD(QString, proxyCacheFilterPattern)
    FIELD(QString, proxyCacheFilterKind) ///< doublestar, regex
    bool operator==(const ProjectMetadata &) const = default;
};

struct Project {
    Q_GADGET
public:
    FIELD(qint64, projectId)
    FIELD(qint64, ownerId)
    FIELD(QString, name)
    FIELD(qint64, registryId) ///< of a proxy cache, else 0
    FIELD(QDateTime, creationTime)
    FIELD(QDateTime, updateTime)
    FIELD(bool, deleted)
    FIELD(QString, ownerName)
    FIELD(bool, togglable)
    FIELD(qint64, currentUserRoleId)
    FIELD(QList<qint64>, currentUserRoleIds) ///< more than one where groups give roles
    FIELD(qint64, repoCount)
    FIELD(ProjectMetadata, metadata)
    FIELD(CveAllowlist, cveAllowlist)
    bool operator==(const Project &) const = default;

    bool isPublic() const { return metadata.isPublic == QLatin1String("true"); }
    bool isProxyCache() const { return registryId != 0; }
};

struct ProjectDeletable {
    Q_GADGET
public:
    FIELD(bool, deletable)
    FIELD(QString, message)
    bool operator==(const ProjectDeletable &) const = default;
};

struct ProjectSummaryQuota {
    Q_GADGET
public:
    FIELD(ResourceList, hard)
    FIELD(ResourceList, used)
    bool operator==(const ProjectSummaryQuota &) const = default;
};

/// Counts of a project; those of members only for who may list them.
struct ProjectSummary {
    Q_GADGET
public:
    FIELD(qint64, repoCount)
    FIELD(qint64, projectAdminCount)
    FIELD(qint64, maintainerCount)
    FIELD(qint64, developerCount)
    FIELD(qint64, guestCount)
    FIELD(qint64, limitedGuestCount)
    FIELD(ProjectSummaryQuota, quota)
    FIELD(Registry, registry)
    bool operator==(const ProjectSummary &) const = default;
};

/// A user ("u") or a group ("g") with a role: 1 admin, 2 developer, 3 guest, 4 maintainer, 5 limited guest.
struct ProjectMember {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(qint64, projectId)
    FIELD(QString, entityName)
    FIELD(QString, roleName)
    FIELD(qint64, roleId)
    FIELD(qint64, entityId)
    FIELD(QString, entityType)
    bool operator==(const ProjectMember &) const = default;
};

/// One setting of a project by its own name, made from the map that the server sends.
struct MetadataItem {
    Q_GADGET
public:
    FIELD(QString, key)
    FIELD(QString, value)
    bool operator==(const MetadataItem &) const = default;
};

} // namespace lotse::harbor
