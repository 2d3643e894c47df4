// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/policy.h"

namespace lotse::trust {

/// The trust policy of one registry as it lies on disk, and what verdicts by it are marked with.
struct PolicyFile {
    QString folder; ///< of this registry; need not exist
    QByteArray text; ///< of trust.json; empty where there is none
    TrustPolicy policy; ///< without rules where there is no file, or where it cannot be used
    Error error; ///< why it cannot be used; a file that is not there is no error
    QByteArray revision; ///< of the keys and rules
    QByteArray storeRevision; ///< of the certificates and policies of notation

    bool exists() const { return !text.isEmpty(); }
    QString path() const { return folder + QStringLiteral("/trust.json"); }
};

/// Where the policy of a registry lies: a folder by host and port in "trust", beside the databases. `place` is as
/// store::placeOf() gives it.
QString policyFolder(const QString &dataFolder, const QString &place);
/// Reads it; never fails: what is wrong is in `error`, and trusts nothing.
PolicyFile readPolicyFile(const QString &folder);
/// The same of a text that is not on disk yet; files that it names are looked for in `folder`.
PolicyFile policyOfText(const QByteArray &text, const QString &folder);
/// The same of a policy that has no text yet, to try it.
PolicyFile policyOf(const TrustPolicy &policy, const QString &folder);
/// Writes the text where it is a policy that can be used; the one before stays beside it as trust.json.before.
Result<void> writePolicyFile(const QString &folder, const QByteArray &text);

/// Puts a policy in force: its roots and stores beside it, then the file. One that holds nothing has no file.
Result<void> putPolicy(const TrustPolicy &policy, const QString &folder);
/// Takes a policy away; it stays beside as trust.json.before.
Result<void> removePolicyFile(const QString &folder);

/// A policy as the text of a file. Keys stand in it as PEM; trusted roots lie beside it (writePolicyRoots()).
QByteArray policyText(const TrustPolicy &policy, const QString &folder);

/// The policy with one more signer ("key:NAME", "notation:NAME") for these places; a rule for the same places takes it
/// as well. ErrorKind::Usage where `scopes` is empty.
Result<TrustPolicy> withSigner(const TrustPolicy &policy, const QString &signer, const QStringList &scopes);
/// The policy with one more key, which counts at these places. A key that is there already goes by the name that it
/// has. ErrorKind::Usage where the name is no name or another key's.
Result<TrustPolicy> withKey(const TrustPolicy &policy, const NamedKey &key, const QStringList &scopes);
/// The policy with a folder of notation, which counts at these places. ErrorKind::Usage where the name is taken.
Result<TrustPolicy> withStore(const TrustPolicy &policy, const NotationStore &store, const QStringList &scopes);
/// The policy with a trusted root; one of that name is replaced. ErrorKind::Usage where the name is no name.
Result<TrustPolicy> withRoot(const TrustPolicy &policy, const TrustedRoot &root);
/// The policy with one more identity, which counts at these places; one of that name is replaced. ErrorKind::Usage
/// where a side of it is missing, an expression cannot be used, or its root is not there.
Result<TrustPolicy> withIdentity(const TrustPolicy &policy, const NamedIdentity &identity, const QStringList &scopes);
/// Writes the folders of notation that policyText() names: a copy of each store that is new, or another than the one of
/// the policy that is in `folder`.
Result<void> writePolicyStores(const TrustPolicy &policy, const QString &folder);
/// The policy without this signer, and without its key or store; a rule that has no signer without it goes as well. A
/// policy without rules trusts nothing, and keeps its keys and roots. Also "root:NAME", with the identities that it
/// vouches for, and "rule:SCOPES" with a scope a line.
TrustPolicy withoutSigner(const TrustPolicy &policy, const QString &signer);
/// Whether a text may be the name of a key or a store: letters, digits, '-', '_', '.'.
bool isPolicyName(const QString &name);
/// A key's PEM: one block "PUBLIC KEY".
QByteArray pemOf(const PublicKey &key);

} // namespace lotse::trust
