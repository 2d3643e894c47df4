// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/findingset.h"
#include "findings/reportimport.h"

#include <QFile>
#include <QTest>

using namespace lotse;
using namespace lotse::findings;
using namespace Qt::StringLiterals;

/// Reports of the shapes that scanners write, in tests/cases: what is kept of each.
class TestImportCases : public QObject {
    Q_OBJECT
private slots:
    void keeps_data();
    void keeps();
    void counts_data();
    void counts();
    void refuses_data();
    void refuses();
    void takesTrivyThatFoundNothing();
    void knowsItsImage();
    void keepsPlaces();
    void keepsEveryScore();
    void readsAnyEncoding();
    void derivesOnlyWhereThereIsNoWord();
    void tellsNoFixFromNotKnown_data();
    void tellsNoFixFromNotKnown();
};

static QByteArray contentOf(const QString &name)
{
    QFile file(QStringLiteral(LOTSE_TEST_CASES) + u'/' + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(file.fileName()));
    return file.readAll();
}

static ImportedReport reportOf(const QByteArray &content)
{
    const auto report = readReport(content);
    if (!report)
        qFatal("%s", qPrintable(report.error().text()));
    return *report;
}

static std::shared_ptr<const FindingSet> setOf(const ImportedReport &report)
{
    SegmentBuilder builder(u"r"_s, u"plain"_s);
    ImageInput image;
    image.repository = u"x/api"_s;
    image.digest = u"sha256:1"_s;
    report.addTo(builder, image);
    return FindingSet::of({builder.build()});
}

// "CVE-1 openssl 3.0.1 -> 3.0.2 high 7.5 CVSS 3.1"; "high*" is derived; what is not known is left out.
static QStringList rowsOf(const ImportedReport &report)
{
    const auto set = setOf(report);
    QStringList rows;
    for (const RowId row : set->allRows()) {
        const Occurrence one = set->occurrence(row);
        QStringList parts{one.vulnerability, one.package, one.version};
        if (!one.fixVersion.isEmpty())
            parts << u"->"_s << one.fixVersion;
        parts << severityWord(one.severity) + (one.isSeverityDerived ? u"*"_s : QString());
        if (one.cvss >= 0)
            parts << QString::number(one.cvss, 'f', 1) << cvssLabel(one.cvssVersion);
        parts.removeAll(QString());
        rows.append(parts.join(u' '));
    }
    return rows;
}

