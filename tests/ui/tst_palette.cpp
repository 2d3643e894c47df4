// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "heard.h"
#include "shell/commands.h"
#include "textlines.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lotse::ui;

/// What the palette finds and in which order; the lines and hits of a long text.
class TestPalette : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { lotse::test::failOnWarnings(); }
    void findsByWords();
    void takesNoLooseMatchByItself();
    void ranksStartsOfWordsFirst();
    void asksItsSources();
    void runsWhatIsShown();
    void showsWhatIsFoundLater();
    void passesOverOldAnswers();
    void textLinesFindAndGoRound();
    void textLinesAppendToALog();
};

void TestPalette::findsByWords()
{
    QVERIFY(Commands::score(u"quo"_s, u"Go to Quotas"_s) > 0);
    QVERIFY(Commands::score(u"gtq"_s, u"Go to Quotas"_s) > 0);
    QVERIFY(Commands::score(u"quotas go"_s, u"Go to Quotas"_s) > 0);
    QCOMPARE(Commands::score(u"oqz"_s, u"Go to Quotas"_s), 0);
    // Letters that stand somewhere in order are no match.
    QCOMPARE(Commands::score(u"edit"_s, u"Sync findings of this registry"_s), 0);
    QCOMPARE(Commands::score(u"quotas robots"_s, u"Go to Quotas"_s), 0);
    QVERIFY(Commands::score(QString(), u"anything"_s) > 0);
    const QStringList better{u"Robot accounts"_s, u"Project robot accounts"_s, u"Microbots"_s};
    for (qsizetype i = 1; i < better.size(); ++i)
        QVERIFY2(
            Commands::score(u"robot"_s, better[i - 1]) > Commands::score(u"robot"_s, better[i]), qPrintable(better[i]));
    QVERIFY(Commands::score(u"robot"_s, u"Robot accounts"_s) > Commands::score(u"robot"_s, u"Microbots"_s));
    // A word that the title lacks is found by the other words of an entry.
    QCOMPARE(Commands::score(u"robots"_s, u"Robot accounts"_s), 0);
    Commands commands;
    commands.add({u"Robot accounts"_s, {}, {}, {}, {}, 0, u"all robots"_s});
    commands.setQuery(u"robots"_s);
    QCOMPARE(commands.count(), 1);
}

void TestPalette::takesNoLooseMatchByItself()
{
    Commands commands;
    commands.add({u"Reconfigure everything"_s, {}, {}, {}, {}});
    commands.setQuery(u"config"_s);
    QCOMPARE(commands.count(), 1);
    QCOMPARE(commands.bestRow(), -1);
    commands.add({u"Configuration"_s, {}, {}, {}, {}});
    commands.reset();
    QCOMPARE(commands.bestRow(), 0);
    commands.setQuery(u"config"_s);
    QCOMPARE(commands.bestRow(), 0);
    QCOMPARE(commands.titleAt(0), u"Configuration"_s);
    commands.setQuery(u"zzz"_s);
    QCOMPARE(commands.bestRow(), -1);
    // Other words find it, behind what is called so.
    commands.add({u"Manage registries"_s, {}, {}, {}, {}, 0, u"accounts edit"_s});
    commands.setQuery(u"edit"_s);
    QCOMPARE(commands.titleAt(0), u"Manage registries"_s);
    QCOMPARE(commands.bestRow(), 0);
}

void TestPalette::ranksStartsOfWordsFirst()
{
    Commands commands;
    for (const QString &title : {u"Retired things"_s, u"Show the audit trail"_s, u"Audit trail"_s})
        commands.add({title, {}, {}, {}, {}});
    commands.setQuery(u"audit"_s);
    QCOMPARE(commands.count(), 2);
    QCOMPARE(commands.index(0).data(Commands::TitleRole).toString(), u"Audit trail"_s);
    commands.setQuery(u"retired"_s);
    QCOMPARE(commands.index(0).data(Commands::TitleRole).toString(), u"Retired things"_s);
}

