// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/keptmessage.h"
#include "fakeharbor.h"
#include "support/manualclock.h"
#include "sync/snapshotruns.h"
#include "sync/syncscheduler.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// When registries are read: after sign-in, by time, when asked; and never two accounts of one registry at once.
class TestSyncs : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void readsAfterSignInAndByTime();
    void leavesItToThePersonWhereAskedTo();
    void aPassingStoreIsForTheDemoAlone();
    void saysWhyItCannotRead();
    void readsOneAccountOfARegistryAtATime();
    void cancels();
    void endsWithItsRegistry();
    void remembersAnEarlierLife();
    void snapshotsFollowEachSync();

private:
    Session *adopt(const QString &account = u"first"_s, bool isDemo = true);
    void online(Session *session)
    {
        session->open();
        QTRY_COMPARE(session->state(), Session::State::Online);
    }
    void waitForEnd(int count) { QTRY_COMPARE_WITH_TIMEOUT(m_ended->count(), count, 30'000); }
    void make();

    test::ManualClock m_clock;
    test::FakeHarbor m_harbor{3, 4};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<Secrets> m_secrets;
    std::unique_ptr<SessionList> m_sessions;
    std::unique_ptr<SyncScheduler> m_syncs;
    std::unique_ptr<QSignalSpy> m_began, m_ended;
};

void TestSyncs::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_accounts = std::make_unique<Accounts>(m_folder->path(), &m_clock);
    m_secrets = std::make_unique<Secrets>(m_folder->path(), nullptr);
    make();
}

void TestSyncs::make()
{
    cleanup();
    m_sessions = std::make_unique<SessionList>(
        m_accounts.get(), m_secrets.get(), [this](const Account &) { return test::lineTo(m_harbor); }, &m_clock);
    m_syncs = std::make_unique<SyncScheduler>(m_sessions.get(), store::cachePlan(m_folder->path()), &m_clock);
    m_began = std::make_unique<QSignalSpy>(m_syncs.get(), &SyncScheduler::began);
    m_ended = std::make_unique<QSignalSpy>(m_syncs.get(), &SyncScheduler::ended);
}

void TestSyncs::cleanup()
{
    m_began.reset();
    m_ended.reset();
    m_syncs.reset();
    m_sessions.reset();
}

Session *TestSyncs::adopt(const QString &account, bool isDemo)
{
    return m_sessions->adopt(test::fakeSession(m_harbor, &m_clock, account, isDemo));
}

void TestSyncs::readsAfterSignInAndByTime()
{
    Session *session = adopt();
    const QString id = session->account().id;
    online(session);
    QCOMPARE(m_began->count(), 0); // the first page goes first
    m_clock.advance(3s);
    QCOMPARE(m_began->count(), 1);
    QVERIFY(m_syncs->standing(id).isRunning);
    QVERIFY(!m_syncs->standing(id).readAt.isValid());
    waitForEnd(1);
    const SyncStatus standing = m_syncs->standing(id);
    QVERIFY2(!standing.outcome.error, qPrintable(standing.outcome.error.text()));
    QVERIFY(!standing.isRunning && standing.isWhole && standing.hasEnded);
    QCOMPARE(standing.readAt, m_clock.now());
    QVERIFY(standing.outcome.findings == 36);
    m_clock.advance(29min);
    QCOMPARE(m_began->count(), 1);
    m_clock.advance(1min);
    QCOMPARE(m_began->count(), 2);
    waitForEnd(2);
    QCOMPARE(m_syncs->standing(id).outcome.reports, 0);
}

void TestSyncs::leavesItToThePersonWhereAskedTo()
{
    m_syncs->setHabit({0min, false, false});
    Session *session = adopt();
    online(session);
    m_clock.advance(3s);
    for (int hour = 0; hour < 5; ++hour)
        m_clock.advance(1h);
    QCOMPARE(m_began->count(), 0);
    m_syncs->start();
    QCOMPARE(m_began->count(), 1);
    waitForEnd(1);
}

void TestSyncs::aPassingStoreIsForTheDemoAlone()
{
    SyncSchedule habit;
    habit.onlyDemo = true;
    m_syncs->setHabit(habit);
    Session *elsewhere = adopt(u"elsewhere"_s, false);
    online(elsewhere);
    m_clock.advance(3s);
    m_clock.advance(1h);
    m_clock.advance(1h);
    QCOMPARE(m_began->count(), 0);
    m_syncs->start(elsewhere->account().id);
    QCOMPARE(m_began->count(), 1);
    waitForEnd(1);
}

void TestSyncs::saysWhyItCannotRead()
{
    Session *session = adopt();
    QVERIFY(m_syncs->refusal(session->account().id).text().contains(u"not connected"_s));
    QVERIFY(!m_syncs->refusal(u"nobody"_s).isEmpty());
    m_syncs->start(session->account().id);
    QCOMPARE(m_began->count(), 0);
    online(session);
    QVERIFY(m_syncs->refusal(session->account().id).isEmpty());
}

void TestSyncs::readsOneAccountOfARegistryAtATime()
{
    Session *first = adopt();
    Session *second = adopt(u"second"_s);
    m_syncs->setHabit({0min, false, false});
    online(first);
    online(second);
    m_syncs->start();
    QCOMPARE(m_began->count(), 1);
    QVERIFY(m_syncs->standing(u"second"_s).waits);
    waitForEnd(1);
    QCOMPARE(m_began->count(), 2);
    QVERIFY(!m_syncs->standing(u"second"_s).waits);
    QVERIFY(m_syncs->standing(u"second"_s).isRunning);
    waitForEnd(2);
}

