// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"

#include <QDateTime>
#include <QList>
#include <QStringList>

#include <optional>

namespace lotse::store {

/// trust.db: verdicts on signatures, and what was attached to an artifact before, in the same folder as that cache. No
/// registry can tell again what it once showed.
Plan trustPlan(const QString &cachePath);

/// Who is behind a signature or an attestation that was kept.
struct KeptSigner {
    QString id; ///< "sha256:<hex>" of the public key; empty where nobody is known
    QString name; ///< what the policy calls the key, or the subject of the certificate
    QString kind; ///< "key", "certificate"; empty
    QString algorithm; ///< "ECDSA P-256"
    QString state; ///< of this signature, as in `KeptVerdict::state`
    bool isAttestation = false;
    QDateTime notAfter; ///< of the certificate

    bool operator==(const KeptSigner &) const = default;
};

/// What was found about the signatures of an artifact, and by what.
struct KeptVerdict {
    QString repository; ///< with the project
    QString digest;
    QString state; ///< "trusted", "valid", "invalid", "claimed", "limit", "none"
    QString reason, detail, rule; ///< reason by its code
    bool isPartial = false; ///< not all that is attached could be read
    QByteArray listed; ///< mark of what the registry listed as attached
    QStringList attached; ///< digests of all that was found attached, ascending
    QStringList lost; ///< digests that were attached once and are no longer shown
    QDateTime lostAt; ///< when that was noticed first
    QByteArray policy, trustStore; ///< revisions that it was judged by
    QDateTime checkedAt;
    QDateTime retryAt; ///< of a partial one: when what could not be read is worth another try
    QDateTime dueAt; ///< the verdict may be another one from then on; invalid: never
    QList<KeptSigner> signers; ///< one for each signature and attestation
    QStringList attested; ///< predicate types, of attestations with a valid signature
    QStringList vouched; ///< predicate types, of those that the policy trusts

    qsizetype count(const QString &which) const; ///< signatures (no attestations) in this state
};

struct KeptVerdicts {
    QList<KeptVerdict> rows;
    qint64 damaged = 0; ///< rows that could not be read back
};

/**
 * Verdicts by registry (host and port), repository and digest, each with a checksum; and each set of attached digests
 * that an artifact ever had. Borrows its database.
 */
class TrustStore {
public:
    explicit TrustStore(Database *database)
        : m_database(database)
    {
    }

    /// What else is kept with a verdict: its whole text as JSON, and all that was verified (empty: to be read again).
    struct Bodies {
        QByteArray json;
        QByteArray evidence;
    };
    /// Within Database::write. Tells by `verdict.lost` what is no longer attached; a partial reading loses nothing.
    Result<void> put(const QString &place, KeptVerdict verdict, const Bodies &bodies);

    Result<KeptVerdicts> verdicts(const QString &place);
    /// Nothing where there is none, or where it is damaged.
    Result<std::optional<KeptVerdict>> verdict(const QString &place, const QString &repository, const QString &digest);
    Result<std::optional<Bodies>> bodies(const QString &place, const QString &repository, const QString &digest);

private:
    Result<void> keepSet(const QString &place, KeptVerdict &verdict);

    Database *m_database;
};

} // namespace lotse::store
