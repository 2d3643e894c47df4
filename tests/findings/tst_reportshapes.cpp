// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/reportimport.h"

#include <QTest>

using namespace lotse;
using namespace lotse::findings;
using namespace Qt::StringLiterals;

/// Members that may be missing, null, of another type or in another place.
class TestReportShapes : public QObject {
    Q_OBJECT
private slots:
    void readsTheOperatorsObjects_data();
    void readsTheOperatorsObjects();
    void readsACluster();
    void findsRulesOfSarif();
    void readsSuppressionsOfSarif_data();
    void readsSuppressionsOfSarif();
    void takesOnlyVulnerabilitiesOfSarif_data();
    void takesOnlyVulnerabilitiesOfSarif();
    void countsWhatItCannotRead_data();
    void countsWhatItCannotRead();
    void readsAffectsOfCycloneDx();
    void readsSnyksSentence();
    void pointsToDecisions();
    void readsVendorsNulls_data();
    void readsVendorsNulls();
};

static const QByteArray kDigest = "sha256:" + QByteArray(64, 'a');
static const QByteArray kOperator = R"({"apiVersion":"aquasecurity.github.io/v1alpha1","kind":"VulnerabilityReport",
    "metadata":{"name":"replicaset-web"},"report":{"artifact":{"digest":")"
    + kDigest + R"(","repository":"shop/web",
    "tag":"1"},"registry":{"server":"reg.example.test"},"scanner":{"name":"Trivy","version":"0.58.0"},
    "updateTimestamp":"2026-01-02T03:04:05Z","vulnerabilities":[{"vulnerabilityID":"CVE-2099-1","resource":"openssl",
    "installedVersion":"1.0","fixedVersion":"1.1","severity":"HIGH","score":7.5,"packagePURL":
    "pkg:deb/debian/openssl@1.0"},{"vulnerabilityID":"CVE-2099-2","resource":"b","installedVersion":"1",
    "fixedVersion":"","severity":"UNKNOWN"}]}})";

void TestReportShapes::readsTheOperatorsObjects_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("single") << kOperator;
    QTest::newRow("list") << R"({"apiVersion":"v1","kind":"List","items":[{"kind":"ConfigMap"},)" + kOperator + "]}";
    QTest::newRow("typed list") << R"({"kind":"VulnerabilityReportList","items":[)" + kOperator + "]}";
    QTest::newRow("webhook") << R"({"verb":"update","operatorObject":)" + kOperator + "}";
}

void TestReportShapes::readsTheOperatorsObjects()
{
    QFETCH(QByteArray, file);
    const auto report = readReport(file);
    QVERIFY2(report.ok(), qPrintable(report.error().text()));
    QCOMPARE(report->image, u"reg.example.test/shop/web:1"_s);
    QCOMPARE(report->digestIn({}), QString::fromLatin1(kDigest));
    QCOMPARE(report->scanner, u"Trivy 0.58.0"_s);
    QCOMPARE(report->generated, 1767323045U);
    QCOMPARE(report->lines.size(), 2);
    QCOMPARE(report->lines.first().fixVersion, QByteArray("1.1"));
    QCOMPARE(report->lines.first().scores.first().score, 7.5);
    QVERIFY(report->lines.first().purl.startsWith("pkg:deb/debian/openssl"));
}

void TestReportShapes::readsACluster()
{
    const auto image = [](const QByteArray &name, char digit, const QByteArray &id) -> QByteArray {
        return R"({"Namespace":"d","Kind":"Pod","Name":")" + name + R"(","Metadata":[{"RepoDigests":["reg.test/)" + name
            + "@sha256:" + QByteArray(64, digit) + R"("]}],"Results":[{"Class":"os-pkgs","Type":"debian",
            "Vulnerabilities":[{"VulnerabilityID":")"
            + id + R"(","PkgName":"p","Severity":"HIGH"}]}]})";
    };
    const auto file = readReports(R"({"ClusterName":"kind","Resources":[)" + image("a", '1', "CVE-2099-1") + ","
        + image("b", '2', "CVE-2099-2")
        + R"(,{"Kind":"Pod","Name":"cut","Metadata":[{"RepoDigests":["reg.test/c@sha256:)" + QByteArray(64, '3')
        + R"("]}],"Results":{}},{"Kind":"Role","Name":"r","Results":[{"Class":"config",
        "Misconfigurations":[{"ID":"KSV001","Status":"FAIL"}]}]}]})");
    QVERIFY2(file.ok(), qPrintable(file.error().text()));
    QCOMPARE(file->reports.size(), 2);
    QCOMPARE(file->reports[1].image, u"reg.test/b"_s);
    QCOMPARE(file->reports[1].lines.first().vulnerability, QByteArray("CVE-2099-2"));
    QCOMPARE(file->unreadable, 1);
    QVERIFY(file->notes.first().english().contains(u"Pod/cut"_s));
}

