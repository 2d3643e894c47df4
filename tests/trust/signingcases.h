// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// Signing, beside the tests of the vectors.
int runSigningCases(int argc, char **argv);
