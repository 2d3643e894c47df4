// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "net/guard.h"
#include "net/signin.h"

#include <QHash>

namespace lotse {

/**
 * Sign-in for the Distribution API (/v2/): finds out once what the registry asks for, gets tokens at the guarded realm,
 * keeps them by realm, service and scope, and renews them before they end. Belongs to a transport, lives in its thread.
 */
class RegistryTokens {
public:
    struct Setup {
        QUrl registry;
        guard::RealmPairs confirmedRealms;
        bool plainHttp = false;
    };
    using Ready = std::function<void(Result<Headers>)>;

    RegistryTokens(Setup setup, SignInSender send, Clock *clock);

    void setCredentials(const Credentials &credentials);
    /// The headers for a request with this scope; at once where they are known. An error where there is no way in:
    /// Unauthorized when the realm refused the password, RedirectRefused when the guard refused the realm.
    void authorize(const QByteArray &scope, Ready ready);
    /// A request was answered with 401: what to send instead, once. `sent` are the headers it was sent with.
    void challenged(const Response &response, const QByteArray &scope, const Headers &sent, Ready ready);
    /// Forgets all tokens and what the registry asks for.
    void forget();

private:
    enum class Mode { Unknown, Open, Basic, Bearer };
    struct Token {
        QByteArray value;
        std::chrono::milliseconds renewAt{0};
    };
    struct Fetch {
        QList<Ready> waiting;
        bool isSent = false;
    };

    void discover();
    void learn(const Headers &headers, bool isRefusal);
    void answer(const QByteArray &scope, const Ready &ready);
    void token(const QByteArray &scope, const Ready &ready);
    void fetch(const QByteArray &key, const QByteArray &scope);
    void fetched(const QByteArray &key, const Result<Response> &response);
    void settle(const QByteArray &key, const Result<Headers> &result);
    QByteArray keyOf(const QByteArray &scope) const;
    bool hasPassword() const;

    const Setup m_setup;
    const QString m_host;
    SignInSender m_send;
    Clock *m_clock;
    Credentials m_credentials;
    Mode m_mode = Mode::Unknown;
    bool m_isDiscovering = false;
    bool m_isProven = false; ///< the realm took the password once: several may ask at a time from then on
    quint64 m_epoch = 0;
    QByteArray m_realm;
    QByteArray m_service;
    QList<std::pair<QByteArray, Ready>> m_waiting; ///< for the discovery, with their scopes
    QHash<QByteArray, Token> m_tokens;
    QHash<QByteArray, Fetch> m_fetches;
    QList<std::pair<QByteArray, QByteArray>> m_held; ///< key and scope of fetches that wait for the proof
};

} // namespace lotse
