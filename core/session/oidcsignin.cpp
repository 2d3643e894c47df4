// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/oidcsignin.h"

#include <QTcpSocket>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace lotse::oidc {

namespace {

constexpr std::chrono::minutes patience{10}; // for a person with a second factor
constexpr qint64 longestHead = 16 * 1024;
const QString path = u"/callback"_s;
constexpr char scope[] = "openid profile email offline_access";

Error tooLate()
{
    return makeError(ErrorKind::Timeout, LOTSE_MSG("The sign-in timed out. Start it again."));
}

/// Plain text: what came from outside is not repeated in it.
QByteArray page(const char *status, const char *text)
{
    const QByteArray body = QByteArray(text) + '\n';
    return "HTTP/1.1 " + QByteArray(status)
        + "\r\nContent-Type: text/plain; charset=utf-8\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
          "X-Content-Type-Options: nosniff\r\nConnection: close\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

SignIn::SignIn(ProviderClient conversation, Client client, QObject *parent)
    : QObject(parent)
    , m_conversation(std::move(conversation))
    , m_client(std::move(client))
{
    connect(&m_server, &QTcpServer::newConnection, this, &SignIn::accept);
}

SignIn::~SignIn() = default;

void SignIn::discover(std::function<void()> next)
{
    m_conversation.discover(m_client, m_calls.get(), [this, next = std::move(next)](const Result<Provider> &provider) {
        if (!provider)
            return end(provider.error());
        m_provider = *provider;
        next();
    });
}

void SignIn::start(Done done)
{
    m_done = std::move(done);
    discover([this] { listen(); });
}

void SignIn::listen()
{
    // The loopback alone, and a port that nobody can know before (RFC 8252, 7.3).
    if (!m_server.listen(QHostAddress::LocalHost) && !m_server.listen(QHostAddress::LocalHostIPv6)) {
        return end(makeError(ErrorKind::Unsupported,
            LOTSE_MSG("No local port is available for the browser redirect. Sign in with a code instead.")));
    }
    m_state = randomText(24);
    m_nonce = randomText(24);
    m_verifier = randomText(48);
    const bool isOld = m_server.serverAddress().protocol() == QAbstractSocket::IPv4Protocol;
    m_redirect =
        (isOld ? "http://127.0.0.1:" : "http://[::1]:") + QByteArray::number(m_server.serverPort()) + path.toLatin1();
    // Without consent asked for, a provider may give no refresh token (OpenID Connect Core 11).
    const Form form{{"response_type", "code"}, {"client_id", m_client.id.toUtf8()}, {"redirect_uri", m_redirect},
        {"scope", scope}, {"state", m_state}, {"nonce", m_nonce}, {"code_challenge", challengeOf(m_verifier)},
        {"code_challenge_method", "S256"}, {"prompt", "consent"}};
    QUrl address = m_provider.authorization;
    const QByteArray own = address.query(QUrl::FullyEncoded).toLatin1();
    address.setQuery(QString::fromLatin1(own + (own.isEmpty() ? "" : "&") + encodeForm(form)), QUrl::StrictMode);
    m_conversation.clock()->after(patience, m_calls.get(), [this] { end(tooLate()); });
    emit browse(address);
}

void SignIn::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
    }
}

void SignIn::read(QTcpSocket *socket)
{
    const QByteArray head = socket->peek(longestHead);
    if (!head.contains("\r\n\r\n") && head.size() < longestHead)
        return;
    socket->readAll();
    const QByteArray line = head.left(head.indexOf("\r\n"));
    const bool isOurs = isAnswer(line);
    socket->write(isOurs ? page("200 OK", "Lotse has the answer. You can close this window and go back to Lotse.")
                         : page("404 Not Found", "This is not the answer that Lotse waits for."));
    socket->disconnectFromHost();
    if (!isOurs)
        return;
    m_server.close();
    const QUrlQuery query(QUrl(QString::fromLatin1(line.split(' ').value(1))));
    const QString refused = query.queryItemValue(u"error"_s, QUrl::FullyDecoded);
    if (!refused.isEmpty()) {
        return end(makeError(ErrorKind::Unauthorized,
            LOTSE_MSG("The identity provider rejected the sign-in. Try again, or ask the administrator."), {},
            refused.left(100) + u' ' + query.queryItemValue(u"error_description"_s, QUrl::FullyDecoded).left(500)));
    }
    redeemCode(query.queryItemValue(u"code"_s, QUrl::FullyDecoded).toUtf8());
}

bool SignIn::isAnswer(const QByteArray &line)
{
    const QList<QByteArray> words = line.split(' ');
    if (words.size() != 3 || words[0] != "GET")
        return false;
    const QUrl url(QString::fromLatin1(words[1]));
    const QUrlQuery query(url);
    // The state proves that it belongs to this sign-in, the issuer that it comes from this provider (RFC 9207).
    const QString issuer = query.queryItemValue(u"iss"_s, QUrl::FullyDecoded);
    return url.path() == path && !m_state.isEmpty()
        && SecureBytes(query.queryItemValue(u"state"_s, QUrl::FullyDecoded).toUtf8()) == SecureBytes(m_state)
        && (issuer.isEmpty() || issuer == m_client.issuer)
        && (query.hasQueryItem(u"code"_s) || query.hasQueryItem(u"error"_s));
}

void SignIn::redeemCode(const QByteArray &code)
{
    const Form form{{"grant_type", "authorization_code"}, {"code", code}, {"redirect_uri", m_redirect},
        {"code_verifier", m_verifier}};
    m_conversation.redeem(
        m_client, m_provider, form, m_nonce, m_calls.get(), [this](Result<Tokens> tokens) { end(std::move(tokens)); });
}

void SignIn::startWithCode(Done done)
{
    m_done = std::move(done);
    discover([this] {
        if (m_provider.device.isEmpty()) {
            return end(makeError(ErrorKind::Unsupported,
                LOTSE_MSG("%1 does not support device codes. Sign in with the browser, or paste a token."),
                {QUrl(m_client.issuer).host()}));
        }
        m_conversation.askDeviceCode(m_client, m_provider, m_calls.get(), [this](const Result<DeviceCode> &code) {
            if (!code)
                return end(code.error());
            m_device = *code;
            m_until = m_conversation.clock()->elapsed() + m_device.lifetime;
            emit codeShown(m_device.userCode, m_device.verification);
            m_conversation.clock()->after(m_device.interval, m_calls.get(), [this] { poll(); });
        });
    });
}

void SignIn::poll()
{
    if (m_conversation.clock()->elapsed() >= m_until)
        return end(tooLate());
    const Form form{{"grant_type", "urn:ietf:params:oauth:grant-type:device_code"},
        {"device_code", m_device.code.view().toByteArray()}};
    m_conversation.redeem(m_client, m_provider, form, {}, m_calls.get(), [this](Result<Tokens> tokens) {
        const QString code = tokens ? QString() : tokens.error().code;
        if (code == u"slow_down"_s)
            m_device.interval += std::chrono::seconds(5);
        else if (code != u"authorization_pending"_s)
            return end(std::move(tokens));
        m_conversation.clock()->after(m_device.interval, m_calls.get(), [this] { poll(); });
    });
}

void SignIn::end(Result<Tokens> result)
{
    m_server.close();
    m_state.clear();
    SecureBytes::wipe(m_verifier);
    // What is on its way is cancelled once the callback that we may be in is over.
    m_calls.release()->deleteLater();
    m_calls = std::make_unique<QObject>();
    if (const Done done = std::exchange(m_done, nullptr))
        done(std::move(result));
}

} // namespace lotse::oidc
