// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/securebytes.h"

#include <optional>

/// Where a secret comes from: never from an argument, which every user of the machine can read.
namespace lotse::cli::secretinput {

/// The value of an environment variable, which is taken out of the environment; nothing where it is not set.
std::optional<SecureBytes> fromEnvironment(const char *name);

/// The first line of an open file descriptor, at most 64 KiB. ErrorKind::Usage where it cannot be read or is empty.
Result<SecureBytes> fromDescriptor(const QString &number);

/// Asks on the terminal, without an echo; nothing where there is no terminal.
std::optional<SecureBytes> fromTerminal(const QString &question);

} // namespace lotse::cli::secretinput
