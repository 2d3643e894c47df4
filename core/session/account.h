// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QMetaType>
#include <QObject>
#include <QStringList>
#include <QUrl>

namespace lotse {

namespace AccountKinds {
Q_NAMESPACE
/// How an account proves who it is.
enum class SignIn {
    Anonymous,
    Password, ///< a person with a password
    Robot, ///< a robot of Harbor, "robot$project+name"
    OidcCliSecret, ///< the CLI secret of an OIDC user: works on a handful of calls only
    IdToken, ///< a bearer token of the identity provider
};
Q_ENUM_NS(SignIn)

/// Where the secret of an account is kept. It is never kept plain.
enum class SecretPlace {
    SessionOnly, ///< in memory, asked for again at the next start
    Keychain, ///< the keychain of the desktop
    Sealed, ///< a file sealed with a master password
};
Q_ENUM_NS(SecretPlace)

/// What answers at an address; found by asking (session/registryprobe.h), never chosen.
enum class RegistryKind {
    Unknown,
    Harbor,
    Oci, ///< speaks the OCI Distribution API and lists its repositories
    OciNoCatalog, ///< the same without a list: repositories are named by hand
};
Q_ENUM_NS(RegistryKind)
} // namespace AccountKinds
using AccountKinds::RegistryKind;
using AccountKinds::SecretPlace;
using AccountKinds::SignIn;

/**
 * One account at one registry, as kept on disk; the secret is not part of it (session/secretstore.h).
 * The registry has an id of its own, so that several accounts at one registry share what was learnt of it.
 */
struct Account {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(QString registryId MEMBER registryId)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString url MEMBER url)
    Q_PROPERTY(QString user MEMBER user)
    Q_PROPERTY(lotse::SignIn signIn MEMBER signIn)
    Q_PROPERTY(lotse::SecretPlace secretPlace MEMBER secretPlace)
    Q_PROPERTY(QString caPem MEMBER caPem)
    Q_PROPERTY(QString pinSpkiSha256 MEMBER pinSpkiSha256)
    Q_PROPERTY(QString colour MEMBER colour)
    Q_PROPERTY(bool production MEMBER production)
    Q_PROPERTY(bool allowsChanges MEMBER allowsChanges)
    Q_PROPERTY(bool plainHttpConfirmed MEMBER plainHttpConfirmed)
    Q_PROPERTY(QStringList confirmedRealms MEMBER confirmedRealms)
    Q_PROPERTY(QStringList repositories MEMBER repositories)
    Q_PROPERTY(lotse::RegistryKind kind MEMBER kind)
    Q_PROPERTY(QString clientCertificate MEMBER clientCertificate)
    Q_PROPERTY(QString clientKey MEMBER clientKey)
    Q_PROPERTY(int timeoutSeconds MEMBER timeoutSeconds)
    Q_PROPERTY(int deadlineSeconds MEMBER deadlineSeconds)
    Q_PROPERTY(QString host READ host)
public:
    QString id; ///< UUID without braces, ours
    QString registryId; ///< UUID without braces, ours
    QString name; ///< what the person calls it; unique among the accounts, without case
    QString url; ///< origin: "https://harbor.example.com:8443", no path, no user
    QString user; ///< empty for Anonymous and IdToken
    SignIn signIn = SignIn::Anonymous;
    SecretPlace secretPlace = SecretPlace::SessionOnly;
    QString caPem; ///< where set, only these certificate authorities are trusted, not those of the system
    QString pinSpkiSha256; ///< SHA-256 of the server's public key (SPKI), 64 lower-case hex digits; empty: no pin
    QString colour; ///< "#rrggbb", or empty
    bool production = false; ///< shows the word PROD
    bool allowsChanges = false; ///< a new account is read only
    bool plainHttpConfirmed = false; ///< http was confirmed by typing the host
    QStringList confirmedRealms; ///< sign-in services of another host that the person confirmed, as guard::Origin::text
    QStringList repositories; ///< named by hand, for registries without a catalog
    RegistryKind kind = RegistryKind::Unknown; ///< as last probed
    /// Of an IdToken that is renewed: the identity provider and the client there. The secret is the refresh token then,
    /// else the token itself.
    QString oidcIssuer;
    QString oidcClient;
    /// PEM files on this machine, absolute; read at each sign-in. The key may stand in the file of the certificate
    /// (empty here), and may be encrypted: its passphrase is kept with the secret.
    QString clientCertificate;
    QString clientKey;
    int timeoutSeconds = 0; ///< to connect, and between two pieces of an answer; 0: as the program sees fit
    int deadlineSeconds = 0; ///< for a whole answer; 0: as the program sees fit

    bool operator==(const Account &) const = default;

    /// Host and port as shown: "harbor.example.com:8443".
    QString host() const;
    bool showsCertificate() const { return !clientCertificate.isEmpty(); }
    bool needsSecret() const { return signIn != SignIn::Anonymous; }
    bool isPlainHttp() const { return url.startsWith(QStringLiteral("http:"), Qt::CaseInsensitive); }
    /// Whether a secret may be kept on this machine: over plain http only once that was confirmed.
    bool maySaveSecret() const { return !isPlainHttp() || plainHttpConfirmed; }
};

/// A new account for what a person typed: makes the ids, works out the sign-in from the user name (none: anonymous,
/// "robot$...": robot). The URL goes through normaliseUrl. The secret place is SessionOnly until one is chosen.
Result<Account> makeAccount(const QString &typedUrl, const QString &user, const QString &name = {});

/**
 * "harbor.example.com/harbor/projects" becomes "https://harbor.example.com": https unless http:// was typed, an
 * internationalised host as its ASCII form, no default port, no path. Refused (ErrorKind::Usage, with what to do):
 * other schemes, a user or password in the URL, an empty host. "docker.io" and its web pages become the registry
 * itself.
 */
Result<QString> normaliseUrl(const QString &typed);

/// The ids of a registry and of an account that are kept nowhere: the same for the same address each time. A new
/// account takes that of the registry, so that what was read without an account stays its registry's.
QString passingRegistryId(const QString &url);
QString passingAccountId(const QString &url, const QString &user);

/**
 * The sign-in service that a person confirms for an account, as guard::Origin::text: "auth.example.com", with the port
 * where it is not that of https (of http for an account that is not encrypted). Takes a host, or an address of which it
 * keeps the host. ErrorKind::Usage for what is none.
 */
Result<QString> normaliseRealm(const QString &typed, const Account &account);

/// The most that an account may ask for, in seconds.
inline constexpr int longestTimeout = 600;
inline constexpr int longestDeadline = 3600;

/// What is wrong with an account before it is kept: name, URL, user, CA, pin, colour. No error where all is well.
Error checkAccount(const Account &account);

} // namespace lotse

Q_DECLARE_METATYPE(lotse::Account)
