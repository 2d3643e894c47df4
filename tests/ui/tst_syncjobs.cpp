// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "../sync/fakeharbor.h"
#include "heard.h"
#include "shell/application.h"
#include "shell/reportschedules.h"
#include "shell/sessionviews.h"
#include "support/manualclock.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::ui;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The reading of findings as the window tells of it: jobs of the dock, words of the status bar, settings.
class TestSyncJobs : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { lotse::test::failOnWarnings(); }
    void init();
    void cleanup();
    void isAJobThatSaysWhatItDid();
    void countsOldReportsApart();
    void cancelsFromTheDock();
    void tellsWhatFailed();
    void keepsItsSettings();
    void tellsOfReportsThatWereNotMade();

private:
    QVariant job(JobList::Role role, int row = 0) { return m_app->jobs()->index(row).data(role); }

    test::ManualClock m_clock;
    test::FakeHarbor m_harbor{3, 4};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<Secrets> m_secrets;
    std::unique_ptr<SessionList> m_sessions;
    std::unique_ptr<SyncScheduler> m_syncs;
    std::unique_ptr<FindingsService> m_triage;
    std::unique_ptr<Application> m_app;
    std::unique_ptr<SessionViews> m_views;
    QString m_id;
};

void TestSyncJobs::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"window.ini"_s), QSettings::IniFormat);
    m_accounts = std::make_unique<Accounts>(m_folder->path(), &m_clock);
    m_secrets = std::make_unique<Secrets>(m_folder->path(), nullptr);
    m_sessions = std::make_unique<SessionList>(
        m_accounts.get(), m_secrets.get(), [this](const Account &) { return test::lineTo(m_harbor); }, &m_clock);
    m_syncs = std::make_unique<SyncScheduler>(m_sessions.get(), store::cachePlan(m_folder->path()), &m_clock);
    m_triage = std::make_unique<FindingsService>(
        store::cachePlan(m_folder->path()), store::decisionPlan(m_folder->path()), &m_clock);
    m_app = std::make_unique<Application>(m_settings.get());
    m_views = std::make_unique<SessionViews>(m_sessions.get(), m_app.get(), &m_clock);
    Services services;
    services.clock = &m_clock;
    services.accounts = m_accounts.get();
    services.sessions = m_sessions.get();
    services.syncs = m_syncs.get();
    services.triage = m_triage.get();
    m_app->setServices(services);
    Session *session = m_sessions->adopt(test::fakeSession(m_harbor, &m_clock, u"account"_s));
    m_id = session->account().id;
    session->open();
    QTRY_COMPARE(session->state(), Session::State::Online);
}

void TestSyncJobs::cleanup()
{
    m_views.reset();
    m_app.reset();
    m_syncs.reset();
    m_triage.reset();
    m_sessions.reset();
}

