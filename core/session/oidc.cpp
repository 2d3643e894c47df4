// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/oidc.h"

#include "net/guard.h"

#include <QCryptographicHash>

#include <algorithm>

#include <openssl/rand.h>
#include <simdjson.h>

using namespace Qt::StringLiterals;

namespace lotse::oidc {

namespace {

namespace dom = simdjson::dom;

constexpr qint64 largest = 1024 * 1024;
constexpr auto base64 = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QString member(const dom::element &object, std::string_view key)
{
    std::string_view text;
    return object[key].get(text) == simdjson::SUCCESS ? QString::fromUtf8(text.data(), qsizetype(text.size()))
                                                      : QString();
}

SecureBytes secretMember(const dom::element &object, std::string_view key)
{
    std::string_view text;
    if (object[key].get(text) != simdjson::SUCCESS)
        return {};
    return SecureBytes(QByteArrayView(text.data(), qsizetype(text.size())));
}

Error notUnderstood(const QString &host)
{
    return makeError(ErrorKind::Decode,
        LOTSE_MSG("%1 is not an identity provider. Check the issuer: the URL before "
                  "/.well-known/openid-configuration."),
        {host});
}

Error notOurs(const QString &what)
{
    return makeError(ErrorKind::Unauthorized,
        LOTSE_MSG("The identity provider returned an invalid token (%1). Start the sign-in again; if the error "
                  "persists, contact the administrator."),
        {what});
}

bool isAudience(const dom::element &claims, const QString &client)
{
    dom::array all;
    if (claims["aud"].get(all) != simdjson::SUCCESS)
        return member(claims, "aud") == client;
    bool found = false;
    size_t count = 0;
    for (const dom::element one : all) {
        std::string_view text;
        ++count;
        found |= one.get(text) == simdjson::SUCCESS && QString::fromUtf8(text.data(), qsizetype(text.size())) == client;
    }
    return found && (count == 1 || member(claims, "azp") == client);
}

} // namespace

Error checkAddress(const QUrl &url)
{
    const guard::Origin origin = guard::originOf(url);
    // Over http a token would be for everybody to take; on this machine nobody is on the way.
    const bool isNear = origin.host == "localhost" || origin.host == "127.0.0.1" || origin.host == "::1";
    if (origin.isValid() && url.userInfo().isEmpty() && (origin.scheme == "https" || isNear))
        return {};
    return makeError(ErrorKind::RedirectRefused,
        LOTSE_MSG("%1 is not a valid sign-in URL: it must start with https:// and contain no password."),
        {url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)});
}

QByteArray encodeForm(const Form &form)
{
    QByteArray out;
    for (const auto &[name, value] : form) {
        if (!out.isEmpty())
            out += '&';
        out += name.toPercentEncoding() + '=' + value.toPercentEncoding();
    }
    return out;
}

QByteArray randomText(int bytes)
{
    QByteArray random(bytes, 0);
    if (RAND_bytes(reinterpret_cast<unsigned char *>(random.data()), bytes) != 1)
        qFatal("There is no randomness");
    return random.toBase64(base64);
}

QByteArray challengeOf(const QByteArray &verifier)
{
    return QCryptographicHash::hash(verifier, QCryptographicHash::Sha256).toBase64(base64);
}

Error refusal(const Response &response, const QString &host)
{
    dom::parser parser;
    dom::element root;
    Error error = makeError(ErrorKind::Unauthorized,
        LOTSE_MSG("%1 rejected the sign-in. Try again; if it fails, ask the administrator whether this client "
                  "can sign in without a secret."),
        {host});
    error.status = response.status;
    if (parser.parse(response.body.constData(), size_t(response.body.size())).get(root) == simdjson::SUCCESS) {
        error.code = member(root, "error").left(100);
        error.detail = (error.code + u' ' + member(root, "error_description").left(500)).trimmed();
    }
    if (response.status >= 500)
        error.kind = ErrorKind::Server;
    return error;
}

Result<Tokens> readTokens(const QByteArray &answer, const Client &client, const QByteArray &nonce, const QDateTime &now)
{
    dom::parser parser;
    dom::element root;
    const QString host = QUrl(client.issuer).host();
    if (parser.parse(answer.constData(), size_t(answer.size())).get(root) != simdjson::SUCCESS)
        return notUnderstood(host);
    Tokens tokens;
    tokens.id = secretMember(root, "id_token");
    tokens.refresh = secretMember(root, "refresh_token");
    const QByteArrayView text = tokens.id.view();
    const QList<QByteArray> parts = text.toByteArray().split('.');
    // It goes into a header as it is.
    if (parts.size() != 3 || !std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; }))
        return notOurs(u"id_token"_s);
    const auto decoded = QByteArray::fromBase64Encoding(parts[1], base64 | QByteArray::AbortOnBase64DecodingErrors);
    dom::parser claimsParser;
    dom::element claims;
    if (!decoded
        || claimsParser.parse((*decoded).constData(), size_t((*decoded).size())).get(claims) != simdjson::SUCCESS)
        return notOurs(u"id_token"_s);
    if (member(claims, "iss") != client.issuer)
        return notOurs(u"iss"_s);
    if (!isAudience(claims, client.id))
        return notOurs(u"aud"_s);
    if (!nonce.isEmpty() && member(claims, "nonce").toUtf8() != nonce)
        return notOurs(u"nonce"_s);
    // A NumericDate may have a fraction, and a provider may write any number.
    double expires = 0;
    constexpr double skew = 60;
    constexpr double longest = 10.0 * 366 * 24 * 3600;
    const auto today = double(now.toSecsSinceEpoch());
    if (claims["exp"].get(expires) != simdjson::SUCCESS || !(expires >= today - skew))
        return notOurs(u"exp"_s);
    tokens.expires = QDateTime::fromSecsSinceEpoch(qint64(std::min(expires, today + longest)), Qt::UTC);
    for (const char *name : {"preferred_username", "email", "sub"}) {
        if (tokens.user.isEmpty())
            tokens.user = member(claims, name);
    }
    return tokens;
}

