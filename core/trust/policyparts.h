// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/policy.h"

#include <QJsonObject>

namespace lotse::trust {

// The parts of a policy's text that have to do with trusted roots and identities, and what all parts share.

/// ErrorKind::Usage; `what` is a half sentence in English.
Error policyError(const QString &what);
QString policyFault(const QString &where, const Fault &fault);
/// The path of a file that a policy names: beside it, in `folder`, and no link.
Result<QString> policyPath(const QByteArray &name, const QString &folder);

/// {"name", "file", "sha256"}; the file has to have that SHA-256.
Result<TrustedRoot> readPolicyRoot(const QByteArray &json, const QString &folder);
/// {"name", "root", "issuer" | "issuerExpression" | "anyIssuer", "subject" | …}. "root" may be missing where there is
/// but one.
Result<NamedIdentity> readPolicyIdentity(const QByteArray &json, const QStringList &roots);

/// The name that the file of a root has beside a policy that is written here: by its content, so that an older policy
/// still finds its own.
QString rootFileName(const TrustedRoot &root);
QJsonObject rootJson(const TrustedRoot &root);
QJsonObject identityJson(const NamedIdentity &identity);
/// Writes the files of the trusted roots that policyText() names.
Result<void> writePolicyRoots(const TrustPolicy &policy, const QString &folder);

} // namespace lotse::trust
