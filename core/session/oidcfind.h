// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/oidc.h"

namespace lotse::oidc {

/**
 * Finds the provider and the client of a Harbor: asks where its own sign-in leads, without going there, and holds the
 * provider's description of itself against that. ErrorKind::Unsupported where Harbor has no such sign-in, or where the
 * issuer is not above the address that it names.
 */
void find(const Account &registry, const LinkFactory &lines, const ProviderClient &conversation, QObject *context,
    std::function<void(Result<Client>)> done);

/// The issuers that an authorization address may belong to, the longest path first.
QStringList possibleIssuers(const QUrl &authorization);

} // namespace lotse::oidc
