// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/keychainstore.h"

#include "base/post.h"

// What is built where QtKeychain is not there.
namespace lotse {

void KeychainStore::read(const QString &, QObject *context, Read done)
{
    Post{context}([done = std::move(done)] { done(noKeychain()); });
}

void KeychainStore::write(const QString &, const SecureBytes &, QObject *context, Done done)
{
    Post{context}([done = std::move(done)] { done(noKeychain()); });
}

void KeychainStore::remove(const QString &, QObject *context, Done done)
{
    Post{context}([done = std::move(done)] { done(noKeychain()); });
}

} // namespace lotse
