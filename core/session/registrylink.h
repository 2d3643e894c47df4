// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/auth.h"
#include "net/tls.h"
#include "net/transport.h"
#include "session/account.h"

#include <functional>
#include <memory>

namespace lotse {

namespace oidc {
class TokenKeeper;
}

/// How a Session reaches its registry; made by whoever wires the program (the network, the demo registry, a test).
struct Line {
    std::shared_ptr<Transport> transport{}; ///< deleted as its maker wants it to be
    std::function<void(const Credentials &)> setCredentials{}; ///< as whom the transport speaks from now on
    std::function<Peer()> peer{}; ///< the other end of the connection, as of now
    bool isDemo = false;
    /// Of the client key of the account, where that is encrypted; the files are read anew with it.
    std::function<void(const SecureBytes &)> setKeyPassphrase{};
    /// Whether reads that failed in passing are sent again after a while; where somebody waits for the answer, not.
    std::function<void(bool)> setRepeating{};
    std::shared_ptr<oidc::TokenKeeper> keeper{}; ///< of an account whose secret is a refresh token
};

using LinkFactory = std::function<Line(const Account &)>;

} // namespace lotse
