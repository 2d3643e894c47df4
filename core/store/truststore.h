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
    QDateTime lostSeenAt; ///< when all of them were seen last
    QByteArray policy, trustStore; ///< revisions that it was judged by
    QDateTime checkedAt;
    QDateTime retryAt; ///< when it is to be read again: what could not be read, or what no list tells of
    QDateTime dueAt; ///< the verdict may be another one from then on; invalid: never
    QList<KeptSigner> signers; ///< one for each signature and attestation
    QStringList attested; ///< predicate types, of attestations with a valid signature
    QStringList vouched; ///< predicate types, of those that the policy trusts

    qsizetype count(const QString &which) const; ///< signatures (no attestations) in this state
};

/// A tag as a registry listed it.
struct SeenTag {
    QString repository, tag, digest;
};

/// A tag that points to a digest again that it had left for another one.
struct TagReturn {
    QString repository, tag;
    QString digest; ///< that it points to again
    QString newer; ///< that it pointed to in between
    QDateTime newerAt; ///< when it was first seen to point there
    QDateTime at; ///< when it was first seen to be back
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

    /// Says by `lost`, `lostSeenAt` and `lostAt` of a verdict that is not kept yet (repository, digest, attached,
    /// isPartial, checkedAt) what was attached before and is missing. Nothing is kept.
    Result<void> tellLost(const QString &place, KeptVerdict &verdict);

    /// Within Database::write. Keeps which digest each tag points to, where that is not what was seen last. How many
    /// point again to one that they had left.
    Result<qint64> seeTags(const QString &place, const QList<SeenTag> &tags, const QDateTime &at);
    /// Tags that point to an older digest since then; one that has moved on is none.
    Result<QList<TagReturn>> returns(const QString &place);

    /// Of one tag that is found to point to this digest now: the return, if it is one. Nothing is kept.
    Result<std::optional<TagReturn>> story(const QString &place, const QString &repository, const QString &tag,
        const QString &digest, const QDateTime &now);

    Result<KeptVerdicts> verdicts(const QString &place);
    /// Nothing where there is none; ErrorKind::Storage where it is damaged.
    Result<std::optional<KeptVerdict>> verdict(const QString &place, const QString &repository, const QString &digest);
    Result<std::optional<Bodies>> bodies(const QString &place, const QString &repository, const QString &digest);

private:
    struct Found {
        std::optional<KeptVerdict> verdict;
        bool isDamaged = false;
    };
    Result<Found> find(const QString &place, const QString &repository, const QString &digest);
    Result<QStringList> lastSet(const QString &place, const KeptVerdict &verdict);
    Result<void> keepSet(const QString &place, KeptVerdict &verdict);

    Database *m_database;
};

} // namespace lotse::store
