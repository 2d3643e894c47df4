// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/asking.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lotse;
using namespace lotse::test;

/// What Harbor refuses, and how it reads a query.
class TestDemoRegistry : public QObject {
    Q_OBJECT

private slots:
    void refuses_data();
    void refuses();
    void filters_data();
    void filters();
    void pages();
    void sorts();
    void echoesTheRequestId();
    void quotesLogs();
    void answersForeignPathsWithHtml();
    void leavesAnUnsetScheduleEmpty();

private:
    Asking m_demo;
};

void TestDemoRegistry::refuses_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *method, const char *path, const char *body, int status,
                         const char *message) {
        QTest::newRow(name) << QByteArray(method) << QByteArray("/api/v2.0") + path << QByteArray(body) << status
                            << QString::fromLatin1(message);
    };
    row("page size", "GET", "/projects?page_size=101", "", 422,
        "validation failure list:\npage_size in query should be less than or equal to 100");
    row("page of text", "GET", "/projects?page=x", "", 422,
        "validation failure list:\npage in query must be of type int64: \"x\"");
    row("malformed q", "GET", "/projects?q=abc", "", 400,
        "the query string must contain \"=\" and the key/value cannot be empty");
    row("range without end", "GET", "/repositories?q=name%3D%5Ba", "", 400, "invalid pattern: [a");
    row("name encoded once", "GET", "/projects/payments/repositories/backend%2Fapi", "", 404,
        "path /api/v2.0/projects/payments/repositories/backend/api was not found");
    row("name as it is", "GET", "/projects/payments/repositories/backend/api", "", 404,
        "path /api/v2.0/projects/payments/repositories/backend/api was not found");
    row("no such repository", "GET", "/projects/payments/repositories/nope", "", 404,
        "repository payments/nope not found");
    row("no such project", "GET", "/projects/nope", "", 404, "project nope not found");
    row("no such path", "GET", "/nosuch", "", 404, "path /api/v2.0/nosuch was not found");
    row("no such method", "PATCH", "/projects", "{}", 405, "method PATCH is not allowed, but [GET,HEAD,POST] are");
    row("name taken", "POST", "/projects", R"({"project_name":"payments"})", 409,
        "The project named payments already exists");
    row("illegal name", "POST", "/projects", R"({"project_name":"Bad Name"})", 400,
        "project name is not in lower case or contains illegal characters");
    row("broken body", "POST", "/projects", R"({"project_name":)", 422,
        "validation failure list:\nparsing project body from \"\" failed, because unexpected EOF");
    row("wrong type", "POST", "/projects", R"({"project_name":5})", 422,
        "validation failure list:\nparsing project body from \"\" failed, because json: cannot unmarshal number into "
        "Go "
        "struct field ProjectReq.project_name of type string");
    row("unknown member", "POST", "/projects", R"({"project_name":"a","nmae":1})", 422,
        "validation failure list:\nparsing project body from \"\" failed, because json: unknown field \"nmae\"");
    row("project not empty", "DELETE", "/projects/payments", "", 412,
        "precondition failed: the project contains repositories, can not be deleted");
    row("weak password", "PUT", "/users/3/password", R"({"new_password":"short"})", 400,
        "the password or secret must be 8-128, inclusively, characters long with at least 1 uppercase letter, 1 "
        "lowercase letter and 1 number");
    row("mail", "POST", "/users", R"({"username":"zz","email":"bad","realname":"z","password":"Lab12345zz"})", 400,
        "email with illegal format");
    row("duration", "POST", "/robots",
        R"({"name":"c","level":"project","duration":0,"permissions":[{"kind":"project","namespace":"payments","access":[]}]})",
        400, "bad request error duration input: 0, duration must be either -1(Never) or a positive integer");
    row("configuration", "PUT", "/configurations", R"({"token_expiration":-5})", 400,
        "the token_expiration value must be positive");
    row("chart has no scan", "POST", "/projects/platform/repositories/charts%252Fgateway/artifacts/latest/scan", "",
        400,
        "the configured scanner Trivy does not support scanning artifact with mime type "
        "application/vnd.oci.image.manifest.v1+json");
    row("hub takes no unknown key", "GET", "/security/vul?q=nosuch%3D1", "", 400,
        "bad request: unsupported query nosuch");
    row("hub is exact", "GET", "/security/vul?q=package%3D~ssl", "", 400, "bad request: unsupported query package");
    row("schedule there already", "POST", "/system/gc/schedule",
        R"({"schedule":{"type":"Custom","cron":"0 0 1 * * *"}})", 412,
        "fail to set schedule as there is already one: gc");
    row("immutable tag", "DELETE", "/projects/payments/repositories/backend%252Fapi/artifacts/latest", "", 412, "");
    row("latest needs a type", "GET", "/projects/platform/artifacts?latest_in_repository=true", "", 400,
        "bad request: either 'media_type' or 'artifact_type' must be specified, but not both, when querying with "
        "latest_in_repository");
}

