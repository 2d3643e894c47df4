// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/filter.h"
#include "findings/unanswered.h"
#include "store/inventory.h"
#include "store/reportstore.h"
#include "support/manualclock.h"
#include "sync/reportdecoder.h"
#include "sync/segmentloader.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::store;
using namespace Qt::StringLiterals;

class TestSegmentLoader : public QObject {
    Q_OBJECT
private slots:
    void init();
    void readsImagesAndTheirFindings();
    void anIndexIsOneImageOfItsChildren();
    void anIndexOfOnePlatformIsItsChild_data();
    void anIndexOfOnePlatformIsItsChild();
    void anUnreadableReportIsNotClean();
    void imagesWithoutAReportAreThere();
    void leavesOutWhatIsGoneOrNotSeen();
    void aDamagedReportIsReadAgain();
    void swapsTheSetWhole();
    void saysThatTheDictionariesAreDamaged();
    void noticesRowsThatChangedByThemselves_data();
    void noticesRowsThatChangedByThemselves();
    void decodesOddReports_data();
    void decodesOddReports();
    void readsAReportOfAnIndex();

private:
    void keep(const QString &digest, const QByteArray &json, ReportState state = ReportState::Ok);
    std::shared_ptr<const findings::Segment> load()
    {
        auto segment = loadSegment(*m_database, m_which);
        if (!segment)
            qFatal("%s", qPrintable(segment.error().message.english()));
        return *segment;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    ReportDictionaries m_book;
    test::ManualClock m_clock;
    FindingsOf m_which{u"r"_s, u"a"_s, u"lab"_s};
    qint64 m_registry = 0;
    qint64 m_account = 0;
    Listing m_listing;
};

namespace {

QByteArray line(const QByteArray &id, const QList<QByteArray> &digests)
{
    return R"({"id":")" + id + R"(","package":"openssl","version":"3.0.1","fix_version":"3.0.2","severity":"High",)"
        + R"("status":"fixed","preferred_cvss":{"score_v3":7.5},"artifact_digests":[")" + digests.join("\",\"")
        + "\"]}";
}
QByteArray report(const QList<QByteArray> &lines)
{
    return R"({"application/vnd.security.vulnerability.report; version=1.1":{"generated_at":)"
           R"("2026-11-20T10:00:00Z","scanner":{"name":"S","version":"2"},"vulnerabilities":[)"
        + lines.join(',') + "]}}";
}

} // namespace

void TestSegmentLoader::init()
{
    m_database.reset();
    m_book = ReportDictionaries();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = Database::open(cachePlan(m_folder->path()), m_clock);
    QVERIFY(opened.ok());
    m_database = std::move(opened.value());
    Inventory inventory(m_database.get());
    m_registry = *inventory.registry(u"r"_s, u"lab"_s, u"https://registry.test"_s);
    m_account = *inventory.account(m_registry, u"a"_s, u"user 7"_s, m_clock.now());
    m_listing = {};
    m_listing.at = m_clock.now();
    m_listing.projects = {{1, u"web"_s, false}, {2, u"ops"_s, false}};
    m_listing.hasAllProjects = true;
    m_listing.repositories = {{1, u"web"_s, u"web/shop"_s, {}, 0, {}, {}}, {2, u"ops"_s, u"ops/tool"_s, {}, 0, {}, {}}};
    m_listing.completeRepositories = m_listing.completeArtifacts = {u"web"_s, u"ops"_s};
    ArtifactRow image;
    image.repository = u"web/shop"_s;
    image.digest = u"sha256:image"_s;
    image.kind = u"IMAGE"_s;
    image.platform = u"linux/amd64"_s;
    image.isScannable = true;
    image.pushedAt = m_clock.now().addDays(-3);
    image.tags = {{u"1.0"_s, {}, {}}};
    image.hasLabels = true;
    image.labels = {u"exposed"_s};
    ArtifactRow index = image;
    index.digest = u"sha256:index"_s;
    index.platform.clear();
    index.children = {{u"sha256:one"_s, u"linux/amd64"_s}, {u"sha256:two"_s, u"linux/arm64"_s}};
    ArtifactRow chart = image;
    chart.digest = u"sha256:chart"_s;
    chart.kind = u"CHART"_s;
    chart.isScannable = false;
    ArtifactRow copy = image;
    copy.repository = u"ops/tool"_s;
    m_listing.artifacts = {image, index, chart, copy};
    QVERIFY(inventory.apply(m_registry, m_account, m_listing).ok());
}

