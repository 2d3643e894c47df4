// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/allowlistproposal.h"

#include "base/format.h"

#include <algorithm>

namespace lotse {

using namespace Qt::StringLiterals;
using findings::FindingSet;
using findings::Segment;

namespace {

constexpr qsizetype kMostNames = 1000;
constexpr qsizetype kMostImages = 10'000;

// The earlier of two ends, where 0 is none.
qint64 earlier(qint64 a, qint64 b)
{
    return a == 0 || b == 0 ? std::max(a, b) : std::min(a, b);
}

// A project goes by its own list or by the registry's. One that goes by the registry's, and is to have a name on its
// own, must change over; what passes now has to stay on the list then, and no longer than it would.
void changeOver(AllowlistProposal &out, const PullPolicies &policies, findings::Seconds now)
{
    out.switchesList = true;
    if (out.before.isOver(now))
        out.after = Allowlist();
    if (!policies.registry.isOver(now)) {
        out.after.ids += policies.registry.ids;
        out.after.expires = earlier(out.after.expires, policies.registry.expires);
    }
    out.remarks.append(
        {LOTSE_MSG("%1 uses the system allowlist. The change switches it to a project allowlist: current system "
                   "entries are copied, later ones are not."),
            {out.wish.project}});
}

void changeNames(AllowlistProposal &out)
{
    for (const QString &id : out.wish.ids) {
        const bool isThere = out.before.ids.contains(id);
        if (isThere == out.wish.isAddition)
            out.idle.append(id);
        else
            out.changed.append(id);
        if (out.wish.isAddition)
            out.after.ids.append(id);
        else
            out.after.ids.removeAll(id);
    }
    out.after.ids.removeDuplicates();
}

void remark(AllowlistProposal &out, const PullPolicies &policies, findings::Seconds now)
{
    if (out.after.isOver(now))
        out.remarks.append(Message{
            LOTSE_MSG("The allowlist expired on %1 and has no effect until its expiry is extended. The proposal "
                      "does not change the expiry."),
            {format::isoDay(out.after.expires)}});
    else if (out.after.expires > 0)
        out.remarks.append(Message{
            LOTSE_MSG("The allowlist expires on %1 and then has no effect."), {format::isoDay(out.after.expires)}});
    else if (out.wish.isAddition)
        out.remarks.append(
            Message{LOTSE_MSG("The allowlist never expires: entries apply until they are removed."), {}});
    const PullPolicy *policy = policies.policyOf(out.wish.project);
    if (policy && !out.wish.isAddition && policy->usesRegistryList)
        out.remarks.append(
            {LOTSE_MSG("%1 uses the system allowlist; its project allowlist has no effect."), {out.wish.project}});
    if (out.projects.isEmpty())
        out.remarks.append(policy
                ? Message{LOTSE_MSG("%1 does not block vulnerable images; the allowlist has no effect there."),
                    {out.wish.project}}
                : Message{LOTSE_MSG("No project that uses this allowlist blocks vulnerable images."), {}});
    if (!out.idle.isEmpty())
        out.remarks.append(out.wish.isAddition
                ? Message::counted(
                    LOTSE_MSG_N("%Ln CVEs are already on the allowlist: %1", "%Ln CVE is already on the allowlist: %1"),
                    out.idle.size(), {out.idle.mid(0, 20).join(u", "_s)})
                : Message::counted(
                    LOTSE_MSG_N("%Ln CVEs are not on the allowlist: %1", "%Ln CVE is not on the allowlist: %1"),
                    out.idle.size(), {out.idle.mid(0, 20).join(u", "_s)}));
}

PullPolicies changed(const PullPolicies &policies, const AllowlistProposal &proposal)
{
    PullPolicies out = policies;
    if (proposal.wish.project.isEmpty())
        out.registry = proposal.after;
    for (PullPolicy &policy : out.projects) {
        if (policy.project == proposal.wish.project) {
            policy.own = proposal.after;
            policy.usesRegistryList = policy.usesRegistryList && !proposal.switchesList;
        }
    }
    return out;
}

bool isBlockedUnread(findings::ScanState scan)
{
    return scan != findings::ScanState::Done && scan != findings::ScanState::Unsupported;
}

void compare(AllowlistProposal &out, const Segment &segment, const PullPolicies &before, const PullPolicies &after,
    findings::Seconds now)
{
    const std::vector<quint32> old = blockingCounts(segment, before, now);
    const std::vector<quint32> fresh = blockingCounts(segment, after, now);
    for (const Segment::Image &image : segment.images) {
        AllowlistImage one;
        bool isUnread = false;
        for (const quint32 platform : image.platforms) {
            one.before += old[platform];
            one.after += fresh[platform];
            isUnread = isUnread || isBlockedUnread(segment.platforms[platform].scan);
        }
        const Segment::Repository &repository = segment.repositories[image.repository];
        one.project = segment.text(Segment::Project, repository.project);
        if (isUnread && out.projects.contains(one.project))
            ++out.unscanned;
        if (one.before == one.after || isUnread)
            continue;
        out.freed += one.isFreed();
        out.stopped += one.isStopped();
        out.lessened += one.before > one.after && one.after > 0;
        if ((!one.isFreed() && !one.isStopped()) || out.images.size() >= kMostImages)
            continue;
        one.repository = segment.text(Segment::Name, repository.name);
        one.digest = segment.text(Segment::Digest, image.digest);
        for (const quint32 tag : image.tags)
            one.tags.append(segment.text(Segment::Tag, tag));
        out.images.append(one);
    }
    std::stable_sort(out.images.begin(), out.images.end(), [](const AllowlistImage &a, const AllowlistImage &b) {
        return a.isFreed() != b.isFreed() ? a.isFreed() : a.repository < b.repository;
    });
}

} // namespace

QStringList scannerNames(const findings::Context &context, std::span<const findings::RowId> rows,
    const QString &registryId, const QString &project)
{
    QStringList out;
    context.set->eachRun(rows, [&](const FindingSet::Part &part, size_t first, size_t last) {
        const Segment &segment = *part.segment;
        if (segment.registryId != registryId)
            return;
        std::vector<bool> isTaken(segment.dictionaries[Segment::Vulnerability].size(), false);
        for (size_t i = first; i < last; ++i) {
            const quint32 row = rows[i] - part.firstRow;
            const quint32 repository = segment.platforms[segment.platform[row]].repository;
            if (project.isEmpty()
                || segment.text(Segment::Project, segment.repositories[repository].project) == project)
                isTaken[segment.lineOf(row).vulnerability] = true;
        }
        for (quint32 id = 0; id < isTaken.size(); ++id) {
            if (isTaken[id])
                out.append(segment.text(Segment::Vulnerability, id));
        }
    });
    out.sort();
    return out;
}

Result<AllowlistProposal> proposeAllowlist(const findings::Context &context, const QString &registryId,
    const PullPolicies &policies, const AllowlistWish &wish)
{
    if (wish.ids.isEmpty())
        return makeError(
            ErrorKind::Usage, LOTSE_MSG("No vulnerability selected for the allowlist. Select other findings."));
    if (wish.ids.size() > kMostNames)
        return makeError(ErrorKind::Usage,
            LOTSE_MSG("%1 vulnerabilities exceed the maximum of %2. Narrow the selection."),
            {QString::number(wish.ids.size()), QString::number(kMostNames)});
    if (wish.expires.value_or(0) != 0 && *wish.expires <= qint64(context.now))
        return makeError(ErrorKind::Usage,
            LOTSE_MSG("The allowlist expired on %1 and has no effect. Choose a later expiry."),
            {format::isoDay(*wish.expires)});
    const PullPolicy *policy = policies.policyOf(wish.project);
    if (!wish.project.isEmpty() && !policy)
        return makeError(ErrorKind::Usage,
            LOTSE_MSG("Project %1 not found or not visible to this account. Choose another allowlist."),
            {wish.project});
    const bool needsRegistryList = wish.project.isEmpty() || policy->usesRegistryList;
    if (needsRegistryList && !policies.knowsRegistryList)
        return makeError(
            ErrorKind::Forbidden, LOTSE_MSG("No permission to read the system allowlist; no proposal is possible."));
    AllowlistProposal out;
    out.wish = wish;
    out.wish.ids.removeDuplicates();
    out.made = context.now;
    out.projectId = policy ? policy->projectId : 0;
    out.before = policy ? policy->own : policies.registry;
    out.after = out.before;
    if (policy && policy->usesRegistryList && wish.isAddition)
        changeOver(out, policies, context.now);
    changeNames(out);
    out.after.expires = wish.expires.value_or(out.after.expires);
    const PullPolicies then = changed(policies, out);
    for (const PullPolicy &one : then.projects) {
        const bool goesByIt =
            wish.project.isEmpty() ? one.usesRegistryList : one.project == wish.project && !one.usesRegistryList;
        if (goesByIt && one.isBlocking)
            out.projects.append(one.project);
    }
    remark(out, policies, context.now);
    for (const FindingSet::Part &part : context.set->parts()) {
        if (part.segment->registryId == registryId) {
            out.registry = part.segment->registryName;
            compare(out, *part.segment, policies, then, context.now);
        }
    }
    return out;
}

} // namespace lotse
