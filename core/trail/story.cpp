// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trail/story.h"

#include "base/keptmessage.h"
#include "findings/filter.h"
#include "findings/pivot.h"
#include "findings/query.h"
#include "store/inventory.h"
#include "store/reportstore.h"
#include "store/truststore.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostImages = 200;

void addNames(QStringList &out, const QString &repository, const QString &digest, const QStringList &tags)
{
    out.append(repository + u'@' + digest);
    for (const QString &tag : tags)
        out.append(repository + u':' + tag);
}

TrailEntry fact(const QString &what, const QString &registryId, const QString &user, const QDateTime &at,
    const QString &resource, const QString &description, bool succeeded)
{
    TrailEntry entry;
    entry.source = TrailEntry::Source::Facts;
    entry.change = what + u'/' + resource;
    entry.hit.registryId = registryId;
    entry.hit.project = resource.section(u'/', 0, 0);
    entry.hit.row = {0, at, user, what, u"artifact"_s, resource, description, succeeded};
    return entry;
}

/// The kept verdicts on signatures; null where there are none.
Result<std::unique_ptr<store::Database>> openTrust(const store::Database &cache)
{
    const store::Plan plan = store::trustPlan(cache.path());
    if (!QFile::exists(plan.path))
        return std::unique_ptr<store::Database>();
    return store::Database::open(plan, systemClock());
}

// Registries do not say when an image was signed: what is known is when the signature was verified.
void addSignatures(Story &story, const store::KeptVerdict &verdict, const QString &registryId, const QString &name)
{
    for (const store::KeptSigner &signer : verdict.signers) {
        if (signer.isAttestation)
            continue;
        const QString who = signer.name.isEmpty() ? signer.id.left(19) : signer.name;
        const bool isGood = signer.state == "trusted"_L1 || signer.state == "valid"_L1;
        story.facts.append(fact(u"sign"_s, registryId, who, verdict.checkedAt, name,
            (who.isEmpty() ? u"Signature found, "_s : u"Signed by "_s + who + u", "_s) + signer.state
                + u"; the time is that of the verification"_s,
            isGood));
    }
    if (!verdict.lost.isEmpty() && verdict.lostAt.isValid())
        story.facts.append(fact(u"sign"_s, registryId, {}, verdict.lostAt, name,
            u"%1 attachments that were there before are no longer shown"_s.arg(verdict.lost.size()), false));
}

/// The host and port that verdicts on images of a registry are kept under.
Result<QString> placeIn(store::Database &database, const QString &registryId)
{
    const auto known = store::knownRegistries(database);
    if (!known)
        return known.error();
    for (const store::KnownRegistry &one : *known) {
        if (one.registryId == registryId)
            return store::placeOf(one.origin);
    }
    return QString();
}

} // namespace

