// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "output.h"
#include "trust/verdict.h"

namespace lotse::cli {

/// Prints a verdict with its signatures and their steps, for people.
void tellVerdict(Output &out, const trust::ArtifactVerdict &verdict);

} // namespace lotse::cli
