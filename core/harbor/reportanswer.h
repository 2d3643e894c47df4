// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "json/reader.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace lotse::harbor {

/// What an answer of `GET …/additions/vulnerabilities` says besides its lines.
struct ReportAnswer {
    /// {}, null, [] or no body: no report at all, which is not one without findings. The artifact's overview tells
    /// whether it was not scanned or the scan failed.
    bool isEmpty = true;
    QByteArray mimeType;
    QDateTime generatedAt; ///< UTC; invalid where the scanner does not say
    QString scannerName, scannerVendor, scannerVersion;
    QByteArray severity; ///< the scanner's word for the worst
    /// The worst of no lines: they went lost on the way, and what was scanned is not clean.
    bool lacksLines = false;
};

/**
 * Reads such an answer: an object of reports by MIME type, of which the first with lines counts; the others are the
 * same one in other words. `line(json::Value &line, qsizetype index)` is called for each line, also for one that is no
 * object.
 *
 * ErrorKind::Decode where the answer is no whole JSON document, or none of its members is a report with a list (or
 * null) of "vulnerabilities", or a member is there twice. Nothing that came before such an error may be used.
 */
Result<ReportAnswer> readReportAnswer(const QByteArray &body, json::detail::Callback<json::Value &, qsizetype> line);

template <typename F>
Result<ReportAnswer> readReport(const QByteArray &body, F line)
{
    return readReportAnswer(body, json::detail::Callback<json::Value &, qsizetype>(line));
}

/// The scores of "preferred_cvss"; they stay where there is none. `other(std::string_view key, json::Value &value)`
/// gets the other members. False where `value` is neither an object nor null, or a score is there twice or is no
/// number: which of two counts would depend on who reads.
bool readCvss(
    json::Value &value, double *third, double *second, json::detail::Callback<std::string_view, json::Value &> other);
bool readCvss(json::Value &value, double *third, double *second);

/// The digests of "artifact_digests", of which each that is not empty goes to `one(std::string_view)`. False where
/// `value` is neither a list nor null, or holds what is no text: the line would be told of another image.
bool readDigests(json::Value &value, json::detail::Callback<std::string_view> one);
bool readDigests(json::Value &value);

/// A score of CVSS, 0 to 10. False where `value` is neither a number nor null; `out` stays where there is no score.
bool readScore(json::Value &value, double *out);

} // namespace lotse::harbor
