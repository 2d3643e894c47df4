// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "demo/demotransport.h"
#include "harbor/artifact.h"
#include "harbor/client.h"
#include "models/activity/activitycounts.h"
#include "models/activity/attention.h"
#include "models/images/filelisting.h"
#include "models/images/imagecontent.h"
#include "models/images/ocilists.h"
#include "models/kinds/kinds.h"
#include "models/tables/remotelist.h"
#include "support/borrowed.h"
#include "support/scriptedtransport.h"

#include <QTest>

using namespace lotse;
using namespace lotse::models;
using namespace Qt::StringLiterals;

/// The tables of pages over the demo registry: every kind has columns, and they show something.
class TestContent : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void everyColumnOfEveryKindShowsARow_data();
    void everyColumnOfEveryKindShowsARow();
    void enrichedArtifactsTellTheirScan();
    void aScanOfSomePlatformsSaysSo();
    void listsRepositoriesAndTagsOfAPlainRegistry();
    void anEmptiedRepositoryIsEmpty();
    void readsAnIndexDownToItsLayers();
    void tellsOfAHarborWithoutItsManifests();
    void namesWhatNeedsAttention();
    void listsTheFilesOfAModel();
    void countsActivityByDay();
    void hiddenActivityIsNotNone();

private:
    SystemClock m_clock;
    std::unique_ptr<demo::DemoTransport> m_transport;
    harbor::Client m_harbor{nullptr};
    oci::Client m_oci{nullptr};
};

void TestContent::initTestCase()
{
    m_transport = std::make_unique<demo::DemoTransport>(
        std::make_shared<demo::Registry>(&m_clock), demo::Identity::admin(), demo::Latency::none());
    m_harbor = harbor::Client(test::borrowed(*m_transport));
    m_oci = oci::Client(test::borrowed(*m_transport));
}

void TestContent::everyColumnOfEveryKindShowsARow_data()
{
    QTest::addColumn<QByteArray>("kind");
    for (const char *kind : {"projects", "repositories", "users", "robots", "project-robots", "labels", "quotas",
             "immutable-rules", "gc", "purge", "audit", "queues", "workers", "schedules", "webhooks", "registries",
             "replication-policies", "replication-executions", "preheat-instances", "configuration", "scanners",
             "security-findings", "project-members"}) {
        QTest::newRow(kind) << QByteArray(kind);
    }
}

