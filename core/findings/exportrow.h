// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/exports.h"

#include <QJsonObject>

namespace lotse::findings {

/// A row with all that exporters say of it.
struct ExportRow {
    Occurrence finding;
    quint8 bits = 0;
    const Decision *decision = nullptr; ///< in force or expired; null where none or not known
    ScoreGrounds grounds;
    Seconds due = 0;
    bool isKevKnown = false; ///< the list of exploited vulnerabilities names it, or was read whole

    State state() const { return State(bits & StateBits::kStateMask); }
    bool isHidden() const { return bits & StateBits::kHidden; }
    bool isExpired() const { return bits & StateBits::kExpired; }
};

ExportRow exportRow(const Context &context, RowId row, const ExportOptions &options);

/// "reg.example.com/payments/api"
QString repositoryUrl(const Occurrence &finding, const ExportOptions &options);
/// pkg:oci/api@sha256%3A…?repository_url=reg.example.com/payments/api
QString imagePurl(const Occurrence &finding, const ExportOptions &options);
/// The package URL with its version, where its kind is known; else empty.
QString packageUrl(const Occurrence &finding);
/// The same, or pkg:generic/openssl@3.0.11: reports of registries do not say what kind of package it is.
QString packagePurl(const Occurrence &finding);
/// A page about the vulnerability; empty where its id is of a kind that we do not know.
QString vulnerabilityUrl(const QString &id);
bool isCve(const QString &id);
QString documentUuid(const ExportOptions &options);

/// "Risk accepted until 2027-02-23T00:00:00Z: reason", "False positive: reason", else the detail or the reason.
QString statementText(const ExportRow &row);
/// The word of OpenVEX and CSAF; empty where only a text says it truly.
QString vexJustification(Justification justification);
/// What VEX formats have no field for, for our own import: "cyclonedx:not_affected cyclonedx:code_not_present
/// lotse:expires=…".
QString statementNotes(const ExportRow &row);

/// The fields of a finding as they go out in JSON, JSON Lines and CSV, in the order of the columns: see
/// docs/findings-schema.md.
QList<std::pair<QString, QJsonValue>> findingRecord(const ExportRow &row, const ExportOptions &options);
/// The record as a compact object.
QByteArray findingObject(const ExportRow &row, const ExportOptions &options);

// One for each format; `rows` in the order given.
QByteArray exportCsv(const QList<ExportRow> &rows, const ExportOptions &options);
QByteArray exportJsonLines(const QList<ExportRow> &rows, const ExportOptions &options);
QByteArray exportHtml(const QList<ExportRow> &rows, const ExportOptions &options);
QByteArray exportSarif(const QList<ExportRow> &rows, const ExportOptions &options);
QByteArray exportOpenVex(const QList<ExportRow> &rows, const ExportOptions &options);
QByteArray exportCycloneDx(const QList<ExportRow> &rows, const ExportOptions &options, const Aliases &aliases);
QByteArray exportCsaf(const QList<ExportRow> &rows, const ExportOptions &options);

} // namespace lotse::findings