Result<Story> imageStory(store::Database &database, const QString &registryId, const QString &image)
{
    Story story;
    story.title = image;
    story.wish.registryIds = {registryId};
    const qsizetype at = image.indexOf(u'@');
    const qsizetype colon = at < 0 ? image.indexOf(u':', image.indexOf(u'/')) : -1;
    const QString repository = image.left(at >= 0 ? at : colon >= 0 ? colon : image.size());
    const QString digest = at >= 0 ? image.mid(at + 1) : QString();
    const QString tag = colon >= 0 ? image.mid(colon + 1) : QString();
    const Result<qint64> registry = store::findRegistry(database, registryId);
    if (!registry)
        return registry.error();
    const auto artifacts = store::Inventory(&database).allArtifacts(*registry);
    if (!artifacts)
        return artifacts.error();
    QStringList names;
    const Result<QString> place = placeIn(database, registryId);
    if (!place)
        return place.error();
    const auto trust = openTrust(database);
    Error unverified = trust ? Error() : trust.error();
    for (const store::ArtifactRow &row : artifacts->rows) {
        if (row.repository != repository)
            continue;
        QStringList tags;
        for (const store::TagRow &one : row.tags)
            tags.append(one.name);
        if ((!digest.isEmpty() && row.digest != digest) || (!tag.isEmpty() && !tags.contains(tag)))
            continue;
        ++story.images;
        addNames(names, repository, row.digest, tags);
        story.wish.digests.append(row.digest);
        for (const store::ChildRow &child : row.children) {
            names.append(repository + u'@' + child.digest);
            story.wish.digests.append(child.digest);
        }
        const QString name = repository + u'@' + row.digest;
        if (row.pushedAt.isValid())
            story.facts.append(fact(u"push"_s, registryId, {}, row.pushedAt, name,
                tags.isEmpty() ? u"Pushed without a tag"_s : u"Pushed as "_s + tags.join(u", "_s), true));
        if (trust && *trust) {
            const auto verdict = store::TrustStore(trust->get()).verdict(*place, row.repository, row.digest);
            if (!verdict)
                unverified = verdict.error();
            else if (verdict->has_value())
                addSignatures(story, **verdict, registryId, name);
        }
        const auto report = store::ReportStore(&database).find(*registry, row.digest);
        if (!report)
            return report.error();
        if (report->has_value() && (*report)->reportedAt.isValid()) {
            const bool isGood = (*report)->state == store::ReportState::Ok;
            story.facts.append(fact(u"scan"_s, registryId, (*report)->scanner, (*report)->reportedAt, name,
                isGood ? u"Scanned: %1 findings"_s.arg((*report)->body.lines.size()) : u"The scan failed"_s, isGood));
        }
    }
    if (unverified && story.images > 0)
        story.gaps.append({LOTSE_MSG("The signatures could not be read: %1"), {toKept(unverified.message)}});
    // A digest that is gone can still be asked for.
    if (names.isEmpty() && !digest.isEmpty()) {
        names.append(image);
        story.wish.digests.append(digest);
    }
    if (names.isEmpty() && !tag.isEmpty()) {
        // An image that is gone: its trail tells which digests the tag named.
        store::AuditWish by;
        by.registryIds = {registryId};
        by.resources = QStringList{image};
        const auto entries = store::AuditScan(&database, by).next(kMostImages);
        if (!entries)
            return entries.error();
        static const QRegularExpression digestIn(u"@(sha\\d+:[0-9a-f]+)"_s);
        for (const store::AuditHit &hit : entries->hits) {
            names = QStringList{image};
            const QString found = digestIn.match(hit.row.description).captured(1);
            if (!found.isEmpty() && !story.wish.digests.contains(found))
                story.wish.digests.append(found);
        }
    }
    if (names.isEmpty() && !tag.isEmpty()) {
        Error error;
        error.kind = ErrorKind::NotFound;
        error.message = {LOTSE_MSG("%1 is not in the local store. Sync findings of the registry first."), {image}};
        return error;
    }
    story.wish.repository = repository;
    if (digest.isEmpty() && tag.isEmpty())
        story.wish.digests.clear();
    else
        story.wish.resources = names;
    std::stable_sort(story.facts.begin(), story.facts.end(),
        [](const TrailEntry &a, const TrailEntry &b) { return a.hit.row.at < b.hit.row.at; });
    return story;
}

Result<Story> vulnerabilityStory(const findings::Context &context, const QString &vulnerability)
{
    Story story;
    story.title = vulnerability;
    const findings::ParsedQuery parsed = findings::parseQuery(u"cve:"_s + vulnerability);
    const findings::Rows rows = findings::select(parsed.query, context);
    const findings::Groups groups = findings::groupRows(context, rows, findings::Pivot::Image);
    QSet<QString> registries;
    for (const findings::Group &group : groups.groups) {
        const findings::ImageName image = findings::imageName(*context.set, group.key);
        if (story.images++ >= kMostImages) {
            story.isCut = true;
            continue;
        }
        registries.insert(image.registryId);
        addNames(story.wish.resources, image.repository, image.digest, image.tags);
        story.wish.digests.append(image.digest);
    }
    if (story.images == 0) {
        Error error;
        error.kind = ErrorKind::NotFound;
        error.message = {LOTSE_MSG("No image in the local store has %1."), {vulnerability}};
        return error;
    }
    story.wish.registryIds = QStringList(registries.begin(), registries.end());
    return story;
}

} // namespace lotse
