// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "base/securebytes.h"
#include "session/registrylink.h"

#include <QObject>
#include <QStringList>
#include <QUrl>

#include <functional>

/// Sign-in by OpenID Connect: what is asked of a provider, and what is believed of its answers.
namespace lotse::oidc {

/// What a provider says of itself (OpenID Connect Discovery 1.0).
struct Provider {
    QString issuer;
    QUrl authorization;
    QUrl token;
    QUrl device; ///< empty where it has no device flow (RFC 8628)
};

struct Tokens {
    SecureBytes id; ///< the ID token, which Harbor takes as a bearer
    SecureBytes refresh; ///< empty where the provider gave none
    QDateTime expires; ///< of the ID token, UTC
    QString user; ///< preferred_username, else email, else subject
};

/// A user code of the device flow.
struct DeviceCode {
    SecureBytes code; ///< for the provider
    QString userCode; ///< for the person
    QUrl verification; ///< where to type it
    std::chrono::seconds interval{5};
    std::chrono::seconds lifetime{600};
};

/// Which application asks, where.
struct Client {
    QString issuer; ///< "https://id.example.com/realms/main"
    QString id;
    QByteArray caPem; ///< trusted alone, where set
};

using Form = QList<std::pair<QByteArray, QByteArray>>;

/**
 * The calls to a provider, over the guarded transport: https only, except for this machine; no redirect to elsewhere.
 * Nothing is repeated, nothing is logged. Callbacks run in the thread of the context, never once it is gone.
 */
class ProviderClient {
public:
    /// Both outlive it.
    ProviderClient(LinkFactory lines, Clock *clock);

    void discover(const Client &client, QObject *context, std::function<void(Result<Provider>)> done) const;
    /// One call of the token endpoint; `nonce` must be in the ID token where it is not empty.
    void redeem(const Client &client, const Provider &provider, const Form &form, const QByteArray &nonce,
        QObject *context, std::function<void(Result<Tokens>)> done) const;
    void askDeviceCode(const Client &client, const Provider &provider, QObject *context,
        std::function<void(Result<DeviceCode>)> done) const;

    Clock *clock() const { return m_clock; }

private:
    void send(const Client &client, const QUrl &url, const QByteArray &body, QObject *context,
        std::function<void(Result<Response>)> done) const;

    LinkFactory m_lines;
    Clock *m_clock;
};

/// Why an address of a provider is not used: not https, with a user in it, no host. No error where it may be.
Error checkAddress(const QUrl &url);
/// The claims of an ID token against who asked (issuer, audience, time, nonce). The signature is not looked at: the
/// token came straight from the provider over TLS (OpenID Connect Core 3.1.3.7, 6). ErrorKind::Unauthorized where it is
/// not ours.
Result<Tokens> readTokens(
    const QByteArray &answer, const Client &client, const QByteArray &nonce, const QDateTime &now);
/// An answer of the token or device endpoint that is no success; the provider's own words in `detail`.
Error refusal(const Response &response, const QString &host);

QByteArray encodeForm(const Form &form);
/// So many random bytes, as base64url without padding.
QByteArray randomText(int bytes);
/// The challenge of a verifier (RFC 7636, S256).
QByteArray challengeOf(const QByteArray &verifier);

} // namespace lotse::oidc
