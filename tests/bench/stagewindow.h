// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stage.h"
#include "theme/iconprovider.h"
#include "watchedapplication.h"

#include <QEventLoop>
#include <QQmlApplicationEngine>
#include <QQuickStyle>
#include <QQuickWindow>
#include <QTimer>

#include <functional>

namespace lotse::test {

/// Before the application is made: without a display there is none, and painting is done in the thread of the window,
/// where it can be told from the rest.
inline void prepareWindow()
{
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    QQuickStyle::setStyle(QStringLiteral("Lotse.Controls"));
    QQuickStyle::setFallbackStyle(QStringLiteral("Fusion"));
}

/// In an event loop of its own: processEvents() alone would never delete the pages that were left.
inline bool waitFor(const std::function<bool()> &isTrue)
{
    QElapsedTimer timer;
    timer.start();
    QEventLoop loop;
    QTimer tick;
    QObject::connect(&tick, &QTimer::timeout, &loop, [&] {
        if (isTrue() || timer.elapsed() > 20'000)
            loop.quit();
    });
    tick.start(1);
    loop.exec();
    return isTrue();
}

/// The whole window on the stage, with the scripted registry open in it.
struct StageWindow {
    Stage stage;
    QQmlApplicationEngine engine;
    QQuickWindow *window = nullptr; ///< null: it did not come up

    StageWindow()
    {
        stage.open();
        engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
        engine.addImageProvider(QStringLiteral("icon"), new ui::IconProvider);
        engine.setInitialProperties({{QStringLiteral("app"), QVariant::fromValue(stage.app())}});
        engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Lotse/Shell/Main.qml")));
        if (!engine.rootObjects().isEmpty())
            window = qobject_cast<QQuickWindow *>(engine.rootObjects().first());
        if (!waitFor([this] { return stage.isOnline() && stage.running() == 0; }))
            window = nullptr;
    }

    /// The models of the tables that the page shows.
    QList<QObject *> tables() const
    {
        QList<QObject *> out;
        QList<const QQuickItem *> all{window->contentItem()};
        for (qsizetype i = 0; i < all.size(); ++i) {
            const QVariant id = all[i]->property("tableId");
            if (id.isValid() && all[i]->isVisible()) {
                if (auto *model = all[i]->property("model").value<QObject *>())
                    out.append(model);
            }
            const QList<QQuickItem *> children = all[i]->childItems();
            all.append(QList<const QQuickItem *>(children.begin(), children.end()));
        }
        return out;
    }
};

} // namespace lotse::test
