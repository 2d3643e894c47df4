// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/pivotkeys.h"

#include <algorithm>
#include <unordered_set>

namespace lotse::findings {

namespace {

size_t numberOf(const FindingSet &set, const FindingSet::Part &part)
{
    return size_t(&part - set.parts().data());
}

// Distinct numbers of one group after another, without clearing in between.
class Stamps {
public:
    explicit Stamps(size_t size)
        : m_last(size, ~0U)
    {
    }
    bool isNew(quint32 number, quint32 group)
    {
        const bool isFirst = m_last[number] != group;
        m_last[number] = group;
        return isFirst;
    }

private:
    std::vector<quint32> m_last;
};

// The rows of one platform, seen as rows of one of its images.
struct Stretch {
    const FindingSet::Part *part = nullptr;
    quint32 repository = 0, image = 0; // common numbers
    size_t first = 0, last = 0; // places in the rows
};

// Image by image, and repository by repository.
std::vector<Stretch> stretchesOf(const FindingSet &set, std::span<const RowId> rows)
{
    std::vector<Stretch> out;
    set.eachPlatform(rows, [&](const FindingSet::Part &part, quint32 number, size_t first, size_t last) {
        const Segment::Platform &platform = part.segment->platforms[number];
        for (const quint32 image : platform.images)
            out.push_back({&part, part.firstRepository + platform.repository, part.firstImage + image, first, last});
    });
    std::stable_sort(out.begin(), out.end(), [](const Stretch &a, const Stretch &b) {
        return a.repository != b.repository ? a.repository < b.repository : a.image < b.image;
    });
    return out;
}

// Packages and vulnerabilities by the lines that there are, one group after another.
void countLines(const FindingSet &set, const FindingSet::LineCounts &counts, Groups &groups,
    const std::vector<std::vector<quint32>> &groupOf)
{
    struct Member {
        quint32 group, vulnerability, package;
    };
    std::vector<Member> members;
    for (size_t number = 0; number < set.parts().size(); ++number) {
        const FindingSet::Part &part = set.parts()[number];
        for (size_t i = 0; i < counts[number].size(); ++i) {
            const Segment::Line &line = part.segment->lines[i];
            if (counts[number][i] > 0)
                members.push_back(
                    {groupOf[number][i], part.vulnerability[line.vulnerability], part.package[line.package]});
        }
    }
    std::sort(members.begin(), members.end(), [](const Member &a, const Member &b) { return a.group < b.group; });
    Stamps vulnerabilities(set.vulnerabilities().size());
    Stamps packages(set.packages().size());
    for (const Member &member : members) {
        Group &group = groups.groups[member.group];
        group.vulnerabilities += vulnerabilities.isNew(member.vulnerability, member.group);
        group.packages += packages.isNew(member.package, member.group);
    }
}

void countByLine(const FindingSet &set, std::span<const RowId> rows, Groups &groups)
{
    constexpr quint32 kNone = ~0U;
    std::vector<quint32> places(keyCount(set, groups.pivot));
    for (quint32 i = 0; i < groups.groups.size(); ++i)
        places[groups.groups[i].key] = i;
    std::vector<std::vector<quint32>> groupOf; // by part and line
    for (const FindingSet::Part &part : set.parts()) {
        groupOf.emplace_back();
        for (const Segment::Line &line : part.segment->lines)
            groupOf.back().push_back(places[keyOf(part, line, groups.pivot)]);
    }
    countLines(set, set.lineCounts(rows), groups, groupOf);

    // Repository by repository, so that the last one that a group was met in tells whether it is met anew.
    struct Last {
        quint32 repository = kNone, image = kNone;
        quint32 repositories = 0, images = 0, issues = 0;
    };
    std::vector<Last> last(groups.groups.size());
    std::vector<quint32> groupOfIssue(set.issueCount(), kNone);
    std::unordered_set<quint64> others; // issue and group, where an issue is in several groups
    for (const Stretch &stretch : stretchesOf(set, rows)) {
        const FindingSet::Part &part = *stretch.part;
        const Segment &segment = *part.segment;
        const std::vector<quint32> &groupOfLine = groupOf[numberOf(set, part)];
        for (size_t i = stretch.first; i < stretch.last; ++i) {
            const quint32 row = rows[i] - part.firstRow;
            const quint32 number = groupOfLine[segment.line[row]];
            Last &group = last[number];
            group.repositories += group.repository != stretch.repository ? 1U : 0U;
            group.repository = stretch.repository;
            group.images += group.image != stretch.image ? 1U : 0U;
            group.image = stretch.image;
            const quint32 issue = part.firstIssue + segment.issue[row];
            if (groupOfIssue[issue] == kNone) {
                groupOfIssue[issue] = number;
                ++group.issues;
            } else if (groupOfIssue[issue] != number) {
                group.issues += others.insert((quint64(issue) << 32) | number).second ? 1U : 0U;
            }
        }
    }
    for (size_t i = 0; i < last.size(); ++i) {
        groups.groups[i].repositories = last[i].repositories;
        groups.groups[i].images = last[i].images;
        groups.groups[i].issues = last[i].issues;
    }
}

void countByImage(const FindingSet &set, std::span<const RowId> rows, Groups &groups)
{
    std::vector<quint32> places(set.imageCount());
    for (quint32 i = 0; i < groups.groups.size(); ++i)
        places[groups.groups[i].key] = i;
    Stamps issues(set.issueCount());
    Stamps vulnerabilities(set.vulnerabilities().size());
    Stamps packages(set.packages().size());
    for (const Stretch &stretch : stretchesOf(set, rows)) {
        const FindingSet::Part &part = *stretch.part;
        const Segment &segment = *part.segment;
        Group &group = groups.groups[places[stretch.image]];
        group.images = group.repositories = 1;
        for (size_t i = stretch.first; i < stretch.last; ++i) {
            const quint32 row = rows[i] - part.firstRow;
            const Segment::Line &line = segment.lineOf(row);
            group.issues += issues.isNew(part.firstIssue + segment.issue[row], stretch.image);
            group.vulnerabilities += vulnerabilities.isNew(part.vulnerability[line.vulnerability], stretch.image);
            group.packages += packages.isNew(part.package[line.package], stretch.image);
        }
    }
}

} // namespace

void countGroups(const Context &context, std::span<const RowId> rows, Groups &groups)
{
    const FindingSet &set = *context.set;
    for (Group &group : groups.groups)
        group.issues = group.images = group.vulnerabilities = group.packages = group.repositories = 0;
    if (isByLine(groups.pivot)) {
        countByLine(set, rows, groups);
    } else if (groups.pivot == Pivot::Image) {
        countByImage(set, rows, groups);
    } else {
        for (Group &group : groups.groups) {
            const FindingSet::Part &part = set.partOf(group.key);
            const quint32 platform = part.segment->platform[group.key - part.firstRow];
            group.images = quint32(part.segment->platforms[platform].images.size());
            group.issues = group.vulnerabilities = group.packages = group.repositories = 1;
        }
    }
}

} // namespace lotse::findings