static ImportedReport sarif(const QByteArray &rules, const QByteArray &results, const QByteArray &extensions = {})
{
    const auto report = readReport(R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"T","rules":[)" + rules
        + R"(]},"extensions":[)" + extensions + R"(]},"results":[)" + results + "]}]}");
    if (!report)
        qFatal("%s", qPrintable(report.error().text()));
    return *report;
}

void TestReportShapes::findsRulesOfSarif()
{
    const QByteArray rules = R"({"id":"CVE-2099-1","defaultConfiguration":{"level":"note"}},
        {"id":"CVE-2099-2","defaultConfiguration":{"level":"error"}})";
    const QByteArray extension = R"({"name":"more","guid":"G","rules":[{"id":"CVE-2099-3","properties":
        {"security-severity":"9.9"}}]})";
    const ImportedReport report = sarif(rules,
        R"({"ruleIndex":0,"message":{"text":"Package: a"}},{"rule":{"id":"CVE-2099-2"},"message":{"text":"Package: b"}},
        {"rule":{"index":0,"toolComponent":{"index":0}},"message":{"text":"Package: c"}},
        {"rule":{"index":0,"toolComponent":{"name":"more"}},"message":{"text":"Package: d"}},
        {"ruleId":"CVE-2099-2/sub","message":{"text":"Package: e"}},
        {"ruleId":"CVE-2099-9","message":{"text":"Package: f"}})",
        extension);
    QByteArrayList is;
    for (const ImportedReport::Line &line : report.lines)
        is.append(line.vulnerability + ' ' + line.package + ' ' + line.severity.toLower());
    QCOMPARE(is,
        QByteArrayList({"CVE-2099-1 a low", "CVE-2099-2 b high", "CVE-2099-3 c critical", "CVE-2099-3 d critical",
            "CVE-2099-2 e high", "CVE-2099-9 f medium"}));
}

void TestReportShapes::readsSuppressionsOfSarif_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<bool>("isKept");
    QTest::newRow("accepted") << QByteArray(R"("suppressions":[{"kind":"external","status":"accepted"}])") << false;
    QTest::newRow("in the source") << QByteArray(R"("suppressions":[{"kind":"inSource"}])") << false;
    QTest::newRow("under review") << QByteArray(R"("suppressions":[{"kind":"external","status":"underReview"}])")
                                  << true;
    QTest::newRow("rejected") << QByteArray(R"("suppressions":[{"status":"accepted"},{"status":"rejected"}])") << true;
    QTest::newRow("empty") << QByteArray(R"("suppressions":[])") << true;
    QTest::newRow("null") << QByteArray(R"("suppressions":null)") << true;
    QTest::newRow("pass") << QByteArray(R"("kind":"pass")") << false;
    QTest::newRow("not applicable") << QByteArray(R"("kind":"notApplicable")") << false;
    QTest::newRow("fail") << QByteArray(R"("kind":"fail")") << true;
    QTest::newRow("open") << QByteArray(R"("kind":"open")") << true;
    QTest::newRow("review") << QByteArray(R"("kind":"review")") << true;
    QTest::newRow("absent") << QByteArray(R"("baselineState":"absent")") << false;
    QTest::newRow("unchanged") << QByteArray(R"("baselineState":"unchanged")") << true;
}

void TestReportShapes::readsSuppressionsOfSarif()
{
    QFETCH(QByteArray, member);
    QFETCH(bool, isKept);
    const ImportedReport report =
        sarif({}, R"({"ruleId":"CVE-2099-1","message":{"text":"Package: a"},)" + member + "}");
    QCOMPARE(report.lines.size(), isKept ? 1 : 0);
    QCOMPARE(report.others.suppressed + report.others.notAffected, isKept ? 0 : 1);
    QVERIFY(report.isWhole());
}