void TestImportCases::keeps_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("rows");
    QTest::newRow("01") << u"01-sarif-of-grype/in.sarif"_s
                        << QStringList{u"CVE-2099-1271 squeezer 1.10-4 -> 1.10-4+deb11u1 critical 9.8 score"_s,
                               u"GHSA-aaaa-bbbb-cccc leftish 2.0.0 -> 2.0.1 medium 5.3 score"_s};
    QTest::newRow("02") << u"02-sarif-level-by-rule/in.sarif"_s
                        << QStringList{u"CVE-2099-2001 one 1.0 critical* 9.1 score"_s, u"CVE-2099-2002 two 1.0 low*"_s,
                               u"CVE-2099-2003 three 1.0 medium*"_s, u"CVE-2099-2004 four 1.0 high* 7.4 score"_s};
    QTest::newRow("03") << u"03-cyclonedx-ratings/in.cdx.json"_s
                        << QStringList{u"CVE-2099-3001 parserlib 1.0 critical 9.8 CVSS 3.1"_s,
                               u"CVE-2099-3002 imgkit 2.0 unknown"_s,
                               u"CVE-2099-3003 tinyssl 3.0 medium* 5.3 CVSS 3.1"_s,
                               u"CVE-2099-3004 fourd 4.0 high 8.7 CVSS 4.0"_s};
    QTest::newRow("04") << u"04-cyclonedx-recommendation/in.cdx.json"_s
                        << QStringList{u"CVE-2099-4001 gnuzip 1.6-5 -> 1.6-5+deb9u1 high 8.8 CVSS 3.1"_s,
                               u"CVE-2099-4001 liblzmb5 5.2.2-1.2 -> 5.2.2-1.2+deb9u1 high 8.8 CVSS 3.1"_s};
    QTest::newRow("05") << u"05-cyclonedx-affects/in.cdx.json"_s
                        << QStringList{u"CVE-2099-5001 critical"_s, u"CVE-2099-5002 critical"_s,
                               u"CVE-2099-5003 xlib 1.0 high"_s, u"CVE-2099-5004 @acme/kit 1.2.3 high"_s,
                               u"CVE-2099-5005 reg.example.test/shop/web high"_s,
                               u"CVE-2099-5007 nowhere 9.9.9 high"_s};
    QTest::newRow("06") << u"06-grype-cvss/in.grype.json"_s
                        << QStringList{u"CVE-2099-6001 olddaemon 1.0 high 7.5 CVSS 3.1"_s,
                               u"CVE-2099-6002 distropkg 2.0 -> 2.0-1+deb12u1 high 9.8 CVSS 3.1"_s,
                               u"CVE-2099-6003 wontpkg 3.0 negligible"_s, u"CVE-2099-6004 nosev 4.0 unknown"_s};
    QTest::newRow("07") << u"07-trivy-scores/in.trivy.json"_s
                        << QStringList{u"CVE-2099-7001 v4only 1 -> 2 critical 9.3 CVSS 4.0"_s,
                               u"CVE-2099-7002 bitnamionly 1 high 7.5 CVSS 3.1"_s,
                               u"CVE-2005-7003 v2only 1 high 10.0 CVSS 2.0"_s, u"CVE-2099-7004 1 high"_s,
                               u"CVE-2099-7005 two-fixes 2.12.1 -> 2.12.3 high 7.0 CVSS 3"_s};
    QTest::newRow("07, null") << u"07-trivy-scores/null.trivy.json"_s << QStringList();
    for (const auto &name : {u"cdx"_s, u"grype"_s, u"trivy"_s}) {
        const QString fix = name == u"cdx"_s ? QString() : u" -> 2.15.0"_s;
        QTest::newRow(qPrintable(u"10, "_s + name)) << u"10-maven-names/%1.json"_s.arg(
            name) << QStringList{u"CVE-2099-10001 org.acme.log:acme-core 2.14.1%1 critical"_s.arg(fix)};
    }
    QTest::newRow("21, version 1") << u"21-other-trivy-shapes/v1-array.json"_s
                                   << QStringList{u"CVE-2099-21001 p 1 high"_s};
    QTest::newRow("21, cluster") << u"21-other-trivy-shapes/k8s.json"_s << QStringList{u"CVE-2099-21001 p 1 high"_s};
    QTest::newRow("21, suppressed") << u"21-other-trivy-shapes/suppressed.json"_s
                                    << QStringList{u"CVE-2099-21001 p 1 high"_s};
    QTest::newRow("21, no name") << u"21-other-trivy-shapes/no-artifactname.json"_s
                                 << QStringList{u"CVE-2099-21001 p 1 high"_s};
    QTest::newRow("21, SARIF") << u"21-other-trivy-shapes/trivy.sarif"_s
                               << QStringList{u"CVE-2099-21001 p 1 high 7.5 score"_s};
    QTest::newRow("21, Scout") << u"21-other-trivy-shapes/scout.sarif"_s
                               << QStringList{u"CVE-2099-21002 @acme/kit 1.2.3 -> 2 critical 9.8 score"_s};
    QTest::newRow("39") << u"39-one-package-two-places/in.grype.json"_s
                        << QStringList{u"CVE-2020-0002 org.example:lib-a 2.14.0 -> 2.17.1 high"_s};
    for (const auto &name : {u"in"_s, u"in-inner"_s}) {
        QTest::newRow(qPrintable(u"40, "_s + name)) << u"40-harbors-own-report/%1.json"_s.arg(
            name) << QStringList{u"CVE-2020-0003 openssl 1.1.1d-0+deb10u3 -> 1.1.1d-0+deb10u4 high 7.5 CVSS 3.1"_s};
    }
}

void TestImportCases::keeps()
{
    QFETCH(QString, file);
    const ImportedReport report = reportOf(contentOf(file));
    QTEST(rowsOf(report), "rows");
    QCOMPARE(report.lines.size(), rowsOf(report).size()); // what is said is what is there
    QVERIFY(report.isWhole());
}

