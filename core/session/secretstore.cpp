// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/secretstore.h"

#include "base/post.h"

namespace lotse {

static const QString kNoKeychain = QStringLiteral("NO_KEYCHAIN");

void MemoryStore::read(const QString &accountId, QObject *context, Read done)
{
    const auto found = m_secrets.constFind(accountId);
    Result<SecureBytes> result = found == m_secrets.constEnd() ? Result<SecureBytes>(noSecret()) : *found;
    Post{context}([done = std::move(done), result = std::move(result)] { done(result); });
}

void MemoryStore::write(const QString &accountId, const SecureBytes &secret, QObject *context, Done done)
{
    m_secrets.insert(accountId, secret);
    Post{context}([done = std::move(done)] { done({}); });
}

void MemoryStore::remove(const QString &accountId, QObject *context, Done done)
{
    m_secrets.remove(accountId);
    Post{context}([done = std::move(done)] { done({}); });
}

Error noKeychain()
{
    Error error;
    error.kind = ErrorKind::Secret;
    error.code = kNoKeychain;
    error.message = {
        LOTSE_MSG("No keychain in this desktop session. Store the secret for this session only, or in a file "
                  "encrypted with a master password."),
        {}};
    return error;
}

bool isNoKeychain(const Error &error)
{
    return error.code == kNoKeychain;
}

Error noSecret()
{
    Error error;
    error.kind = ErrorKind::NotFound;
    error.message = {LOTSE_MSG("No secret is stored for this account. Enter it to sign in."), {}};
    return error;
}

} // namespace lotse
