// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/proxies.h"

#include "net/guard.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace lotse {

namespace {

QNetworkProxy httpProxy(const QString &host, quint16 port, const QString &user, const QString &password)
{
    // CONNECT for every kind of registry: the proxy learns a host and a port, and with https nothing else.
    QNetworkProxy proxy(QNetworkProxy::HttpProxy, host, port, user, password);
    proxy.setCapabilities(QNetworkProxy::TunnelingCapability | QNetworkProxy::HostNameLookupCapability);
    return proxy;
}

} // namespace

Proxies::Proxies(Environment environment)
    : m_environment(std::move(environment))
{
}

void Proxies::choose(ProxyChoice choice)
{
    const QMutexLocker lock(&m_mutex);
    m_choice = std::move(choice);
}

Result<QNetworkProxy> Proxies::of(const QUrl &origin) const
{
    ProxyChoice choice;
    {
        const QMutexLocker lock(&m_mutex);
        choice = m_choice;
    }
    const guard::Origin target = guard::originOf(origin);
    switch (choice.kind) {
    case ProxyChoice::Kind::None:
        break;
    case ProxyChoice::Kind::Environment:
        return ofEnvironment(origin);
    case ProxyChoice::Kind::Manual:
        if (choice.host.isEmpty() || isStraight(QString::fromLatin1(target.host), target.port, choice.straight))
            break;
        return httpProxy(choice.host, choice.port, choice.user, QString::fromUtf8(choice.password.view()));
    }
    return QNetworkProxy(QNetworkProxy::NoProxy);
}

Result<QNetworkProxy> Proxies::ofEnvironment(const QUrl &origin) const
{
    const guard::Origin target = guard::originOf(origin);
    const auto value = [this](const char *small, const char *large) {
        const QByteArray text = m_environment(small);
        return QString::fromLocal8Bit(text.isEmpty() ? m_environment(large) : text).trimmed();
    };
    const QStringList straight = value("no_proxy", "NO_PROXY").split(u',', Qt::SkipEmptyParts);
    // HTTP_PROXY in capitals is a header of a request where a program runs as CGI; nobody means it.
    QString text = target.scheme == "https" ? value("https_proxy", "HTTPS_PROXY") : value("http_proxy", "http_proxy");
    if (text.isEmpty())
        text = value("all_proxy", "ALL_PROXY");
    if (text.isEmpty() || isStraight(QString::fromLatin1(target.host), target.port, straight))
        return QNetworkProxy(QNetworkProxy::NoProxy);
    if (!text.contains(u"://"_s))
        text.prepend(u"http://"_s);
    const QUrl url(text, QUrl::StrictMode);
    const QString user = url.userName(QUrl::FullyDecoded);
    const QString password = url.password(QUrl::FullyDecoded);
    static const QStringList socks{u"socks"_s, u"socks5"_s, u"socks5h"_s};
    if (socks.contains(url.scheme()))
        return QNetworkProxy(QNetworkProxy::Socks5Proxy, url.host(), quint16(url.port(1080)), user, password);
    if (url.scheme() != u"http"_s) {
        // Over TLS, as https:// asks for, Qt reaches no proxy; without it the password of the proxy would go in the
        // clear.
        Error error;
        error.kind = ErrorKind::Invalid;
        error.message = {
            LOTSE_MSG("The environment names a proxy of the kind %1, which is not supported. Nothing was sent to %2; "
                      "set https_proxy to an address that begins with http:// or socks5://, or choose a proxy in the "
                      "network settings."),
            {url.isValid() ? url.scheme() + u"://"_s : u"?"_s, target.text()}};
        return error;
    }
    // A host that is none fails when connecting, with its own sentence: never straight past what was asked for.
    return httpProxy(url.host(), quint16(url.port(3128)), user, password);
}

bool Proxies::isStraight(const QString &host, int port, const QStringList &list)
{
    const QHostAddress address(host);
    for (const QString &raw : list) {
        QString entry = raw.trimmed().toLower();
        if (entry == u"*"_s)
            return true;
        if (entry.contains(u'/')) {
            const auto network = QHostAddress::parseSubnet(entry);
            if (!address.isNull() && !network.first.isNull() && address.isInSubnet(network))
                return true;
            continue;
        }
        const qsizetype colon = entry.lastIndexOf(u':');
        if (colon > 0 && entry.count(u':') == 1) {
            if (entry.mid(colon + 1) != QString::number(port))
                continue;
            entry.truncate(colon);
        }
        if (entry.startsWith(u"*."_s))
            entry.remove(0, 1);
        const QString domain = entry.startsWith(u'.') ? entry : u'.' + entry;
        if (!entry.isEmpty() && (host == entry || host.endsWith(domain) || u'.' + host == domain))
            return true;
    }
    return false;
}

} // namespace lotse
