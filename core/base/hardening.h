// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lotse {

/**
 * What is in the memory of this process stays there: no core dump is written when it crashes, and no other process of
 * the same user may look into it. The first thing that a main() does. Does nothing under a sanitizer, which looks into
 * its own process that way, and where LOTSE_DEBUGGER is set, for a debugger.
 */
void keepMemoryPrivate();

/// Whether it is: no core file, not dumpable. False where the system has no such thing.
bool isMemoryPrivate();

} // namespace lotse
