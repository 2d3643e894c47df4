// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A page of 100 artifacts in the full window: from the click to the first rows, and how long the thread of the window
// is held while the overviews of the rows come in. Prints "name value unit".
#include "stagewindow.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int artifacts = 100;
constexpr int rounds = 7;
constexpr int quietFor = 400; // ms without a request: the page is full

QByteArray artifact(int i, bool enriched)
{
    const QByteArray digest = "sha256:" + QByteArray::number(i + 1).rightJustified(64, '0');
    QByteArray out = "{\"id\":" + QByteArray::number(1000 + i) + ",\"type\":\"IMAGE\",\"digest\":\"" + digest
        + "\",\"size\":" + QByteArray::number(50'000'000 + i * 1'234'567)
        + ",\"repository_name\":\"platform/nightly\",\"push_time\":\"2026-11-01T08:00:00.000Z\",\"pull_time\":"
          "\"2026-11-20T08:00:00.000Z\",\"manifest_media_type\":\"application/vnd.oci.image.manifest.v1+json\","
          "\"media_type\":\"application/vnd.oci.image.config.v1+json\",\"extra_attrs\":{\"os\":\"linux\","
          "\"architecture\":\"amd64\"},\"addition_links\":{\"vulnerabilities\":{\"absolute\":false,\"href\":\"/x\"}},"
          "\"tags\":[{\"id\":"
        + QByteArray::number(i) + ",\"name\":\"nightly-" + QByteArray::number(20261101 - i) + "\"}]";
    if (enriched) {
        out +=
            ",\"scan_overview\":{\"application/vnd.security.vulnerability.report; version=1.1\":{\"report_id\":\"r\","
            "\"scan_status\":\"Success\",\"severity\":\"High\",\"end_time\":\"2026-11-02T08:00:00.000Z\","
            "\"summary\":{\"total\":181,\"fixable\":92,\"summary\":{\"Critical\":4,\"High\":35,\"Medium\":80,"
            "\"Low\":62}},\"scanner\":{\"name\":\"Trivy\",\"vendor\":\"Aqua Security\",\"version\":\"v0.58.1\"}}},"
            "\"accessories\":[{\"id\":1,\"type\":\"signature.cosign\",\"digest\":\""
            + digest + "\"}]";
    }
    return out + '}';
}

std::optional<QByteArray> answer(const Request &request)
{
    const qsizetype at = request.path.indexOf("/artifacts");
    if (at < 0 || !request.path.startsWith("/api/"))
        return {};
    const qsizetype digest = request.path.indexOf("/sha256", at);
    if (digest >= 0) {
        const QByteArray number = request.path.mid(digest).split('?').first().right(6);
        return artifact(number.toInt() - 1, true);
    }
    QByteArrayList rows;
    for (int i = 0; i < artifacts; ++i)
        rows.append(artifact(i, false));
    return '[' + rows.join(',') + ']';
}

} // namespace

int main(int argc, char **argv)
{
    prepareWindow();
    WatchedApplication application(argc, argv);
    StageWindow shown;
    Stage &stage = shown.stage;
    stage.script(&answer);
    if (!shown.window) {
        std::fprintf(stderr, "bench_artifacts: the window did not come up\n");
        return 1;
    }
    bool isPainted = false;
    QObject::connect(shown.window, &QQuickWindow::frameSwapped, &application, [&] {
        const QList<QObject *> tables = shown.tables();
        isPainted = isPainted || std::any_of(tables.begin(), tables.end(), [](const QObject *table) {
            return table->property("loaded").toInt() == artifacts;
        });
    });
    QList<double> toRows;
    const QVariantMap keys{{u"project_name"_s, u"platform"_s}, {u"repository_name"_s, u"nightly"_s}};
    for (int round = 0; round <= rounds; ++round) {
        stage.app()->navigator()->open(u"repositories"_s);
        waitFor([&] { return stage.running() == 0; });
        isPainted = false;
        application.watches = round > 0;
        QElapsedTimer timer;
        timer.start();
        stage.app()->navigator()->open(u"artifacts"_s, {{u"keys"_s, keys}});
        if (!waitFor([&] { return isPainted; })) {
            std::fprintf(stderr, "bench_artifacts: the rows did not come\n");
            return 1;
        }
        if (round > 0) // the first one compiles
            toRows.append(double(timer.nsecsElapsed()) / 1e6);
        QElapsedTimer quiet;
        quiet.start();
        waitFor([&] {
            if (stage.running() > 0)
                quiet.restart();
            return quiet.elapsed() > quietFor;
        });
        application.watches = false;
    }
    std::printf("click_to_rows %.1f ms\n", percentile(toRows, 0.5));
    std::printf("gui_event_p99 %.2f ms\n", percentile(application.events, 0.99));
    std::printf("gui_event_longest %.2f ms\n", percentile(application.events, 1));
    std::printf("paint_p50 %.2f ms\n", percentile(application.paints, 0.5));
    std::printf("paint_p99 %.2f ms\n", percentile(application.paints, 0.99));
    return 0;
}
