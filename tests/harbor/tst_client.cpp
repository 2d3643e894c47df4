// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/job.h"
#include "harbor/project.h"
#include "support/borrowed.h"
#include "support/harboranswers.h"
#include "support/replaytransport.h"

#include <QUrlQuery>

using namespace lotse;
using namespace lotse::harbor;
using namespace lotse::test;
using namespace Qt::StringLiterals;

class TestClient : public QObject {
    Q_OBJECT
private slots:
    void readsAPage();
    void readsTotals_data();
    void readsTotals();
    void asksForATotalOrder_data();
    void asksForATotalOrder();
    void readsOneObject();
    void anUnsetScheduleIsADefault();
    void readsLogsAsText();
    void namesWhatIsNoRegistry();
    void refusesAPageSizeThatIsNone();
    void givesTheServersRefusal();
    void refusesToAskWithoutAParameter();
    void aDeadContextHearsNothing();
    void replaysARealRegistry();
};

void TestClient::readsAPage()
{
    ScriptedTransport transport([](const Request &) { return ScriptedTransport::json(labelsFrom(1, 2), 200, 7); });
    std::optional<Result<Page>> result;
    Client(borrowed(transport))
        .page(*endpoint("labels"), {{u"page_size"_s, u"2"_s}, {u"sort"_s, u"name"_s}}, 3, this,
            [&](Result<Page> page) { result = std::move(page); });
    QVERIFY(!result);
    QTRY_VERIFY(result);
    QVERIFY(result->ok());
    QCOMPARE(transport.paths(), {"/api/v2.0/labels?page=3&page_size=2&scope=g&sort=name"});
    QCOMPARE((*result)->records.rows.size(), 2);
    QCOMPARE((*result)->total, 7);
    QCOMPARE((*result)->number, 3);
    QVERIFY(!(*result)->isLast);
}

void TestClient::readsTotals_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("total");
    QTest::addColumn<bool>("isLast");
    QTest::newRow("all of them") << QByteArray("2") << labelsFrom(1, 2) << qint64(2) << true;
    QTest::newRow("none") << QByteArray("0") << QByteArray("[]") << qint64(0) << true;
    QTest::newRow("null") << QByteArray("0") << QByteArray("null") << qint64(0) << true;
    QTest::newRow("many") << QByteArray("-1") << labelsFrom(1, 2) << qint64(-1) << false;
    QTest::newRow("nonsense") << QByteArray("x") << labelsFrom(1, 2) << qint64(-1) << false;
    QTest::newRow("absent, past the end") << QByteArray() << QByteArray("[]") << qint64(-1) << true;
    QTest::newRow("a full page") << QByteArray("99") << labelsFrom(1, 100) << qint64(99) << false;
}

void TestClient::readsTotals()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, body);
    ScriptedTransport transport([&](const Request &) {
        Response response = ScriptedTransport::json(body);
        if (!header.isEmpty())
            response.headers.emplaceBack("X-Total-Count", header);
        return response;
    });
    std::optional<Result<Page>> result;
    Client(borrowed(transport)).page(*endpoint("labels"), {}, 1, this, [&](Result<Page> page) {
        result = std::move(page);
    });
    QTRY_VERIFY(result);
    QVERIFY(result->ok());
    QTEST((*result)->total, "total");
    QTEST((*result)->isLast, "isLast");
}

// Entries of one moment have no order among them but that of their numbers.
void TestClient::asksForATotalOrder_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QString>("asked");
    QTest::addColumn<QByteArray>("sent");
    for (const char *kind : {"audit", "audit-old", "project-audit", "project-audit-old"}) {
        const auto row = [&](const char *name, const char *asked, const char *sent) {
            QTest::addRow("%s: %s", kind, name) << QByteArray(kind) << QString::fromLatin1(asked) << QByteArray(sent);
        };
        row("none", "", "-op_time,-id");
        row("newest first", "-op_time", "-op_time,-id");
        row("oldest first", "op_time", "op_time,id");
        row("another column", "username", "username,id");
        row("a total one", "-id,op_time", "-id,op_time");
    }
    QTest::newRow("labels: none") << QByteArray("labels") << QString() << QByteArray();
    QTest::newRow("labels: one") << QByteArray("labels") << u"name"_s << QByteArray("name");
}

