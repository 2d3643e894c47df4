// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/findingset.h"
#include "findings/jsonread.h"
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
    void readsAListOfReports();
    void takesNoFileForAnImage_data();
    void takesNoFileForAnImage();
    void isAsOldAsItsOldestRun();
    void findsRulesOfSarif();
    void readsLevelsOfTheRun_data();
    void readsLevelsOfTheRun();
    void takesNoLevelForAnUnknownSeverity_data();
    void takesNoLevelForAnUnknownSeverity();
    void readsSuppressionsOfSarif_data();
    void readsSuppressionsOfSarif();
    void takesNoWordForSuccess();
    void takesOnlyVulnerabilitiesOfSarif_data();
    void takesOnlyVulnerabilitiesOfSarif();
    void countsWhatItCannotRead_data();
    void countsWhatItCannotRead();
    void readsAffectsOfCycloneDx();
    void readsSnyksSentence();
    void pointsToDecisions();
    void readsVendorsNulls_data();
    void readsVendorsNulls();
    void readsWhatScannersPutIntoProse();
    void readsRecommendations_data();
    void readsRecommendations();
    void refusesWhatProvesNoScan_data();
    void refusesWhatProvesNoScan();
    void keepsEcosystemsApart();
    void derivesTheWorse_data();
    void derivesTheWorse();
    void rangesOfAnotherKindSayNothing();
    void readsTimes_data();
    void readsTimes();
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

void TestReportShapes::readsAListOfReports()
{
    const auto trivy = [](const QByteArray &name) -> QByteArray {
        return R"({"SchemaVersion":2,"ArtifactName":")" + name + R"(","Results":[{"Class":"os-pkgs","Vulnerabilities":[
            {"VulnerabilityID":"CVE-2099-1","PkgName":"p","Severity":"HIGH"}]}]})";
    };
    const QByteArray grype = R"({"matches":[],"descriptor":{"name":"grype"},"source":{"target":{"userInput":"c:1"}}})";
    const QByteArray strange = R"({"SchemaVersion":2,"ArtifactName":"d","Results":{}})";
    const auto file = readReports('[' + trivy("a:1") + ',' + trivy("b:1") + ',' + grype + ',' + strange
        + R"(,{"runs":5},7,{"kind":"ConfigAuditReport"}])");
    QVERIFY2(file.ok(), qPrintable(file.error().text()));
    QStringList images;
    for (const ImportedReport &report : file->reports)
        images.append(report.image);
    QCOMPARE(images, QStringList({u"a:1"_s, u"b:1"_s, u"c:1"_s}));
    QCOMPARE(file->unreadable, 3);
    QCOMPARE(file->notes.size(), 4);
    QVERIFY(file->notes.first().english().contains(u"Report 4"_s));
    QVERIFY(file->notes.last().english().contains(u"ConfigAuditReport"_s));
    const auto none = readReports('[' + strange + ']');
    QVERIFY(!none.ok() && none.error().text().contains(u"not a list"_s));
}

