// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/schedule.h"

#include "reportfixture.h"

#include <QRegularExpression>
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
    void signEvidence();
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
        u"30 3 * * 1 lotse-cli report posture --set trusted-registry --account 'prod'\\''s' --format pdf,json --output "
        u"'/srv/50\\% reports' "
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
    for (const char *part :
        {"kind: CronJob", "  name: lotse-posture-harbor-example-com-1\n", "schedule: \"30 3 * * 1\"",
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
    // What Kubernetes refuses is refused here, with the name.
    for (const auto &[change, name] : {std::pair{&CronJobPlace::name, u"Nightly"_s}, {&CronJobPlace::name, u"a_b"_s},
             {&CronJobPlace::name, u"-a"_s}, {&CronJobPlace::name, QString(53, u'a')}, {&CronJobPlace::name, u"a.b"_s},
             {&CronJobPlace::nameSpace, u"Audit"_s}, {&CronJobPlace::nameSpace, QString(64, u'a')},
             {&CronJobPlace::nameSpace, QString()}, {&CronJobPlace::secret, u"my_secret"_s},
             {&CronJobPlace::secret, u"a..b"_s}, {&CronJobPlace::claim, u"claim!"_s},
             {&CronJobPlace::claim, QString(254, u'a')}}) {
        CronJobPlace wrong = place;
        wrong.*change = name;
        const Result<QByteArray> refused = cronJobOf(sample(), wrong);
        QVERIFY2(!refused.ok() && refused.error().kind == ErrorKind::Usage, qPrintable(name));
        QVERIFY(refused.error().text().contains(name));
    }
    CronJobPlace named = place;
    named.name = QString(52, u'a');
    named.secret = u"vault.lotse-1"_s;
    QVERIFY(cronJobOf(sample(), named)->contains("  name: " + QByteArray(52, 'a') + '\n'));
    Schedule far = sample(); // a long host leaves the id whole: two schedules are two CronJobs
    far.url = u"https://harbor.a-very-long-department-of-a-very-long-company.example.com"_s;
    far.id = u"0123ABCD-4"_s;
    static const QRegularExpression nameLine(u"  name: ([a-z0-9-]{1,43}-0123abcd)\n"_s);
    QVERIFY(nameLine.match(QString::fromUtf8(*cronJobOf(far, place))).hasMatch());
    Schedule ours = sample();
    ours.redaction = u"/home/ann/profile.json"_s;
    QVERIFY(!cronJobOf(ours, place).ok());
}

void TestSchedules::signEvidence()
{
    Schedule one = sample();
    one.formats.clear();
    one.bundles = true;
    QVERIFY(checkSchedule(one).ok());
    one.signKey = u"/etc/lotse/key.p12"_s;
    one.passphraseFrom = u"env:AUDIT_PASS"_s;
    QVERIFY(checkSchedule(one).ok());
    const QTemporaryDir folder;
    QVERIFY(writeSchedules(schedulesPath(folder.path()), {one}).ok());
    QVERIFY(readSchedules(schedulesPath(folder.path()))->first() == one);
    const QString lines = *crontabOf(one);
    QVERIFY(lines.contains(
        u"1 LOTSE_SIGN_PASSWORD=\"$AUDIT_PASS\" lotse-cli report posture --set trusted-registry --account 'prod'\\''s' "
        "--before '/srv/50\\% reports' --bundle '/srv/50\\% reports/' --sign /etc/lotse/key.p12\n"_s));
    const CronJobPlace place{u"r.example/lotse:1"_s, u"audit"_s, u"lotse"_s, u"reports"_s};
    const QByteArray manifest = *cronJobOf(one, place);
    for (const char *part :
        {"- \"--bundle\"\n            - \"/reports/\"", "- \"--sign\"\n            - \"/signing/key\"",
            "name: LOTSE_SIGN_PASSWORD", "key: sign-password", "secretName: \"lotse\"", "key: signing-key"})
        QVERIFY2(manifest.contains(part), part);
    QVERIFY(!manifest.contains("/etc/lotse") && !manifest.contains("AUDIT_PASS")); // of this computer
    one.user.clear();
    QVERIFY(!cronJobOf(one, {u"i"_s, u"a"_s, {}, u"c"_s}).ok()); // the key is in a secret
    Schedule keychain = one;
    keychain.passphraseFrom = u"keychain"_s;
    QVERIFY(checkSchedule(keychain).ok() && !crontabOf(keychain).ok());
    for (const auto &[key, from, bundles] :
        {std::tuple{u"key.p12"_s, u"keychain"_s, true}, {u"/k"_s, u"secret"_s, true}, {u"/k"_s, u"env:A B"_s, true},
            {u"/k"_s, u"env:"_s, true}, {QString(), u"keychain"_s, true}, {u"/k"_s, QString(), false}}) {
        Schedule wrong = sample();
        wrong.signKey = key;
        wrong.passphraseFrom = from;
        wrong.bundles = bundles;
        QVERIFY2(!checkSchedule(wrong).ok(), qPrintable(key + from));
    }
    Schedule empty = sample();
    empty.cron.clear();
    QVERIFY(checkSchedule(empty).error().text().contains(u"@daily"_s));
}

std::unique_ptr<QObject> reportfixture::makeScheduleTests()
{
    return std::make_unique<TestSchedules>();
}

#include "tst_schedules.moc"
