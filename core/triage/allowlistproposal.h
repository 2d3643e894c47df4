// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/context.h"
#include "triage/pullpolicy.h"

namespace lotse {

/// What is wished: to put names on a list, or to take them off.
struct AllowlistWish {
    bool isAddition = true;
    QString project; ///< empty: the list of the whole registry
    QStringList ids; ///< as scanners write them: that is how Harbor compares
    std::optional<qint64> expires{}; ///< when the whole list is to end, in seconds since 1970, 0: never; none: as it is
};

/// An image whose pull the proposal touches.
struct AllowlistImage {
    QString project, repository, digest;
    QStringList tags;
    quint32 before = 0, after = 0; ///< findings that block one of its platforms
    bool isFreed() const { return before > 0 && after == 0; }
    bool isStopped() const { return before == 0 && after > 0; }
};

/**
 * A change of an allowlist as it would be asked of Harbor, and what would come of it by the reports and policies that
 * were read. It is worked out here alone: making one asks nothing of a registry and changes nothing there.
 */
struct AllowlistProposal {
    AllowlistWish wish;
    QString registry; ///< its name
    Allowlist before, after; ///< of the list that is changed
    QStringList changed; ///< names that come or go
    QStringList idle; ///< names that are there already, or are not there to be taken off
    bool switchesList = false; ///< the project would go by its own list from then on
    QStringList projects; ///< that go by the list afterwards and block at all
    QList<AllowlistImage> images; ///< those whose pull changes, freed ones first; at most 10,000
    quint32 freed = 0, stopped = 0; ///< images
    quint32 lessened = 0; ///< images with fewer findings that block, which stay blocked
    quint32 unscanned = 0; ///< images without a report in those projects: blocked whatever the list says
    QList<Message> remarks;
    findings::Seconds made = 0;

    bool movesEnd() const { return before.expires != after.expires; }
    bool isEmpty() const { return changed.isEmpty() && !switchesList && !movesEnd(); }
    QByteArray path() const; ///< "/api/v2.0/projects/2"
    QByteArray body() const; ///< of the PUT
    /// "CVE-2021-44228 comes onto the list of project payments: 3 images could be pulled that cannot be pulled now."
    QStringList sentences() const;
    /// All of it for people: sentences, remarks, images, the request.
    QString summary() const;
    /// All of it for programs.
    QByteArray json() const;

    qint64 projectId = 0;
};

/// The names that scanners give the vulnerabilities of these rows, in one registry and, where one is named, one
/// project; sorted.
QStringList scannerNames(const findings::Context &context, std::span<const findings::RowId> rows,
    const QString &registryId, const QString &project);

/// ErrorKind::Usage where nothing is named, more than 1000 names are, the end that is wished has passed, or the project
/// is not among the policies;
/// Forbidden where the registry's list is needed and could not be read.
Result<AllowlistProposal> proposeAllowlist(const findings::Context &context, const QString &registryId,
    const PullPolicies &policies, const AllowlistWish &wish);

} // namespace lotse
