// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "triage/findingsengine.h"

namespace lotse {

/// What another EPSS or KEV list means for the vulnerabilities that are here, a sentence for each list that is another
/// one now. Both views are of the same set.
QList<Message> priorityChanges(const TriageView &before, const TriageView &after);

} // namespace lotse
