// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/filter.h"
#include "store/schema.h"
#include "support/samplestore.h"
#include "triage/imagediff.h"
#include "triage/reportfiles.h"
#include "triage/reporttarget.h"

#include <QTest>

using namespace lotse;
using namespace lotse::findings;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Reports from files, for registries that keep none.
class TestReportFiles : public QObject {
    Q_OBJECT
private slots:
    void init();
    void addsAnImageWithItsFindings();
    void namesOfOneAreJoinedInAllRegistries();
    void leavesTheRestAsItIs();
    void keepsTheOneBefore();
    void keepsTheNewestWhateverTheOrder();
    void namesTheOlderOfTwoReports();
    void refusesWhatTheRegistryKnowsBetter();
    void keepsScoresAndPlaces();
    void isNoScanWhereAPartIsUnreadable();
    void findsItsImage();
    void picksTheReportsOfAnImage();
    void keepsTheNewestOfAnImage();
    void saysWhatIsLeftOut();

private:
    static ImportedReport reportOf(const QByteArrayList &ids)
    {
        QByteArrayList items;
        for (const QByteArray &id : ids)
            items.append(R"({"VulnerabilityID":")" + id
                + R"(","PkgName":"openssl","InstalledVersion":"3.0.1","FixedVersion":"3.0.2","Severity":"HIGH"})");
        const auto read = readReport(
            R"({"SchemaVersion":2,"ArtifactName":"x","Results":[{"Vulnerabilities":[)" + items.join(',') + "]}]}");
        if (!read)
            qFatal("%s", qPrintable(read.error().message.english()));
        return *read;
    }
    void load()
    {
        m_desk = std::make_unique<FindingsEngine>(
            store::cachePlan(m_store->folder()), store::decisionPlan(m_store->folder()), &m_clock);
        QVERIFY(m_desk->load().ok());
    }

    static inline const QString kDigest = u"sha256:"_s + QString(64, u'a');
    const ReportedImage m_image{u"plain"_s, u"plain.test"_s, u"https://plain.test"_s, u"team/app"_s, kDigest, u"1.0"_s};
    test::ManualClock m_clock;
    std::unique_ptr<test::SampleStore> m_store;
    std::unique_ptr<FindingsEngine> m_desk;
};

void TestReportFiles::init()
{
    m_desk.reset();
    m_store = std::make_unique<test::SampleStore>(&m_clock);
    m_store->remoteId = 5;
    m_store->list({{u"web/shop"_s, u"sha256:1"_s}});
    m_store->report(u"sha256:1"_s, {{"CVE-1"}});
}

void TestReportFiles::addsAnImageWithItsFindings()
{
    QVERIFY(keepReportFile(m_store->database(), m_clock, m_image, reportOf({"CVE-1", "CVE-2"})).ok());
    load();
    const Rows rows = select(parseQuery(u"registry:plain.test"_s).query, m_desk->view().context);
    QCOMPARE(rows.size(), size_t(2));
    const Occurrence one = m_desk->view().context.set->occurrence(rows.front());
    QCOMPARE(one.repository, u"team/app"_s);
    QCOMPARE(one.image, kDigest);
    QCOMPARE(one.tags, QStringList{u"1.0"_s});
    QCOMPARE(one.severity, Severity::High);
    QCOMPARE(one.firstSeen, Seconds(m_clock.now().toSecsSinceEpoch()));
    QVERIFY2(m_desk->view().gaps.isEmpty(), qPrintable(m_desk->view().incomplete()));
    QCOMPARE(select(parseQuery(u"cve:CVE-1"_s).query, m_desk->view().context).size(), size_t(2)); // in both registries
}

void TestReportFiles::namesOfOneAreJoinedInAllRegistries()
{
    findings::ImportedReport report = reportOf({"GHSA-1", "DSA-9"});
    report.aliases = {{"GHSA-1", "CVE-1"}, {"DSA-9", "CVE-7", "CVE-8"}};
    QVERIFY(keepReportFile(m_store->database(), m_clock, m_image, report).ok());
    load();
    const Context &context = m_desk->view().context;
    QCOMPARE(select(parseQuery(u"cve:CVE-1"_s).query, context).size(), size_t(2)); // of a Harbor, and of the file
    QCOMPARE(context.set->count(context.set->allRows()).vulnerabilities, quint32(2));
    QCOMPARE(context.set->count(context.set->allRows()).occurrences, quint32(3));
}

