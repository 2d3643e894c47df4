// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/column.h"
#include "models/tables/serverwords.h"

namespace lotse::models {

/// The columns of a kind of the endpoint table; for a kind without columns of its own, one for each simple field.
QList<Column> columnsOf(QByteArrayView kind);

/// A scan's counts by severity as the cell of a table; says in words where there is no report.
struct ScanState {
    enum class Kind { Unknown, NotScannable, NotScanned, Running, Failed, Done };
    Kind kind = Kind::Unknown;
    int percent = 0; ///< of the platforms of an index, or of a scan that runs
    qint64 total = 0;
    qint64 fixable = 0;
    QList<qint64> counts{0, 0, 0, 0, 0, 0}; ///< critical, high, medium, low, none, unknown
    QDateTime at;
    QString scanner;
    /// Harbor calls an index scanned once one of its platforms is.
    bool isPartial() const { return kind == Kind::Done && percent > 0 && percent < 100; }
};

} // namespace lotse::models

namespace lotse::harbor {
struct Artifact;
}

namespace lotse::models {

/// What is known of an artifact's vulnerability scan. `enriched`: whether the overview was asked for at all.
ScanState scanStateOf(const harbor::Artifact &artifact, bool enriched);
Cell scanCell(const ScanState &scan);
/// "latest, 1.2.1 and 3 more"; empty where the artifact has no tag.
QString tagText(const harbor::Artifact &artifact, int most = 3);
/// "linux/amd64", "linux/arm64/v8", or "index of 4".
QString platformText(const harbor::Artifact &artifact);

} // namespace lotse::models
