// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/keptmessage.h"
#include "fakeharbor.h"
#include "store/audittrail.h"
#include "store/inventory.h"
#include "store/reportstore.h"
#include "support/busypool.h"
#include "support/manualclock.h"
#include "support/scriptedtransport.h"
#include "sync/segmentloader.h"
#include "sync/sync.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::store;
using namespace Qt::StringLiterals;

class TestSync : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void keepsAllThatItSees();
    void asksForNothingTwice();
    void asksForWhatIsNewOrMoved();
    void throwsAwayListsOfAnotherIdentity();
    void throwsAwayReportsOfAnotherIdentity();
    void anEndedSessionKeepsNothing();
    void keepsTheRowsOfARefusedProject();
    void marksWhatIsGone();
    void tellsFailedFromNotScanned();
    void readsOldReportsAgainApart();
    void noticesAScanOfEverything();
    void noticesAScanThatIsToldInLines();
    void goesOnWhereItWasCancelled();
    void waitsWhenItIsAskedTo();
    void keepsFewInFlight();
    void readsLongLists();
    void readsAnOlderHarbor();
    void namesTheKindsOfReports();
    void readsProjectsThatAreNamedByDigits();
    void goesOnAfterShortPages();
    void anUnreadableReportIsAStateOfItsOwn_data();
    void anUnreadableReportIsAStateOfItsOwn();
    void anIndexMayBeScannedInPart_data();
    void anIndexMayBeScannedInPart();
    void aPlatformMayBeScannedAlone();
    void keepsTheLinesOfAReportThatIsUnreadableNow();
    void oneBadReportDoesNotBlockOthers();
    void aProjectWithoutItsReportsDoesNotBlockOthers();
    void goesOnInTheAuditTrail();
    void readsTheLogThatHarborKeptBefore();
    void anEntryThatIsCountedAndNotGivenIsMissing();
    void saysThatTheDiskIsInTheWay();
    void survivesItsOwner();
    void goesOnWhileTheListsAreBusy();
    void setsDamagedDictionariesAside();

private:
    SyncOutcome run(const SyncOptions &wish = {});
    void make(int projects, int artifacts);
    int asked(const QByteArray &part) const; ///< requests since the last run began whose path holds this
    Database &database();
    qint64 account() { return *findAccount(database(), u"account"_s); }
    int reportsKept() { return int(*database().sql("SELECT count(*) FROM report").integer()); }
    QList<test::FakeHarbor::Artifact> &artifactsOf(const QByteArray &project)
    {
        return m_harbor->projects[project].repositories["team/app"].artifacts;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<test::FakeHarbor> m_harbor;
    std::shared_ptr<test::ScriptedTransport> m_transport;
    std::unique_ptr<Sync> m_sync;
    test::ManualClock m_clock;
    qsizetype m_from = 0;
};

void TestSync::init()
{
    make(3, 4);
}

void TestSync::cleanup()
{
    m_sync.reset();
    m_database.reset();
}

void TestSync::make(int projects, int artifacts)
{
    cleanup();
    m_folder = std::make_unique<QTemporaryDir>();
    m_harbor = std::make_unique<test::FakeHarbor>(projects, artifacts);
    m_transport = test::ScriptedTransport::shared(
        [harbor = m_harbor.get()](const Request &request) { return harbor->answer(request); });
    m_sync = std::make_unique<Sync>(test::sourceOf(m_transport), cachePlan(m_folder->path()), &m_clock);
}

SyncOutcome TestSync::run(const SyncOptions &wish)
{
    m_from = m_transport->paths().size();
    QSignalSpy finished(m_sync.get(), &Sync::finished);
    m_sync->start(wish);
    if (!finished.wait(20'000))
        qFatal("the sync does not end");
    return m_sync->outcome();
}

int TestSync::asked(const QByteArray &part) const
{
    const QList<QByteArray> paths = m_transport->paths().mid(m_from);
    return int(
        std::count_if(paths.cbegin(), paths.cend(), [&](const QByteArray &path) { return path.contains(part); }));
}

Database &TestSync::database()
{
    if (!m_database) {
        auto opened = Database::open(cachePlan(m_folder->path()), m_clock);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message.english()));
        m_database = std::move(opened.value());
    }
    return *m_database;
}