void TestSyncs::cancels()
{
    Session *session = adopt();
    online(session);
    m_syncs->start(session->account().id);
    m_syncs->cancel(session->account().id);
    waitForEnd(1);
    const SyncStatus standing = m_syncs->standing(session->account().id);
    QVERIFY(standing.outcome.wasCancelled);
    QVERIFY(!standing.isRunning && !standing.isWhole && !standing.readAt.isValid());
}

void TestSyncs::endsWithItsRegistry()
{
    QSignalSpy dropped(m_syncs.get(), &SyncScheduler::dropped);
    Session *session = adopt(u"elsewhere"_s, false);
    online(session);
    m_syncs->start(u"elsewhere"_s);
    QVERIFY(m_syncs->standing(u"elsewhere"_s).isRunning);
    QVERIFY(m_accounts->add(*makeAccount(u"b.example"_s, {}))); // the list follows and finds no such account
    QCOMPARE(dropped.count(), 1);
    QVERIFY(!m_syncs->standing(u"elsewhere"_s).isRunning);
}

void TestSyncs::remembersAnEarlierLife()
{
    Session *session = adopt();
    const QString id = session->account().id;
    online(session);
    m_syncs->start(id);
    waitForEnd(1);
    const QDateTime readAt = m_syncs->standing(id).readAt;
    m_clock.advance(2h);
    make();
    QSignalSpy recalled(m_syncs.get(), &SyncScheduler::recalled);
    adopt();
    QVERIFY(recalled.wait());
    const SyncStatus standing = m_syncs->standing(id);
    QVERIFY(!standing.hasEnded);
    QVERIFY(standing.isWhole);
    QVERIFY(std::abs(standing.readAt.msecsTo(readAt)) < 60'000);
}

void TestSyncs::snapshotsFollowEachSync()
{
    const store::Plan plan = store::snapshotPlan(m_folder->path());
    SnapshotRuns runs(m_sessions.get(), m_syncs.get(), plan, &m_clock);
    QSignalSpy ended(&runs, &SnapshotRuns::ended);
    const auto waitForSnapshot = [&](int count) { QTRY_COMPARE_WITH_TIMEOUT(ended.count(), count, 30'000); };
    const auto kept = [&] {
        const auto book = change::SnapshotBook::open(plan, m_clock);
        const auto series = book ? (*book)->series() : Result<QList<store::SnapshotSeries>>(book.error());
        const auto list = series && !series->isEmpty()
            ? (*book)->list(series->first().id)
            : Result<QList<store::KeptSnapshot>>({QList<store::KeptSnapshot>()});
        return list ? *list : QList<store::KeptSnapshot>();
    };
    Session *session = adopt();
    const QString id = session->account().id;
    online(session);
    m_clock.advance(3s);
    waitForEnd(1);
    waitForSnapshot(1);
    QVERIFY2(!runs.standing(id).outcome.error, qPrintable(runs.standing(id).outcome.error.text()));
    QVERIFY(runs.standing(id).outcome.kept.isNew);
    // What this registry does not answer is said in it.
    QVERIFY(!runs.standing(id).outcome.gaps.isEmpty());
    QCOMPARE(kept().size(), 1);
    QVERIFY(!kept()[0].gaps.isEmpty());
    // Nor are the projects whole for who is no administrator.
    const auto lacksProjects = [](const auto &gaps) {
        return std::any_of(gaps.begin(), gaps.end(), [](const auto &gap) {
            return gap.kind == u"project"_s && keptEnglish(gap.reason).contains(u"only some of the projects"_s);
        });
    };
    QVERIFY(lacksProjects(kept()[0].gaps));

    m_syncs->start();
    waitForEnd(2);
    waitForSnapshot(2);
    QVERIFY(!runs.standing(id).outcome.kept.isNew);
    QCOMPARE(kept().value(0).readings, 2);

    // Whoever reads is another one at the end: what was read is thrown away.
    {
        const QMutexLocker lock(&m_harbor.mutex);
        m_harbor.before = [this](const QByteArray &path) {
            if (path.contains("/projects"))
                m_harbor.user = "other";
        };
    }
    {
        SnapshotRun run({test::sourceOf(test::lineTo(m_harbor).transport), {}, {}, plan, 0, {}}, &m_clock);
        QSignalSpy over(&run, &SnapshotRun::finished);
        run.start();
        QTRY_COMPARE_WITH_TIMEOUT(over.count(), 1, 30'000);
        QCOMPARE(over[0][0].value<SnapshotOutcome>().error.kind, ErrorKind::Unauthorized);
    }
    QCOMPARE(kept().value(0).readings, 2);
    {
        const QMutexLocker lock(&m_harbor.mutex);
        m_harbor.before = {};
        m_harbor.user = "reader";
    }

    // An administrator who is none any more.
    {
        lotse::Identity admin = session->identity();
        admin.isAdmin = true;
        SnapshotRun run({syncSource(*session), {}, {}, plan, 0, admin}, &m_clock);
        QSignalSpy over(&run, &SnapshotRun::finished);
        run.start();
        QTRY_COMPARE_WITH_TIMEOUT(over.count(), 1, 30'000);
        QVERIFY(lacksProjects(over[0][0].value<SnapshotOutcome>().gaps));
    }

    runs.setHabit(false, 0);
    m_syncs->start();
    waitForEnd(3);
    QVERIFY(!runs.standing(id).isRunning);
    QCOMPARE(ended.count(), 2);
}

QTEST_GUILESS_MAIN(TestSyncs)
#include "tst_syncscheduler.moc"
