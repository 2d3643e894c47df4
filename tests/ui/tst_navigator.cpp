// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "heard.h"
#include "shell/navigator.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lotse::ui;

/// Back and forward go where one was, with the same parameters; opening from the middle forgets what lay ahead.
class TestNavigator : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { lotse::test::failOnWarnings(); }
    void goesBackAndForward();
    void forgetsWhatLayAhead();
    void openingTheSameDoesNothing();
    void remembersTitles();
    void staysBounded();
    void asksBeforeWhatIsHeldIsLeft();
    void numbersItsPlaces();
};

void TestNavigator::asksBeforeWhatIsHeldIsLeft()
{
    Navigator navigator;
    QSignalSpy asked(&navigator, &Navigator::askedToLeave);
    navigator.open(u"accounts"_s);
    navigator.open(u"account"_s);
    navigator.setHeld(true);
    navigator.back();
    QCOMPARE(navigator.page(), u"account"_s);
    QCOMPARE(asked.count(), 1);
    navigator.stay();
    navigator.discard(); // nothing waits
    QCOMPARE(navigator.page(), u"account"_s);
    navigator.setHeld(true);
    navigator.open(u"settings"_s);
    QCOMPARE(navigator.page(), u"account"_s);
    QVERIFY(!navigator.mayQuit());
    navigator.open(u"help"_s);
    QCOMPARE(asked.count(), 4);
    navigator.discard();
    QCOMPARE(navigator.page(), u"help"_s);
    QVERIFY(!navigator.isHeld());
    QVERIFY(navigator.mayQuit());
}

void TestNavigator::numbersItsPlaces()
{
    Navigator navigator;
    navigator.open(u"projects"_s);
    const int first = navigator.place();
    navigator.open(u"quotas"_s);
    const int second = navigator.place();
    QVERIFY(first != second);
    navigator.back();
    QCOMPARE(navigator.place(), first);
    QVERIFY(navigator.holdsPlace(second));
    navigator.open(u"robots"_s);
    QVERIFY(!navigator.holdsPlace(second));
    QVERIFY(navigator.holdsPlace(first));
}

void TestNavigator::goesBackAndForward()
{
    Navigator navigator;
    QVERIFY(!navigator.canGoBack());
    QCOMPARE(navigator.page(), QString());
    navigator.open(u"projects"_s);
    navigator.open(u"project"_s, {{u"project"_s, u"payments"_s}});
    QVERIFY(navigator.canGoBack());
    QVERIFY(!navigator.canGoForward());
    navigator.back();
    QCOMPARE(navigator.page(), u"projects"_s);
    navigator.back();
    QCOMPARE(navigator.page(), u"projects"_s);
    navigator.forward();
    QCOMPARE(navigator.page(), u"project"_s);
    QCOMPARE(navigator.params().value(u"project"_s).toString(), u"payments"_s);
}

void TestNavigator::forgetsWhatLayAhead()
{
    Navigator navigator;
    for (const QString &page : {u"a"_s, u"b"_s, u"c"_s})
        navigator.open(page);
    navigator.back();
    navigator.back();
    navigator.open(u"d"_s);
    QVERIFY(!navigator.canGoForward());
    navigator.back();
    QCOMPARE(navigator.page(), u"a"_s);
}

void TestNavigator::openingTheSameDoesNothing()
{
    Navigator navigator;
    navigator.open(u"a"_s, {{u"key"_s, 1}});
    QSignalSpy changed(&navigator, &Navigator::changed);
    navigator.open(u"a"_s, {{u"key"_s, 1}});
    QCOMPARE(changed.count(), 0);
    navigator.open(u"a"_s, {{u"key"_s, 2}});
    QCOMPARE(changed.count(), 1);
}

void TestNavigator::remembersTitles()
{
    Navigator navigator;
    navigator.open(u"a"_s);
    navigator.describe(u"First"_s, {QVariantMap{{u"title"_s, u"Up"_s}}});
    navigator.open(u"b"_s);
    QCOMPARE(navigator.title(), QString());
    navigator.back();
    QCOMPARE(navigator.title(), u"First"_s);
    QCOMPARE(navigator.crumbs().size(), 1);
}

void TestNavigator::staysBounded()
{
    Navigator navigator;
    for (int i = 0; i < 250; ++i)
        navigator.open(QString::number(i));
    int steps = 0;
    while (navigator.canGoBack()) {
        navigator.back();
        ++steps;
    }
    QCOMPARE(steps, 99);
    QCOMPARE(navigator.page(), u"150"_s);
}

QTEST_GUILESS_MAIN(TestNavigator)
#include "tst_navigator.moc"