void TestSync::keepsAllThatItSees()
{
    QSignalSpy progress(m_sync.get(), &Sync::progressChanged);
    const SyncOutcome outcome = run();
    QVERIFY2(!outcome.error, qPrintable(outcome.error.message.english()));
    QVERIFY(outcome.isComplete());
    QCOMPARE(m_sync->state(), SyncState::Done);
    QCOMPARE(outcome.artifacts.added, 12);
    QCOMPARE(outcome.reports, 12);
    QCOMPARE(outcome.findings, 36);
    QCOMPARE(outcome.auditEntries, 5);
    QCOMPARE(outcome.requests, int(m_transport->paths().size()));
    QVERIFY(progress.size() >= 5);

    const auto artifacts = Inventory(&database()).artifacts(account());
    QCOMPARE(artifacts->rows.size(), 12);
    QCOMPARE(artifacts->rows.constFirst().platform, u"linux/amd64"_s);
    QCOMPARE(artifacts->rows.constFirst().tags.size(), 1);
    QCOMPARE(artifacts->rows.constFirst().labels, QStringList{u"exposed"_s});
    int lines = 0;
    quint32 first = 0;
    const auto damage = ReportStore(&database()).each(1, [&](const Report &report) {
        lines += int(report.body.lines.size());
        if (report.digest == QString::fromLatin1(test::FakeHarbor::digestOf(1)))
            first = report.body.lines.front().fact;
        QCOMPARE(report.state, ReportState::Ok);
        QCOMPARE(report.scanner, u"Scan 1"_s);
        QCOMPARE(report.reportedAt, QDateTime(QDate(2026, 11, 20), QTime(10, 0, 0, 123), Qt::UTC));
    });
    QVERIFY(damage.ok() && damage->digests.isEmpty());
    QCOMPARE(lines, 36);
    Fact fact;
    QVERIFY(Fact::unpack(*StringTable::at(database(), StringTable::Fact, first), fact));
    const QByteArray id = *StringTable::at(database(), StringTable::Word, fact.vulnerability);
    QVERIFY2(QByteArrayList({"CVE-2026-1001", "CVE-2026-1002", "CVE-2026-1003"}).contains(id), id);
    QCOMPARE(fact.scoreV3, 75);
    QCOMPARE(fact.cweIds, quint32(0));
    QCOMPARE(*StringTable::at(database(), StringTable::Prose, fact.description), "text " + id.mid(9));
    QCOMPARE(*StringTable::at(database(), StringTable::Prose, fact.links), "https://example.test/" + id.mid(9));
}

void TestSync::asksForNothingTwice()
{
    m_harbor->metrics = R"({"total":12})";
    run();
    QCOMPARE(asked("/additions/"), 12);
    const SyncOutcome outcome = run();
    QVERIFY(outcome.isComplete());
    QCOMPARE(asked("/additions/"), 0);
    QCOMPARE(asked("with_scan_overview"), 0);
    // Projects, repositories, one page of artifacts a project, two signs, both logs of the trail, three proofs.
    QCOMPARE(outcome.requests, 1 + 1 + 3 + 2 + 2 + 3);
    QCOMPARE(outcome.reports + outcome.rechecked, 0);
    QCOMPARE(outcome.auditEntries, 0);
    QCOMPARE(outcome.awaitingRecheck, 0);
}

void TestSync::asksForWhatIsNewOrMoved()
{
    run();
    auto &artifacts = artifactsOf("p2");
    artifacts[1].pushed = m_clock.now();
    const QByteArray moved = artifacts[1].digest;
    test::FakeHarbor::Artifact fresh = artifacts[0];
    fresh.id = 900;
    fresh.digest = test::FakeHarbor::digestOf(900);
    artifacts.append(fresh);
    test::FakeHarbor::Artifact chart = fresh;
    chart.id = 901;
    chart.digest = test::FakeHarbor::digestOf(901);
    chart.isScannable = false;
    artifacts.append(chart);
    const SyncOutcome outcome = run();
    QCOMPARE(outcome.artifacts.added, 2);
    QCOMPARE(outcome.artifacts.moved, 1);
    QCOMPARE(outcome.reports, 2);
    QCOMPARE(asked("/additions/"), 2);
    QCOMPARE(asked(moved + "/additions/"), 1);
    QCOMPARE(asked(fresh.digest + "/additions/"), 1);
}

void TestSync::throwsAwayListsOfAnotherIdentity()
{
    run();
    // Another session answers in the middle of the lists, and sees less.
    m_harbor->before = [this](const QByteArray &path) {
        if (path.startsWith("/api/v2.0/repositories"))
            m_harbor->user = "somebody";
    };
    m_harbor->projects.remove("p2");
    artifactsOf("p1").removeFirst();
    m_clock.advance(std::chrono::minutes(1));
    const SyncOutcome outcome = run();
    QCOMPARE(outcome.error.kind, ErrorKind::Unauthorized);
    QVERIFY(outcome.error.message.english().contains(u"discarded"_s));
    QCOMPARE(m_sync->state(), SyncState::Failed);
    QCOMPARE(outcome.artifacts.seen, 0);
    QCOMPARE(Inventory(&database()).artifacts(account())->rows.size(), 12);
    QCOMPARE(asked("/additions/"), 0);
}