void TestClient::asksForATotalOrder()
{
    QFETCH(QByteArray, kind);
    QFETCH(QString, asked);
    QFETCH(QByteArray, sent);
    ScriptedTransport transport([](const Request &) { return ScriptedTransport::json("[]", 200, 0); });
    Params params{{u"project_name"_s, u"p"_s}};
    if (kind == "labels")
        params.clear();
    if (!asked.isEmpty())
        params.insert(u"sort"_s, asked);
    bool isDone = false;
    Client(borrowed(transport)).page(*endpoint(kind), params, 1, this, [&](const Result<Page> &) { isDone = true; });
    QTRY_VERIFY(isDone);
    const QUrlQuery query(QUrl(QString::fromLatin1(transport.paths().value(0))));
    QCOMPARE(query.queryItemValue(u"sort"_s, QUrl::FullyDecoded).toLatin1(), sent);
}

void TestClient::readsOneObject()
{
    ScriptedTransport transport(
        [](const Request &) { return ScriptedTransport::json(R"({"name":"web","project_id":3,"x":1})"); });
    std::optional<Result<json::Record>> result;
    Client(borrowed(transport))
        .one(*endpoint("project"), {{u"project_name"_s, u"web"_s}}, this,
            [&](Result<json::Record> record) { result = std::move(record); });
    QTRY_VERIFY(result);
    QVERIFY(result->ok());
    QCOMPARE(transport.paths(), {"/api/v2.0/projects/web"});
    QCOMPARE((*result)->value.value<Project>().projectId, 3);
    QCOMPARE((*result)->raw, QByteArray(R"({"name":"web","project_id":3,"x":1})"));
}

void TestClient::anUnsetScheduleIsADefault()
{
    ScriptedTransport transport([](const Request &) { return ScriptedTransport::json({}); });
    std::optional<Result<json::Record>> result;
    Client(borrowed(transport)).one(*endpoint("purge-schedule"), {}, this, [&](Result<json::Record> record) {
        result = std::move(record);
    });
    QTRY_VERIFY(result);
    QVERIFY(result->ok());
    QCOMPARE((*result)->value.value<SystemJob>(), SystemJob());
    QVERIFY((*result)->raw.isEmpty());

    const auto none = walk(transport, "purge-schedule");
    QVERIFY(none.ok());
    QCOMPARE(none->rows.size(), 0);
    QCOMPARE(walk(transport, "health").error().kind, ErrorKind::Decode);
}

void TestClient::readsLogsAsText()
{
    ScriptedTransport transport([](const Request &) { return ScriptedTransport::json("\"one\\ntwo\\u0026\""); });
    std::optional<Result<QByteArray>> result;
    const auto ask = [&] {
        result.reset();
        Client(borrowed(transport))
            .text(*endpoint("gc-log"), {{u"gc_id"_s, u"1"_s}}, this,
                [&](Result<QByteArray> text) { result = std::move(text); });
        QTRY_VERIFY(result);
        QVERIFY(result->ok());
    };
    ask();
    QCOMPARE(**result, QByteArray("one\ntwo&"));
    QVERIFY(header(transport.requests().first().headers, "Accept").startsWith("text/plain"));
    transport.setScript([](const Request &) { return answer("\"plain\"", "text/plain"); });
    ask();
    QCOMPARE(**result, QByteArray("\"plain\""));
}

void TestClient::namesWhatIsNoRegistry()
{
    ScriptedTransport transport([](const Request &) { return answer("<!doctype html><html></html>", "text/html"); });
    QCOMPARE(walk(transport, "labels").error().kind, ErrorKind::NotARegistry);
    std::optional<Result<QByteArray>> log;
    Client(borrowed(transport)).text(*endpoint("gc-log"), {{u"gc_id"_s, u"1"_s}}, this, [&](Result<QByteArray> text) {
        log = std::move(text);
    });
    QTRY_VERIFY(log);
    QCOMPARE(log->error().kind, ErrorKind::NotARegistry);
}

void TestClient::refusesAPageSizeThatIsNone()
{
    for (const char *size : {"0", "00", "-5", "101", "abc", "", "1.5", "9223372036854775807", "99999999999999999999"}) {
        ScriptedTransport transport([](const Request &) { return ScriptedTransport::json("[]", 200, 0); });
        const auto walked = walk(transport, "projects", {{u"page_size"_s, QString::fromLatin1(size)}});
        QVERIFY2(!walked.ok(), size);
        QCOMPARE(walked.error().kind, ErrorKind::Usage);
        QVERIFY(walked.error().text().contains(u"1 to 100"_s));
        QCOMPARE(transport.requests().size(), 0);
    }
}

