// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/report.h"
#include "support/exchange.h"

#include <simdjson.h>

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace lotse;
using namespace lotse::harbor;
using namespace Qt::StringLiterals;
using findings::Severity;

/// The columns of a vulnerability report against what another JSON reader makes of the same bytes, and their cost.
class TestReport : public QObject {
    Q_OBJECT
private slots:
    void readsLines();
    void readsEscapesAndGaps();
    void knowsEmptyFromClean_data();
    void knowsEmptyFromClean();
    void namesLinesThatCannotBeRead();
    void refusesWhatIsNoReport_data();
    void refusesWhatIsNoReport();
    void everyCutIsNoticed();
    void readsTimesWithAZone_data();
    void readsTimesWithAZone();
    void copiesShareAndLive();
    void recordedReports_data();
    void recordedReports();
    void costsLittle();
};

namespace {

constexpr char mime[] = "application/vnd.security.vulnerability.report; version=1.1";

QByteArray reportOf(const QByteArray &lines)
{
    return QByteArray("{\"") + mime
        + R"(":{"generated_at":"2026-11-23T09:36:51.000000000Z","scanner":{"name":"Trivy","vendor":"Aqua","version":"1"},)"
          R"("severity":"Critical","vulnerabilities":)"
        + lines + "}}";
}

QByteArray longLine(int number)
{
    return R"({"id":"CVE-2026-)" + QByteArray::number(10'000 + number) + R"(","package":"libpackage)"
        + QByteArray::number(number % 90) + R"(","version":"1.2.)" + QByteArray::number(number % 7)
        + R"(-4+deb12u3","fix_version":"1.3","severity":"High","status":"fixed","description":")" + QByteArray(900, 'd')
        + R"(","links":["https://avd.example.test/a","https://avd.example.test/b"],)"
        + R"("artifact_digests":["sha256:40ccd05279da3da78a56a4b9392bb1b2fc84f8d3f6c2c4cccafd56a68e837c9b"],)"
        + R"("preferred_cvss":{"score_v3":7.5,"score_v2":null,"vector_v3":"CVSS:3.1/AV:L","vector_v2":""},)"
        + R"("cwe_ids":["CWE-787"],"vendor_attributes":{"CVSS":{"nvd":{"V3Score":1.1,"V3Vector":")"
        + QByteArray(600, 'v') + R"("},"redhat":{"V3Score":0.3}}}})";
}

// Bytes of memory of this process that are in use; what was freed before must not hide what is taken now.
qint64 residentBytes()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096 : -1;
}

} // namespace

void TestReport::readsLines()
{
    const auto report = Report::read(reportOf(
        R"([{"id":"CVE-1","package":"libssl3","version":"6.10","fix_version":"6.11","severity":"Low","status":"fixed",)"
        R"("description":"long","links":["https://a.test"],"preferred_cvss":{"score_v3":9.8,"score_v2":5},)"
        R"("cwe_ids":["CWE-787"],"vendor_attributes":{"a":[1]}},)"
        R"({"id":"GHSA-x","package":"p","preferred_cvss":{"score_v3":null,"score_v2":4.3},"cwe_ids":[""],)"
        R"("severity":"Schlimm","version":"1"} , {"id":"C","package":"q","preferred_cvss":{"score_v3":99}}])"));
    QVERIFY2(report.ok(), qPrintable(report.error().message.english()));
    QVERIFY(!report->isEmpty());
    QCOMPARE(report->mimeType(), QByteArray(mime));
    QCOMPARE(report->generatedAt(), QDateTime(QDate(2026, 11, 23), QTime(9, 36, 51), Qt::UTC));
    QCOMPARE(report->scanner(), u"Trivy, Aqua, 1"_s);
    QCOMPARE(report->worst(), Severity::Critical);
    QCOMPARE(report->count(), 3);
    QCOMPARE(report->id(0), QByteArrayView("CVE-1"));
    QCOMPARE(report->package(0), QByteArrayView("libssl3"));
    QCOMPARE(report->version(0), QByteArrayView("6.10"));
    QCOMPARE(report->fixVersion(0), QByteArrayView("6.11"));
    QCOMPARE(report->status(0), QByteArrayView("fixed"));
    QCOMPARE(report->severity(0), Severity::Low);
    QCOMPARE(float(report->cvss(0)), 9.8F);
    QCOMPARE(report->fixVersion(1), QByteArrayView(""));
    QCOMPARE(report->severity(1), Severity::Unknown);
    QCOMPARE(report->severityWord(1), QByteArrayView("Schlimm"));
    QCOMPARE(float(report->cvss(1)), 4.3F);
    QCOMPARE(report->cvss(2), -1.0);
    QVERIFY(report->unreadable().isEmpty());

    const auto first = report->finding(0);
    QVERIFY(first.ok());
    QCOMPARE(first->description, u"long"_s);
    QCOMPARE(first->links, QStringList({u"https://a.test"_s}));
    QCOMPARE(first->vendorAttributes.text, QByteArray(R"({"a":[1]})"));
    QCOMPARE(report->finding(1)->cweIds, QStringList());
    QCOMPARE(report->finding(2)->id, u"C"_s);
}

