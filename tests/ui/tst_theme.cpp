// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "heard.h"
#include "theme/qmlcache.h"
#include "theme/theme.h"

#include <QDir>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lotse::ui;

/// Both themes fill every token, and what is read can be read: 4.5 : 1 for text, 3 : 1 for areas.
class TestTheme : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { lotse::test::failOnWarnings(); }
    void everyTokenIsSet_data() { themes(); }
    void everyTokenIsSet();
    void textIsReadable_data() { themes(); }
    void textIsReadable();
    void severitiesAreToldApart();
    void forcingAThemeChangesEveryColour();
    void densityAndZoomChangeHeights();
    void eachBuildHasItsQmlCache();

private:
    static void themes()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
};

void TestTheme::everyTokenIsSet()
{
    QFETCH(bool, dark);
    Theme theme;
    theme.setScheme(dark ? Theme::Scheme::Dark : Theme::Scheme::Light);
    const QMetaObject &meta = Theme::staticMetaObject;
    int colours = 0;
    for (int i = meta.propertyOffset(); i < meta.propertyCount(); ++i) {
        if (meta.property(i).metaType() != QMetaType::fromType<QColor>())
            continue;
        ++colours;
        const auto colour = meta.property(i).read(&theme).value<QColor>();
        QVERIFY2(colour.isValid() && colour.alpha() > 0, meta.property(i).name());
    }
    QCOMPARE(colours, int(sizeof(ColourSet) / sizeof(QColor)));
}

void TestTheme::textIsReadable()
{
    QFETCH(bool, dark);
    const ColourSet &set = dark ? ColourSet::dark() : ColourSet::light();
    Theme theme;
    theme.setScheme(dark ? Theme::Scheme::Dark : Theme::Scheme::Light);
    const QList<std::pair<const char *, QColor>> grounds{{"window", set.window}, {"rail", set.rail},
        {"surface", set.surface}, {"raised", set.raised}, {"header", set.header}, {"hover", set.hover},
        {"selection", set.selection}, {"selectionInactive", set.selectionInactive}};
    const QList<std::pair<const char *, QColor>> texts{{"text", set.text}, {"textSecondary", set.textSecondary},
        {"critical", set.critical}, {"high", set.high}, {"medium", set.medium}, {"low", set.low}, {"none", set.none},
        {"unknown", set.unknown}, {"ok", set.ok}, {"running", set.running}, {"warning", set.warning},
        {"error", set.error}, {"off", set.off}};
    for (const auto &[groundName, ground] : grounds) {
        for (const auto &[textName, text] : texts) {
            const double reached = contrast(text, ground);
            QVERIFY2(reached >= 4.5,
                qPrintable(
                    u"%1 on %2: %3"_s.arg(QLatin1StringView(textName), QLatin1StringView(groundName)).arg(reached)));
        }
    }
    for (const auto &[name, colour] : texts)
        QVERIFY2(contrast(colour, theme.soft(colour)) >= 4.5, name);
    for (const QColor &ground : {set.surface, set.window, set.raised})
        QVERIFY(contrast(set.accent, ground) >= 4.5);
    QVERIFY(contrast(set.accentText, set.accent) >= 4.5);
    QVERIFY(contrast(set.accentText, set.accentHover) >= 4.5);
    QVERIFY(contrast(set.accentText, set.error) >= 4.5);
    for (const QColor &area :
        {set.criticalFill, set.highFill, set.mediumFill, set.lowFill, set.noneFill, set.unknownFill, set.focus})
        QVERIFY2(contrast(area, set.surface) >= 3, qPrintable(area.name()));
}

void TestTheme::severitiesAreToldApart()
{
    Theme theme;
    QSet<QString> glyphs;
    QSet<QString> words;
    QSet<QRgb> colours;
    for (const QString &severity : {u"Critical"_s, u"High"_s, u"Medium"_s, u"Low"_s, u"None"_s, u"Unknown"_s}) {
        glyphs.insert(theme.severityGlyph(severity));
        words.insert(theme.severityWord(severity));
        colours.insert(theme.severityColour(severity, true).rgb());
    }
    QCOMPARE(glyphs.size(), 6);
    QCOMPARE(words.size(), 6);
    QCOMPARE(colours.size(), 6);
    QCOMPARE(theme.severityWord(u"no such word"_s), theme.severityWord(u"unknown"_s));
}

void TestTheme::forcingAThemeChangesEveryColour()
{
    Theme theme;
    theme.setScheme(Theme::Scheme::Light);
    const QColor light = theme.surface();
    int changes = 0;
    connect(&theme, &Theme::changed, this, [&changes] { ++changes; });
    theme.setScheme(Theme::Scheme::Dark);
    QCOMPARE(changes, 1);
    QVERIFY(theme.isDark());
    QVERIFY(theme.surface() != light);
    theme.setScheme(Theme::Scheme::Dark);
    QCOMPARE(changes, 1);
}

void TestTheme::densityAndZoomChangeHeights()
{
    Theme theme;
    QCOMPARE(theme.rowHeight(), 28);
    theme.setDensity(Theme::Density::Comfortable);
    QCOMPARE(theme.rowHeight(), 36);
    theme.setZoom(1.5);
    QCOMPARE(theme.rowHeight(), 54);
    QCOMPARE(theme.baseFont().pixelSize(), 20);
    theme.setZoom(9);
    QCOMPARE(theme.zoom(), 2.0);
}

void TestTheme::eachBuildHasItsQmlCache()
{
    const QTemporaryDir home;
    qputenv("XDG_CACHE_HOME", QFile::encodeName(home.path()));
    qunsetenv("QML_DISK_CACHE_PATH");
    const QDir all(QStandardPaths::writableLocation(QStandardPaths::CacheLocation));
    for (const QString &folder : {u"qmlcache"_s, u"qml-0123456789abcdef"_s, u"pictures"_s})
        QVERIFY(all.mkpath(folder));
    keepQmlCacheApart();
    const QString own = QFile::decodeName(qgetenv("QML_DISK_CACHE_PATH"));
    QVERIFY2(own.startsWith(all.filePath(u"qml-"_s)), qPrintable(own));
    QVERIFY(QDir().mkpath(own));
    QTRY_COMPARE(all.entryList(QDir::Dirs | QDir::NoDotAndDotDot), (QStringList{u"pictures"_s, QDir(own).dirName()}));
    // A second start of the same build finds what the first one kept; a choice of the user's wins.
    qunsetenv("QML_DISK_CACHE_PATH");
    keepQmlCacheApart();
    QCOMPARE(QFile::decodeName(qgetenv("QML_DISK_CACHE_PATH")), own);
    qputenv("QML_DISK_CACHE_PATH", "/elsewhere");
    keepQmlCacheApart();
    QCOMPARE(qgetenv("QML_DISK_CACHE_PATH"), QByteArray("/elsewhere"));
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