void TestSync::throwsAwayReportsOfAnotherIdentity()
{
    make(1, 60);
    int reports = 0;
    m_harbor->before = [&](const QByteArray &path) {
        if (path.endsWith("/additions/vulnerabilities") && ++reports == 58)
            m_harbor->user = "somebody";
    };
    const SyncOutcome outcome = run();
    QCOMPARE(outcome.error.kind, ErrorKind::Unauthorized);
    // The first window was proved before; the second one was not, and none of it is kept.
    const int kept = reportsKept();
    QCOMPARE(outcome.reports, kept);
    QVERIFY2(kept == 0 || (kept >= 48 && kept < 58), qPrintable(QString::number(kept)));
    m_harbor->before = {};
    m_harbor->user = "reader";
    QCOMPARE(run().reports, 60 - kept);
    QCOMPARE(reportsKept(), 60);
}

void TestSync::anEndedSessionKeepsNothing()
{
    run();
    m_harbor->user.clear();
    m_harbor->projects.clear();
    const SyncOutcome outcome = run();
    QCOMPARE(outcome.error.kind, ErrorKind::Unauthorized);
    QCOMPARE(outcome.requests, 1);
    QCOMPARE(Inventory(&database()).artifacts(account())->rows.size(), 12);
}

void TestSync::keepsTheRowsOfARefusedProject()
{
    run();
    m_harbor->refused.insert("p2");
    artifactsOf("p1").removeFirst();
    m_clock.advance(std::chrono::minutes(1));
    const SyncOutcome outcome = run();
    QVERIFY(!outcome.error);
    QVERIFY(!outcome.isComplete());
    QCOMPARE(outcome.refusals.keys(), QStringList{u"p2"_s});
    QCOMPARE(outcome.artifacts.gone, 1);
    QCOMPARE(Inventory(&database()).artifacts(account())->rows.size(), 11);
    m_harbor->refused.clear();
    QVERIFY(run().isComplete());
}

void TestSync::marksWhatIsGone()
{
    run();
    m_harbor->projects.remove("p3");
    m_clock.advance(std::chrono::minutes(1));
    QVERIFY(run().isComplete());
    QCOMPARE(Inventory(&database()).artifacts(account())->rows.size(), 8);
    // Nothing is deleted.
    QCOMPARE(*database().sql("SELECT count(*) FROM artifact").integer(), 12);
    QCOMPARE(reportsKept(), 12);
}

void TestSync::tellsFailedFromNotScanned()
{
    auto &artifacts = artifactsOf("p1");
    artifacts[0].findings = -1;
    artifacts[0].scan = "Error";
    artifacts[1].findings = -1;
    artifacts[1].scan.clear();
    artifacts[2].findings = 0;
    const SyncOutcome outcome = run();
    QVERIFY(outcome.isComplete());
    QCOMPARE(outcome.scanFailed, 1);
    QCOMPARE(outcome.notScanned, 1);
    QCOMPARE(asked("with_scan_overview"), 2);
    const auto totals = ReportStore(&database()).totals(1);
    QCOMPARE(totals->failed, 1);
    QCOMPARE(totals->notScanned, 1);
    QCOMPARE(totals->ok, 10);
    run();
    QCOMPARE(asked("with_scan_overview") + asked("/additions/"), 0);
}

void TestSync::readsOldReportsAgainApart()
{
    auto &artifacts = artifactsOf("p1");
    artifacts[1].findings = -1;
    artifacts[1].scan.clear();
    run();
    m_clock.advance(std::chrono::hours(2));
    SyncOutcome outcome = run();
    QCOMPARE(outcome.awaitingRecheck, 1); // the one that was not scanned
    QCOMPARE(asked("/additions/"), 0);
    artifacts[1].findings = 4;
    SyncOptions wish;
    wish.recheck = true;
    outcome = run(wish);
    QCOMPARE(outcome.reports, 0);
    QCOMPARE(outcome.rechecked, 1);
    QCOMPARE(ReportStore(&database()).totals(1)->notScanned, 0);
    m_clock.advance(std::chrono::hours(23));
    QCOMPARE(run().awaitingRecheck, 11);
    QCOMPARE(run(wish).rechecked, 11);
    QCOMPARE(run(wish).rechecked, 0);
}

