// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every page in the full window, on the demo registry without latency: from the call that opens it to the frame with
// its first rows, or with all of it where it has no table. Prints "name value unit", the slowest first, and how much of
// it the thread of the window took of the processor: the same beside other work of the machine. At the end,
// the longest event while changes are applied, and the memory of all of it. Names of pages: only these.
#include "stagewindow.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJSValue>

#include <algorithm>
#include <cstdio>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 5;
constexpr double goal = 50; // ms, the answers of the registry included
constexpr double mostMemory = 250; // MB, after all pages
constexpr int changes = 200;
constexpr double frame = 16; // ms

struct Figure {
    QString page;
    double toRows = 0; // ms by the clock
    double work = 0; // of the processor
    bool hasRows = false;
};

// What would be free without this program: of what it shares with others only its part.
double privateMegabytes()
{
    QFile file(u"/proc/self/smaps_rollup"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith("Pss:"))
            return line.simplified().split(' ').value(1).toDouble() / 1024;
    }
    return 0;
}

// 200 changes are applied while their page shows how far they are: what the longest event of the window, and the
// longest frame, take of the processor. At 60 frames a second none may take more than 16 ms.
bool applyChanges(StageWindow &shown, WatchedApplication &application)
{
    Stage &stage = shown.stage;
    stage.allowChanges(true);
    stage.app()->navigator()->open(u"changes"_s);
    models::ChangeList *list = stage.app()->changes();
    for (int i = 0; list && i < changes; ++i) {
        const QString name = u"made-%1"_s.arg(i);
        if (!list->stageForm({{u"operation"_s, u"CreateLabel"_s}, {u"names"_s, QVariantMap{{u"label"_s, name}}},
                {u"body"_s,
                    QVariantMap{{u"name"_s, name}, {u"color"_s, u"#0065AB"_s}, {u"scope"_s, u"g"_s},
                        {u"description"_s, QString()}}}}))
            return false;
    }
    if (!list || !waitFor([&] { return stage.running() == 0 && list->whyNotApply().isEmpty(); }))
        return false;
    if (auto *dock = shown.window->findChild<QObject *>(u"dock"_s))
        QMetaObject::invokeMethod(dock, "choose", Q_ARG(QVariant, 3)); // the panel of changes
    application.mostWork = 0;
    application.watches = true;
    double longest = 0;
    double began = 0;
    const QObject context;
    QObject::connect(shown.window, &QQuickWindow::beforeRendering, &context, [&began] { began = threadTime(); });
    QObject::connect(shown.window, &QQuickWindow::frameSwapped, &context,
        [&] { longest = std::max(longest, threadTime() - began); });
    list->apply();
    const bool isDone = waitFor([&] { return list->hasEnded(); });
    application.watches = false;
    std::printf("%d changes applied: longest event %.1f ms of CPU (%s)%s, longest painting %.1f\n", list->settled(),
        application.mostWork, qPrintable(application.mostWorkOf), application.mostWork > frame ? " MISSED" : "",
        longest);
    return isDone && list->settled() == changes;
}

} // namespace

int main(int argc, char **argv)
{
    prepareWindow();
    WatchedApplication application(argc, argv);
    StageWindow shown;
    if (!shown.window) {
        std::fprintf(stderr, "bench_pages: the window did not come up\n");
        return 1;
    }
    Stage &stage = shown.stage;
    const QObject *host = shown.window->findChild<QObject *>(u"pageHost"_s);
    bool isPainted = false;
    bool hasRows = false;
    double looked = 0; // ms of the processor that looking for the tables took: no part of the page
    QString page;
    QElapsedTimer sinceOpened;
    double workBefore = 0;
    double took = 0; // ms by the clock, to the frame
    double worked = 0; // of the processor
    QObject::connect(shown.window, &QQuickWindow::frameSwapped, &application, [&] {
        if (isPainted || stage.page() != page || !host->property("ready").toBool())
            return;
        const double now = threadTime();
        took = double(sinceOpened.nsecsElapsed()) / 1e6 - looked;
        worked = now - workBefore - looked;
        const QList<QObject *> tables = shown.tables();
        hasRows = std::any_of(
            tables.begin(), tables.end(), [](const QObject *table) { return table->property("loaded").toInt() > 0; });
        // Before the page has asked for its rows nothing runs either.
        const bool isAsking =
            stage.running() > 0 || std::any_of(tables.begin(), tables.end(), [](const QObject *table) {
                return table->property("loading").toBool() || table->property("state").toString() == u"idle";
            });
        isPainted = hasRows || tables.isEmpty() || !isAsking;
        looked += threadTime() - now;
    });
    QList<Figure> figures;
    const QVariantList pages = stage.pages();
    for (const QVariant &one : pages) {
        const QVariantMap row = one.toMap();
        const QString name = row.value(u"page"_s).toString();
        if (const QStringList only = application.arguments().mid(1); !only.isEmpty() && !only.contains(name))
            continue;
        QList<double> times;
        QList<double> works;
        for (int round = 0; round <= rounds; ++round) {
            page = u"settings"_s == name ? u"help"_s : u"settings"_s;
            isPainted = false;
            stage.app()->navigator()->open(page);
            // What was opened before is gone: it is taken apart while nobody waits.
            waitFor([&] {
                return isPainted && stage.running() == 0
                    && host->property("slots").value<QJSValue>().property(u"length"_s).toInt()
                    <= host->property("most").toInt();
            });
            page = name;
            isPainted = false;
            looked = 0;
            workBefore = threadTime();
            sinceOpened.start();
            stage.app()->navigator()->open(name, row.value(u"params"_s).toMap());
            // A page that has nothing to paint twice is there as soon as nothing runs any more.
            if (!waitFor([&] { return isPainted; })) {
                std::fprintf(stderr, "bench_pages: %s was not painted\n", qPrintable(name));
                break;
            }
            if (round > 0) { // the first one compiles
                times.append(took);
                works.append(worked);
            }
            waitFor([&] { return stage.running() == 0; });
        }
        figures.append({name, percentile(times, 0.5), percentile(works, 0.5), hasRows});
    }
    std::sort(figures.begin(), figures.end(), [](const Figure &a, const Figure &b) { return a.toRows > b.toRows; });
    for (const Figure &figure : std::as_const(figures)) {
        std::printf("%s %.1f ms, %.1f of CPU%s%s\n", qPrintable(figure.page), figure.toRows, figure.work,
            figure.hasRows ? "" : " (no table)", figure.toRows > goal ? " MISSED" : "");
    }
    if (!applyChanges(shown, application)) {
        std::fprintf(stderr, "bench_pages: the changes were not applied\n");
        return 1;
    }
    std::printf("memory %.0f MB%s\n", privateMegabytes(), privateMegabytes() > mostMemory ? " MISSED" : "");
    return 0;
}
