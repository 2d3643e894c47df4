// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/policyimport.h"

#include <QJsonValue>

namespace lotse::trust {

/// ErrorKind::Usage; `what` is a half sentence in English.
Error importError(const QString &what);

/// Collects the rules of another tool's policy; a key or an identity that is met again keeps its name. `where` is what
/// sentences about what is missing begin with.
class PolicyCollector {
public:
    PolicyCollector(QString folder, QList<TrustedRoot> roots)
        : m_folder(std::move(folder))
        , m_roots(std::move(roots))
    {
    }

    void miss(const Message &sentence);
    /// The signer of a key in PEM; empty where it cannot be used, which is told.
    QString keyOf(const QByteArray &pem, const QString &wanted, const QString &where);
    QString keyOfFile(const QString &file, const QString &where);
    /// The signer of an identity; of the first trusted root where it names none. Empty where it cannot be used.
    QString identityOf(NamedIdentity identity, const QString &wanted, const QString &where);
    /// The name of a trusted root made of the certificates of an authority and the keys of logs, in PEM; empty where it
    /// cannot be made.
    QString rootOf(const QList<QByteArray> &authority, const QList<QByteArray> &logKeys, const QString &where);
    /// What lies in the file or files that a value names; those that cannot be read are told.
    QList<QByteArray> filesOf(const QJsonValue &names, const QString &where);
    void rule(const QStringList &scopes, QStringList signers, int signatures, const QStringList &attestations,
        const QString &where);
    Result<ImportedPolicy> end(const QString &format);

private:
    QString freshName(const QString &wanted) const;
    void takeRoot(const TrustedRoot &root);
    Result<QByteArray> read(const QString &file) const;

    QString m_folder;
    QList<TrustedRoot> m_roots;
    ImportedPolicy m_out;
};

} // namespace lotse::trust
