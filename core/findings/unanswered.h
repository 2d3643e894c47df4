// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/findingset.h"
#include "findings/query.h"

namespace lotse::findings {

/// Why a query cannot be answered from these findings: it asks for the labels of images, and no image here has any. A
/// sync does not read them, so that "none" would be a guess. Nothing where it can be answered.
std::optional<Message> unanswered(const Query &query, const FindingSet &set);

} // namespace lotse::findings