void TestDemoRegistry::refuses()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(QString, message);
    const Response response = m_demo.send(method, path, body);
    QVERIFY2(response.status == status, response.body);
    QCOMPARE(response.header("Content-Type"), QByteArray("application/json; charset=utf-8"));
    if (!message.isEmpty())
        QCOMPARE(messageOf(response), message);
}

void TestDemoRegistry::filters_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("total"); // -1: at least one
    QTest::newRow("all") << QByteArray("/projects?page_size=100") << 8;
    QTest::newRow("exact") << QByteArray("/projects?q=name%3Dpayments") << 1;
    QTest::newRow("fuzzy, without case") << QByteArray("/projects?q=name%3D~PAY") << 1;
    QTest::newRow("two terms") << QByteArray("/projects?q=name%3D~a%2Cpublic%3Dfalse") << 4;
    QTest::newRow("one of a list") << QByteArray("/projects?q=name%3D%7Bpayments%20mirror%7D") << 2;
    QTest::newRow("unknown key") << QByteArray("/projects?q=nosuch%3D1") << 8;
    QTest::newRow("unescaped twice") << QByteArray("/projects?q=name%253Dpayments") << 1;
    QTest::newRow("plus is a space the second time") << QByteArray("/users/search?username=release-bot") << 1;
    QTest::newRow("nightlies with a tag")
        << QByteArray("/projects/platform/repositories/nightly/artifacts?q=tags%3D*") << 64;
    QTest::newRow("none without") << QByteArray("/projects/platform/repositories/nightly/artifacts?q=tags%3Dnil") << 0;
    QTest::newRow("untagged") << QByteArray(
        "/projects/web-shop/repositories/jobs%252Fimage-resize/artifacts?q=tags%3Dnil")
                              << 4;
    QTest::newRow("label") << QByteArray("/projects/payments/repositories/backend%252Fapi/artifacts?q=labels%3D%285%29")
                           << 1;
    QTest::newRow("two labels") << QByteArray(
        "/projects/payments/repositories/backend%252Fapi/artifacts?q=labels%3D%285%201%29")
                                << 0;
    QTest::newRow("type") << QByteArray("/projects/platform/artifacts?q=type%3DCHART") << 7;
    QTest::newRow("push time") << QByteArray(
        "/projects/platform/repositories/nightly/artifacts?q=push_time%3D%5B2026-11-01T00:00:00~2026-11-10T23:59:59%5D")
                               << 10;
    QTest::newRow("children are left out")
        << QByteArray("/projects/payments/repositories/backend%252Fapi/artifacts") << 6;
    QTest::newRow("unless asked for") << QByteArray(
        "/projects/payments/repositories/backend%252Fapi/artifacts?q=base%3D*")
                                      << 34;
    QTest::newRow("robots of a project") << QByteArray("/robots?q=Level%3Dproject%2CProjectID%3D2") << 2;
    QTest::newRow("robots of the system") << QByteArray("/robots") << 4;
    QTest::newRow("audit") << QByteArray("/auditlog-exts") << 20000;
    QTest::newRow("audit by user and operation")
        << QByteArray("/auditlog-exts?q=username%3Drelease-bot%2Coperation%3Ddelete") << -1;
}

