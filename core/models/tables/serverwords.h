// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/column.h"

namespace lotse::models {

// The words that Harbor has for the same things in different places ("Success", "Succeed", "Finished"), in one table:
// one word of ours for each, in the language of the program, and the server's own in copies, exports and tooltips.

/// "ok", "running", "warning", "error" or "off" for the status words of Harbor's jobs and parts; "unknown" for others.
QString stateOfStatus(const QString &status);
/// "succeeded", "failed", "running", "healthy" …; a word that is not in the table as it came.
QString statusWord(const QString &status);
/// A status with its colour state.
Cell statusCell(const QString &status);
/// What was done, of the audit trail and of replication: "delete", "pull", "copy" …; others as they came.
Cell operationCell(const QString &operation);
/// What it was done to: "artifact", "robot account" …; others as they came.
Cell resourceTypeCell(const QString &type);
/// "enabled" or "disabled" as a state: what is set, not how it goes.
Cell enabledCell(bool enabled);
/// Whether a certificate is checked.
Cell checkedCell(bool checked);

} // namespace lotse::models
