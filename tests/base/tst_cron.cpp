// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cron.h"

#include <QTest>

using namespace lotse;
using namespace Qt::StringLiterals;

class TestCron : public QObject {
    Q_OBJECT
private slots:
    void findsTheNextRuns_data();
    void findsTheNextRuns();
    void leavesOtherTexts_data();
    void leavesOtherTexts();
    void saysWhereThereIsNone();
};

void TestCron::findsTheNextRuns_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QStringList>("runs");
    // 23 November 2026 is a Monday.
    const QString monday = u"2026-11-23T10:00:00"_s;
    const auto row = [&](const char *name, const QString &text, const QStringList &runs) {
        QTest::newRow(name) << text << monday << runs;
    };
    row("daily", u"0 0 3 * * *"_s, {u"2026-11-24T03:00:00"_s, u"2026-11-25T03:00:00"_s});
    row("not the moment itself", u"0 0 10 * * *"_s, {u"2026-11-24T10:00:00"_s});
    row("later that hour", u"30 15 10 * * *"_s, {u"2026-11-23T10:15:30"_s});
    row("steps", u"0 */20 * * * *"_s, {u"2026-11-23T10:20:00"_s, u"2026-11-23T10:40:00"_s, u"2026-11-23T11:00:00"_s});
    row("steps from a value", u"0 0 21/2 * * *"_s,
        {u"2026-11-23T21:00:00"_s, u"2026-11-23T23:00:00"_s, u"2026-11-24T21:00:00"_s});
    row("list and range", u"0 0 1-2,12 * * ?"_s,
        {u"2026-11-23T12:00:00"_s, u"2026-11-24T01:00:00"_s, u"2026-11-24T02:00:00"_s});
    row("weekday", u"0 0 0 * * SAT"_s, {u"2026-11-28T00:00:00"_s, u"2026-12-05T00:00:00"_s});
    row("weekday and star day", u"0 0 0 * * 1-5"_s, {u"2026-11-24T00:00:00"_s});
    row("either day", u"0 0 0 1 * 5"_s, {u"2026-11-27T00:00:00"_s, u"2026-12-01T00:00:00"_s, u"2026-12-04T00:00:00"_s});
    row("a thinned star is no star", u"0 0 0 */30 * 5"_s, {u"2026-11-27T00:00:00"_s, u"2026-12-01T00:00:00"_s});
    row("month by name", u"0 0 0 1 jan,Mar *"_s, {u"2027-01-01T00:00:00"_s, u"2027-03-01T00:00:00"_s});
    row("leap day", u"0 0 0 29 2 *"_s, {u"2028-02-29T00:00:00"_s});
    row("@hourly", u"@hourly"_s, {u"2026-11-23T11:00:00"_s});
    row("@daily", u"@daily"_s, {u"2026-11-24T00:00:00"_s});
    row("@weekly", u"@weekly"_s, {u"2026-11-29T00:00:00"_s});
    row("@monthly", u"@monthly"_s, {u"2026-12-01T00:00:00"_s});
    row("@yearly", u"@yearly"_s, {u"2027-01-01T00:00:00"_s});
    row("spaces", u"  0  0 3 * *  * "_s, {u"2026-11-24T03:00:00"_s});
}

void TestCron::findsTheNextRuns()
{
    QFETCH(QString, text);
    QFETCH(QString, after);
    QFETCH(QStringList, runs);
    const auto cron = Cron::parse(text);
    QVERIFY(cron);
    QStringList found;
    for (const QDateTime &run : cron->next(QDateTime::fromString(after + u'Z', Qt::ISODate), int(runs.size()))) {
        QCOMPARE(run.timeSpec(), Qt::UTC);
        found.append(run.toString(u"yyyy-MM-ddTHH:mm:ss"_s));
    }
    QCOMPARE(found, runs);
}

void TestCron::leavesOtherTexts_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
        {"", "None", "0 3 * * *", "0 0 3 * * * *", "60 0 0 * * *", "0 0 24 * * *", "0 0 0 0 * *", "0 0 0 * 13 *",
            "0 0 0 * * 7", "0 0 5-3 * * *", "0 0 1-2-3 * * *", "0 0 */0 * * *", "0 0 */x * * *", "0 0 1/2/3 * * *",
            "0 0 +1 * * *", "0 0 -1 * * *", "0 0 1, * * *", "0 0 0 * * montag", "@every 1h", "@reboot"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestCron::leavesOtherTexts()
{
    QFETCH(QString, text);
    QVERIFY(!Cron::parse(text));
}

void TestCron::saysWhereThereIsNone()
{
    const auto never = Cron::parse(u"0 0 0 30 2 *");
    QVERIFY(never);
    QVERIFY(never->next(QDateTime(QDate(2026, 11, 23), QTime(0, 0), Qt::UTC), 3).isEmpty());
}

QTEST_GUILESS_MAIN(TestCron)
#include "tst_cron.moc"
