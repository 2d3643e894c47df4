// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/publickey.h"

#include <QDateTime>
#include <QList>

#include <utility>

struct x509_st;

namespace lotse::trust {

/// An X.509 certificate as it came; reading it says nothing about trust. A cheap copy.
class Certificate {
public:
    struct BasicConstraints {
        bool isThere = false;
        bool isCritical = false;
        bool isAuthority = false;
        qint64 pathLength = -1; ///< -1: no limit
    };
    struct KeyUsage {
        bool isThere = false;
        bool isCritical = false;
        quint32 bits = 0; ///< KU_* of OpenSSL
    };

    static Fault fromDer(const QByteArray &der, Certificate &out);
    /// All blocks "CERTIFICATE" of a PEM file, or one certificate in DER. At most 100.
    static Fault listFromFile(const QByteArray &bytes, QList<Certificate> &out);

    bool isNull() const { return !m_certificate; }
    /// OpenSSL's object, which stays this certificate's; it is not to be changed.
    x509_st *get() const { return m_certificate.get(); }
    const QByteArray &der() const { return m_der; }
    QByteArray fingerprint() const { return sha256Text(m_der); }
    Fault publicKey(PublicKey &out) const;
    QDateTime notBefore() const;
    QDateTime notAfter() const;
    QString subject() const; ///< RFC 2253, plain text
    /// The parts of the subject by their short name ("CN", "C", "ST", "O"), in their order; a part with a NUL in it is
    /// left out, and `isOdd` set then.
    QList<std::pair<QString, QString>> subjectParts(bool &isOdd) const;
    QString serial() const; ///< hex, lower case

    bool isNamedIssuerOf(const Certificate &other) const;
    bool hasSigned(const Certificate &other) const;
    bool isSelfSigned() const { return isNamedIssuerOf(*this) && hasSigned(*this); }
    BasicConstraints basicConstraints() const;
    KeyUsage keyUsage() const;
    /// Dotted OIDs; nothing where the extension is absent or empty.
    QStringList extendedUsage() const;
    bool namesRevocationAddress() const; ///< OCSP or a list
    /// The digest of its signature is SHA-256 or better, or part of its algorithm.
    bool isSignedWithStrongDigest() const;
    /// Version 3 is what extensions need; a broken extension makes it unusable.
    bool hasReadableExtensions() const;

    bool operator==(const Certificate &other) const { return m_der == other.m_der; }

private:
    std::shared_ptr<x509_st> m_certificate;
    QByteArray m_der;
};

} // namespace lotse::trust