void TestSegmentLoader::keep(const QString &digest, const QByteArray &json, ReportState state)
{
    const auto decoded = decodeReport(json, digest);
    QVERIFY2(decoded.ok(), qPrintable(decoded.error().detail));
    QVERIFY(m_database
                ->write([&]() -> Result<void> {
                    Report out;
                    out.digest = digest;
                    out.state = state;
                    out.fetchedAt = m_clock.now();
                    out.reportedAt = decoded->reportedAt;
                    out.body = decoded->body(m_book);
                    if (const auto saved = m_book.save(*m_database); !saved)
                        return saved;
                    return ReportStore(m_database.get()).put(m_registry, out);
                })
                .ok());
    m_book.keep();
}

void TestSegmentLoader::readsImagesAndTheirFindings()
{
    keep(u"sha256:image"_s, report({line("CVE-1", {"sha256:image"}), line("CVE-2", {"sha256:image"})}));
    const auto set = findings::FindingSet::of({load()});
    QCOMPARE(set->rowCount(), quint32(4)); // in two repositories
    QCOMPARE(set->imageCount(), quint32(3));
    // Labels that were read are an answer, also where no image has the one that is asked for.
    findings::Context context;
    context.set = set;
    const findings::Query exposed = findings::parseQuery(u"label:exposed"_s).query;
    QVERIFY(!findings::unanswered(exposed, *set));
    QCOMPARE(quint32(findings::select(exposed, context).size()), set->rowCount());
    QVERIFY(findings::select(findings::parseQuery(u"label:other"_s).query, context).empty());
    QVERIFY(findings::unanswered(exposed, *findings::FindingSet::of({})));
    const findings::Occurrence first = set->occurrence(0);
    QCOMPARE(first.registryId, u"r"_s);
    QVERIFY(first.repository == u"web/shop"_s || first.repository == u"ops/tool"_s);
    QCOMPARE(first.platformDigest, u"sha256:image"_s);
    QCOMPARE(first.platform, u"linux/amd64"_s);
    QCOMPARE(first.tags, QStringList{u"1.0"_s});
    QCOMPARE(first.package, u"openssl"_s);
    QCOMPARE(first.version, u"3.0.1"_s);
    QCOMPARE(first.fixVersion, u"3.0.2"_s);
    QCOMPARE(first.severity, findings::Severity::High);
    QCOMPARE(first.cvss, 7.5);
    QCOMPARE(first.status, u"fixed"_s);
    QCOMPARE(qint64(first.fetched), m_clock.now().toSecsSinceEpoch());
    QCOMPARE(qint64(first.pushed), m_clock.now().addDays(-3).toSecsSinceEpoch());
    QCOMPARE(qint64(first.reported), QDateTime(QDate(2026, 11, 20), QTime(10, 0), Qt::UTC).toSecsSinceEpoch());
}

void TestSegmentLoader::anIndexIsOneImageOfItsChildren()
{
    keep(u"sha256:index"_s, report({line("CVE-1", {"sha256:one", "sha256:two"}), line("CVE-2", {"sha256:two"})}));
    const auto set = findings::FindingSet::of({load()});
    QCOMPARE(set->rowCount(), quint32(3));
    QCOMPARE(set->imageCount(), quint32(3));
    QMap<QString, int> byPlatform;
    for (quint32 row = 0; row < 3; ++row) {
        const findings::Occurrence one = set->occurrence(row);
        QCOMPARE(one.image, u"sha256:index"_s);
        ++byPlatform[one.platformDigest + u' ' + one.platform];
    }
    QCOMPARE(byPlatform.value(u"sha256:one linux/amd64"_s), 1);
    QCOMPARE(byPlatform.value(u"sha256:two linux/arm64"_s), 2);
    QCOMPARE(set->coverage().done, quint32(1));
}

