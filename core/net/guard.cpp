// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/guard.h"

#include <QHostAddress>

#include <algorithm>

namespace lotse::guard {

using namespace Qt::StringLiterals;

namespace {

Error refusal(const char *id, const QStringList &args, const QString &detail = {})
{
    Error error;
    error.kind = ErrorKind::RedirectRefused;
    error.message = {id, args};
    error.detail = detail.left(4096);
    return error;
}

// Text that two parsers could read in two ways: controls, spaces, backslashes and encoded dots.
bool isAmbiguous(QByteArrayView text)
{
    for (const char c : text) {
        if (static_cast<unsigned char>(c) <= 0x20 || c == '\\' || c == 0x7f)
            return true;
    }
    const QByteArray lower = text.toByteArray().toLower();
    return lower.contains("%2e") || lower.contains("%00") || lower.contains("%5c");
}

QHostAddress addressOf(const QByteArray &host)
{
    QHostAddress address;
    if (!address.setAddress(QString::fromLatin1(host)))
        return {};
    // ::ffff:169.254.169.254 is the IPv4 address.
    bool isMapped = false;
    const quint32 v4 = address.toIPv4Address(&isMapped);
    return isMapped ? QHostAddress(v4) : address;
}

bool isLocalName(const QByteArray &host)
{
    return host == "localhost" || host.endsWith(".localhost");
}

constexpr std::pair<const char *, const char *> shippedPairs[] = {
    {"docker.io", "auth.docker.io"},
    {"index.docker.io", "auth.docker.io"},
    {"registry-1.docker.io", "auth.docker.io"},
    {"registry.gitlab.com", "gitlab.com"},
    {"ghcr.io", "ghcr.io"},
};

bool isShipped(const QString &registry, const QString &realm)
{
    return std::any_of(std::begin(shippedPairs), std::end(shippedPairs), [&](const auto &pair) {
        return registry == QLatin1StringView(pair.first) && realm == QLatin1StringView(pair.second);
    });
}

} // namespace

QString Origin::text() const
{
    QString out = QString::fromLatin1(host.contains(':') ? '[' + host + ']' : host);
    if (port != (scheme == "https" ? 443 : 80))
        out += u':' + QString::number(port);
    return out;
}

Origin originOf(const QUrl &url)
{
    Origin origin;
    origin.scheme = url.scheme().toLower().toLatin1();
    if (!url.isValid() || (origin.scheme != "https" && origin.scheme != "http"))
        return {};
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1().toLower();
    if (host.startsWith('[') && host.endsWith(']'))
        host = host.mid(1, host.size() - 2);
    if (host.endsWith('.'))
        host.chop(1);
    origin.host = host;
    origin.port = url.port(origin.scheme == "https" ? 443 : 80);
    return origin;
}

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    const Origin one = originOf(a);
    return one.isValid() && one == originOf(b);
}

bool isOwnMachineOrLink(const QByteArray &host)
{
    if (isLocalName(host))
        return true;
    const QHostAddress address = addressOf(host);
    return !address.isNull()
        && (address.isLoopback() || address.isLinkLocal() || address == QHostAddress(QHostAddress::AnyIPv4)
            || address == QHostAddress(QHostAddress::AnyIPv6)
            || address.isInSubnet(QHostAddress(QStringLiteral("0.0.0.0")), 8));
}

bool isInternalHost(const QByteArray &host)
{
    if (isOwnMachineOrLink(host))
        return true;
    const QHostAddress address = addressOf(host);
    if (address.isNull())
        return false;
    static const QList<std::pair<QHostAddress, int>> nets = {
        QHostAddress::parseSubnet(u"10.0.0.0/8"_s), QHostAddress::parseSubnet(u"172.16.0.0/12"_s),
        QHostAddress::parseSubnet(u"192.168.0.0/16"_s),
        QHostAddress::parseSubnet(u"100.64.0.0/10"_s), // carrier-grade NAT
        QHostAddress::parseSubnet(u"224.0.0.0/3"_s), // multicast and above
        QHostAddress::parseSubnet(u"fc00::/7"_s), QHostAddress::parseSubnet(u"fec0::/10"_s),
        QHostAddress::parseSubnet(u"ff00::/8"_s),
        QHostAddress::parseSubnet(u"64:ff9b::/96"_s), // IPv4 behind a translator
    };
    return std::any_of(nets.begin(), nets.end(), [&](const auto &net) { return address.isInSubnet(net); });
}

// A registry out there has no business at an address of this network. One in it may have its token server next door,
// but only one on this machine may have it here, and only one on this link may have it there (where cloud metadata is).
static bool isNextDoor(const QByteArray &registry, const QByteArray &host)
{
    if (!isOwnMachineOrLink(host))
        return isInternalHost(registry) || isInternalName(registry);
    return isOwnMachineOrLink(registry) && addressOf(host).isLinkLocal() == addressOf(registry).isLinkLocal();
}

bool isInternalName(const QByteArray &host)
{
    if (!addressOf(host).isNull())
        return false;
    // RFC 6762 (with its appendix G), RFC 8375 and ICANN's .internal: none of these is ever delegated.
    static constexpr const char *ends[] = {
        ".local", ".internal", ".home.arpa", ".localdomain", ".lan", ".home", ".corp", ".private", ".intranet"};
    return isLocalName(host) || !host.contains('.')
        || std::any_of(std::begin(ends), std::end(ends), [&](const char *end) { return host.endsWith(end); });
}