void TestImportCases::counts_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QList<int>>("others"); // secrets, misconfigurations, licences, checks, suppressed, not affected
    QTest::newRow("02") << u"02-sarif-level-by-rule/in.sarif"_s << QList<int>{0, 0, 0, 0, 1, 1};
    QTest::newRow("05") << u"05-cyclonedx-affects/in.cdx.json"_s << QList<int>{0, 0, 0, 0, 0, 1};
    QTest::newRow("06") << u"06-grype-cvss/in.grype.json"_s << QList<int>{0, 0, 0, 0, 1, 0};
    QTest::newRow("07") << u"07-trivy-scores/in.trivy.json"_s << QList<int>{1, 1, 1, 0, 0, 0};
    QTest::newRow("21") << u"21-other-trivy-shapes/suppressed.json"_s << QList<int>{0, 0, 0, 0, 1, 0};
    QTest::newRow("21, SARIF") << u"21-other-trivy-shapes/trivy.sarif"_s << QList<int>{1, 1, 0, 0, 0, 0};
}

void TestImportCases::counts()
{
    QFETCH(QString, file);
    const ImportedReport::Others others = reportOf(contentOf(file)).others;
    QTEST((QList<int>{others.secrets, others.misconfigurations, others.licences, others.checks, others.suppressed,
              others.notAffected}),
        "others");
}

void TestImportCases::refuses_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("word"); // of what the message names
    const auto row = [](const char *name, const QByteArray &content, const QString &word) {
        QTest::newRow(name) << content << word;
    };
    row("GitLab", contentOf(u"21-other-trivy-shapes/gitlab.json"_s), u"GitLab"_s);
    row("OSV-Scanner", contentOf(u"21-other-trivy-shapes/osv.json"_s), u"OSV-Scanner"_s);
    row("secrets only", contentOf(u"21-other-trivy-shapes/secrets-only.json"_s),
        u"secrets (1), misconfigurations (1)"_s);
    row("Trivy, no results of nothing", R"({"SchemaVersion":2,"ArtifactType":"container_image"})", u"has no results"_s);
    row("Trivy, no results of no version", R"({"ArtifactName":"x","ArtifactType":"container_image"})",
        u"Unsupported report"_s);
    row("Trivy, no system and no results", R"({"SchemaVersion":2,"ArtifactName":"x","ArtifactType":"container_image",
        "Metadata":{"OS":{"Family":"none"}}})",
        u"has no results"_s);
    // Of an image with a system its packages are a result, clean or not.
    for (const char *results : {"", R"("Results":[],)", R"("Results":null,)"}) {
        const QByteArray file = "{\"SchemaVersion\":2," + QByteArray(results)
            + R"("ArtifactName":"x","ArtifactType":"container_image","Metadata":{"OS":{"Family":"debian","Name":"12.5"}}})";
        QTest::addRow("Trivy, nothing of a system %s", results) << file << u"names the system debian 12.5"_s;
    }
    row("Trivy, no results of a repository", R"({"SchemaVersion":2,"ArtifactName":"x","ArtifactType":"repository"})",
        u"has no results"_s);
    row("Trivy, wrong results", R"({"SchemaVersion":2,"ArtifactName":"x","Results":{}})",
        u"results of this Trivy report are not a list"_s);
    row("Trivy, results twice", R"({"SchemaVersion":2,"ArtifactName":"x","Results":[1],"Results":[]})",
        u"results of this Trivy report are not a list"_s);
    row("Grype, no list", R"({"matches":{},"source":{}})", u"matches of this Grype report are not a list"_s);
    row("SBOM", R"({"bomFormat":"CycloneDX","components":[{"name":"a"}]})", u"an SBOM, not a scan"_s);
    row("SBOM, null", R"({"bomFormat":"CycloneDX","vulnerabilities":null})", u"an SBOM, not a scan"_s);
    row("SBOM, wrong", R"({"bomFormat":"CycloneDX","vulnerabilities":{}})",
        u"vulnerabilities of this CycloneDX document are not a list"_s);
    row("SBOM of Trivy", R"({"bomFormat":"CycloneDX","vulnerabilities":[],"metadata":{"tools":{"components":[
        {"name":"trivy","version":"0.58.0"}]}}})",
        u"SBOMs of trivy"_s);
    row("SARIF, failed", R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"T"}},
        "invocations":[{"executionSuccessful":false}],"results":[]}]})",
        u"failed scan"_s);
    row("SARIF, no results", R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"T"}}}]})", u"no results"_s);
    row("SARIF, null", R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"T"}},"results":null}]})",
        u"no results"_s);
    row("SARIF, no runs", R"({"version":"2.1.0","runs":null})", u"no results"_s);
    row("SARIF 1", R"({"version":"1.0.0","runs":[]})", u"SARIF 1.0.0"_s);
    row("CodeQL", R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"CodeQL","rules":[{"id":"js/xss",
        "properties":{"tags":["security","external/cwe/cwe-079"]}}]}},"results":[{"ruleId":"js/xss","message":
        {"text":"a"}},{"ruleId":"js/xss","message":{"text":"b"}}]}]})",
        u"CodeQL has no vulnerabilities; results of other kinds (secrets, misconfigurations, code analysis): 2."_s);
    row("Harbor, not scanned", R"({"application/vnd.security.vulnerability.report; version=1.1":{}})",
        u"not scanned"_s);
    row("Harbor, wrong", R"({"generated_at":"2026-01-02T03:04:05Z","vulnerabilities":"x"})",
        u"no vulnerability list: the image was not scanned, or the report is truncated"_s);
    row("operator, secrets", R"({"kind":"ExposedSecretReport","report":{"secrets":[]}})", u"ExposedSecretReport"_s);
    row("operator, no list", R"({"kind":"VulnerabilityReport","report":{"summary":{}}})",
        u"Trivy operator report has no vulnerability list"_s);
    row("Kubernetes list", R"({"kind":"List","items":[{"kind":"Pod"}]})", u"Pod"_s);
    row("cluster, summary", R"({"ClusterName":"kind"})", u"--report all"_s);
    row("OpenVEX", R"({"@context":"https://openvex.dev/ns/v0.2.0","statements":[]})", u"OpenVEX"_s);
    row("SPDX", R"({"spdxVersion":"SPDX-2.3"})", u"SPDX"_s);
    row("XML", R"(<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.5"/>)", u"CycloneDX XML"_s);
    row("empty vulnerability list", "[]", u"Unsupported report"_s);
    row("nothing", "{}", u"Unsupported report"_s);
}

