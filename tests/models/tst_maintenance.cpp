// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "joinedcase.h"
#include "models/activity/healthwatch.h"
#include "models/activity/maintenancetable.h"
#include "models/activity/retentionlogtable.h"
#include "models/distribution/proxytable.h"
#include "models/distribution/registrytable.h"
#include "models/images/immutabletags.h"
#include "models/images/sizetable.h"
#include "models/system/settingtable.h"
#include "support/borrowed.h"

#include <QAbstractItemModelTester>
#include <QFile>

using namespace lotse;
using namespace lotse::models;
using namespace lotse::test;
using namespace Qt::StringLiterals;

/// Storage, distribution and the system: what is protected, freed, taken, copied, set and well.
class TestUpkeep : public QObject {
    Q_OBJECT
private slots:
    void tagsThatARuleProtects();
    void garbageCollectionOverTime();
    void sizesOfProjectsAndRepositories();
    void aDryRunAsATable();
    void registriesAndWhatUsesThem();
    void proxyCaches();
    void settingsWithTheirMeaning();
    void healthSinceTheProgramLooks();

private:
    SystemClock m_clock;
};

void TestUpkeep::tagsThatARuleProtects()
{
    ScriptedTransport transport([](const Request &) -> Result<Response> {
        return ScriptedTransport::json(
            R"([{"id":1,"repository_name":"shop/backend/api","digest":"sha256:aa","tags":[{"name":"1.2"},{"name":"dev"}]},)"
            R"({"id":2,"repository_name":"shop/web","digest":"sha256:bb","tags":[{"name":"1.0"}]},)"
            R"({"id":3,"repository_name":"shop/backend/api","digest":"sha256:cc","tags":null}])",
            200, 3);
    });
    const auto rule = json::decode<harbor::ImmutableRule>(
        R"({"id":5,"tag_selectors":[{"decoration":"matches","pattern":"1.*"}],)"
        R"("scope_selectors":{"repository":[{"decoration":"repoMatches","pattern":"backend/**"}]}})");
    QVERIFY(rule);
    ImmutableTags tags;
    tags.setProject(u"shop"_s);
    tags.setRule(QVariant::fromValue(*rule));
    tags.setSource(harbor::Client(borrowed(transport)));
    QVERIFY(waitFor(tags, u"ready"_s));
    QCOMPARE(tags.loaded(), 1);
    QCOMPARE(tags.rowKey(0), u"backend/api:1.2"_s);
    QCOMPARE(tags.placeOf(tags.rowKey(0)), Place::artifact(u"shop/backend/api"_s, u"sha256:aa"_s));
}

void TestUpkeep::garbageCollectionOverTime()
{
    const auto transport = demoTransport(&m_clock);
    MaintenanceTable runs;
    runs.setKind(u"gc"_s);
    QAbstractItemModelTester tester(&runs, QAbstractItemModelTester::FailureReportingMode::QtTest);
    runs.setSource(harbor::Client(borrowed(*transport)));
    QVERIFY(waitFor(runs, u"ready"_s));
    QVERIFY(runs.freed().size() > 2);
    QDateTime last;
    for (const QVariant &row : runs.freed()) {
        const QDateTime time = row.toMap()[u"time"_s].toDateTime();
        QVERIFY2(!last.isValid() || last < time, "in the order of time");
        last = time;
    }
    QVERIFY2(runs.scheduleSentence().contains(u"next runs"_s), qPrintable(runs.scheduleSentence()));
    QVERIFY(runs.summary().contains(u"freed"_s));
    // "Schedule: " stands before it.
    MaintenanceTable purges;
    purges.setKind(u"purge"_s);
    purges.setSource(harbor::Client(borrowed(*transport)));
    QVERIFY(waitFor(purges, u"ready"_s));
    QCOMPARE(purges.scheduleSentence(), u"none, manual runs only"_s);
    QCOMPARE(runs.placeOf(runs.rowKey(0)), (Place{{}, u"gc-log"_s, {{u"gc_id"_s, runs.rowKey(0)}}}));
}

void TestUpkeep::sizesOfProjectsAndRepositories()
{
    ScriptedTransport transport([](const Request &request) -> Result<Response> {
        if (request.path.contains("/summary"))
            return ScriptedTransport::json(R"({"quota":{"hard":{"storage":-1},"used":{"storage":1500}}})");
        return ScriptedTransport::json(R"([{"id":1,"repository_name":"shop/api","digest":"a","size":1000},)"
                                       R"({"id":2,"repository_name":"shop/api","digest":"b","size":1000},)"
                                       R"({"id":3,"repository_name":"shop/web","digest":"c","size":500}])",
            200, 3);
    });
    SizeTable sizes;
    sizes.setProject(u"shop"_s);
    sizes.setSource(harbor::Client(borrowed(transport)));
    QVERIFY(waitFor(sizes, u"ready"_s));
    QCOMPARE(sizes.bars().size(), 2);
    QCOMPARE(sizes.bars().first().toMap()[u"label"_s].toString(), u"api"_s);
    QCOMPARE(sizes.bars().first().toMap()[u"value"_s].toLongLong(), 2000);
    QVERIFY2(sizes.sharing().contains(u"2.4 KiB"_s) || sizes.sharing().contains(u"2.4 kB"_s)
            || sizes.sharing().contains(u"2.5"_s),
        qPrintable(sizes.sharing()));
    QCOMPARE(sizes.placeOf(u"shop/api"_s).kind, u"repository"_s);

    const auto demo = demoTransport(&m_clock);
    SizeTable projects;
    projects.setSource(harbor::Client(borrowed(*demo)));
    QVERIFY(waitFor(projects, u"ready"_s));
    QCOMPARE(projects.loaded(), 8);
    QVERIFY(projects.sharing().isEmpty());
}

void TestUpkeep::aDryRunAsATable()
{
    RetentionLogTable table;
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.setText(
        u"2026 [INFO] Run retention process.\n Repository: shop/web/console \n Rule Algorithm: or \n Dry Run: true\n"
        "| Digest | Tag | Kind | Labels | PushedTime | PulledTime | CreatedTime | Retention |\n"
        "|---|---|---|---|---|---|---|---|\n"
        "| sha256:aa | latest,1.4 | image |  | 2026/11/23 09:31:44 |  | 2026/11/23 09:31:43 | RETAIN |\n"
        "| sha256:bb | 1.3 | image |  | 2026/10/23 09:31:44 |  | 2026/10/23 09:31:43 | DEL |\n"
        "| sha256:cc | 1.2 | image |  | 2026/09/23 09:31:44 |  | 2026/09/23 09:31:43 | IMMUTABLE |\n"_s);
    QCOMPARE(table.loaded(), 3);
    QCOMPARE(cellText(table, u"sha256:cc/2"_s, u"outcome"_s), u"immutable"_s);
    QVERIFY(table.isDryRun());
    QCOMPARE(table.kept(), 2);
    QCOMPARE(table.deleted(), 1);
    QCOMPARE(table.project(), u"shop"_s);
    QCOMPARE(table.repository(), u"web/console"_s);
    QCOMPARE(cellText(table, u"sha256:bb/1"_s, u"outcome"_s), u"would be deleted"_s);
    table.setOnly(u"deleted"_s);
    QCOMPARE(table.loaded(), 1);
    table.setOnly({});
    table.setText(u"nothing of a table\n"_s);
    QCOMPARE(table.state(), u"empty"_s);
}

void TestUpkeep::registriesAndWhatUsesThem()
{
    const auto transport = demoTransport(&m_clock);
    RegistryTable table;
    table.setSource(harbor::Client(borrowed(*transport)));
    QVERIFY(waitFor(table, u"ready"_s));
    QCOMPARE(cellText(table, u"2"_s, u"proxies"_s), u"mirror"_s);
    QCOMPARE(cellText(table, u"3"_s, u"policies"_s), u"shop-to-cloud"_s);
    QCOMPARE(table.counts()[u"sick"_s].toInt(), 1);
    QCOMPARE(table.placeOf(u"2"_s).kind, u"project"_s);
    QCOMPARE(table.placeOf(u"3"_s), Place::policy(u"replication-policy"_s, u"shop-to-cloud"_s));
    QVERIFY(table.uses(u"1"_s).size() >= 2);
}

void TestUpkeep::proxyCaches()
{
    const auto transport = demoTransport(&m_clock);
    ProxyTable table;
    table.setSource(harbor::Client(borrowed(*transport)));
    QVERIFY(waitFor(table, u"ready"_s));
    QCOMPARE(table.loaded(), 1);
    QCOMPARE(cellText(table, u"7"_s, u"upstream"_s), u"docker-hub"_s);
    QCOMPARE(cellText(table, u"7"_s, u"speed"_s), u"no limit"_s);
}

void TestUpkeep::settingsWithTheirMeaning()
{
    ScriptedTransport transport([](const Request &) -> Result<Response> {
        return ScriptedTransport::json(R"({"auth_mode":{"value":"db_auth","editable":false},)"
                                       R"("oidc_client_secret":{"value":"hush","editable":true},)"
                                       R"("beacon_password":{"value":"hush","editable":true},)"
                                       R"("fog_horn":{"value":{"loud":true},"editable":true}})");
    });
    SettingTable table;
    table.setSource(harbor::Client(borrowed(transport)));
    QVERIFY(waitFor(table, u"ready"_s));
    QVERIFY(cellText(table, u"auth_mode"_s, u"meaning"_s).contains(u"Authentication mode"_s));
    QVERIFY(cellText(table, u"auth_mode"_s, u"editable"_s).contains(u"read-only on the server"_s));
    QCOMPARE(cellText(table, u"fog_horn"_s, u"value"_s), uR"({"loud":true})"_s);
    QCOMPARE(table.counts()[u"unknown"_s].toInt(), 2);
    for (const QString &key : {u"oidc_client_secret"_s, u"beacon_password"_s}) {
        QVERIFY(!table.copyText({key}).contains(u"hush"_s));
        QVERIFY(table.rowRaw(key).isEmpty());
    }
}

void TestUpkeep::healthSinceTheProgramLooks()
{
    QByteArray status = "healthy";
    ScriptedTransport transport([&status](const Request &) -> Result<Response> {
        if (status.isEmpty())
            return ScriptedTransport::json("{}", 503);
        return ScriptedTransport::json(R"({"status":"x","components":[{"name":"core","status":")" + status
            + R"("},{"name":"redis","status":"healthy"}]})");
    });
    HealthWatch watch{harbor::Client(borrowed(transport))};
    watch.refresh();
    QVERIFY(waitFor(watch, u"ready"_s));
    QCOMPARE(cellText(watch, u"core"_s, u"up"_s), u"1 of 1"_s);
    status = "unhealthy";
    watch.refresh();
    QVERIFY(QTest::qWaitFor([&] { return watch.looks(u"core"_s).size() == 2; }));
    QCOMPARE(watch.looks(u"core"_s).last().toMap()[u"state"_s].toString(), u"error"_s);
    QCOMPARE(cellText(watch, u"core"_s, u"up"_s), u"1 of 2"_s);
    status.clear();
    watch.refresh();
    QVERIFY(QTest::qWaitFor([&] { return watch.looks(u"core"_s).size() == 3; }, 20000));
    // That nobody answered is said as such, and what was seen stays.
    QCOMPARE(watch.looks(u"core"_s).last().toMap()[u"state"_s].toString(), u"unknown"_s);
    QCOMPARE(watch.loaded(), 2);
    QCOMPARE(watch.intervalMs(), 60000);
}

QTEST_GUILESS_MAIN(TestUpkeep)
#include "tst_maintenance.moc"
