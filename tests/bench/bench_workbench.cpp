// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "figures.h"
#include "generated.h"
#include "models/findings/findingsquerymodel.h"
#include "store/schema.h"
#include "triage/findingsengine.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <algorithm>
#include <cstdio>

// From a question to the rows and counts in the window's own view-model, thread changes included. With LOTSE_DATA over
// the store there, else over generated findings; a number of them may be given.

using namespace lotse;
using namespace lotse::findings;
using namespace lotse::test;
using namespace Qt::StringLiterals;

namespace {

void settle(models::FindingsQueryModel &bench)
{
    QEventLoop loop;
    QObject::connect(&bench, &models::FindingsQueryModel::counted, &loop, [&] {
        if (!bench.isCounting())
            loop.quit();
    });
    if (bench.isCounting())
        loop.exec();
}

template <typename Ask>
void measure(models::FindingsQueryModel &bench, const QString &name, Ask &&ask, bool isSort = false)
{
    QList<double> rows;
    QList<double> counts;
    for (int round = 0; round < 7; ++round) {
        ask(round);
        settle(bench);
        rows.append(bench.answerTime());
        counts.append(bench.countTime());
    }
    const double first = median(rows);
    const double millions = double(bench.whole()) / 1e6;
    printAtMost(name + u", rows"_s, first, "ms", isSort ? 400 * std::max(1.0, millions) : millions > 1 ? 80 : 16);
    printAtMost(name + u", counts after"_s, median(counts) - first, "ms", 100 * std::max(1.0, millions));
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const SystemClock clock;
    Context context;
    if (qEnvironmentVariableIsSet("LOTSE_DATA")) {
        FindingsEngine desk(store::cachePlan(), store::decisionPlan(), &clock);
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
    models::FindingsQueryModel bench;
    bench.setContext(context);
    settle(bench);
    print(u"first answer, sorted"_s, bench.answerTime(), "ms");
    for (const QString &text :
        {u"sev:>=high fix:yes state:open"_s, u"pkg:*package-7* -sev:low"_s, u"score:>150"_s, u"sev:low"_s})
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
    measure(
        bench, u"sort by vulnerability"_s, [&](int round) { bench.table()->sortBy(u"cve"_s, round % 2); }, true);
    measure(
        bench, u"sort by priority"_s, [&](int round) { bench.table()->sortBy(u"score"_s, round % 2); }, true);
    return 0;
}