void TestImportCases::refuses()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, word);
    const auto file = readReports(content);
    QVERIFY(!file.ok());
    QCOMPARE(file.error().kind, ErrorKind::Decode);
    QVERIFY2(file.error().message.english().contains(word), qPrintable(file.error().message.english()));
}

// Trivy leaves "Results" out where it found nothing.
void TestImportCases::takesTrivyThatFoundNothing()
{
    const ImportedReport report = reportOf(R"({"SchemaVersion":2,"CreatedAt":"2026-01-02T03:04:05Z",
        "ArtifactName":"b.test/app:1","ArtifactType":"container_image"})");
    QCOMPARE(report.image, u"b.test/app:1"_s);
    QVERIFY(report.lines.isEmpty());
    QCOMPARE(report.unreadable, 0);
}

void TestImportCases::knowsItsImage()
{
    const ImportedReport docker = reportOf(contentOf(u"06-grype-cvss/userinput-docker.json"_s));
    QCOMPARE(docker.image, u"reg.example.test/shop/web:1"_s);
    QCOMPARE(docker.digestIn({}), u"sha256:"_s + QString(64, u'a'));
    QCOMPARE(reportOf(contentOf(u"06-grype-cvss/userinput-scheme.json"_s)).image, u"reg.example.test/shop/web:1"_s);
    QCOMPARE(reportOf(contentOf(u"06-grype-cvss/directory.json"_s)).image, QString());
    const ImportedReport grype = reportOf(contentOf(u"06-grype-cvss/in.grype.json"_s));
    QCOMPARE(grype.generated, 1790850896U); // 10:34:56 UTC
    QCOMPARE(grype.scanner, u"grype 0.114.0"_s);
    const ImportedReport bom = reportOf(contentOf(u"03-cyclonedx-ratings/in.cdx.json"_s));
    QCOMPARE(bom.digestIn({}), u"sha256:"_s + QString(64, u'c'));
    const ImportedReport sarif = reportOf(contentOf(u"21-other-trivy-shapes/trivy.sarif"_s));
    QCOMPARE(sarif.image, u"reg.example.test/shop/sar:1"_s);
    QCOMPARE(sarif.digestIn({}), u"sha256:"_s + QString(64, u'e'));
    const ImportedReport harbor = reportOf(contentOf(u"40-harbors-own-report/in.json"_s));
    QCOMPARE(harbor.scanner, u"Trivy v0.58.0"_s);
    QCOMPARE(harbor.generated, 1767323045U);
    QCOMPARE(harbor.digestIn({}), u"sha256:"_s + QString(64, u'c'));
    QCOMPARE(reportOf(contentOf(u"21-other-trivy-shapes/v1-array.json"_s)).image, u"reg.example.test/shop/web:1"_s);

    // Of several digests, the one of the repository that is asked for; never just the first.
    const QByteArray many = R"({"SchemaVersion":2,"ArtifactName":"b.test/app:1","Results":[],"Metadata":{"RepoDigests":[
        "a.test/app@sha256:)"
        + QByteArray(64, '1') + R"(","b.test/app@sha256:)" + QByteArray(64, '2') + R"("]}})";
    const ImportedReport two = reportOf(many);
    QCOMPARE(two.candidates.size(), 2);
    QCOMPARE(two.digestIn(u"b.test/app"_s), u"sha256:"_s + QString(64, u'2'));
    QCOMPARE(two.digestIn(u"c.test/app"_s), QString());
}