void TestContent::everyColumnOfEveryKindShowsARow()
{
    QFETCH(QByteArray, kind);
    const harbor::Endpoint *endpoint = harbor::endpoint(kind);
    QVERIFY(endpoint);
    RemoteList list;
    list.setColumns(columnsOf(kind));
    QVERIFY(list.columnCount() > 1);
    list.setSource({m_harbor, endpoint, {}, harbor::parentOf(*endpoint, {}) != nullptr, {}});
    QTRY_VERIFY2_WITH_TIMEOUT(!list.isLoading(), qPrintable(list.state()), 20'000);
    QVERIFY2(list.state() == u"ready"_s, qPrintable(list.state() + u' ' + list.errorText() + list.note()));
    QVERIFY(list.rowCount() > 0);
    // A column that is empty in every row reads the wrong field.
    QStringList empty;
    for (int column = 0; column < list.columnCount(); ++column) {
        bool shows = false;
        for (int row = 0; row < list.rowCount() && !shows; ++row)
            shows = !list.data(list.index(row, column), TableModel::DisplayRole).toString().isEmpty();
        if (!shows)
            empty += list.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    }
    // The demo registry has no text for these.
    empty.removeAll(u"Message"_s);
    empty.removeAll(u"Comment"_s);
    empty.removeAll(u"Description"_s);
    empty.removeAll(u"Job"_s);
    QVERIFY2(empty.isEmpty(), qPrintable(empty.join(u", "_s)));
}

void TestContent::enrichedArtifactsTellTheirScan()
{
    RemoteList repositories;
    repositories.setColumns(columnsOf("repositories"));
    repositories.setSource({m_harbor, harbor::endpoint("repositories"), {}, false, {}});
    QTRY_COMPARE(repositories.state(), u"ready"_s);

    RemoteList artifacts;
    artifacts.setColumns(columnsOf("artifacts"));
    Enrichment enrichment;
    enrichment.endpoint = harbor::endpoint("artifact");
    enrichment.isDue = [](const Row &row) { return !row.enriched; };
    enrichment.params = [](const Row &row) { return harbor::endpoint("artifacts")->gives(row.record.value); };
    harbor::Params params = harbor::endpoint("repositories")->gives(repositories.rowValue(repositories.rowKey(0)));
    artifacts.setSource({m_harbor, harbor::endpoint("artifacts"), params, false, enrichment});
    QTRY_COMPARE(artifacts.state(), u"ready"_s);
    const QString key = artifacts.rowKey(0);
    const auto plain = artifacts.rowValue(key).value<harbor::Artifact>();
    QVERIFY(plain.scanOverview.isEmpty());
    const ScanState before = scanStateOf(plain, false);
    QVERIFY(before.kind == ScanState::Kind::Unknown || before.kind == ScanState::Kind::NotScannable);
    artifacts.setInView(0, 3);
    QTRY_VERIFY(scanStateOf(artifacts.rowValue(key).value<harbor::Artifact>(), true).kind != ScanState::Kind::Unknown);
}

// Harbor calls an index scanned once one of its platforms is.
void TestContent::aScanOfSomePlatformsSaysSo()
{
    harbor::ScanOverview overview;
    overview.scanStatus = u"Success"_s;
    for (const int percent : {0, 50, 100}) { // 0: it does not say
        overview.completePercent = percent;
        harbor::Artifact artifact;
        artifact.scanOverview.insert(u"report"_s, overview);
        const ScanState scan = scanStateOf(artifact, true);
        QCOMPARE(scan.isPartial(), percent == 50);
        QCOMPARE(scanCell(scan).text, percent == 50 ? u"50 % scanned: no findings"_s : u"no findings"_s);
    }
}

void TestContent::listsRepositoriesAndTagsOfAPlainRegistry()
{
    OciRepositories repositories;
    repositories.setSource(m_oci, {u"named/by-hand"_s});
    QTRY_COMPARE(repositories.state(), u"ready"_s);
    QVERIFY(repositories.rowCount() > 30);
    QCOMPARE(repositories.rowKey(0), u"named/by-hand"_s);

    OciTags tags;
    tags.setSource(m_oci, repositories.rowKey(1));
    QTRY_COMPARE(tags.state(), u"ready"_s);
    QVERIFY(tags.rowCount() > 0);
    QVERIFY(tags.rowValue(tags.rowKey(0)).value<TaggedManifest>().digest.isEmpty());
    tags.setInView(0, 0);
    QTRY_VERIFY(tags.rowValue(tags.rowKey(0)).value<TaggedManifest>().digest.startsWith(u"sha256:"_s));
}

// distribution forgets the name of a repository with its last tag.
void TestContent::anEmptiedRepositoryIsEmpty()
{
    test::ScriptedTransport transport([](const Request &) {
        return test::ScriptedTransport::json(R"({"errors":[{"code":"NAME_UNKNOWN","message":"unknown"}]})", 404);
    });
    OciTags tags;
    tags.setSource(oci::Client(test::borrowed(transport)), u"web/shop"_s);
    QTRY_COMPARE(tags.state(), u"empty"_s);
    QVERIFY(tags.errorText().isEmpty());
    test::ScriptedTransport strange([](const Request &) { return test::ScriptedTransport::json("{}", 404); });
    tags.setSource(oci::Client(test::borrowed(strange)), u"web/shop"_s);
    QTRY_COMPARE(tags.state(), u"error"_s);
}

void TestContent::readsAnIndexDownToItsLayers()
{
    // Some repository of the demo registry holds an index.
    OciRepositories repositories;
    repositories.setSource(m_oci, {});
    QTRY_COMPARE(repositories.state(), u"ready"_s);
    for (int i = 0; i < repositories.rowCount(); ++i) {
        OciTags tags;
        tags.setSource(m_oci, repositories.rowKey(i));
        QTRY_VERIFY(!tags.isLoading());
        if (tags.rowCount() == 0)
            continue;
        ImageContent content;
        content.setSource(m_oci, repositories.rowKey(i), tags.rowKey(0));
        QTRY_VERIFY(content.state() == u"ready"_s || content.state() == u"error"_s);
        QVERIFY2(content.state() == u"ready"_s, qPrintable(content.errorText()));
        if (content.kind() != u"index"_s)
            continue;
        QVERIFY(content.platforms()->rowCount() > 1);
        QTRY_VERIFY(content.layers()->rowCount() > 0);
        QVERIFY(!content.platform().isEmpty());
        QVERIFY(content.manifestText().contains(u"\n"_s));
        QVERIFY(!content.facts().isEmpty());
        return;
    }
    QFAIL("the demo registry has no index");
}

void TestContent::tellsOfAHarborWithoutItsManifests()
{
    const auto guard = std::make_shared<oci::PullGuard>();
    guard->setCounted(true);
    QStringList manifests;
    connect(m_transport.get(), &Transport::requestChanged, this, [&](const RequestRecord &record) {
        if (record.method == "GET" && record.path.contains("/manifests/"))
            manifests.append(QString::fromUtf8(record.path));
    });
    RemoteList artifacts;
    artifacts.setColumns(columnsOf("artifacts"));
    artifacts.setSource({m_harbor, harbor::endpoint("artifacts"),
        {{u"project_name"_s, u"platform"_s}, {u"repository_name"_s, u"base/debian"_s}}, false, {}});
    QTRY_VERIFY(artifacts.loaded() > 0);
    const auto artifact = artifacts.rowValue(artifacts.rowKey(0)).value<harbor::Artifact>();
    ImageContent content;
    content.setHarbor(m_harbor, {{u"project_name"_s, u"platform"_s}, {u"repository_name"_s, u"base/debian"_s}});
    content.setSource(oci::Client(test::borrowed(*m_transport), guard), u"platform/base/debian"_s, artifact.digest);
    QTRY_VERIFY(content.state() == u"ready"_s || content.state() == u"error"_s);
    QVERIFY2(content.state() == u"ready"_s, qPrintable(content.errorText()));
    QVERIFY(content.asks());
    QTRY_VERIFY(content.layers()->rowCount() > 0);
    QVERIFY(!content.facts().isEmpty());
    QVERIFY(content.manifestText().isEmpty());
    QCOMPARE(manifests, QStringList());
    // Sizes are in the manifest alone: they are not shown as nothing.
    bool saysSo = false;
    for (int row = 0; row < content.layers()->rowCount(); ++row)
        saysSo = saysSo
            || content.layers()->data(content.layers()->index(row, 1), TableModel::DisplayRole).toString()
                == u"not read"_s;
    QVERIFY(saysSo);

    guard->agree();
    content.refresh();
    QTRY_VERIFY(!content.asks() && content.state() == u"ready"_s);
    QVERIFY(!content.manifestText().isEmpty());
    QVERIFY(!manifests.isEmpty());
}

void TestContent::namesWhatNeedsAttention()
{
    Attention attention;
    attention.setSource(m_harbor);
    QVERIFY(attention.isBusy());
    QTRY_VERIFY_WITH_TIMEOUT(!attention.isBusy(), 20'000);
    QStringList pages;
    for (const QVariant &line : attention.lines())
        pages.append(line.toMap().value(u"page"_s).toString());
    for (const QString &page :
        {u"system"_s, u"quotas"_s, u"replication-policies"_s, u"webhooks"_s, u"all-robots"_s, u"scan-gaps"_s})
        QVERIFY2(pages.contains(page), qPrintable(page + u" is not in "_s + pages.join(u' ')));
    QCOMPARE(attention.unchecked(), QString());
    QCOMPARE(attention.lines().first().toMap().value(u"condition"_s).toString(), u"error"_s);

    // Whoever may not look is not told that all is well.
    demo::DemoTransport guest(
        std::make_shared<demo::Registry>(&m_clock), demo::Identity::anonymous(), demo::Latency::none());
    Attention less;
    less.setSource(harbor::Client(test::borrowed(guest)));
    QTRY_VERIFY_WITH_TIMEOUT(!less.isBusy(), 20'000);
    QVERIFY(!less.unchecked().isEmpty());
}

void TestContent::listsTheFilesOfAModel()
{
    const QString lines = fileListing(R"([{"name":"weights","type":"directory","size":4096,"children":[
        {"name":"part-1.safetensors","type":"file","size":2048},{"name":"empty","type":"directory","children":[]}]},
        {"name":"config.json","type":"file","size":7}])");
    const QStringList expected{u"weights/part-1.safetensors"_s, u"weights/empty"_s, u"config.json"_s};
    QCOMPARE(lines.split(u'\n').size(), 3);
    for (qsizetype i = 0; i < 3; ++i)
        QVERIFY2(lines.split(u'\n')[i].endsWith(u"  "_s + expected[i]), qPrintable(lines));
    QVERIFY(lines.contains(Cell::size(2048).text));
    QVERIFY(!lines.contains(Cell::size(4096).text));
    QCOMPARE(fileListing("not a list"), u"not a list"_s);
    QCOMPARE(fileListing(R"([{"size":1}])"), uR"([{"size":1}])"_s);
}

