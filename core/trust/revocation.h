// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/ocsp.h"

struct X509_crl_st;

namespace lotse::trust {

/// A certificate revocation list (RFC 5280) as it came; it says nothing before its signature was checked. A cheap copy.
class RevocationList {
public:
    /// All blocks "X509 CRL" of a PEM file, or one list in DER.
    static Fault listFromFile(const QByteArray &bytes, QList<RevocationList> &out);

    const QByteArray &der() const { return m_der; }
    QDateTime thisUpdate() const;
    QDateTime nextUpdate() const; ///< not valid where the list does not say
    bool isNamedAs(const Certificate &issuer) const;

private:
    friend class RevocationCheck;
    static Fault fromDer(const QByteArray &der, RevocationList &out);
    std::shared_ptr<X509_crl_st> m_list;
    QByteArray m_der;
};

/// Looks for the certificates of a chain in what responders answered, where they were asked, and in lists that were
/// imported. Nobody is asked here.
class RevocationCheck {
public:
    RevocationCheck(const QList<RevocationList> &lists, QDateTime now, QList<OcspAnswer> answers = {})
        : m_lists(lists)
        , m_answers(std::move(answers))
        , m_now(std::move(now))
    {
    }

    /// Each certificate by a list of the one behind it; the last one is nobody's. `signedAt`: when a signature was
    /// made, where that is proved. Revoked, RevocationUnknown (there is no list, and the certificate names an address),
    /// RevocationListEnded, BrokenRevocationList; where a responder was asked, and
    /// no list helps, why its answer does not: OcspUnreachable, OcspUnknown, OcspEnded, BrokenOcsp. A certificate that
    /// names no address and has no list is no fault.
    Fault check(const QList<Certificate> &chain, const QDateTime &signedAt);
    /// What was looked at, in English, for the step.
    QString told() const;
    QDateTime until() const { return m_until; } ///< when the first of the lists ends; not valid where none was used

private:
    Fault checkOne(const Certificate &one, const Certificate &issuer, const QDateTime &signedAt);

    Fault checkLists(const Certificate &one, const Certificate &issuer, const QDateTime &signedAt);
    void note(const QString &what, const QDateTime &until);

    const QList<RevocationList> m_lists;
    const QList<OcspAnswer> m_answers;
    const QDateTime m_now;
    QStringList m_told;
    QDateTime m_until;
};

} // namespace lotse::trust
