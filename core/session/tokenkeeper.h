// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/oidc.h"

#include <QObject>

#include <memory>
#include <optional>

namespace lotse::oidc {

/**
 * Keeps the ID token of one account fresh: gets one for the refresh token that is kept, and the next a minute before it
 * ends. Lives in the thread of the sessions, as long as the line of its account.
 */
class TokenKeeper : public QObject {
    Q_OBJECT
public:
    TokenKeeper(ProviderClient conversation, Client client);
    ~TokenKeeper() override;

    /// Replaces what was kept before. `done` gets the first tokens, in the thread of `context`.
    void begin(const SecureBytes &refresh, QObject *context, std::function<void(Result<Tokens>)> done);
    /// Forgets all.
    void stop();

    /// Later tokens, with the refresh token that holds from then on. Set by the session.
    std::function<void(const Tokens &)> renewed;

private:
    void renew(const QObject *turn);
    void ask(QObject *context, std::function<void(Result<Tokens>)> done);
    void took(const Tokens &tokens);

    const ProviderClient m_conversation;
    const Client m_client;
    std::optional<Provider> m_provider;
    SecureBytes m_refresh;
    std::unique_ptr<QObject> m_turn; ///< context of the next renewal
};

} // namespace lotse::oidc
