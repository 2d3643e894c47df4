// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>

namespace lotse {

/// A certificate, for people.
struct PeerCertificate {
    QString subject; ///< common name, else the first alternative name
    QString issuer;
    QDateTime notBefore; ///< UTC
    QDateTime notAfter; ///< UTC
    QByteArray spkiSha256; ///< SHA-256 of the public key (SPKI), 64 lower-case hex digits
    bool operator==(const PeerCertificate &) const = default;
};

/// Who is at the other end of the connection, as its last new connection said.
struct Peer {
    QString protocol; ///< "TLS 1.3"; empty for plain HTTP or where no connection was made yet
    QString cipher;
    QList<PeerCertificate> chain; ///< leaf first
    bool operator==(const Peer &) const = default;
};

/// SHA-256 of the SubjectPublicKeyInfo, 64 lower-case hex digits; empty for what is no certificate.
QByteArray spkiSha256(const QSslCertificate &certificate);
PeerCertificate describe(const QSslCertificate &certificate);

/// TLS 1.2 and up, the peer verified. Trusts `caPem` alone, or the system's roots where it is empty.
QSslConfiguration tlsConfiguration(const QByteArray &caPem);
/// The same for another origin of the account's registry: the system's roots and `caPem`.
QSslConfiguration tlsConfigurationForOthers(const QByteArray &caPem);

/// The error of a handshake, named after its first cause; never for ignoring. `showsCertificate`: the client has one.
Error tlsError(
    const QList<QSslError> &errors, const QString &handshakeText, const QString &host, bool showsCertificate = false);
/// Whether a server broke the connection for want of a client certificate, or because of the one it was shown.
bool isCertificateAlert(const QString &handshakeText);
/// The same as a server in front of the registry says it, by an answer: `asked` without a certificate, else refused.
Error clientCertificateError(const QString &host, bool showsCertificate, const QString &detail);
inline constexpr char clientCertificateAsked[] = "CLIENT_CERTIFICATE_ASKED"; ///< Error::code where there is none

/// The public key is not the pinned one.
Error pinError(const PeerCertificate &now, const QByteArray &pinned, const QString &host);

} // namespace lotse

Q_DECLARE_METATYPE(lotse::Peer)