void TestSegmentLoader::anIndexOfOnePlatformIsItsChild_data()
{
    QTest::addColumn<QList<QByteArray>>("digests"); // that a line names
    QTest::newRow("the child") << QList<QByteArray>{"sha256:child"};
    QTest::newRow("none") << QList<QByteArray>();
}

// What docker buildx pushes by default: an index of one image and its attestation. Two of them share the image.
void TestSegmentLoader::anIndexOfOnePlatformIsItsChild()
{
    QFETCH(QList<QByteArray>, digests);
    ArtifactRow index = m_listing.artifacts[1];
    index.children = {{u"sha256:child"_s, u"linux/amd64"_s}, {u"sha256:attest"_s, QString()}};
    index.digest = u"sha256:first"_s;
    ArtifactRow second = index;
    second.digest = u"sha256:second"_s;
    m_listing.artifacts = {index, second};
    QVERIFY(Inventory(m_database.get()).apply(m_registry, m_account, m_listing).ok());
    for (const QString &digest : {index.digest, second.digest})
        keep(digest, report({line("CVE-1", digests), line("CVE-2", digests)}));
    const auto set = findings::FindingSet::of({load()});
    QCOMPARE(set->rowCount(), quint32(2)); // and not four
    QCOMPARE(set->imageCount(), quint32(2));
    for (quint32 row = 0; row < set->rowCount(); ++row) {
        QCOMPARE(set->occurrence(row).platformDigest, u"sha256:child"_s);
        QCOMPARE(set->occurrence(row).platform, u"linux/amd64"_s);
    }
}

void TestSegmentLoader::anUnreadableReportIsNotClean()
{
    keep(u"sha256:image"_s, report({line("CVE-1", {"sha256:image"}), R"({"id":"CVE-2","severity":7})"}),
        ReportState::Unreadable);
    const auto set = findings::FindingSet::of({load()});
    QCOMPARE(set->rowCount(), quint32(2)); // what could be read, in two repositories
    QCOMPARE(set->coverage().unreadable, quint32(2));
    QCOMPARE(set->coverage().done, quint32(0));
    const auto &platforms = set->parts().front().segment->platforms;
    QVERIFY(std::any_of(platforms.cbegin(), platforms.cend(), [](const findings::Segment::Platform &platform) {
        return platform.scan == findings::ScanState::Unreadable && platform.unreadable == 1;
    }));
}

void TestSegmentLoader::imagesWithoutAReportAreThere()
{
    keep(u"sha256:image"_s, "{}", ReportState::Failed);
    const auto set = findings::FindingSet::of({load()});
    QCOMPARE(set->rowCount(), quint32(0));
    QCOMPARE(set->imageCount(), quint32(3)); // the chart is none
    QCOMPARE(set->coverage().failed, quint32(2));
    QCOMPARE(set->coverage().notScanned, quint32(1));
}

void TestSegmentLoader::leavesOutWhatIsGoneOrNotSeen()
{
    keep(u"sha256:image"_s, report({line("CVE-1", {"sha256:image"})}));
    keep(u"sha256:index"_s, report({line("CVE-2", {"sha256:one"})}));
    Listing later = m_listing;
    later.at = later.at.addSecs(60);
    later.artifacts.removeAt(1);
    QVERIFY(Inventory(m_database.get()).apply(m_registry, m_account, later).ok());
    QCOMPARE(load()->rowCount(), quint32(2));
    later.at = later.at.addSecs(60);
    later.projects.removeLast();
    QVERIFY(Inventory(m_database.get()).apply(m_registry, m_account, later).ok());
    QCOMPARE(load()->rowCount(), quint32(1));
    FindingsOf nobody = m_which;
    nobody.accountId = u"somebody"_s;
    QCOMPARE((*loadSegment(*m_database, nobody))->rowCount(), quint32(0));
}

