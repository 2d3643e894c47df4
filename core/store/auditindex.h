// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/audittrail.h"

#include <functional>

namespace lotse::store {

/// The indexes of the audit table, each of which holds its entries in the order of time behind its key.
enum class AuditIndex { Time, User, Project, Kind, Resource };

/// A stretch of one of them.
struct AuditLane {
    AuditIndex index = AuditIndex::Time;
    qint64 registry = 0;
    QStringList key; ///< the user, the project, the resource, or operation and resource type
    bool hasSucceeded = false; ///< of Kind
};

/// From where to read a lane on.
struct AuditReading {
    qint64 at = 0, remote = 0; ///< the last entry that was read (ms since 1970, the registry's number); not included
    QDateTime until; ///< included; invalid: to the end
    bool isOldestFirst = false;
    int most = 0;
};
/// `isSound`: its checksum fits.
Result<void> readLane(Database &database, const AuditLane &lane, const AuditReading &reading,
    const std::function<void(AuditRow &&row, bool isSound)> &row);

/// How many entries a lane has between two times, counted up to `most`.
Result<qint64> probe(
    Database &database, const AuditLane &lane, const QDateTime &from, const QDateTime &to, qint64 most);

/// The distinct keys of User or Project, in order.
Result<QStringList> auditNames(Database &database, AuditIndex index, qint64 registry, int most);
/// The lanes of Kind that there are.
Result<QList<AuditLane>> auditKinds(Database &database, qint64 registry);

/// The checksum that an entry is kept with.
QByteArray auditSum(const AuditRow &row);

} // namespace lotse::store
