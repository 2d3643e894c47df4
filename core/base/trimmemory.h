// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lotse {

/// Gives freed memory back to the system. For the end of work that took much for a short time: the C library keeps what
/// lies between pieces in use. Takes some milliseconds: off the GUI thread.
void giveBackMemory();

} // namespace lotse
