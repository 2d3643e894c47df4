// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/tokenkeeper.h"

namespace lotse::oidc {

using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {
constexpr seconds early{60}; // before the end of a token
constexpr seconds least{10}; // between two askings, whatever a provider says of its tokens
constexpr seconds again{60}; // after one that did not answer
} // namespace

TokenKeeper::TokenKeeper(ProviderClient conversation, Client client)
    : m_conversation(std::move(conversation))
    , m_client(std::move(client))
{
}

TokenKeeper::~TokenKeeper() = default;

void TokenKeeper::begin(const SecureBytes &refresh, QObject *context, std::function<void(Result<Tokens>)> done)
{
    stop();
    m_refresh = refresh;
    ask(context, std::move(done));
}

void TokenKeeper::stop()
{
    // May run inside a callback of that very context.
    if (m_turn)
        m_turn.release()->deleteLater();
    m_refresh = {};
}

void TokenKeeper::ask(QObject *context, std::function<void(Result<Tokens>)> done)
{
    const auto redeem = [this, context, done] {
        const Form form{{"grant_type", "refresh_token"}, {"refresh_token", m_refresh.view().toByteArray()}};
        m_conversation.redeem(
            m_client, *m_provider, form, {}, context, [this, refresh = m_refresh, done](Result<Tokens> tokens) {
                if (tokens) {
                    if (tokens->refresh.isEmpty())
                        tokens.value().refresh = refresh; // it holds on
                    took(*tokens);
                }
                done(std::move(tokens));
            });
    };
    if (m_provider)
        return redeem();
    m_conversation.discover(m_client, context, [this, redeem, done](const Result<Provider> &provider) {
        if (!provider)
            return done(provider.error());
        m_provider = *provider;
        redeem();
    });
}

void TokenKeeper::took(const Tokens &tokens)
{
    m_refresh = tokens.refresh;
    const qint64 left = m_conversation.clock()->now().secsTo(tokens.expires);
    if (m_turn)
        m_turn.release()->deleteLater();
    m_turn = std::make_unique<QObject>();
    m_conversation.clock()->after(std::max<milliseconds>(seconds(left) - early, least), m_turn.get(),
        [this, turn = m_turn.get()] { renew(turn); });
}

void TokenKeeper::renew(const QObject *turn)
{
    // An old turn lives on until its event is over.
    if (turn != m_turn.get())
        return;
    ask(m_turn.get(), [this](const Result<Tokens> &tokens) {
        if (tokens) {
            if (renewed)
                renewed(*tokens);
            return;
        }
        // A token that was refused stays refused: the registry tells when the last one ends.
        if (tokens.error().kind == ErrorKind::Unauthorized)
            return;
        m_turn = std::make_unique<QObject>();
        m_conversation.clock()->after(again, m_turn.get(), [this, turn = m_turn.get()] { renew(turn); });
    });
}

} // namespace lotse::oidc
