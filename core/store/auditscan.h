// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/audittrail.h"

#include <QMap>
#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>

namespace lotse::store {

/// What entries of the audit trails are asked for. All that is set must hold.
struct AuditWish {
    enum class Result { Any, Succeeded, Failed };

    QStringList registryIds; ///< empty: all that the store knows
    QDateTime from, to; ///< both included; invalid: open
    QString user; ///< a part of the name, without case
    bool onlyRobots = false;
    QString project; ///< the whole name
    QString repository; ///< the whole name with the project: it and all that is in it
    QString resource; ///< a part of the name, without case
    QStringList resources; ///< exactly one of these
    /// Of images: an entry that names a digest, in its resource or, as Harbor does beside a tag, in its description,
    /// must name one of these; one that names none must be of `resources`.
    QStringList digests;
    QString resourceType, operation; ///< the registry's words
    Result result = Result::Any;
    QString text; ///< a part of any text of the entry, without case
    int weekday = -1, hour = -1; ///< 0 is Monday, in the zone of the person; -1: any
    bool isOldestFirst = false;

    /// Whether the dates and registries are all that it asks for.
    bool isPlain() const;
    bool operator==(const AuditWish &) const = default;
};

struct AuditHit {
    AuditRow row;
    qint64 registry = 0;
    QString registryId, registryName;
    QString project; ///< that the resource is of; empty where it is of none
};

/// The project of a resource as a trail names it: "payments" of "payments/api@sha256:…" and of "robot$payments+ci".
QString projectOf(const QString &resourceType, const QString &resource);

/// Whether entries are what a wish asks for, whatever their time and registry.
class AuditFit {
public:
    explicit AuditFit(AuditWish wish)
        : m_wish(std::move(wish))
    {
    }
    bool operator()(const AuditHit &hit);

private:
    AuditWish m_wish;
    QHash<qint64, int> m_hours; ///< hour since 1970 -> weekday * 24 + hour of the person
};

/**
 * Goes through the audit trails of the store in the order of time, the newest entry first unless asked otherwise. Goes
 * along the index that leaves the fewest entries, in steps, so that the first rows come at once however many there
 * are; it keeps its place between the calls. What is added meanwhile at the end where it began is not met. Borrows its
 * database, and uses it within the calls alone.
 */
class AuditScan {
public:
    AuditScan(Database *database, AuditWish wish);
    ~AuditScan();

    struct Page {
        QList<AuditHit> hits;
        bool isAtEnd = false;
        QDateTime searchedTo; ///< all entries on this side of it were looked at; invalid before the first
        int damaged = 0; ///< entries whose checksum does not fit; they are left out
    };
    /// At most so many entries; fewer where the time runs out before, which is no end.
    Result<Page> next(int most, std::chrono::milliseconds time = std::chrono::hours(1));

    /// Entries that no time is known of, which no answer holds.
    Result<qint64> undated();

private:
    struct Lane;
    Result<void> begin();
    Result<void> plan(qint64 registry, const QString &uuid, const QString &name);
    Result<void> fill(Lane &lane);

    Database *m_database;
    AuditWish m_wish;
    AuditFit m_fit;
    std::vector<std::unique_ptr<Lane>> m_lanes;
    QList<qint64> m_registries;
    int m_damaged = 0;
    bool m_isBegun = false;
};

/// Numbers of entries by hour since 1970 (UTC), from the index alone where the wish is plain.
struct AuditCounts {
    QMap<qint64, qint64> byHour;
    qint64 total = 0;
    bool isWhole = true; ///< false: the time ran out; `countedTo` is how far it came
    QDateTime countedTo;
    QDateTime begins; ///< the oldest entry of those registries; nothing is known of the time before
};
Result<AuditCounts> countAudit(Database &database, const AuditWish &wish, std::chrono::milliseconds time);

/// The distinct names that the trails hold, at most `most` each, in order: to choose from.
struct AuditWords {
    QStringList users, projects, operations, resourceTypes;
};
Result<AuditWords> auditWords(Database &database, int most = 2000);

} // namespace lotse::store
