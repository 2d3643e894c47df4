// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/workbenchanswer.h"

#include "base/trimmemory.h"

#include <QElapsedTimer>

#include <algorithm>

namespace lotse::models {

using namespace lotse::findings;

namespace {

// Fewer rows than this are sorted as they are; more of them wait once for the order of all.
constexpr size_t kFewRows = 30'000;

bool looksAtStates(const QList<RowOrder> &order)
{
    return std::any_of(order.begin(), order.end(),
        [](const RowOrder &o) { return o.column == RowColumn::State || o.column == RowColumn::Due; });
}

// The given rows in the order of all: a pass over the order, with a bit for each row that is wanted.
Rows pick(const Rows &order, const Rows &rows, size_t total)
{
    if (rows.size() == total)
        return order;
    std::vector<quint64> isWanted(total / 64 + 1);
    for (const RowId row : rows)
        isWanted[row / 64] |= quint64(1) << (row % 64);
    Rows out(rows.size() + 1);
    RowId *next = out.data();
    for (const RowId row : order) { // without a branch: what is wanted is as good as random
        *next = row;
        next += (isWanted[row / 64] >> (row % 64)) & 1;
    }
    out.resize(rows.size());
    return out;
}

bool needsCounts(const QList<GroupOrder> &order)
{
    return std::any_of(order.begin(), order.end(), [](const GroupOrder &o) {
        return o.column == GroupColumn::Issues || o.column == GroupColumn::Images
            || o.column == GroupColumn::Vulnerabilities || o.column == GroupColumn::Packages
            || o.column == GroupColumn::Repositories;
    });
}

} // namespace

bool WorkbenchOrder::fits(const Context &context, const QList<RowOrder> &order) const
{
    const auto same = [](const RowOrder &a, const RowOrder &b) {
        return a.column == b.column && a.isDescending == b.isDescending;
    };
    return set == context.set && facts == context.facts && (!looksAtStates(order) || states == context.states)
        && std::equal(columns.begin(), columns.end(), order.begin(), order.end(), same);
}

std::shared_ptr<const WorkbenchAnswer> answerOf(const WorkbenchQuestion &question, const std::function<bool()> &isStale)
{
    QElapsedTimer timer;
    timer.start();
    if (isStale())
        return nullptr;
    const Context &context = question.context;
    auto answer = std::make_shared<WorkbenchAnswer>();
    answer->context = context;
    answer->generation = question.generation;
    answer->query = question.query;
    answer->pivot = question.pivot;
    answer->rows = question.known ? question.known : std::make_shared<const Rows>(select(question.query, context));
    if (isStale())
        return nullptr;
    if (question.pivot == Pivot::Finding) {
        if (question.order && question.order->fits(context, question.rowOrder)) {
            answer->order = question.order;
            answer->ordered = pick(question.order->rows, *answer->rows, context.set->rowCount());
        } else if (answer->rows->size() < kFewRows) {
            answer->order = question.order;
            answer->ordered = sortRows(context, *answer->rows, question.rowOrder);
        } else {
            auto order = std::make_shared<WorkbenchOrder>(
                WorkbenchOrder{context.set, context.facts, context.states, question.rowOrder, {}});
            order->rows = sortRows(context, context.set->allRows(), question.rowOrder);
            answer->ordered = pick(order->rows, *answer->rows, context.set->rowCount());
            answer->order = std::move(order);
            giveBackMemory(); // what sorting took is more than what stays
        }
    } else {
        answer->order = question.order;
        auto groups = std::make_shared<Groups>(groupRows(context, *answer->rows, question.pivot));
        if (isStale())
            return nullptr;
        if (needsCounts(question.groupOrder)) {
            countGroups(context, *answer->rows, *groups);
            answer->isCounted = true;
        }
        sortGroups(*context.set, *groups, question.groupOrder);
        answer->groups = std::move(groups);
    }
    answer->milliseconds = double(timer.nsecsElapsed()) / 1e6;
    return isStale() ? nullptr : answer;
}

std::shared_ptr<const WorkbenchCounts> countsOf(const WorkbenchAnswer &answer, const std::function<bool()> &isStale)
{
    QElapsedTimer timer;
    timer.start();
    if (isStale())
        return nullptr;
    auto out = std::make_shared<WorkbenchCounts>();
    const FindingSet::LineCounts lines = answer.context.set->lineCounts(*answer.rows);
    out->counts = answer.context.set->count(*answer.rows, lines);
    if (isStale())
        return nullptr;
    if (answer.groups && !answer.isCounted) {
        auto groups = std::make_shared<Groups>(*answer.groups);
        countGroups(answer.context, *answer.rows, *groups);
        out->groups = std::move(groups);
    }
    if (isStale())
        return nullptr;
    out->facets = facetsOf(answer.context, answer.query, *answer.rows, lines);
    out->milliseconds = double(timer.nsecsElapsed()) / 1e6;
    return isStale() ? nullptr : out;
}

} // namespace lotse::models
