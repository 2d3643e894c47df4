// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A registry of 5,000 images with 200 findings each, whose bodies are made on the fly: read and kept, read again with
// nothing new, then opened as a start of the program opens it. Then 1,000 signed images are verified. "bench_sync
// 22000" takes another number of images.
#include "figures.h"
#include "madeharbor.h"
#include "models/findings/findingsquerymodel.h"
#include "store/schema.h"
#include "support/scriptedtransport.h"
#include "sync/sync.h"
#include "triage/findingsengine.h"
#include "trustfigures.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QProcess>
#include <QTemporaryDir>

#include <sys/resource.h>

#include <cstdlib>
#include <cstring>
#include <malloc.h>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;

namespace {

// Of the whole process, in seconds.
double ownCpu()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

SyncOutcome run(Sync &sync)
{
    QEventLoop loop;
    QObject::connect(&sync, &Sync::finished, &loop, &QEventLoop::quit);
    SyncOptions wish;
    wish.audit = false;
    sync.start(wish);
    loop.exec();
    return sync.outcome();
}

qint64 sizeOf(const QString &folder)
{
    qint64 bytes = 0;
    for (const QFileInfo &file : QDir(folder).entryInfoList({u"cache.db*"_s}, QDir::Files))
        bytes += file.size();
    return bytes;
}

// From the store to the first rows in order, as a start of the program does it.
void open(const QString &folder, const Clock &clock)
{
    malloc_trim(0);
    const qint64 before = residentBytes();
    QElapsedTimer timer;
    timer.start();
    FindingsEngine desk(store::cachePlan(folder), store::decisionPlan(folder), &clock);
    if (const Result<void> loaded = desk.load(); !loaded) {
        std::fprintf(stderr, "%s\n", qPrintable(loaded.error().text()));
        std::exit(1);
    }
    const double loaded = double(timer.nsecsElapsed()) / 1e6;
    models::FindingsQueryModel bench;
    QEventLoop loop;
    bool hasRows = false;
    QObject::connect(&bench, &models::FindingsQueryModel::shown, &loop, [&] {
        if (!hasRows) {
            print(u"store read into columns"_s, loaded, "ms");
            const double total = double(timer.nsecsElapsed()) / 1e6;
            const double millions = std::max(1.0, double(bench.whole()) / 1e6);
            printAtMost(u"from the store to the rows, a million"_s, total / millions, "ms", 1000);
        }
        hasRows = true;
    });
    QObject::connect(&bench, &models::FindingsQueryModel::counted, &loop, [&] {
        if (!bench.isCounting())
            loop.quit();
    });
    bench.setContext(desk.view().context);
    loop.exec();
    const double findings = double(bench.whole());
    printAtMost(u"memory a finding, as it is"_s, double(residentBytes() - before) / findings, "bytes", 64);
    malloc_trim(0);
    print(u"memory a finding, unused pages given back"_s, double(residentBytes() - before) / findings, "bytes");
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    SystemClock clock;
    if (argc > 2 && std::strcmp(argv[1], "trust") == 0) // "bench_sync trust 1000" verifies alone
        return printTrustFigures(std::atoi(argv[2])) ? 0 : 1;
    if (argc > 2) { // "bench_sync 5000 FOLDER" opens what is there
        open(QString::fromLocal8Bit(argv[2]), clock);
        return 0;
    }
    MadeHarbor harbor(argc > 1 && std::atoi(argv[1]) > 0 ? std::atoi(argv[1]) : 5000);
    const QTemporaryDir made;
    const QString folder = made.path();
    const auto transport =
        ScriptedTransport::shared([&harbor](const Request &request) { return harbor.answer(request); });
    Sync sync(MadeHarbor::sourceOf(transport), store::cachePlan(folder), &clock);
    const double before = ownCpu();
    const SyncOutcome first = run(sync);
    const double cpu = ownCpu() - before - harbor.madeFor();
    if (!first.isComplete()) {
        std::fprintf(stderr, "bench_sync: %s\n", qPrintable(first.error.text()));
        return 1;
    }
    std::printf("-- %lld findings in %d images, %.0f MB of bodies\n", first.findings, harbor.images(),
        double(harbor.bytes()) / 1e6);
    print(u"first sync"_s, double(first.tookMs) / 1e3, "s");
    printAtLeast(u"decoded and kept a second of CPU"_s, double(first.findings) / cpu, "findings", 300'000);
    printAtMost(u"disk a finding"_s, double(sizeOf(folder)) / double(first.findings), "bytes", 64);

    const qsizetype asked = transport->requests().size();
    const SyncOutcome second = run(sync);
    const QList<QByteArray> again = transport->paths().mid(asked);
    const auto dear = std::count_if(again.cbegin(), again.cend(), [](const QByteArray &path) {
        return path.contains("/additions/") || path.contains("with_scan_overview=true");
    });
    const int allowed = MadeHarbor::kProjects + harbor.repositories() + harbor.images() / 100 + 10;
    print(u"second sync with nothing new"_s, double(second.tookMs) / 1e3, "s");
    printAtMost(u"its requests"_s, double(again.size()), "", allowed);
    printAtMost(u"of these, reports and overviews"_s, double(dear), "", 0);
    if (!printTrustFigures(1'000))
        return 1;
    // In a process of its own, as memory that the sync has used would be taken again.
    std::fflush(stdout);
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    process.start(QCoreApplication::applicationFilePath(), {QString::number(harbor.images()), folder});
    return process.waitForFinished(-1) ? process.exitCode() : 1;
}
