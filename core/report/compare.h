// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/document.h"
#include "report/words.h"

namespace lotse::report {

/// Adds a section to a report with what differs from an earlier one: figures, and rows that are new, gone or changed.
/// ErrorKind::Usage where the two cannot be compared: another template, registry or language, or one was redacted.
Result<void> compareWith(Document &now, const Document &before, const Words &words);

/**
 * An earlier report: a JSON file or a bundle of this program, or the newest JSON report in a folder that is of the same
 * template, registry and language and older than `like`. ErrorKind::NotFound where there is none, Decode where the file
 * is none.
 */
Result<Document> readEarlier(const QString &path, const Document &like);

} // namespace lotse::report
