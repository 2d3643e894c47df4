// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/query.h"
#include "sampleset.h"

namespace lotse::findings {

/// The rows that a query matches, one row at a time, on texts, with nothing of the engine but the parsed query.
Rows readPlainly(const Query &query, const Sample &sample);

} // namespace lotse::findings
