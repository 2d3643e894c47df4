// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/column.h"
#include "triage/findingsengine.h"
#include "triage/trustbook.h"

#include <array>

namespace lotse::models {

/// Images by what is known of their signatures; by findings::SignState.
struct SignCounts {
    std::array<qint64, findings::kSignStateCount> images{};

    qint64 total() const;
    qint64 of(findings::SignState state) const { return images[size_t(state)]; }
    void add(findings::SignState state) { ++images[size_t(state)]; }
    void add(const SignCounts &more);
    bool operator==(const SignCounts &) const = default;
};

/// A project, by the signatures of its images.
struct ProjectTrust {
    Q_GADGET
public:
    QString project;
    SignCounts counts;
    qint64 passedUnproven = 0; ///< images that have something attached, and no valid signature
    qint64 attached = 0; ///< images that were found to have something attached
    SignCounts children; ///< images of indexes, by themselves
};

/// An image, and what is known of its signatures.
struct ImageTrust {
    Q_GADGET
public:
    QString project, repository, digest;
    QStringList tags;
    findings::SignState state = findings::SignState::Unverified;
    QString reason, detail; ///< of the verdict, the reason by its code
    bool isPartial = false; ///< not all that is attached could be read
    bool isVerified = false; ///< there is a verdict, whatever it says
    bool isOutdated = false; ///< by another policy, or past its time
    QDateTime checkedAt, pulledAt;
    QStringList lost; ///< digests that were attached and are no longer shown
    QDateTime lostAt, lostSeenAt;
    SignCounts children; ///< of an index: its images by themselves
    QList<store::TagReturn> returns; ///< tags of it that had left it for a newer digest
    QDateTime endsAt; ///< of a trusted one: when a signature, certificate, attestation or proof of it ends first
};

/// A key or a certificate that has signed something validly, or is in the policy.
struct SignerTrust {
    Q_GADGET
public:
    QString id; ///< fingerprint of the key
    QString name; ///< in the policy, or the subject of the certificate
    QString kind, algorithm;
    bool isInPolicy = false;
    qint64 signatures = 0, attestations = 0; ///< valid ones
    qint64 trusted = 0; ///< of both, those that the policy trusts at their place
    QStringList projects; ///< where, in order
    QDateTime notAfter; ///< of the certificate
};

/// What the store knows of the signatures of a registry.
struct TrustAnswer {
    bool isKnown = false; ///< the registry has been synced
    SignCounts counts;
    SignCounts children; ///< images of indexes, by themselves
    QList<ProjectTrust> projects; ///< the least trusted first
    QList<ImageTrust> images; ///< all, what is wrong or open first, then what was pulled last
    QList<SignerTrust> signers;
    QDateTime newest; ///< when something was verified last
    qint64 outdated = 0; ///< images whose verdict is by another policy, or past its time
    qint64 endsSoon = 0; ///< trusted images of which something ends within 30 days
    qint64 damaged = 0;
    Error error; ///< why the verdicts, or the policy, cannot be read
};

/// From the local store. Any thread.
TrustAnswer trustAnswer(const TriageView &view, const QString &registryId);

/// "trusted", "valid, not trusted", …: for people.
QString signStateText(findings::SignState state);
/// ok, running, warning, error, off, unverified: what a cell shows it with.
QString signStateCondition(findings::SignState state);
Cell signCell(findings::SignState state, const QString &why = {}, const QDateTime &checkedAt = {});
/// The same of a kept verdict with the code of its reason: one that has attestations alone is told as that.
Cell keptCell(findings::SignState state, const QString &code, const QString &why = {}, const QDateTime &checkedAt = {});
/// "Its images by themselves: 1 trusted, 2 none."; empty where there are none.
QString childrenText(const SignCounts &children);
/// That a tag points to an older digest again, with both times.
QString returnText(const store::TagReturn &back);
/// What is no longer attached, with both times; empty where nothing went away.
QString lostText(qsizetype lost, const QDateTime &seenAt, const QDateTime &lostAt);
/// The reason of a verdict by its code, as a sentence; empty for a code that is not known.
QString reasonSentence(const QString &code, const QString &detail = {});

/// What Harbor's own content trust switch lets through in a project, where it is on: it looks for something attached
/// and verifies nothing. `known` is null where no image of the project was verified.
Cell contentTrustCell(bool isOn, const ProjectTrust *known);

QList<Column> projectTrustColumns();
QList<Column> imageTrustColumns();
QList<Column> signerColumns();
QList<Column> shrunkColumns();

} // namespace lotse::models

Q_DECLARE_METATYPE(lotse::models::ProjectTrust)
Q_DECLARE_METATYPE(lotse::models::ImageTrust)
Q_DECLARE_METATYPE(lotse::models::SignerTrust)