void TestSync::noticesAScanOfEverything()
{
    m_harbor->metrics = R"({"total":12,"completed":12})";
    m_harbor->summary = R"({"total_vuls":36})";
    run();
    m_clock.advance(std::chrono::minutes(10));
    QCOMPARE(run().awaitingRecheck, 0);
    m_harbor->metrics = R"({"total":13,"completed":13})";
    QCOMPARE(run().awaitingRecheck, 12);
    SyncOptions wish;
    wish.recheck = true;
    QCOMPARE(run(wish).rechecked, 12);
    m_clock.advance(std::chrono::minutes(10));
    QCOMPARE(run(wish).rechecked, 0);
    // A new image moves the counts too; that alone is no sign.
    test::FakeHarbor::Artifact fresh;
    fresh.id = 900;
    fresh.digest = test::FakeHarbor::digestOf(900);
    artifactsOf("p1").append(fresh);
    m_harbor->summary = R"({"total_vuls":39})";
    const SyncOutcome outcome = run();
    QCOMPARE(outcome.reports, 1);
    QCOMPARE(outcome.awaitingRecheck, 0);
    m_clock.advance(std::chrono::minutes(10));
    m_harbor->summary = R"({"total_vuls":41})";
    QCOMPARE(run().awaitingRecheck, 13);
}

void TestSync::noticesAScanThatIsToldInLines()
{
    m_harbor->metrics = "{\n  \"total\": 12,\n  \"completed\": 12\n}";
    m_harbor->summary = R"({"total_vuls":36})";
    run();
    m_clock.advance(std::chrono::minutes(10));
    // A new image explains other counts, and not another scan of everything.
    test::FakeHarbor::Artifact fresh;
    fresh.id = 900;
    fresh.digest = test::FakeHarbor::digestOf(900);
    artifactsOf("p1").append(fresh);
    m_harbor->metrics = "{\n  \"total\": 13,\n  \"completed\": 13\n}";
    QVERIFY(run().awaitingRecheck >= 12);
}

void TestSync::goesOnWhereItWasCancelled()
{
    make(2, 150);
    int reports = 0;
    m_harbor->before = [&](const QByteArray &path) {
        if (path.endsWith("/additions/vulnerabilities") && ++reports == 200) // more than two windows and a proof hold
            m_sync->cancel();
    };
    const SyncOutcome cancelled = run();
    QVERIFY(cancelled.wasCancelled);
    QVERIFY(!cancelled.isComplete());
    QCOMPARE(m_sync->state(), SyncState::Cancelled);
    const int kept = reportsKept();
    QVERIFY2(kept > 0 && kept < 300, qPrintable(QString::number(kept)));
    QCOMPARE(cancelled.reports, kept);
    m_harbor->before = {};
    const SyncOutcome rest = run();
    QVERIFY(rest.isComplete());
    QCOMPARE(rest.reports, 300 - kept);
    QCOMPARE(asked("/additions/"), 300 - kept);
}

