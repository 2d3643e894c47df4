// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/immutability.h"
#include "harbor/preheat.h"
#include "harbor/replication.h"
#include "harbor/webhook.h"
#include "joinedcase.h"
#include "models/activity/maintenancewords.h"
#include "models/activity/scheduletable.h"
#include "models/distribution/policytexts.h"
#include "models/distribution/webhooktable.h"
#include "models/tables/cronwords.h"
#include "support/borrowed.h"

#include <QAbstractItemModelTester>

using namespace lotse;
using namespace lotse::models;
using namespace lotse::test;
using namespace Qt::StringLiterals;

/// All crons in one calendar, and policies in sentences.
class TestSchedules : public QObject {
    Q_OBJECT
private slots:
    void cronsInWords_data();
    void cronsInWords();
    void namesWhoseScheduleItIs();
    void findsWhatSharesAnHour();
    void showsWhatCannotBeReadAsItCame();
    void standsInWithPolicies();
    void sentencesOfReplication();
    void sentencesOfWebhooks();
    void webhooksSayWhenTheyWereTriggered();
    void upkeepInWords_data();
    void upkeepInWords();
    void sentencesOfPreheating();
    void sentencesOfImmutability();

private:
    SystemClock m_clock;
    static QString all(const QVariant &policy) { return policyTexts(policy).join(u' '); }
};

void TestSchedules::cronsInWords_data()
{
    QTest::addColumn<QString>("cron");
    QTest::addColumn<QString>("words");
    QTest::newRow("daily") << u"0 30 3 * * *"_s << u"every day at 03:30 UTC"_s;
    QTest::newRow("weekly") << u"0 0 4 * * 0"_s << u"every Sunday at 04:00 UTC"_s;
    QTest::newRow("hourly") << u"0 15 * * * *"_s << u"every hour at minute 15"_s;
    QTest::newRow("odd") << u"0 0 3 1,15 * *"_s << u"0 0 3 1,15 * *"_s;
    QTest::newRow("step") << u"0 */10 * * * *"_s << u"0 */10 * * * *"_s;
    QTest::newRow("broken") << u"whenever"_s << u"whenever (unsupported)"_s;
    QTest::newRow("none") << QString() << QString();
}

void TestSchedules::cronsInWords()
{
    QFETCH(QString, cron);
    QTEST(cronText(cron), "words");
}

void TestSchedules::namesWhoseScheduleItIs()
{
    const auto transport = demoTransport(&m_clock);
    ScheduleTable table;
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.setSource(harbor::Client(borrowed(*transport)));
    QVERIFY(waitFor(table, u"ready"_s));
    QCOMPARE(table.loaded(), 7);
    QCOMPARE(cellText(table, u"3"_s, u"type"_s), u"Retention"_s);
    QCOMPARE(cellText(table, u"3"_s, u"of"_s), u"payments"_s);
    QCOMPARE(cellText(table, u"5"_s, u"of"_s), u"base-images-nightly"_s);
    QCOMPARE(table.placeOf(u"5"_s), Place::policy(u"replication-policy"_s, u"base-images-nightly"_s));
    QCOMPARE(table.placeOf(u"3"_s), (Place{{}, u"retention"_s, {{u"project_name"_s, u"payments"_s}}}));
    QVERIFY(!table.calendar().isEmpty());
}

static Result<Response> scheduled(const Request &request)
{
    if (request.path.contains("/paused"))
        return ScriptedTransport::json(R"({"paused":true})");
    if (request.path.contains("/schedules"))
        return ScriptedTransport::json(
            R"([{"id":1,"vendor_type":"GARBAGE_COLLECTION","vendor_id":-1,"cron":"0 0 2 * * *"},)"
            R"({"id":2,"vendor_type":"SCAN_ALL","vendor_id":0,"cron":"0 40 2 * * 1"},)"
            R"({"id":3,"vendor_type":"TEA_TIME","vendor_id":9,"cron":"@every 5h"},)"
            R"({"id":4,"vendor_type":"PURGE_AUDIT_LOG","vendor_id":-1,"cron":"0 0 5 * * *"}])",
            200, 4);
    return forbidden();
}

void TestSchedules::findsWhatSharesAnHour()
{
    ScriptedTransport transport(&scheduled);
    ScheduleTable table;
    table.setNow(QDateTime(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC)); // a Monday
    table.setSource(harbor::Client(borrowed(transport)));
    QVERIFY(waitFor(table, u"ready"_s));
    QVERIFY(table.isPaused());
    QCOMPARE(cellText(table, u"1"_s, u"clash"_s), u"Scan all"_s);
    QCOMPARE(cellText(table, u"2"_s, u"clash"_s), u"Garbage collection"_s);
    QCOMPARE(cellText(table, u"4"_s, u"clash"_s), u"none"_s);
    QVERIFY(cellText(table, u"2"_s, u"next"_s).startsWith(u"2026-11-30 02:40"_s));
    int shared = 0;
    for (const QVariant &hour : table.calendar())
        shared += hour.toMap()[u"value"_s].toInt() > 1 ? 1 : 0;
    QCOMPARE(shared, 1);
    table.setOnly(u"clash"_s);
    QCOMPARE(table.loaded(), 2);
}

