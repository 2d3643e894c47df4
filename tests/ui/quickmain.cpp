// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "heard.h"
#include "theme/iconprovider.h"
#include "theme/qmlcache.h"

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
        if (!m_isListening)
            lotse::test::failOnWarnings(); // now, when the test framework has its own handler in place
        m_isListening = true;
        engine->addImportPath(u"qrc:/qt/qml"_s);
        engine->addImageProvider(u"icon"_s, new lotse::ui::IconProvider);
    }

private:
    bool m_isListening = false;
};

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    lotse::ui::keepQmlCacheApart();
    QQuickStyle::setStyle(u"Lotse.Controls"_s);
    QQuickStyle::setFallbackStyle(u"Fusion"_s);
    Setup setup;
    const int failed = quick_test_main_with_setup(argc, argv, "ui", LOTSE_SOURCE_DIR "/tests/ui/quick", &setup);
    // Also what is said between two tests.
    return failed != 0 ? failed : lotse::test::warningsHeard();
}

#include "quickmain.moc"