void TestSync::waitsWhenItIsAskedTo()
{
    m_harbor->limited = 1;
    QSignalSpy finished(m_sync.get(), &Sync::finished);
    m_sync->start();
    QTRY_COMPARE(m_clock.pending().value(0), 7000);
    QVERIFY(finished.isEmpty());
    m_clock.advance(std::chrono::milliseconds(7000));
    QVERIFY(finished.wait(20'000));
    QVERIFY(m_sync->outcome().isComplete());
    QCOMPARE(reportsKept(), 12);
}

void TestSync::keepsFewInFlight()
{
    int most = 0;
    m_harbor->before = [&](const QByteArray &) { most = std::max(most, m_transport->inFlight() + 1); };
    run();
    QVERIFY2(most <= 4 + 1, qPrintable(QString::number(most))); // and a proof
}

void TestSync::readsLongLists()
{
    make(2, 250);
    SyncOptions wish;
    wish.audit = false;
    QCOMPARE(run(wish).artifacts.added, 500);
    QCOMPARE(asked("/p1/artifacts?"), 3);
    // One goes while the pages are turned: a row slides past the reader, and the second pass finds it.
    m_clock.advance(std::chrono::minutes(1));
    bool isFirst = true;
    m_harbor->before = [&](const QByteArray &path) {
        if (path.contains("/p1/artifacts?") && path.contains("?page=2&") && std::exchange(isFirst, false))
            artifactsOf("p1").removeFirst();
    };
    const SyncOutcome outcome = run(wish);
    QVERIFY(outcome.isComplete());
    QVERIFY2(outcome.artifacts.gone <= 1, qPrintable(QString::number(outcome.artifacts.gone)));
    m_harbor->before = {};
    QCOMPARE(outcome.artifacts.gone + run(wish).artifacts.gone, 1);
}

void TestSync::readsAnOlderHarbor()
{
    m_harbor->hasProjectArtifacts = false;
    const SyncOutcome outcome = run();
    QVERIFY(outcome.isComplete());
    QCOMPARE(outcome.artifacts.added, 12);
    QCOMPARE(outcome.reports, 12);
}

void TestSync::namesTheKindsOfReports()
{
    m_harbor->needsReportTypes = true;
    const SyncOutcome outcome = run();
    QVERIFY(outcome.isComplete());
    QCOMPARE(outcome.findings, 36);
    QCOMPARE(outcome.notScanned, 0);
}

void TestSync::readsProjectsThatAreNamedByDigits()
{
    // p1 has the number 1, and another project the name.
    test::FakeHarbor::Project named;
    named.id = 77;
    named.repositories.insert("svc/api", {500, {artifactsOf("p1").constFirst()}});
    named.repositories["svc/api"].artifacts[0].id = 900;
    named.repositories["svc/api"].artifacts[0].digest = test::FakeHarbor::digestOf(900);
    m_harbor->projects.insert("1", named);
    const SyncOutcome outcome = run();
    QVERIFY2(outcome.isComplete(), qPrintable(outcome.refusals.values().join(u' ')));
    QCOMPARE(outcome.artifacts.added, 13);
    QCOMPARE(outcome.reports, 13);
    QStringList repositories;
    const auto kept = Inventory(&database()).artifacts(account());
    QVERIFY(kept.ok());
    for (const ArtifactRow &row : kept->rows)
        repositories.append(row.repository);
    QCOMPARE(repositories.count(u"1/svc/api"_s), 1);
    QCOMPARE(repositories.count(u"p1/team/app"_s), 4);
}

void TestSync::goesOnAfterShortPages()
{
    make(1, 7);
    m_harbor->hidden = 40; // behind each of seven: 287 are counted
    const SyncOutcome outcome = run();
    QVERIFY(!outcome.error);
    QCOMPARE(outcome.artifacts.added, 7);
    QCOMPARE(outcome.reports, 7);
    // Nobody can tell rows that are hidden from such that were missed.
    QVERIFY(!outcome.isComplete());
    const QString why = outcome.refusals.value(u"p1"_s);
    QVERIFY(keptEnglish(why).contains(u"287"_s));
    QVERIFY(why != keptEnglish(why)); // the sentence, which is shown in any language
    // And nothing is taken for gone by such a list.
    artifactsOf("p1").removeLast();
    QCOMPARE(run().artifacts.gone, 0);
}

void TestSync::anUnreadableReportIsAStateOfItsOwn_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("lines");
    QTest::addColumn<int>("unreadable"); // lines; -1: all of the report
    const auto report = [](const QByteArray &lines) {
        return R"({"application/vnd.security.vulnerability.report; version=1.1":{"vulnerabilities":)" + lines + "}}";
    };
    QTest::newRow("an object") << report("{}") << 0 << -1;
    QTest::newRow("a text") << report("\"none\"") << 0 << -1;
    QTest::newRow("absent") << QByteArray(R"({"a vulnerability.report":{"severity":"None"}})") << 0 << -1;
    QTest::newRow("cut") << report(R"([{"id":"CVE-1"},)").chopped(2) << 0 << -1;
    QTest::newRow("41 bytes") << QByteArray(R"({"vulnerability.report":{"scanner":{"":,})") << 0 << -1;
    QTest::newRow("twice") << report(R"([{"id":"CVE-1"}],"vulnerabilities":[])") << 0 << -1;
    QTest::newRow("nothing of a scan that succeeded") << QByteArray("{}") << 0 << -1;
    QTest::newRow("no body of a scan that succeeded") << QByteArray(" ") << 0 << -1;
    QTest::newRow("a line without an id") << report(R"([{"id":"CVE-1","package":"p"},{"package":"q"}])") << 1 << 1;
    QTest::newRow("a severity of a wrong type")
        << report(R"([{"id":"CVE-1","severity":5},{"id":"CVE-2","severity":"High"},7])") << 1 << 2;
}

void TestSync::anUnreadableReportIsAStateOfItsOwn()
{
    QFETCH(QByteArray, body);
    QFETCH(int, lines);
    QFETCH(int, unreadable);
    make(1, 2);
    const QByteArray digest = test::FakeHarbor::digestOf(2);
    m_harbor->reports.insert(digest, body);
    const SyncOutcome outcome = run();
    QVERIFY(!outcome.error);
    QVERIFY(!outcome.isComplete());
    QCOMPARE(outcome.unreadable, 1);
    QCOMPARE(outcome.unreadableLines, std::max(unreadable, 0));
    QVERIFY(!outcome.unreadableWhy.isEmpty());
    const auto kept = ReportStore(&database()).find(1, QString::fromLatin1(digest));
    QVERIFY(kept.ok() && kept->has_value());
    QCOMPARE((*kept)->state, ReportState::Unreadable);
    QCOMPARE(int((*kept)->body.lines.size()), lines);
    QCOMPARE(int((*kept)->body.unreadable), std::max(unreadable, 0));
    QCOMPARE((*kept)->body.reason, outcome.unreadableWhy); // the window and the exports say it too
    QCOMPARE(ReportStore(&database()).totals(1)->unreadable, 1);
    // What nobody could read at all is asked for again; once it can be read, all is well.
    m_harbor->reports.clear();
    const SyncOutcome second = run();
    QCOMPARE(asked("/additions/"), unreadable < 0 ? 1 : 0);
    QCOMPARE(second.isComplete(), true);
}

// Harbor calls an index scanned once one of its platforms is, and its report has no word of the others.
void TestSync::anIndexMayBeScannedInPart_data()
{
    QTest::addColumn<int>("findings");
    QTest::addColumn<int>("percent");
    QTest::addColumn<QByteArray>("second"); // what the overview of the second platform says
    QTest::addColumn<QString>("why"); // empty: it is scanned as a whole
    QTest::newRow("all of it") << 3 << 100 << QByteArray("Error") << QString(); // not asked for
    QTest::newRow("one failed") << 3 << 50 << QByteArray("Error") << u"Only 1 of 2 platforms"_s;
    QTest::newRow("one was not scanned") << 3 << 50 << QByteArray() << u"Only 1 of 2 platforms"_s;
    QTest::newRow("the other has no findings") << 0 << 50 << QByteArray("Error") << u"Only 1 of 2 platforms"_s;
    QTest::newRow("what attests it failed") << 3 << 50 << QByteArray("Success") << QString();
}

void TestSync::anIndexMayBeScannedInPart()
{
    QFETCH(int, findings);
    QFETCH(int, percent);
    QFETCH(QByteArray, second);
    QFETCH(QString, why);
    make(1, 1);
    test::FakeHarbor::Artifact &index = artifactsOf("p1")[0];
    index.platforms = {test::FakeHarbor::digestOf(1001), test::FakeHarbor::digestOf(1002)};
    index.percent = percent;
    index.findings = findings;
    m_harbor->platformScans = {{index.platforms[0], "Success"}, {index.platforms[1], second}};
    const SyncOutcome outcome = run();
    QVERIFY2(!outcome.error, qPrintable(outcome.error.text()));
    QVERIFY(outcome.isComplete());
    QCOMPARE(outcome.notScanned, why.isEmpty() ? 0 : 1);
    const auto kept = ReportStore(&database()).find(1, QString::fromLatin1(index.digest));
    QVERIFY(kept.ok() && kept->has_value());
    QCOMPARE((*kept)->state, why.isEmpty() ? ReportState::Ok : ReportState::Unreadable);
    QCOMPARE(int((*kept)->body.lines.size()), findings);
    QVERIFY2(keptEnglish((*kept)->body.reason).contains(why), qPrintable((*kept)->body.reason));
    const auto segment = loadSegment(database(), {u"registry"_s, {}, u"Harbor"_s});
    QVERIFY(segment.ok());
    for (const findings::Segment::Platform &platform : (*segment)->platforms)
        QCOMPARE(platform.scan == findings::ScanState::Done, why.isEmpty());
    // As one that was not scanned at all, it is asked for again after a while.
    QVERIFY(run().isComplete());
    QCOMPARE(asked("/additions/"), 0);
    index.percent = 100;
    m_clock.advance(std::chrono::hours(24 * 2));
    SyncOptions wish;
    wish.recheck = true;
    QVERIFY(run(wish).isComplete());
    QCOMPARE((*ReportStore(&database()).find(1, QString::fromLatin1(index.digest)))->state, ReportState::Ok);
}

// Harbor gives no report of an index then, and the findings of the platform are there all the same.
void TestSync::aPlatformMayBeScannedAlone()
{
    make(1, 1);
    test::FakeHarbor::Artifact &index = artifactsOf("p1")[0];
    for (int i = 1; i <= 3; ++i)
        index.platforms.append(test::FakeHarbor::digestOf(1000 + i));
    index.scan.clear();
    m_harbor->reports.insert(index.digest, "{}");
    for (const QByteArray &platform : std::as_const(index.platforms))
        m_harbor->platformScans.insert(platform, {});
    QVERIFY(run().isComplete());
    QCOMPARE((*ReportStore(&database()).find(1, QString::fromLatin1(index.digest)))->state, ReportState::NotScanned);

    const auto reportOf = [](const QByteArray &id) {
        return QByteArray(
                   R"({"application/vnd.security.vulnerability.report; version=1.1":{"generated_at":)"
                   R"("2026-11-20T10:00:00Z","scanner":{"name":"Scan","version":"1"},"vulnerabilities":[{"id":")")
            + id
            + R"(","package":"pkg","version":"1","fix_version":"","severity":"High","description":"","links":[]}]}})";
    };
    m_harbor->reports.insert(index.platforms[0], reportOf("CVE-2026-1"));
    m_harbor->reports.insert(index.platforms[2], reportOf("CVE-2026-3"));
    index.pushed = index.pushed.addDays(1);
    const SyncOutcome outcome = run();
    QVERIFY(outcome.isComplete());
    QCOMPARE(outcome.notScanned, 1);
    const auto kept = ReportStore(&database()).find(1, QString::fromLatin1(index.digest));
    QCOMPARE((*kept)->state, ReportState::Unreadable);
    QCOMPARE((*kept)->body.lines.size(), size_t(2));
    QVERIFY2(keptEnglish((*kept)->body.reason).contains(u"Only 2 of 3 platforms"_s), qPrintable((*kept)->body.reason));
    const auto segment = loadSegment(database(), {u"registry"_s, {}, u"Harbor"_s});
    QCOMPARE((*segment)->rowCount(), quint32(2));

    m_harbor->reports.insert(index.platforms[1], reportOf("CVE-2026-2"));
    index.pushed = index.pushed.addDays(1);
    QVERIFY(run().isComplete());
    const auto whole = ReportStore(&database()).find(1, QString::fromLatin1(index.digest));
    QCOMPARE((*whole)->state, ReportState::Ok);
    QCOMPARE((*whole)->body.lines.size(), size_t(3));
}

