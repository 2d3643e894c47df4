// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/adapters.h"
#include "harbor/retention.h"
#include "support/exchange.h"
#include "json/codec.h"

#include <QTest>

using namespace lotse;
using namespace lotse::harbor;
using namespace Qt::StringLiterals;

class TestRetention : public QObject {
    Q_OBJECT
private slots:
    void speaksRules_data();
    void speaksRules();
    void readsTheLog();
    void readsTheRecordedLog();
    void readsNoTable();
};

void TestRetention::speaksRules_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("count")
        << QByteArray(R"({"template":"latestPushedK","params":{"latestPushedK":10},)"
                      R"("scope_selectors":{"repository":[{"decoration":"repoMatches","pattern":"**"}]},)"
                      R"("tag_selectors":[{"decoration":"matches","pattern":"v*","extras":"{\"untagged\":true}"}]})")
        << u"Retain the 10 most recently pushed artifacts, of repositories matching **, with tags matching v*, including untagged"_s;
    QTest::newRow("one") << QByteArray(R"({"template":"latestPulledN","params":{"latestPulledN":1}})")
                         << u"Retain the most recently pulled artifact"_s;
    QTest::newRow("days") << QByteArray(R"({"template":"nDaysSinceLastPush","params":{"nDaysSinceLastPush":7}})")
                          << u"Retain artifacts pushed within the last 7 days"_s;
    QTest::newRow("always, excluding, switched off")
        << QByteArray(R"({"template":"always","disabled":true,)"
                      R"("scope_selectors":{"repository":[{"decoration":"repoExcludes","pattern":"tmp/**"}]},)"
                      R"("tag_selectors":[{"decoration":"excludes","pattern":"x","extras":"{\"untagged\":false}"}]})")
        << u"Retain all artifacts, of repositories not matching tmp/**, with tags not matching x, excluding untagged, disabled"_s;
    QTest::newRow("untagged is so unless said")
        << QByteArray(R"({"template":"always","tag_selectors":[{"decoration":"matches","pattern":"**"}]})")
        << u"Retain all artifacts, with tags matching **, including untagged"_s;
    QTest::newRow("unknown") << QByteArray(R"({"template":"moonPhase","params":{"moonPhase":3}})")
                             << u"Retain artifacts by the unknown rule “moonPhase”"_s;
    QTest::newRow("without its number") << QByteArray(R"({"template":"latestPushedK","params":{}})")
                                        << u"Retain artifacts by the unknown rule “latestPushedK”"_s;
}

void TestRetention::speaksRules()
{
    QFETCH(QByteArray, rule);
    const auto read = json::decode<RetentionRule>(rule);
    QVERIFY2(read.ok(), qPrintable(read.error().message.english()));
    QStringList parts;
    for (const Message &part : sentenceOf(*read))
        parts.append(part.english());
    QTEST(parts.join(u", "_s), "sentence");
}

void TestRetention::readsTheLog()
{
    const QList<RetentionOutcome> rows = readRetentionLog(
        "2026-11-23T09:32:47Z [INFO] [/src/job.go:212]: \n"
        "|  Digest  |     Tag      | Kind  | Labels |     PushedTime      | PulledTime |     CreatedTime     | "
        "Retention |\n"
        "|----------|--------------|-------|--------|---------------------|------------|---------------------|---------"
        "--|\n"
        "| sha256:1b | latest,1.4.1 | image | a,b|c  | 2026/11/23 09:31:44 |            | 2026/11/23 09:31:43 | RETAIN "
        "   |\n"
        "| sha256:51 |              | image |        | 2026/11/23 09:31:41 | 2026/11/24 01:00:00 | x | DEL |\n"
        "| cut | off |\n");
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0].digest, u"sha256:1b"_s);
    QCOMPARE(rows[0].tags, QStringList({u"latest"_s, u"1.4.1"_s}));
    QCOMPARE(rows[0].kind, u"image"_s);
    QCOMPARE(rows[0].labels, QStringList({u"a"_s, u"b|c"_s}));
    QCOMPARE(rows[0].pushed, QDateTime(QDate(2026, 11, 23), QTime(9, 31, 44), Qt::UTC));
    QVERIFY(!rows[0].pulled.isValid());
    QCOMPARE(rows[0].created, QDateTime(QDate(2026, 11, 23), QTime(9, 31, 43), Qt::UTC));
    QCOMPARE(rows[0].outcome, u"RETAIN"_s);
    QVERIFY(!rows[0].isDeleted());
    QVERIFY(rows[1].tags.isEmpty());
    QCOMPARE(rows[1].pulled, QDateTime(QDate(2026, 11, 24), QTime(1, 0), Qt::UTC));
    QVERIFY(!rows[1].created.isValid());
    QVERIFY(rows[1].isDeleted());
}

void TestRetention::readsTheRecordedLog()
{
    for (const test::Exchange &exchange : test::recordedExchanges()) {
        if (exchange.operation != u"getRetentionTaskLog"_s)
            continue;
        const QList<RetentionOutcome> rows = readRetentionLog(adapters::text(exchange.response.body));
        QCOMPARE(rows.size(), 5);
        for (const RetentionOutcome &row : rows) {
            QCOMPARE(row.digest.size(), 71);
            QVERIFY(row.pushed.isValid());
            QVERIFY(!row.tags.isEmpty());
            QCOMPARE(row.outcome, u"RETAIN"_s);
        }
        return;
    }
    QSKIP("The recorded exchanges are not beside the source tree.");
}

void TestRetention::readsNoTable()
{
    QVERIFY(readRetentionLog({}).isEmpty());
    QVERIFY(readRetentionLog("|\n||\n| a | b |\n\xff\xfe|").isEmpty());
}

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