void TestImportCases::keepsPlaces()
{
    const ImportedReport report = reportOf(contentOf(u"39-one-package-two-places/in.grype.json"_s));
    QCOMPARE(report.findings, 2);
    QCOMPARE(report.lines.size(), 1);
    const QString layer = u"sha256:"_s + QString(64, u'1');
    const QList<FindingPlace> both{{u"/app/one.jar"_s, layer}, {u"/app/two.war:WEB-INF/lib/lib-a.jar"_s, layer}};
    QCOMPARE(setOf(report)->occurrence(0).places, both);
    const ImportedReport trivy = reportOf(R"({"SchemaVersion":2,"ArtifactName":"x","Results":[{"Class":"lang-pkgs",
        "Target":"Java","Vulnerabilities":[{"VulnerabilityID":"CVE-2020-1","PkgName":"a","PkgPath":"app/a.jar",
        "Layer":{"Digest":"sha256:1","DiffID":"sha256:2"}}]}]})");
    const QList<FindingPlace> one{{u"app/a.jar"_s, u"sha256:1"_s}};
    QCOMPARE(setOf(trivy)->occurrence(0).places, one);
}

void TestImportCases::keepsEveryScore()
{
    const ImportedReport report = reportOf(R"({"SchemaVersion":2,"ArtifactName":"x","Results":[{"Vulnerabilities":[
        {"VulnerabilityID":"CVE-2020-1","PkgName":"a","Severity":"UNKNOWN","CVSS":{"nvd":{"V2Score":10.0,"V3Score":5.3,
        "V2Vector":"AV:N/AC:L/Au:N/C:C/I:C/A:C","V3Vector":"CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N"},
        "ghsa":{"V40Vector":"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:L/SC:N/SI:N/SA:N"}}}]}]})");
    const QList<CvssScore> scores = report.lines.first().scores;
    QCOMPARE(scores.size(), 3);
    QCOMPARE(scores[0], (CvssScore{CvssVersion::V30, 5.3, "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N", "nvd"}));
    QCOMPARE(scores[1].score, 6.9); // from the vector alone
    QCOMPARE(scores[2].version, CvssVersion::V2);
    QCOMPARE(rowsOf(report), QStringList{u"CVE-2020-1 a medium* 5.3 CVSS 3.0"_s});
    // A row does not contradict its score where one of its scores agrees.
    const ImportedReport four = reportOf(R"({"SchemaVersion":2,"ArtifactName":"x","Results":[{"Vulnerabilities":[
        {"VulnerabilityID":"CVE-2020-1","PkgName":"a","Severity":"CRITICAL","CVSS":{"nvd":{"V3Score":7.5},
        "ghsa":{"V40Score":9.3}}}]}]})");
    QCOMPARE(rowsOf(four), QStringList{u"CVE-2020-1 a critical 9.3 CVSS 4.0"_s});
}

