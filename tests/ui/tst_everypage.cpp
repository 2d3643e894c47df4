// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cuttexts.h"
#include "demo/demosession.h"
#include "heard.h"
#include "longwords.h"
#include "samplepages.h"
#include "session/networklink.h"
#include "shell/frame.h"
#include "shell/pagetable.h"
#include "shell/sessionviews.h"
#include "store/schema.h"
#include "theme/iconprovider.h"
#include "theme/qmlcache.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QDirIterator>
#include <QMultiHash>
#include <QMutex>
#include <QPointer>
#include <QQmlAbstractUrlInterceptor>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickWindow>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>
#include <QtQuickTest/quicktest.h>

#include <algorithm>
#include <functional>

using namespace lotse;
using namespace lotse::test;
using namespace lotse::ui;
using namespace Qt::StringLiterals;

namespace {

bool isLong(const QString &text)
{
    return text.contains(LongWords::mark);
}

/// The names of the files that an engine reads; it asks from threads of its own.
class FilesRead : public QQmlAbstractUrlInterceptor {
public:
    QUrl intercept(const QUrl &url, DataType type) override
    {
        const QMutexLocker locker(&m_mutex);
        if (type == QmlFile && url.path().startsWith(u"/qt/qml/Lotse/"_s))
            m_names.insert(url.fileName());
        return url;
    }
    QSet<QString> names()
    {
        const QMutexLocker locker(&m_mutex);
        return m_names;
    }

private:
    QMutex m_mutex;
    QSet<QString> m_names;
};

} // namespace

/**
 * The whole window on the demo registry, in a language whose words are 40 % longer than the English ones: every page
 * loads without a warning, and all of its texts can be read.
 */