void TestReport::readsEscapesAndGaps()
{
    const auto report = Report::read(reportOf(
        "[{\"id\":\"a\\u0041\\n\\\"\",\n\"package\" : \"p\xc3\xa4\" ,\"version\":null,\"severity\" :\"HIGH\"\n,"
        "\"status\":\"\\\\\"}\n,{\"package\":\"x\\/y\",\"id\":\"b\"}]"));
    QVERIFY2(report.ok(), qPrintable(report.error().message.english()));
    QCOMPARE(report->count(), 2);
    QCOMPARE(report->id(0), QByteArrayView("aA\n\""));
    QCOMPARE(report->package(0), QByteArrayView("p\xc3\xa4"));
    QCOMPARE(report->version(0), QByteArrayView(""));
    QCOMPARE(report->severity(0), Severity::High);
    QCOMPARE(report->status(0), QByteArrayView("\\"));
    QCOMPARE(report->package(1), QByteArrayView("x/y"));
    QCOMPARE(report->finding(1)->package, u"x/y"_s);
}

void TestReport::knowsEmptyFromClean_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isEmpty");
    QTest::newRow("not scanned, or failed") << QByteArray("{}") << true;
    QTest::newRow("not scanned, as a list") << QByteArray("[]") << true;
    QTest::newRow("not scanned, as null") << QByteArray("null") << true;
    QTest::newRow("clean") << reportOf("[]") << false;
    QTest::newRow("clean, as null") << reportOf("null") << false;
    QTest::newRow("old kind") << QByteArray(
        R"({"application/vnd.scanner.adapter.vuln.report.harbor+json; version=1.0":)"
        R"({"vulnerabilities":[]}})")
                              << false;
    QTest::newRow("beside another") << QByteArray(R"({"x":null,"y":{"vulnerabilities":[]}})") << false;
}

void TestReport::knowsEmptyFromClean()
{
    QFETCH(QByteArray, body);
    const auto report = Report::read(body);
    QVERIFY2(report.ok(), qPrintable(report.error().message.english()));
    QTEST(report->isEmpty(), "isEmpty");
    QCOMPARE(report->count(), 0);
}

void TestReport::namesLinesThatCannotBeRead()
{
    const auto report = Report::read(reportOf(
        R"([{"id":"A","package":"p"},7,{"id":5,"package":"p"},{"package":"p"},{"id":"C","package":"p","status":[1]},null,)"
        R"({"id":"D","package":"p","links":{}},{"id":"E","severity":5},{"id":"F","preferred_cvss":"?"},)"
        R"({"id":"G","severity":"Critical","severity":"Low"},{"id":"H","preferred_cvss":{"score_v3":"9.8"}},)"
        R"({"id":"I","preferred_cvss":{"score_v3":9.8,"score_v3":0.1}},{"id":"J","artifact_digests":{"x":1}},)"
        R"({"id":"K","artifact_digests":["sha256:x",1]}])"));
    QVERIFY(report.ok());
    QCOMPARE(report->count(), 2);
    QCOMPARE(report->id(1), QByteArrayView("D"));
    QStringList where;
    for (const Error &error : report->unreadable())
        where.append(error.where);
    QCOMPARE(where,
        QStringList({u"$.vulnerabilities[1]"_s, u"$.vulnerabilities[2].id"_s, u"$.vulnerabilities[3].id"_s,
            u"$.vulnerabilities[4].status"_s, u"$.vulnerabilities[5]"_s, u"$.vulnerabilities[7].severity"_s,
            u"$.vulnerabilities[8].preferred_cvss"_s, u"$.vulnerabilities[9].severity"_s,
            u"$.vulnerabilities[10].preferred_cvss"_s, u"$.vulnerabilities[11].preferred_cvss"_s,
            u"$.vulnerabilities[12].artifact_digests"_s, u"$.vulnerabilities[13].artifact_digests"_s}));
    QCOMPARE(report->unreadableCount(), 12);
    QVERIFY(!report->finding(1).ok()); // what was not opened before may be wrong as well
}

