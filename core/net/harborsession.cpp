// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/harborsession.h"

#include "net/guard.h"
#include "net/httperror.h"

namespace lotse {

namespace {

// The value of a cookie that an answer sets; null where it does not.
QByteArray setCookie(const Headers &headers, QByteArrayView name)
{
    QByteArray out;
    for (const auto &[key, value] : headers) {
        if (key.compare("Set-Cookie", Qt::CaseInsensitive) != 0)
            continue;
        const QByteArray pair = value.left(value.indexOf(';') < 0 ? value.size() : value.indexOf(';')).trimmed();
        const qsizetype equals = pair.indexOf('=');
        if (equals > 0 && pair.left(equals) == name && pair.size() < 4096)
            out = pair.mid(equals + 1);
    }
    return out;
}

} // namespace

HarborSession::HarborSession(QUrl registry, SignInSender send)
    : m_registry(std::move(registry))
    , m_host(guard::originOf(m_registry).text())
    , m_send(std::move(send))
{
}

void HarborSession::setCredentials(const Credentials &credentials)
{
    m_credentials = credentials;
    ++m_epoch;
    m_isBusy = false;
    m_isSignedIn = false;
    m_sid.clear();
    m_csrfCookie.clear();
    m_csrfToken.clear();
    // Those who wait wanted the account, not the old password.
    if (!m_waiting.isEmpty())
        askForToken();
}

void HarborSession::ensure(std::function<void(Error)> ready)
{
    if (m_isSignedIn) {
        ready({});
        return;
    }
    m_waiting.append(std::move(ready));
    if (!m_isBusy)
        askForToken();
}

Headers HarborSession::headers(bool isChange) const
{
    QByteArray cookie;
    if (!m_csrfCookie.isEmpty())
        cookie = "_gorilla_csrf=" + m_csrfCookie;
    if (!m_sid.isEmpty())
        cookie += (cookie.isEmpty() ? "sid=" : "; sid=") + m_sid;
    Headers out;
    if (!cookie.isEmpty())
        out.emplaceBack("Cookie", cookie);
    if (isChange)
        out.emplaceBack("X-Harbor-CSRF-Token", m_csrfToken);
    return out;
}

void HarborSession::takeCookies(const Response &response, const QByteArray &csrfCookieSent)
{
    const QByteArray csrfCookie = setCookie(response.headers, "_gorilla_csrf");
    if (!csrfCookie.isEmpty())
        m_csrfCookie = csrfCookie;
    // A token goes with the cookie that it was made for: an answer to an older cookie is of no use.
    const QByteArray token = response.header("X-Harbor-CSRF-Token");
    if (!token.isEmpty() && (!csrfCookie.isEmpty() || csrfCookieSent == m_csrfCookie))
        m_csrfToken = token;
}

void HarborSession::askForToken()
{
    m_isBusy = true;
    m_sid.clear();
    m_csrfCookie.clear();
    m_csrfToken.clear();
    SignInRequest request;
    request.url = m_registry;
    request.url.setPath(QStringLiteral("/c/login"));
    m_send(std::move(request), [this, epoch = m_epoch](Result<Response> response) {
        if (epoch != m_epoch)
            return;
        if (!response)
            return settle(response.error());
        if (response->status >= 500 || response->status == 429)
            return settle(toError(*response, "GET", m_host));
        takeCookies(*response, {});
        m_sid = setCookie(response->headers, "sid");
        if (m_csrfToken.isEmpty() || m_csrfCookie.isEmpty()) {
            Error error = toError(*response, "GET", m_host);
            error.kind = ErrorKind::NotARegistry;
            error.message = {
                LOTSE_MSG("The sign-in response of %1 is not from Harbor. No password was sent; check the address, or "
                          "choose another sign-in method."),
                {m_host}};
            return settle(std::move(error));
        }
        postForm();
    });
}

void HarborSession::postForm()
{
    SignInRequest request;
    request.url = m_registry;
    request.url.setPath(QStringLiteral("/c/login"));
    request.method = "POST";
    request.headers = headers(true);
    request.headers.emplaceBack("Content-Type", "application/x-www-form-urlencoded");
    QByteArray secret = m_credentials.secret.view().toByteArray();
    QByteArray encoded = secret.toPercentEncoding();
    request.body = "principal=" + m_credentials.user.toUtf8().toPercentEncoding() + "&password=" + encoded;
    SecureBytes::wipe(secret);
    SecureBytes::wipe(encoded);
    m_send(std::move(request), [this, epoch = m_epoch, csrfCookie = m_csrfCookie](Result<Response> response) {
        if (epoch != m_epoch)
            return;
        if (!response)
            return settle(response.error());
        if (response->status == 401)
            return settle(signInRefused(*response, m_host));
        if (!response->isSuccess())
            return settle(toError(*response, "POST", m_host));
        takeCookies(*response, csrfCookie);
        if (const QByteArray sid = setCookie(response->headers, "sid"); !sid.isEmpty())
            m_sid = sid;
        ++m_session;
        m_isSignedIn = true;
        settle({});
    });
}

void HarborSession::settle(Error error)
{
    m_isBusy = false;
    const auto waiting = std::exchange(m_waiting, {});
    for (const auto &ready : waiting)
        ready(error);
}

bool HarborSession::note(const Response &response, const Sent &sent)
{
    if (sent.session == 0 || sent.session != m_session || !m_isSignedIn)
        return sent.session != 0;
    const QByteArray sid = setCookie(response.headers, "sid");
    if (response.status == 401 || (!sid.isNull() && sid != m_sid))
        return true;
    takeCookies(response, sent.csrfCookie);
    return false;
}

void HarborSession::end(quint64 session)
{
    if (session == m_session)
        m_isSignedIn = false;
}

} // namespace lotse
