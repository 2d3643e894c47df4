// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demosession.h"
#include "findings/findingset.h"
#include "joinedcase.h"
#include "models/access/membermatrix.h"
#include "models/distribution/policytable.h"
#include "models/findings/allowlisttable.h"
#include "models/findings/scangaps.h"
#include "models/findings/securityfacts.h"
#include "models/system/scannertable.h"
#include "support/borrowed.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTranslator>
#include <QUrlQuery>

using namespace lotse;
using namespace lotse::models;
using namespace lotse::test;
using namespace Qt::StringLiterals;

/// What is let through, what is blocked, what was not scanned, and how the scanners stand.
class TestSecurityTables : public QObject {
    Q_OBJECT
private slots:
    void allowlistsSayWhatIsInUse();
    void allowlistsCountWhatTheyHide();
    void policiesOfAllProjects();
    void scannersTellTheirHealth();
    void scannersTellWhoUsesThem();
    void aScannerThatIsDownSaysSo();
    void gapsComeFirst();
    void outlivesTheSessionBefore();
    void showsWhatTheStoreKnowsFirst();
    void aLargeRegistryIsLookedAtOnDemand();
    void factsOfTheRegistry();
    void factsWithoutTheScans();

private:
    SystemClock m_clock;
};

void TestSecurityTables::allowlistsSayWhatIsInUse()
{
    const auto transport = demoTransport(&m_clock);
    AllowlistTable table;
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.setSource(harbor::Client(borrowed(*transport)));
    QVERIFY(waitFor(table, u"ready"_s));
    QCOMPARE(cellText(table, u"payments/CVE-2023-38545"_s, u"state"_s), u"in use"_s);
    // It has a list of its own, but says nothing of using it: the registry's list counts.
    QCOMPARE(cellText(table, u"web-shop/CVE-2021-23337"_s, u"state"_s), u"not in use"_s);
    QVERIFY(table.counts()[u"idle"_s].toInt() >= 1);
    table.setOnly(u"idle"_s);
    QCOMPARE(table.indexOfKey(u"payments/CVE-2023-38545"_s), -1);
    QVERIFY(table.indexOfKey(u"web-shop/CVE-2021-23337"_s) >= 0);
}

void TestSecurityTables::allowlistsCountWhatTheyHide()
{
    ScriptedTransport transport([](const Request &request) -> Result<Response> {
        if (request.path.contains("/security/vul"))
            return ScriptedTransport::json("[]", 200, request.path.contains("CVE-2") ? -1 : 7);
        if (request.path.contains("/CVEAllowlist"))
            return ScriptedTransport::json(
                R"({"id":1,"expires_at":1000,"items":[{"cve_id":"CVE-1"},{"cve_id":"CVE-2"}]})");
        return ScriptedTransport::json(R"([{"project_id":4,"name":"shop","metadata":{}}])", 200, 1);
    });
    AllowlistTable table;
    table.setSource(harbor::Client(borrowed(transport)));
    QVERIFY(waitFor(table, u"ready"_s));
    QCOMPARE(cellText(table, u"/CVE-1"_s, u"state"_s), u"expired"_s);
    QCOMPARE(cellText(table, u"/CVE-1"_s, u"projects"_s), u"shop"_s);
    table.setInView(0, 9);
    QVERIFY(QTest::qWaitFor([&] { return cellText(table, u"/CVE-1"_s, u"hidden"_s) == u"7"_s; }));
    QVERIFY(QTest::qWaitFor([&] { return cellText(table, u"/CVE-2"_s, u"hidden"_s) == u"more than 1000"_s; }));
    QCOMPARE(table.placeOf(u"/CVE-1"_s).kind, u"security-findings"_s);
}

// Says the word for a severity in capitals.
class Capitals : public QTranslator {
public:
    QString translate(const char *context, const char *text, const char *, int) const override
    {
        return qstrcmp(context, "core") == 0 && qstrcmp(text, "critical") == 0 ? u"CRITICAL"_s : QString();
    }
    bool isEmpty() const override { return false; }
};