// What a scanner was given may be a file or a folder: no repository of that name gets the findings.
void TestReportShapes::takesNoFileForAnImage_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("image");
    const QByteArray digest = "@sha256:" + QByteArray(64, 'a');
    const auto trivy = [&](const QByteArray &name, const QByteArray &kind, const QByteArray &tags) -> QByteArray {
        return R"({"SchemaVersion":2,"ArtifactName":")" + name + R"(","ArtifactType":")" + kind
            + R"(","Metadata":{"RepoTags":[)" + tags + R"(],"RepoDigests":["reg.test/web)" + digest
            + R"("]},"Results":[{"Class":"os-pkgs","Type":"debian"}]})";
    };
    QTest::newRow("Trivy") << trivy("local/web:1", "container_image", "") << u"local/web:1"_s;
    QTest::newRow("Trivy, archive") << trivy("web.tar", "container_image", R"("reg.test/web:1")")
                                    << u"reg.test/web:1"_s;
    QTest::newRow("Trivy, archive without tags") << trivy("./web.tar.gz", "container_image", "") << u"reg.test/web"_s;
    QTest::newRow("Trivy, SBOM") << trivy("sboms/web", "cyclonedx", R"("reg.test/web:1")") << u"reg.test/web:1"_s;
    QTest::newRow("Trivy, folder") << trivy(".", "filesystem", "") << u"reg.test/web"_s;
    const auto grype = [&](const QByteArray &name) -> QByteArray {
        return R"({"matches":[],"descriptor":{"name":"grype"},"source":{"target":{"userInput":")" + name
            + R"(","tags":["reg.test/web:1"],"repoDigests":["reg.test/web)" + digest + R"("]}}})";
    };
    QTest::newRow("Grype") << grype("web:2") << u"web:2"_s;
    QTest::newRow("Grype, docker") << grype("docker:alpine:3.19") << u"alpine:3.19"_s;
    QTest::newRow("Grype, the image docker") << grype("docker:27") << u"docker:27"_s;
    QTest::newRow("Grype, registry by digest")
        << grype("registry:2" + digest) << u"registry:2@sha256:"_s + QString(64, u'a');
    for (const char *name : {"docker-archive:web.tar", "sbom:./web.json", "oci-dir:web", "/tmp/web.tar"})
        QTest::newRow(name) << grype(name) << u"reg.test/web:1"_s;
    QTest::newRow("CycloneDX") << QByteArray(
        R"({"bomFormat":"CycloneDX","metadata":{"component":{"name":"web.tar","properties":[
        {"name":"aquasecurity:trivy:RepoTag","value":"reg.test/web:1"}]}},"vulnerabilities":[{"id":"CVE-2099-1"}]})")
                               << u"reg.test/web:1"_s;
    QTest::newRow("SARIF") << QByteArray(R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Trivy"}},"results":[],
        "properties":{"imageName":"web.tar","repoTags":["reg.test/web:1"]}}]})")
                           << u"reg.test/web:1"_s;
}

void TestReportShapes::takesNoFileForAnImage()
{
    QFETCH(QByteArray, file);
    const auto report = readReport(file);
    QVERIFY2(report.ok(), qPrintable(report.error().text()));
    QTEST(report->image, "image");
}

