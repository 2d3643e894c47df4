// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/truststore.h"
#include "trust/evidence.h"
#include "trust/policyfile.h"

namespace lotse::trust {

/// Above so many bytes of manifests and blobs, evidence is not kept: it has to be read again for another policy.
inline constexpr qsizetype mostKeptEvidence = 512 * 1024;

/// All that a verdict is made of, so that another policy can be tried without asking the registry. Empty where it is
/// too much, or where something of it could not be read.
QByteArray packEvidence(const Evidence &evidence);
/// Reads it back; digests are computed anew from the bytes. Nothing where they are not what was packed.
std::optional<Evidence> unpackEvidence(const QByteArray &bytes);

/// A verdict as it is kept. `listed` is what the registry listed as attached, as listedMark() gives it.
store::KeptVerdict keptVerdict(
    const ArtifactVerdict &verdict, const Evidence &evidence, const PolicyFile &policy, const QByteArray &listed);
/// The whole verdict as JSON, with the statements of attestations where they are not too long.
QByteArray keptJson(const ArtifactVerdict &verdict);
/// Mark of what the registry listed as attached to an artifact.
QByteArray listedMark(QStringList digests);

/// A verdict by this policy of what is kept of an artifact; nothing where it has to be read again.
struct Rejudged {
    store::KeptVerdict verdict;
    store::TrustStore::Bodies bodies;
};
std::optional<Rejudged> rejudge(
    const store::KeptVerdict &kept, const QByteArray &evidence, const PolicyFile &policy, const QDateTime &now);

/// Whether a kept verdict was made by this very policy and its time is not over.
bool isCurrent(const store::KeptVerdict &kept, const PolicyFile &policy, const QDateTime &now);

} // namespace lotse::trust