void TestReport::refusesWhatIsNoReport_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("html") << QByteArray("<html></html>");
    QTest::newRow("another object") << QByteArray(R"({"errors":[]})");
    QTest::newRow("no list") << reportOf("{}");
    QTest::newRow("a text") << reportOf("\"none\"");
    QTest::newRow("absent") << QByteArray("{\"") + mime + R"(":{"severity":"None"}})";
    QTest::newRow("twice") << reportOf(R"([{"id":"A"}],"vulnerabilities":[])");
    QTest::newRow("the same kind twice") << reportOf(R"([{"id":"A"}])").chopped(1) + ",\"" + mime + "\":{}}";
    QTest::newRow("another kind that is broken")
        << reportOf(R"([{"id":"A"}])").chopped(1) + R"(,"x":{"vulnerabilities":"bad"}})";
    QTest::newRow("a list with something") << QByteArray("[{}]");
    QTest::newRow("41 bytes") << QByteArray(R"({"vulnerability.report":{"scanner":{"":,})");
    QTest::newRow("scanner cut") << QByteArray(R"({"":{"scanner":{"":{})");
    QTest::newRow("scanner broken") << QByteArray(R"({"":{"scanner":{"vendor":""2})");
    QTest::newRow("a skipped part") << reportOf("[]").chopped(2) + R"(,"zz":tru}})";
    QTest::newRow("bad utf-8") << reportOf("[{\"id\":\"\xff\",\"package\":\"p\"}]");
    QTest::newRow("more behind it") << QByteArray("{} {}");
    QTest::newRow("deep") << reportOf("[{\"id\":\"a\",\"package\":\"p\",\"x\":" + QByteArray(100'000, '[') + "}]");
}

void TestReport::refusesWhatIsNoReport()
{
    QFETCH(QByteArray, body);
    const auto report = Report::read(body);
    QVERIFY(!report.ok());
    QCOMPARE(report.error().kind, ErrorKind::Decode);
}

void TestReport::everyCutIsNoticed()
{
    const QByteArray body = reportOf(R"([{"id":"A","package":"p","links":["x"]},{"id":"B","package":"q"}])");
    for (qsizetype size = 0; size < body.size(); ++size)
        QVERIFY2(!Report::read(body.left(size)).ok(), qPrintable(QString::number(size)));
    QVERIFY(Report::read(body).ok());
}

void TestReport::readsTimesWithAZone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QDateTime>("time");
    const QDate day(2026, 11, 1);
    QTest::newRow("fraction and zone") << QByteArray("2026-11-01T10:00:00.5+08:00")
                                       << QDateTime(day, QTime(2, 0, 0, 500), Qt::UTC);
    QTest::newRow("nine digits and zone")
        << QByteArray("2026-11-01T10:00:00.123456789-03:30") << QDateTime(day, QTime(13, 30, 0, 123), Qt::UTC);
    QTest::newRow("zone") << QByteArray("2026-11-01T10:00:00+08:00") << QDateTime(day, QTime(2, 0), Qt::UTC);
    QTest::newRow("never") << QByteArray("0001-01-01T00:00:00Z") << QDateTime();
    QTest::newRow("no time") << QByteArray("soon") << QDateTime();
}

void TestReport::readsTimesWithAZone()
{
    QFETCH(QByteArray, text);
    QFETCH(QDateTime, time);
    const auto report = Report::read(R"({"m":{"vulnerabilities":[],"generated_at":")" + text + "\"}}");
    QVERIFY(report.ok());
    QCOMPARE(report->generatedAt(), time);
}