void TestDemoRegistry::filters()
{
    QFETCH(QByteArray, path);
    QFETCH(int, total);
    const Response response = m_demo.get("/api/v2.0" + path);
    QVERIFY2(response.status == 200, response.body);
    const int found = response.header("X-Total-Count").toInt();
    QVERIFY2(total < 0 ? found > 0 && found < 20000 : found == total, QByteArray::number(found));
}

void TestDemoRegistry::pages()
{
    QStringList seen;
    const QByteArray base = "/api/v2.0/projects/platform/repositories/nightly/artifacts?q=tags%3D*&page_size=15&page=";
    for (int page = 1; page <= 5; ++page) {
        for (const QJsonValue row : m_demo.list(base + QByteArray::number(page)))
            seen.append(row[u"digest"_s].toString());
    }
    QCOMPARE(seen.size(), 64);
    QCOMPARE(QSet<QString>(seen.begin(), seen.end()).size(), 64);
    QCOMPARE(m_demo.get(base + "9").body.trimmed(), QByteArray("[]"));
    const QByteArray link = m_demo.get(base + "2").header("Link");
    QVERIFY(link.contains("rel=\"prev\"") && link.contains("rel=\"next\""));
    // The query comes back unescaped, so that following the link asks for something else.
    QVERIFY2(link.contains("q=tags=*"), link);
    QVERIFY(m_demo.get("/api/v2.0/users").header("Link").startsWith("</api/v2.0/users?page=2&page_size=10>"));
    QCOMPARE(m_demo.list("/api/v2.0/projects").size(), 8);
    QCOMPARE(m_demo.list("/api/v2.0/projects/platform/repositories/nightly/artifacts").size(), 10);
}

void TestDemoRegistry::sorts()
{
    const QJsonArray byUse = m_demo.list("/api/v2.0/quotas?sort=-used.storage");
    for (qsizetype i = 1; i < byUse.size(); ++i)
        QVERIFY(byUse[i - 1][u"used"_s][u"storage"_s].toInteger() >= byUse[i][u"used"_s][u"storage"_s].toInteger());
    QCOMPARE(m_demo.list("/api/v2.0/projects").first()[u"name"_s].toString(), u"archive"_s);
    QCOMPARE(m_demo.list("/api/v2.0/projects?sort=-name").first()[u"name"_s].toString(), u"web-shop"_s);
    QCOMPARE(m_demo.list("/api/v2.0/projects?sort=nosuch").first()[u"name"_s].toString(), u"archive"_s);
}

void TestDemoRegistry::echoesTheRequestId()
{
    const Headers headers{{"X-Request-Id", "my-own"}};
    QCOMPARE(
        m_demo.get("/api/v2.0/ping", demo::Identity::admin(), headers).header("x-request-id"), QByteArray("my-own"));
    QVERIFY(!m_demo.get("/api/v2.0/ping").header("X-Request-Id").isEmpty());
}

void TestDemoRegistry::quotesLogs()
{
    const QByteArray path = "/api/v2.0/system/gc/11/log";
    const Response quoted = m_demo.get(path, demo::Identity::admin(), {{"Accept", "application/json"}});
    const Response plain = m_demo.get(path, demo::Identity::admin(), {{"Accept", "text/plain"}});
    QVERIFY(quoted.body.startsWith('"'));
    QCOMPARE(plain.header("Content-Type"), QByteArray("text/plain"));
    QVERIFY(plain.body.startsWith("[INFO]"));
}

void TestDemoRegistry::answersForeignPathsWithHtml()
{
    const Response response = m_demo.get("/nosuch/path");
    QCOMPARE(response.status, 200);
    QCOMPARE(response.header("Content-Type"), QByteArray("text/html"));
}

void TestDemoRegistry::leavesAnUnsetScheduleEmpty()
{
    const Response response = m_demo.get("/api/v2.0/system/scanAll/schedule");
    QCOMPARE(response.status, 200);
    QVERIFY(response.body.isEmpty());
}

QTEST_GUILESS_MAIN(TestDemoRegistry)
#include "tst_demoregistry.moc"
