// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "trust/certificate.h"
#include "trust/revocation.h"

#include <QMap>

namespace lotse::trust {

/// How one kind of check counts, by notation's levels and their overrides.
enum class Enforcement { Enforce, Log, Skip };

struct NotationLevel {
    QString name; ///< "strict", "permissive", "audit", "skip"
    Enforcement authenticity = Enforcement::Enforce;
    Enforcement timestamp = Enforcement::Enforce;
    Enforcement expiry = Enforcement::Enforce;
    Enforcement revocation = Enforcement::Enforce;
};

/// A policy of notation's trustpolicy.json.
struct NotationPolicy {
    QString name;
    QStringList scopes; ///< "registry/repository", or "*" alone
    NotationLevel level;
    QStringList stores; ///< "ca:NAME", "signingAuthority:NAME", "tsa:NAME"
    QStringList identities; ///< "x509.subject: …", or "*" alone
    bool isTimeAsked = true; ///< verifyTimestamp: always; else only once a certificate expired (afterCertExpiry)
};

/// A folder in notation's layout: trustpolicy.json and truststore/x509/TYPE/NAME/; and, beyond that layout, crl/ with
/// revocation lists. Read once, checked as a whole.
struct NotationStore {
    QString name; ///< what our policy calls it
    QList<NotationPolicy> policies;
    QMap<QString, QList<Certificate>> certificates; ///< by "ca:NAME"
    QList<RevocationList> revocationLists;
    QStringList ocsp; ///< addresses of responders that may be asked; none: nobody is
    QStringList notices; ///< English: what was passed over

    /// The one that names this place, else the one for "*"; null where there is none.
    const NotationPolicy *policyFor(const QString &place) const;
};

/// Reads notation's trustpolicy.json, version 1.0. ErrorKind::Usage says what is wrong with it.
Result<QList<NotationPolicy>> readNotationPolicies(const QByteArray &text);
/// Reads such a folder; `policyFile` may lie elsewhere (empty: trustpolicy.json in the folder). Links are refused.
Result<NotationStore> readNotationStore(const QString &folder, const QString &policyFile = {});

/// The files of a folder that may hold revocation lists: *.crl and *.pem of crl/. Links and others are refused by
/// readNotationStore().
QStringList revocationFiles(const QString &folder);

/// Whether the subject of a certificate is one of these identities: all parts of an identity are in it, with the same
/// values.
bool isTrustedIdentity(const Certificate &leaf, const QStringList &identities);

} // namespace lotse::trust