void TestPalette::asksItsSources()
{
    Commands commands;
    QAbstractItemModelTester tester(&commands, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QStringList asked;
    commands.addSource([&asked](const QString &query) {
        asked.append(query);
        return QList<Commands::Entry>{{u"payments/api"_s, u"Repositories"_s, {}, {}, {}}};
    });
    commands.setQuery(u"pay"_s);
    commands.setQuery(u"zzz"_s);
    QCOMPARE(asked, QStringList({u"pay"_s, u"zzz"_s}));
    QCOMPARE(commands.count(), 0);
}

void TestPalette::runsWhatIsShown()
{
    Commands commands;
    QStringList ran;
    commands.add({u"One"_s, {}, {}, {}, [&ran] { ran.append(u"one"_s); }});
    commands.add({u"Two"_s, {}, {}, {}, [&ran] { ran.append(u"two"_s); }});
    commands.setQuery(u"two"_s);
    commands.run(0);
    commands.run(7);
    QCOMPARE(ran, QStringList{u"two"_s});
}

void TestPalette::showsWhatIsFoundLater()
{
    Commands commands;
    QAbstractItemModelTester tester(&commands, QAbstractItemModelTester::FailureReportingMode::QtTest);
    int told = 0;
    connect(&commands, &Commands::found, this, [&told] { ++told; });
    commands.add({u"Show payments"_s, u"Commands"_s, {}, {}, {}});
    Commands::Found answer;
    commands.addSearch([&answer](const QString &, const Commands::Found &found) { answer = found; });
    commands.setQuery(u"pay"_s);
    QCOMPARE(commands.count(), 1);
    answer({{u"payments"_s, u"Project"_s, {}, {}, {}, 500}, {u"payments/api"_s, u"Repository"_s, {}, {}, {}, 1}});
    QCOMPARE(told, 1);
    QCOMPARE(commands.count(), 3);
    QCOMPARE(commands.titleAt(0), u"payments"_s);
    QCOMPARE(commands.rowOf(u"payments/api"_s, u"Repository"_s), 2);
    QCOMPARE(commands.rowOf(u"payments/api"_s, u"Project"_s), -1);
    answer({{u"payments/web"_s, u"Repository"_s, {}, {}, {}, 2}}); // more, and not instead
    QCOMPARE(commands.count(), 4);
    // What still fits stays until the next answer; what does not goes at once.
    commands.setQuery(u"paymentsapi"_s);
    QCOMPARE(commands.rowOf(u"payments/web"_s, u"Repository"_s), -1);
    QVERIFY(commands.rowOf(u"payments/api"_s, u"Repository"_s) >= 0);
    answer({});
    QCOMPARE(commands.count(), 0);
    commands.reset();
    QCOMPARE(commands.count(), 1);
}

void TestPalette::passesOverOldAnswers()
{
    Commands commands;
    QList<Commands::Found> answers;
    commands.addSearch([&answers](const QString &, const Commands::Found &found) { answers.append(found); });
    commands.setQuery(u"a"_s);
    commands.setQuery(u"ab"_s);
    answers.first()({{u"ab old"_s, {}, {}, {}, {}, 9}});
    QCOMPARE(commands.count(), 0);
    answers.last()({{u"ab new"_s, {}, {}, {}, {}, 9}});
    QCOMPARE(commands.titleAt(0), u"ab new"_s);
}

void TestPalette::textLinesFindAndGoRound()
{
    TextLines lines;
    QAbstractItemModelTester tester(&lines, QAbstractItemModelTester::FailureReportingMode::QtTest);
    lines.setText(u"alpha\nbeta\nAlpha beta\n"_s);
    QCOMPARE(lines.count(), 3);
    lines.setQuery(u"ALPHA"_s);
    QCOMPARE(lines.hits(), 2);
    QCOMPARE(lines.nextHit(-1, true), 0);
    QCOMPARE(lines.nextHit(0, true), 2);
    QCOMPARE(lines.nextHit(2, true), 0);
    QCOMPARE(lines.nextHit(0, false), 2);
    lines.setQuery(u"gamma"_s);
    QCOMPARE(lines.nextHit(0, true), -1);
}

void TestPalette::textLinesAppendToALog()
{
    TextLines lines;
    lines.setText(u"one\n"_s);
    int resets = 0;
    connect(&lines, &QAbstractItemModel::modelReset, this, [&resets] { ++resets; });
    lines.setText(u"one\ntwo\nthree\n"_s);
    QCOMPARE(resets, 0);
    QCOMPARE(lines.count(), 3);
    lines.setText(u"other\n"_s);
    QCOMPARE(resets, 1);
}

QTEST_GUILESS_MAIN(TestPalette)
#include "tst_palette.moc"
