// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/signin.h"

namespace lotse {

/**
 * A person's session at Harbor: sign-in by form, the two cookies, and the newest CSRF token. Belongs to a transport,
 * lives in its thread, and never hands its cookies to another origin than the one it was made for.
 *
 * GET /c/login answers 404 with a token and a cookie; the form goes to the same path. Every later answer brings a token
 * of its own, and any of them is good as long as the _gorilla_csrf cookie that it was made for is the one that is sent.
 */
class HarborSession {
public:
    /// What a request was sent with, to judge its answer by.
    struct Sent {
        quint64 session = 0; ///< which sign-in; 0: none
        QByteArray csrfCookie;
    };

    HarborSession(QUrl registry, SignInSender send);

    void setCredentials(const Credentials &credentials);
    /// Calls `ready` when signed in, at once where that is so already; one sign-in for all who wait.
    void ensure(std::function<void(Error)> ready);
    /// Cookies, and for a change the token.
    Headers headers(bool isChange) const;
    Sent sent() const { return {m_isSignedIn ? m_session : 0, m_csrfCookie}; }

    /**
     * Takes cookies and token from an answer. True when the answer shows that the session it was sent with has ended:
     * Harbor then hands out a new `sid`, even beside a 200 that only has what everybody may see.
     */
    bool note(const Response &response, const Sent &sent);
    /// Forgets the session if it is still that one, so that the next ensure() signs in again.
    void end(quint64 session);
    void endNow() { end(m_session); }

private:
    void askForToken();
    void postForm();
    void settle(Error error);
    void takeCookies(const Response &response, const QByteArray &csrfCookieSent);

    const QUrl m_registry;
    const QString m_host;
    SignInSender m_send;
    Credentials m_credentials;
    QList<std::function<void(Error)>> m_waiting;
    bool m_isSignedIn = false;
    bool m_isBusy = false;
    quint64 m_session = 0; ///< counts the sign-ins
    quint64 m_epoch = 0; ///< counts the credentials: an answer for old ones is dropped
    QByteArray m_sid;
    QByteArray m_csrfCookie;
    QByteArray m_csrfToken;
};

} // namespace lotse