void TestReport::copiesShareAndLive()
{
    std::optional<Report> copy;
    {
        const auto report = Report::read(reportOf("[" + longLine(1) + "]"));
        QVERIFY(report.ok());
        copy = *report;
        QCOMPARE(copy->id(0).data(), report->id(0).data());
    }
    QCOMPARE(copy->id(0), QByteArrayView("CVE-2026-10001"));
    QCOMPARE(copy->finding(0)->description.size(), 900);
}

void TestReport::recordedReports_data()
{
    QTest::addColumn<QByteArray>("body");
    for (const test::Exchange &exchange : test::recordedExchanges()) {
        if (exchange.operation == u"getVulnerabilitiesAddition"_s)
            QTest::newRow(qPrintable(exchange.file)) << exchange.response.body;
    }
    if (test::recordedExchanges().isEmpty())
        QSKIP("The recorded exchanges are not beside the source tree.");
}

void TestReport::recordedReports()
{
    QFETCH(QByteArray, body);
    const auto report = Report::read(body);
    QVERIFY2(report.ok(), qPrintable(report.error().message.english()));
    const QJsonObject reports = QJsonDocument::fromJson(body).object();
    QCOMPARE(report->isEmpty(), reports.isEmpty());
    const QJsonArray lines =
        reports.value(QString::fromLatin1(report->mimeType())).toObject().value(u"vulnerabilities"_s).toArray();
    QCOMPARE(report->count(), lines.size());
    const auto text = [](QByteArrayView view) { return QString::fromUtf8(view); };
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QJsonObject line = lines[i].toObject();
        QCOMPARE(text(report->id(i)), line[u"id"_s].toString());
        QCOMPARE(text(report->package(i)), line[u"package"_s].toString());
        QCOMPARE(text(report->version(i)), line[u"version"_s].toString());
        QCOMPARE(text(report->fixVersion(i)), line[u"fix_version"_s].toString());
        QCOMPARE(text(report->severityWord(i)), line[u"severity"_s].toString());
        QCOMPARE(text(report->status(i)), line[u"status"_s].toString());
        QCOMPARE(float(report->cvss(i)), float(line[u"preferred_cvss"_s][u"score_v3"_s].toDouble(-1)));
        if (i % 100 == 0) {
            const auto finding = report->finding(i);
            QVERIFY(finding.ok());
            QCOMPARE(finding->description, line[u"description"_s].toString());
        }
    }
}

void TestReport::costsLittle()
{
    QByteArray lines = "[";
    for (int i = 0; i < 10'000; ++i)
        lines += (i ? "," : "") + longLine(i);
    QByteArray body = reportOf(lines + ']');
    lines.clear();
    QVERIFY(body.size() > 20'000'000);

    // The yardstick: the same library, reading the whole of it into its own tree.
    qint64 alone = std::numeric_limits<qint64>::max();
    qint64 ours = alone;
    for (int round = 0; round < 3; ++round) {
        QElapsedTimer timer;
        {
            const simdjson::padded_string padded(body.constData(), size_t(body.size()));
            simdjson::dom::parser parser;
            timer.start();
            QVERIFY(!parser.parse(padded).error());
            alone = qMin(alone, timer.nsecsElapsed());
        }
        timer.start();
        QVERIFY(Report::read(body).ok());
        ours = qMin(ours, timer.nsecsElapsed());
    }
    const qint64 size = body.size();
    const qint64 before = residentBytes();
    const auto report = Report::read(body);
    const qint64 grown = residentBytes() - before;
    QVERIFY(report.ok());
    QCOMPARE(report->count(), 10'000);
    qInfo("%lld bytes: simdjson alone %lld us, report %lld us; %lld bytes more memory", size, alone / 1000, ours / 1000,
        grown);
    QVERIFY(grown <= size * 3 / 2);
#ifdef __OPTIMIZE__
    QVERIFY(ours <= 4 * alone);
#endif
}

QTEST_GUILESS_MAIN(TestReport)
#include "tst_report.moc"