void TestSecurityTables::policiesOfAllProjects()
{
    const auto transport = demoTransport(&m_clock);
    PolicyTable table;
    QAbstractItemModelTester tester(&table, QAbstractItemModelTester::FailureReportingMode::QtTest);
    table.setSource(harbor::Client(borrowed(*transport)));
    QVERIFY(waitFor(table, u"ready"_s));
    QCOMPARE(table.loaded(), 8);
    QCOMPARE(cellText(table, u"2"_s, u"block"_s), u"critical and above"_s);
    Capitals capitals;
    QVERIFY(QCoreApplication::installTranslator(&capitals));
    QCOMPARE(cellText(table, u"2"_s, u"block"_s), u"CRITICAL and above"_s);
    QCoreApplication::removeTranslator(&capitals);
    QCOMPARE(cellText(table, u"2"_s, u"trust"_s), u"Cosign"_s);
    QCOMPARE(cellText(table, u"2"_s, u"allowlist"_s), u"project, 2 entries"_s);
    QCOMPARE(cellText(table, u"3"_s, u"block"_s), u"no"_s);
    QCOMPARE(cellText(table, u"7"_s, u"access"_s), u"proxy cache"_s);
    table.setOnly(u"open"_s);
    QCOMPARE(table.indexOfKey(u"2"_s), -1);
    QVERIFY(table.indexOfKey(u"3"_s) >= 0);
    QCOMPARE(table.counts()[u"open"_s].toLongLong(), table.loaded());
}

void TestSecurityTables::scannersTellTheirHealth()
{
    const auto transport = demoTransport(&m_clock);
    ScannerTable table;
    table.setSource(harbor::Client(borrowed(*transport)));
    QVERIFY(waitFor(table, u"ready"_s));
    const QString key = table.rowKey(0);
    QCOMPARE(cellText(table, key, u"version"_s), QString());
    table.setInView(0, 3);
    QVERIFY(QTest::qWaitFor([&] { return cellText(table, key, u"can"_s).contains(u"vulnerabilities"_s); }));
    QVERIFY(!table.properties(key).isEmpty());
}