class EveryPageTest : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;
    SystemClock m_clock;
    NetworkThread m_network;
    Proxies m_proxies;
    LongWords m_words;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<Secrets> m_secrets;
    std::unique_ptr<SessionList> m_sessions;
    std::unique_ptr<FindingsService> m_triage;
    std::unique_ptr<SyncScheduler> m_syncs;
    std::unique_ptr<TrustRuns> m_trust;
    std::unique_ptr<QSettings> m_settings;
    FilesRead m_files;
    QSet<QString> m_filesOfTheFrame;
    std::unique_ptr<Frame> m_frame;
    std::unique_ptr<SessionViews> m_views;
    QSet<QString> m_told; ///< of the frame around the pages, which is the same each time

    Application &app() { return m_frame->application(); }
    QQuickItem *host() const { return m_frame->window()->findChild<QQuickItem *>(u"pageHost"_s); }
    void open(const QString &page, const QVariantMap &params = {})
    {
        app().navigator()->open(page, params);
        QTRY_VERIFY_WITH_TIMEOUT(host()->property("ready").toBool(), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(app().requests()->running(), 0, 30'000);
        QVERIFY(QQuickTest::qWaitForPolish(m_frame->window(), 20'000));
    }

private slots:
    void initTestCase();
    void cleanupTestCase();
    void theFrameReadsWhatItShows();
    void everyWordIsLonger_data();
    void everyWordIsLonger();
    void findsWhatIsCut_data();
    void findsWhatIsCut();
    void loadsAndShowsItsTexts_data();
    void loadsAndShowsItsTexts();
    void dialogsShowTheirTexts_data();
    void dialogsShowTheirTexts();
    void dialogsFitASmallWindow_data();
    void dialogsFitASmallWindow();
    void everyButtonStandsInANarrowWindow_data();
    void everyButtonStandsInANarrowWindow();
    void tabsChangeUnderASelection_data();
    void tabsChangeUnderASelection();
    void theDockShowsItsPanels();
    void theLockHidesEverything();
    void keysOpenSettingsAndHelp();
    void keysOpenThePaletteAndTheSheet();
    void everyShortcutWorks();
    void noKeyIsTakenTwice();
    void theWayBackFindsThePageAsItWas();
    void anotherLanguageIsSpokenAtOnce();
    void iconsHavePixels();
    void theTileOfAPlainRegistryOpensItsOwnFindings();
    void aPersonSeesItWhole_data(); // from here on in English
    void aPersonSeesItWhole();

private:
    const QQuickItem *page() const { return host()->property("page").value<QQuickItem *>(); }
    QList<QPointer<QObject>> popups() const;
    void eachDialog(const std::function<void(const QObject *popup, QQuickItem *item)> &look);
    static const QQuickItem *opened(QObject *popup);
    Theme *theme() { return m_frame->engine().singletonInstance<Theme *>(qmlTypeId("Lotse.Theme", 1, 0, "Theme")); }
};

void EveryPageTest::initTestCase()
{
    QAccessible::setActive(true);
    QCoreApplication::installTranslator(&m_words);
    const QString profile = m_dir.path();
    m_accounts = std::make_unique<Accounts>(profile, &m_clock);
    m_secrets = std::make_unique<Secrets>(profile, nullptr);
    const LinkFactory lines = networkLinks(&m_network, &m_clock, &m_proxies);
    m_sessions = std::make_unique<SessionList>(m_accounts.get(), m_secrets.get(), lines, &m_clock);
    m_triage = std::make_unique<FindingsService>(store::cachePlan(profile), store::decisionPlan(profile), &m_clock);
    m_syncs = std::make_unique<SyncScheduler>(m_sessions.get(), store::cachePlan(profile), &m_clock);
    m_trust = std::make_unique<TrustRuns>(m_sessions.get(), store::cachePlan(profile), &m_clock);
    m_settings = std::make_unique<QSettings>(profile + u"/window.ini"_s, QSettings::IniFormat);
    m_settings->setValue(u"program/syncMinutes"_s, 0);
    m_settings->setValue(u"sync/atSignIn"_s, false);
    m_frame = std::make_unique<Frame>(m_settings.get());
    m_views = std::make_unique<SessionViews>(m_sessions.get(), &app(), &m_clock);
    Services services;
    services.clock = &m_clock;
    services.accounts = m_accounts.get();
    services.secrets = m_secrets.get();
    services.sessions = m_sessions.get();
    services.lines = lines;
    services.triage = m_triage.get();
    services.syncs = m_syncs.get();
    services.trust = m_trust.get();
    services.proxies = &m_proxies;
    app().setServices(services);
    failOnWarnings();
    Session *demo = m_sessions->adopt(demoSession(&m_clock));
    demo->open();
    app().show(demo->account().id);
    m_frame->engine().addUrlInterceptor(&m_files);
    QVERIFY(m_frame->start());
    m_filesOfTheFrame = m_files.names();
    m_frame->window()->resize(1280, 800);
    QTRY_VERIFY_WITH_TIMEOUT(demo->state() == Session::State::Online, 30'000);
}

void EveryPageTest::cleanupTestCase()
{
    m_views.reset();
    m_frame.reset();
    m_trust.reset();
    m_syncs.reset();
    m_triage.reset();
    m_sessions.reset();
}

// What is named in a file is read with it: before the first frame that is what the frame shows, and no more.
void EveryPageTest::theFrameReadsWhatItShows()
{
    QVERIFY(m_filesOfTheFrame.contains(u"Rail.qml"_s));
    for (const QString &other : {u"Dialog.qml"_s, u"Menu.qml"_s, u"TextField.qml"_s, u"ResourceTable.qml"_s})
        QVERIFY2(!m_filesOfTheFrame.contains(other), qPrintable(other));
}

void EveryPageTest::everyWordIsLonger_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("text");
    QTest::newRow("a word") << QByteArray("Cancel") << u"Canceløøø"_s;
    QTest::newRow("words") << QByteArray("Go on") << u"Goø onø"_s;
    QTest::newRow("places") << QByteArray("%1 of %n, %Ln in %2") << u"%1 ofø %n, %Ln inø %2"_s;
    QTest::newRow("none") << QByteArray("%1 – %2") << u"%1 – %2"_s;
}

void EveryPageTest::everyWordIsLonger()
{
    QFETCH(QByteArray, source);
    QFETCH(QString, text);
    QCOMPARE(m_words.translate("", source.constData(), nullptr, -1), text);
}

void EveryPageTest::findsWhatIsCut_data()
{
    QTest::addColumn<QByteArray>("item");
    QTest::addColumn<int>("found");
    QTest::newRow("whole") << QByteArray("Label { text: 'wøøørd' }") << 0;
    QTest::newRow("elided") << QByteArray("Label { text: 'wøøørd'; width: 12 }") << 1;
    QTest::newRow("of a server") << QByteArray("Label { text: 'library/nginx'; width: 12 }") << 0;
    QTest::newRow("wrapped") << QByteArray("Label { text: 'wøø wøø'; width: 30; wrapMode: Text.Wrap }") << 0;
    QTest::newRow("narrow button") << QByteArray("Button { text: 'a lot of wøøørds'; width: 40 }") << 1;
    QTest::newRow("button") << QByteArray("Button { text: 'a lot of wøøørds' }") << 0;
    QTest::newRow("clipped") << QByteArray("Item { clip: true; width: 20; height: 20; Label { text: 'wøøørds' } }")
                             << 1;
    QTest::newRow("hidden") << QByteArray("Label { text: 'wøøørd'; width: 12; visible: false }") << 0;
    QTest::newRow("beyond the window") << QByteArray("Label { text: 'wøøørd'; x: 1270 }") << 1;
}

void EveryPageTest::findsWhatIsCut()
{
    QFETCH(QByteArray, item);
    QFETCH(int, found);
    QQmlComponent component(&m_frame->engine());
    component.setData("import QtQuick\nimport Lotse.Controls\n" + item, {});
    const std::unique_ptr<QObject> made(component.create());
    auto *top = qobject_cast<QQuickItem *>(made.get());
    QVERIFY2(top, qPrintable(component.errorString()));
    top->setParentItem(m_frame->window()->contentItem());
    QVERIFY(QQuickTest::qWaitForPolish(m_frame->window(), 20'000));
    const QStringList cut = cutTexts(top, &isLong);
    QVERIFY2(cut.size() == found, qPrintable(cut.join(u'\n')));
}

void EveryPageTest::loadsAndShowsItsTexts_data()
{
    QTest::addColumn<QString>("page");
    for (const PageRow &row : pageRows()) {
        if (isBuilt(row))
            QTest::newRow(row.id) << QString::fromLatin1(row.id);
    }
}

void EveryPageTest::loadsAndShowsItsTexts()
{
    QFETCH(QString, page);
    open(page, sampleOf(page));
    QStringList cut;
    for (const QString &one : cutTexts(m_frame->window()->contentItem(), &isLong)) {
        if (!m_told.contains(one))
            cut.append(one);
        m_told.insert(one);
    }
    QVERIFY2(cut.isEmpty(), qPrintable(u'\n' + cut.join(u'\n')));
}

void EveryPageTest::dialogsShowTheirTexts_data()
{
    loadsAndShowsItsTexts_data();
}

// Dialogs, menus and lists that stand in the page, also those that are made when they are asked for.
QList<QPointer<QObject>> EveryPageTest::popups() const
{
    for (QObject *one : page()->findChildren<QObject *>()) {
        if (one->metaObject()->indexOfMethod("make()") >= 0)
            QMetaObject::invokeMethod(one, "make");
    }
    QList<QPointer<QObject>> out;
    for (QObject *one : page()->findChildren<QObject *>()) {
        if (one->inherits("QQuickPopup") && !one->inherits("QQuickToolTip") && !one->property("visible").toBool())
            out.append(one);
    }
    return out;
}

// What is in one that is open; null where it is not.
const QQuickItem *EveryPageTest::opened(QObject *popup)
{
    return popup && popup->property("visible").toBool() ? popup->property("contentItem").value<QQuickItem *>()
                                                        : nullptr;
}

// Each opened by itself, and closed again.
void EveryPageTest::eachDialog(const std::function<void(const QObject *popup, QQuickItem *item)> &look)
{
    for (const QPointer<QObject> &popup : popups()) {
        if (!popup)
            continue;
        QMetaObject::invokeMethod(popup, "open");
        QTRY_VERIFY(!popup || !popup->property("visible").toBool() || popup->property("opened").toBool());
        QVERIFY(QQuickTest::qWaitForPolish(m_frame->window(), 20'000));
        const QQuickItem *content = opened(popup);
        if (!content)
            continue;
        look(popup, content->parentItem());
        QMetaObject::invokeMethod(popup, "close");
        QTRY_VERIFY(!popup || !popup->property("visible").toBool());
    }
}

void EveryPageTest::dialogsShowTheirTexts()
{
    QFETCH(QString, page);
    open(page, sampleOf(page));
    QVERIFY(this->page());
    QStringList cut;
    eachDialog([&](const QObject *, QQuickItem *item) {
        cut += cutTexts(item, &isLong);
        for (const QString &blank : blankChoices(item))
            cut.append(blank + u": the first choice has no words"_s);
    });
    QVERIFY(!QTest::currentTestFailed());
    QVERIFY2(cut.isEmpty(), qPrintable(u'\n' + cut.join(u'\n')));
}

void EveryPageTest::dialogsFitASmallWindow_data()
{
    loadsAndShowsItsTexts_data();
}

// Narrow and enlarged: each stands in the window, with all of its buttons.
void EveryPageTest::dialogsFitASmallWindow()
{
    QFETCH(QString, page);
    m_frame->window()->resize(1024, 700);
    theme()->setZoom(1.3);
    const auto atLast = qScopeGuard([this] {
        theme()->setZoom(1);
        m_frame->window()->resize(1280, 800);
    });
    open(page, sampleOf(page));
    QVERIFY(this->page());
    const QRectF window(0, 0, 1024, 700);
    QStringList beyond;
    eachDialog([&](const QObject *popup, QQuickItem *item) {
        const QRectF at = item->mapRectToScene({0, 0, item->width(), item->height()});
        if (!window.contains(at)) {
            beyond.append(
                u"%1 %2: %3, %4, %5 × %6"_s
                    .arg(QString::fromLatin1(popup->metaObject()->className()), popup->property("title").toString())
                    .arg(at.x())
                    .arg(at.y())
                    .arg(at.width())
                    .arg(at.height()));
        }
        if (auto *footer = popup->property("footer").value<QQuickItem *>())
            beyond += cutTexts(footer, &isLong);
    });
    QVERIFY(!QTest::currentTestFailed());
    QVERIFY2(beyond.isEmpty(), qPrintable(u'\n' + beyond.join(u'\n')));
}

void EveryPageTest::everyButtonStandsInANarrowWindow_data()
{
    loadsAndShowsItsTexts_data();
}

// Whatever can be pressed or filled in can be seen.
void EveryPageTest::everyButtonStandsInANarrowWindow()
{
    QFETCH(QString, page);
    theme()->setZoom(1);
    m_frame->window()->resize(1024, 700);
    const auto atLast = qScopeGuard([this] { m_frame->window()->resize(1280, 800); });
    open(page, sampleOf(page));
    QVERIFY(this->page());
    const auto beyond = [this] { return beyondWindow(host()); };
    QVERIFY2(QTest::qWaitFor([&] { return beyond().isEmpty(); }, 5000), qPrintable(u'\n' + beyond().join(u'\n')));
}

void EveryPageTest::tabsChangeUnderASelection_data()
{
    loadsAndShowsItsTexts_data();
}

// Every tab after every other, each with its first row selected: no row is read as one of another kind.
void EveryPageTest::tabsChangeUnderASelection()
{
    QFETCH(QString, page);
    open(page, sampleOf(page));
    const auto *shown = host()->property("page").value<QQuickItem *>();
    QVERIFY(shown);
    const auto selectFirst = [&] {
        for (QObject *one : shown->findChildren<QObject *>()) {
            // Whatever shows a table by keys.
            if (one->metaObject()->indexOfMethod("selectKey(QVariant)") >= 0 && one->property("arrangement").isValid())
                QMetaObject::invokeMethod(
                    one, "choose", Q_ARG(QVariant, 0), Q_ARG(QVariant, false), Q_ARG(QVariant, false));
        }
    };
    QList<QPointer<QObject>> bars;
    for (QObject *one : shown->findChildren<QObject *>()) {
        if (one->inherits("QQuickTabBar") && one->property("count").toInt() > 1)
            bars.append(one);
    }
    for (const QPointer<QObject> &bar : std::as_const(bars)) {
        const int count = bar->property("count").toInt();
        for (int from = 0; from < count; ++from) {
            for (const int to : {(from + 1) % count, (from + count - 1) % count}) {
                bar->setProperty("currentIndex", from);
                QTRY_COMPARE_WITH_TIMEOUT(app().requests()->running(), 0, 30'000);
                QVERIFY(QQuickTest::qWaitForPolish(m_frame->window(), 20'000));
                selectFirst();
                bar->setProperty("currentIndex", to);
                QCoreApplication::processEvents();
            }
        }
    }
    QTRY_COMPARE_WITH_TIMEOUT(app().requests()->running(), 0, 30'000);
}

void EveryPageTest::theDockShowsItsPanels()
{
    auto *dock = m_frame->window()->findChild<QQuickItem *>(u"dock"_s);
    QVERIFY(dock);
    auto *body = dock->findChild<QQuickItem *>(u"dockBody"_s);
    QVERIFY(body);
    const auto panel = [body] { return body->property("item").value<QQuickItem *>(); };
    for (const int tab : {0, 1, 2, 3}) {
        QMetaObject::invokeMethod(dock, "choose", Q_ARG(QVariant, tab));
        QVERIFY(QQuickTest::qWaitForPolish(m_frame->window(), 20'000));
        QVERIFY(panel());
        QVERIFY(panel()->isVisible() && panel()->height() > 90 && panel()->width() > 400);
    }
    QMetaObject::invokeMethod(dock, "choose", Q_ARG(QVariant, 3)); // folds it
    QVERIFY(!panel());
}

void EveryPageTest::theLockHidesEverything()
{
    open(u"overview"_s);
    app().screenLock()->lock();
    QTRY_VERIFY(!host()->isVisible());
    QCOMPARE(m_frame->window()->title(), u"Lotse"_s);
    // No key leads anywhere while it is locked.
    QTest::keyClick(m_frame->window(), Qt::Key_Comma, Qt::ControlModifier);
    QCOMPARE(app().navigator()->page(), u"overview"_s);
    app().screenLock()->desktopLocked(false);
    QTRY_VERIFY(host()->isVisible());
}

void EveryPageTest::keysOpenSettingsAndHelp()
{
    open(u"audit"_s);
    QTest::keyClick(m_frame->window(), Qt::Key_F1);
    QTRY_COMPARE(app().navigator()->page(), u"help"_s);
    QCOMPARE(app().navigator()->params().value(u"page"_s).toString(), u"audit"_s);
    QTest::keyClick(m_frame->window(), Qt::Key_Escape);
    QTRY_COMPARE(app().navigator()->page(), u"audit"_s);
    QTest::keyClick(m_frame->window(), Qt::Key_Comma, Qt::ControlModifier);
    QTRY_COMPARE(app().navigator()->page(), u"settings"_s);
}

void EveryPageTest::keysOpenThePaletteAndTheSheet()
{
    open(u"overview"_s);
    const auto overlay = [this] {
        QList<QQuickItem *> all{m_frame->window()->contentItem()};
        for (qsizetype i = 0; i < all.size(); ++i)
            all.append(all[i]->childItems());
        return std::any_of(all.begin(), all.end(), [](const QQuickItem *item) {
            return item->inherits("QQuickPopupItem") && item->isVisible() && item->parent()->property("modal").toBool();
        });
    };
    QVERIFY(!overlay());
    const auto cut = [this] { return cutTexts(m_frame->window()->contentItem(), &isLong).join(u'\n'); };
    const QString before = cut();
    QTest::keyClick(m_frame->window(), Qt::Key_Question);
    QTRY_VERIFY(overlay());
    QCOMPARE(cut(), before);
    QTest::keyClick(m_frame->window(), Qt::Key_Escape);
    QTRY_VERIFY(!overlay());
    QTest::keyClick(m_frame->window(), Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(overlay());
    QTRY_VERIFY(m_frame->window()->activeFocusItem()->inherits("QQuickTextField"));
    for (const char key : QByteArray("zzzz"))
        QTest::keyClick(m_frame->window(), key);
    QCOMPARE(app().commands()->query(), u"zzzz"_s);
    QTest::keyClick(m_frame->window(), Qt::Key_Escape);
    QTRY_VERIFY(!overlay());
}

// The keys of the first group of the sheet; those of tables and findings are pressed in the tests of these.
void EveryPageTest::everyShortcutWorks()
{
    Navigator *navigator = app().navigator();
    QQuickWindow *window = m_frame->window();
    open(u"overview"_s);
    open(u"audit"_s);
    QTest::keyClick(window, Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(navigator->page(), u"overview"_s);
    QTest::keyClick(window, Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(navigator->page(), u"audit"_s);

    const qreal zoom = theme()->zoom();
    QTest::keyClick(window, Qt::Key_Plus, Qt::ControlModifier);
    QTRY_VERIFY(theme()->zoom() > zoom);
    QTest::keyClick(window, Qt::Key_Minus, Qt::ControlModifier);
    QTest::keyClick(window, Qt::Key_Minus, Qt::ControlModifier);
    QTRY_VERIFY(theme()->zoom() < zoom);
    QTest::keyClick(window, Qt::Key_0, Qt::ControlModifier);
    QTRY_COMPARE(theme()->zoom(), 1.0);

    const bool dark = theme()->isDark();
    QTest::keyClick(window, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(theme()->isDark(), !dark);
    QTest::keyClick(window, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(theme()->isDark(), dark);

    const auto *dock = window->findChild<QQuickItem *>(u"dock"_s);
    QVERIFY(dock);
    const bool wide = dock->property("expanded").toBool();
    QTest::keyClick(window, Qt::Key_J, Qt::ControlModifier);
    QTRY_COMPARE(dock->property("expanded").toBool(), !wide);
    QTest::keyClick(window, Qt::Key_J, Qt::ControlModifier);
    QTRY_COMPARE(dock->property("expanded").toBool(), wide);

    QTest::keyClick(window, Qt::Key_F, Qt::ControlModifier);
    QTRY_VERIFY(window->activeFocusItem()->inherits("QQuickTextField"));
    QTRY_COMPARE(app().requests()->running(), 0);
    const QString newest = app().requests()->rowKey(0);
    QTest::keyClick(window, Qt::Key_F5);
    QTRY_VERIFY(app().requests()->rowKey(0) != newest);
    QTRY_COMPARE(app().requests()->running(), 0);

    QTest::keyClick(window, Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(app().registry());
    const QString registry = app().registry()->id;
    app().show({});
    QTRY_VERIFY(!app().registry());
    QTest::keyClick(window, Qt::Key_1, Qt::ControlModifier);
    QTRY_VERIFY(app().registry() && app().registry()->id == registry);
    app().show({});
    QTest::keyClick(window, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(app().registry() && app().registry()->id == registry);

    QTest::keyClick(window, Qt::Key_L, Qt::ControlModifier | Qt::AltModifier);
    QTRY_VERIFY(app().screenLock()->isLocked());
    app().screenLock()->desktopLocked(false);
    QTRY_VERIFY(!app().screenLock()->isLocked());
}

void EveryPageTest::noKeyIsTakenTwice()
{
    // On the page with most keys of its own.
    open(u"findings"_s);
    QMultiHash<QString, QString> taken;
    for (const QObject *one : m_frame->window()->findChildren<QObject *>()) {
        if (!one->inherits("QQuickShortcut") || !one->property("enabled").toBool())
            continue;
        QVariantList keys = one->property("sequences").toList();
        if (keys.isEmpty())
            keys.append(one->property("sequence"));
        for (const QVariant &key : std::as_const(keys)) {
            const auto standard = key.metaType() == QMetaType::fromType<int>()
                ? QKeySequence::keyBindings(QKeySequence::StandardKey(key.toInt()))
                : QList<QKeySequence>{QKeySequence(key.toString())};
            for (const QKeySequence &sequence : standard)
                taken.insert(sequence.toString(), QString::fromLatin1(one->parent()->metaObject()->className()));
        }
    }
    QVERIFY(taken.size() > 15);
    for (const QString &key : taken.uniqueKeys())
        QVERIFY2(taken.count(key) == 1, qPrintable(key + u": "_s + QStringList(taken.values(key)).join(u", "_s)));
}

void EveryPageTest::theWayBackFindsThePageAsItWas()
{
    open(u"quotas"_s);
    QPointer<QQuickItem> page = host()->property("page").value<QQuickItem *>();
    QVERIFY(page);
    const QString newest = app().requests()->rowKey(0);
    open(u"help"_s);
    QVERIFY(!page->isVisible());
    app().navigator()->back();
    QTRY_VERIFY(page && page->isVisible());
    QCOMPARE(host()->property("page").value<QQuickItem *>(), page.data());
    QCOMPARE(app().requests()->rowKey(0), newest); // nothing was read again
    // A place that nothing leads to any more is let go.
    app().show({});
    QTRY_VERIFY(!page);
    app().showAt(0);
}

void EveryPageTest::anotherLanguageIsSpokenAtOnce()
{
    open(u"overview"_s);
    const auto oldTexts = [this] {
        QStringList out;
        QList<QQuickItem *> all{m_frame->window()->contentItem()};
        for (qsizetype i = 0; i < all.size(); ++i) {
            all.append(all[i]->childItems());
            const QVariant text = all[i]->property("text");
            if (all[i]->isVisible() && text.metaType() == QMetaType::fromType<QString>() && isLong(text.toString()))
                out.append(text.toString());
        }
        return out.join(u'\n');
    };
    QVERIFY(!oldTexts().isEmpty());
    QCoreApplication::removeTranslator(&m_words);
    m_frame->retranslate();
    QTRY_COMPARE_WITH_TIMEOUT(oldTexts(), QString(), 20'000);
    QTRY_VERIFY(host()->property("ready").toBool());
    QCoreApplication::installTranslator(&m_words);
    m_frame->retranslate();
    QTRY_VERIFY(!oldTexts().isEmpty());
}

void EveryPageTest::iconsHavePixels()
{
    QCOMPARE(IconProvider::problem(), QString());
    IconProvider icons;
    QDirIterator files(QStringLiteral(LOTSE_SOURCE_DIR "/ui"), {u"*.qml"_s}, QDir::Files, QDirIterator::Subdirectories);
    static const QRegularExpression named(u"(?:icon\\.name|iconName): \"([a-z0-9-]+)\""_s);
    QSet<QString> names;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (auto match = named.globalMatch(text); match.hasNext();)
            names.insert(match.next().captured(1));
    }
    QVERIFY(names.size() > 20);
    for (const QString &name : std::as_const(names)) {
        QSize size;
        const QImage image = icons.requestImage(name + u"/112233"_s, &size, {16, 16});
        int drawn = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                drawn += qAlpha(image.pixel(x, y)) > 0 ? 1 : 0;
        QVERIFY2(drawn > 4, qPrintable(name));
    }
}

void EveryPageTest::theTileOfAPlainRegistryOpensItsOwnFindings()
{
    RegistryView *view = app().registry();
    QVERIFY(view && !view->plain);
    const auto press = [&] {
        open(u"overview"_s);
        QQuickItem *line = nullptr;
        walk(m_frame->window()->contentItem(), [&](QQuickItem *item) {
            if (QByteArray(item->metaObject()->className()).startsWith("SectionLine")
                && item->property("text").toString().startsWith(u"Sec"_s))
                line = item;
        });
        QVERIFY(line);
        QMetaObject::invokeMethod(line, "clicked");
        QTRY_COMPARE(app().navigator()->page(), u"findings"_s);
    };
    press();
    QVERIFY(!app().navigator()->params().value(u"query"_s).toString().contains(u"registry:"_s));
    view->plain = true;
    emit view->sectionsChanged();
    press();
    const QString query = app().navigator()->params().value(u"query"_s).toString();
    QVERIFY2(query.contains(u"registry:\""_s + view->name), qPrintable(query));
    QTRY_VERIFY([&] { // and the page says so
        bool isShown = false;
        walk(host(), [&](QQuickItem *item) {
            isShown = isShown || (item->inherits("QQuickTextInput") && item->property("text").toString() == query);
        });
        return isShown;
    }());
    view->plain = false;
    emit view->sectionsChanged();
}

void EveryPageTest::aPersonSeesItWhole_data()
{
    loadsAndShowsItsTexts_data();
    QCoreApplication::removeTranslator(&m_words);
    m_frame->retranslate();
}

// Each page once, as it comes: wide, then narrow and enlarged.
void EveryPageTest::aPersonSeesItWhole()
{
    QFETCH(QString, page);
    m_frame->window()->resize(1440, 900);
    theme()->setZoom(1);
    open(page, sampleOf(page));
    QVERIFY(this->page());
    QStringList problems;
    const auto look = [&](const char *what, auto &&found) {
        if (!QTest::qWaitFor([&] { return found().isEmpty(); }, 20'000))
            problems.append(QString::fromLatin1(what) + u":\n  "_s + found().join(u"\n  "_s));
    };
    look("cut cells", [&] { return cutCells(host()); });
    look("blank first choices", [&] { return blankChoices(host()); });
    look("unfolded JSON", [&] { return openedRaw(host()); });
    look("tables without a title", [&] { return namelessTables(host()); });
    look("texts over each other", [&] { return overlappingTexts(host()); });
    theme()->setZoom(1.3);
    m_frame->window()->resize(1024, 800);
    QVERIFY(QQuickTest::qWaitForPolish(m_frame->window(), 20'000));
    look("texts over each other, narrow and enlarged", [&] { return overlappingTexts(host()); });
    QVERIFY2(problems.isEmpty(), qPrintable(u'\n' + problems.join(u'\n')));
}

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    ui::keepQmlCacheApart();
    EveryPageTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_everypage.moc"