void TestReportFiles::leavesTheRestAsItIs()
{
    // Into a registry that is synced as well: its other images are not taken for gone.
    ReportedImage other = m_image;
    other.registryId = u"r"_s;
    other.repository = u"files/app"_s;
    m_clock.advance(1h);
    QVERIFY(keepReportFile(m_store->database(), m_clock, other, reportOf({"CVE-7"})).ok());
    load();
    QCOMPARE(m_desk->view().registries.size(), 1);
    QCOMPARE(m_desk->view().context.set->rowCount(), quint32(2));
    QVERIFY2(m_desk->view().gaps.isEmpty(), qPrintable(m_desk->view().incomplete()));
}

void TestReportFiles::keepsTheOneBefore()
{
    QVERIFY(keepReportFile(m_store->database(), m_clock, m_image, reportOf({"CVE-1", "CVE-2"})).ok());
    const auto first = Seconds(m_clock.now().toSecsSinceEpoch());
    m_clock.advance(24h);
    QVERIFY(keepReportFile(m_store->database(), m_clock, m_image, reportOf({"CVE-2", "CVE-3"})).ok());
    load();
    const auto place = findImage(m_desk->view(), u"plain.test/team/app:1.0"_s);
    QVERIFY2(place.ok(), qPrintable(place.error().message.english()));
    const auto diff = diffWithEarlier(m_desk->view(), *place, m_store->database());
    QVERIFY(diff.ok());
    QCOMPARE(diff->unchanged, quint32(1));
    QCOMPARE(diff->findings.size(), 2);
    for (const RowId row : place->rows()) {
        const Occurrence one = m_desk->view().context.set->occurrence(row);
        QCOMPARE(one.firstSeen == first, one.vulnerability == u"CVE-2"_s); // no new report makes it younger
    }
}

void TestReportFiles::keepsTheNewestWhateverTheOrder()
{
    const Seconds now = m_clock.now().toSecsSinceEpoch();
    const auto keep = [&](const QByteArrayList &ids, Seconds time) {
        ImportedReport report = reportOf(ids);
        report.generated = time;
        const auto newer = keepReportFile(m_store->database(), m_clock, m_image, report);
        if (!newer)
            qFatal("%s", qPrintable(newer.error().message.english()));
        return newer->isValid() ? Seconds(newer->toSecsSinceEpoch()) : 0;
    };
    const auto rows = [&] {
        load();
        return select(parseQuery(u"registry:plain.test"_s).query, m_desk->view().context).size();
    };
    QCOMPARE(keep({"CVE-1"}, now - 1000), 0);
    QCOMPARE(keep({}, now - 2000), now - 1000);
    QCOMPARE(rows(), size_t(1));
    QCOMPARE(keep({"CVE-1", "CVE-2"}, now - 1000), 0); // of the same time
    QCOMPARE(rows(), size_t(2));
    QCOMPARE(keep({"CVE-3"}, 0), 0); // nobody knows
    QCOMPARE(rows(), size_t(1));
    QCOMPARE(keep({"CVE-1"}, now + 10 * 86400), 0); // of a wrong clock, which must not stay for ever
    QCOMPARE(keep({}, now), 0);
    QCOMPARE(rows(), size_t(0));
}

void TestReportFiles::namesTheOlderOfTwoReports()
{
    ReportedImage other = m_image;
    other.tag = u"2.0"_s;
    other.digest = u"sha256:"_s + QString(64, u'b');
    ImportedReport report = reportOf({"CVE-1"});
    report.generated = m_clock.now().toSecsSinceEpoch();
    QVERIFY(keepReportFile(m_store->database(), m_clock, m_image, report).ok());
    report.generated -= 86400;
    QVERIFY(keepReportFile(m_store->database(), m_clock, other, report).ok());
    load();
    const auto isNamed = [&](const char *before, const char *after) {
        const auto one = findImage(m_desk->view(), QString::fromLatin1(before));
        const auto two = findImage(m_desk->view(), QString::fromLatin1(after));
        const auto diff = diffImages(m_desk->view(), *one, *two, m_store->database());
        return std::any_of(diff->notes.begin(), diff->notes.end(),
            [](const Message &note) { return note.english().startsWith(u"The second report ("_s); });
    };
    QVERIFY(isNamed("plain.test/team/app:1.0", "plain.test/team/app:2.0"));
    QVERIFY(!isNamed("plain.test/team/app:2.0", "plain.test/team/app:1.0"));
}

