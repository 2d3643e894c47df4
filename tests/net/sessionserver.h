// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/scriptedserver.h"

#include <QMutex>
#include <QSet>

namespace lotse::test {

/**
 * Signs in as strictly as Harbor does (recorded exchanges 240 to 250): /c/login is 404 but hands out a cookie and a
 * token; the form wants both; an answer to an unknown session sets a new one and shows what anybody may see; a change
 * with a cookie wants the token that goes with it, also beside Basic.
 */
class SessionServer {
public:
    explicit SessionServer(ScriptedServer &server)
    {
        server.handle([this](const ReceivedRequest &request) {
            const QMutexLocker lock(&m_mutex);
            return answer(request);
        });
    }

    void setPassword(const QByteArray &password)
    {
        const QMutexLocker lock(&m_mutex);
        m_password = password;
    }
    /// Ends every session, as a restart of the server does.
    void endSessions()
    {
        const QMutexLocker lock(&m_mutex);
        m_signedIn.clear();
    }
    /// Makes each session end as soon as it has begun.
    void refuseSessions() { m_keepsNone = true; }
    int logins() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_logins;
    }

private:
    static QByteArray cookie(const ReceivedRequest &request, const QByteArray &name)
    {
        for (const QByteArray &part : request.header("Cookie").split(';')) {
            if (part.trimmed().startsWith(name + '='))
                return part.trimmed().mid(name.size() + 1);
        }
        return {};
    }

    ScriptedReply answer(const ReceivedRequest &request)
    {
        const QByteArray sid = cookie(request, "sid");
        QByteArray csrf = cookie(request, "_gorilla_csrf");
        const bool isRead = request.method == "GET" || request.method == "HEAD";
        Headers headers;
        if (csrf.isEmpty()) {
            csrf = "csrf" + QByteArray::number(++m_count);
            headers.emplaceBack("Set-Cookie", "_gorilla_csrf=" + csrf + "; Path=/; HttpOnly; SameSite=Strict");
        }
        const QByteArray given = request.header("X-Harbor-CSRF-Token");
        const bool hasCookie = !request.header("Cookie").isEmpty();
        // A token is masked anew for each answer, and good as long as its cookie is.
        headers.emplaceBack("X-Harbor-Csrf-Token", "mask" + QByteArray::number(++m_count) + '/' + csrf);
        if ((hasCookie || request.path() == "/c/login") && !isRead && !given.endsWith('/' + csrf))
            return ScriptedReply::status(
                403, R"({"errors":[{"code":"FORBIDDEN","message":"CSRF token not found in request"}]})", headers);
        if (request.path() == "/c/login")
            return isRead ? login404(headers, sid) : login(request, headers);
        const bool isKnown = m_signedIn.contains(sid);
        if (!isKnown)
            headers.emplaceBack("Set-Cookie", "sid=anonymous" + QByteArray::number(++m_count) + "; Path=/; HttpOnly");
        if (request.path() == "/api/v2.0/projects" && isRead)
            return ScriptedReply::json(isKnown ? R"(["library","secret"])" : R"(["library"])", headers);
        if (!isKnown)
            return ScriptedReply::status(
                401, R"({"errors":[{"code":"UNAUTHORIZED","message":"unauthorized"}]})", headers);
        return isRead ? ScriptedReply::json(R"({"username":"ops"})", headers) : ScriptedReply::status(201, {}, headers);
    }

    ScriptedReply login404(Headers headers, const QByteArray &sid)
    {
        if (sid.isEmpty())
            headers.emplaceBack("Set-Cookie", "sid=before" + QByteArray::number(++m_count) + "; Path=/; HttpOnly");
        headers.emplaceBack("Content-Type", "text/html; charset=utf-8");
        return ScriptedReply::status(404, "<!DOCTYPE HTML>", headers);
    }

    ScriptedReply login(const ReceivedRequest &request, Headers headers)
    {
        ++m_logins;
        if (request.body != "principal=ops&password=" + m_password.toPercentEncoding())
            return ScriptedReply::status(401, {}, headers);
        const QByteArray sid = "sid" + QByteArray::number(++m_count);
        if (!m_keepsNone)
            m_signedIn.insert(sid);
        headers.emplaceBack("Set-Cookie", "sid=" + sid + "; Path=/; HttpOnly");
        return ScriptedReply::status(200, {}, headers);
    }

    mutable QMutex m_mutex;
    QByteArray m_password = "right-Secret1";
    QSet<QByteArray> m_signedIn;
    std::atomic<bool> m_keepsNone = false;
    int m_count = 0;
    int m_logins = 0;
};

} // namespace lotse::test
