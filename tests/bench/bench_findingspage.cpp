// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The page of findings over a store of a million of them (another number of images may be given, and then the folder of
// a store that is there): how long the thread of the window is held by anything but painting, while the filter, the
// pivot and the order change.
#include "figures.h"
#include "madeharbor.h"
#include "models/findings/findingsquerymodel.h"
#include "shell/application.h"
#include "store/schema.h"
#include "support/scriptedtransport.h"
#include "sync/sync.h"
#include "theme/iconprovider.h"
#include "triage/findingsservice.h"
#include "watchedapplication.h"

#include <QQmlApplicationEngine>
#include <QQuickStyle>
#include <QQuickWindow>
#include <QSettings>
#include <QTemporaryDir>

#include <cstdlib>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 3;

const char page[] = R"(
    import QtQuick
    import QtQuick.Window
    import Lotse.Pages
    import Lotse.Shell
    Window {
        id: window
        required property Application app
        property alias bench: page.bench
        width: 1440; height: 900; visible: true
        WorkbenchPage { id: page; anchors.fill: parent; app: window.app; params: ({}) }
    })";

bool waitFor(const std::function<bool()> &isTrue)
{
    QElapsedTimer timer;
    timer.start();
    while (!isTrue() && timer.elapsed() < 60'000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    return isTrue();
}

bool fill(const QString &folder, int images, Clock *clock)
{
    MadeHarbor harbor(images);
    const auto transport =
        ScriptedTransport::shared([&harbor](const Request &request) { return harbor.answer(request); });
    Sync sync(MadeHarbor::sourceOf(transport), store::cachePlan(folder), clock);
    SyncOptions wish;
    wish.audit = false;
    sync.start(wish);
    return waitFor([&] { return !sync.isRunning(); }) && sync.outcome().isComplete();
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    // Painting in this thread, where it can be told from the rest.
    qputenv("QT_QUICK_BACKEND", "software");
    WatchedApplication application(argc, argv);
    QQuickStyle::setStyle(u"Lotse.Controls"_s);
    QQuickStyle::setFallbackStyle(u"Fusion"_s);
    SystemClock clock;
    const QTemporaryDir folder;
    const QString stored = argc > 2 ? QString::fromLocal8Bit(argv[2]) : folder.path();
    if (argc < 3 && !fill(folder.path(), argc > 1 && std::atoi(argv[1]) > 0 ? std::atoi(argv[1]) : 5000, &clock)) {
        std::fprintf(stderr, "bench_findingspage: the store was not filled\n");
        return 1;
    }
    QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    FindingsService triage(store::cachePlan(stored), store::decisionPlan(folder.path()), &clock);
    ui::Application app(&settings);
    ui::Services services;
    services.clock = &clock;
    services.triage = &triage;
    app.setServices(services);
    QElapsedTimer opening;
    opening.start();
    triage.reload();
    QQmlApplicationEngine engine;
    engine.addImportPath(u"qrc:/qt/qml"_s);
    engine.addImageProvider(u"icon"_s, new ui::IconProvider);
    engine.setInitialProperties({{u"app"_s, QVariant::fromValue(&app)}});
    engine.loadData(page);
    print(u"of this, the page made"_s, double(opening.elapsed()), "ms");
    auto *window =
        engine.rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow *>(engine.rootObjects().first());
    auto *bench = window ? window->property("bench").value<models::FindingsQueryModel *>() : nullptr;
    if (!bench || !waitFor([&] { return bench->table()->rowCount() > 0; })) {
        std::fprintf(stderr, "bench_findingspage: the page did not come up\n");
        return 1;
    }
    std::printf("-- %lld findings\n", bench->whole());
    const double millions = std::max(1.0, double(bench->whole()) / 1e6);
    printAtMost(u"page opened on the store, a million"_s, double(opening.elapsed()) / millions, "ms", 500);
    const auto settle = [&] { return waitFor([&] { return !bench->isCounting(); }); };
    settle();
    for (int round = 0; round <= rounds; ++round) {
        application.watches = round > 0; // the first one compiles
        for (const QString &text : {u"sev:>=high fix:yes"_s, u"pkg:*package-7*"_s, u"score:>300"_s, u"state:open"_s}) {
            bench->setText(text);
            settle();
        }
        for (const QString &pivot : {u"cve"_s, u"package"_s, u"fix"_s, u"image"_s, u"finding"_s}) {
            bench->setPivotName(pivot);
            settle();
        }
        bench->table()->sortBy(u"cve"_s, round % 2 == 0);
        settle();
    }
    application.watches = false;
    printAtMost(u"events of the window's thread, p99"_s, percentile(application.events, 0.99), "ms", 16);
    printAtMost(u"the longest of them"_s, percentile(application.events, 1), "ms", 50);
    print(application.mostWorkOf, application.mostWork, "ms of the processor");
    const auto isLong = [](double took) { return took > 16; };
    print(u"those of over 16 ms, a question"_s,
        double(std::count_if(application.events.cbegin(), application.events.cend(), isLong)) / (10 * rounds), "");
    print(u"painting, p50"_s, percentile(application.paints, 0.5), "ms");
    print(u"the longest of it"_s, percentile(application.paints, 1), "ms");
    return 0;
}
