// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "findings/segment.h"

namespace lotse::findings {

enum class ReportFormat { Trivy, Grype, Sarif, CycloneDx };

/// A scanner's report from a file, for images of registries that keep none.
struct ImportedReport {
    struct Line {
        QByteArray vulnerability, package, version, fixVersion, severity, status;
        double cvss = -1;
        QByteArray purl = {}; ///< Purl::identity(); empty where the report does not tell the kind of the package
    };
    ReportFormat format = ReportFormat::Trivy;
    QString scanner; ///< "Trivy", "grype", …
    QString image; ///< what the report calls the image; may be empty
    QString digest; ///< of the image, where the report knows it
    Seconds generated = 0;
    QList<Line> lines;
    QList<QList<QByteArray>> aliases; ///< names that the report gives one vulnerability; they may repeat
    int passedOver = 0; ///< lines without a vulnerability

    /// Adds the image and its lines; `about` names repository and digest, its scan state and time are set here.
    void addTo(SegmentBuilder &builder, ImageInput about) const;
};

/// Reads the JSON of Trivy or Grype, SARIF 2.1.0 or CycloneDX with vulnerabilities; at most 128 MiB and a million
/// lines. ErrorKind::Decode where it is none of them, TooLarge.
Result<ImportedReport> readReport(QByteArrayView file);

} // namespace lotse::findings
