// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/asking.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lotse;
using namespace lotse::test;

/// What is written is there afterwards.
class TestDemoWrites : public QObject {
    Q_OBJECT

private slots:
    void label();
    void project();
    void member();
    void robot();
    void quota();
    void tag();
    void scan();
    void copyAndDelete();
    void configuration();
    void regularRows();
    void schedule();
    void exportOfFindings();
};

namespace {
const QByteArray Api = "/api/v2.0";
const QByteArray Image = Api + "/projects/payments/repositories/backend%252Ffraud-score/artifacts/latest";
} // namespace

void TestDemoWrites::label()
{
    Asking demo;
    const Response made = demo.send("POST", Api + "/labels", R"({"name":"fresh","color":"#123456","scope":"g"})");
    QCOMPARE(made.status, 201);
    const QByteArray path = made.header("Location");
    QVERIFY(path.startsWith("/api/v2.0/labels/"));
    QCOMPARE(demo.object(path)[u"color"_s].toString(), u"#123456"_s);
    const Response again = demo.send("POST", Api + "/labels", R"({"name":"fresh","scope":"g"})");
    QCOMPARE(again.status, 409);
    QCOMPARE(messageOf(again), u"label fresh already exists"_s);
    QCOMPARE(demo.send("PUT", path, R"({"name":"fresh","color":"#654321","scope":"g","description":"x"})").status, 200);
    QCOMPARE(demo.object(path)[u"color"_s].toString(), u"#654321"_s);
    // An artifact loses a label that is deleted.
    const QByteArray id = path.mid(path.lastIndexOf('/') + 1);
    QCOMPARE(demo.send("POST", Image + "/labels", "{\"id\":" + id + "}").status, 200);
    QCOMPARE(demo.send("POST", Image + "/labels", "{\"id\":" + id + "}").status, 409);
    const qsizetype before = demo.object(Image + "?with_label=true")[u"labels"_s].toArray().size();
    QCOMPARE(demo.send("DELETE", path).status, 200);
    QCOMPARE(demo.get(path).status, 404);
    QCOMPARE(demo.object(Image + "?with_label=true")[u"labels"_s].toArray().size(), before - 1);
}

void TestDemoWrites::project()
{
    Asking demo;
    const Response made = demo.send(
        "POST", Api + "/projects", R"({"project_name":"fresh","metadata":{"public":"false"},"storage_limit":1048576})");
    QCOMPARE(made.status, 201);
    const QByteArray path = Api + "/projects/fresh";
    QCOMPARE(made.header("Location"), QByteArray("/api/v2.0/projects/9"));
    QCOMPARE(demo.object(path)[u"project_id"_s].toInt(), 9);
    QCOMPARE(demo.object(path + "/summary")[u"quota"_s][u"hard"_s][u"storage"_s].toInteger(), 1048576);
    QCOMPARE(demo.object(path + "/summary")[u"project_admin_count"_s].toInt(), 1);
    QCOMPARE(demo.send("HEAD", Api + "/projects?project_name=fresh").status, 200);
    QCOMPARE(demo.send("PUT", path, R"({"metadata":{"prevent_vul":"true","severity":"high"}})").status, 200);
    QCOMPARE(demo.object(path)[u"metadata"_s][u"severity"_s].toString(), u"high"_s);
    QCOMPARE(demo.object(path)[u"metadata"_s][u"public"_s].toString(), u"false"_s);
    QCOMPARE(demo.object(path + "/_deletable")[u"deletable"_s].toBool(), true);
    QCOMPARE(demo.send("DELETE", path).status, 200);
    QCOMPARE(demo.send("HEAD", Api + "/projects?project_name=fresh").status, 404);
    QCOMPARE(demo.list(Api + "/quotas?reference=project&reference_id=9").size(), 0);
}

void TestDemoWrites::member()
{
    Asking demo;
    const QByteArray path = Api + "/projects/staging/members";
    const Response made = demo.send("POST", path, R"({"role_id":2,"member_user":{"username":"data-desk"}})");
    QCOMPARE(made.status, 201);
    const Response again = demo.send("POST", path, R"({"role_id":2,"member_user":{"username":"data-desk"}})");
    QCOMPARE(again.status, 409);
    QCOMPARE(messageOf(again), u"The project member specified already exist"_s);
    const QByteArray one = made.header("Location");
    QCOMPARE(demo.send("PUT", one, R"({"role_id":4})").status, 200);
    QCOMPARE(demo.object(one)[u"role_name"_s].toString(), u"maintainer"_s);
    QCOMPARE(demo.get(Api + "/projects/staging/webhook/policies", {u"data-desk"_s}).status, 200);
    QCOMPARE(demo.send("DELETE", one).status, 200);
    QCOMPARE(demo.get(one).status, 404);
    QCOMPARE(demo.get(Api + "/projects/staging/webhook/policies", {u"data-desk"_s}).status, 403);
}

void TestDemoWrites::robot()
{
    Asking demo;
    const Response made = demo.send("POST", Api + "/robots",
        R"({"name":"fresh","level":"project","duration":30,"permissions":[{"kind":"project","namespace":"payments","access":[{"resource":"repository","action":"list"}]}]})");
    QCOMPARE(made.status, 201);
    const QJsonObject answer = QJsonDocument::fromJson(made.body).object();
    QCOMPARE(answer[u"name"_s].toString(), u"robot$payments+fresh"_s);
    QVERIFY(answer[u"secret"_s].toString().size() >= 32);
    const QByteArray path = made.header("Location");
    QJsonObject row = demo.object(path);
    QVERIFY(!row.contains(u"secret"_s));
    QCOMPARE(demo.get(Api + "/projects/payments/repositories", {u"robot$payments+fresh"_s}).status, 200);
    // The life counts from the making: ten days later, 40 days of duration end in 30 days.
    const qint64 expires = row[u"expires_at"_s].toInteger();
    demo.clock.advance(std::chrono::hours(240));
    row[u"duration"_s] = 40;
    row[u"disable"_s] = true;
    const QByteArray body = QJsonDocument(row).toJson();
    QCOMPARE(demo.send("PUT", path, body).status, 200);
    QCOMPARE(demo.object(path)[u"expires_at"_s].toInteger(), expires + 10 * 86400);
    QCOMPARE(demo.get(Api + "/projects/payments/repositories", {u"robot$payments+fresh"_s}).status, 401);
    row[u"name"_s] = u"robot$payments+other"_s;
    QCOMPARE(demo.send("PUT", path, QJsonDocument(row).toJson()).status, 400);
    QVERIFY(demo.send("PATCH", path, R"({"secret":""})").body.contains("secret"));
    QCOMPARE(demo.send("DELETE", path).status, 200);
    QCOMPARE(demo.get(path).status, 404);
}

void TestDemoWrites::quota()
{
    Asking demo;
    QCOMPARE(demo.send("PUT", Api + "/quotas/2", R"({"hard":{"storage":9876543210123}})").status, 200);
    QCOMPARE(demo.object(Api + "/quotas/2")[u"hard"_s][u"storage"_s].toInteger(), 9876543210123);
    QCOMPARE(demo.object(Api + "/projects/2/summary")[u"quota"_s][u"hard"_s][u"storage"_s].toInteger(), 9876543210123);
    QCOMPARE(demo.send("PUT", Api + "/quotas/2", R"({"hard":{"storage":0}})").status, 400);
    QCOMPARE(
        demo.send("PUT", Api + "/quotas/2", R"({"hard":{"storage":5}})", demo::Identity::projectAdmin()).status, 403);
}

void TestDemoWrites::tag()
{
    Asking demo;
    QCOMPARE(demo.send("POST", Image + "/tags", R"({"name":"fresh"})").status, 201);
    QCOMPARE(demo.send("POST", Image + "/tags", R"({"name":"fresh"})").status, 409);
    QVERIFY(demo.get("/v2/payments/backend/fraud-score/tags/list").body.contains("\"fresh\""));
    QCOMPARE(demo.send("DELETE", Image + "/tags/fresh").status, 200);
    QCOMPARE(demo.send("DELETE", Image + "/tags/fresh").status, 404);
    QString version;
    for (const QJsonValue row : demo.list(Image + "/tags?with_immutable_status=true")) {
        if (row[u"immutable"_s].toBool())
            version = row[u"name"_s].toString();
    }
    QVERIFY(!version.isEmpty());
    const Response kept = demo.send("DELETE", Image + "/tags/" + version.toLatin1());
    QCOMPARE(kept.status, 412);
    QCOMPARE(messageOf(kept), u"the tag %1 configured as immutable, cannot be deleted"_s.arg(version));
}

void TestDemoWrites::scan()
{
    Asking demo;
    const auto status = [&] {
        return demo.object(Image + "?with_scan_overview=true")[u"scan_overview"_s]
            .toObject()
            .begin()
            .value()[u"scan_status"_s]
            .toString();
    };
    QCOMPARE(status(), u"Success"_s);
    QCOMPARE(demo.send("POST", Image + "/scan").status, 202);
    const Response again = demo.send("POST", Image + "/scan");
    QCOMPARE(again.status, 409);
    QCOMPARE(messageOf(again), u"a previous scan process is Pending"_s);
    QCOMPARE(status(), u"Pending"_s);
    QVERIFY(demo.object(Api + "/scans/all/metrics")[u"ongoing"_s].toBool());
    QCOMPARE(demo.get(Image + "/additions/vulnerabilities").body.trimmed(), QByteArray("{}"));
    demo.clock.advance(std::chrono::seconds(5));
    QCOMPARE(status(), u"Running"_s);
    demo.clock.advance(std::chrono::seconds(15));
    QCOMPARE(status(), u"Success"_s);
    const QJsonObject overview =
        demo.object(Image + "?with_scan_overview=true")[u"scan_overview"_s].toObject().begin().value().toObject();
    const Response log = demo.get(Image + "/scan/" + overview[u"report_id"_s].toString().toLatin1() + "/log",
        demo::Identity::admin(), {{"Accept", "text/plain"}});
    QCOMPARE(log.status, 200);
    QVERIFY(log.body.contains("Get report for mime type"));
}

void TestDemoWrites::copyAndDelete()
{
    Asking demo;
    const QByteArray target = Api + "/projects/staging/repositories/copied/artifacts";
    QCOMPARE(demo.send("POST", target + "?from=payments%2Fbackend%2Ffraud-score%3Alatest").status, 201);
    const QJsonArray rows = demo.list(target);
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows[0][u"digest"_s], demo.object(Image)[u"digest"_s]);
    const QByteArray one = target + '/' + rows[0][u"digest"_s].toString().toLatin1();
    QCOMPARE(demo.send("POST",
                     Api + "/projects/mirror/repositories/x/artifacts?from=payments%2Fbackend%2Ffraud-score%3Alatest")
                 .status,
        405);
    QCOMPARE(demo.send("DELETE", one).status, 200);
    QCOMPARE(demo.send("DELETE", one).status, 404);
    QCOMPARE(demo.send("DELETE", Api + "/projects/staging/repositories/copied").status, 200);
    QCOMPARE(demo.get(Api + "/projects/staging/repositories/copied").status, 404);
}

void TestDemoWrites::configuration()
{
    Asking demo;
    QCOMPARE(demo.send("PUT", Api + "/configurations", R"({"read_only":true,"banner_message":"later"})").status, 200);
    const QJsonObject settings = demo.object(Api + "/configurations");
    QCOMPARE(settings[u"read_only"_s][u"value"_s].toBool(), true);
    QCOMPARE(demo.object(Api + "/systeminfo")[u"banner_message"_s].toString(), u"later"_s);
    QCOMPARE(demo.send("PUT", Api + "/configurations", R"({"read_only":"yes"})").status, 422);
    QCOMPARE(demo.send("PUT", Api + "/configurations", R"({"auth_mode":"oidc_auth"})").status, 400);
    QCOMPARE(demo.send("PUT", Api + "/system/CVEAllowlist", R"({"items":[{"cve_id":"CVE-2026-1"}]})").status, 200);
    QCOMPARE(demo.object(Api + "/system/CVEAllowlist")[u"items"_s].toArray().size(), 1);
}

void TestDemoWrites::regularRows()
{
    Asking demo;
    const QByteArray path = Api + "/projects/payments/webhook/policies";
    const QByteArray body = R"({"name":"fresh","event_types":["PUSH_ARTIFACT"],"targets":[],"enabled":true})";
    const Response made = demo.send("POST", path, body);
    QCOMPARE(made.status, 201);
    QCOMPARE(demo.send("POST", path, body).status, 409);
    const QByteArray one = made.header("Location");
    QJsonObject row = demo.object(one);
    row[u"enabled"_s] = false;
    QCOMPARE(demo.send("PUT", one, QJsonDocument(row).toJson()).status, 200);
    QCOMPARE(demo.object(one)[u"enabled"_s].toBool(true), false);
    QCOMPARE(demo.send("DELETE", one).status, 200);
    QCOMPARE(demo.get(one).status, 404);
    QCOMPARE(demo.send("POST", Api + "/replication/executions", R"({"policy_id":1})").status, 201);
    QCOMPARE(
        demo.list(Api + "/replication/executions?policy_id=1&page_size=1")[0][u"status"_s].toString(), u"InProgress"_s);
}

void TestDemoWrites::schedule()
{
    Asking demo;
    const QByteArray path = Api + "/system/scanAll/schedule";
    QCOMPARE(demo.send("PUT", path, R"({"schedule":{"type":"Daily","cron":"0 0 0 * * *"}})").status, 200);
    QCOMPARE(demo.object(path)[u"schedule"_s][u"type"_s].toString(), u"Daily"_s);
    QCOMPARE(demo.send("PUT", path, R"({"schedule":{"type":"Custom","cron":"0 0 * * *"}})").status, 400);
    QCOMPARE(demo.send("PUT", path, R"({"schedule":{"type":"None"}})").status, 200);
    QVERIFY(demo.get(path).body.isEmpty());
    const qsizetype runs = demo.list(Api + "/system/gc").size();
    QCOMPARE(demo.send("POST", Api + "/system/gc/schedule",
                     R"({"schedule":{"type":"Manual"},"parameters":{"dry_run":true}})")
                 .status,
        201);
    QCOMPARE(demo.list(Api + "/system/gc").size(), runs + 1);
}

void TestDemoWrites::exportOfFindings()
{
    Asking demo;
    const Response made = demo.send("POST", Api + "/export/cve", R"({"job_name":"x","projects":[2]})");
    QCOMPARE(made.status, 200);
    const QByteArray id = QByteArray::number(QJsonDocument::fromJson(made.body)[u"id"_s].toInteger());
    QCOMPARE(demo.object(Api + "/export/cve/execution/" + id)[u"status"_s].toString(), u"Success"_s);
    const Response csv = demo.get(Api + "/export/cve/download/" + id);
    QCOMPARE(csv.header("Content-Type"), QByteArray("text/csv"));
    QVERIFY(csv.body.count('\n') > 500);
    // The file goes with the download.
    QCOMPARE(demo.get(Api + "/export/cve/download/" + id).status, 404);
    QCOMPARE(demo.send("POST", Api + "/export/cve", R"({"projects":[2]})", demo::Identity::robot()).status, 403);
}

QTEST_GUILESS_MAIN(TestDemoWrites)
#include "tst_demowrites.moc"