void TestImportCases::readsAnyEncoding()
{
    const QByteArray plain = contentOf(u"06-grype-cvss/in.grype.json"_s);
    QByteArray wide("\xff\xfe");
    for (const char c : plain)
        wide.append(c).append('\0');
    for (const QByteArray &file : {"\xef\xbb\xbf" + plain, wide})
        QCOMPARE(rowsOf(reportOf(file)), rowsOf(reportOf(plain)));
}

// Reports of registries go this way, too.
void TestImportCases::derivesOnlyWhereThereIsNoWord()
{
    for (const char *word : {"critical ", " Critical", "CRITICAL\t"})
        QCOMPARE(severityOf(word), Severity::Critical);
    SegmentBuilder builder(u"r"_s, u"plain"_s);
    ImageInput image;
    image.repository = u"x/api"_s;
    image.digest = u"sha256:1"_s;
    QVERIFY(builder.begin(image));
    for (const char *word : {"", "Unknown", "UNSPECIFIED", "weird", "low"}) {
        FindingInput input{"CVE-1", word, "1", "", word, "", 9.8};
        input.cvssVersion = CvssVersion::V31;
        builder.add(input);
    }
    const auto set = FindingSet::of({builder.build()});
    QList<Severity> severities;
    QList<bool> derived;
    for (const RowId row : set->allRows()) {
        severities.append(set->occurrence(row).severity);
        derived.append(set->occurrence(row).isSeverityDerived);
    }
    QCOMPARE(severities,
        QList<Severity>(
            {Severity::Critical, Severity::Critical, Severity::Critical, Severity::Unknown, Severity::Low}));
    QCOMPARE(derived, QList<bool>({true, true, true, false, false}));
}

