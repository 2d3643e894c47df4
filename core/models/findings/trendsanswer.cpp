// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/trendsanswer.h"

#include "findings/pivot.h"

#include <QFileInfo>

#include <algorithm>

namespace lotse::models {

namespace {

constexpr size_t kPackages = 10;

/// The rows of a place, without those that a decision hides.
findings::Rows rowsOf(const findings::Context &context, const TrendsWish &wish)
{
    findings::Rows rows;
    for (const findings::FindingSet::Part &part : context.set->parts()) {
        const findings::Segment &segment = *part.segment;
        if (!wish.registryId.isEmpty() && segment.registryId != wish.registryId)
            continue;
        const quint32 project = segment.dictionaries[findings::Segment::Project].find(wish.project.toUtf8());
        for (quint32 row = 0; row < segment.rowCount(); ++row) {
            const auto &repository = segment.repositories[segment.platforms[segment.platform[row]].repository];
            const bool isIt = wish.project.isEmpty() || repository.project == project;
            if (isIt && !(context.stateBits(part.firstRow + row) & findings::StateBits::kHidden))
                rows.push_back(part.firstRow + row);
        }
    }
    return rows;
}

} // namespace

TrendsAnswer trendsAnswer(
    const TrendsWish &wish, const findings::Context &context, const store::Plan &plan, const Clock &clock)
{
    TrendsAnswer answer;
    answer.wish = wish;
    if (!QFileInfo::exists(plan.path))
        return answer;
    const auto opened = store::Database::open(plan, clock);
    if (!opened) {
        answer.error = opened.error();
        return answer;
    }
    HistoryWish past;
    past.registryId = wish.registryId;
    past.project = wish.project;
    past.until = clock.now();
    if (wish.days > 0)
        past.from = past.until.addDays(-wish.days);
    const Result<History> history = readHistory(**opened, past);
    if (!history) {
        answer.error = history.error();
        return answer;
    }
    answer.history = *history;
    const findings::Rows rows = rowsOf(context, wish);
    findings::Groups groups = findings::groupRows(context, rows, findings::Pivot::Package);
    findings::countGroups(context, rows, groups);
    findings::sortGroups(
        *context.set, groups, {{findings::GroupColumn::Issues, true}, {findings::GroupColumn::Occurrences, true}});
    for (size_t i = 0; i < std::min(kPackages, groups.groups.size()); ++i) {
        const findings::Group &group = groups.groups[i];
        answer.packages.append({findings::groupName(*context.set, findings::Pivot::Package, group.key), group.issues,
            group.fixable, group.occurrences, group.images});
    }
    return answer;
}

} // namespace lotse::models
