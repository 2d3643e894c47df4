// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/audittrail.h"
#include "trail/ownchanges.h"

namespace lotse {

/**
 * One question over the audit trails of the store and this program's journal, page after page. Owns its connection to
 * the store; one thread at a time.
 */
class TrailReader {
public:
    /// `own` is oldest first (ownEntries()).
    TrailReader(std::unique_ptr<store::Database> database, store::AuditWish wish, const QList<TrailEntry> &own);

    struct Page {
        QList<TrailEntry> entries;
        bool isAtEnd = false;
        QDateTime searchedTo;
        int damaged = 0;
        qint64 undated = 0; ///< told with the first page
        QStringList limits; ///< trailLimits(), with the first page
    };
    Result<Page> next(int most, std::chrono::milliseconds time = std::chrono::hours(1));
    store::Database &database() { return *m_database; }

private:
    std::unique_ptr<store::Database> m_database;
    store::AuditWish m_wish;
    QList<TrailEntry> m_own; ///< that fit, in the order that is asked for
    store::AuditScan m_scan;
    bool m_isFirst = true;
};

/// What the trails of these registries (none: of all) lack from a time on (invalid: of what was read), and why:
/// sentences as toKept() gives them.
Result<QStringList> trailLimits(store::Database &database, const QStringList &registryIds, const QDateTime &from);
/// The same of one registry, without its name.
QStringList trailLimits(const store::TrailKnown &trail, const QDateTime &from);

/// The last pulls of artifacts of a registry, and what is here of its trail: nothing where no account was used there.
struct PulledLast {
    store::LastPulls pulls;
    store::TrailKnown trail;
    /// Why the last pull of these resources, names of one artifact, may not be among them, as toKept() gives it.
    /// `pulled` is when the registry says that it was; invalid: never.
    QStringList gaps(const QStringList &resources, const QDateTime &pulled) const;
};
/// By the ids of the registries, as are the resources; a registry that the store does not know is an error.
Result<QHash<QString, PulledLast>> pulledLast(
    store::Database &database, const QHash<QString, QSet<QString>> &resources);

} // namespace lotse
