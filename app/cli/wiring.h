// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "net/networkthread.h"
#include "session/accounts.h"
#include "session/networklink.h"
#include "session/session.h"

namespace lotse::cli {

/// What one run of the program is made of. Nothing is read or written before it is asked for.
struct Wiring {
    Wiring();

    Clock &clock = systemClock(); ///< work on other threads may outlast this
    Proxies proxies; ///< of the environment; asked by the network thread
    NetworkThread network;
    Accounts accounts;
    Secrets secrets;
    LinkFactory lines;
};

} // namespace lotse::cli
