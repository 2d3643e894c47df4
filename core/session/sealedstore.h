// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/secretstore.h"

#include <QMap>
#include <QMutex>

namespace lotse {

/**
 * Secrets in one file, sealed with a master password: key by scrypt (N = 2^17, r = 8, p = 1), AES-256-GCM with a fresh
 * nonce at each write, the parameters of the key authenticated too. The file has mode 0600.
 *
 * It must be unlocked before use; until then every call answers "locked". unlock() takes some 0.3 s and 128 MiB and
 * runs on a worker. The functions may be called from any thread.
 */
class SealedStore final : public SecretStore {
public:
    explicit SealedStore(QString path);
    ~SealedStore() override; ///< waits for what is being written

    /// Whether a sealed file is there: its master password is asked for, not a new one.
    bool exists() const;
    bool isUnlocked() const;
    /**
     * Opens the file, or prepares a new one where there is none (it is written with the first secret). A wrong
     * password and a file that was tampered with cannot be told apart: both are one error of ErrorKind::Secret.
     */
    void unlock(const SecureBytes &master, QObject *context, Done done);
    /// Forgets the key.
    void lock();
    /// Seals what is there with another master password; only while unlocked.
    void changeMaster(const SecureBytes &master, QObject *context, Done done);

    void read(const QString &accountId, QObject *context, Read done) override;
    void write(const QString &accountId, const SecureBytes &secret, QObject *context, Done done) override;
    void remove(const QString &accountId, QObject *context, Done done) override;

private:
    struct Key {
        SecureBytes bytes; ///< 32, empty while locked
        QByteArray salt; ///< 16
        int n = 0;
    };
    using Secrets = QMap<QString, SecureBytes>;

    Result<void> open(const SecureBytes &master);
    Result<void> reseal(const SecureBytes &master);
    Result<void> change(const std::function<void(Secrets &)> &edit);
    Result<Secrets> load(const Key &key) const;
    Result<void> save(const Key &key, const Secrets &secrets) const;
    static Result<SecureBytes> derive(const SecureBytes &master, const QByteArray &salt, int n);

    const QString m_path;
    mutable QRecursiveMutex m_mutex;
    Key m_key;
};

/// True where a secret lies in the sealed file and only the master password is missing.
bool isSealedLocked(const Error &error);

} // namespace lotse