void TestSchedules::showsWhatCannotBeReadAsItCame()
{
    ScriptedTransport transport(&scheduled);
    ScheduleTable table;
    table.setSource(harbor::Client(borrowed(transport)));
    QVERIFY(waitFor(table, u"ready"_s));
    QCOMPARE(cellText(table, u"3"_s, u"type"_s), u"TEA_TIME"_s);
    QCOMPARE(cellText(table, u"3"_s, u"cron"_s), u"@every 5h"_s);
    QVERIFY(cellText(table, u"3"_s, u"when"_s).startsWith(u"@every 5h"_s));
    QCOMPARE(cellText(table, u"3"_s, u"next"_s), QString());
    QCOMPARE(table.counts()[u"unreadable"_s].toInt(), 1);
}

void TestSchedules::standsInWithPolicies()
{
    ScriptedTransport transport([](const Request &request) -> Result<Response> {
        if (request.path.contains("/projects?"))
            return ScriptedTransport::json(
                R"([{"project_id":1,"name":"payments","metadata":{"retention_id":"1"}}])", 200, 1);
        if (request.path.contains("/retentions/1"))
            return ScriptedTransport::json(R"({"id":1,"trigger":{"settings":{"cron":"0 0 3 * * *"}}})");
        return forbidden();
    });
    ScheduleTable table;
    table.setSource(harbor::Client(borrowed(transport)));
    QVERIFY(waitFor(table, u"partial"_s));
    QVERIFY2(table.note().contains(u"No permission to list schedules"_s), qPrintable(table.note()));
    QVERIFY(table.indexOfKey(u"RETENTION/1"_s) >= 0);
    QCOMPARE(cellText(table, u"RETENTION/1"_s, u"of"_s), u"payments"_s);
}

