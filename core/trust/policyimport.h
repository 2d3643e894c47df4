// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/policy.h"

namespace lotse::trust {

/// What another tool's policy says in ours, as far as it can be said.
struct ImportedPolicy {
    QString format; ///< "trust.json", "containers policy.json", "ClusterImagePolicy", "Kyverno policy"
    TrustPolicy policy;
    QStringList unexpressed; ///< a sentence each: what of it is missing here, or weaker, or stricter
};

/**
 * Reads a trust policy by what it is: our own; policy.json of containers/image (sigstoreSigned with keys); a
 * ClusterImagePolicy of the sigstore policy-controller or verifyImages rules of Kyverno, in JSON as kubectl prints
 * them with `-o json`, with keys or keyless identities in them. An identity needs one of `roots`, the first of which
 * vouches for it, unless the policy brings its own authority along. Files that it names lie in `folder`. At most 1 MiB.
 * ErrorKind::Usage where it is none of these, or where nothing of it can be said.
 */
Result<ImportedPolicy> importPolicy(
    const QByteArray &text, const QString &folder, const QList<TrustedRoot> &roots = {});

} // namespace lotse::trust
