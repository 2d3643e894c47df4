// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/field.h"

#include <QDateTime>
#include <QMap>
#include <QString>

namespace lotse::harbor {

/// Number of findings by severity, or of jobs by state.
using Counts = QMap<QString, qint64>;

/// Who scanned.
struct ScannerName {
    Q_GADGET
public:
    FIELD(QString, name)
    FIELD(QString, vendor)
    FIELD(QString, version)
    bool operator==(const ScannerName &) const = default;
};

struct VulnerabilitySummary {
    Q_GADGET
public:
    FIELD(qint64, total)
    FIELD(qint64, fixable)
    FIELD(Counts, summary)
    bool operator==(const VulnerabilitySummary &) const = default;
};

/// Overview of a vulnerability scan. State: Pending, Scheduled, Running, Success, Error, Stopped.
struct ScanOverview {
    Q_GADGET
public:
    FIELD(QString, reportId) ///< of an index: base64 of the joined ids of its children
    FIELD(QString, scanStatus)
    FIELD(QString, severity)
    FIELD(qint64, duration) ///< seconds
    FIELD(VulnerabilitySummary, summary)
    FIELD(QDateTime, startTime)
    FIELD(QDateTime, endTime)
    FIELD(qint64, completePercent)
    FIELD(ScannerName, scanner)
    bool operator==(const ScanOverview &) const = default;
};

/// Overviews by the MIME type of the report.
using ScanOverviews = QMap<QString, ScanOverview>;

struct SbomOverview {
    Q_GADGET
public:
    FIELD(QDateTime, startTime)
    FIELD(QDateTime, endTime)
    FIELD(QString, scanStatus)
    FIELD(QString, sbomDigest) ///< of the accessory; the SBOM is read through it
    FIELD(QString, reportId)
    FIELD(qint64, duration) ///< seconds
    FIELD(ScannerName, scanner)
    bool operator==(const SbomOverview &) const = default;
};

/// Progress of a scan of everything; `ongoing` can lag some 20 seconds.
struct ScanStats {
    Q_GADGET
public:
    FIELD(qint64, total)
    FIELD(qint64, completed)
    FIELD(Counts, metrics)
    FIELD(bool, ongoing)
    FIELD(QString, trigger)
    bool operator==(const ScanStats &) const = default;
};

} // namespace lotse::harbor
