// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/asking.h"
#include "demo/demotransport.h"
#include "harbor/client.h"
#include "harbor/endpoint.h"
#include "support/borrowed.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace lotse;
using namespace lotse::test;

/// Every row of the endpoint table has an answer that its type can read.
class TestDemoEndpoints : public QObject {
    Q_OBJECT

private slots:
    void answers_data();
    void answers();
    void walks_data();
    void walks();

private:
    Asking m_demo;
};

namespace {

/// Values for the parameters of paths. Those of a kind go before the common ones.
harbor::Params paramsFor(const harbor::Endpoint &row, Asking &demo)
{
    static const QMap<QString, QString> common{{u"project_name"_s, u"payments"_s},
        {u"project_name_or_id"_s, u"payments"_s}, {u"repository_name"_s, u"backend/fraud-score"_s},
        {u"reference"_s, u"latest"_s}, {u"addition"_s, u"build_history"_s},
        {u"preheat_policy_name"_s, u"warm-releases"_s}, {u"preheat_instance_name"_s, u"dragonfly-north"_s},
        {u"meta_name"_s, u"public"_s}, {u"mid"_s, u"2"_s}, {u"webhook_policy_id"_s, u"1"_s}, {u"group_id"_s, u"1"_s},
        {u"robot_id"_s, u"1"_s}, {u"gc_id"_s, u"11"_s}, {u"purge_id"_s, u"21"_s}, {u"pool_id"_s, u"all"_s},
        {u"job_id"_s, u"2f6c0d1e9b8a7c6d5e4f3a2b"_s}, {u"job_type"_s, u"all"_s}, {u"label_id"_s, u"1"_s},
        {u"registration_id"_s, u"7f3c2d10-5a4e-4b8f-9c21-0d6e8a1b4c55"_s}, {u"user_id"_s, u"3"_s}, {u"id"_s, u"1"_s},
        {u"eid"_s, u"1"_s}, {u"tid"_s, u"1"_s}, {u"execution_id"_s, u"1"_s}, {u"task_id"_s, u"1"_s},
        {u"digest"_s, u"sha256:0048162a053eef4d4ce3fe7518615bef084403614f8bca43b40ae2e762e11e06"_s}};
    harbor::Params params;
    for (const QString &name : harbor::pathParameters(row)) {
        const bool ofProject = name == u"project_name_or_id"_s;
        params.insert(ofProject ? u"project_name"_s : name, common.value(name));
    }
    const QByteArray path = row.path;
    if (path.contains("/members/"))
        params[u"mid"_s] = u"9"_s;
    if (qstrcmp(row.kind, "project-labels") == 0) {
        params.insert(u"scope"_s, u"p"_s);
        params.insert(u"project_id"_s, u"2"_s);
    }
    if (path.contains("/scan/")) {
        const QJsonObject artifact = demo.object("/api/v2.0/projects/payments/repositories/backend%252Ffraud-score/"
                                                 "artifacts/latest?with_scan_overview=true");
        params[u"report_id"_s] = artifact[u"scan_overview"_s].toObject().begin().value()[u"report_id"_s].toString();
    }
    if (path.contains("/export/cve/"))
        demo.send("POST", "/api/v2.0/export/cve", R"({"projects":[2]})");
    if (path.contains("/export/cve/d"))
        params[u"execution_id"_s] =
            QString::number(demo.object("/api/v2.0/export/cve/executions")[u"items"_s][0][u"id"_s].toInteger());
    if (path.endsWith("/usergroups/search"))
        params.insert(u"groupname"_s, u"engineers"_s);
    if (path.endsWith("/users/search"))
        params.insert(u"username"_s, u"desk"_s);
    if (path == "/search")
        params.insert(u"q"_s, u"api"_s);
    if (path.contains("/retentions/{id}/executions/{eid}/tasks/{tid}"))
        params[u"tid"_s] = u"1"_s;
    if (path.endsWith("/webhook/jobs"))
        params.insert(u"policy_id"_s, u"1"_s);
    if (path.endsWith("/permissions"))
        params.insert(u"scope"_s, u"/project/2"_s);
    return params;
}

/// LDAP is asked of a registry that has its own users, and there is no certificate to fetch: so says the recorded
/// Harbor.
bool isRefused(const harbor::Endpoint &row)
{
    const QByteArray path = row.path;
    return path.startsWith("/ldap") || path.contains("getcert") || path.startsWith("/internalconfig");
}

} // namespace

void TestDemoEndpoints::answers_data()
{
    QTest::addColumn<QByteArray>("kind");
    for (const harbor::Endpoint &row : harbor::endpoints())
        QTest::newRow(row.kind) << QByteArray(row.kind);
}

void TestDemoEndpoints::answers()
{
    QFETCH(QByteArray, kind);
    const harbor::Endpoint &row = *harbor::endpoint(kind);
    if (isRefused(row))
        return;
    const harbor::Params params = paramsFor(row, m_demo);
    const Result<Request> request = harbor::buildRequest(row, params);
    QVERIFY2(request.ok(), qPrintable(request.error().text()));
    const Response response = m_demo.registry.handle(*request, demo::Identity::admin());
    QVERIFY2(response.status == 200, request->path + ' ' + response.body.left(300));
    if (row.shape == harbor::Shape::Text || row.shape == harbor::Shape::Blob) {
        QVERIFY(!response.body.isEmpty());
        return;
    }
    const Result<json::Records> records = harbor::readBody(row, response.body, params);
    QVERIFY2(records.ok(), qPrintable(records.error().where + u' ' + records.error().text()));
    QVERIFY2(records->unreadable.isEmpty(), qPrintable(records->unreadable.value(0).where));
    if (row.shape == harbor::Shape::List)
        QVERIFY2(!response.header("X-Total-Count").isEmpty() || kind.contains("export"), request->path);
}

void TestDemoEndpoints::walks_data()
{
    QTest::addColumn<QByteArray>("kind");
    for (const harbor::Endpoint &row : harbor::endpoints()) {
        const bool isList = row.shape == harbor::Shape::List || row.shape == harbor::Shape::Plain;
        if (row.walks && isList && !isRefused(row) && row.scope != harbor::Scope::Artifact)
            QTest::newRow(row.kind) << QByteArray(row.kind);
    }
}

void TestDemoEndpoints::walks()
{
    QFETCH(QByteArray, kind);
    const auto registry = std::make_shared<demo::Registry>(&m_demo.clock);
    demo::DemoTransport transport(registry, demo::Identity::admin(), demo::Latency::none());
    const harbor::Client client(borrowed(transport));
    std::optional<Result<harbor::PagedList>> result;
    client.walk(
        *harbor::endpoint(kind), {}, this, [](const harbor::Progress &) {},
        [&](Result<harbor::PagedList> walk) { result = std::move(walk); });
    QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), 240'000);
    QVERIFY2(result->ok(), qPrintable(result->error().text()));
    const harbor::PagedList &walk = result->value();
    QVERIFY2(walk.refusals.isEmpty(), qPrintable(walk.refusals.value(0).error.where));
    QVERIFY2(walk.unreadable.isEmpty(), qPrintable(walk.unreadable.value(0).where));
    // The old logs are empty, and nobody has exported anything yet.
    const bool mayBeEmpty = kind.endsWith("-old") || kind.contains("export");
    QVERIFY2(!walk.rows.isEmpty() || mayBeEmpty, kind);
}

QTEST_GUILESS_MAIN(TestDemoEndpoints)
#include "tst_demoendpoints.moc"