void TestSync::keepsTheLinesOfAReportThatIsUnreadableNow()
{
    make(1, 1);
    QVERIFY(run().isComplete());
    const QByteArray digest = artifactsOf("p1").constFirst().digest;
    m_harbor->reports.insert(digest, "{\"x\":{\"vulnerabilities\":{}}}");
    artifactsOf("p1")[0].pushed = artifactsOf("p1")[0].pushed.addDays(1);
    QCOMPARE(run().unreadable, 1);
    const auto kept = ReportStore(&database()).find(1, QString::fromLatin1(digest));
    QCOMPARE((*kept)->state, ReportState::Unreadable);
    QCOMPARE((*kept)->body.lines.size(), size_t(3));
}

void TestSync::oneBadReportDoesNotBlockOthers()
{
    make(1, 27);
    m_harbor->portal.insert(test::FakeHarbor::digestOf(27)); // the newest is asked for first
    const SyncOutcome outcome = run();
    QVERIFY2(!outcome.error, qPrintable(outcome.error.message.english()));
    QCOMPARE(outcome.skipped, 1);
    QVERIFY(!outcome.skippedWhy.isEmpty());
    QCOMPARE(outcome.reports, 26);
    QVERIFY(!outcome.isComplete());
    m_harbor->portal.clear();
    QCOMPARE(run().reports, 1);
}