void TestReportFiles::refusesWhatTheRegistryKnowsBetter()
{
    ReportedImage synced = m_image;
    synced.registryId = u"r"_s;
    synced.repository = u"web/shop"_s;
    synced.digest = u"sha256:1"_s;
    const auto kept = keepReportFile(m_store->database(), m_clock, synced, reportOf({"CVE-9"}));
    QCOMPARE(kept.error().kind, ErrorKind::Conflict);
    load();
    QCOMPARE(m_desk->view().context.set->rowCount(), quint32(1));
}

void TestReportFiles::keepsScoresAndPlaces()
{
    ImportedReport report = reportOf({"CVE-1", "CVE-2"});
    report.lines[0].severity = "critical";
    report.lines[0].isSeverityDerived = true;
    report.lines[0].scores = {{CvssVersion::V2, 10.0, "AV:N/AC:L/Au:N/C:C/I:C/A:C", "nvd"},
        {CvssVersion::V31, 9.8, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "nvd"}};
    report.lines[0].places = {"/app/one.jar\tsha256:1", "/app/two.jar"};
    report.lines[1].fixVersion.clear();
    report.lines[1].isFixUnknown = true;
    report.lines[1].scores = {{CvssVersion::V4, 8.7, {}, "ghsa"}, {CvssVersion::V2, 10.0, {}, "nvd"}};
    QVERIFY(keepReportFile(m_store->database(), m_clock, m_image, report).ok());
    load();
    const auto &set = m_desk->view().context.set;
    const Rows rows = select(parseQuery(u"registry:plain.test"_s).query, m_desk->view().context);
    QCOMPARE(rows.size(), size_t(2));
    Occurrence one = set->occurrence(rows[0]);
    Occurrence two = set->occurrence(rows[1]);
    if (one.vulnerability != u"CVE-1"_s)
        std::swap(one, two);
    QCOMPARE(one.cvss, 9.8);
    QCOMPARE(one.cvssVersion, CvssVersion::V31);
    QCOMPARE(one.severity, Severity::Critical);
    QVERIFY(one.isSeverityDerived);
    const QList<FindingPlace> places{{u"/app/one.jar"_s, u"sha256:1"_s}, {u"/app/two.jar"_s, {}}};
    QCOMPARE(one.places, places);
    QCOMPARE(two.cvss, 8.7);
    QCOMPARE(two.cvssVersion, CvssVersion::V4);
    QVERIFY(!two.isSeverityDerived);
    QVERIFY(two.isFixUnknown && !one.isFixUnknown);
    QVERIFY(two.places.isEmpty());
}

void TestReportFiles::isNoScanWhereAPartIsUnreadable()
{
    ImportedReport report = reportOf({"CVE-1"});
    report.unreadable = 1;
    QVERIFY(keepReportFile(m_store->database(), m_clock, m_image, report).ok());
    load();
    const Coverage coverage = m_desk->view().context.set->coverage();
    QCOMPARE(coverage.images, 2U);
    QCOMPARE(coverage.done, 1U); // that of the Harbor
    QCOMPARE(coverage.unreadable, 1U);
    QVERIFY2(m_desk->view().incomplete().contains(u"imported report"_s), qPrintable(m_desk->view().incomplete()));
}