void TestReportShapes::takesOnlyVulnerabilitiesOfSarif_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("rule"); // more members
    QTest::addColumn<QByteArray>("kept"); // empty: counted only
    const auto row = [](const char *id, const char *kept, const char *rule = "") {
        QTest::newRow(id) << QByteArray(id) << QByteArray(rule) << QByteArray(kept);
    };
    for (const char *id :
        {"CVE-2021-44228", "GHSA-jfh8-c2jp-5v3q", "PYSEC-2021-12", "RUSTSEC-2021-0093", "GO-2023-1571", "DSA-5417-1",
            "DLA-3000-1", "USN-6000-1", "RHSA-2023:1234", "RHBA-2023:1234", "ELSA-2023-1234", "ALAS2-2023-1234",
            "ALAS-2023-100", "ALSA-2023:1234", "RLSA-2023:1234", "SUSE-SU-2023:1234-1", "openSUSE-SU-2023:0123-1",
            "GLSA-202301-01", "BIT-nginx-2023-44487", "CGA-22qx-r8j4-4gqm", "TEMP-0841856-B18BAF",
            "SNYK-DEBIAN12-GLIBC-5894123", "MGASA-2023-0123", "OSV-2021-1", "MAL-2023-1"})
        row(id, id);
    row("CVE-2021-44228-log4j-core", "CVE-2021-44228");
    row("VENDOR-77", "VENDOR-77", R"("properties":{"tags":["vulnerability","security"]})");
    row("X-9", "X-9", R"("name":"OsPackageVulnerability")");
    row("X-10-kit", "X-10", R"("properties":{"purls":["pkg:npm/kit@1"]})");
    for (const char *id : {"js/xss", "python.lang.security.audit.exec", "CIS-DI-0001", "DL3008", "aws-access-token",
             "FF1001", "DS002", "KSV001", "CVE-check", "CVEs", "GO-VET", "AVD-DS-0002", "CWE-79"})
        row(id, "");
}

void TestReportShapes::takesOnlyVulnerabilitiesOfSarif()
{
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, rule);
    const ImportedReport report = sarif("{\"id\":\"" + id + '"' + (rule.isEmpty() ? "" : "," + rule) + "}",
        R"({"ruleId":"CVE-2000-0001","message":{"text":"Package: a"}},{"ruleId":")" + id
            + R"(","message":{"text":"Something is wrong here"}})");
    QFETCH(QByteArray, kept);
    QCOMPARE(report.lines.size(), kept.isEmpty() ? 1 : 2);
    QCOMPARE(report.lines.last().vulnerability, kept.isEmpty() ? QByteArray("CVE-2000-0001") : kept);
    QCOMPARE(report.others.checks, kept.isEmpty() ? 1 : 0);
}

void TestReportShapes::countsWhatItCannotRead_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("trivy, line without id")
        << QByteArray(R"({"SchemaVersion":2,"ArtifactName":"x","Results":[{"Vulnerabilities":[{"PkgName":"a"}]}]})");
    QTest::newRow("trivy, id a number") << QByteArray(
        R"({"SchemaVersion":2,"ArtifactName":"x","Results":[{"Vulnerabilities":[{"VulnerabilityID":5}]}]})");
    QTest::newRow("trivy, list an object")
        << QByteArray(R"({"SchemaVersion":2,"ArtifactName":"x","Results":[{"Vulnerabilities":{}}]})");
    QTest::newRow("trivy, result a text")
        << QByteArray(R"({"SchemaVersion":2,"ArtifactName":"x","Results":["a",{"Class":"os-pkgs"}]})");
    QTest::newRow("trivy, severity twice") << QByteArray(
        R"({"SchemaVersion":2,"ArtifactName":"x","Results":[{"Vulnerabilities":[{"VulnerabilityID":"CVE-2099-1",
        "Severity":"CRITICAL","Severity":"LOW"}]}]})");
    QTest::newRow("trivy, list twice") << QByteArray(
        R"({"SchemaVersion":2,"ArtifactName":"x","Results":[{"Class":"os-pkgs",
        "Vulnerabilities":[{"VulnerabilityID":"CVE-2099-1"}],"Vulnerabilities":[]}]})");
    QTest::newRow("grype, match null") << QByteArray(R"({"matches":[null]})");
    QTest::newRow("grype, no id") << QByteArray(R"({"matches":[{"vulnerability":{},"artifact":{"name":"a"}}]})");
    QTest::newRow("sarif, one run without results") << QByteArray(
        R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"a"}},"results":[]},{"tool":{"driver":{"name":"b"}}}]})");
    QTest::newRow("sarif, empty result") << QByteArray(
        R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"a"}},"results":[{}]}]})");
    QTest::newRow("cyclonedx, no id") << QByteArray(R"({"bomFormat":"CycloneDX","vulnerabilities":[{"affects":[]}]})");
    QTest::newRow("cyclonedx, affects a text")
        << QByteArray(R"({"bomFormat":"CycloneDX","vulnerabilities":[{"id":"CVE-2099-1","affects":"a"}]})");
    QTest::newRow("harbor, no id") << QByteArray(R"({"generated_at":"","vulnerabilities":[{"package":"a"}]})");
}

