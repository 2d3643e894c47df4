// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "demo/demotransport.h"
#include "findings/severityorder.h"
#include "harbor/artifact.h"
#include "models/findings/findingstable.h"
#include "models/images/attachedtable.h"
#include "models/images/sbomtable.h"
#include "models/kinds/kinds.h"
#include "support/borrowed.h"
#include "support/scriptedtransport.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace lotse;
using namespace lotse::models;
using namespace Qt::StringLiterals;

/// The tables of an artifact's page over the demo registry: its report, its SBOM, what is attached to it.
class TestArtifactTables : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void showsTheWorstFindingFirst();
    void narrowsToSeveritiesAndFixable();
    void countsNoWordAsAFix();
    void opensOneFinding();
    void saysWhenThereIsNoSuchArtifact();
    void listsWhatIsAttached();
    void listsThePackagesOfAnSbom();
    void refusesASubjectThatIsNoDigest();

private:
    using Fits = std::function<bool(const harbor::Artifact &)>;
    harbor::Params keysOf(const Fits &fits);
    static QString repositoryOf(const harbor::Params &keys);
    void readScanned(FindingsTable *table);

    SystemClock m_clock;
    std::unique_ptr<demo::DemoTransport> m_transport;
    harbor::Client m_harbor{nullptr};
    oci::Client m_oci{nullptr};
    QList<harbor::Artifact> m_artifacts;
};

void TestArtifactTables::initTestCase()
{
    m_transport = std::make_unique<demo::DemoTransport>(
        std::make_shared<demo::Registry>(&m_clock), demo::Identity::admin(), demo::Latency::none());
    m_harbor = harbor::Client(test::borrowed(*m_transport));
    m_oci = oci::Client(test::borrowed(*m_transport));
    QObject context;
    bool isDone = false;
    m_harbor.walk(
        *harbor::endpoint("artifacts"),
        {{u"with_scan_overview"_s, u"true"_s}, {u"with_accessory"_s, u"true"_s}, {u"with_sbom_overview"_s, u"true"_s}},
        &context, [](const harbor::Progress &) {},
        [this, &isDone](const Result<harbor::PagedList> &walk) {
            if (walk) {
                for (const json::Record &record : walk->rows)
                    m_artifacts.append(record.value.value<harbor::Artifact>());
            }
            isDone = true;
        });
    QTRY_VERIFY_WITH_TIMEOUT(isDone, 30'000);
    QVERIFY(!m_artifacts.isEmpty());
}

harbor::Params TestArtifactTables::keysOf(const Fits &fits)
{
    const auto found = std::find_if(m_artifacts.begin(), m_artifacts.end(), fits);
    if (found == m_artifacts.end())
        return {};
    return {{u"project_name"_s, found->repositoryName.section(u'/', 0, 0)},
        {u"repository_name"_s, found->repositoryName.section(u'/', 1)}, {u"reference"_s, found->digest}};
}

QString TestArtifactTables::repositoryOf(const harbor::Params &keys)
{
    return keys.value(u"project_name"_s) + u'/' + keys.value(u"repository_name"_s);
}

void TestArtifactTables::readScanned(FindingsTable *table)
{
    const harbor::Params keys = keysOf([](const harbor::Artifact &artifact) {
        const ScanState scan = scanStateOf(artifact, true);
        return artifact.references.isEmpty() && scan.kind == ScanState::Kind::Done && scan.total > 3 && scan.fixable > 0
            && scan.fixable < scan.total;
    });
    QVERIFY(!keys.isEmpty());
    table->setSource(m_harbor, keys);
    QCOMPARE(table->state(), u"loading"_s);
    QTRY_COMPARE_WITH_TIMEOUT(table->state(), u"ready"_s, 20'000);
}

void TestArtifactTables::showsTheWorstFindingFirst()
{
    FindingsTable table;
    readScanned(&table);
    QVERIFY(table.findings() > 3);
    QCOMPARE(table.loaded(), table.findings());
    qint64 sum = 0;
    const QVariantMap counts = table.counts();
    for (const QVariant &count : counts)
        sum += count.toLongLong();
    QCOMPARE(sum, table.findings());
    QVERIFY(!table.scanner().isEmpty());
    QVERIFY(table.reportBytes().startsWith('{'));

    const Result<harbor::Report> report = harbor::Report::read(table.reportBytes());
    QVERIFY(report);
    for (int row = 1; row < table.rowCount(); ++row) {
        const int above = table.rowKey(row - 1).toInt();
        const int below = table.rowKey(row).toInt();
        QVERIFY(findings::displayRank(report->severity(above)) >= findings::displayRank(report->severity(below)));
    }
    const QString first = table.data(table.index(0, 1), TableModel::DisplayRole).toString();
    QCOMPARE(first.toUtf8(), report->id(table.rowKey(0).toInt()).toByteArray());
}

void TestArtifactTables::narrowsToSeveritiesAndFixable()
{
    FindingsTable table;
    readScanned(&table);
    const QString word = table.counts().firstKey();
    table.setSeverities({word});
    QCOMPARE(table.loaded(), table.counts().value(word).toLongLong());
    table.setSeverities({});
    QCOMPARE(table.loaded(), table.findings());
    table.setOnlyFixable(true);
    QCOMPARE(table.loaded(), table.fixable());
    QVERIFY(table.fixable() < table.findings());
    table.setFilter(u"no package has such a name"_s);
    QCOMPARE(table.shown(), 0);
    QCOMPARE(table.loaded(), table.fixable());
}

// As "fix:yes" and the store have it.
void TestArtifactTables::countsNoWordAsAFix()
{
    test::ScriptedTransport transport([](const Request &) -> Result<Response> {
        QByteArrayList lines;
        for (const char *fix : {"1.1", "", "none", "not fixed", "1.2, 2.0"})
            lines.append(R"({"id":"CVE-2099-1","package":"p","version":"1.0","severity":"High","fix_version":")"
                + QByteArray(fix) + R"("})");
        return test::ScriptedTransport::json(
            R"({"application/vnd.security.vulnerability.report; version=1.1":{"generated_at":"2026-01-01T00:00:00Z",
            "scanner":{"name":"T"},"severity":"High","vulnerabilities":[)"
            + lines.join(',') + "]}}");
    });
    FindingsTable table;
    table.setSource(harbor::Client(test::borrowed(transport)),
        {{u"project_name"_s, u"p"_s}, {u"repository_name"_s, u"r"_s},
            {u"reference"_s, u"sha256:"_s + QString(64, u'a')}});
    QTRY_COMPARE(table.findings(), 5);
    QCOMPARE(table.fixable(), 2);
    table.setOnlyFixable(true);
    QCOMPARE(table.loaded(), 2);
}

