// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures.h"
#include "findings/decide.h"
#include "findings/filter.h"
#include "findings/pivot.h"
#include "findings/roworder.h"
#include "generated.h"

#include <cstdlib>
#include <malloc.h>

using namespace lotse::findings;
using namespace lotse::test;
using namespace Qt::StringLiterals;

namespace {

void run(int rows, bool onlyFilters = false)
{
    constexpr double atOnce = 16; // ms
    const qint64 before = residentBytes();
    QElapsedTimer timer;
    timer.start();
    Context context;
    context.set = FindingSet::of({generatedSegment(rows)});
    context.now = kGeneratedNow;
    std::printf("-- %u findings in %u images\n", context.set->rowCount(), context.set->imageCount());
    print(u"generate and build"_s, double(timer.elapsed()), "ms");
    Priority priority;
    for (quint32 i = 0; i < 30'000; ++i)
        priority.epss.scores.emplace_back((quint64(2010 + i % 17) << 48) | (1000 + i), float(i % 1000) / 1000);
    std::sort(priority.epss.scores.begin(), priority.epss.scores.end());
    context.facts = Facts::of(*context.set, priority);
    context.states = applyDecisions(context, {}).states;
    malloc_trim(0); // what the builder let go is not held by the findings
    printAtMost(u"memory a finding"_s, double(residentBytes() - before) / context.set->rowCount(), "bytes", 64);
    for (const QString &text :
        {u"sev:>=high fix:yes state:open"_s, u"pkg:*package-7* -sev:low"_s, u"epss:>0.5 new:30d"_s,
            u"project:project-7 repo:*service-1*"_s, u"service-2"_s, u"score:>150"_s, u"tag:release-1*"_s}) {
        const Query query = parseQuery(text).query;
        printAtMost(u"filter "_s + text, medianTime([&] { (void)select(query, context); }), "ms", atOnce);
    }
    if (onlyFilters)
        return;
    const Rows all = context.set->allRows();
    print(u"counts of all"_s, medianTime([&] { (void)context.set->count(all); }), "ms");
    for (const Pivot pivot : {Pivot::Vulnerability, Pivot::Package, Pivot::Fix, Pivot::Image}) {
        Groups groups;
        const double first = medianTime([&] {
            groups = groupRows(context, all, pivot);
            sortGroups(*context.set, groups, {{GroupColumn::Occurrences, true}});
        });
        printAtMost(u"pivot "_s + pivotWord(pivot) + u", first rows"_s, first, "ms", atOnce);
        print(u"pivot "_s + pivotWord(pivot) + u", counts"_s, medianTime([&] { countGroups(context, all, groups); }),
            "ms");
    }
    const auto sortBy = [&](const QString &name, const QList<RowOrder> &order) {
        const double took = medianTime([&] { (void)sortRows(context, all, order); }, 3);
        printAtMost(u"sort by "_s + name, took, "ms", 400.0 * std::max(1.0, rows / 1e6));
    };
    sortBy(u"severity, package, first seen"_s,
        {{RowColumn::Severity, true}, {RowColumn::Package, false}, {RowColumn::FirstSeen, true}});
    sortBy(u"score"_s, {{RowColumn::Score, true}});
    Decision decision;
    decision.id = u"d"_s;
    decision.state = State::NotAffected;
    decision.match.package = u"lib-package-7"_s;
    print(u"apply a decision"_s, medianTime([&] { (void)applyDecisions(context, {decision}); }, 3), "ms");
}

} // namespace

int main(int argc, char **argv)
{
    // "bench_findings 5000000" takes another number of findings.
    const int wanted = argc > 1 ? std::atoi(argv[1]) : 0;
    run(wanted > 0 ? wanted : 1'000'000);
    if (wanted <= 0)
        run(5'000'000, true);
    return 0;
}