void TestReportShapes::isAsOldAsItsOldestRun()
{
    const auto run = [](const QByteArrayList &days) -> QByteArray {
        QByteArrayList ends;
        for (const QByteArray &day : days)
            ends.append(R"({"endTimeUtc":"2026-11-)" + day + R"(T00:00:00Z"})");
        return R"({"tool":{"driver":{"name":"Trivy"}},"results":[],"invocations":[)" + ends.join(',') + "]}";
    };
    const auto report =
        readReport(R"({"version":"2.1.0","runs":[)" + run({"20", "22", "21"}) + ',' + run({"28"}) + "]}");
    QVERIFY2(report.ok(), qPrintable(report.error().text()));
    QCOMPARE(isoTime(report->generated), u"2026-11-22T00:00:00Z"_s);
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

void TestReportShapes::readsLevelsOfTheRun_data()
{
    QTest::addColumn<QByteArray>("overrides");
    QTest::addColumn<QByteArray>("result"); // members of it
    QTest::addColumn<QByteArray>("severity");
    const auto row = [](const char *name, const char *overrides, const char *result, const char *severity) {
        QTest::newRow(name) << QByteArray(overrides) << QByteArray(result) << QByteArray(severity);
    };
    const char *error = R"([{"descriptor":{"index":0},"configuration":{"level":"error"}}])";
    row("none", "[]", "", "low");
    row("by index", error, "", "high");
    row("by id", R"([{"descriptor":{"id":"CVE-2099-2"},"configuration":{"level":"error"}}])", "", "high");
    row("of another rule", R"([{"descriptor":{"id":"CVE-2099-3"},"configuration":{"level":"error"}}])", "", "low");
    row("without a level", R"([{"descriptor":{"index":0},"configuration":{"rank":7}}])", "", "low");
    row("the result's own level", error, R"("level":"warning",)", "medium");
    row("of its invocation", error, R"("provenance":{"invocationIndex":0},)", "high");
    row("of another invocation", error, R"("provenance":{"invocationIndex":1},)", "low");
}

// What a run sets for a rule counts more than what the rule says of itself.
void TestReportShapes::readsLevelsOfTheRun()
{
    QFETCH(QByteArray, overrides);
    QFETCH(QByteArray, result);
    const auto report = readReport(
        R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Scanette","rules":[{"id":"CVE-2099-2",)"
        R"("defaultConfiguration":{"level":"note"}},{"id":"CVE-2099-3"}]}},"invocations":[{"executionSuccessful":true,)"
        R"("ruleConfigurationOverrides":)"
        + overrides + R"(},{"executionSuccessful":true}],"results":[{)" + result
        + R"("ruleId":"CVE-2099-2","message":{"text":"Package: p"}}]}]})");
    QVERIFY2(report.ok(), qPrintable(report.error().text()));
    QTEST(report->lines.first().severity, "severity");
}

void TestReportShapes::takesNoLevelForAnUnknownSeverity_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<int>("severity");
    const auto row = [](const char *name, const char *message, const char *rule, Severity severity) {
        QTest::newRow(name) << QByteArray(message) << QByteArray(rule) << int(severity);
    };
    row("Trivy", "Package: a\\nSeverity: UNKNOWN", R"("properties":{"security-severity":"0.0"})", Severity::Unknown);
    row("the word alone", "Package: a\\nSeverity: unknown", "", Severity::Unknown);
    row("a foreign word", "Package: a\\nSeverity: grave", "", Severity::Unknown);
    row("Grype", "Package: a", R"("help":{"text":"Severity: unknown\nPackage: a"})", Severity::Unknown);
    row("0.0 alone", "Package: a", R"("properties":{"security-severity":"0.0"})", Severity::Unknown);
    row("nothing", "Package: a", "", Severity::Low);
    row("negligible", "Package: a\\nSeverity: Negligible", R"("properties":{"security-severity":"0.0"})",
        Severity::Negligible);
}

