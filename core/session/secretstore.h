// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/securebytes.h"

#include <QHash>

#include <functional>

class QObject;

namespace lotse {

/**
 * A place where secrets of accounts are kept, by account id. A callback runs later, in the thread of its context, and
 * never once the context is gone. Errors are ErrorKind::Secret; a secret that is not there is ErrorKind::NotFound.
 */
class SecretStore {
public:
    using Read = std::function<void(Result<SecureBytes>)>;
    using Done = std::function<void(Result<void>)>;

    virtual ~SecretStore() = default;
    virtual void read(const QString &accountId, QObject *context, Read done) = 0;
    virtual void write(const QString &accountId, const SecureBytes &secret, QObject *context, Done done) = 0;
    /// Removing what is not there is a success.
    virtual void remove(const QString &accountId, QObject *context, Done done) = 0;
};

/// Keeps secrets until the program ends, in memory only.
class MemoryStore final : public SecretStore {
public:
    void read(const QString &accountId, QObject *context, Read done) override;
    void write(const QString &accountId, const SecureBytes &secret, QObject *context, Done done) override;
    void remove(const QString &accountId, QObject *context, Done done) override;

    bool holds(const QString &accountId) const { return m_secrets.contains(accountId); }

private:
    QHash<QString, SecureBytes> m_secrets;
};

/// The error of a machine (or session) without a keychain: offer the sealed file or the memory instead.
Error noKeychain();
bool isNoKeychain(const Error &error);

/// "There is no secret kept for this account."
Error noSecret();

} // namespace lotse
