// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace lotse::test {

/// Verifies so many images with one cosign signature each from a server on the loopback, beside the bare requests, and
/// prints what that took. False where it could not be done.
bool printTrustFigures(int images);

} // namespace lotse::test
