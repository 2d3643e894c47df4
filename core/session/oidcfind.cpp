// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/oidcfind.h"

#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace lotse::oidc {

namespace {

Error notFound(const char *sentence, const QString &host)
{
    Error error;
    error.kind = ErrorKind::Unsupported;
    error.message = {sentence, {host}};
    return error;
}

/// Asks one issuer after the other; keeps itself alive by its callbacks.
class Search : public std::enable_shared_from_this<Search> {
public:
    Search(ProviderClient conversation, QObject *context, QUrl authorization, Client client,
        std::function<void(Result<Client>)> done)
        : m_conversation(std::move(conversation))
        , m_context(context)
        , m_authorization(std::move(authorization))
        , m_client(std::move(client))
        , m_left(possibleIssuers(m_authorization))
        , m_done(std::move(done))
    {
    }

    void next()
    {
        if (m_left.isEmpty()) {
            return m_done(
                notFound(LOTSE_MSG("%1 reports no issuer. Ask the administrator for the issuer and enter it."),
                    m_authorization.host()));
        }
        m_client.issuer = m_left.takeFirst();
        m_conversation.discover(m_client, m_context, [self = shared_from_this()](const Result<Provider> &provider) {
            const auto plain = [](const QUrl &url) { return url.adjusted(QUrl::RemoveQuery | QUrl::RemoveFragment); };
            if (provider && plain(provider->authorization) == plain(self->m_authorization))
                self->m_done(self->m_client);
            else
                self->next();
        });
    }

private:
    ProviderClient m_conversation;
    QObject *m_context;
    QUrl m_authorization;
    Client m_client;
    QStringList m_left;
    std::function<void(Result<Client>)> m_done;
};

} // namespace

QStringList possibleIssuers(const QUrl &authorization)
{
    constexpr qsizetype most = 6;
    const QString origin = authorization.scheme() + u"://"_s + authorization.authority(QUrl::FullyEncoded);
    QStringList parts = authorization.path(QUrl::FullyEncoded).split(u'/', Qt::SkipEmptyParts);
    QStringList issuers;
    while (!parts.isEmpty()) {
        parts.removeLast();
        const QString issuer = parts.isEmpty() ? origin : origin + u'/' + parts.join(u'/');
        issuers.append(issuer);
        issuers.append(issuer + u'/'); // some end in a slash, and mean it
    }
    return issuers.mid(0, 2 * most);
}

void find(const Account &registry, const LinkFactory &lines, const ProviderClient &conversation, QObject *context,
    std::function<void(Result<Client>)> done)
{
    Account account = registry;
    account.signIn = lotse::SignIn::Anonymous;
    const Line line = lines(account);
    Request request;
    request.path = "/c/oidc/login";
    request.signIn = false;
    request.retry = false;
    request.follow = false;
    line.transport->call<Response>(
        request, context, [](const Response &response) { return Result<Response>(response); },
        [line, host = account.host(), conversation, context, done = std::move(done)](const Result<Response> &response) {
            if (!response)
                return done(response.error());
            const QUrl target(QString::fromLatin1(response->header("Location")), QUrl::StrictMode);
            Client client;
            client.id = QUrlQuery(target).queryItemValue(u"client_id"_s, QUrl::FullyDecoded);
            if (response->status < 300 || response->status >= 400 || client.id.isEmpty() || checkAddress(target)) {
                return done(notFound(
                    LOTSE_MSG(
                        "%1 has no OIDC sign-in. Sign in with a password, or ask the administrator for issuer and "
                        "client ID and enter them."),
                    host));
            }
            std::make_shared<Search>(conversation, context, target, client, done)->next();
        });
}

} // namespace lotse::oidc