void TestSecurityTables::scannersTellWhoUsesThem()
{
    ScriptedTransport transport([](const Request &request) -> Result<Response> {
        if (request.path.contains("/projects?"))
            return ScriptedTransport::json(
                R"([{"project_id":1,"name":"api"},{"project_id":2,"name":"base"},{"project_id":3,"name":"shut"},)"
                R"({"project_id":4,"name":"web"}])",
                200, 4);
        if (request.path.contains("/projects/shut"))
            return forbidden();
        if (request.path.contains("/projects/base"))
            return ScriptedTransport::json(R"({"uuid":"b","name":"Clair"})");
        if (request.path.contains("/projects/"))
            return ScriptedTransport::json(R"({"uuid":"a","name":"Trivy"})");
        return ScriptedTransport::json(
            R"([{"uuid":"a","name":"Trivy","is_default":true},{"uuid":"b","name":"Clair"}])", 200, 2);
    });
    ScannerTable table;
    table.setSource(harbor::Client(borrowed(transport)));
    QVERIFY(waitFor(table, u"ready"_s));
    QVERIFY(table.usage().isEmpty()); // the scanners do not wait for the projects
    QVERIFY(QTest::qWaitFor([&] { return !table.usage().isEmpty(); }, 10'000));
    QVERIFY2(table.usage().contains(u"1 of 3: base (Clair)"_s), qPrintable(table.usage()));
    QVERIFY2(table.usage().contains(u"Projects without a response: 1."_s), qPrintable(table.usage()));
    QVERIFY(table.isVaried());
    QCOMPARE(cellText(table, u"a"_s, u"users"_s), u"2"_s);
    QCOMPARE(cellText(table, u"b"_s, u"users"_s), u"1"_s);
    QCOMPARE(table.projectsOf(u"b"_s).size(), 1);
    QCOMPARE(table.projectsOf(u"b"_s).first().toMap()[u"text"_s].toString(), u"base"_s);

    const auto demo = demoTransport(&m_clock);
    ScannerTable usual;
    usual.setSource(harbor::Client(borrowed(*demo)));
    QVERIFY(QTest::qWaitFor([&] { return !usual.usage().isEmpty(); }, 10'000));
    QVERIFY(!usual.isVaried());
}

void TestSecurityTables::aScannerThatIsDownSaysSo()
{
    ScriptedTransport transport([](const Request &request) -> Result<Response> {
        if (request.path.contains("/metadata"))
            return ScriptedTransport::json(R"({"errors":[{"code":"UNKNOWN","message":"internal"}]})", 500);
        if (request.path.contains("/scanners/"))
            return ScriptedTransport::json(R"({"uuid":"a","name":"Old"})");
        return ScriptedTransport::json(R"([{"uuid":"a","name":"Old"}])", 200, 1);
    });
    ScannerTable table;
    table.setSource(harbor::Client(borrowed(transport)));
    QVERIFY(waitFor(table, u"ready"_s));
    table.setInView(0, 0);
    QVERIFY(QTest::qWaitFor([&] { return cellText(table, u"a"_s, u"health"_s) == u"not reachable"_s; }));
}

void TestSecurityTables::gapsComeFirst()
{
    const auto transport = demoTransport(&m_clock);
    ScanGaps gaps;
    QAbstractItemModelTester tester(&gaps, QAbstractItemModelTester::FailureReportingMode::QtTest);
    gaps.setSource(harbor::Client(borrowed(*transport)));
    QVERIFY(QTest::qWaitFor(
        [&] { return gaps.artifacts() > 20 && gaps.looked() == gaps.artifacts() && gaps.loaded() > 0; }, 60000));
    const auto count = [&gaps](const QString &cause) { return gaps.counts()[cause].toInt(); };
    QTRY_COMPARE(gaps.loaded(), count(u"gaps"_s));
    QVERIFY(count(u"failed"_s) > 0);
    QCOMPARE(count(u"gaps"_s), count(u"failed"_s) + count(u"none"_s) + count(u"old"_s) + count(u"running"_s));
    QCOMPARE(cellText(gaps, gaps.rowKey(0), u"scan"_s), u"scan failed"_s);
    // Without the pill all artifacts are there, and the gaps still on top.
    gaps.setOnly({});
    QCOMPARE(gaps.loaded(), gaps.artifacts());
    QCOMPARE(cellText(gaps, gaps.rowKey(0), u"scan"_s), u"scan failed"_s);
    QCOMPARE(cellText(gaps, gaps.rowKey(int(gaps.loaded()) - 1), u"scan"_s), u"scanned"_s);
}

void TestSecurityTables::outlivesTheSessionBefore()
{
    auto before = demoSession(&m_clock);
    const auto now = demoSession(&m_clock);
    PolicyTable table;
    SecurityFacts facts;
    MemberMatrix matrix;
    table.setSession(before.get());
    facts.setSession(before.get());
    matrix.setSession(before.get());
    table.setSession(now.get());
    facts.setSession(now.get());
    matrix.setSession(now.get());
    before.reset(); // nothing of it concerns what is asked of the other
    QVERIFY(waitFor(table, u"ready"_s));
    QVERIFY(table.loaded() > 0);
    QVERIFY(QTest::qWaitFor([&] { return facts.state() == u"ready"_s; }));
    QVERIFY(QTest::qWaitFor([&] { return matrix.state() == u"ready"_s; }));
    QVERIFY(matrix.shown() > 0);
    table.setSession(nullptr);
    QCOMPARE(table.loaded(), 0); // nothing of a registry that is not shown any more
    QVERIFY(!table.isKnown());
}

void TestSecurityTables::showsWhatTheStoreKnowsFirst()
{
    ScriptedTransport transport([](const Request &request) -> Result<Response> {
        if (request.path.contains("/artifacts/"))
            return ScriptedTransport::json(R"({"digest":"sha256:1","repository_name":"shop/api","type":"IMAGE",)"
                                           R"("addition_links":{"vulnerabilities":{"href":"/x"}}})");
        if (!request.path.contains("/artifacts"))
            return ScriptedTransport::json(R"([{"project_id":1,"name":"shop","metadata":{}}])", 200, 1);
        return ScriptedTransport::json(R"([{"id":1,"digest":"sha256:1","repository_name":"shop/api","type":"IMAGE",)"
                                       R"("addition_links":{"vulnerabilities":{"href":"/x"}}}])",
            200, 1);
    });
    // From the set of the store: one image, whose scan failed.
    findings::SegmentBuilder builder(u"reg"_s, u"reg.example"_s);
    findings::ImageInput image;
    image.project = u"shop"_s;
    image.repository = u"shop/api"_s;
    image.digest = u"sha256:1"_s;
    image.scan = findings::ScanState::Failed;
    image.fetched = 1'790'000'000;
    QVERIFY(builder.begin(image));
    const auto set = findings::FindingSet::of({builder.build()});
    QVERIFY(keptScans(*set, u"other"_s).isEmpty());
    const QHash<QString, KeptScan> kept = keptScans(*set, u"reg"_s);
    QCOMPARE(kept.value(u"shop/api@sha256:1"_s).kind, ScanState::Kind::Failed);

    ScanGaps gaps;
    gaps.setKept(kept);
    QSignalSpy shown(&gaps, &QAbstractItemModel::modelReset);
    QStringList told;
    connect(&gaps, &TableModel::stateChanged, this, [&] {
        if (gaps.loaded() > 0)
            told.append(cellText(gaps, gaps.rowKey(0), u"scan"_s));
    });
    gaps.setSource(harbor::Client(borrowed(transport)));
    QVERIFY(QTest::qWaitFor([&] { return gaps.looked() == 1 && gaps.loaded() == 1; }));
    QCOMPARE(told.value(0), u"scan failed"_s); // before a single artifact was asked about
    QVERIFY(QTest::qWaitFor([&] { return cellText(gaps, gaps.rowKey(0), u"scan"_s) == u"not scanned"_s; }));
}

void TestSecurityTables::aLargeRegistryIsLookedAtOnDemand()
{
    ScriptedTransport transport([](const Request &request) -> Result<Response> {
        if (request.path.contains("/artifacts/"))
            return ScriptedTransport::json(R"({"digest":"sha256:0","repository_name":"shop/api","type":"IMAGE"})");
        if (!request.path.contains("/artifacts"))
            return ScriptedTransport::json(R"([{"project_id":1,"name":"shop","metadata":{}}])", 200, 1);
        const QUrlQuery query(QString::fromLatin1(request.path.mid(request.path.indexOf('?') + 1)));
        const int first = query.queryItemValue(u"page"_s).toInt() * 100;
        QByteArrayList rows;
        for (int i = first; i < first + 100 && first <= 600; ++i)
            rows << R"({"id":)" + QByteArray::number(i) + R"(,"digest":"sha256:)" + QByteArray::number(i)
                    + R"(","repository_name":"shop/api","type":"IMAGE",)"
                      R"("addition_links":{"vulnerabilities":{"href":"/x"}}})";
        return ScriptedTransport::json('[' + rows.join(',') + ']', 200, 600);
    });
    ScanGaps gaps;
    gaps.setSource(harbor::Client(borrowed(transport)));
    QVERIFY(waitFor(gaps, u"ready"_s));
    QCOMPARE(gaps.artifacts(), 600);
    QCOMPARE(gaps.only(), QString()); // else there were nothing to be in view
    QVERIFY(!gaps.looksAtAll());
    QCOMPARE(gaps.looked(), 0);
    gaps.setInView(0, 3);
    QVERIFY(QTest::qWaitFor([&] { return gaps.looked() == 4; }));
    gaps.setOnly(u"none"_s);
    QVERIFY2(gaps.loaded() <= 4, "nothing is said of what was not looked at");
    gaps.lookAtAll();
    QVERIFY(QTest::qWaitFor([&] { return gaps.looked() == 600; }, 60000));
}

void TestSecurityTables::factsOfTheRegistry()
{
    const auto transport = demoTransport(&m_clock);
    SecurityFacts facts;
    facts.setSource(harbor::Client(borrowed(*transport)));
    QVERIFY(QTest::qWaitFor([&] { return facts.state() == u"ready"_s; }));
    QVERIFY(facts.scannedShare() > 0 && facts.scannedShare() <= 1);
    QVERIFY(facts.facts().size() >= 4);
    // In our words, which are translated, not in Harbor's.
    QString results;
    for (const QVariant &one : facts.facts()) {
        if (one.toMap()[u"name"_s] == u"Results"_s)
            results = one.toMap()[u"value"_s].toString();
    }
    QVERIFY2(results.contains(u"succeeded "_s) && !results.contains(u"Success"_s), qPrintable(results));
    QVERIFY(!facts.artifacts().isEmpty());
    QCOMPARE(facts.artifacts().first().toMap()[u"place"_s].value<Place>().kind, u"artifact"_s);
    QVERIFY(!facts.vulnerabilities().isEmpty());
}

void TestSecurityTables::factsWithoutTheScans()
{
    ScriptedTransport transport([](const Request &request) -> Result<Response> {
        return request.path.contains("/security/summary")
            ? ScriptedTransport::json(R"({"total_artifact":10,"scanned_cnt":4})")
            : forbidden();
    });
    SecurityFacts facts;
    facts.setSource(harbor::Client(borrowed(transport)));
    QVERIFY(QTest::qWaitFor([&] { return facts.state() == u"ready"_s; }));
    QCOMPARE(facts.scannedShare(), 0.4);
    QVERIFY2(facts.note().contains(u"scan-all runs"_s), qPrintable(facts.note()));
    transport.setScript([](const Request &) -> Result<Response> { return forbidden(); });
    facts.refresh();
    QVERIFY(QTest::qWaitFor([&] { return facts.state() == u"error"_s; }));
    QVERIFY(!facts.errorText().isEmpty());
}

QTEST_GUILESS_MAIN(TestSecurityTables)
#include "tst_securitytables.moc"
