// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tls.h"

#include <QCryptographicHash>
#include <QMetaEnum>

#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <memory>

namespace lotse {

using namespace Qt::StringLiterals;

static std::unique_ptr<X509, decltype(&X509_free)> opened(const QSslCertificate &certificate)
{
    const QByteArray der = certificate.toDer();
    auto *at = reinterpret_cast<const unsigned char *>(der.constData());
    return {d2i_X509(nullptr, &at, long(der.size())), &X509_free};
}

// Why OpenSSL finds a certificate too weak, which Qt has no name for ("Unknown error"); empty where it does not.
static QString weaknessOf(const QSslCertificate &certificate)
{
    constexpr int least = 112; // bits of security: level 2 of OpenSSL, and what Debian wants
    const auto x509 = opened(certificate);
    if (!x509)
        return {};
    const EVP_PKEY *key = X509_get0_pubkey(x509.get());
    if (key && EVP_PKEY_get_security_bits(key) < least)
        return u"%1: a key of %2 bits"_s.arg(describe(certificate).subject).arg(EVP_PKEY_get_bits(key));
    int digest = NID_undef;
    int bits = 0;
    const bool isSigned = X509_get_signature_info(x509.get(), &digest, nullptr, &bits, nullptr) == 1;
    if (isSigned && bits < least && !(X509_get_extension_flags(x509.get()) & EXFLAG_SS))
        return u"%1: signed with %2"_s.arg(describe(certificate).subject, QString::fromLatin1(OBJ_nid2ln(digest)));
    return {};
}

QByteArray spkiSha256(const QSslCertificate &certificate)
{
    // By OpenSSL, because Qt gives no bytes for keys that it does not know (Ed25519).
    const auto x509 = opened(certificate);
    if (!x509)
        return {};
    unsigned char *spki = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x509.get()), &spki);
    if (size <= 0)
        return {};
    const QByteArray hash =
        QCryptographicHash::hash(QByteArray(reinterpret_cast<const char *>(spki), size), QCryptographicHash::Sha256);
    OPENSSL_free(spki);
    return hash.toHex();
}

static QString name(const QStringList &parts, const QString &otherwise)
{
    return parts.isEmpty() || parts.first().isEmpty() ? otherwise : parts.first();
}

PeerCertificate describe(const QSslCertificate &certificate)
{
    PeerCertificate out;
    const auto alternatives = certificate.subjectAlternativeNames();
    const QString organisation = name(certificate.subjectInfo(QSslCertificate::Organization), QString());
    out.subject = name(certificate.subjectInfo(QSslCertificate::CommonName),
        alternatives.isEmpty() ? organisation : alternatives.first());
    out.issuer = name(certificate.issuerInfo(QSslCertificate::CommonName),
        name(certificate.issuerInfo(QSslCertificate::Organization), QString()));
    out.notBefore = certificate.effectiveDate().toUTC();
    out.notAfter = certificate.expiryDate().toUTC();
    out.spkiSha256 = spkiSha256(certificate);
    return out;
}

static QSslConfiguration common()
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setAllowedNextProtocols({"http/1.1"});
    return configuration;
}

QSslConfiguration tlsConfiguration(const QByteArray &caPem)
{
    QSslConfiguration configuration = common();
    // A list of one's own also turns off the loading of the system's roots on demand.
    if (!caPem.isEmpty())
        configuration.setCaCertificates(QSslCertificate::fromData(caPem));
    return configuration;
}

QSslConfiguration tlsConfigurationForOthers(const QByteArray &caPem)
{
    QSslConfiguration configuration = common();
    if (!caPem.isEmpty())
        configuration.setCaCertificates(QSslConfiguration::systemCaCertificates() + QSslCertificate::fromData(caPem));
    return configuration;
}

static const char *sentence(QSslError::SslError error)
{
    switch (error) {
    case QSslError::CertificateExpired:
        return LOTSE_MSG("The certificate of %1 has expired. Nothing was sent; its administrator has to renew it. If "
                         "only you see this, check the clock of this computer.");
    case QSslError::CertificateNotYetValid:
        return LOTSE_MSG(
            "The certificate of %1 is not valid yet. Nothing was sent; check the clock of this computer, or "
            "ask the administrator of the registry.");
    case QSslError::HostNameMismatch:
        return LOTSE_MSG("The certificate of %1 was made for another name. Nothing was sent; check the address of the "
                         "registry.");
    case QSslError::SelfSignedCertificate:
        return LOTSE_MSG("The certificate of %1 is signed by itself alone. Nothing was sent; if it is yours, add it as "
                         "the certificate authority of this account.");
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::CertificateUntrusted:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
        return LOTSE_MSG("The certificate of %1 comes from an authority that is not trusted here, or an intermediate "
                         "certificate is missing. Nothing was sent; add the authority to the account, or ask the "
                         "administrator for the whole chain.");
    case QSslError::InvalidCaCertificate:
    case QSslError::InvalidPurpose:
    case QSslError::PathLengthExceeded:
        return LOTSE_MSG(
            "The certificate of %1 was signed by a certificate that may not sign others. Nothing was sent; "
            "tell its administrator.");
    case QSslError::CertificateRevoked:
    case QSslError::CertificateBlacklisted:
        return LOTSE_MSG("The certificate of %1 has been revoked. Nothing was sent; tell its administrator.");
    default:
        return LOTSE_MSG("The certificate of %1 cannot be trusted. Nothing was sent; the reason is in Details.");
    }
}

