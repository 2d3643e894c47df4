// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/registrytokens.h"

#include "net/challenge.h"
#include "net/httperror.h"

#include <simdjson.h>

#include <algorithm>

namespace lotse {

using std::chrono::milliseconds;

namespace {

// A minute is what the token specification counts on where a server says nothing or less.
constexpr qint64 shortestLife = 60;
constexpr qint64 longestLife = 24 * 3600;

struct Granted {
    QByteArray value;
    qint64 seconds = shortestLife;
};

Granted readToken(const QByteArray &body)
{
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    Granted out;
    if (parser.parse(body.constData(), size_t(body.size())).get(root) != simdjson::SUCCESS)
        return out;
    for (const char *name : {"token", "access_token"}) {
        std::string_view text;
        if (out.value.isEmpty() && root[name].get(text) == simdjson::SUCCESS)
            out.value = QByteArray(text.data(), qsizetype(text.size()));
    }
    // It goes into a header as it is.
    if (!std::all_of(out.value.begin(), out.value.end(), [](char c) { return c > 0x20 && c < 0x7f; }))
        out.value.clear();
    int64_t seconds = 0;
    if (root["expires_in"].get(seconds) == simdjson::SUCCESS)
        out.seconds = std::clamp(qint64(seconds), shortestLife, longestLife);
    return out;
}

QByteArray tokenQuery(const QByteArray &service, const QByteArray &scope)
{
    QByteArray query;
    if (!service.isEmpty())
        query = "service=" + service.toPercentEncoding();
    const QList<QByteArray> scopes = scope.split(' ');
    for (const QByteArray &one : scopes) {
        if (!one.isEmpty())
            query += (query.isEmpty() ? "scope=" : "&scope=") + one.toPercentEncoding();
    }
    return query;
}

} // namespace

RegistryTokens::RegistryTokens(Setup setup, SignInSender send, Clock *clock)
    : m_setup(std::move(setup))
    , m_host(guard::originOf(m_setup.registry).text())
    , m_send(std::move(send))
    , m_clock(clock)
{
}

void RegistryTokens::setCredentials(const Credentials &credentials)
{
    m_credentials = credentials;
    m_isProven = false;
    forget();
}

bool RegistryTokens::hasPassword() const
{
    const auto kind = m_credentials.kind;
    return !m_credentials.user.isEmpty()
        && (kind == Credentials::Kind::HarborSession || kind == Credentials::Kind::Basic
            || kind == Credentials::Kind::Bearer);
}

void RegistryTokens::forget()
{
    ++m_epoch;
    m_mode = Mode::Unknown;
    m_isDiscovering = false;
    m_tokens.clear();
    // Those who wait for a token begin again.
    auto waiting = std::exchange(m_waiting, {});
    const auto fetches = std::exchange(m_fetches, {});
    m_held.clear();
    for (auto it = fetches.begin(); it != fetches.end(); ++it) {
        const QByteArray scope = it.key().mid(it.key().lastIndexOf('\n') + 1);
        for (const Ready &ready : it->waiting)
            waiting.append({scope, ready});
    }
    for (const auto &[scope, ready] : waiting)
        authorize(scope, ready);
}

void RegistryTokens::authorize(const QByteArray &scope, Ready ready)
{
    if (m_mode != Mode::Unknown) {
        answer(scope, ready);
        return;
    }
    m_waiting.append({scope, std::move(ready)});
    if (!m_isDiscovering)
        discover();
}

void RegistryTokens::discover()
{
    m_isDiscovering = true;
    SignInRequest request;
    request.url = m_setup.registry;
    request.url.setPath(QStringLiteral("/v2/"));
    m_send(std::move(request), [this, epoch = m_epoch](Result<Response> response) {
        if (epoch != m_epoch)
            return;
        m_isDiscovering = false;
        const auto waiting = std::exchange(m_waiting, {});
        Error error;
        if (!response)
            error = response.error();
        else if (response->status >= 500 || response->status == 429)
            error = toError(*response, "GET", m_host);
        else
            learn(response->headers, response->status == 401);
        for (const auto &[scope, ready] : waiting) {
            if (error)
                ready(error);
            else
                answer(scope, ready);
        }
    });
}

void RegistryTokens::learn(const Headers &headers, bool isRefusal)
{
    const Challenge bearer = challenge(headers, "bearer");
    const Challenge basic = challenge(headers, "basic");
    if (!bearer.scheme.isEmpty() && !bearer.value("realm").isEmpty()) {
        m_mode = Mode::Bearer;
        m_realm = bearer.value("realm");
        m_service = bearer.value("service");
    } else if (!basic.scheme.isEmpty()) {
        // Also beside a 200: a registry that lets everyone read says so like this.
        m_mode = Mode::Basic;
    } else if (!isRefusal || m_mode == Mode::Unknown) {
        m_mode = Mode::Open;
    }
}

void RegistryTokens::answer(const QByteArray &scope, const Ready &ready)
{
    switch (m_mode) {
    case Mode::Bearer:
        token(scope, ready);
        break;
    case Mode::Basic:
        ready(hasPassword() ? Headers{basicHeader(m_credentials)} : Headers{});
        break;
    case Mode::Open:
    case Mode::Unknown:
        ready(Headers{});
        break;
    }
}

QByteArray RegistryTokens::keyOf(const QByteArray &scope) const
{
    return m_realm + '\n' + m_service + '\n' + scope;
}

void RegistryTokens::token(const QByteArray &scope, const Ready &ready)
{
    const QByteArray key = keyOf(scope);
    const auto known = m_tokens.constFind(key);
    if (known != m_tokens.constEnd() && m_clock->elapsed() < known->renewAt) {
        ready(Headers{{"Authorization", "Bearer " + known->value}});
        return;
    }
    Fetch &fetchOfKey = m_fetches[key];
    fetchOfKey.waiting.append(ready);
    if (fetchOfKey.isSent)
        return;
    fetchOfKey.isSent = true;
    // A password that nobody has accepted yet goes out once, not once a scope.
    if (hasPassword() && !m_isProven && m_fetches.size() > 1)
        m_held.append({key, scope});
    else
        fetch(key, scope);
}

void RegistryTokens::fetch(const QByteArray &key, const QByteArray &scope)
{
    const Result<QUrl> realm =
        guard::decideRealm(m_setup.registry, QString::fromUtf8(m_realm), m_setup.confirmedRealms, m_setup.plainHttp);
    if (!realm)
        return settle(key, realm.error());
    SignInRequest request;
    request.url = *realm;
    const QByteArray own = realm->query(QUrl::FullyEncoded).toLatin1();
    const QByteArray query = tokenQuery(m_service, scope);
    const QByteArray both = own.isEmpty() || query.isEmpty() ? own + query : own + '&' + query;
    request.url.setQuery(QString::fromLatin1(both), QUrl::StrictMode);
    if (hasPassword())
        request.headers.append(basicHeader(m_credentials));
    m_send(std::move(request), [this, key, epoch = m_epoch](Result<Response> response) {
        if (epoch == m_epoch)
            fetched(key, response);
    });
}

void RegistryTokens::fetched(const QByteArray &key, const Result<Response> &response)
{
    if (!response)
        return settle(key, response.error());
    if (response->status == 401 && hasPassword())
        return settle(key, signInRefused(*response, m_host));
    if (!response->isSuccess())
        return settle(key, toError(*response, "GET", m_host));
    const Granted granted = readToken(response->body);
    if (granted.value.isEmpty()) {
        Error error = requireJson(*response, "GET", m_host);
        if (!error) {
            error.kind = ErrorKind::Decode;
            error.message = {LOTSE_MSG("%1 answered a sign-in without a token. Try again; if it stays, tell the "
                                       "administrator of the registry."),
                {m_host}};
        }
        return settle(key, error);
    }
    m_isProven = true;
    const milliseconds life = std::chrono::seconds(granted.seconds);
    // From the moment of receipt on the monotonic clock: the server's idea of the time does not matter.
    m_tokens.insert(key, {granted.value, m_clock->elapsed() + life - std::min(life / 5, milliseconds(30'000))});
    settle(key, Headers{{"Authorization", "Bearer " + granted.value}});
}

void RegistryTokens::settle(const QByteArray &key, const Result<Headers> &result)
{
    const QList<Ready> waiting = m_fetches.take(key).waiting;
    const bool isRefused = !result.ok() && result.error().kind == ErrorKind::Unauthorized;
    auto held = std::exchange(m_held, {});
    for (const Ready &ready : waiting)
        ready(result);
    if (isRefused) {
        for (const auto &[heldKey, scope] : held) {
            for (const Ready &ready : m_fetches.take(heldKey).waiting)
                ready(result);
        }
        return;
    }
    // With the proof all go, without it the next one tries.
    while (!held.isEmpty()) {
        const auto [heldKey, scope] = held.takeFirst();
        if (!m_fetches.contains(heldKey))
            continue;
        if (!m_isProven) {
            m_held = held + m_held;
            held.clear();
        }
        fetch(heldKey, scope);
    }
}

void RegistryTokens::challenged(const Response &response, const QByteArray &scope, const Headers &sent, Ready ready)
{
    const QByteArray authorization = header(sent, "Authorization");
    const bool sentBasic = authorization.startsWith("Basic ");
    const Challenge bearer = challenge(response.headers, "bearer");
    const Challenge basic = challenge(response.headers, "basic");
    learn(response.headers, true);
    if (!bearer.scheme.isEmpty()) {
        const QByteArray wanted = bearer.value("scope").isEmpty() ? scope : bearer.value("scope");
        // The token that was refused is of no more use, others that came since are.
        const auto known = m_tokens.constFind(keyOf(wanted));
        if (known != m_tokens.constEnd() && authorization == "Bearer " + known->value)
            m_tokens.erase(known);
        answer(wanted, ready);
    } else if (sentBasic && basic.scheme.isEmpty()) {
        // zot with tokens answers a Basic that nobody asked for like this.
        m_mode = Mode::Open;
        ready(Headers{});
    } else if (!sentBasic && !basic.scheme.isEmpty() && hasPassword()) {
        ready(Headers{basicHeader(m_credentials)});
    } else {
        ready(signInRefused(response, m_host));
    }
}

} // namespace lotse