void TestReportShapes::countsWhatItCannotRead()
{
    QFETCH(QByteArray, file);
    const auto report = readReport(file);
    QVERIFY2(report.ok(), qPrintable(report.error().text()));
    QCOMPARE(report->unreadable, 1);
    QVERIFY(!report->isWhole());
}

void TestReportShapes::readsAffectsOfCycloneDx()
{
    const auto report = readReport(R"({"bomFormat":"CycloneDX","serialNumber":"urn:uuid:1-2","components":[
        {"bom-ref":"a","name":"a","version":"1.5","purl":"pkg:npm/a@1.5"},{"bom-ref":"b","name":"b"}],"vulnerabilities":[
        {"id":"CVE-2099-1","affects":[{"ref":"a","versions":[{"range":"vers:npm/<2","status":"unaffected"}]}]},
        {"id":"CVE-2099-2","affects":[{"ref":"a","versions":[{"range":"vers:npm/<1","status":"unaffected"}]}]},
        {"id":"CVE-2099-3","affects":[{"ref":"urn:cdx:other/1#a"}]},
        {"id":"CVE-2099-4","affects":[{"ref":"b","versions":[{"version":"3","status":"affected"}]}],
         "recommendation":"Please update to 3.1."},
        {"id":"CVE-2099-5","affects":[{"ref":"a"}],"recommendation":"Upgrade a to version 1.6, 2.0",
         "ratings":[{"vector":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"},
          {"source":{"name":"EPSS"},"score":0.94,"method":"other"},{"method":"OWASP","score":1,"severity":"Low"}]}]})");
    QVERIFY2(report.ok(), qPrintable(report.error().text()));
    QCOMPARE(report->others.notAffected, 1);
    QByteArrayList is;
    for (const ImportedReport::Line &line : report->lines)
        is.append(line.vulnerability + ' ' + line.package + ' ' + line.version + ' ' + line.fixVersion);
    QCOMPARE(
        is, QByteArrayList({"CVE-2099-2 a 1.5 ", "CVE-2099-3 a  ", "CVE-2099-4 b 3 3.1", "CVE-2099-5 a 1.5 1.6, 2.0"}));
    QCOMPARE(report->lines.last().severity, QByteArray("critical"));
    QVERIFY(report->lines.last().isSeverityDerived);
    QCOMPARE(report->lines.last().scores.size(), 1);
}

void TestReportShapes::readsSnyksSentence()
{
    const ImportedReport report = sarif({},
        R"({"ruleId":"SNYK-DEBIAN12-CURL-5894123","level":"error","message":{"text":
        "This file introduces a vulnerable curl package with a critical severity vulnerability."}})");
    QCOMPARE(report.lines.first().package, QByteArray("curl"));
    QCOMPARE(report.lines.first().severity, QByteArray("critical"));
    QVERIFY(!report.lines.first().isSeverityDerived);
}

void TestReportShapes::pointsToDecisions()
{
    const auto report = readReport(R"({"bomFormat":"CycloneDX","vulnerabilities":[
        {"id":"CVE-2099-1","analysis":{"state":"not_affected"}},{"id":"CVE-2099-2"}]})");
    QVERIFY(report.ok());
    QCOMPARE(report->lines.size(), 2);
    QCOMPARE(report->notes.size(), 1);
    QVERIFY(report->notes.first().english().contains(u"vex import"_s));
}

// Go writes null for a list that is empty.
void TestReportShapes::readsVendorsNulls_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("trivy") << QByteArray(R"({"SchemaVersion":2,"ArtifactName":"x","Metadata":null,"Results":null})");
    QTest::newRow("trivy, result") << QByteArray(R"({"SchemaVersion":2,"ArtifactName":"x","Results":[{"Class":"os-pkgs",
        "Vulnerabilities":null,"Secrets":null}]})");
    QTest::newRow("grype") << QByteArray(R"({"matches":null,"ignoredMatches":null,"source":null,"distro":null})");
    QTest::newRow("harbor") << QByteArray(
        R"({"generated_at":"2026-01-02T03:04:05Z","scanner":null,"vulnerabilities":null})");
    QTest::newRow("operator") << QByteArray(
        R"({"kind":"VulnerabilityReport","report":{"artifact":null,"vulnerabilities":null}})");
}

void TestReportShapes::readsVendorsNulls()
{
    QFETCH(QByteArray, file);
    const auto report = readReport(file);
    QVERIFY2(report.ok(), qPrintable(report.error().text()));
    QVERIFY(report->isWhole());
    QVERIFY(report->lines.isEmpty());
}

QTEST_GUILESS_MAIN(TestReportShapes)
#include "tst_reportshapes.moc"
