// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QSet>

namespace lotse::store {

/// Harbor 2.13 began a new log, which counts from 1 as the older one does: the numbers of that are kept below zero, in
/// their order. `shownNumber` gives the registry's own back.
constexpr qint64 kNumbersOfOlderLog = -(qint64(1) << 52);
constexpr qint64 olderNumber(qint64 id)
{
    return id + kNumbersOfOlderLog;
}
constexpr qint64 shownNumber(qint64 remoteId)
{
    return remoteId < 0 ? remoteId - kNumbersOfOlderLog : remoteId;
}

/// One entry of a registry's audit trail, as it came.
struct AuditRow {
    qint64 remoteId = 0; ///< olderNumber() of an entry of the older log
    QDateTime at;
    QString user;
    QString operation;
    QString resourceType;
    QString resource;
    QString description;
    bool succeeded = false;
    bool operator==(const AuditRow &) const = default;
};

/// How an account's reading of a trail came to its end.
struct TrailReading {
    QDateTime at;
    QString limit; ///< why the account is not shown all of it, as toKept() gives it; empty where it is
    qint64 lost = 0; ///< entries that could not be read
};

/// What is here of a registry's trail, by all its accounts together.
struct TrailKnown {
    QString registry; ///< name
    bool isRead = false; ///< to its end, by any account
    QDateTime fullUntil; ///< when an account that is shown all of it last came to the end; invalid: none did
    QString limit; ///< why what came since is not all, as toKept() gives it; empty: it is
    QDateTime since; ///< where the first reading began; invalid where that is not known
    qint64 lost = 0; ///< entries that could not be read, the most of one reading
};

/// Who pulled what last, by resource as the trail names it ("team/app@sha256:…", "team/app:1.2").
struct LastPulls {
    QHash<QString, AuditRow> rows;
    QSet<QString> damaged; ///< of these a later entry cannot be read back
    QDateTime searchedTo; ///< older pulls were not looked at; invalid: all were
};

/// The audit trails of the registries; each row carries a checksum, for it may be evidence. Borrows its database.
class AuditTrail {
public:
    explicit AuditTrail(Database *database)
        : m_database(database)
    {
    }

    /// How far this account has read: the time of the last entry; invalid where it has read nothing.
    Result<QDateTime> readUntil(qint64 account);
    /// Keeps entries and how far the account has read now. Entries that are here already stay as they are. Gives the
    /// number of new ones.
    Result<int> add(qint64 registry, qint64 account, const QList<AuditRow> &rows, const QDateTime &readUntil);
    /// An account reads for the first time, from here on.
    Result<void> begins(qint64 account, const QDateTime &from);
    Result<void> ended(qint64 account, const TrailReading &reading);
    /// Of these registries (UUIDs; none: of all) that an account has been used at.
    Result<QList<TrailKnown>> known(const QStringList &registryIds);

    /// Entries from `from` on, oldest first. Damaged ones are passed over and counted.
    Result<int> each(qint64 registry, const QDateTime &from, const std::function<void(const AuditRow &)> &row);

    /// Who pulled these last. Looks at the newest `most` pulls; what is not among them is not in the answer.
    Result<LastPulls> lastPulls(qint64 registry, const QSet<QString> &resources, int most = 200'000);
    /// The same over registries, by their ids; one that the store does not know is an error.
    Result<QHash<QString, LastPulls>> lastPulls(const QHash<QString, QSet<QString>> &resources);

private:
    Database *m_database;
};

} // namespace lotse::store
