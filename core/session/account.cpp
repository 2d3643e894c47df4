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

static Error usage(const char *sentence, const QStringList &args = {})
{
    Error error;
    error.kind = ErrorKind::Usage;
    error.message = {sentence, args};
    return error;
}

QString Account::host() const
{
    return QUrl(url).authority();
}

Result<QString> normaliseUrl(const QString &typed)
{
    QString text = typed.trimmed();
    if (text.isEmpty())
        return usage(LOTSE_MSG("There is no address. Type the host of the registry, such as harbor.example.com."));
    if (!text.contains(u"://"_s))
        text.prepend(u"https://"_s);
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return usage(LOTSE_MSG("%1 is no address of a registry. Type a host, such as harbor.example.com."), {typed});
    if (url.scheme() != u"https"_s && url.scheme() != u"http"_s)
        return usage(LOTSE_MSG("%1 is no web address. A registry is reached by https."), {url.scheme() + u"://"_s});
    if (!url.userInfo().isEmpty()) // not repeated in the sentence: it may hold a password
        return usage(
            LOTSE_MSG("The address holds a user or a password. Type the address alone; the user has a field of "
                      "its own, and the secret is asked for."));
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
        return usage(LOTSE_MSG("%1 is no address of a registry. Type a host, such as harbor.example.com."), {typed});
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
        return usage(LOTSE_MSG("%1 is no host of a sign-in service. Type it as the registry names it, such as "
                               "auth.example.com or auth.example.com:5001."),
            {typed.left(200)});
    return origin.text();
}

Error checkAccount(const Account &account)
{
    if (account.id.isEmpty() || account.registryId.isEmpty())
        return usage(LOTSE_MSG("The account has no id. Add it anew."));
    if (account.name.trimmed().isEmpty() || account.name.size() > 200)
        return usage(LOTSE_MSG("The account needs a name of at most 200 characters."));
    const Result<QString> url = normaliseUrl(account.url);
    if (!url)
        return url.error();
    if (*url != account.url)
        return usage(LOTSE_MSG("The address %1 is not in its plain form; it should be %2."), {account.url, *url});
    const bool wantsUser = account.signIn != SignIn::Anonymous && account.signIn != SignIn::IdToken;
    if (wantsUser && account.user.isEmpty())
        return usage(LOTSE_MSG("This way to sign in needs a user name. Type one, or choose to go on anonymously."));
    for (const QChar c : account.user) {
        if (c.unicode() < 0x20 || c.unicode() == 0x7f)
            return usage(LOTSE_MSG("The user name holds a control character. Type it anew."));
    }
    if (wantsUser && account.signIn != SignIn::Robot && account.user.contains(u':'))
        return usage(LOTSE_MSG("A user name cannot hold a colon: sign-in would take what follows for the password."));
    if (!account.caPem.isEmpty()) {
        if (account.caPem.size() > 1024 * 1024 || QSslCertificate::fromData(account.caPem.toUtf8()).isEmpty())
            return usage(LOTSE_MSG("The file holds no certificate in PEM form. Choose the file of the certificate "
                                   "authority, which begins with -----BEGIN CERTIFICATE-----."));
    }
    if (!account.oidcIssuer.isEmpty() || !account.oidcClient.isEmpty()) {
        if (account.signIn != SignIn::IdToken || account.oidcClient.isEmpty())
            return usage(LOTSE_MSG("A sign-in at an identity provider needs its issuer and a client."));
        if (const Error error = oidc::checkAddress(QUrl(account.oidcIssuer, QUrl::StrictMode)))
            return error;
    }
    if (!account.clientKey.isEmpty() && account.clientCertificate.isEmpty())
        return usage(
            LOTSE_MSG("A client key is of no use without its certificate. Name the file of the certificate, or "
                      "leave both empty."));
    for (const QString &file : {account.clientCertificate, account.clientKey}) {
        if (!file.isEmpty() && (!QDir::isAbsolutePath(file) || file.size() > 4096 || file.contains(QChar::Null)))
            return usage(LOTSE_MSG("%1 is no whole path of a file. Choose the file anew."), {file});
    }
    if (account.timeoutSeconds < 0 || account.timeoutSeconds > longestTimeout || account.deadlineSeconds < 0
        || account.deadlineSeconds > longestDeadline)
        return usage(
            LOTSE_MSG("The timeout may be up to %1 seconds, and the deadline up to %2; 0 leaves them to the program."),
            {QString::number(longestTimeout), QString::number(longestDeadline)});
    static const QRegularExpression pin(u"^[0-9a-f]{64}$"_s);
    if (!account.pinSpkiSha256.isEmpty() && !pin.match(account.pinSpkiSha256).hasMatch())
        return usage(
            LOTSE_MSG("The pin is not a SHA-256 value in 64 hex digits. Take it anew from the server, or leave "
                      "it empty."));
    static const QRegularExpression colour(u"^#[0-9a-fA-F]{6}$"_s);
    if (!account.colour.isEmpty() && !colour.match(account.colour).hasMatch())
        return usage(LOTSE_MSG("The colour should look like #1B6AC9."));
    return {};
}

} // namespace lotse
