// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/frame.h"

#include <QApplication>
#include <QDir>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QQmlComponent>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;

/// Saves pictures of the gallery into a folder: lotse_gallery FOLDER SCENE. LOTSE_THEME picks the theme.
int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() < 3) {
        std::fputs("usage: lotse_gallery FOLDER SCENE\n", stderr);
        return 2;
    }
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    lotse::ui::Frame frame(&settings);
    const struct {
        const char *name, *host, *condition, *word;
        bool production;
    } places[] = {{"Harbour main", "harbor.example.com", "ok", "online", true},
        {"Edge", "edge.example.net", "warning", "certificate expires in 6 days", false},
        {"Lab", "lab.example.org:5000", "error", "offline", false}};
    for (const auto &place : places) {
        auto *view = new lotse::ui::RegistryView;
        view->id = view->name = QString::fromLatin1(place.name);
        view->host = QString::fromLatin1(place.host);
        view->condition = QString::fromLatin1(place.condition);
        view->conditionWord = QString::fromLatin1(place.word);
        view->version = u"Harbor 2.15.2"_s;
        view->identity = u"admin (system admin)"_s;
        view->security = u"TLS 1.3"_s;
        view->synced = u"last answer 12:03"_s;
        view->production = place.production;
        frame.application().registries()->add(view);
    }
    frame.application().show(u"Harbour main"_s);
    const quint64 job = frame.application().jobs()->begin(u"Reading audit entries of harbor.example.com"_s);
    frame.application().jobs()->progress(job, 4200, 9000, u"page 42 of 90"_s);
    frame.application().jobs()->end(
        frame.application().jobs()->begin(u"Reading findings"_s), u"warning"_s, u"Two projects refused."_s);
    if (!frame.start())
        return 1;
    QQuickWindow *window = frame.window();
    window->resize(1440, 900);
    auto *host = window->findChild<QQuickItem *>(u"pageHost"_s);
    QQmlComponent component(&frame.engine(), QUrl(u"qrc:/qt/qml/Lotse/TestParts/GalleryPage.qml"_s));
    QObject *page = component.createWithInitialProperties({{u"scene"_s, arguments[2]}});
    if (!page) {
        std::fputs(qPrintable(component.errorString()), stderr);
        return 1;
    }
    auto *item = qobject_cast<QQuickItem *>(page);
    for (QQuickItem *child : host->childItems())
        child->setVisible(false);
    item->setParentItem(host);
    item->setSize(host->size());
    QObject::connect(host, &QQuickItem::widthChanged, item, [item, host] { item->setSize(host->size()); });
    QObject::connect(host, &QQuickItem::heightChanged, item, [item, host] { item->setSize(host->size()); });
    frame.application().navigator()->describe(u"nightly"_s,
        {QVariantMap{{u"title"_s, u"Projects"_s}, {u"page"_s, u"projects"_s}},
            QVariantMap{{u"title"_s, u"platform"_s}, {u"page"_s, u"project"_s}}});
    QTimer::singleShot(600, window, [window, scene = arguments[2]] {
        // The pointer stands aside, so that no tooltip is in the pictures.
        const QPointF aside(window->width() / 2, window->height() - 1);
        QMouseEvent away(QEvent::MouseMove, aside, aside, Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(window, &away);
        const QHash<QString, std::pair<int, Qt::KeyboardModifier>> keys{
            {u"palette"_s, {Qt::Key_K, Qt::ControlModifier}}, {u"sheet"_s, {Qt::Key_F1, Qt::NoModifier}},
            {u"dock"_s, {Qt::Key_J, Qt::ControlModifier}}};
        if (const auto key = keys.constFind(scene); key != keys.constEnd()) {
            QKeyEvent press(QEvent::KeyPress, key->first, key->second);
            QApplication::sendEvent(window, &press);
        }
    });
    QTimer::singleShot(2500, window, [&] {
        if (!window->grabWindow().save(
                QDir(arguments[1])
                    .filePath(arguments[2] + u'-' + qEnvironmentVariable("LOTSE_THEME", u"system"_s) + u".png"_s)))
            std::fputs("the picture was not saved\n", stderr);
        QApplication::quit();
    });
    return QApplication::exec();
}