// The alerts of RFC 8446 that a server answers a client certificate with, in the words of OpenSSL. All but the first
// may also mean our own certificate check, but then it is we who say so, not the peer.
bool isCertificateAlert(const QString &handshakeText)
{
    static const char *const words[] = {"alert certificate required", "alert bad certificate",
        "alert unsupported certificate", "alert certificate revoked", "alert certificate expired",
        "alert certificate unknown", "alert unknown ca", "alert access denied"};
    const QString lower = handshakeText.toLower();
    return std::any_of(
        std::begin(words), std::end(words), [&](const char *word) { return lower.contains(QLatin1StringView(word)); });
}

Error clientCertificateError(const QString &host, bool showsCertificate, const QString &detail)
{
    Error error;
    error.kind = ErrorKind::Tls;
    error.detail = detail;
    error.message = {showsCertificate
            ? LOTSE_MSG("%1 does not take the client certificate of this account: it may have expired, or another "
                        "authority is wanted. Nothing was done; ask the administrator of the registry.")
            : LOTSE_MSG("%1 asks for a client certificate, and this account has none. Nothing was done; name the "
                        "files of your certificate and its key in the account."),
        {host}};
    if (!showsCertificate)
        error.code = QString::fromLatin1(clientCertificateAsked);
    return error;
}

Error tlsError(const QList<QSslError> &errors, const QString &handshakeText, const QString &host, bool showsCertificate)
{
    Error error;
    error.kind = ErrorKind::Tls;
    QStringList words;
    QString weakness;
    for (const QSslError &one : errors) {
        if (one.error() == QSslError::UnspecifiedError && weakness.isEmpty())
            weakness = weaknessOf(one.certificate());
        words.append(one.error() == QSslError::UnspecifiedError ? weakness : one.errorString());
    }
    words.append(handshakeText);
    words.removeAll(QString());
    words.removeDuplicates();
    error.detail = words.join(u'\n').left(4096);
    static constexpr auto tooWeak =
        LOTSE_MSG("The certificate of %1 is too weak to be trusted. Nothing was sent; its administrator "
                  "has to replace it.");
    if (!errors.isEmpty()) {
        // A date or a name tells more than the chain that fails along with it.
        QSslError::SslError chosen = errors.first().error();
        for (const QSslError &one : errors) {
            if (one.error() == QSslError::CertificateExpired || one.error() == QSslError::CertificateNotYetValid
                || one.error() == QSslError::InvalidCaCertificate)
                chosen = one.error();
        }
        error.message = {
            chosen == QSslError::UnspecifiedError && !weakness.isEmpty() ? tooWeak : sentence(chosen), {host}};
        error.code = QString::fromLatin1(QMetaEnum::fromType<QSslError::SslError>().valueToKey(int(chosen)));
        return error;
    }
    const QString lower = handshakeText.toLower();
    if (isCertificateAlert(handshakeText))
        return clientCertificateError(host, showsCertificate, error.detail);
    if (lower.contains("wrong version number"_L1) || lower.contains("packet length too long"_L1)
        || lower.contains("http request"_L1) || lower.contains("record layer failure"_L1))
        error.message = {
            LOTSE_MSG("%1 does not speak TLS on this port. Nothing was sent; check the port, or whether the "
                      "registry is reached without encryption."),
            {host}};
    else if (lower.contains("protocol version"_L1) || lower.contains("unsupported protocol"_L1))
        error.message = {
            LOTSE_MSG("%1 only speaks a TLS version older than 1.2. Nothing was sent; its administrator has "
                      "to allow TLS 1.2 or newer."),
            {host}};
    else if (lower.contains("key too small"_L1) || lower.contains("md too weak"_L1) || lower.contains("too weak"_L1))
        error.message = {tooWeak, {host}};
    else if (!showsCertificate && lower.contains("alert handshake failure"_L1)) // so TLS 1.2 says both
        error.message = {LOTSE_MSG("%1 ended the handshake. Nothing was sent; it may ask for a client certificate, "
                                   "which this account does not have, or find nothing in common with this program."),
            {host}};
    else
        error.message = {LOTSE_MSG("No encrypted connection to %1 could be made. Nothing was sent; the reason is in "
                                   "Details."),
            {host}};
    return error;
}

Error pinError(const PeerCertificate &now, const QByteArray &pinned, const QString &host)
{
    Error error;
    error.kind = ErrorKind::PinChanged;
    error.message = {
        LOTSE_MSG("The key of %1 is not the one that this account remembers. Nothing was sent; ask the "
                  "administrator of the registry whether its key was replaced before you accept the new one."),
        {host}};
    error.detail = u"pinned SPKI SHA-256: %1\nnew SPKI SHA-256: %2\nsubject: %3\nissuer: %4\nvalid: %5 to %6"_s.arg(
        QString::fromLatin1(pinned), QString::fromLatin1(now.spkiSha256), now.subject, now.issuer,
        now.notBefore.toString(Qt::ISODate), now.notAfter.toString(Qt::ISODate));
    return error;
}

} // namespace lotse
