// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "figures.h"
#include "store/auditscan.h"
#include "store/inventory.h"
#include "store/schema.h"

#include <QTemporaryDir>

#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace lotse;
using namespace lotse::store;
using namespace lotse::test;

// First rows of filters over a stored trail: bench_trail [ENTRIES], 5 million by default.
int main(int argc, char **argv)
{
    const int entries = argc > 1 ? std::atoi(argv[1]) : 5'000'000;
    QTemporaryDir folder;
    SystemClock clock;
    auto database = Database::open(cachePlan(folder.path()), clock);
    if (!database)
        return 1;
    Inventory inventory(database->get());
    const qint64 registry = *inventory.registry(u"r"_s, u"Registry"_s, u"https://r.example"_s);
    const qint64 account = *inventory.account(registry, u"a"_s, u"admin"_s, clock.now());
    QElapsedTimer timer;
    timer.start();
    const QDateTime begin = clock.now().addYears(-2);
    const qint64 step = begin.msecsTo(clock.now()) / entries;
    for (int done = 0; done < entries;) {
        QList<AuditRow> rows;
        for (int i = 0; i < 20'000 && done < entries; ++i, ++done) {
            const quint32 mixed = quint32(done) * 2654435761U;
            AuditRow row;
            row.remoteId = done;
            row.at = begin.addMSecs(step * done);
            row.user = mixed % 100'003 == 0 ? u"seldom"_s : u"robot$project-%1+ci"_s.arg(mixed % 40);
            row.operation = mixed % 1009 == 0 ? u"delete"_s : mixed % 4 == 0 ? u"create"_s : u"pull"_s;
            row.resourceType = u"artifact"_s;
            row.resource = u"project-%1/service-%2@sha256:%3"_s.arg((mixed >> 8) % 50)
                               .arg((mixed >> 14) % 30)
                               .arg(mixed % 4000, 64, 16, QLatin1Char('0'));
            row.description = row.operation + u" artifact: "_s + row.resource;
            row.succeeded = mixed % 503 != 0;
            rows.append(row);
        }
        if (!AuditTrail(database->get()).add(registry, account, rows, clock.now()))
            return 1;
    }
    std::printf("-- %d entries\n", entries);
    print(u"filling"_s, double(timer.elapsed()) / 1000, "s");
    const auto measure = [&](const QString &name, const AuditWish &wish) {
        const double took = medianTime([&] {
            AuditScan scan(database->get(), wish);
            (void)scan.next(200, std::chrono::milliseconds(25));
        });
        printAtMost(u"first rows, "_s + name, took, "ms", 50);
        timer.restart();
        AuditScan scan(database->get(), wish);
        const auto page = scan.next(200);
        print(u"200 rows, "_s + name, double(timer.elapsed()), page && !page->hits.isEmpty() ? "ms" : "ms, none");
    };
    AuditWish wish;
    measure(u"all"_s, wish);
    wish.user = u"seldom"_s;
    measure(u"a rare user"_s, wish);
    wish.user = u"robot$project-7+ci"_s;
    measure(u"a busy robot"_s, wish);
    wish.operation = u"delete"_s;
    measure(u"deletions of a busy robot"_s, wish);
    wish = {};
    wish.result = AuditWish::Result::Failed;
    measure(u"failures"_s, wish);
    wish.project = u"project-3"_s;
    measure(u"failures in a project"_s, wish);
    wish = {};
    wish.resource = u"service-29"_s;
    measure(u"a part of a resource"_s, wish);
    wish.resource = u"not there"_s;
    measure(u"nothing"_s, wish);
    timer.restart();
    (void)countAudit(**database, {}, std::chrono::minutes(1));
    print(u"counts of all"_s, double(timer.elapsed()), "ms");
    return 0;
}