void TestContent::countsActivityByDay()
{
    const QDate today = QDate::currentDate();
    ActivityCounts counts;
    counts.setSource(m_harbor, 14);
    QTRY_COMPARE_WITH_TIMEOUT(counts.state(), u"ready"_s, 30'000);
    QCOMPARE(counts.days().size(), 14);
    QVERIFY(counts.total() > 0);
    // The day may have ended meanwhile.
    const QString last = counts.days().last().toMap().value(u"date"_s).toString();
    QVERIFY2(last == today.toString(Qt::ISODate) || last == today.addDays(1).toString(Qt::ISODate), qPrintable(last));
}

// Harbor answers an empty trail with 200 to whom may not read it.
void TestContent::hiddenActivityIsNotNone()
{
    const Message limit{"Shown only for projects where your role allows it.", {}};
    int entries = 0;
    test::ScriptedTransport transport(
        [&](const Request &) -> Result<Response> { return test::ScriptedTransport::json("[]", 200, entries); });
    ActivityCounts counts;
    counts.setSource(harbor::Client(test::borrowed(transport)), 14, {}, limit);
    QTRY_COMPARE_WITH_TIMEOUT(counts.state(), u"error"_s, 30'000);
    QCOMPARE(counts.errorText(), limit.text());
    QVERIFY(!counts.days().first().toMap()[u"value"_s].isValid());
    entries = 3;
    counts.setSource(harbor::Client(test::borrowed(transport)), 14, {}, limit);
    QTRY_COMPARE_WITH_TIMEOUT(counts.state(), u"partial"_s, 30'000);
    QCOMPARE(counts.errorText(), limit.text());
    QCOMPARE(counts.total(), 42);
}

QTEST_GUILESS_MAIN(TestContent)
#include "tst_content.moc"
