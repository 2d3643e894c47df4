// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/account.h"

#include "net/guard.h"
#include "session/oidc.h"

#include <QDir>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QUuid>

namespace lotse {

using namespace Qt::StringLiterals;

QString Account::host() const
{
    return QUrl(url).authority();
}

Result<QString> normaliseUrl(const QString &typed)
{
    QString text = typed.trimmed();
    if (text.isEmpty())
        return usageError(LOTSE_MSG("The address is missing. Enter the registry host, such as harbor.example.com."));
    if (!text.contains(u"://"_s))
        text.prepend(u"https://"_s);
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return usageError(
            LOTSE_MSG("%1 is not a registry address. Enter a host, such as harbor.example.com."), {typed});
    if (url.scheme() != u"https"_s && url.scheme() != u"http"_s)
        return usageError(LOTSE_MSG("%1 is not a web address. Registries use https."), {url.scheme() + u"://"_s});
    if (!url.userInfo().isEmpty()) // not repeated in the sentence: it may hold a password
        return usageError(
            LOTSE_MSG("The address contains a user name or password. Enter only the address; user name and secret "
                      "have separate fields."));
    QString host = url.host(QUrl::FullyEncoded).toLower();
    if (host.endsWith(u'.'))
        host.chop(1);
    static const QStringList dockerHub{u"docker.io"_s, u"hub.docker.com"_s, u"index.docker.io"_s, u"www.docker.com"_s};
    if (dockerHub.contains(host))
        host = u"registry-1.docker.io"_s;
    QUrl origin;
    origin.setScheme(url.scheme());
    origin.setHost(host);
    const int standard = url.scheme() == u"https"_s ? 443 : 80;
    if (url.port(standard) != standard)
        origin.setPort(url.port());
    if (!origin.isValid() || origin.port() == 0)
        return usageError(
            LOTSE_MSG("%1 is not a registry address. Enter a host, such as harbor.example.com."), {typed});
    return origin.toString(QUrl::FullyEncoded);
}

static QString madeId(const QString &text)
{
    return QUuid::createUuidV5(QUuid(), text).toString(QUuid::WithoutBraces);
}

QString passingRegistryId(const QString &url)
{
    return madeId(url);
}

QString passingAccountId(const QString &url, const QString &user)
{
    return madeId(url + u'\n' + user);
}

Result<Account> makeAccount(const QString &typedUrl, const QString &user, const QString &name)
{
    const Result<QString> url = normaliseUrl(typedUrl);
    if (!url)
        return url.error();
    Account account;
    account.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    account.registryId = passingRegistryId(*url);
    account.url = *url;
    account.user = user.trimmed();
    account.name = name.trimmed().isEmpty() ? account.host() : name.trimmed();
    if (account.user.isEmpty())
        account.signIn = SignIn::Anonymous;
    else if (account.user.startsWith(u"robot$"_s))
        account.signIn = SignIn::Robot;
    else
        account.signIn = SignIn::Password;
    return account;
}

Result<QString> normaliseRealm(const QString &typed, const Account &account)
{
    QString text = typed.trimmed();
    if (!text.contains(u"://"_s))
        text.prepend(account.isPlainHttp() ? u"http://"_s : u"https://"_s);
    const QUrl url(text, QUrl::StrictMode);
    const guard::Origin origin = guard::originOf(url);
    if (!origin.isValid() || !url.userInfo().isEmpty() || origin.port <= 0)
        return usageError(
            LOTSE_MSG("%1 is not a host. Enter the sign-in host reported by the registry, such as auth.example.com "
                      "or auth.example.com:5001."),
            {typed.left(200)});
    return origin.text();
}

Error checkAccount(const Account &account)
{
    if (account.id.isEmpty() || account.registryId.isEmpty())
        return usageError(LOTSE_MSG("The account has no ID. Add it again."));
    if (account.name.trimmed().isEmpty() || account.name.size() > 200)
        return usageError(LOTSE_MSG("The account requires a name of at most 200 characters."));
    const Result<QString> url = normaliseUrl(account.url);
    if (!url)
        return url.error();
    if (*url != account.url)
        return usageError(LOTSE_MSG("The address %1 is not in normal form; expected %2."), {account.url, *url});
    const bool wantsUser = account.signIn != SignIn::Anonymous && account.signIn != SignIn::IdToken;
    if (wantsUser && account.user.isEmpty())
        return usageError(LOTSE_MSG("This sign-in method requires a user name. Enter one, or continue anonymously."));
    for (const QChar c : account.user) {
        if (c.unicode() < 0x20 || c.unicode() == 0x7f)
            return usageError(LOTSE_MSG("The user name contains a control character. Enter it again."));
    }
    if (wantsUser && account.signIn != SignIn::Robot && account.user.contains(u':'))
        return usageError(LOTSE_MSG("A user name cannot contain a colon."));
    if (!account.caPem.isEmpty()) {
        if (account.caPem.size() > 1024 * 1024 || QSslCertificate::fromData(account.caPem.toUtf8()).isEmpty())
            return usageError(
                LOTSE_MSG("The file contains no PEM certificate. Choose a CA certificate file starting with -----BEGIN "
                          "CERTIFICATE-----."));
    }
    if (!account.oidcIssuer.isEmpty() || !account.oidcClient.isEmpty()) {
        if (account.signIn != SignIn::IdToken || account.oidcClient.isEmpty())
            return usageError(LOTSE_MSG("Sign-in with an identity provider requires issuer and client ID."));
        if (const Error error = oidc::checkAddress(QUrl(account.oidcIssuer, QUrl::StrictMode)))
            return error;
    }
    if (!account.clientKey.isEmpty() && account.clientCertificate.isEmpty())
        return usageError(
            LOTSE_MSG("A client key requires a certificate. Choose the certificate file, or leave both empty."));
    for (const QString &file : {account.clientCertificate, account.clientKey}) {
        if (!file.isEmpty() && (!QDir::isAbsolutePath(file) || file.size() > 4096 || file.contains(QChar::Null)))
            return usageError(LOTSE_MSG("%1 is not an absolute file path. Choose the file again."), {file});
    }
    if (account.timeoutSeconds < 0 || account.timeoutSeconds > longestTimeout || account.deadlineSeconds < 0
        || account.deadlineSeconds > longestDeadline)
        return usageError(LOTSE_MSG("Maximum timeout: %1 seconds, maximum deadline: %2; 0 uses the defaults."),
            {QString::number(longestTimeout), QString::number(longestDeadline)});
    static const QRegularExpression pin(u"^[0-9a-f]{64}$"_s);
    if (!account.pinSpkiSha256.isEmpty() && !pin.match(account.pinSpkiSha256).hasMatch())
        return usageError(
            LOTSE_MSG("The pinned key is not a SHA-256 value of 64 hex digits. Pin the current key again, or leave "
                      "it empty."));
    static const QRegularExpression colour(u"^#[0-9a-fA-F]{6}$"_s);
    if (!account.colour.isEmpty() && !colour.match(account.colour).hasMatch())
        return usageError(LOTSE_MSG("The colour must have the form #1B6AC9."));
    return {};
}

} // namespace lotse
