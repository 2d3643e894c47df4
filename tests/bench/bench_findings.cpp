// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/decide.h"
#include "findings/filter.h"
#include "findings/pivot.h"
#include "findings/roworder.h"
#include "generated.h"

#include <QElapsedTimer>
#include <QFile>
#include <QString>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <malloc.h>

using namespace lotse::findings;
using namespace Qt::StringLiterals;

namespace {

double median(const std::function<void()> &work, int rounds = 7)
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        times.push_back(double(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

void print(const QString &name, double value, const char *unit)
{
    std::printf("%-44s %10.2f %s\n", qPrintable(name), value, unit);
}

qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096 : 0;
}

void run(int rows)
{
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
    print(u"memory a finding"_s, double(residentBytes() - before) / context.set->rowCount(), "bytes");
    for (const QString &text : {u"sev:>=high fix:yes state:open"_s, u"pkg:*ssl* -sev:low"_s, u"epss:>0.5 new:30d"_s,
             u"project:project-7 repo:*service-1*"_s, u"service-2"_s, u"score:>300"_s, u"tag:release-1*"_s}) {
        const Query query = parseQuery(text).query;
        print(u"filter "_s + text, median([&] { (void)select(query, context); }), "ms");
    }
    const Rows all = context.set->allRows();
    print(u"counts of all"_s, median([&] { (void)context.set->count(all); }), "ms");
    for (const Pivot pivot : {Pivot::Vulnerability, Pivot::Package, Pivot::Fix, Pivot::Image}) {
        Groups groups;
        print(u"pivot "_s + pivotWord(pivot) + u", first rows"_s, median([&] {
            groups = groupRows(context, all, pivot);
            sortGroups(*context.set, groups, {{GroupColumn::Occurrences, true}});
        }),
            "ms");
        print(u"pivot "_s + pivotWord(pivot) + u", counts"_s, median([&] { countGroups(context, groups); }), "ms");
    }
    print(u"sort by severity, package, first seen"_s,
        median(
            [&] {
                (void)sortRows(context, all,
                    {{RowColumn::Severity, true}, {RowColumn::Package, false}, {RowColumn::FirstSeen, true}});
            },
            3),
        "ms");
    print(u"sort by score"_s, median([&] { (void)sortRows(context, all, {{RowColumn::Score, true}}); }, 3), "ms");
    Decision decision;
    decision.id = u"d"_s;
    decision.state = State::NotAffected;
    decision.match.package = u"lib-package-7"_s;
    print(u"apply a decision"_s, median([&] { (void)applyDecisions(context, {decision}); }, 3), "ms");
}

} // namespace

int main(int argc, char **argv)
{
    // "bench_findings 5000000" takes another number of findings.
    run(argc > 1 && std::atoi(argv[1]) > 0 ? std::atoi(argv[1]) : 1'000'000);
    return 0;
}
