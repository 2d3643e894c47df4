// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/findingset.h"

#include <QTest>

using namespace lotse::findings;
using namespace Qt::StringLiterals;

class TestFindingSet : public QObject {
    Q_OBJECT
private slots:
    void readsSeverities_data();
    void readsSeverities();
    void countsAnIndexAsOneImage();
    void keepsSharedChildrenOnce();
    void keepsImagesWithoutReport();
    void keepsTheWorseOfRepeatedLines();
    void joinsAliases();
    void advisoriesOfSeveralJoinNothing();
    void replacesTheSegmentOfARegistry();
    void survivesAWordForEachRow();
};

static ImageInput image(const QString &repository, const QString &digest, const QString &child = {})
{
    ImageInput input;
    input.project = repository.section(u'/', 0, 0);
    input.repository = repository;
    input.digest = digest;
    input.platformDigest = child;
    input.scan = ScanState::Done;
    input.reported = 1000;
    return input;
}

static FindingInput finding(
    const char *id, const char *package, const char *version, const char *severity = "High", const char *fix = "")
{
    FindingInput input;
    input.vulnerability = id;
    input.package = package;
    input.version = version;
    input.severity = severity;
    input.fixVersion = fix;
    return input;
}

void TestFindingSet::readsSeverities_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<Severity>("severity");
    QTest::newRow("plain") << QByteArray("Critical") << Severity::Critical;
    QTest::newRow("loud") << QByteArray("HIGH") << Severity::High;
    QTest::newRow("red hat") << QByteArray("Important") << Severity::High;
    QTest::newRow("none") << QByteArray("None") << Severity::None;
    QTest::newRow("foreign") << QByteArray("Catastrophic") << Severity::Unknown;
    QTest::newRow("empty") << QByteArray() << Severity::Unknown;
}

void TestFindingSet::readsSeverities()
{
    QFETCH(QByteArray, word);
    QTEST(severityOf(word), "severity");
    QVERIFY(Severity::Unknown > Severity::Critical);
}

void TestFindingSet::countsAnIndexAsOneImage()
{
    SegmentBuilder builder(u"r1"_s, u"one"_s);
    QVERIFY(builder.begin(image(u"p/a"_s, u"sha256:index"_s, u"sha256:amd"_s)));
    builder.add(finding("CVE-1", "openssl", "1", "High", "2"));
    builder.add(finding("CVE-2", "openssl", "1"));
    QVERIFY(builder.begin(image(u"p/a"_s, u"sha256:index"_s, u"sha256:arm"_s)));
    builder.add(finding("CVE-1", "openssl", "1", "High", "2"));
    QVERIFY(builder.begin(image(u"p/b"_s, u"sha256:index"_s)));
    builder.add(finding("CVE-1", "openssl", "1", "Strange"));
    const auto set = FindingSet::of({builder.build()});
    const Counts counts = set->count(set->allRows());
    QCOMPARE(counts.occurrences, 4U);
    QCOMPARE(counts.issues, 3U); // CVE-1 and CVE-2 in p/a, CVE-1 in p/b
    QCOMPARE(counts.images, 2U);
    QCOMPARE(counts.vulnerabilities, 2U);
    QCOMPARE(counts.packages, 1U);
    QCOMPARE(counts.repositories, 2U);
    QCOMPARE(counts.fixable, 2U);
    QCOMPARE(counts.bySeverity[size_t(Severity::Unknown)], 1U);
    const Occurrence last = set->occurrence(3);
    QCOMPARE(last.repository, u"p/b"_s);
    QCOMPARE(last.project, u"p"_s);
    QCOMPARE(last.severityWord, u"Strange"_s);
    QCOMPARE(last.platformDigest, u"sha256:index"_s);
    QCOMPARE(last.firstSeen, 1000U);
}

void TestFindingSet::keepsSharedChildrenOnce()
{
    SegmentBuilder builder(u"r1"_s, u"one"_s);
    builder.begin(image(u"p/a"_s, u"sha256:i1"_s, u"sha256:amd"_s));
    builder.add(finding("CVE-1", "zlib", "1"));
    QVERIFY(!builder.begin(image(u"p/a"_s, u"sha256:i2"_s, u"sha256:amd"_s)));
    builder.add(finding("CVE-1", "zlib", "1"));
    ImageInput newer = image(u"p/a"_s, u"sha256:i3"_s, u"sha256:amd"_s);
    newer.reported = 2000;
    QVERIFY(builder.begin(newer));
    builder.add(finding("CVE-7", "zlib", "1"));
    const auto set = FindingSet::of({builder.build()});
    QCOMPARE(set->rowCount(), 1U);
    QCOMPARE(set->occurrence(0).vulnerability, u"CVE-7"_s);
    QCOMPARE(set->count(set->allRows()).images, 3U);
}

void TestFindingSet::keepsImagesWithoutReport()
{
    SegmentBuilder builder(u"r1"_s, u"one"_s);
    ImageInput failed = image(u"p/a"_s, u"sha256:1"_s);
    failed.scan = ScanState::Failed;
    builder.begin(failed);
    ImageInput bare = image(u"p/a"_s, u"sha256:2"_s);
    bare.scan = ScanState::NotScanned;
    builder.begin(bare);
    builder.begin(image(u"p/a"_s, u"sha256:3"_s));
    const auto set = FindingSet::of({builder.build()});
    QCOMPARE(set->rowCount(), 0U);
    QCOMPARE(set->imageCount(), 3U);
    const Coverage coverage = set->coverage();
    QCOMPARE(coverage.failed, 1U);
    QCOMPARE(coverage.notScanned, 1U);
    QCOMPARE(coverage.done, 1U);
}

