// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/query.h"

#include <QTest>
#include <QTimeZone>

using namespace lotse::harbor;
using namespace Qt::StringLiterals;

class TestQuery : public QObject {
    Q_OBJECT
private slots:
    void writesEachKindOfTerm();
    void escapesWhatLooksLikeAnOperator();
    void refusesWhatCannotBeSaid_data();
    void refusesWhatCannotBeSaid();
};

void TestQuery::writesEachKindOfTerm()
{
    const QDateTime from(QDate(2026, 10, 1), QTime(1, 2, 3), QTimeZone(3600));
    Query query;
    query.equals(u"public"_s, u"false"_s)
        .contains(u"name"_s, u"a b"_s)
        .between(u"cvss_score_v3"_s, u"9.5"_s, u"10"_s)
        .between(u"op_time"_s, from, QDateTime())
        .anyOf(u"type"_s, {u"IMAGE"_s, u"CHART"_s})
        .allOf(u"labels"_s, {u"1"_s, u"2"_s});
    QVERIFY(query.ok());
    QCOMPARE(query.text(),
        u"public=false,name=~a b,cvss_score_v3=[9.5~10],op_time=[2026-10-01T00:02:03~],type={IMAGE CHART},labels=(1 2)"_s);
    QVERIFY(Query().isEmpty());
}

void TestQuery::escapesWhatLooksLikeAnOperator()
{
    QCOMPARE(Query().equals(u"name"_s, u"~x"_s).text(), u"name=\\~x"_s);
    QCOMPARE(Query().equals(u"name"_s, u"[x"_s).text(), u"name=\\[x"_s);
    QCOMPARE(Query().equals(u"name"_s, u"{x"_s).text(), u"name=\\{x"_s);
    QCOMPARE(Query().equals(u"name"_s, u"(x"_s).text(), u"name=\\(x"_s);
    QCOMPARE(Query().equals(u"name"_s, u"\\x"_s).text(), u"name=\\\\x"_s);
    QCOMPARE(Query().equals(u"name"_s, u"x~"_s).text(), u"name=x~"_s);
}

void TestQuery::refusesWhatCannotBeSaid_data()
{
    QTest::addColumn<bool>("ok");
    QTest::newRow("comma") << Query().equals(u"name"_s, u"a,b"_s).ok();
    QTest::newRow("comma in part") << Query().contains(u"name"_s, u"a,b"_s).ok();
    QTest::newRow("space in a list") << Query().anyOf(u"name"_s, {u"a b"_s}).ok();
    QTest::newRow("bracket in a list") << Query().anyOf(u"name"_s, {u"a}"_s}).ok();
    QTest::newRow("empty list") << Query().allOf(u"name"_s, {}).ok();
    QTest::newRow("open on both sides") << Query().between(u"t"_s, QString(), QString()).ok();
    QTest::newRow("tilde in a range") << Query().between(u"t"_s, u"a~b"_s, u"c"_s).ok();
    QTest::newRow("once wrong, wrong for good") << Query().equals(u"name"_s, u"a,b"_s).equals(u"name"_s, u"c"_s).ok();
}

void TestQuery::refusesWhatCannotBeSaid()
{
    QFETCH(bool, ok);
    QVERIFY(!ok);
}

QTEST_GUILESS_MAIN(TestQuery)
#include "tst_query.moc"
