// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/notationpolicy.h"

namespace lotse::trust {

/// The base of a level and what it enforces; nothing where `name` is no level of notation.
std::optional<NotationLevel> notationLevel(const QString &name);

/// trustpolicy.json of these policies, as readNotationPolicies() and notation read it.
QByteArray notationPolicyText(const QList<NotationPolicy> &policies);

/// SHA-256 over what a store says and holds, and not over how its files are written; without its name.
QByteArray contentOf(const NotationStore &store);
/// What a policy calls the folder with its own copy of a store: by the content, so that an older policy still finds its
/// own.
QString storeFolderName(const NotationStore &store);

/**
 * Writes a folder in notation's layout: truststore/x509/TYPE/NAME/FINGERPRINT.crt, then trustpolicy.json, and crl/
 * where the store has revocation lists, which notation does not read. A store that is there already holds these
 * certificates and no others afterwards. Links below `folder` are refused, and what notation would read instead
 * (trustpolicy.oci.json) as well. ErrorKind::Storage, or Usage where something is in the way.
 */
Result<void> writeNotationFolder(const NotationStore &store, const QString &folder);

} // namespace lotse::trust
