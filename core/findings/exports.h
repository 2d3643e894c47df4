// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/context.h"
#include "findings/decision.h"

#include <QHash>

namespace lotse::findings {

namespace ExportFormats {
Q_NAMESPACE
enum class ExportFormat { Csv, JsonLines, Sarif, OpenVex, CycloneDx, Csaf, Html };
Q_ENUM_NS(ExportFormat)
} // namespace ExportFormats
using ExportFormats::ExportFormat;

/// The words of the command line: csv, jsonl, sarif, openvex, cyclonedx, csaf, html.
std::optional<ExportFormat> exportFormatOf(const QString &word);

/// What stands around the rows of an export.
struct ExportOptions {
    QString title; ///< "Findings of payments"; empty: one is made
    QString author; ///< who stands for the document; an organisation
    QString authorUrl; ///< address of that organisation, for CSAF and the ids of documents
    QString documentId; ///< empty: a new UUID
    QString query; ///< what was asked, for the reader
    Seconds now = 0;
    QHash<QString, QString> hosts; ///< registry id -> "reg.example.com:5000"; missing: the registry's name
    QHash<QString, Decision> decisions; ///< by id, of RowStates::ids: decisions and the decisions of rules
    QString decisionLog; ///< "12:<hash>": entries in the log of decisions and its last hash; empty where there is none
    QString incomplete; ///< a sentence where the set is not whole; every format carries it
    bool hasByteOrderMark = false; ///< CSV for spreadsheets
};

/// How many of the rows go out in a format: OpenVEX and CSAF hold what has been decided only.
qint64 exportedCount(ExportFormat format, const Context &context, std::span<const RowId> rows);

/**
 * The rows as a document. OpenVEX and CSAF hold what has been decided only, and are ErrorKind::Invalid where nothing
 * has. Accepted risk is "affected" or "exploitable" in every one of them. Texts of servers are kept; CSV is safe
 * against formulas, HTML is escaped and has no scripts.
 */
Result<QByteArray> exportFindings(
    ExportFormat format, const Context &context, std::span<const RowId> rows, const ExportOptions &options);

} // namespace lotse::findings
