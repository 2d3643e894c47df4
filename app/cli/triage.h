// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/exports.h"
#include "findings/filter.h"
#include "run.h"
#include "triage/findingsengine.h"

namespace lotse::cli {

/// Whether a set that is not whole makes the answer of a command incomplete (exit code 7), or is only told.
enum class Gaps { AreIncomplete, AreTold };

/// All that the local store holds and what has been decided; nothing where the run has ended with the error. Tells what
/// is missing on stderr.
std::unique_ptr<FindingsEngine> openDesk(Run &run, Gaps gaps);

/// The query of these words; nothing where the run has ended with the error.
std::optional<findings::Query> queryOf(Run &run, const QStringList &words);

/// What the registry of the session goes by in the store. One of an account that is kept nowhere gets the same id each
/// time.
QString storedRegistryId(Run &run);

/// Who acts: --author, else the name of the person at the system.
QString authorOf(const Run &run);
QCommandLineOption authorOption();
/// Ends the run, and is false, where --author or --author-url is given and a document of this format names no author.
bool fitsAuthor(Run &run, std::optional<findings::ExportFormat> format);

/// Says on stderr that a priority list is missing or old, where the query asks for what it knows.
void warnOfPriority(Run &run, const TriageView &view, const findings::Query &query);

/// "2027-02-23" (the end of that day), "30d" (from now): seconds since 1970. Nothing where it is neither, or not in
/// the future.
std::optional<findings::Seconds> timeOf(const QString &text, findings::Seconds now);

/// "2027-02-23", empty for 0.
QString dateText(findings::Seconds time);

} // namespace lotse::cli