void TestSegmentLoader::aDamagedReportIsReadAgain()
{
    keep(u"sha256:image"_s, report({line("CVE-1", {"sha256:image"})}));
    keep(u"sha256:index"_s, report({line("CVE-2", {"sha256:one"})}));
    QCOMPARE(Inventory(m_database.get()).due(m_account)->size(), 0);
    QVERIFY(m_database->sql("UPDATE report SET findings = 0, body = x'0100' WHERE digest = 'sha256:index'").run().ok());
    QCOMPARE(load()->rowCount(), quint32(2));
    const auto due = Inventory(m_database.get()).due(m_account);
    QCOMPARE(due->size(), 1);
    QCOMPARE(due->constFirst().digest, u"sha256:index"_s);
}

void TestSegmentLoader::swapsTheSetWhole()
{
    keep(u"sha256:image"_s, report({line("CVE-1", {"sha256:image"})}));
    FindingsLoader loader(cachePlan(m_folder->path()), &m_clock);
    const auto empty = loader.set();
    QCOMPARE(empty->rowCount(), quint32(0));
    QSignalSpy loaded(&loader, &FindingsLoader::loaded);
    loader.load({m_which});
    QVERIFY(loader.isLoading());
    QVERIFY(loaded.wait());
    QCOMPARE(loader.set()->rowCount(), quint32(2));
    QCOMPARE(empty->rowCount(), quint32(0));
    const auto before = loader.set();
    keep(u"sha256:image"_s, report({}));
    loader.load({m_which});
    QVERIFY(loaded.wait());
    QCOMPARE(loader.set()->rowCount(), quint32(0));
    QCOMPARE(before->rowCount(), quint32(2));
}

void TestSegmentLoader::saysThatTheDictionariesAreDamaged()
{
    keep(u"sha256:image"_s, report({line("CVE-1", {"sha256:image"})}));
    QVERIFY(m_database->sql("UPDATE chunk SET sum = x'00' WHERE kind = 1").run().ok());
    const auto segment = loadSegment(*m_database, m_which);
    QVERIFY(!segment.ok());
    QCOMPARE(segment.error().code, u"DAMAGED"_s);
}

