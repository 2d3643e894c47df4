// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "net/networkthread.h"
#include "net/proxies.h"
#include "session/registrylink.h"

namespace lotse {

/// Lines over the network: HttpTransports on the network thread, with the account's certificates, pin and realms. All
/// arguments outlive what is made.
LinkFactory networkLinks(NetworkThread *thread, Clock *clock, const Proxies *proxies);

} // namespace lotse
