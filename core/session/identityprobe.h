// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"
#include "session/capabilities.h"
#include "session/registryprobe.h"

namespace lotse {

/// What a registry told us after we said who we are.
struct ProvenIdentity {
    RegistryKind kind = RegistryKind::Unknown; ///< Oci or OciNoCatalog now
    Identity identity;
    Capabilities capabilities;
    QString version; ///< of Harbor; empty where it does not tell
};

/**
 * Proves as whom the registry knows this account; a list answered with 200 proves nothing. Harbor: /users/current,
 * where a robot gets 412; a CLI secret by the version that only those signed in are told. Others: /v2/.
 * ErrorKind::Unauthorized where the registry does not accept the account. Sent once, never by itself again.
 */
QObject *proveIdentity(std::shared_ptr<Transport> transport, const Account &account, RegistryKind kind,
    QObject *context, std::function<void(Result<Identity>)> done);

/// proveIdentity, then what this account may do there: permissions of Harbor; catalog and referrers of others.
QObject *introduce(std::shared_ptr<Transport> transport, const Account &account, const ProbedRegistry &probed,
    QObject *context, std::function<void(Result<ProvenIdentity>)> done);

} // namespace lotse
