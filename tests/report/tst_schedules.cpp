// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/schedule.h"

#include "reportfixture.h"

#include <QTemporaryDir>
#include <QTest>

using namespace reportfixture;

namespace {

QDateTime at(int day, int hour, int minute = 0)
{
    return QDateTime(QDate(2026, 11, day), QTime(hour, minute), Qt::UTC);
}

Schedule sample()
{
    Schedule out;
    out.id = u"1"_s;
    out.account = u"prod's"_s;
    out.url = u"https://harbor.example.com"_s;
    out.user = u"robot$auditor"_s;
    out.name = u"posture"_s;
    out.formats = {u"pdf"_s, u"json"_s};
    out.folder = u"/srv/50% reports"_s;
    out.cron = u"0 30 3 * * 1"_s;
    out.handledAt = at(20, 12);
    return out;
}

} // namespace

/// A schedule says when it is due, is kept whole, and becomes lines for cron and Kubernetes without a secret in them.
class TestSchedules : public QObject {
    Q_OBJECT

private slots:
    void isDueWhenItSays();
    void areKept();
    void brokenFilesAreNoEmptyOnes();
    void wrongOnesAreRefused_data();
    void wrongOnesAreRefused();
    void becomeACrontab();
    void becomeACronJob();
};

void TestSchedules::isDueWhenItSays()
{
    Schedule one = sample();
    QCOMPARE(one.next(at(20, 12)), at(23, 3, 30)); // the next Monday
    QCOMPARE(one.due(at(23, 3, 29)), 0);
    QCOMPARE(one.due(at(23, 3, 30)), 1);
    QCOMPARE(one.due(at(30, 4)), 2); // two were missed
    one.handledAt = at(30, 4);
    QCOMPARE(one.due(at(30, 5)), 0);
    one.cron = u"nonsense"_s;
    QCOMPARE(one.due(at(30, 5)), 0);
    QVERIFY(!one.next(at(20, 12)).isValid());
}

void TestSchedules::areKept()
{
    const QTemporaryDir folder;
    const QString path = schedulesPath(folder.path());
    QVERIFY(readSchedules(path).ok() && readSchedules(path)->isEmpty());
    Schedule one = sample();
    one.problem = u"The registry is away."_s;
    one.missed = 3;
    one.projects = {u"pay*"_s};
    one.redaction = u"hosts"_s;
    one.ranAt = at(16, 3, 30);
    QVERIFY(writeSchedules(path, {one, sample()}).ok());
    const auto again = readSchedules(path);
    QVERIFY(again.ok());
    QCOMPARE(again->size(), 2);
    QVERIFY(again->first() == one);
}

void TestSchedules::brokenFilesAreNoEmptyOnes()
{
    const QTemporaryDir folder;
    const QString path = schedulesPath(folder.path());
    for (const QByteArray &text : {QByteArray("{"), QByteArray("[]"), QByteArray("{\"lotse_schedules\": 2}")}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        file.close();
        QVERIFY(!readSchedules(path).ok());
    }
}

void TestSchedules::wrongOnesAreRefused_data()
{
    QTest::addColumn<QString>("what");
    for (const char *what : {"template", "formats", "format", "cron", "every", "folder", "redaction"})
        QTest::newRow(what) << QString::fromLatin1(what);
}

void TestSchedules::wrongOnesAreRefused()
{
    QFETCH(QString, what);
    Schedule one = sample();
    QVERIFY(checkSchedule(one).ok());
    if (what == u"template"_s)
        one.name = u"none"_s;
    else if (what == u"formats"_s)
        one.formats.clear();
    else if (what == u"format"_s)
        one.formats = {u"docx"_s};
    else if (what == u"cron"_s)
        one.cron = u"30 3 * * 1"_s;
    else if (what == u"every"_s)
        one.cron = u"@every 1h"_s;
    else if (what == u"folder"_s)
        one.folder = u"reports"_s;
    else
        one.redaction = u"/dev/null/nowhere"_s;
    const Result<void> checked = checkSchedule(one);
    QVERIFY(!checked.ok() && !checked.error().text().isEmpty());
}

void TestSchedules::becomeACrontab()
{
    const Result<QString> lines = crontabOf(sample());
    QVERIFY(lines.ok());
    const QStringList all = lines->split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(all[2], u"CRON_TZ=UTC"_s);
    QCOMPARE(all[3],
        u"30 3 * * 1 lotse-cli report posture --account 'prod'\\''s' --format pdf,json --output '/srv/50\\% reports' "
        "--before '/srv/50\\% reports'"_s);
    Schedule seconds = sample();
    seconds.cron = u"5 30 3 * * 1"_s;
    QVERIFY(!crontabOf(seconds).ok()); // cron would run it at another time
    seconds.cron = u"@daily"_s;
    QVERIFY(crontabOf(seconds)->contains(u"\n@daily lotse-cli"_s));
}

void TestSchedules::becomeACronJob()
{
    const CronJobPlace place{u"r.example/lotse:1"_s, u"audit"_s, u"lotse"_s, u"reports"_s};
    const Result<QByteArray> manifest = cronJobOf(sample(), place);
    QVERIFY(manifest.ok());
    for (const char *part : {"kind: CronJob", "  name: lotse-posture-harbor-example-com\n", "schedule: \"30 3 * * 1\"",
             "timeZone: Etc/UTC", "- \"--user\"\n            - \"robot$auditor\"", "secretKeyRef", "name: \"lotse\"",
             "claimName: \"reports\"", "- \"--output\"\n            - \"/reports\"", "concurrencyPolicy: Forbid"})
        QVERIFY2(manifest->contains(part), part);
    QVERIFY(!manifest->contains("--account") && !manifest->contains('\t'));
    Schedule nasty = sample();
    nasty.projects = {u"a\"\n- evil: true"_s};
    QVERIFY(!cronJobOf(nasty, place)->contains("\n- evil"));
    for (const CronJobPlace &wrong : {CronJobPlace{{}, u"a"_s, u"s"_s, u"c"_s},
             CronJobPlace{u"i"_s, u"a"_s, {}, u"c"_s}, CronJobPlace{u"i"_s, u"a"_s, u"s"_s, {}}})
        QVERIFY(!cronJobOf(sample(), wrong).ok());
    Schedule ours = sample();
    ours.redaction = u"/home/ann/profile.json"_s;
    QVERIFY(!cronJobOf(ours, place).ok());
}

std::unique_ptr<QObject> reportfixture::makeScheduleTests()
{
    return std::make_unique<TestSchedules>();
}

#include "tst_schedules.moc"
