// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "findings/dictionary.h"
#include "store/reportstore.h"

#include <QDateTime>
#include <QHash>

#include <vector>

namespace lotse {

/// A report as Harbor sends it, read into columns over dictionaries of its own; made on any thread.
struct DecodedReport {
    struct Line {
        quint32 vulnerability = 0, package = 0, version = 0, fixVersion = 0, severity = 0, status = 0; // words
        quint32 cweIds = 0, vectorV3 = 0, vectorV2 = 0; // words
        quint32 description = 0, links = 0, vendor = 0; // proses
        int scoreV3 = -1, scoreV2 = -1; // tenths
        quint32 where = 0; // index into places
    };
    QString digest; ///< what was asked for
    bool isEmpty = true; ///< no report at all: not scanned, or the scan failed; one overview tells which
    QDateTime reportedAt;
    QString scanner; ///< "Trivy v0.58.1"
    findings::Dictionary words;
    findings::Dictionary proses;
    QList<QString> platforms;
    QList<QList<quint32>> places;
    std::vector<Line> lines;
    /// Lines without an id of a vulnerability, or with a wrong type where a decision may hang on it; they are passed
    /// over and counted. With one, the report does not say all that it should: its state is Unreadable.
    int unreadable = 0;

    /// The body for the store, with the numbers of `book`.
    store::ReportBody body(store::ReportDictionaries &book) const;
};

/// Reads `GET …/additions/vulnerabilities` (harbor/reportanswer.h). `digest` is what was asked for; lines that name it
/// alone need no place. ErrorKind::Decode where it is no report.
Result<DecodedReport> decodeReport(const QByteArray &json, const QString &digest);
/// Adds the report of one platform of an image to those of others; with an error, `report` is of no use any more. A
/// platform without a report adds nothing: `isEmpty` stays.
Result<void> addReport(DecodedReport &report, const QByteArray &json, const QString &platform);

} // namespace lotse
