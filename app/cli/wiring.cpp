// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wiring.h"

#include "keychain/keychainstore.h"

namespace lotse::cli {

Wiring::Wiring()
    : accounts(profileFolder(), &clock)
    , secrets(profileFolder(), std::make_unique<KeychainStore>())
    , lines(networkLinks(&network, &clock, &proxies))
{
}

} // namespace lotse::cli
