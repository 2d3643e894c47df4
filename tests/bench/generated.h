// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/segment.h"

namespace lotse::findings {

inline constexpr Seconds kGeneratedNow = 1'800'000'000;

/// Images on some fifty bases that share their findings, plus a few of their own: as registries have it.
std::shared_ptr<const Segment> generatedSegment(int rows);

} // namespace lotse::findings
