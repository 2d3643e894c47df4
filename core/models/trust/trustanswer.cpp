// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/trust/trustanswer.h"

#include "trust/keptevidence.h"

#include <QSet>

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace lotse::models {

using namespace Qt::StringLiterals;
using findings::Segment;
using findings::SignState;

namespace {

constexpr qint64 kSoon = 30; ///< days

QDateTime timeOf(findings::Seconds seconds)
{
    return seconds == 0 ? QDateTime() : QDateTime::fromSecsSinceEpoch(qint64(seconds), Qt::UTC);
}

/// Who has signed, while it is counted.
struct Counted {
    SignerTrust signer;
    QSet<QString> projects;
};
using Signers = std::map<QString, Counted>;

void addSigners(Signers &signers, const store::KeptVerdict &verdict, const QString &project)
{
    for (const store::KeptSigner &one : verdict.signers) {
        const bool isTrusted = one.state == "trusted"_L1;
        if (one.id.isEmpty() || (!isTrusted && one.state != "valid"_L1))
            continue;
        Counted &counted = signers[one.id];
        SignerTrust &signer = counted.signer;
        signer.id = one.id;
        if (signer.name.isEmpty())
            signer.name = one.name;
        signer.kind = one.kind;
        signer.algorithm = one.algorithm;
        signer.notAfter = one.notAfter;
        ++(one.isAttestation ? signer.attestations : signer.signatures);
        signer.trusted += isTrusted ? 1 : 0;
        counted.projects.insert(project);
    }
}

// What is wrong stands before what is open, and that before what is merely not there.
void sortByHarm(QList<ImageTrust> &images)
{
    constexpr int harm[findings::kSignStateCount] = {2, 4, 1, 0, 3, 5};
    std::vector<std::tuple<int, qint64, qsizetype>> order;
    order.reserve(size_t(images.size()));
    for (qsizetype i = 0; i < images.size(); ++i) {
        const QDateTime &pulled = images[i].pulledAt;
        // One that Harbor calls signed, and is not, stands before those that nobody calls so.
        const bool isAttested =
            images[i].state == SignState::None && images[i].reason == trust::reasonCode(trust::Reason::AttestedOnly);
        order.emplace_back(2 * harm[int(images[i].state)] - (isAttested ? 1 : 0),
            pulled.isValid() ? -pulled.toSecsSinceEpoch() : 0, i);
    }
    std::sort(order.begin(), order.end());
    QList<ImageTrust> sorted;
    sorted.reserve(images.size());
    for (const auto &[rank, time, place] : order)
        sorted.append(std::move(images[place]));
    images = std::move(sorted);
}

} // namespace

void SignCounts::add(const SignCounts &more)
{
    std::transform(images.begin(), images.end(), more.images.begin(), images.begin(), std::plus<>());
}

qint64 SignCounts::total() const
{
    return std::accumulate(images.begin(), images.end(), qint64(0));
}

TrustAnswer trustAnswer(const TriageView &view, const QString &registryId)
{
    TrustAnswer out;
    const QDateTime now = QDateTime::fromSecsSinceEpoch(qint64(view.context.now), Qt::UTC);
    const RegistryTrust *registry = view.trust ? view.trust->find(registryId) : nullptr;
    if (registry) {
        out.newest = registry->newest;
        out.damaged = registry->damaged;
        out.error = view.trust->error ? view.trust->error : registry->policy.error;
    }
    std::map<QString, ProjectTrust> projects;
    const QByteArray nothing = trust::listedMark({});
    Signers signers;
    for (const findings::FindingSet::Part &part : view.context.set->parts()) {
        const Segment &segment = *part.segment;
        if (segment.registryId != registryId)
            continue;
        out.isKnown = true;
        out.images.reserve(qsizetype(segment.images.size()));
        // Hundreds of names for thousands of images: each becomes text once.
        std::vector<QString> names(segment.repositories.size());
        std::vector<QString> projectNames(segment.dictionaries[Segment::Project].size());
        std::vector<ProjectTrust *> known(segment.dictionaries[Segment::Project].size());
        for (const Segment::Image &image : segment.images) {
            const Segment::Repository &repository = segment.repositories[image.repository];
            ImageTrust one;
            QString &project = projectNames[repository.project];
            if (project.isNull())
                project = segment.text(Segment::Project, repository.project);
            QString &name = names[image.repository];
            if (name.isNull())
                name = segment.text(Segment::Name, repository.name);
            one.project = project;
            one.repository = name;
            one.digest = segment.text(Segment::Digest, image.digest);
            for (const quint32 tag : image.tags)
                one.tags.append(segment.text(Segment::Tag, tag));
            one.pulledAt = timeOf(image.pulled);
            const store::KeptVerdict *verdict = registry ? registry->find(one.repository, one.digest) : nullptr;
            if (registry)
                one.state = registry->state(verdict, now);
            if (verdict) {
                one.isVerified = true;
                one.reason = verdict->reason;
                one.detail = verdict->detail;
                one.isPartial = verdict->isPartial;
                one.isOutdated = !trust::isCurrent(*verdict, registry->policy, now);
                one.checkedAt = verdict->checkedAt;
                one.lost = verdict->lost;
                if (one.state == SignState::Trusted)
                    one.endsAt = verdict->dueAt;
                out.endsSoon += one.endsAt.isValid() && one.endsAt < now.addDays(kSoon) ? 1 : 0;
                one.lostAt = verdict->lostAt;
                one.lostSeenAt = verdict->lostSeenAt;
                out.outdated += one.isOutdated ? 1 : 0;
                if (!one.isOutdated)
                    addSigners(signers, *verdict, one.project);
            }
            if (registry) {
                for (const SignState state : registry->children(one.repository, childrenOf(segment, image), now))
                    one.children.add(state);
                for (const store::TagReturn &back : registry->returns) {
                    if (back.repository == one.repository && back.digest == one.digest)
                        one.returns.append(back);
                }
            }
            out.counts.add(one.state);
            out.children.add(one.children);
            ProjectTrust *&place = known[repository.project];
            if (!place)
                place = &projects[one.project];
            ProjectTrust &sum = *place;
            sum.project = one.project;
            sum.counts.add(one.state);
            sum.children.add(one.children);
            // What the registry lists counts, also where it could not be read.
            const bool hasAttached = verdict && (!verdict->attached.isEmpty() || verdict->listed != nothing);
            if (hasAttached) {
                ++sum.attached;
                const bool isProven = one.state == SignState::Trusted || one.state == SignState::Valid;
                sum.passedUnproven += isProven ? 0 : 1;
            }
            out.images.append(std::move(one));
        }
    }
    sortByHarm(out.images);
    for (const auto &[name, project] : projects)
        out.projects.append(project);
    const auto untrusted = [](const ProjectTrust &p) { return p.counts.total() - p.counts.of(SignState::Trusted); };
    std::stable_sort(out.projects.begin(), out.projects.end(),
        [&](const ProjectTrust &a, const ProjectTrust &b) { return untrusted(a) > untrusted(b); });
    for (const trust::NamedKey &key : registry ? registry->policy.policy.keys : QList<trust::NamedKey>()) {
        SignerTrust &signer = signers[QString::fromLatin1(key.key.fingerprint())].signer;
        signer.id = QString::fromLatin1(key.key.fingerprint());
        signer.name = key.name;
        signer.kind = u"key"_s;
        signer.algorithm = key.key.algorithm();
        signer.isInPolicy = true;
    }
    for (auto &[id, counted] : signers) {
        counted.signer.projects = counted.projects.values();
        std::sort(counted.signer.projects.begin(), counted.signer.projects.end());
        out.signers.append(counted.signer);
    }
    return out;
}

} // namespace lotse::models
