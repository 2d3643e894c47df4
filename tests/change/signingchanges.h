// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Signatures as changes, beside the tests of the executor.
int runSigningChanges(int argc, char **argv);