// What gets "note" from the scanner because it is unknown may be anything.
void TestReportShapes::takesNoLevelForAnUnknownSeverity()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, rule);
    const auto report = readReport(R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"t","rules":[
        {"id":"CVE-2099-1")"
        + QByteArray(rule.isEmpty() ? "" : ",") + rule
        + R"(}]}},"results":[{"ruleId":"CVE-2099-1","level":"note","message":{"text":")" + message + R"("}}]}]})");
    QVERIFY2(report.ok(), qPrintable(report.ok() ? QString() : report.error().text()));
    QCOMPARE(report->lines.size(), 1);
    QTEST(int(severityOf(report->lines.first().severity)), "severity");
    QCOMPARE(report->lines.first().isSeverityDerived, message == "Package: a" && rule.isEmpty());
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

// Neither success nor a scan without findings.
void TestReportShapes::takesNoWordForSuccess()
{
    for (const char *value : {"false", R"("false")", R"("true")", "0", "1", "[]", "null"}) {
        const auto report = readReport(R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Trivy"}},"results":[],
            "invocations":[{"executionSuccessful":true},{"executionSuccessful":)"
            + QByteArray(value) + "}]}]}");
        QVERIFY2(!report.ok(), value);
        QVERIFY2(report.error().text().contains(u"failed scan"_s), qPrintable(report.error().text()));
    }
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
    for (const char *member : {R"("PkgName":7)", R"("InstalledVersion":["1"])", R"("FixedVersion":2)",
             R"("Severity":5)", R"("CVSS":"x")", R"("CVSS":{"nvd":{"V3Score":1.0,"V3Score":9.9}})"}) {
        QTest::addRow("trivy, %s", member)
            << R"({"SchemaVersion":2,"ArtifactName":"x","Results":[{"Vulnerabilities":[{"VulnerabilityID":"CVE-2099-1",)"
                + QByteArray(member) + "}]}]}";
    }
    for (const char *member : {R"("severity":"Low","severity":"Critical")", R"("severity":3)", R"("fix":"1.1")",
             R"("fix":{"versions":"1.1"})"}) {
        QTest::addRow("grype, %s", member)
            << R"({"matches":[{"vulnerability":{"id":"CVE-2099-1",)" + QByteArray(member) + "}}]}";
    }
    QTest::newRow("cyclonedx, two components of one reference") << QByteArray(
        R"({"bomFormat":"CycloneDX","components":[{"bom-ref":"a","name":"a"},{"bom-ref":"a","name":"b"}],
        "vulnerabilities":[{"id":"CVE-2099-1","affects":[{"ref":"a"}]}]})");
    QTest::newRow("cyclonedx, severity a number") << QByteArray(
        R"({"bomFormat":"CycloneDX","vulnerabilities":[{"id":"CVE-2099-1","ratings":[{"severity":7}]}]})");
    QTest::newRow("operator, counts of no lines") << QByteArray(
        R"({"kind":"VulnerabilityReport","report":{"summary":{"criticalCount":3},"vulnerabilities":[]}})");
    QTest::newRow("harbor, the worst of no lines")
        << QByteArray(R"({"generated_at":"","severity":"High","vulnerabilities":[]})");
    QTest::newRow("harbor, fix a list") << QByteArray(
        R"({"generated_at":"","vulnerabilities":[{"id":"CVE-2099-1","fix_version":["2"]}]})");
    QTest::newRow("grype, match null") << QByteArray(R"({"matches":[null]})");
    QTest::newRow("grype, a fix that is a number")
        << QByteArray(R"({"matches":[{"vulnerability":{"id":"CVE-2099-1","fix":{"versions":[2],"state":"fixed"}}}]})");
    QTest::newRow("grype, no id") << QByteArray(R"({"matches":[{"vulnerability":{},"artifact":{"name":"a"}}]})");
    QTest::newRow("sarif, one run without results") << QByteArray(
        R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"a"}},"results":[]},{"tool":{"driver":{"name":"b"}}}]})");
    QTest::newRow("sarif, empty result") << QByteArray(
        R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"a"}},"results":[{}]}]})");
    QTest::newRow("cyclonedx, no id") << QByteArray(R"({"bomFormat":"CycloneDX","vulnerabilities":[{"affects":[]}]})");
    QTest::newRow("cyclonedx, affects a text")
        << QByteArray(R"({"bomFormat":"CycloneDX","vulnerabilities":[{"id":"CVE-2099-1","affects":"a"}]})");
    const auto sarif = [](const char *result, const char *run) {
        return R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Trivy"}},"results":[{"ruleId":"CVE-2099-1",
            "message":{"text":"Package: a")"
            + QByteArray("}") + result + "}]" + run + "}]}";
    };
    QTest::newRow("sarif, status a number") << sarif(R"(,"suppressions":[{"status":5}])", "");
    QTest::newRow("sarif, suppression null") << sarif(R"(,"suppressions":[null])", "");
    QTest::newRow("sarif, suppressions an object") << sarif(R"(,"suppressions":{"status":"accepted"})", "");
    QTest::newRow("sarif, level a number") << sarif(R"(,"level":3)", "");
    QTest::newRow("sarif, invocations an object") << sarif("", R"(,"invocations":{"executionSuccessful":false})");
    QTest::newRow("sarif, invocation null") << sarif("", R"(,"invocations":[null])");
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

