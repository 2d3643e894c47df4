// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "store/inventory.h"

#include <QMetaType>
#include <QObject>

namespace lotse {

namespace SyncStates {
Q_NAMESPACE
enum class SyncState {
    Idle,
    Proving, ///< asking the registry who we are
    Listing, ///< projects, repositories, artifacts
    Keeping, ///< storing what a proved window saw
    Reports, ///< reading reports that are new or may have moved
    Rechecking, ///< reading reports again because of their age
    Audit, ///< reading the audit trail since the last time
    Done,
    Failed,
    Cancelled,
};
Q_ENUM_NS(SyncState)
} // namespace SyncStates
using SyncStates::SyncState;

/// How far a sync is. Numbers are reports in Reports and Rechecking, artifacts in Listing, entries in Audit.
struct SyncProgress {
    Q_GADGET
    Q_PROPERTY(lotse::SyncState state MEMBER state)
    Q_PROPERTY(qint64 done MEMBER done)
    Q_PROPERTY(qint64 total MEMBER total)
    Q_PROPERTY(double perSecond MEMBER perSecond)
    Q_PROPERTY(qint64 leftMs MEMBER leftMs)
public:
    SyncState state = SyncState::Idle;
    qint64 done = 0;
    qint64 total = -1; ///< -1 while it is not known
    double perSecond = 0;
    qint64 leftMs = -1; ///< -1 while it cannot be told
};

/// What a sync did.
struct SyncOutcome {
    Q_GADGET
public:
    Error error; ///< what ended it early; none where it went through
    bool wasCancelled = false;
    store::ListingOutcome artifacts;
    QHash<QString, QString> refusals; ///< projects whose lists could not be read whole, and why; their rows stay
    bool sawAllProjects = false;
    int reports = 0; ///< read and kept, by a new or moved image
    int rechecked = 0; ///< read and kept again because of their age; counted apart
    qint64 findings = 0; ///< lines of all reports that were kept
    int scanFailed = 0;
    int notScanned = 0;
    int skipped = 0; ///< reports that the registry refused or that could not be read; asked for again next time
    int unreadable = 0; ///< reports that came and could not be read, or not all of their lines; kept as that
    int unreadableLines = 0;
    QString skippedWhy; ///< why the first of those was skipped, as toKept() gives it
    QString unreadableWhy; ///< why the first of those could not be read, as toKept() gives it
    qint64 unreadableAudit = 0; ///< entries of the audit trail that could not be read
    int awaitingRecheck = 0; ///< reports that are old, where the sync did not read them again
    int auditEntries = 0;
    bool auditRefused = false;
    int requests = 0;
    qint64 tookMs = 0;

    bool isComplete() const
    {
        return !error && !wasCancelled && sawAllProjects && refusals.isEmpty() && skipped == 0 && unreadable == 0
            && unreadableAudit == 0;
    }
};

/// What a sync is to do, and how politely.
struct SyncOptions {
    int inFlight = 4; ///< requests at a time
    bool recheck = false; ///< read old reports again, after the new ones
    qint64 recheckAfterMs = 24 * 3600 * 1000; ///< a report is old then
    qint64 missingAfterMs = 3600 * 1000; ///< and "not scanned" or "failed" is
    bool audit = true;
    int auditDays = 90; ///< how far back the first reading of the audit trail goes
};

} // namespace lotse

Q_DECLARE_METATYPE(lotse::SyncProgress)
Q_DECLARE_METATYPE(lotse::SyncOutcome)
