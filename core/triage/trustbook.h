// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/findingset.h"
#include "findings/trustmarks.h"
#include "store/truststore.h"
#include "trust/policyfile.h"

#include <memory>

namespace lotse {

/// The kept verdicts of one registry, and the policy that is in force there.
struct RegistryTrust {
    QString place; ///< host and port
    QList<store::KeptVerdict> rows;
    QHash<QString, qsizetype> byKey; ///< "repository@digest"
    trust::PolicyFile policy;
    qint64 damaged = 0; ///< verdicts that could not be read back
    QDateTime newest; ///< when one was made last
    QList<store::TagReturn> returns; ///< tags that point to an older digest again

    /// Null where there is none.
    const store::KeptVerdict *find(const QString &repository, const QString &digest) const;
    /// What may be said now: a verdict by another policy, or past its time, says nothing.
    findings::SignState state(const store::KeptVerdict *verdict, const QDateTime &now) const;
    /// Each of these images of an index by itself.
    std::vector<findings::SignState> children(
        const QString &repository, const QStringList &digests, const QDateTime &now) const;
};

/// What is kept of the signatures of all registries. Shared and never changed.
struct TrustBook {
    QHash<QString, RegistryTrust> registries; ///< by their ids
    Error error; ///< why the verdicts could not be read

    const RegistryTrust *find(const QString &registryId) const;
};

struct TrustRegistry {
    QString id, origin;
};

/// The images of an index, without what is no image (an attestation of BuildKit): digests.
QStringList childrenOf(const findings::Segment &segment, const findings::Segment::Image &image);

/// Reads the verdicts that lie beside this cache, and the policies of these registries. Nothing is made on disk.
std::shared_ptr<const TrustBook> readTrustBook(
    const store::Plan &cache, const QList<TrustRegistry> &registries, const Clock &clock);
/// The same for the images of a set.
std::shared_ptr<const findings::TrustMarks> trustMarks(
    const TrustBook &book, const findings::FindingSet &set, const QDateTime &now);

} // namespace lotse
