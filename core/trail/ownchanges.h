// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/journal.h"
#include "store/auditscan.h"

namespace lotse {

/// An entry of a trail: the registry's own, or one of this program where the registry writes none.
struct TrailEntry {
    enum class Source {
        Trail, ///< the registry's audit trail
        Journal, ///< this program's journal of changes
        Snapshot, ///< two snapshots of the configuration that differ
        Facts, ///< what the store knows of an image: when it was pushed and scanned
    };
    store::AuditHit hit;
    Source source = Source::Trail;
    QString change; ///< "plan/change" in the journal; what it is of the facts

    QString key() const;
};
QString sourceWord(TrailEntry::Source source); ///< "registry", "journal", "snapshot", "store"

/// What was changed from this computer and no trail of Harbor tells: quotas, retention and immutability rules,
/// webhooks, replication, robots that were edited, …. Oldest first; what was never sent is not in it.
QList<TrailEntry> ownEntries(const QList<change::Course> &courses);

/// Whether Harbor writes an entry for such a change.
bool isInTrail(const QString &operation, const QString &resourceType);

} // namespace lotse

Q_DECLARE_METATYPE(lotse::TrailEntry)
