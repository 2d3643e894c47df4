// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/change.h"
#include "posture/evaluate.h"

namespace lotse::posture {

/// The changes that make a failed check pass, from what the facts show now; none where a person has to decide how.
/// Nothing is sent: they are staged, reviewed and applied as any other change.
QList<change::Change> mendingOf(const Facts &facts, const Judged &judged);

} // namespace lotse::posture