void TestReportShapes::readsWhatScannersPutIntoProse()
{
    const ImportedReport osv = sarif(
        R"({"id":"CVE-2099-1","deprecatedIds":["CVE-2099-1","GHSA-aaaa-bbbb-cccc"],"help":{"text":"x","markdown":
        "### Fixed Versions\n\n| Vulnerability ID | Package Name | Fixed Version |\n| --- | --- | --- |\n| GHSA-aaaa-bbbb-cccc | @s/kit | 0.0.8 |\n"}})",
        R"({"ruleId":"CVE-2099-1","message":{"text":
        "Package '@s/kit@0.0.1' is vulnerable to 'CVE-2099-1' (also known as 'GHSA-dddd-eeee-ffff')."}})");
    QCOMPARE(osv.lines.first().package, QByteArray("@s/kit"));
    QCOMPARE(osv.lines.first().version, QByteArray("0.0.1"));
    QCOMPARE(osv.lines.first().fixVersion, QByteArray("0.0.8"));
    QCOMPARE(osv.aliases, (QList<QList<QByteArray>>{{"CVE-2099-1", "GHSA-dddd-eeee-ffff", "GHSA-aaaa-bbbb-cccc"}}));
    const ImportedReport snyk = sarif(R"({"id":"SNYK-DEBIAN12-CURL-1","fullDescription":{"text":
        "(CVE-2099-2) curl/libcurl4@7.88.1-10"},"help":{"text":"","markdown":
        "# Remediation:\nUpgrade `Debian:12` `curl` to version 7.88.1-11 or higher.\n"}})",
        R"({"ruleId":"SNYK-DEBIAN12-CURL-1","message":{"text":
        "This file introduces a vulnerable curl package with a critical severity vulnerability."}},
        {"ruleId":"SNYK-JS-KIT-1","message":{"text":
        "This file introduces a vulnerable kit package with a low severity vulnerability."},
        "locations":[{"logicalLocations":[{"fullyQualifiedName":"kit@1.0.0"}]}],
        "fixes":[{"description":{"text":"Upgrade to kit@1.0.1"}}]})");
    QCOMPARE(snyk.lines.first().version, QByteArray("7.88.1-10"));
    QCOMPARE(snyk.lines.first().fixVersion, QByteArray("7.88.1-11"));
    QCOMPARE(snyk.aliases, (QList<QList<QByteArray>>{{"SNYK-DEBIAN12-CURL-1", "CVE-2099-2"}}));
    QCOMPARE(snyk.lines.last().version, QByteArray("1.0.0"));
    QCOMPARE(snyk.lines.last().fixVersion, QByteArray("1.0.1"));
    const ImportedReport byId = sarif(R"({"id":"CVE-2099-3","messageStrings":{"d":{"text":
        "Package: {0}\nInstalled Version: {1}\nSeverity: CRITICAL"}}})",
        R"({"ruleId":"CVE-2099-3","message":{"id":"d","arguments":["openssl","3.0.1"]}},
        {"ruleId":"CVE-2099-4","message":{"markdown":"Package: zlib"}})");
    QCOMPARE(byId.lines.first().package, QByteArray("openssl"));
    QCOMPARE(byId.lines.first().severity, QByteArray("CRITICAL"));
    QCOMPARE(byId.lines.last().package, QByteArray("zlib"));
}

