// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QUrl>

#include <utility>

/// Where a request may go: pure decisions about origins, redirects, realms and the paths that a server hands out.
namespace lotse::guard {

/// The parts of a URL that decide who is asked. Invalid (empty host) for anything but http and https.
struct Origin {
    QByteArray scheme; ///< "https" or "http"
    QByteArray host; ///< ASCII, lower case, without a trailing dot; IPv6 without brackets
    int port = 0; ///< the effective one

    bool isValid() const { return !host.isEmpty(); }
    bool operator==(const Origin &) const = default;
    /// "harbor.example.com", with ":port" where it is not the scheme's own.
    QString text() const;
};

Origin originOf(const QUrl &url);
bool isSameOrigin(const QUrl &a, const QUrl &b);

/// Loopback, link-local, unspecified, private or multicast, also as IPv4 in IPv6; or a name that means this machine.
bool isInternalHost(const QByteArray &host);
/// A name that only a network of one's own knows: without a dot, or below a domain that the public tree never has.
bool isInternalName(const QByteArray &host);
/// Loopback, link-local or unspecified: never an honest place for a redirect of somebody else.
bool isOwnMachineOrLink(const QByteArray &host);

struct Redirect {
    bool isBare = false; ///< to be followed without any sign-in
    QUrl target;
};

/// What a redirect is judged by.
struct RedirectCase {
    QByteArray method;
    QUrl registry; ///< origin of the account
    QUrl from; ///< where the answer came from
    QByteArray location;
    int hops = 0; ///< followed so far
    bool isBlob = false;
};

/// At most this many redirects are followed.
inline constexpr int maximumHops = 5;

/**
 * At most five hops, for GET and HEAD only, never from https to http. Another origin is gone to for a blob alone, and
 * then bare. Refusals are ErrorKind::RedirectRefused and name both hosts.
 */
Result<Redirect> decideRedirect(const RedirectCase &redirect);

/// (registry, realm) as Origin::text of both.
using RealmPairs = QList<std::pair<QString, QString>>;

/// The code of the error for a realm that nobody has confirmed yet; its arguments are registry and realm.
inline constexpr char realmUnconfirmed[] = "REALM_UNCONFIRMED";

/**
 * Whether credentials for `registry` may go to `realm` (the threat model's T2): the same origin, a pair that ships with
 * the program, or one that the user has confirmed for this account. https only, unless the account is plain http; an
 * internal address only for a registry that is internal itself, this machine only for one on it. The error is
 * RedirectRefused; with code realmUnconfirmed where a confirmation would settle it.
 */
Result<QUrl> decideRealm(const QUrl &registry, const QString &realm, const RealmPairs &confirmed, bool plainHttp);

/**
 * Where the next page of `list` ("/v2/_catalog") is, by the target of a link on the page `current`: the list itself
 * with the query of the target, at the origin of the account whatever the target says of scheme and host. A registry
 * behind a proxy names itself as it knows itself, so another origin, and a path in front of the list's own, are no
 * fault; another list is RedirectRefused.
 */
Result<QByteArray> decidePath(const QUrl &current, QByteArrayView target, QByteArrayView list);

} // namespace lotse::guard
