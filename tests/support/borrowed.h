// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"

#include <memory>

namespace lotse::test {

/// A handle for clients on a transport that the test itself owns, and that outlives them.
inline std::shared_ptr<Transport> borrowed(Transport &transport)
{
    return {&transport, [](Transport *) {}};
}

} // namespace lotse::test