void TestSegmentLoader::decodesOddReports_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("lines"); // -1: refused
    QTest::addColumn<int>("unreadable");
    const QByteArray good = line("CVE-1", {"sha256:x"});
    QTest::newRow("empty object") << QByteArray("{}") << 0 << 0;
    QTest::newRow("null findings") << QByteArray(R"({"a vulnerability.report":{"vulnerabilities":null}})") << 0 << 0;
    QTest::newRow("a number for an id") << report({R"({"id":7})", good}) << 1 << 1;
    QTest::newRow("a text for a line") << report({R"("x")", good}) << 1 << 1;
    QTest::newRow("wrong types") << report({R"({"id":"CVE-1","package":[],"links":{},"preferred_cvss":7,)"
                                            R"("cwe_ids":"x","artifact_digests":null,"vendor_attributes":[1]})"})
                                 << 0 << 1;
    QTest::newRow("wrong types beside it") << report({R"({"id":"CVE-1","package":null,"links":{},"cwe_ids":"x",)"
                                                      R"("artifact_digests":null,"vendor_attributes":[1]})"})
                                           << 1 << 0;
    QTest::newRow("a number for a severity") << report({R"({"id":"CVE-1","severity":5})", good}) << 1 << 1;
    QTest::newRow("a severity twice") << report({R"({"id":"CVE-1","severity":"Critical","severity":"Low"})"}) << 0 << 1;
    const auto beside = [](const char *member) { return QByteArray(R"({"id":"CVE-1",)") + member + '}'; };
    QTest::newRow("a score twice") << report({beside(R"("preferred_cvss":{"score_v3":9.8,"score_v3":0.1})"), good}) << 1
                                   << 1;
    QTest::newRow("an old score twice") << report({beside(R"("preferred_cvss":{"score_v2":9.8,"score_v2":0.1})"), good})
                                        << 1 << 1;
    QTest::newRow("digests as an object") << report({beside(R"("artifact_digests":{"x":1})"), good}) << 1 << 1;
    QTest::newRow("a number among the digests")
        << report({beside(R"("artifact_digests":["sha256:x",1])"), good}) << 1 << 1;
    QTest::newRow("digests twice") << report(
        {beside(R"("artifact_digests":["sha256:x"],"artifact_digests":["sha256:y"])"), good})
                                   << 1 << 1;
    QTest::newRow("no digests") << report({beside(R"("artifact_digests":[""])"), good}) << 2 << 0;
    QTest::newRow("two kinds, the second broken")
        << report({good}).chopped(1) + R"(,"x":{"vulnerabilities":"bad"}})" << -1 << 0;
    QTest::newRow("two kinds, the first broken")
        << R"({"x":{"vulnerabilities":"bad"},)" + report({good}).sliced(1) << -1 << 0;
    QTest::newRow("two kinds, the second twice")
        << report({good}).chopped(1) + R"(,"x":{"vulnerabilities":[],"vulnerabilities":[]}})" << -1 << 0;
    QTest::newRow("no id") << report({R"({"package":"p"})"}) << 0 << 1;
    QTest::newRow("findings as an object")
        << QByteArray(R"({"a vulnerability.report":{"vulnerabilities":{}}})") << -1 << 0;
    QTest::newRow("findings as a text") << QByteArray(R"({"a vulnerability.report":{"vulnerabilities":"x"}})") << -1
                                        << 0;
    QTest::newRow("no findings") << QByteArray(R"({"a vulnerability.report":{"severity":"None"}})") << -1 << 0;
    QTest::newRow("findings twice") << QByteArray(
        R"({"a vulnerability.report":{"vulnerabilities":[{"id":"A"}],"vulnerabilities":[]}})")
                                    << -1 << 0;
    QTest::newRow("the old kind") << QByteArray(
        R"({"application/vnd.scanner.adapter.vuln.report.harbor+json; version=1.0":{"vulnerabilities":[)" + good
        + "]}}") << 1 << 0;
    // An empty report in one format beside a full one in another is not clean.
    QTest::newRow("two kinds, the first empty")
        << R"({"application/vnd.scanner.adapter.vuln.report.harbor+json; version=1.0":{"vulnerabilities":[]},)"
            + report({good}).sliced(1)
        << 1 << 0;
    QTest::newRow("two kinds, the second empty")
        << report({good}).chopped(1) + R"(,"another vulnerability.report":{"vulnerabilities":[]}})" << 1 << 0;
    QTest::newRow("two kinds, both full")
        << report({good}).chopped(1) + R"(,"another vulnerability.report":{"vulnerabilities":[)" + good + "]}}" << 1
        << 0;
    QTest::newRow("the worst of no lines")
        << QByteArray(R"({"a vulnerability.report":{"severity":"Critical","vulnerabilities":[]}})") << 0 << 1;
    QTest::newRow("no severity of no lines")
        << QByteArray(R"({"a vulnerability.report":{"severity":"None","vulnerabilities":[]}})") << 0 << 0;
    QTest::newRow("41 bytes") << QByteArray(R"({"vulnerability.report":{"scanner":{"":,})") << -1 << 0;
    QTest::newRow("a skipped part") << QByteArray(R"({"a":{"vulnerabilities":[],"zz":tru}})") << -1 << 0;
    QTest::newRow("huge score") << report({R"({"id":"CVE-1","preferred_cvss":{"score_v3":1e400}})"}) << 1 << 0;
    QTest::newRow("cut") << report({good}).chopped(3) << -1 << 0;
    QTest::newRow("cut in a line") << report({good}).left(200) << -1 << 0;
    QTest::newRow("an empty list") << QByteArray("[]") << 0 << 0;
    QTest::newRow("a list") << QByteArray("[1]") << -1 << 0;
    QTest::newRow("html") << QByteArray("<html>") << -1 << 0;
    QTest::newRow("bad text") << report({"{\"id\":\"\xff\"}"}) << -1 << 0;
    QTest::newRow("two reports in a row") << report({good}) + report({good}) << -1 << 0;
}