void TestReportShapes::readsRecommendations_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("fix");
    const auto row = [](const char *text, const char *fix) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(fix);
    };
    row("Upgrade to versions 1.6.0, 2.0.0 or above.", "1.6.0, 2.0.0");
    row("Update kit to 1.6.0 or later", "1.6.0");
    row("Fixed in 1.6.0 and 2.0.1", "1.6.0, 2.0.1");
    row("upgrade `kit` to `1.6.0`", "1.6.0");
    row("Upgrade kit@1.5 to kit@1.6.0", "1.6.0");
    row("Bump to >=1.6.0", "1.6.0");
    row("Upgrade kit to version v1.6.0; Upgrade other to version 9.9", "1.6.0");
    row("Upgrade other to version 9.9; Upgrade more to version 8", "");
    row("Upgrade other to version 3.0", "");
    row("Upgrade scope/kit to version 3.0", "3.0");
    row("Upgrade the package to version 3.0", "3.0");
    row("Not fixed in 1.4", "");
    row("There is no fixed version.", "");
    row("Fixed version: 2.0", "2.0");
    row("Patched versions: >= 2.0", "2.0");
    row("Patched versions: > 1.9", "> 1.9");
    row("Upgrade to kit v2.0 or later", "2.0");
    row("Upgrade kit to at least 2.0", "2.0");
    row("Upgrade to at least version 2.0", "2.0");
    row("Install kit >= 2.0", "2.0");
    row("Upgrade from 1.0 to 2.0", "2.0");
    row("Upgrade kit from version 1.0 to 2.0.", "2.0");
    row("Upgrade to one of the following versions: 1.5, 2.0", "1.5, 2.0");
    row("Fixed in 1.6 (backport) and 2.0", "1.6, 2.0");
    row("2.0", "2.0");
    row("2.0 or later", "2.0");
    row("Update to 2.0, which is not affected.", "2.0");
    row("Do not use 1.4. Upgrade to 2.0", "2.0");
    row("Do not upgrade to 2.0", "");
    row("Don't upgrade to 2.0", "");
    row("This is not fixed in 2.0", "");
    row("Upgrade to 2.0 does not help", "");
    row("Downgrade to 0.9", "");
    row("Upgrade to 2.x", "");
    row("Upgrade to Debian 12", "");
    row("Upgrade to the latest release", "");
    row("Upgrade kit past 1.9", "");
}

void TestReportShapes::readsRecommendations()
{
    QFETCH(QByteArray, text);
    const auto report = readReport(R"({"bomFormat":"CycloneDX","components":[{"bom-ref":"a","name":"kit",
        "version":"1.5"}],"vulnerabilities":[{"id":"CVE-2099-1","affects":[{"ref":"a"}],"recommendation":")"
        + text + "\"}]}");
    QVERIFY(report.ok());
    QTEST(report->lines.first().fixVersion, "fix");
}

// An empty list of what does not look for vulnerabilities is no image without findings.
void TestReportShapes::refusesWhatProvesNoScan_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<bool>("isScan");
    const auto tool = [](const char *name, const QByteArray &results = {}) {
        return R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":")" + QByteArray(name) + R"("}},"results":[)"
            + results + "]}]}";
    };
    const QByteArray suppressed = R"({"ruleId":"js/x","message":{"text":"m"},"suppressions":[{"kind":"inSource"}]})";
    for (const char *name : {"CodeQL", "Semgrep OSS", "gitleaks", "checkov"})
        QTest::addRow("SARIF of %s", name) << tool(name) << false;
    for (const char *name : {"Trivy", "grype", "Snyk Container", "docker scout", "osv-scanner"})
        QTest::addRow("SARIF of %s", name) << tool(name) << true;
    QTest::newRow("suppressed code") << tool("CodeQL", suppressed) << false;
    QTest::newRow("suppressed vulnerability")
        << tool("T", R"({"ruleId":"CVE-2099-1","message":{"text":"m"},"suppressions":[{"kind":"inSource"}]})") << true;
    QTest::newRow("two images") << QByteArray(R"({"version":"2.1.0","runs":[
        {"tool":{"driver":{"name":"Trivy"}},"properties":{"imageName":"a:1"},"results":[]},
        {"tool":{"driver":{"name":"Trivy"}},"properties":{"imageName":"b:1"},"results":[]}]})")
                                << false;
    QTest::newRow("matches of nobody") << QByteArray(R"({"matches":[]})") << false;
    QTest::newRow("matches of Grype") << QByteArray(R"({"matches":[],"descriptor":{"name":"grype"}})") << true;
    QTest::newRow("GitLab without a scan")
        << QByteArray(R"({"version":"14.0.0","scanner":{"id":"trivy"},"vulnerabilities":[]})") << false;
    QTest::newRow("Clair 4") << QByteArray(R"({"manifest_hash":"x","vulnerabilities":{},"package_vulnerabilities":{}})")
                             << false;
    for (const char *name : {"trivy", "syft", "cdxgen"}) {
        QTest::addRow("SBOM of %s", name) << R"({"bomFormat":"CycloneDX","vulnerabilities":[],"metadata":{"tools":
            {"components":[{"name":")"
                + QByteArray(name) + R"("},{"name":"merge"}]}}})"
                                          << false;
    }
    QTest::newRow("SBOM that Grype scanned") << QByteArray(R"({"bomFormat":"CycloneDX","vulnerabilities":[],"metadata":
        {"tools":{"components":[{"name":"syft"},{"name":"grype"}]}}})")
                                             << true;
}