// A robot account may list images and not read their reports.
void TestSync::aProjectWithoutItsReportsDoesNotBlockOthers()
{
    make(2, 60);
    m_harbor->refusedReports.insert("p1");
    const SyncOutcome outcome = run();
    QVERIFY2(!outcome.error, qPrintable(outcome.error.text()));
    QCOMPARE(outcome.skipped, 60);
    QCOMPARE(outcome.reports, 60);
    QCOMPARE(outcome.auditEntries, 5);
    QVERIFY(!outcome.isComplete());
    QVERIFY2(outcome.skippedWhy.contains(u"Permission denied"_s), qPrintable(outcome.skippedWhy));
    // Those under way when the first was refused, and no others.
    QVERIFY(asked("/additions/") <= 60 + SyncOptions().inFlight);
}

// Both logs count from 1, and an upgrade moves nothing.
void TestSync::readsTheLogThatHarborKeptBefore()
{
    const QDateTime from = m_clock.now().addDays(-10);
    m_harbor->audit = {};
    m_harbor->hasAuditExts = false;
    for (int i = 0; i < 150; ++i)
        m_harbor->olderAudit.append(from.addSecs(i));
    SyncOutcome outcome = run();
    QCOMPARE(outcome.auditEntries, 150);
    QVERIFY(!outcome.auditRefused);
    QVERIFY(outcome.isComplete());
    // The upgrade.
    m_harbor->hasAuditExts = true;
    m_harbor->olderAudit.append(from.addSecs(200));
    m_harbor->audit = {from.addSecs(300), from.addSecs(301)};
    outcome = run();
    QCOMPARE(outcome.auditEntries, 3);
    QList<qint64> numbers;
    QCOMPARE(
        *AuditTrail(&database()).each(1, {}, [&](const AuditRow &row) { numbers.append(shownNumber(row.remoteId)); }),
        0);
    QCOMPARE(numbers.size(), 153);
    QCOMPARE(numbers.first(), 1);
    QCOMPARE(numbers.mid(149), (QList<qint64>{150, 151, 1, 2}));
    m_harbor->olderAudit.clear();
    QCOMPARE(run().auditEntries, 0);
}

