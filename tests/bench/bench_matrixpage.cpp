// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The access matrix of 500 people by 500 projects, scrolled down, across, and a page at a time: what each frame costs
// the thread of the window, from the step to the frame: the cells that come, their values and places. Painting is told
// apart: here the processor does it, in the program the graphics card.
#include "figures.h"
#include "models/access/membermatrix.h"
#include "stagewindow.h"
#include "support/scriptedtransport.h"

#include <QQmlComponent>

using namespace lotse;
using namespace lotse::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int projects = 500;
constexpr int people = 500;
constexpr int membersOfEach = 120;

const char page[] = R"(
    import QtQuick
    import QtQuick.Window
    import Lotse.Patterns
    Window {
        id: window
        required property var matrix
        width: 1440; height: 900; visible: true
        MatrixTable { objectName: "table"; anchors.fill: parent; model: window.matrix; name: "m"; editable: true }
    })";

Result<Response> answer(const Request &request)
{
    const QByteArray path = request.path.split('?').first();
    const auto number = [](qint64 value) { return QByteArray::number(value); };
    QByteArrayList rows;
    if (path.endsWith("/members")) {
        const int project = path.mid(path.indexOf('-') + 1).split('/').first().toInt();
        const int from = request.path.contains("page=2") ? 100 : 0;
        for (int i = from; i < std::min(membersOfEach, from + 100); ++i) {
            const QByteArray id = number((project * 7 + i * 43) % people + 3);
            rows << R"({"id":)" + number(project * 1000 + i) + R"(,"entity_id":)" + id + R"(,"entity_name":"desk-)" + id
                    + R"(","entity_type":"u","role_id":)" + number(i % 5 + 1) + R"(,"role_name":"x"})";
        }
        return ScriptedTransport::json('[' + rows.join(',') + ']', 200, membersOfEach);
    }
    const int first = std::max(1, request.path.mid(request.path.indexOf("page=") + 5).split('&').first().toInt());
    if (path.endsWith("/users")) {
        for (int i = (first - 1) * 100 + 1; i <= std::min(first * 100, people); ++i)
            rows << R"({"user_id":)" + number(i + 2) + R"(,"username":"desk-)" + number(i + 2) + "\"}";
        return ScriptedTransport::json('[' + rows.join(',') + ']', 200, people);
    }
    for (int i = (first - 1) * 100 + 1; i <= std::min(first * 100, projects); ++i)
        rows << R"({"project_id":)" + number(i) + R"(,"name":"team-)" + number(i)
                + R"(","metadata":{"public":"false"},"cve_allowlist":{"items":[]},"repo_count":3})";
    return ScriptedTransport::json('[' + rows.join(',') + ']', 200, projects);
}

/// The TableView in a MatrixTable.
QObject *viewOf(const QQuickItem *table)
{
    const QList<QQuickItem *> children = table->childItems();
    for (QQuickItem *child : children) {
        if (child->inherits("QQuickTableView") && child->property("activeFocusOnTab").toBool())
            return child;
    }
    return nullptr;
}

} // namespace

int main(int argc, char **argv)
{
    prepareWindow();
    WatchedApplication application(argc, argv);
    const auto transport = ScriptedTransport::shared(&answer);
    models::MemberMatrix matrix;
    matrix.setSource(harbor::Client(transport));
    if (!waitFor([&] { return !matrix.isLoading() && matrix.columnCount() == projects; })) {
        std::fprintf(stderr, "bench_matrixpage: the members were not read\n");
        return 1;
    }
    QQmlApplicationEngine engine;
    engine.addImportPath(u"qrc:/qt/qml"_s);
    engine.addImageProvider(u"icon"_s, new ui::IconProvider);
    engine.setInitialProperties({{u"matrix"_s, QVariant::fromValue(static_cast<QObject *>(&matrix))}});
    engine.loadData(page);
    auto *window =
        engine.rootObjects().isEmpty() ? nullptr : qobject_cast<QQuickWindow *>(engine.rootObjects().first());
    const auto *table = window ? window->findChild<QQuickItem *>(u"table"_s) : nullptr;
    QObject *view = table ? viewOf(table) : nullptr;
    if (!view || !waitFor([&] { return view->property("rows").toInt() > 0; })) {
        std::fprintf(stderr, "bench_matrixpage: the page did not come up\n");
        return 1;
    }
    std::printf("-- %d people by %d projects\n", matrix.rowCount(), matrix.columnCount());
    int frames = 0;
    double began = 0, painting = 0;
    QObject::connect(
        window, &QQuickWindow::beforeRendering, &application, [&began] { began = threadTime(); }, Qt::DirectConnection);
    QObject::connect(
        window, &QQuickWindow::frameSwapped, &application,
        [&] {
            painting = threadTime() - began;
            ++frames;
        },
        Qt::DirectConnection);
    // Each step is one frame: what it moves by is as much as a wheel, a fling, or a key moves.
    const auto scroll = [&](const QString &name, const char *place, qreal step, int steps) {
        QList<double> took, painted;
        for (int i = 0; i < steps; ++i) {
            const int before = frames;
            const double work = threadTime();
            view->setProperty(place, view->property(place).toReal() + (i < steps / 2 ? step : -step));
            if (!waitFor([&] { return frames > before; }))
                return;
            if (i <= steps / 10) // the first ones make what is used again later
                continue;
            took.append(threadTime() - work - painting);
            painted.append(painting);
        }
        print(name + u", p50"_s, percentile(took, 0.5), "ms");
        printAtMost(name + u", the longest"_s, percentile(took, 1), "ms", 16);
        print(name + u", painting"_s, percentile(painted, 0.5), "ms");
    };
    scroll(u"by the wheel"_s, "contentY", 84, 200);
    scroll(u"across"_s, "contentX", 96, 200);
    scroll(u"a page at a time"_s, "contentY", 800, 30);
    return 0;
}