void TestReportShapes::refusesWhatProvesNoScan()
{
    QFETCH(QByteArray, file);
    const auto report = readReport(file);
    QTEST(report.ok(), "isScan");
    QVERIFY(report.ok() || !report.error().message.isEmpty());
}

void TestReportShapes::keepsEcosystemsApart()
{
    const auto report = readReport(R"({"SchemaVersion":2,"ArtifactName":"x","Results":[{"Type":"node-pkg",
        "Vulnerabilities":[{"VulnerabilityID":" cve-2099-1 ","PkgName":"requests","InstalledVersion":"1",
        "FixedVersion":"2","Severity":"LOW"}]},{"Type":"python-pkg","Vulnerabilities":[{"VulnerabilityID":"CVE-2099-1",
        "PkgName":"requests","InstalledVersion":"1","FixedVersion":"3","Severity":"LOW"}]}]})");
    QVERIFY(report.ok());
    SegmentBuilder builder(u"r"_s, u"plain"_s);
    ImageInput image;
    image.repository = u"a"_s;
    image.digest = QString::fromLatin1(kDigest);
    report->addTo(builder, image);
    const auto set = FindingSet::of({builder.build()});
    QCOMPARE(set->rowCount(), 2U);
    QStringList is;
    for (RowId row = 0; row < 2; ++row)
        is.append(set->occurrence(row).vulnerability + u' ' + set->occurrence(row).purl + u' '
            + set->occurrence(row).fixVersion);
    is.sort();
    QCOMPARE(is, QStringList({u"CVE-2099-1 pkg:npm/requests 2"_s, u"CVE-2099-1 pkg:pypi/requests 3"_s}));
    // What one scanner reports twice of one package has all the fixes that it names.
    const auto grype = readReport(R"({"matches":[{"vulnerability":{"id":"CVE-2099-1","fix":{"versions":["1.1"]}},
        "artifact":{"name":"a","version":"1"}},{"vulnerability":{"id":"CVE-2099-1","fix":{"versions":["2.0","1.1"]}},
        "artifact":{"name":"a","version":"1"}}]})");
    QCOMPARE(grype->lines.first().fixVersion, QByteArray("1.1, 2.0"));
}

void TestReportShapes::derivesTheWorse_data()
{
    QTest::addColumn<QByteArray>("ratings");
    QTest::addColumn<QByteArray>("severity");
    QTest::newRow("a number as text") << QByteArray(R"({"score":"9.8","method":"CVSSv31"})") << QByteArray("critical");
    QTest::newRow("vector without its version")
        << QByteArray(R"({"vector":"AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H","method":"CVSSv31"})")
        << QByteArray("critical");
    QTest::newRow("3 and 4") << QByteArray(R"({"score":3.0,"method":"CVSSv3"},{"score":9.3,"method":"CVSSv4"})")
                             << QByteArray("critical");
}

