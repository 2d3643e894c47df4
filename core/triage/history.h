// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/severity.h"
#include "store/database.h"

#include <QDate>
#include <QList>

#include <array>
#include <optional>

namespace lotse {

/// Numbers of issues (repository, vulnerability, package) by severity, as findings::Severity.
using IssueCounts = std::array<quint32, findings::kSeverityCount>;
quint32 total(const IssueCounts &counts);

/// What a day looked like. A day without a sync has no point.
struct TrendPoint {
    QDate day; ///< UTC
    IssueCounts open{};
    quint32 fixable = 0; ///< open ones that have a fix
    quint32 images = 0; ///< that can be scanned
    quint32 scanned = 0;
    quint32 failed = 0; ///< scans
    qint64 meanScanAge = 0; ///< seconds, of what is scanned; 0 where nothing is
    qint64 oldestScan = 0; ///< seconds
};

/// What came and went in a week.
struct WeekPoint {
    QDate monday;
    IssueCounts added{}; ///< first seen in that week
    IssueCounts fixed{}; ///< gone in that week: updated, or the image was deleted
};

/// How long it took until issues were gone; of those that are.
struct FixTimes {
    quint32 count = 0;
    qint64 mean = 0; ///< seconds from first seen (or seen again) to gone
    qint64 median = 0;
};

/// A part of the whole that a trend can be shown of.
struct HistoryPlace {
    QString registryId;
    QString registry; ///< its name
    QString project;
    bool operator==(const HistoryPlace &) const = default;
};

/// What the local history says, over all registries or a part of them. Counts what scanners report, whatever has been
/// decided about it.
struct History {
    QDateTime watchedSince; ///< the earliest of the registries: nothing is known of before
    QList<HistoryPlace> places; ///< all that there are, whatever was asked for, by registry and project
    QList<TrendPoint> days; ///< oldest first
    QList<WeekPoint> weeks; ///< all from the week of watchedSince to that of `until`, also empty ones
    std::array<FixTimes, findings::kSeverityCount> fixTimes;
    FixTimes allFixTimes;
};

struct HistoryWish {
    QString registryId; ///< empty: all
    QString project; ///< empty: all
    QDateTime from; ///< invalid: since watched. For days, weeks and what was fixed
    QDateTime until; ///< now
};

/// Any thread. A day on which a registry was not read counts with what was known of it before.
Result<History> readHistory(store::Database &database, const HistoryWish &wish);

} // namespace lotse
