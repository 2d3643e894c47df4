// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/iconprovider.h"

#include <QApplication>
#include <QQmlEngine>
#include <QQuickStyle>
#include <QtQuickTest>

using namespace Qt::StringLiterals;

/// What each engine of a Quick Test needs before it loads a file.
class Setup : public QObject {
    Q_OBJECT
public slots:
    void qmlEngineAvailable(QQmlEngine *engine)
    {
        engine->addImportPath(u"qrc:/qt/qml"_s);
        engine->addImageProvider(u"icon"_s, new lotse::ui::IconProvider);
    }
};

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QQuickStyle::setStyle(u"Lotse.Controls"_s);
    QQuickStyle::setFallbackStyle(u"Fusion"_s);
    Setup setup;
    return quick_test_main_with_setup(argc, argv, "ui", LOTSE_SOURCE_DIR "/tests/ui/quick", &setup);
}

#include "quickmain.moc"
