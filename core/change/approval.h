// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changeplan.h"
#include "trust/publickey.h"

namespace lotse::change {

/// Whose signature counts, by the OS user and the key.
struct Approver {
    QString user;
    trust::PublicKey key;
    QByteArray pem;
};

/// Whether plans for a registry need a second person, and who that may be.
struct ApprovalRule {
    bool isRequired = false;
    QList<Approver> approvers;
    QString file; ///< that says so
};

/// The user of the operating system, by the system and not by the environment.
QString systemUser();
/// Where rules stand: the file of the system, which its administrator writes, and the one beside the accounts.
QStringList approvalFiles();
/**
 * The rule for the registry at `origin`, of the first file that has one: what the system's file says, a person's own
 * cannot loosen. An error where a file is there and cannot be read as a whole: nothing is applied then.
 */
Result<ApprovalRule> approvalRule(const QString &origin, const QStringList &files = approvalFiles());
/// Requires approval at a registry from now on, by this key besides those that are there. ErrorKind::Usage for a key
/// that is none (Ed25519 or ECDSA).
Result<void> addApprover(const QString &file, const QString &origin, const QString &user, const QByteArray &pem);
/// Takes the key with this fingerprint from the rule for a registry; ErrorKind::Usage for the last one: without it
/// nobody could approve.
Result<void> removeApprover(const QString &file, const QString &origin, const QByteArray &fingerprint);
/// No approval is required at a registry any more by this file.
Result<void> dropApprovalRule(const QString &file, const QString &origin);

/// Signs a plan with a private key (PEM, Ed25519 or EC): a file of its own, which names the plan by its hash.
/// `password` opens an encrypted key; empty: none.
Result<QByteArray> approve(const ChangePlan &plan, const QByteArray &privateKey, const QByteArray &password,
    const QString &user, const QDateTime &at);
/**
 * Whether a plan may be applied by this OS user under the rule. `approval` is what approve() wrote, empty where there
 * is none. ErrorKind::Usage with what to do where it may not: another plan, an unknown key, a signature that does not
 * fit, or a key of who made the plan or applies it.
 */
Result<void> checkApproval(
    const ChangePlan &plan, const ApprovalRule &rule, const QByteArray &approval, const QString &applyingUser);

/// Why nothing is applied at a registry from the window, which takes no approvals; empty where none is required.
Message windowRefusal(const QString &origin);

} // namespace lotse::change
