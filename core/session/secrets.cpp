// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/secrets.h"

#include "base/post.h"

namespace lotse {

Secrets::Secrets(const QString &profile, std::unique_ptr<SecretStore> keychain)
    : m_sealed(profile + QStringLiteral("/secrets.sealed"))
    , m_keychain(std::move(keychain))
{
}

SecretStore *Secrets::store(SecretPlace place)
{
    switch (place) {
    case SecretPlace::SessionOnly:
        return &m_memory;
    case SecretPlace::Keychain:
        return m_keychain.get();
    case SecretPlace::Sealed:
        return &m_sealed;
    }
    return &m_memory;
}

Account Secrets::keyOf(const Account &account)
{
    Account key = account;
    key.id += QStringLiteral(".client-key");
    return key;
}

void Secrets::read(const Account &account, QObject *context, SecretStore::Read done)
{
    SecretStore *place = store(account.secretPlace);
    m_memory.read(account.id, context, [place, id = account.id, context, done](const Result<SecureBytes> &kept) {
        if (kept)
            done(kept);
        else if (place)
            place->read(id, context, done);
        else
            done(noKeychain());
    });
}

void Secrets::write(const Account &account, const SecureBytes &secret, QObject *context, SecretStore::Done done)
{
    Error error;
    SecretStore *place = store(account.secretPlace);
    if (account.secretPlace != SecretPlace::SessionOnly && !account.maySaveSecret()) {
        error.kind = ErrorKind::Secret;
        error.message = {
            LOTSE_MSG("The connection to %1 is not encrypted, so the secret is not stored. Use https, or type the "
                      "host to confirm."),
            {account.host()}};
    } else if (!place) {
        error = noKeychain();
    }
    if (error)
        Post{context}([done = std::move(done), error] { done(Result<void>(error)); });
    else
        place->write(account.id, secret, context, std::move(done));
}

void Secrets::rememberForSession(const Account &account, const SecureBytes &secret, QObject *context)
{
    m_memory.write(account.id, secret, context, [](const Result<void> &) {}); // memory never refuses
}

void Secrets::remove(const Account &account, QObject *context, SecretStore::Done done)
{
    SecretStore *place = store(account.secretPlace);
    m_memory.remove(account.id, context, [place, id = account.id, context, done](const Result<void> &gone) {
        if (place)
            place->remove(id, context, done);
        else
            done(gone);
    });
}

} // namespace lotse
