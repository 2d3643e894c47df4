// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/account.h"

namespace lotse {

/// Whether the secret of an account may be sent: over plain http only to this machine, or where the host was typed to
/// confirm it. Sessions and the command line hold to it; the forms of the window ask before (Account::maySaveSecret).
bool maySendSecret(const Account &account);

} // namespace lotse