void TestClient::givesTheServersRefusal()
{
    ScriptedTransport transport([](const Request &request) {
        return valueOf(request, u"page_size"_s).toInt() > 99 ? refusal(422) : ScriptedTransport::json("[]", 200, 0);
    });
    const auto walked = walk(transport, "projects", {{u"page_size"_s, u"100"_s}});
    QVERIFY(!walked.ok());
    QCOMPARE(walked.error().kind, ErrorKind::Invalid);
    QCOMPARE(walked.error().status, 422);
    QVERIFY(walked.error().detail.contains(u"words of the server"_s));
    QCOMPARE(transport.requests().size(), 1);
}

void TestClient::refusesToAskWithoutAParameter()
{
    ScriptedTransport transport([](const Request &) { return ScriptedTransport::json("[]"); });
    QCOMPARE(walk(transport, "gc-run").error().kind, ErrorKind::Usage);
    QCOMPARE(walk(transport, "tags", {{u"repository_name"_s, u"a"_s}}).error().kind, ErrorKind::Usage);
    std::optional<Result<QByteArray>> log;
    Client(borrowed(transport)).text(*endpoint("gc-log"), {}, this, [&](Result<QByteArray> text) {
        log = std::move(text);
    });
    QVERIFY(!log); // never before it has returned
    QTRY_VERIFY(log);
    QCOMPARE(log->error().kind, ErrorKind::Usage);
    QCOMPARE(transport.requests().size(), 0);
}

void TestClient::aDeadContextHearsNothing()
{
    ScriptedTransport transport([](const Request &) { return ScriptedTransport::json("[]", 200, 0); });
    transport.hold();
    bool heard = false;
    auto context = std::make_unique<QObject>();
    Client(borrowed(transport)).page(*endpoint("labels"), {}, 1, context.get(), [&](Result<Page>) { heard = true; });
    Client(borrowed(transport)).walk(*endpoint("users"), {}, context.get(), {}, [&](Result<PagedList>) {
        heard = true;
    });
    QTRY_COMPARE(transport.inFlight(), 2);
    context.reset();
    QTRY_COMPARE(transport.inFlight(), 0);
    QCOMPARE(transport.aborted(), 2);
    QTest::qWait(0);
    QVERIFY(!heard);
}

void TestClient::replaysARealRegistry()
{
    test::ReplayTransport transport;
    if (transport.isEmpty())
        QSKIP("The recorded exchanges are not beside the source tree.");
    std::optional<Result<json::Record>> project;
    Client(borrowed(transport))
        .one(*endpoint("project"), {{u"project_name"_s, u"platform"_s}}, this,
            [&](Result<json::Record> record) { project = std::move(record); });
    QTRY_VERIFY(project);
    QVERIFY(project->ok());
    QCOMPARE((*project)->value.value<Project>().metadata.retentionId, u"1"_s);
    std::optional<Result<json::Record>> missing;
    Client(borrowed(transport))
        .one(*endpoint("project"), {{u"project_name"_s, u"nope"_s}}, this,
            [&](Result<json::Record> record) { missing = std::move(record); });
    QTRY_VERIFY(missing);
    QCOMPARE(missing->error().kind, ErrorKind::NotFound);
    std::optional<Result<QByteArray>> log;
    Client(borrowed(transport))
        .text(*endpoint("scan-log"),
            {{u"project_name"_s, u"platform"_s}, {u"repository_name"_s, u"backend/api/gateway"_s},
                {u"reference"_s, u"sha256:40ccd05279da3da78a56a4b9392bb1b2fc84f8d3f6c2c4cccafd56a68e837c9b"_s},
                {u"report_id"_s, u"fde06b12-27a2-45e1-8d77-a07c092f40e4"_s}},
            this, [&](Result<QByteArray> text) { log = std::move(text); });
    QTRY_VERIFY(log);
    QVERIFY(log->ok());
    QVERIFY((*log)->startsWith("2026-11-23T09:36:49Z [INFO]"));
}

QTEST_GUILESS_MAIN(TestClient)
#include "tst_client.moc"
