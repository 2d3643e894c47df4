// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/securebytes.h"

#include <optional>

/// Where a secret comes from: never from an argument, which every user of the machine can read.
namespace lotse::cli::secretinput {

/// Takes all secrets out of the environment, so that neither the programs that we start nor a look into /proc finds
/// them. The first thing in main().
void takeEnvironment();

/// The secret that a variable of the environment held, once; nothing where it was not set.
std::optional<SecureBytes> fromEnvironment(const char *name);

/// The first line of an open file descriptor, at most 64 KiB. ErrorKind::Usage where it cannot be read or is empty.
Result<SecureBytes> fromDescriptor(const QString &number);

/// Asks on the terminal, without an echo; nothing where there is no terminal.
std::optional<SecureBytes> fromTerminal(const QString &question);

} // namespace lotse::cli::secretinput