ProviderClient::ProviderClient(LinkFactory lines, Clock *clock)
    : m_lines(std::move(lines))
    , m_clock(clock)
{
}

void ProviderClient::send(const Client &client, const QUrl &url, const QByteArray &body, QObject *context,
    std::function<void(Result<Response>)> done) const
{
    if (const Error error = checkAddress(url)) {
        QMetaObject::invokeMethod(
            context, [done = std::move(done), error] { done(error); }, Qt::QueuedConnection);
        return;
    }
    Account account;
    account.url = url.scheme() + u"://"_s + url.authority(QUrl::FullyEncoded);
    account.caPem = QString::fromLatin1(client.caPem);
    const Line line = m_lines(account);
    Request request;
    request.method = body.isEmpty() ? "GET" : "POST";
    request.path = url.path(QUrl::FullyEncoded).toLatin1();
    if (url.hasQuery())
        request.path += '?' + url.query(QUrl::FullyEncoded).toLatin1();
    request.headers = {{"Accept", "application/json"}};
    request.body = body;
    if (!body.isEmpty())
        request.contentType = "application/x-www-form-urlencoded";
    request.limits = {.body = largest};
    request.signIn = false;
    request.retry = false;
    // The line lives as long as its one call.
    line.transport->call<Response>(
        request, context, [](const Response &response) { return Result<Response>(response); },
        [line, done = std::move(done)](Result<Response> result) { done(std::move(result)); });
}

void ProviderClient::discover(const Client &client, QObject *context, std::function<void(Result<Provider>)> done) const
{
    QString address = client.issuer;
    while (address.endsWith(u'/'))
        address.chop(1);
    const QUrl url(address + u"/.well-known/openid-configuration"_s, QUrl::StrictMode);
    send(client, url, {}, context, [client, url, done = std::move(done)](const Result<Response> &response) {
        if (!response)
            return done(response.error());
        dom::parser parser;
        dom::element root;
        const QByteArray &body = response->body;
        if (!response->isSuccess()
            || parser.parse(body.constData(), size_t(body.size())).get(root) != simdjson::SUCCESS)
            return done(notUnderstood(url.host()));
        Provider provider;
        provider.issuer = member(root, "issuer");
        provider.authorization = QUrl(member(root, "authorization_endpoint"), QUrl::StrictMode);
        provider.token = QUrl(member(root, "token_endpoint"), QUrl::StrictMode);
        provider.device = QUrl(member(root, "device_authorization_endpoint"), QUrl::StrictMode);
        // Who says to be somebody else is not asked (OpenID Connect Discovery 4.3).
        if (provider.issuer != client.issuer) {
            return done(makeError(ErrorKind::RedirectRefused,
                LOTSE_MSG("The issuer of %1 is %2. Enter the issuer exactly as reported by the provider."),
                {client.issuer, provider.issuer}));
        }
        for (const QUrl &endpoint : {provider.authorization, provider.token}) {
            if (const Error error = checkAddress(endpoint))
                return done(error);
        }
        if (!provider.device.isEmpty() && checkAddress(provider.device))
            provider.device.clear();
        done(provider);
    });
}

void ProviderClient::redeem(const Client &client, const Provider &provider, const Form &form, const QByteArray &nonce,
    QObject *context, std::function<void(Result<Tokens>)> done) const
{
    QByteArray body = encodeForm(form + Form{{"client_id", client.id.toUtf8()}});
    send(client, provider.token, body, context,
        [client, nonce, clock = m_clock, done = std::move(done)](const Result<Response> &response) {
            if (!response)
                return done(response.error());
            if (!response->isSuccess())
                return done(refusal(*response, QUrl(client.issuer).host()));
            done(readTokens(response->body, client, nonce, clock->now()));
        });
}

void ProviderClient::askDeviceCode(const Client &client, const Provider &provider, QObject *context,
    std::function<void(Result<DeviceCode>)> done) const
{
    const QByteArray body =
        encodeForm({{"client_id", client.id.toUtf8()}, {"scope", "openid profile email offline_access"}});
    send(client, provider.device, body, context, [client, done = std::move(done)](const Result<Response> &response) {
        if (!response)
            return done(response.error());
        if (!response->isSuccess())
            return done(refusal(*response, QUrl(client.issuer).host()));
        dom::parser parser;
        dom::element root;
        if (parser.parse(response->body.constData(), size_t(response->body.size())).get(root) != simdjson::SUCCESS)
            return done(notUnderstood(QUrl(client.issuer).host()));
        DeviceCode code;
        code.code = secretMember(root, "device_code");
        code.userCode = member(root, "user_code");
        code.verification = QUrl(member(root, "verification_uri"), QUrl::StrictMode);
        int64_t number = 0;
        if (root["interval"].get(number) == simdjson::SUCCESS)
            code.interval = std::chrono::seconds(std::clamp<int64_t>(number, 1, 60));
        if (root["expires_in"].get(number) == simdjson::SUCCESS)
            code.lifetime = std::chrono::seconds(std::clamp<int64_t>(number, 10, 3600));
        const Error error = checkAddress(code.verification);
        if (code.code.isEmpty() || code.userCode.isEmpty() || error)
            return done(error ? error : notUnderstood(QUrl(client.issuer).host()));
        done(code);
    });
}

} // namespace lotse::oidc
