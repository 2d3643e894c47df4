// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changeplan.h"
#include "run.h"

namespace lotse::cli {

/// "plan approve FILE --key KEY": signs a plan as the person at the system.
void approvePlan(Run &run);
/// "plan approvers URL".
void listApprovers(Run &run);
/// "plan require URL USER KEY".
void requireApproval(Run &run);

/// Whether a second person signed the plan, where its registry requires that; the run has ended with the error if not.
bool isApproved(Run &run, const change::ChangePlan &plan);

} // namespace lotse::cli
