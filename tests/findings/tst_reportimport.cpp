// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/findingset.h"
#include "findings/reportimport.h"
#include "findings/vex.h"

#include <QTest>

using namespace lotse;
using namespace lotse::findings;
using namespace Qt::StringLiterals;

class TestReportImport : public QObject {
    Q_OBJECT
private slots:
    void reads_data();
    void reads();
    void tellsWhatElseItIsCalled();
    void survivesHostileFiles_data();
    void survivesHostileFiles();
};

static const QByteArray kDigest = "sha256:" + QByteArray(64, 'a');

void TestReportImport::reads_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("format");
    QTest::addColumn<QString>("digest");
    QTest::addColumn<QString>("fix");
    QTest::newRow("trivy") << R"({"SchemaVersion":2,"CreatedAt":"2026-11-23T09:00:00.5Z","ArtifactName":"x/api:1",
        "Metadata":{"RepoDigests":["x/api@)"
            + kDigest + R"("]},"Results":[{"Vulnerabilities":[
        {"VulnerabilityID":"CVE-2021-1","PkgName":"openssl","InstalledVersion":"3.0.11","FixedVersion":"3.0.15",
         "Severity":"HIGH","Status":"fixed","VendorIDs":["GHSA-1"],"CVSS":{"nvd":{"V3Score":7.5}}},{"PkgName":5}]},{}]})"
                           << int(ReportFormat::Trivy) << QString::fromLatin1(kDigest) << u"3.0.15"_s;
    QTest::newRow("grype") << R"({"matches":[{"vulnerability":{"id":"GHSA-1","severity":"High",
        "fix":{"versions":["3.0.15"],"state":"fixed"},"cvss":[{"metrics":{"baseScore":7.5}}]},
        "relatedVulnerabilities":[{"id":"CVE-2021-1"}],"artifact":{"name":"openssl","version":"3.0.11"}},{}],
        "source":{"target":{"userInput":"x/api:1","manifestDigest":")"
            + kDigest + R"("}},
        "descriptor":{"name":"grype","timestamp":"2026-11-23T09:00:00Z"}})"
                           << int(ReportFormat::Grype) << QString::fromLatin1(kDigest) << u"3.0.15"_s;
    QTest::newRow("sarif") << QByteArray(R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Trivy","rules":[
        {"id":"CVE-2021-1","properties":{"security-severity":"7.5"}}]}},"results":[{"ruleId":"CVE-2021-1","level":"error",
        "message":{"text":"Package: openssl\nInstalled Version: 3.0.11\nSeverity: HIGH\nFixed Version: 3.0.15"}},{}]}]})")
                           << int(ReportFormat::Sarif) << QString() << u"3.0.15"_s;
    QTest::newRow("cyclonedx") << R"({"bomFormat":"CycloneDX","metadata":{"timestamp":"2026-11-23T09:00:00Z",
        "component":{"name":"x/api","version":")"
            + kDigest + R"("}},"components":[{"bom-ref":"r","name":"openssl",
        "version":"3.0.11"}],"vulnerabilities":[{"id":"CVE-2021-1","ratings":[{"severity":"high","method":"CVSSv31",
        "score":7.5}],"references":[{"id":"GHSA-1"}],"affects":[{"ref":"r"}]},{"affects":[{"ref":"r"}]}]})"
                               << int(ReportFormat::CycloneDx) << QString::fromLatin1(kDigest) << QString();
}

void TestReportImport::reads()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, digest);
    const auto report = readReport(file);
    QVERIFY2(report.ok(), qPrintable(report.error().text()));
    QTEST(int(report->format), "format");
    QCOMPARE(report->digestIn({}), digest);
    QCOMPARE(report->lines.size(), 1);
    QCOMPARE(report->unreadable, 1);
    SegmentBuilder builder(u"r"_s, u"plain"_s);
    ImageInput image;
    image.repository = u"x/api"_s;
    image.digest = QString::fromLatin1(kDigest);
    report->addTo(builder, image);
    const auto set = FindingSet::of({builder.build()});
    QCOMPARE(set->rowCount(), 1U);
    const Occurrence row = set->occurrence(0);
    QCOMPARE(row.canonical, u"CVE-2021-1"_s);
    QCOMPARE(row.package, u"openssl"_s);
    QCOMPARE(row.version, u"3.0.11"_s);
    QTEST(row.fixVersion, "fix");
    QCOMPARE(row.severity, Severity::High);
    QCOMPARE(row.cvss, 7.5);
    QCOMPARE(set->coverage().unreadable, 1U); // its second line cannot be read
}

