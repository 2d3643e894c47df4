// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/pivot.h"

#include "findings/severityorder.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace lotse::findings {

namespace {

// A number for each group that sorts as the column does; names are told apart by `names`.
quint32 sortKey(const Group &group, GroupColumn column, quint32 name)
{
    switch (column) {
    case GroupColumn::Name:
        return name;
    case GroupColumn::Severity:
        return quint32(displayRank(group.worst));
    case GroupColumn::Occurrences:
        return group.occurrences;
    case GroupColumn::Issues:
        return group.issues;
    case GroupColumn::Images:
        return group.images;
    case GroupColumn::Vulnerabilities:
        return group.vulnerabilities;
    case GroupColumn::Packages:
        return group.packages;
    case GroupColumn::Repositories:
        return group.repositories;
    case GroupColumn::Fixable:
        return group.fixable;
    case GroupColumn::Cvss:
        return group.cvss == kNoScore ? 0U : group.cvss + 1U;
    case GroupColumn::Epss: // floats from 0 to 1 sort as their bits do
        return group.epss < 0 ? 0U : std::bit_cast<quint32>(group.epss) + 1;
    case GroupColumn::Kev:
        return quint32(group.kev);
    case GroupColumn::FirstSeen:
        return name; // its rank
    }
    return 0;
}

std::vector<quint32> nameRanks(const FindingSet &set, const Groups &groups)
{
    std::vector<std::pair<QString, quint32>> names;
    for (quint32 i = 0; i < groups.groups.size(); ++i)
        names.emplace_back(groupName(set, groups.pivot, groups.groups[i].key), i);
    std::sort(names.begin(), names.end());
    std::vector<quint32> ranks(names.size());
    for (size_t i = 1; i < names.size(); ++i)
        ranks[names[i].second] = ranks[names[i - 1].second] + (names[i].first != names[i - 1].first ? 1U : 0U);
    return ranks;
}

std::vector<quint32> timeRanks(const Groups &groups)
{
    std::vector<Seconds> times;
    for (const Group &group : groups.groups)
        times.push_back(group.firstSeen);
    std::sort(times.begin(), times.end());
    std::vector<quint32> ranks;
    for (const Group &group : groups.groups)
        ranks.push_back(quint32(std::lower_bound(times.begin(), times.end(), group.firstSeen) - times.begin()));
    return ranks;
}

} // namespace

void sortGroups(const FindingSet &set, Groups &groups, const QList<GroupOrder> &order)
{
    const size_t count = groups.groups.size();
    std::vector<quint32> places(count);
    std::iota(places.begin(), places.end(), 0U);
    std::vector<quint32> before;
    std::vector<quint64> keys(count); // the key above the place that it was at, which keeps equal ones in order
    for (auto by = order.crbegin(); by != order.crend(); ++by) {
        const std::vector<quint32> ranks = by->column == GroupColumn::Name ? nameRanks(set, groups)
            : by->column == GroupColumn::FirstSeen                         ? timeRanks(groups)
                                                                           : std::vector<quint32>();
        for (size_t i = 0; i < count; ++i) {
            const quint32 name = ranks.empty() ? 0U : ranks[places[i]];
            const quint32 key = sortKey(groups.groups[places[i]], by->column, name);
            keys[i] = (quint64(by->isDescending ? ~key : key) << 32) | i;
        }
        std::sort(keys.begin(), keys.end());
        before = places;
        for (size_t i = 0; i < count; ++i)
            places[i] = before[quint32(keys[i])];
    }
    std::vector<Group> sorted;
    sorted.reserve(count);
    for (const quint32 place : places)
        sorted.push_back(groups.groups[place]);
    groups.groups = std::move(sorted);
}

} // namespace lotse::findings
