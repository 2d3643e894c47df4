// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/decide.h"
#include "findings/filter.h"
#include "findings/pivot.h"
#include "findings/roworder.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QString>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <malloc.h>

using namespace lotse::findings;
using namespace Qt::StringLiterals;

namespace {

constexpr Seconds kNow = 1'800'000'000;

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

// Images on some fifty bases that share their findings, plus a few of their own: as registries have it.
std::shared_ptr<const Segment> generate(int rows)
{
    constexpr int kPerImage = 200;
    QRandomGenerator random(42);
    SegmentBuilder builder(u"r"_s, u"harbor"_s);
    struct Line {
        QByteArray id, package, version, fix, severity;
    };
    std::vector<Line> known;
    const QByteArray severities[] = {"Critical", "High", "High", "Medium", "Medium", "Medium", "Low", "Low", "Unknown"};
    for (int i = 0; i < 30'000; ++i) {
        Line line{"CVE-20" + QByteArray::number(random.bounded(10, 27)) + '-' + QByteArray::number(1000 + i),
            "lib-package-" + QByteArray::number(random.bounded(4000)), {}, {}, severities[random.bounded(9)]};
        line.version =
            QByteArray::number(random.bounded(9)) + '.' + QByteArray::number(random.bounded(40)) + "-1+deb12u1";
        if (random.bounded(3) > 0)
            line.fix = line.version + ".1";
        known.push_back(line);
    }
    for (int image = 0; image * kPerImage < rows; ++image) {
        ImageInput input;
        input.project = u"project-%1"_s.arg(image % 60);
        input.repository = input.project + u"/service-%1"_s.arg(image / 12 % 400);
        input.digest = u"sha256:%1"_s.arg(image, 64, 16, QChar(u'0'));
        input.tags = QStringList{u"release-%1"_s.arg(image)};
        input.scan = ScanState::Done;
        input.reported = kNow - Seconds(random.bounded(86400));
        input.pushed = kNow - Seconds(random.bounded(200 * 86400));
        builder.begin(input);
        const int base = random.bounded(50) * 300;
        for (int i = 0; i < kPerImage; ++i) {
            const Line &line = known[size_t(i < 180 ? base + i : random.bounded(30'000))];
            FindingInput finding{line.id, line.package, line.version, line.fix, line.severity, "fixed", 7.5};
            finding.firstSeen = kNow - Seconds(random.bounded(300 * 86400));
            builder.add(finding);
        }
    }
    return builder.build();
}

void run(int rows)
{
    const qint64 before = residentBytes();
    QElapsedTimer timer;
    timer.start();
    Context context;
    context.set = FindingSet::of({generate(rows)});
    context.now = kNow;
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