void TestSchedules::sentencesOfReplication()
{
    const auto policy = json::decode<harbor::ReplicationPolicy>(
        R"({"id":1,"name":"x","enabled":false,"override":true,"speed":500,"src_registry":{"id":0},)"
        R"("dest_registry":{"id":3,"name":"south"},"dest_namespace":"copies","replicate_deletion":true,)"
        R"("trigger":{"type":"scheduled","trigger_settings":{"cron":"0 0 2 * * *"}},)"
        R"("filters":[{"type":"name","value":"a/**"},{"type":"tag","value":"v*","decoration":"excludes"},)"
        R"({"type":"label","value":["good","new"]},{"type":"smell","value":"sweet"}]})");
    QVERIFY(policy);
    const QString text = all(QVariant::fromValue(*policy));
    for (const QString &part : {u"Disabled"_s, u"from this registry to south, namespace copies"_s, u"matching a/**"_s,
             u"not matching v*"_s, u"good, new"_s, u"smell: sweet"_s, u"every day at 02:00 UTC"_s, u"Overwrites"_s,
             u"Replicates deletions"_s, u"500 kbit/s"_s})
        QVERIFY2(text.contains(part), qPrintable(part + u" is not in: "_s + text));
}

void TestSchedules::sentencesOfWebhooks()
{
    const auto policy = json::decode<harbor::WebhookPolicy>(
        R"({"id":1,"enabled":true,"event_types":["PUSH_ARTIFACT","NEW_ONE"],"targets":[{"type":"http","address":"https://in.test",)"
        R"("auth_header":"Bearer hush","skip_cert_verify":true,"payload_format":"CloudEvents"}]})");
    QVERIFY(policy);
    const QString text = all(QVariant::fromValue(*policy));
    QVERIFY(text.contains(u"https://in.test as CloudEvents"_s));
    QVERIFY2(text.contains(u"Events: Artifact pushed, NEW_ONE."_s), qPrintable(text));
    QVERIFY(text.contains(u"Does not verify the remote certificate"_s));
    QVERIFY2(!text.contains(u"hush"_s), "the receiver's secret is never shown");
}

void TestSchedules::webhooksSayWhenTheyWereTriggered()
{
    bool isRefused = false;
    ScriptedTransport transport([&isRefused](const Request &request) -> Result<Response> {
        if (request.path.contains("/lasttrigger"))
            return isRefused
                ? forbidden()
                : ScriptedTransport::json(
                    R"([{"policy_name":"chat","event_type":"PULL_ARTIFACT","last_trigger_time":"2026-11-01T10:00:00Z"},)"
                    R"({"policy_name":"chat","event_type":"PUSH_ARTIFACT","last_trigger_time":"2026-11-20T10:00:00Z"},)"
                    R"({"policy_name":"chat","event_type":"DELETE_ARTIFACT"},)"
                    R"({"policy_name":"idle","event_type":"PUSH_ARTIFACT","last_trigger_time":"0001-01-01T00:00:00Z"}])");
        if (request.path.contains("/webhook/policies"))
            return ScriptedTransport::json(R"([{"id":7,"name":"chat"},{"id":8,"name":"idle"}])", 200, 2);
        return ScriptedTransport::json(R"([{"project_id":1,"name":"shop"}])", 200, 1);
    });
    WebhookTable hooks;
    QAbstractItemModelTester tester(&hooks, QAbstractItemModelTester::FailureReportingMode::QtTest);
    hooks.setSource(harbor::Client(borrowed(transport)));
    QVERIFY(waitFor(hooks, u"ready"_s));
    QCOMPARE(cellText(hooks, u"7"_s, u"lastEvent"_s), u"Artifact pushed"_s);
    QVERIFY2(
        cellText(hooks, u"7"_s, u"last"_s).startsWith(u"2026-11-20"_s), qPrintable(cellText(hooks, u"7"_s, u"last"_s)));
    QCOMPARE(cellText(hooks, u"8"_s, u"last"_s), u"never"_s);
    const Place runs{{}, u"webhook-executions"_s, {{u"project_name"_s, u"shop"_s}, {u"webhook_policy_id"_s, u"7"_s}}};
    QCOMPARE(hooks.placeOf(u"7"_s), runs);

    isRefused = true;
    hooks.refresh();
    QVERIFY(waitFor(hooks, u"partial"_s));
    QCOMPARE(cellText(hooks, u"7"_s, u"lastEvent"_s), QString());
}

void TestSchedules::upkeepInWords_data()
{
    QTest::addColumn<QString>("purge");
    QTest::addColumn<QString>("words");
    QTest::newRow("days") << uR"({"audit_retention_hour":8760,"include_event_types":"pull_artifact,login_user"})"_s
                          << u"purges entries older than 365 days: pulled artifacts, sign-ins"_s;
    QTest::newRow("hours") << uR"({"audit_retention_hour":30,"include_event_types":"create_artifact","dry_run":true})"_s
                           << u"purges entries older than 30 h: pushed artifacts (dry run)"_s;
    QTest::newRow("an event of a newer Harbor")
        << uR"({"audit_retention_hour":24,"include_event_types":"paint_artifact"})"_s
        << u"purges entries older than 24 h: paint_artifact"_s;
    QTest::newRow("no event") << uR"({"audit_retention_hour":48})"_s
                              << u"purges nothing: no event selected (older than 2 days)"_s;
    QTest::newRow("something else") << uR"({"depth":3})"_s << uR"({"depth":3})"_s;
    QTest::newRow("broken") << u"{audit"_s << u"{audit"_s;
    QTest::newRow("none") << QString() << QString();
}

void TestSchedules::upkeepInWords()
{
    QFETCH(QString, purge);
    QTEST(purgeText(purge), "words");
    QCOMPARE(collectionText(uR"({"delete_untagged":true,"time_window":2,"workers":3,"dry_run":true})"_s),
        u"including untagged artifacts, excluding artifacts newer than 2 h, workers: 3, dry run"_s);
    QCOMPARE(collectionText(u"{}"_s), u"excluding untagged artifacts"_s);
    QCOMPARE(collectionText(u"no"_s), u"no"_s);
}

void TestSchedules::sentencesOfPreheating()
{
    harbor::PreheatPolicy policy;
    policy.enabled = true;
    policy.providerName = u"peers"_s;
    policy.filters = uR"([{"type":"repository","value":"**"},{"type":"vulnerability","value":3}])"_s;
    policy.trigger = uR"({"type":"manual"})"_s;
    const QString text = all(QVariant::fromValue(policy));
    QVERIFY(text.contains(u"peers"_s) && text.contains(u"matching **"_s) && text.contains(u"severity 3"_s));
    QVERIFY(text.contains(u"Manual trigger"_s));
    policy.trigger = u"not json"_s;
    QVERIFY2(all(QVariant::fromValue(policy)).contains(u"not json"_s), "shown as received");
}

void TestSchedules::sentencesOfImmutability()
{
    const auto rule = json::decode<harbor::ImmutableRule>(
        R"({"id":1,"disabled":true,"tag_selectors":[{"decoration":"matches","pattern":"v*"}],)"
        R"("scope_selectors":{"repository":[{"decoration":"repoExcludes","pattern":"tmp/**"}]}})");
    QVERIFY(rule);
    QCOMPARE(policyTexts(QVariant::fromValue(*rule)),
        (QStringList{u"Disabled: no tags are immutable."_s, u"Tags matching v* are immutable."_s,
            u"In repositories not matching tmp/**."_s}));
    QVERIFY(policyTexts(QVariant(42)).isEmpty());
}

QTEST_GUILESS_MAIN(TestSchedules)
#include "tst_schedules.moc"