void TestReportShapes::derivesTheWorse()
{
    QFETCH(QByteArray, ratings);
    const auto report =
        readReport(R"({"bomFormat":"CycloneDX","vulnerabilities":[{"id":"CVE-2099-1","ratings":[)" + ratings + "]}]}");
    QVERIFY(report.ok() && report->isWhole());
    QTEST(report->lines.first().severity, "severity");
    const auto trivy = readReport(R"({"SchemaVersion":2,"ArtifactName":"x","Results":[{"Vulnerabilities":[
        {"VulnerabilityID":"CVE-2099-1","Severity":"UNKNOWN","CVSS":{"nvd":{"V3Score":3.0,"V40Score":9.3}}}]}]})");
    QCOMPARE(trivy->lines.first().severity, QByteArray("critical"));
    const auto harbor = readReport(R"({"generated_at":"2026-01-02T03:04:05Z","vulnerabilities":[{"id":"CVE-2099-1",
        "severity":"Unknown","preferred_cvss":null,"vendor_attributes":{"CVSS":{"nvd":{"V3Score":9.8}}}}]})");
    QCOMPARE(harbor->lines.first().severity, QByteArray("critical"));
}

void TestReportShapes::rangesOfAnotherKindSayNothing()
{
    const auto report = readReport(R"({"bomFormat":"CycloneDX","components":[{"bom-ref":"a","name":"kit",
        "version":"1.5","purl":"pkg:maven/org.acme/kit@1.5"}],"vulnerabilities":[
        {"id":"CVE-2099-1","affects":[{"ref":"a","versions":[{"range":"vers:npm/<3.0","status":"unaffected"}]}]},
        {"id":"CVE-2099-2","affects":[{"ref":"a","versions":[{"range":"vers:maven/<3.0","status":"unaffected"}]}]},
        {"id":"CVE-2099-3","affects":[{"ref":"a","versions":[{"range":"vers:deb/*","status":"unaffected"}]}]},
        {"id":"CVE-2099-4","affects":[{"ref":"a","versions":[{"range":"vers:generic/1.5","status":"unaffected"}]}]}]})");
    QByteArrayList open;
    for (const ImportedReport::Line &line : report->lines)
        open.append(line.vulnerability);
    QCOMPARE(open, QByteArrayList({"CVE-2099-1", "CVE-2099-3"}));
}

void TestReportShapes::readsTimes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Seconds>("time");
    const auto row = [](const char *text, Seconds time) { QTest::newRow(text) << QByteArray(text) << time; };
    row("2026-11-01T10:00:00Z", 1793527200);
    row("2026-11-01T10:00:00.123456789+08:00", 1793498400);
    row("2026-11-01T10:00:00+0800", 1793498400);
    row("2026-11-01T10:00:00", 1793527200); // in whatever zone this machine is
    row("2026-11-01", 1793491200);
    row("2026-11-01 10:00:00.5 +0000 UTC", 1793527200);
    row("2026-11-01 10:00:00 -0300 -03 m=+0.1", 1793538000);
    row("2016-12-31T23:59:60Z", 1483228800);
    row("0001-01-01T00:00:00Z", 0);
    row("2026-02-30T10:00:00Z", 0);
    row("soon", 0);
}

void TestReportShapes::readsTimes()
{
    QFETCH(QByteArray, text);
    const QByteArray before = qgetenv("TZ");
    qputenv("TZ", "Asia/Tokyo");
    const auto report =
        readReport(R"({"SchemaVersion":2,"ArtifactName":"x","Results":[],"CreatedAt":")" + text + "\"}");
    before.isNull() ? qunsetenv("TZ") : qputenv("TZ", before);
    QVERIFY(report.ok());
    QTEST(report->generated, "time");
}

QTEST_GUILESS_MAIN(TestReportShapes)
#include "tst_reportshapes.moc"
