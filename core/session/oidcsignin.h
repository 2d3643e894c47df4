// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/oidc.h"

#include <QTcpServer>

#include <memory>

namespace lotse::oidc {

/**
 * One sign-in of a person: by the system's browser with a code, PKCE and an answer on the loopback (RFC 8252), or by a
 * code that is typed into a browser anywhere (RFC 8628). Nothing is opened by itself: whoever owns this shows the
 * address. Ends once, with tokens or with an error; deleting it cancels it.
 */
class SignIn : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(Result<Tokens>)>;

    SignIn(ProviderClient conversation, Client client, QObject *parent = nullptr);
    ~SignIn() override;

    /// By the browser: browse() follows, then the end.
    void start(Done done);
    /// By a code that is typed elsewhere: codeShown() follows, then the end.
    void startWithCode(Done done);

signals:
    /// To be opened in the system's browser.
    void browse(const QUrl &address);
    /// To be shown: the person types the code at that address.
    void codeShown(const QString &code, const QUrl &address);

private:
    void discover(std::function<void()> next);
    void listen();
    void accept();
    void read(QTcpSocket *socket);
    /// Whether this was the provider's answer; anybody on this machine may ask the port.
    bool isAnswer(const QByteArray &line);
    void redeemCode(const QByteArray &code);
    void poll();
    void end(Result<Tokens> result);

    const ProviderClient m_conversation;
    const Client m_client;
    Done m_done;
    Provider m_provider;
    QTcpServer m_server;
    QByteArray m_state;
    QByteArray m_nonce;
    QByteArray m_verifier;
    QByteArray m_redirect;
    DeviceCode m_device;
    std::chrono::milliseconds m_until{0};
    std::unique_ptr<QObject> m_calls = std::make_unique<QObject>(); ///< context of what is on its way
};

} // namespace lotse::oidc
