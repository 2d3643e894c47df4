// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/account.h"
#include "session/sealedstore.h"

#include <memory>

namespace lotse {

/// The places for secrets of one profile; hands out the one that an account names. Lives in one thread.
class Secrets {
public:
    /// `keychain` is what the program was wired with; null where there is none.
    Secrets(const QString &profile, std::unique_ptr<SecretStore> keychain);

    SealedStore &sealed() { return m_sealed; }

    /// The secret of an account from its place. A secret typed for this session comes first.
    void read(const Account &account, QObject *context, SecretStore::Read done);
    /// Keeps a secret in the account's place. Refused (ErrorKind::Secret) for plain http that was not confirmed, unless
    /// the place is the memory.
    void write(const Account &account, const SecureBytes &secret, QObject *context, SecretStore::Done done);
    /// Keeps a secret until the program ends, wherever the account's place is.
    void rememberForSession(const Account &account, const SecureBytes &secret, QObject *context);
    /// Whether read() has something to read, as far as can be said without asking anybody: a keychain may refuse.
    bool mayHold(const Account &account) const
    {
        return account.secretPlace != SecretPlace::SessionOnly || m_memory.holds(account.id);
    }
    /// From the memory and from the account's place.
    void remove(const Account &account, QObject *context, SecretStore::Done done);

    /// What stands for the passphrase of the client key: an account of the same place, so that read, write,
    /// rememberForSession and remove do for both.
    static Account keyOf(const Account &account);

private:
    SecretStore *store(SecretPlace place);

    MemoryStore m_memory;
    SealedStore m_sealed;
    std::unique_ptr<SecretStore> m_keychain;
};

} // namespace lotse
