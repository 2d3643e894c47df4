// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/certificate.h"

#include <QRegularExpression>

namespace lotse::trust {

/// Who a certificate of Fulcio says has signed, and who vouched for that.
struct CertificateIdentity {
    struct Name {
        QString kind; ///< "email", "URI", "DNS", "IP", "user name"
        QString value;
    };
    QList<Name> names; ///< the alternative names, in their order
    QString issuer; ///< of the OIDC token; empty where the certificate names none
    QList<std::pair<QString, QString>> claims; ///< "source repository": what else the issuer vouched for

    QString text() const; ///< the names, for people
    /// "sha256:<hex>" over issuer and names: the same for each certificate of the same signer.
    QString fingerprint() const;
};

/// Reads the alternative names and sigstore's extensions. NoIdentity where there are no names, IssuerMismatch where two
/// extensions name two issuers, BrokenCertificate where one of them is malformed.
Fault readIdentity(const Certificate &certificate, CertificateIdentity &out);

/// One side of an identity in a policy: a value to the letter, an expression for all of it, or anything.
struct IdentityPattern {
    QString exact;
    QString expression; ///< Perl's syntax; it has to fit from the first to the last character
    bool isAny = false;

    bool fits(const QString &value) const;
    QString text() const; ///< for people
    bool operator==(const IdentityPattern &) const = default;
};

/// Whether an expression can be used: it is well-formed, not longer than 1,024 characters, and does not fit everything.
/// An English half sentence where it cannot.
QString flawOfExpression(const QString &expression);

/// A signer without a key of its own, by what the policy asks of the certificate. Both sides are asked for.
struct NamedIdentity {
    QString name;
    QString root; ///< the trusted root that has to vouch for it
    IdentityPattern issuer;
    IdentityPattern subject;

    bool fits(const CertificateIdentity &identity, const QString &rootName) const;
};

} // namespace lotse::trust
