// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace lotse::cli {

/**
 * What the table of commands says in another form: completion for "bash", "zsh" or "fish", and "man", the part of the
 * manual page that lists commands and options. Empty for anything else. Always English.
 */
QString document(const QString &form);

} // namespace lotse::cli
