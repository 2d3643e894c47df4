// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"
#include "session/account.h"

namespace lotse {

/// What answered at an address.
struct ProbedRegistry {
    RegistryKind kind = RegistryKind::Unknown;
    QString version; ///< "v2.15.2-080b0220"; Harbor tells it only to who is signed in
    QString authMode; ///< Harbor's: "db_auth", "ldap_auth", "oidc_auth", ...
    bool readsAnonymously = false; ///< OCI: /v2/ answers 200 without a sign-in
    bool wantsBearer = false; ///< the challenge of /v2/ names a token service
    bool wantsBasic = false;
};

/**
 * Finds out what answers at the transport's origin, without any sign-in: Harbor by /api/v2.0/systeminfo, else a
 * registry of the OCI Distribution API by /v2/ (Oci; whether it lists its repositories is asked signed in, by
 * Session). A web page, a captive portal or another service is ErrorKind::NotARegistry with a sentence that names it.
 * The callback runs in the thread of `context`, never once that is gone; the returned object cancels when deleted.
 */
QObject *probe(
    std::shared_ptr<Transport> transport, QObject *context, std::function<void(Result<ProbedRegistry>)> done);

} // namespace lotse