void TestSyncJobs::isAJobThatSaysWhatItDid()
{
    QAbstractItemModelTester tester(m_app->jobs(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    RegistryView *view = m_app->registries()->view(m_id);
    m_clock.advance(5s);
    QTRY_COMPARE_WITH_TIMEOUT(m_app->syncs()->running(), 0, 30'000);
    QCOMPARE(m_app->jobs()->count(), 1);
    QCOMPARE(job(JobList::ConditionRole).toString(), u"ok"_s);
    QCOMPARE(job(JobList::TitleRole).toString(), u"Findings of Fake"_s);
    QVERIFY(job(JobList::SentenceRole).toString().contains(u"new images"_s));
    QVERIFY(job(JobList::SentenceRole).toString().contains(u"findings"_s));
    QCOMPARE(view->findings, u"synced just now"_s);
    QTRY_COMPARE(m_triage->context().set->rowCount(), 36U);
    m_clock.advance(12s);
    QCOMPARE(view->findings, u"synced 12 s ago"_s);
    // Another run takes the line of the one before.
    m_app->syncs()->start(m_id);
    QVERIFY(m_app->syncs()->isRunning(m_id));
    QTRY_COMPARE_WITH_TIMEOUT(m_app->syncs()->running(), 0, 30'000);
    QCOMPARE(m_app->jobs()->count(), 1);
    QVERIFY(job(JobList::SentenceRole).toString().startsWith(u"No changes in"_s));
}

void TestSyncJobs::countsOldReportsApart()
{
    m_app->syncs()->start(m_id);
    QTRY_COMPARE_WITH_TIMEOUT(m_app->syncs()->running(), 0, 30'000);
    m_clock.advance(std::chrono::hours(25));
    QTRY_COMPARE_WITH_TIMEOUT(m_app->syncs()->running(), 0, 30'000);
    QCOMPARE(job(JobList::TitleRole).toString(), u"Old findings of Fake"_s);
    QVERIFY(m_syncs->standing(m_id).outcome.rechecked > 0);
}

void TestSyncJobs::cancelsFromTheDock()
{
    m_app->syncs()->start(m_id);
    QCOMPARE(job(JobList::ConditionRole).toString(), u"running"_s);
    m_app->jobs()->cancel(job(JobList::IdRole).toULongLong());
    QTRY_COMPARE_WITH_TIMEOUT(m_app->syncs()->running(), 0, 30'000);
    QCOMPARE(job(JobList::ConditionRole).toString(), u"off"_s);
    QCOMPARE(m_app->registries()->view(m_id)->findings, u"not synced yet"_s);
}

void TestSyncJobs::tellsWhatFailed()
{
    m_sessions->find(m_id)->close();
    m_app->syncs()->start(m_id);
    QCOMPARE(m_app->syncs()->running(), 0);
    QCOMPARE(m_app->problems()->rowCount(), 1);
    QVERIFY(m_app->problems()->detail(m_app->problems()->rowKey(0)).contains(u"not connected"_s));
}

void TestSyncJobs::keepsItsSettings()
{
    QCOMPARE(m_app->syncs()->minutes(), 30);
    QVERIFY(m_app->syncs()->isAtSignIn());
    QSignalSpy changed(m_app->syncs(), &SyncJobs::habitChanged);
    m_app->syncs()->setMinutes(0);
    m_app->syncs()->setAtSignIn(false);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(m_app->preferences()->syncMinutes(), 0);
    SyncScheduler other(m_sessions.get(), store::cachePlan(m_folder->path()), &m_clock);
    SyncJobs again(m_app.get(), &other, nullptr, &m_clock);
    QCOMPARE(again.minutes(), 0);
    QVERIFY(!again.isAtSignIn());
    m_app->preferences()->setSyncMinutes(45);
    QCOMPARE(again.minutes(), 45);
}

// A report that was missed or that failed stands among the problems, at the next start, too, until it is made.
void TestSyncJobs::tellsOfReportsThatWereNotMade()
{
    report::Schedule kept;
    kept.id = u"s1"_s;
    kept.accountId = u"gone"_s; // no session of it: a run fails
    kept.account = u"Fake"_s;
    kept.url = u"https://fake.example"_s;
    kept.name = u"posture"_s;
    kept.formats = {u"json"_s};
    kept.folder = m_folder->path();
    kept.cron = u"@hourly"_s;
    kept.handledAt = m_clock.now().addDays(-1);
    const QString path = report::schedulesPath(m_folder->path());
    QVERIFY(report::writeSchedules(path, {kept}).ok());
    const auto said = [this] {
        QStringList out;
        for (const ProblemList::Problem &one : m_app->problems()->all()) {
            if (!one.isSolved)
                out.append(one.error.text());
        }
        return out;
    };
    {
        ReportSchedules schedules;
        schedules.setProperty("active", true);
        schedules.setApp(m_app.get());
        schedules.look();
        QVERIFY2(said().join(u' ').contains(u"were missed"_s), qPrintable(said().join(u' ')));
        QVERIFY(schedules.rows().first().toMap().value(u"missed"_s).toInt() > 20);
        schedules.runNow(u"s1"_s);
        const QVariantMap row = schedules.rows().first().toMap();
        QVERIFY(row.value(u"problem"_s).toString().contains(u"not online"_s));
        QVERIFY(!row.value(u"failed"_s).toString().isEmpty());
    }
    QVERIFY(report::readSchedules(path)->first().failedAt.isValid());
    m_app->problems()->clear();
    ReportSchedules again;
    again.setProperty("active", true);
    again.setApp(m_app.get());
    again.look();
    QCOMPARE(said().size(), 2);
    QVERIFY(said().join(u' ').contains(u"report posture was not created: The registry of Fake is not online"_s));
    again.remove(u"s1"_s);
    QVERIFY(said().isEmpty());
}

QTEST_MAIN(TestSyncJobs)
#include "tst_syncjobs.moc"
