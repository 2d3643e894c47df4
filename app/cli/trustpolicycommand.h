// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run.h"

namespace lotse::cli {

/// "trust import": says what another policy would change, and with --apply puts it in force. `file` may be empty, where
/// a trusted root alone is imported.
void importPolicy(Run &run, const QString &file);
/// "trust export": the policy in force, or what notation can hold to of it.
void exportPolicy(Run &run);

} // namespace lotse::cli
