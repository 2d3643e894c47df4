// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/pullpolicy.h"

#include <algorithm>

namespace lotse {

using namespace Qt::StringLiterals;
using findings::Segment;

namespace {

constexpr int foreignRank = 99;

Allowlist listOf(const harbor::CveAllowlist &list)
{
    Allowlist out;
    out.expires = list.expiresAt;
    for (const harbor::CveAllowlistItem &item : list.items)
        out.ids.append(item.cveId);
    return out;
}

bool isOn(const QString &value)
{
    return value == "true"_L1 || value == "1"_L1;
}

} // namespace

QSet<QByteArray> Allowlist::inForce(findings::Seconds now) const
{
    QSet<QByteArray> out;
    if (!isOver(now)) {
        for (const QString &id : ids)
            out.insert(id.toUtf8());
    }
    return out;
}

PullPolicies PullPolicies::of(
    const QList<harbor::Project> &projects, const std::optional<harbor::CveAllowlist> &registry)
{
    PullPolicies out;
    for (const harbor::Project &project : projects) {
        const harbor::ProjectMetadata &metadata = project.metadata;
        // Where nothing is said, the registry's list counts.
        const bool usesRegistryList = metadata.reuseSysCveAllowlist.isEmpty() || isOn(metadata.reuseSysCveAllowlist);
        out.projects.append({project.name, project.projectId, isOn(metadata.preventVul), metadata.severity,
            usesRegistryList, listOf(project.cveAllowlist)});
    }
    out.knowsRegistryList = registry.has_value();
    if (registry)
        out.registry = listOf(*registry);
    return out;
}

const PullPolicy *PullPolicies::policyOf(const QString &project) const
{
    const auto at = std::find_if(
        projects.begin(), projects.end(), [&](const PullPolicy &policy) { return policy.project == project; });
    return at == projects.end() ? nullptr : &*at;
}

int severityRank(QByteArrayView word)
{
    static const QList<QByteArrayView> words{"Unknown", "Negligible", "Low", "Medium", "High", "Critical"};
    if (word == "None")
        return 0;
    const qsizetype rank = words.indexOf(word);
    return rank < 0 ? foreignRank : int(rank);
}

int thresholdRank(const QString &word)
{
    static const QStringList words{u"low"_s, u"medium"_s, u"high"_s, u"critical"_s};
    const qsizetype at = words.indexOf(word.toLower());
    return at < 0 ? 0 : int(at) + 2;
}

std::vector<quint32> blockingCounts(const Segment &segment, const PullPolicies &policies, findings::Seconds now)
{
    std::vector<int> ranks;
    const findings::Dictionary &words = segment.dictionaries[Segment::SeverityWord];
    for (quint32 word = 0; word < words.size(); ++word)
        ranks.push_back(severityRank(words.at(word)));
    const findings::Dictionary &ids = segment.dictionaries[Segment::Vulnerability];
    const auto marksOf = [&](const Allowlist &list) {
        std::vector<bool> marks(ids.size(), false);
        for (const QByteArray &id : list.inForce(now)) {
            const quint32 number = ids.find(id);
            if (number < ids.size())
                marks[number] = true;
        }
        return marks;
    };
    const std::vector<bool> ofRegistry = marksOf(policies.registry);
    const findings::Dictionary &names = segment.dictionaries[Segment::Project];
    std::vector<const PullPolicy *> policyOf(names.size(), nullptr);
    std::vector<std::vector<bool>> ofProject(names.size());
    for (quint32 name = 0; name < names.size(); ++name) {
        policyOf[name] = policies.policyOf(names.text(name));
        if (policyOf[name] && policyOf[name]->isBlocking && !policyOf[name]->usesRegistryList)
            ofProject[name] = marksOf(policyOf[name]->own);
    }
    std::vector<quint32> out(segment.platforms.size(), 0);
    for (size_t i = 0; i < segment.platforms.size(); ++i) {
        const Segment::Platform &platform = segment.platforms[i];
        const quint32 project = segment.repositories[platform.repository].project;
        const PullPolicy *policy = policyOf[project];
        if (!policy || !policy->isBlocking)
            continue;
        const int threshold = thresholdRank(policy->threshold);
        const std::vector<bool> &listed = policy->usesRegistryList ? ofRegistry : ofProject[project];
        for (quint32 row = platform.firstRow; row < platform.firstRow + platform.rowCount; ++row) {
            const Segment::Line &line = segment.lineOf(row);
            if (ranks[line.severityWord] >= threshold && !listed[line.vulnerability])
                ++out[i];
        }
    }
    return out;
}

} // namespace lotse