void TestReportFiles::findsItsImage()
{
    ImportedReport report = reportOf({});
    report.image = u"b.test/app:1"_s;
    const QString one = u"sha256:"_s + QString(64, u'1');
    const QString two = u"sha256:"_s + QString(64, u'2');
    report.candidates = {{u"a.test/app"_s, one}, {u"b.test/app"_s, two}};
    auto target = targetOf(report, {});
    QVERIFY2(target.ok(), qPrintable(target.error().text()));
    QCOMPARE(target->image.digest.text(), two);
    QCOMPARE(target->image.tag, u"1"_s);
    target = targetOf(report, u"a.test/app:2"_s);
    QCOMPARE(target->otherName, QString()); // one of its names
    QCOMPARE(target->image.digest.text(), one);
    QVERIFY(!target->isOther);
    target = targetOf(report, u"a.test/app@"_s + kDigest);
    QCOMPARE(target->image.digest.text(), kDigest);
    QVERIFY(target->isOther);
    target = targetOf(report, u"app@"_s + kDigest); // Docker's short name
    QCOMPARE(target->image.host, u"docker.io"_s);
    QCOMPARE(target->otherName, u"b.test/app"_s);
    target = targetOf(report, u"c.test/app:1"_s); // which of the two it is, nobody knows
    QCOMPARE(target.error().kind, ErrorKind::Usage);
    QVERIFY(target.error().text().contains(u"b.test/app@"_s + two));
    report.candidates = {{u"nginx"_s, one}, {u"mirror.test/nginx"_s, two}};
    report.image = u"nginx:1"_s; // on Docker Hub, as its clients write it
    QCOMPARE(targetOf(report, {})->image.digest.text(), one);
    report.candidates.clear();
    QCOMPARE(targetOf(report, {}).error().kind, ErrorKind::Usage);
    report.image = u"/tmp/image.tar"_s;
    QVERIFY(targetOf(report, {}).error().text().contains(u"/tmp/image.tar"_s));
}

void TestReportFiles::picksTheReportsOfAnImage()
{
    ImportedReport first = reportOf({"CVE-1"});
    first.image = u"a.test/app:1"_s;
    first.candidates = {{u"a.test/app"_s, kDigest}};
    ImportedReport second = first;
    second.image = u"a.test/other:1"_s;
    second.candidates = {{u"a.test/other"_s, u"sha256:"_s + QString(64, u'b')}};
    const QList<ImportedReport> both{first, second};
    QCOMPARE(reportsFor(both, {}).size(), 2);
    QCOMPARE(reportsFor(both, u"a.test/other:1"_s).size(), 1);
    QCOMPARE(reportsFor(both, u"a.test/other:1"_s).first().image, second.image);
    QCOMPARE(reportsFor(both, u"x.test/y@"_s + kDigest).first().image, first.image);
    QVERIFY(reportsFor(both, u"a.test/none:1"_s).isEmpty());
}

// A cluster names an image as often as it runs, in any order.
void TestReportFiles::keepsTheNewestOfAnImage()
{
    const auto reportAt = [](const QByteArrayList &ids, Seconds time, const QString &image) {
        TargetedReport one{reportOf(ids), {}};
        one.report.generated = time;
        one.target.image = *oci::Reference::parse(image + u'@' + kDigest);
        return one;
    };
    const QString web = u"a.test/web:1"_s;
    QList<TargetedReport> list;
    QVERIFY(!addNewest(list, reportAt({"CVE-1", "CVE-2"}, 20, web)));
    QVERIFY(!addNewest(list, reportAt({"CVE-9"}, 5, u"a.test/other:1"_s)));
    QVERIFY(addNewest(list, reportAt({"CVE-1"}, 10, web))); // older
    QVERIFY(!addNewest(list, reportAt({"CVE-1", "CVE-2"}, 20, u"a.test/web:2"_s))); // the same
    QVERIFY(addNewest(list, reportAt({"CVE-1"}, 20, web))); // says less
    QCOMPARE(list.size(), 2);
    QCOMPARE(list.first().report.findings, 2);
    QVERIFY(addNewest(list, reportAt({"CVE-3"}, 30, web)));
    QCOMPARE(list.first().report.lines.first().vulnerability, QByteArray("CVE-3"));
}

void TestReportFiles::saysWhatIsLeftOut()
{
    ImportedReport report = reportOf({"CVE-1"});
    QCOMPARE(remarksOn(report).size(), 1); // that it has no date
    report.generated = 1;
    QVERIFY(remarksOn(report).isEmpty());
    report.others = {1, 2, 0, 3, 0, 0};
    report.withoutPackage = 1;
    const QStringList remarks = remarksOn(report);
    QCOMPARE(remarks.size(), 2);
    QCOMPARE(remarks[0], u"Not imported: 1 secret, 2 misconfigurations, 3 results without a vulnerability."_s);
    QCOMPARE(remarks[1], u"1 finding has no package."_s);
}

QTEST_GUILESS_MAIN(TestReportFiles)
#include "tst_reportfiles.moc"
