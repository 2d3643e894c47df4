// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "findings/severity.h"
#include "harbor/finding.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>

#include <vector>

namespace lotse::harbor {

/**
 * A vulnerability report of an artifact, as columns over the very bytes that came: a report has thousands of lines and
 * megabytes of descriptions that nobody opens. Texts are UTF-8 and live as long as the report; what is long
 * (description, links, weaknesses, the vendor's attributes) is decoded when a line is opened. Copies share the bytes.
 * All of it is the scanner's: untrusted plain text.
 */
class Report {
public:
    /**
     * Reads the body of the answer. `{}` (not scanned, or the scan failed: the artifact's overview tells which) is a
     * report that isEmpty(). A line that cannot be read is in unreadable() and not in the columns. An error where it is
     * no JSON, was cut short, or is no report (harbor/reportanswer.h).
     */
    static Result<Report> read(QByteArray body);

    /// No report at all, not even one without findings.
    bool isEmpty() const { return m_mimeType.isEmpty(); }
    QByteArray mimeType() const { return m_mimeType; }
    QDateTime generatedAt() const { return m_generatedAt; } ///< UTC
    QString scanner() const { return m_scanner; } ///< name, vendor and version: "Trivy, Aqua Security, 0.58"
    findings::Severity worst() const { return m_worst; } ///< as the scanner says, of the whole report

    qsizetype count() const { return qsizetype(m_ids.size()); }
    QByteArrayView id(qsizetype row) const { return text(m_ids, row); } ///< "CVE-2021-44228"
    QByteArrayView package(qsizetype row) const { return text(m_packages, row); }
    QByteArrayView version(qsizetype row) const { return text(m_versions, row); }
    QByteArrayView fixVersion(qsizetype row) const { return text(m_fixVersions, row); } ///< empty: none
    QByteArrayView severityWord(qsizetype row) const { return text(m_severityWords, row); } ///< the scanner's own
    QByteArrayView status(qsizetype row) const
    {
        return text(m_statuses, row);
    } ///< "fixed", "will_not_fix"; may be empty
    findings::Severity severity(qsizetype row) const { return m_severities[size_t(row)]; }
    /// CVSS version 3 if there is one, else version 2; -1 where there is none.
    double cvss(qsizetype row) const { return double(m_scores[size_t(row)]); }

    /// The whole line; `cweIds` without the empty one that Harbor sends for none.
    Result<Finding> finding(qsizetype row) const;

    /// The registry's own bytes, for saving.
    QByteArray body() const { return m_body; }

    const QList<Error> &unreadable() const { return m_unreadable; } ///< the first hundred
    qint64 unreadableCount() const
    {
        return m_unreadableCount;
    } ///< lines; with one, the report says less than it should

private:
    friend class ReportReader;

    /// A piece of m_body, or (from its size on) of m_unescaped.
    struct Slice {
        quint32 offset = 0;
        quint32 size = 0;
    };
    using Column = std::vector<Slice>;

    QByteArrayView text(const Column &column, qsizetype row) const;

    QByteArray m_body;
    QByteArray m_unescaped; ///< the few short texts that had escapes
    QByteArray m_mimeType;
    QDateTime m_generatedAt;
    QString m_scanner;
    findings::Severity m_worst = findings::Severity::Unknown;
    Column m_ids;
    Column m_packages;
    Column m_versions;
    Column m_fixVersions;
    Column m_severityWords;
    Column m_statuses;
    Column m_lines; ///< the JSON object of each row
    std::vector<findings::Severity> m_severities;
    std::vector<float> m_scores;
    QList<Error> m_unreadable;
    qint64 m_unreadableCount = 0;
};

} // namespace lotse::harbor