void TestReportImport::tellsWhatElseItIsCalled()
{
    using Group = QList<QByteArray>;
    const auto trivy = readReport(R"({"SchemaVersion":2,"ArtifactName":"x","Results":[{"Vulnerabilities":[
        {"VulnerabilityID":"CVE-1","PkgName":"a","VendorIDs":["DSA-5417-1","RHSA-2021:1"]},
        {"VulnerabilityID":"CVE-2","PkgName":"a","VendorIDs":["CVE-2"]}]}]})");
    QVERIFY(trivy.ok());
    QCOMPARE(trivy->aliases, QList<Group>{(Group{"CVE-1", "DSA-5417", "RHSA-2021:1"})});
    const auto grype = readReport(R"({"matches":[{"vulnerability":{"id":"ELSA-1"},"artifact":{"name":"a"},
        "relatedVulnerabilities":[{"id":"CVE-1"},{"id":"CVE-2"}]}]})");
    QVERIFY(grype.ok());
    QCOMPARE(grype->aliases, QList<Group>{(Group{"ELSA-1", "CVE-1", "CVE-2"})});
}

void TestReportImport::survivesHostileFiles_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("nothing known") << QByteArray("{}");
    QTest::newRow("list") << QByteArray("[1,2]");
    QTest::newRow("cut") << QByteArray(R"({"matches":[{"vul)");
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("wrong types") << QByteArray(R"({"SchemaVersion":[],"ArtifactName":{},"Metadata":7,"Results":
        [null,5,{"Vulnerabilities":{"a":1}},{"Vulnerabilities":[null,"x",[1],{"VulnerabilityID":{}}]}]})");
    QTest::newRow("wrong vex") << QByteArray(R"({"@context":"https://openvex.dev/ns/v0.2.0","statements":[null,{},
        {"vulnerability":"x"},{"vulnerability":{"name":"CVE-1"},"status":"safe","products":[{"@id":"pkg:"}]},
        {"vulnerability":{"name":"CVE-1"},"status":"not_affected","products":[{"@id":"x"}]}]})");
    QTest::newRow("wrong csaf") << QByteArray(R"({"document":{"csaf_version":"2.0","tracking":[]},"product_tree":5,
        "vulnerabilities":[{"cve":7},{"cve":"CVE-1","product_status":{"fixed":["a",3,null]}},null]})");
    QByteArray nested = R"({"bomFormat":"CycloneDX","components":[)";
    for (int i = 0; i < 200; ++i)
        nested += R"({"name":"a","components":[)";
    nested +=
        QByteArray("]}").repeated(200) + R"(],"vulnerabilities":[{"id":"CVE-1","analysis":{"state":"risk_accepted"}},
        {"id":"CVE-2","analysis":{"state":"not_affected"},"affects":[{"ref":"none"}]}]})";
    QTest::newRow("nested components") << nested;
}

void TestReportImport::survivesHostileFiles()
{
    QFETCH(QByteArray, file);
    if (const auto report = readReport(file))
        QVERIFY(!report->isWhole() || report->lines.size() == 2); // of no package, and of one that nobody lists
    const auto vex = readVex(file, 1'800'000'000);
    if (!vex.ok())
        return;
    // What cannot be read or applied is told, and decides nothing.
    findings::Context context;
    context.set = FindingSet::of({});
    context.now = 1'800'000'000;
    const VexPlan plan = planVexImport(context, *vex);
    QVERIFY(plan.decisions.isEmpty());
    QVERIFY(!plan.problems.isEmpty() || plan.inapplicable.count > 0);
}

QTEST_GUILESS_MAIN(TestReportImport)
#include "tst_reportimport.moc"