void TestArtifactTables::opensOneFinding()
{
    FindingsTable table;
    readScanned(&table);
    const QVariantMap detail = table.detail(table.rowKey(0));
    QCOMPARE(detail.value(u"id"_s).toString(), table.data(table.index(0, 1), TableModel::DisplayRole).toString());
    QVERIFY(!detail.value(u"description"_s).toString().isEmpty());
    // As the scanner writes it: 9.8, not 9.800000190734863.
    int scores = 0;
    for (int row = 0; row < table.rowCount(); ++row) {
        const QVariant cvss = table.data(table.index(row, 2), TableModel::ValueRole);
        if (!cvss.isValid())
            continue;
        QCOMPARE(
            cvss.toString(), QString::number(cvss.toDouble(), 'f', cvss.toDouble() == int(cvss.toDouble()) ? 0 : 1));
        ++scores;
    }
    QVERIFY(scores > 0);
    QVERIFY(table.detail(u"-1"_s).isEmpty());
}

void TestArtifactTables::saysWhenThereIsNoSuchArtifact()
{
    FindingsTable table;
    table.setSource(m_harbor,
        {{u"project_name"_s, u"no-such-project"_s}, {u"repository_name"_s, u"none"_s}, {u"reference"_s, u"v0"_s}});
    QTRY_COMPARE(table.state(), u"error"_s);
    QVERIFY(!table.errorText().isEmpty());
    QVERIFY(!table.hasReport());
}

void TestArtifactTables::listsWhatIsAttached()
{
    const harbor::Params keys =
        keysOf([](const harbor::Artifact &artifact) { return !artifact.accessories.isEmpty(); });
    QVERIFY(!keys.isEmpty());
    AttachedTable table;
    table.setSource(m_oci, repositoryOf(keys), keys.value(u"reference"_s));
    QTRY_VERIFY(!table.isLoading());
    QVERIFY2(table.state() == u"ready"_s, qPrintable(table.state() + u' ' + table.errorText() + table.note()));
    QVERIFY(table.rowCount() > 0);
    QVERIFY(table.rowKey(0).startsWith(u"sha256:"_s));
    // Nobody verified it, so no row may sound as if.
    for (int row = 0; row < table.rowCount(); ++row)
        QCOMPARE(table.data(table.index(row, 1), TableModel::DisplayRole).toString(), u"attached, not verified"_s);
}

void TestArtifactTables::listsThePackagesOfAnSbom()
{
    QString digest;
    harbor::Params keys = keysOf([&digest](const harbor::Artifact &artifact) {
        for (const harbor::Accessory &accessory : artifact.accessories) {
            if (accessory.type == u"sbom.harbor"_s)
                digest = accessory.digest;
        }
        return !digest.isEmpty();
    });
    QVERIFY2(!digest.isEmpty(), "the demo registry has no SBOM");
    keys.insert(u"reference"_s, digest);
    SbomTable table;
    table.setSource(m_harbor, keys);
    QTRY_VERIFY(!table.isLoading());
    QVERIFY2(table.state() == u"ready"_s, qPrintable(table.state() + u' ' + table.errorText()));
    QVERIFY(table.rowCount() > 3);
    QVERIFY(!table.format().isEmpty());
    QVERIFY(!table.bytes().isEmpty());
}

void TestArtifactTables::refusesASubjectThatIsNoDigest()
{
    AttachedTable table;
    table.setSource(m_oci, u"library/alpine"_s, u"latest"_s);
    QCOMPARE(table.state(), u"error"_s);
    QVERIFY(!table.errorText().isEmpty());
}

QTEST_GUILESS_MAIN(TestArtifactTables)
#include "tst_artifacttables.moc"
