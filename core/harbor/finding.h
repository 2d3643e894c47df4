// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "json/field.h"
#include "json/rawjson.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace lotse::harbor {

struct Cvss {
    Q_GADGET
public:
    FIELD(double, scoreV3)
    FIELD(double, scoreV2)
    FIELD(QString, vectorV3)
    FIELD(QString, vectorV2)
    bool operator==(const Cvss &) const = default;
};

/// One line of a report as a value; large reports are read by harbor/report.h instead.
struct Finding {
    Q_GADGET
public:
    FIELD(QString, id) ///< "CVE-2026-12133"
    FIELD(QString, package)
    FIELD(QString, version)
    FIELD(QString, fixVersion)
    FIELD(QString, severity)
    FIELD(QString, status)
    FIELD(QString, description)
    FIELD(QStringList, links)
    FIELD(QStringList, artifactDigests)
    FIELD(Cvss, preferredCvss)
    FIELD(QStringList, cweIds) ///< [""] where there is none
    FIELD(RawJson, vendorAttributes)
    bool operator==(const Finding &) const = default;
};

struct DangerousCve {
    Q_GADGET
public:
    FIELD(QString, cveId)
    FIELD(QString, severity)
    FIELD(double, cvssScoreV3)
    FIELD(QString, desc)
    FIELD(QString, package)
    FIELD(QString, version)
    bool operator==(const DangerousCve &) const = default;
};

struct DangerousArtifact {
    Q_GADGET
public:
    FIELD(qint64, projectId)
    FIELD(QString, repositoryName)
    FIELD(QString, digest)
    FIELD(qint64, criticalCnt)
    FIELD(qint64, highCnt)
    FIELD(qint64, mediumCnt)
    bool operator==(const DangerousArtifact &) const = default;
};

/// Counts over the whole registry, by the default scanner only.
struct SecuritySummary {
    Q_GADGET
public:
    FIELD(qint64, criticalCnt)
    FIELD(qint64, highCnt)
    FIELD(qint64, mediumCnt)
    FIELD(qint64, lowCnt)
    FIELD(qint64, noneCnt)
    FIELD(qint64, unknownCnt)
    FIELD(qint64, totalVuls)
    FIELD(qint64, scannedCnt)
    FIELD(qint64, totalArtifact)
    FIELD(qint64, fixableCnt)
    FIELD(QList<DangerousCve>, dangerousCves)
    FIELD(QList<DangerousArtifact>, dangerousArtifacts)
    bool operator==(const SecuritySummary &) const = default;
};

/// One row of the registry-wide list of findings.
struct SecurityFinding {
    Q_GADGET
public:
    FIELD(qint64, projectId)
    FIELD(QString, repositoryName)
    FIELD(QString, digest)
    FIELD(QStringList, tags)
    FIELD(QString, cveId)
    FIELD(QString, severity)
    FIELD(QString, status)
    FIELD_AS(double, cvssV3Score, "cvss_v3_score")
    FIELD(QString, package)
    FIELD(QString, version)
    FIELD(QString, fixedVersion)
    FIELD(QString, desc)
    FIELD(QStringList, links)
    bool operator==(const SecurityFinding &) const = default;
};

} // namespace lotse::harbor
