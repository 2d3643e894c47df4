// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/reportimport.h"
#include "oci/reference.h"

namespace lotse {

/// The image that a report is kept for.
struct ReportTarget {
    oci::Reference image; ///< with a digest always
    QString otherName; ///< host and repository that the report names, where a person named another; else empty
    bool isOther = false; ///< the report knows digests, and this is none of them
};

/**
 * The image of a report: the one that a person names (`reference`, may be empty), else the one that the report names;
 * the digest from there, else the only one that the report knows for this repository. ErrorKind::Usage where there is
 * none or where there are several: the sentence lists them.
 */
Result<ReportTarget> targetOf(const findings::ImportedReport &report, const QString &reference);

/// Those reports of a file that are of the image a person names; all where nothing is named, or where there is one.
QList<findings::ImportedReport> reportsFor(const QList<findings::ImportedReport> &reports, const QString &reference);

/// A report and what it is kept for.
struct TargetedReport {
    findings::ImportedReport report;
    ReportTarget target;
};
/// Adds it where it is the first of its image. Of several the newest stays, of those of one time the one that says
/// more: a cluster names an image as often as it runs. True where one that differs is left out.
bool addNewest(QList<TargetedReport> &list, TargetedReport added);

/// What was left out and what has to be said besides, as whole sentences.
QStringList remarksOn(const findings::ImportedReport &report);

} // namespace lotse