void TestFindingSet::keepsTheWorseOfRepeatedLines()
{
    SegmentBuilder builder(u"r1"_s, u"one"_s);
    builder.begin(image(u"p/a"_s, u"sha256:1"_s));
    builder.add(finding("CVE-1", "zlib", "1", "Low"));
    builder.add(finding("CVE-1", "zlib", "1", "Critical"));
    builder.add(finding("CVE-1", "zlib", "1", "Medium"));
    for (int i = 0; i < 1000; ++i)
        builder.add(finding(QByteArray::number(i % 500).constData(), "zlib", "1"));
    const auto set = FindingSet::of({builder.build()});
    QCOMPARE(set->rowCount(), 501U);
    QCOMPARE(set->occurrence(0).severity, Severity::Critical);
}

void TestFindingSet::joinsAliases()
{
    SegmentBuilder builder(u"r1"_s, u"one"_s);
    builder.begin(image(u"p/a"_s, u"sha256:1"_s));
    builder.add(finding("GHSA-jfh8-c2jp-5v3q", "log4j", "2.14.1"));
    builder.begin(image(u"p/a"_s, u"sha256:2"_s));
    builder.add(finding("CVE-2021-44228", "log4j", "2.14.1"));
    builder.addAliases({"GHSA-jfh8-c2jp-5v3q", "CVE-2021-44228"});
    const auto set = FindingSet::of({builder.build()});
    const Counts counts = set->count(set->allRows());
    QCOMPARE(counts.vulnerabilities, 1U);
    QCOMPARE(counts.issues, 1U);
    QCOMPARE(counts.occurrences, 2U);
    QCOMPARE(set->occurrence(0).canonical, u"CVE-2021-44228"_s);
    QCOMPARE(set->occurrence(0).vulnerability, u"GHSA-jfh8-c2jp-5v3q"_s);
}

void TestFindingSet::advisoriesOfSeveralJoinNothing()
{
    Aliases aliases = Aliases::of({{"CVE-1", "DSA-1", "GHSA-1"}, {"DSA-2", "CVE-2"}, {"DSA-2", "CVE-3"},
        {"ELSA-1", "CVE-4", "CVE-5"}, {"GHSA-6", "SNYK-6"}, {"SNYK-6", "CVE-6"}});
    QCOMPARE(aliases.canonical("DSA-1"), QByteArray("CVE-1"));
    QCOMPARE(aliases.canonical("GHSA-1"), QByteArray("CVE-1"));
    QCOMPARE(aliases.canonical("DSA-2"), QByteArray("DSA-2"));
    QCOMPARE(aliases.canonical("CVE-3"), QByteArray("CVE-3"));
    QCOMPARE(aliases.canonical("ELSA-1"), QByteArray("ELSA-1"));
    QCOMPARE(aliases.canonical("CVE-5"), QByteArray("CVE-5"));
    QCOMPARE(aliases.canonical("GHSA-6"), QByteArray("CVE-6"));
    aliases.join({"GHSA-6", "CVE-1"}); // would make one of two CVEs
    QCOMPARE(aliases.canonical("GHSA-6"), QByteArray("CVE-6"));
    QCOMPARE(aliases.group("CVE-1").size(), 3);
}

void TestFindingSet::replacesTheSegmentOfARegistry()
{
    const auto segment = [](const QString &registry, int rows) {
        SegmentBuilder builder(registry, registry);
        builder.begin(image(u"p/a"_s, u"sha256:1"_s));
        for (int i = 0; i < rows; ++i)
            builder.add(finding(("CVE-" + QByteArray::number(i)).constData(), "zlib", "1"));
        return builder.build();
    };
    const auto both = FindingSet::of({segment(u"r1"_s, 2), segment(u"r2"_s, 3)});
    QCOMPARE(both->rowCount(), 5U);
    QCOMPARE(both->count(both->allRows()).vulnerabilities, 3U);
    QCOMPARE(both->count(both->allRows()).images, 2U);
    QCOMPARE(both->occurrence(2).registryId, u"r2"_s);
    const auto after = both->with(segment(u"r1"_s, 1));
    QCOMPARE(after->rowCount(), 4U);
    QCOMPARE(both->rowCount(), 5U);
    QCOMPARE(after->with(segment(u"r3"_s, 7))->rowCount(), 11U);
}

void TestFindingSet::survivesAWordForEachRow()
{
    SegmentBuilder builder(u"r1"_s, u"one"_s);
    builder.begin(image(u"p/a"_s, u"sha256:1"_s));
    for (int i = 0; i < 70000; ++i) {
        const QByteArray word = QByteArray::number(i);
        builder.add(finding(word.constData(), "zlib", "1", word.constData()));
    }
    const auto set = FindingSet::of({builder.build()});
    QCOMPARE(set->rowCount(), 70000U);
    QCOMPARE(set->occurrence(69999).severity, Severity::Unknown);
}

QTEST_GUILESS_MAIN(TestFindingSet)
#include "tst_findingset.moc"
