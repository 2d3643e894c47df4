// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"

#include <functional>
#include <memory>

namespace lotse {

/// The account that a sync speaks as, and its registry.
struct SyncSource {
    /// Asks the registry who we are, by a transport that leads to it: the same text means the same identity with the
    /// same rights.
    using Prove = std::function<void(
        const std::shared_ptr<Transport> &transport, QObject *context, std::function<void(Result<QString>)> done)>;

    std::shared_ptr<Transport> transport;
    Prove prove;
    QString registryId; ///< UUID, ours
    QString accountId; ///< UUID, ours
    QString name; ///< of the registry, for people
    QString origin; ///< "https://harbor.example.com"
    QString trailLimit; ///< why the account is not shown the whole audit trail, as toKept() gives it; empty: it is
    bool isDemo = false; ///< its store gets a past that nobody has read
};

} // namespace lotse
