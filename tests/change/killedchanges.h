// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// A plan whose program is killed (SIGKILL) at each step, beside the tests of the executor.
int runKilledChanges(int argc, char **argv);
/// The part of the program that is killed: `--die STEP CHANGE FOLDER`. It never returns where the step is reached.
int applyUntilKilled(char **argv);
