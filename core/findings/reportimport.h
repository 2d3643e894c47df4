// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "findings/segment.h"

namespace lotse::findings {

enum class ReportFormat { Trivy, Grype, Sarif, CycloneDx, Harbor };

/// A scanner's report from a file, for images of registries that keep none.
struct ImportedReport {
    /// A finding: the same vulnerability of the same package and version is one line, however many places it has.
    struct Line {
        QByteArray vulnerability, package, version, fixVersion, severity, status;
        bool isSeverityDerived = false; ///< the scanner gave no word; it is that of the score, or of the report's level
        bool isFixUnknown = false; ///< no fix version, and the report does not say either that there is none
        QList<CvssScore> scores; ///< at most one a version, the highest
        QByteArray purl; ///< Purl::identity(); empty where the report does not tell the kind of the package
        QList<QByteArray> places; ///< "path\tlayer"
    };
    /// A name that the report has for the image: its repository, and a digest there.
    struct Candidate {
        QString repository; ///< "registry.example.com/team/app"; empty where only the digest is known
        QString digest;
        bool operator==(const Candidate &) const = default;
    };
    /// What the report holds besides and a list of findings does not take.
    struct Others {
        int secrets = 0, misconfigurations = 0, licences = 0;
        int checks = 0; ///< results that name no vulnerability: of linters, code analysis
        int suppressed = 0; ///< by the scanner, or by a document that it was given
        int notAffected = 0; ///< the report itself says that this version is not, or that the check passed
        bool operator==(const Others &) const = default;
    };
    ReportFormat format = ReportFormat::Trivy;
    QString scanner; ///< "Trivy 0.58.0", "grype", …
    QString image; ///< what the report calls the image; may be empty
    QList<Candidate> candidates; ///< digests of the image, where the report knows some; each once
    Seconds generated = 0;
    QList<Line> lines;
    int findings = 0; ///< as the report counts them, before lines with the same key were put together
    int withoutPackage = 0; ///< of those
    QList<QList<QByteArray>> aliases; ///< names that the report gives one vulnerability; they may repeat
    Others others;
    int unreadable = 0; ///< findings without a vulnerability, parts of a wrong type
    QList<Message> notes; ///< what else has to be said of the report

    /// The digest to keep it for: of the only candidate, or of the only one in this repository (host and path, as in
    /// Candidate). Empty where there is none, or several.
    QString digestIn(const QString &repository) const;
    /// Whether all of the report was understood.
    bool isWhole() const { return unreadable == 0; }

    /// Adds the image and its lines; `about` names repository and digest, its scan state and time are set here.
    void addTo(SegmentBuilder &builder, ImageInput about) const;
};

/// The reports of a file. More than one where it holds those of several images (of a cluster, or in a list).
struct ReportFile {
    QList<ImportedReport> reports;
    int unreadable = 0; ///< images of which the report cannot be read
    QList<Message> notes; ///< on those
};

/**
 * Reads the JSON of Trivy (also version 1, of a cluster, and of its operator) or Grype, SARIF 2, CycloneDX with
 * vulnerabilities, a report as Harbor serves it, or a list of such reports; at most 128 MiB and a million findings, in
 * any encoding of decodeText(). ErrorKind::Decode where it is none of them, or names no scan for vulnerabilities: the
 * message says what it is. TooLarge. A report without a readable list of findings is never one without findings.
 */
Result<ReportFile> readReports(QByteArrayView file);
/// The same where there is one image; ErrorKind::Usage where there are several.
Result<ImportedReport> readReport(QByteArrayView file);

} // namespace lotse::findings
