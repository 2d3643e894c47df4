// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "generated.h"
#include "models/workbench.h"
#include "store/schema.h"
#include "triage/triagedesk.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <algorithm>
#include <cstdio>

// From a question to the rows and counts in the window's own view-model, thread changes included. With LOTSE_DATA over
// the store there, else over generated findings; a number of them may be given.

using namespace lotse;
using namespace lotse::findings;
using namespace Qt::StringLiterals;

namespace {

void settle(models::Workbench &bench)
{
    QEventLoop loop;
    QObject::connect(&bench, &models::Workbench::counted, &loop, [&] {
        if (!bench.isCounting())
            loop.quit();
    });
    if (bench.isCounting())
        loop.exec();
}

template <typename Ask>
void measure(models::Workbench &bench, const QString &name, Ask &&ask)
{
    std::vector<double> rows;
    std::vector<double> counts;
    for (int round = 0; round < 7; ++round) {
        ask(round);
        settle(bench);
        rows.push_back(bench.answerTime());
        counts.push_back(bench.countTime());
    }
    std::sort(rows.begin(), rows.end());
    std::sort(counts.begin(), counts.end());
    std::printf("%-44s %8.2f ms rows %8.2f ms counts\n", qPrintable(name), rows[3], counts[3]);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const SystemClock clock;
    Context context;
    if (qEnvironmentVariableIsSet("LOTSE_DATA")) {
        TriageDesk desk(store::cachePlan(), store::decisionPlan(), &clock);
        if (const Result<void> loaded = desk.load(); !loaded) {
            std::fprintf(stderr, "%s\n", qPrintable(loaded.error().text()));
            return 1;
        }
        context = desk.view().context;
    } else {
        context.set = FindingSet::of({generatedSegment(argc > 1 ? atoi(argv[1]) : 1'000'000)});
        context.now = kGeneratedNow;
    }
    std::printf("-- %u findings in %u images\n", context.set->rowCount(), context.set->imageCount());
    models::Workbench bench;
    bench.setContext(context);
    settle(bench);
    std::printf("%-44s %8.2f ms rows %8.2f ms counts\n", "first answer, sorted", bench.answerTime(), bench.countTime());
    for (const QString &text :
        {u"sev:>=high fix:yes state:open"_s, u"pkg:*ssl* -sev:low"_s, u"score:>300"_s, u"sev:low"_s})
        measure(
            bench, u"filter "_s + text, [&](int round) { bench.setText(round % 2 ? text + u" -cve:none"_s : text); });
    bench.setText({});
    settle(bench);
    for (const QString &pivot : {u"cve"_s, u"package"_s, u"fix"_s, u"image"_s}) {
        measure(bench, u"pivot "_s + pivot, [&](int round) {
            bench.setPivotName(pivot);
            if (round > 0) // the pivot alone, not the rows
                bench.table()->sortBy(u"occurrences"_s, round % 2);
        });
    }
    bench.setPivotName(u"finding"_s);
    settle(bench);
    measure(bench, u"sort by vulnerability"_s, [&](int round) { bench.table()->sortBy(u"cve"_s, round % 2); });
    measure(bench, u"sort by priority"_s, [&](int round) { bench.table()->sortBy(u"score"_s, round % 2); });
    return 0;
}