Result<Redirect> decideRedirect(const RedirectCase &redirect)
{
    const Origin registry = originOf(redirect.registry);
    const QString host = registry.text();
    const QString raw = QString::fromUtf8(redirect.location.left(1024));
    if (redirect.method != "GET" && redirect.method != "HEAD")
        return refusal(LOTSE_MSG("%1 answered a change with a redirect, which is not followed because the change could "
                                 "be made twice. Check the address of the registry."),
            {host}, raw);
    if (redirect.hops >= maximumHops)
        return refusal(
            LOTSE_MSG("%1 redirected more than five times. Check the address of the registry and the proxy in "
                      "front of it."),
            {host}, raw);
    const QUrl parsed = QUrl::fromEncoded(redirect.location, QUrl::StrictMode);
    const QUrl target = redirect.from.resolved(parsed);
    const Origin origin = originOf(target);
    if (redirect.location.isEmpty() || redirect.location.size() > 16'384 || isAmbiguous(redirect.location)
        || !parsed.isValid() || !origin.isValid() || !target.userInfo().isEmpty())
        return refusal(
            LOTSE_MSG("%1 redirected to an address that is not valid. Tell the administrator of the registry."), {host},
            raw);
    if (originOf(redirect.from).scheme == "https" && origin.scheme != "https")
        return refusal(
            LOTSE_MSG("%1 redirected to %2 without encryption, which is not followed. Tell the administrator "
                      "of the registry."),
            {host, origin.text()}, raw);
    QUrl clean = target;
    clean.setFragment(QString());
    if (origin == registry)
        return Redirect{false, clean};
    if (!redirect.isBlob)
        return refusal(LOTSE_MSG("%1 redirected to %2, which is not followed. If the registry has moved, change its "
                                 "address in the account."),
            {host, origin.text()}, raw);
    if (isOwnMachineOrLink(origin.host) && !isOwnMachineOrLink(registry.host))
        return refusal(LOTSE_MSG("%1 redirected to %2, an address of this machine, which is not followed. Tell the "
                                 "administrator of the registry."),
            {host, origin.text()}, raw);
    return Redirect{true, clean};
}

Result<QUrl> decideRealm(const QUrl &registry, const QString &realm, const RealmPairs &confirmed, bool plainHttp)
{
    const Origin home = originOf(registry);
    const QByteArray raw = realm.toUtf8();
    const auto invalid = [&] {
        return refusal(LOTSE_MSG("%1 sends sign-ins to an address that is not valid. No password was sent; tell the "
                                 "administrator of the registry."),
            {home.text()}, realm);
    };
    if (raw.isEmpty() || raw.size() > 4096 || isAmbiguous(raw))
        return invalid();
    QUrl url(realm, QUrl::StrictMode);
    // A path alone is a place at the registry itself; "//host" is not a path.
    if (raw.startsWith('/') && !raw.startsWith("//"))
        url = registry.resolved(url);
    const Origin origin = originOf(url);
    if (!url.isValid() || !origin.isValid() || !url.userInfo().isEmpty() || raw.contains('@') || url.hasFragment())
        return invalid();
    if (origin.scheme == "http" && !plainHttp)
        return refusal(
            LOTSE_MSG("%1 sends sign-ins to %2 without encryption. No password was sent; the external address "
                      "in the registry's configuration has to begin with https."),
            {home.text(), origin.text()}, realm);
    if (origin == home)
        return url;
    if (isInternalHost(origin.host) && !isNextDoor(home.host, origin.host))
        return refusal(LOTSE_MSG("%1 sends sign-ins to the internal address %2. No password was sent; tell the "
                                 "administrator of the registry."),
            {home.text(), origin.text()}, realm);
    const bool isConfirmed = isShipped(home.text(), origin.text())
        || std::any_of(confirmed.begin(), confirmed.end(),
            [&](const auto &pair) { return pair.first == home.text() && pair.second == origin.text(); });
    if (!isConfirmed) {
        Error error = refusal(LOTSE_MSG("%1 wants the sign-in at %2. No password was sent; confirm in the account that "
                                        "%2 belongs to this registry (on the command line: --realm %2)."),
            {home.text(), origin.text()}, realm);
        error.code = QLatin1StringView(realmUnconfirmed);
        return error;
    }
    return url;
}

Result<QByteArray> decidePath(const QUrl &current, QByteArrayView target, QByteArrayView list)
{
    const QByteArray raw = target.toByteArray();
    const QUrl parsed = QUrl::fromEncoded(raw, QUrl::TolerantMode);
    const QUrl url = current.resolved(parsed);
    QByteArrayView pathOnly = target;
    if (const qsizetype query = target.indexOf('?'); query >= 0)
        pathOnly = target.first(query);
    // Both decoded, because a proxy may encode what we do not. The list begins with a slash, so it fits whole parts of
    // the path alone; and it is the list that is asked for, never the other path.
    const auto decoded = [](const QByteArray &path) { return QByteArray::fromPercentEncoding(path); };
    const bool isList = decoded(url.path(QUrl::FullyEncoded).toLatin1()).endsWith(decoded(list.toByteArray()));
    const bool hasControls =
        std::any_of(raw.begin(), raw.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
    if (raw.isEmpty() || raw.size() > 8192 || hasControls || isAmbiguous(pathOnly) || !parsed.isValid()
        || !url.userInfo().isEmpty() || !originOf(url).isValid() || !list.startsWith('/') || !isList)
        return refusal(
            LOTSE_MSG("%1 pointed to a next page at a place that does not belong to this list. What is loaded "
                      "is not complete; tell the administrator of the registry."),
            {originOf(current).text()}, QString::fromUtf8(raw));
    return url.hasQuery() ? list.toByteArray() + '?' + url.query(QUrl::FullyEncoded).toLatin1() : list.toByteArray();
}

} // namespace lotse::guard
