// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/executor.h"

namespace lotse::change {

/// One change on its way.
struct Executor::Work {
    Change change;
    Found before;
    harbor::Params made; ///< path of what was made, as the answer names it
    qsizetype readings = 0;
    bool isAnswered = false; ///< with a success
    Error lost; ///< where no whole answer came
    bool onlySettles = false; ///< it was sent by an earlier run, perhaps
};

} // namespace lotse::change