void TestSegmentLoader::decodesOddReports()
{
    QFETCH(QByteArray, json);
    QFETCH(int, lines);
    QFETCH(int, unreadable);
    const auto decoded = decodeReport(json, u"sha256:x"_s);
    QCOMPARE(decoded.ok() ? int(decoded->lines.size()) : -1, lines);
    if (decoded)
        QCOMPARE(decoded->unreadable, unreadable);
    else
        QCOMPARE(decoded.error().kind, ErrorKind::Decode);
}

void TestSegmentLoader::readsAReportOfAnIndex()
{
    // Where the line has no score of its own, the highest that the scanner's databases give.
    const QByteArray vendor =
        R"("vendor_attributes":{"x":[1],"CVSS":{"nvd":{"V3Score":9.8},"redhat":{"V3Score":7.5}}})";
    const auto scored = decodeReport(report({R"({"id":"CVE-1","preferred_cvss":null,)" + vendor + "}",
                                         R"({"id":"CVE-2","preferred_cvss":{"score_v3":5.0},)" + vendor + "}"}),
        u"sha256:i"_s);
    QVERIFY(scored.ok());
    QCOMPARE(scored->lines[0].scoreV3, 98);
    QCOMPARE(scored->lines[1].scoreV3, 50);
    const auto decoded =
        decodeReport(report({line("CVE-1", {"sha256:one", "sha256:two"}), line("CVE-2", {"sha256:one", "sha256:two"})}),
            u"sha256:i"_s);
    QVERIFY(decoded.ok());
    QCOMPARE(decoded->platforms, QStringList({u"sha256:one"_s, u"sha256:two"_s}));
    QCOMPARE(decoded->places.size(), 1);
    QCOMPARE(decoded->places[0].size(), 2);
}

void TestSegmentLoader::noticesRowsThatChangedByThemselves_data()
{
    QTest::addColumn<int>("change");
    for (int i = 0; i < 5; ++i)
        QTest::addRow("%d", i) << i;
}

// Without the triggers, as a bit that turns on the disk does it.
void TestSegmentLoader::noticesRowsThatChangedByThemselves()
{
    QFETCH(int, change);
    QVERIFY(loadSegment(*m_database, m_which).ok());
    for (const Sql &trigger : QList<Sql>{"DROP TRIGGER repository_changes", "DROP TRIGGER sight_changes",
             "DROP TRIGGER artifact_goes", "DROP TRIGGER artifact_changes", "DROP TRIGGER project_changes"})
        QVERIFY(m_database->sql(trigger).run().ok());
    const QList<Sql> changes{"UPDATE repository SET gone_at = 7", "UPDATE sight SET gone_at = 7",
        "DELETE FROM artifact WHERE id = (SELECT max(id) FROM artifact)", "UPDATE artifact SET gone_at = 7",
        "UPDATE project SET name = name || 'x'"};
    QVERIFY(m_database->sql(changes[change]).run().ok());
    const auto loaded = loadSegment(*m_database, m_which);
    QVERIFY(!loaded.ok());
    QCOMPARE(loaded.error().code, u"DAMAGED"_s);
}

QTEST_GUILESS_MAIN(TestSegmentLoader)
#include "tst_segmentloader.moc"