void TestImportCases::tellsNoFixFromNotKnown_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("fix"); // of each line: yes, no, unknown
    const auto sarif = [](const QByteArray &message, const QByteArray &rule = {}) {
        return R"({"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Trivy","rules":[{"id":"CVE-2021-1")" + rule
            + R"(}]}},"results":[{"ruleId":"CVE-2021-1","message":{"text":"Package: p\nInstalled Version: 1\n)"
            + message + R"("}}]}]})";
    };
    QTest::newRow("SARIF that has a fix") << sarif("Fixed Version: 2") << u"yes"_s;
    QTest::newRow("SARIF that has none") << sarif("Fixed Version: ") << u"no"_s;
    QTest::newRow("SARIF that says so") << sarif("", R"(,"properties":{"fixed_version":"not fixed"})") << u"no"_s;
    QTest::newRow("SARIF, in prose") << sarif(
        "", R"(,"help":{"text":"h","markdown":"There is no fixed version for p."})")
                                     << u"no"_s;
    QTest::newRow("SARIF without such data") << sarif("Severity: HIGH") << u"unknown"_s;
    const auto cyclone = [](const QByteArray &recommendation) {
        return R"({"bomFormat":"CycloneDX","specVersion":"1.5","components":[{"bom-ref":"p","name":"p","version":"1"}],)"
               R"("vulnerabilities":[{"id":"CVE-2021-1","affects":[{"ref":"p"}]},{"id":"CVE-2021-2")"
            + recommendation + R"(,"affects":[{"ref":"p"}]}]})";
    };
    QTest::newRow("CycloneDX that recommends")
        << cyclone(R"(,"recommendation":"Upgrade p to version 2")") << u"unknown yes"_s;
    QTest::newRow("CycloneDX that recommends what is not understood")
        << cyclone(R"(,"recommendation":"Upgrade to the latest release")") << u"unknown unknown"_s;
    QTest::newRow("CycloneDX that recommends for another package")
        << cyclone(R"(,"recommendation":"Upgrade q to version 2")") << u"unknown unknown"_s;
    QTest::newRow("CycloneDX that advises against")
        << cyclone(R"(,"recommendation":"Do not upgrade to 2.0")") << u"unknown unknown"_s;
    QTest::newRow("CycloneDX that says so")
        << cyclone(R"(,"recommendation":"No fix is available.")") << u"unknown no"_s;
    QTest::newRow("CycloneDX without such data") << cyclone({}) << u"unknown unknown"_s;
    const auto grype = [](const QByteArray &fix) {
        return R"({"matches":[{"vulnerability":{"id":"CVE-2021-1","severity":"High")" + fix
            + R"(},"artifact":{"name":"p","version":"1"}}],"source":{},"descriptor":{"name":"grype"}})";
    };
    QTest::newRow("Grype, fixed") << grype(R"(,"fix":{"versions":["2"],"state":"fixed"})") << u"yes"_s;
    QTest::newRow("Grype, not fixed") << grype(R"(,"fix":{"versions":[],"state":"not-fixed"})") << u"no"_s;
    QTest::newRow("Grype, will not be") << grype(R"(,"fix":{"versions":[],"state":"wont-fix"})") << u"no"_s;
    QTest::newRow("Grype, not known") << grype(R"(,"fix":{"versions":[],"state":"unknown"})") << u"unknown"_s;
    QTest::newRow("Grype, fixed without a version")
        << grype(R"(,"fix":{"versions":[],"state":"fixed"})") << u"unknown"_s;
    QTest::newRow("SARIF, fixed without a version") << sarif(R"(Status: fixed\nFixed Version: )") << u"unknown"_s;
    QTest::newRow("Trivy, fixed without a version") << QByteArray(
        R"({"SchemaVersion":2,"ArtifactName":"a","Results":[{"Target":"t","Class":"os-pkgs","Vulnerabilities":[)"
        R"({"VulnerabilityID":"CVE-2021-1","PkgName":"p","InstalledVersion":"1","Status":"fixed"},)"
        R"({"VulnerabilityID":"CVE-2021-2","PkgName":"p","InstalledVersion":"1","Status":"fixed"},)"
        R"({"VulnerabilityID":"CVE-2021-2","PkgName":"p","InstalledVersion":"1","Status":"affected"},)"
        R"({"VulnerabilityID":"CVE-2021-3","PkgName":"p","InstalledVersion":"1","Status":"affected"},)"
        R"({"VulnerabilityID":"CVE-2021-3","PkgName":"p","InstalledVersion":"1","Status":"fixed","FixedVersion":"2"})"
        R"(]}]})") << u"unknown unknown yes"_s;
    QTest::newRow("Harbor, fixed without a version") << QByteArray(
        R"({"generated_at":"2026-01-01T00:00:00Z","scanner":{"name":"x"},"severity":"High","vulnerabilities":[)"
        R"({"id":"CVE-2021-1","package":"p","version":"1","fix_version":"","severity":"High","status":"Fixed"}]})")
                                                     << u"unknown"_s;
    QTest::newRow("Grype without such data") << grype({}) << u"unknown"_s;
    QTest::newRow("Trivy") << QByteArray(
        R"({"SchemaVersion":2,"ArtifactName":"a","Results":[{"Target":"t","Class":"os-pkgs","Vulnerabilities":[)"
        R"({"VulnerabilityID":"CVE-2021-1","PkgName":"p","InstalledVersion":"1","Severity":"HIGH"}]}]})")
                           << u"no"_s;
    QTest::newRow("Harbor") << QByteArray(
        R"({"generated_at":"2026-01-01T00:00:00Z","scanner":{"name":"x"},"severity":"High","vulnerabilities":[)"
        R"({"id":"CVE-2021-1","package":"p","version":"1","fix_version":"","severity":"High"}]})")
                            << u"no"_s;
}

void TestImportCases::tellsNoFixFromNotKnown()
{
    QFETCH(QByteArray, json);
    const auto set = setOf(reportOf(json));
    QStringList fixes;
    for (const RowId row : set->allRows()) {
        const Occurrence one = set->occurrence(row);
        QVERIFY(!one.isFixUnknown || one.fixVersion.isEmpty());
        fixes.append(one.isFixUnknown ? u"unknown"_s : one.fixVersion.isEmpty() ? u"no"_s : u"yes"_s);
    }
    QTEST(fixes.join(u' '), "fix");
}

QTEST_GUILESS_MAIN(TestImportCases)
#include "tst_importcases.moc"
