// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/secretstore.h"

namespace lotse {

/// Secrets in the keychain of the desktop (Secret Service, KWallet, Windows, macOS), service "lotse", one entry an
/// account. Where there is none, or the program was built without QtKeychain, each call answers noKeychain().
class KeychainStore final : public SecretStore {
public:
    void read(const QString &accountId, QObject *context, Read done) override;
    void write(const QString &accountId, const SecureBytes &secret, QObject *context, Done done) override;
    void remove(const QString &accountId, QObject *context, Done done) override;
};

} // namespace lotse
