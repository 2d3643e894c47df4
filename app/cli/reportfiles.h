// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/document.h"
#include "run.h"

namespace lotse::cli {

/// What the commands that write reports share.

/// The formats of --format; HTML where none is named and `isWanted`. Nothing where the run has ended with the error: an
/// unknown one, several without --output, PDF without the program that makes it.
std::optional<QStringList> reportFormats(Run &run, bool isWanted);
/// Writes a file and says so; false where the run has ended with the error.
bool keepFile(Run &run, const QString &path, const QByteArray &bytes);
/// Writes the formats into --output, or the one to stdout; false where the run has ended with the error.
bool keepReport(Run &run, const report::Document &document, const QStringList &formats, const QByteArray &pdf);

} // namespace lotse::cli