void TestSync::anEntryThatIsCountedAndNotGivenIsMissing()
{
    m_harbor->audit.clear();
    for (int i = 0; i < 250; ++i)
        m_harbor->audit.append(m_clock.now().addDays(-10).addSecs(i));
    m_harbor->withheldAudit = 12;
    const SyncOutcome outcome = run();
    QCOMPARE(outcome.auditEntries, 238);
    QCOMPARE(outcome.unreadableAudit, 12);
    QVERIFY(!outcome.isComplete());
}

void TestSync::goesOnInTheAuditTrail()
{
    m_harbor->audit.clear();
    const QDateTime from = m_clock.now().addDays(-10);
    for (int i = 0; i < 250; ++i)
        m_harbor->audit.append(from.addSecs(i < 120 ? 0 : i)); // more than a page in one second
    QCOMPARE(run().auditEntries, 250);
    m_harbor->audit.append(from.addSecs(5000));
    const SyncOutcome outcome = run();
    QCOMPARE(outcome.auditEntries, 1);
    QCOMPARE(asked("/auditlog-exts"), 1);
    int entries = 0;
    QCOMPARE(*AuditTrail(&database()).each(1, {}, [&](const AuditRow &) { ++entries; }), 0);
    QCOMPARE(entries, 251);
    QVERIFY(database().sql("UPDATE audit SET user = 'other' WHERE remote = 3").run().ok());
    QCOMPARE(*AuditTrail(&database()).each(1, {}, [](const AuditRow &) {}), 1);
}

void TestSync::saysThatTheDiskIsInTheWay()
{
    QVERIFY(QDir(m_folder->path()).mkpath(u"cache.db"_s));
    const SyncOutcome outcome = run();
    QCOMPARE(outcome.error.kind, ErrorKind::Storage);
    QCOMPARE(outcome.requests, 0);
}

void TestSync::survivesItsOwner()
{
    m_transport->hold();
    m_sync->start();
    QTRY_VERIFY(m_transport->inFlight() > 0);
    m_sync.reset();
    // What was asked for comes to nobody; the thread ends once it has.
    m_transport->release();
    QTRY_COMPARE(m_transport->inFlight(), 0);
    m_sync = std::make_unique<Sync>(test::sourceOf(m_transport), cachePlan(m_folder->path()), &m_clock);
    QVERIFY(run().isComplete());
}

void TestSync::goesOnWhileTheListsAreBusy()
{
    const test::BusyPool lists;
    QVERIFY(run().isComplete());
    QVERIFY(reportsKept() > 0);
}

void TestSync::setsDamagedDictionariesAside()
{
    run();
    QVERIFY(database().sql("UPDATE chunk SET sum = x'00' WHERE kind = 2").run().ok());
    m_database.reset();
    // Reports that this run wants to add cannot be written over dictionaries that nobody can read.
    artifactsOf("p1")[0].pushed = m_clock.now();
    m_sync = std::make_unique<Sync>(test::sourceOf(m_transport), cachePlan(m_folder->path()), &m_clock);
    const SyncOutcome outcome = run();
    QCOMPARE(outcome.error.code, u"DAMAGED"_s);
    QVERIFY(outcome.error.message.english().contains(u".corrupt-"_s));
    QCOMPARE(QDir(m_folder->path()).entryList({u"cache.db.corrupt-*"_s}).size(), 1);
    const SyncOutcome anew = run();
    QVERIFY(anew.isComplete());
    QCOMPARE(anew.reports, 12);
}

QTEST_GUILESS_MAIN(TestSync)
#include "tst_sync.moc"
