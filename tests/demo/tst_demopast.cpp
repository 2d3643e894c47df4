// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demosession.h"
#include "store/auditscan.h"
#include "store/schema.h"
#include "sync/sync.h"
#include "trail/unusual.h"
#include "triage/history.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lotse;

/// The demo has a past: trends, fixed issues, an audit trail with working hours and something that stands out.
class TestDemoPast : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void trendsHaveThreeMonths();
    void issuesComeAndGo();
    void pastIsWrittenOnce();
    void trailKeepsWorkingHours();
    void trailHasSomethingUnusual();

private:
    void sync();

    QTemporaryDir m_folder;
    SystemClock m_clock;
    store::Plan m_plan;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<store::Database> m_database;
};

void TestDemoPast::sync()
{
    Sync run(syncSource(*m_session), m_plan, &m_clock);
    QSignalSpy ended(&run, &Sync::finished);
    run.start();
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 120'000);
    QVERIFY2(!run.outcome().error, qPrintable(run.outcome().error.text()));
}

void TestDemoPast::initTestCase()
{
    m_plan = store::cachePlan(m_folder.path());
    m_session = demoSession(&m_clock);
    QSignalSpy states(m_session.get(), &Session::stateChanged);
    m_session->open();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->state(), Session::State::Online, 20'000);
    sync();
    auto opened = store::Database::open(m_plan, m_clock);
    QVERIFY(opened.ok());
    m_database = std::move(opened).value();
}

void TestDemoPast::trendsHaveThreeMonths()
{
    HistoryWish wish;
    wish.until = m_clock.now();
    const Result<History> history = readHistory(*m_database, wish);
    QVERIFY(history.ok());
    QCOMPARE(history->days.size(), 91);
    const auto critical = [](const TrendPoint &point) { return point.open[size_t(findings::Severity::Critical)]; };
    // The teams get better at what matters most.
    QVERIFY2(critical(history->days.first()) > critical(history->days.last()) * 21 / 20,
        qPrintable(u"%1 %2"_s.arg(critical(history->days.first())).arg(critical(history->days.last()))));
    QSet<quint32> sums;
    for (const TrendPoint &point : history->days) {
        QVERIFY(point.scanned > 0 && point.scanned <= point.images);
        sums.insert(total(point.open));
    }
    QVERIFY2(sums.size() > 40, "a trend moves");
    QVERIFY(history->days.first().images < history->days.last().images);
}

void TestDemoPast::issuesComeAndGo()
{
    HistoryWish wish;
    wish.until = m_clock.now();
    const Result<History> history = readHistory(*m_database, wish);
    QVERIFY(history.ok());
    QVERIFY(history->weeks.size() >= 13);
    int moved = 0;
    for (const WeekPoint &week : history->weeks)
        moved += total(week.added) > 0 && total(week.fixed) > 0 ? 1 : 0;
    QVERIFY2(moved >= 10, qPrintable(QString::number(moved)));
    const FixTimes &critical = history->fixTimes[size_t(findings::Severity::Critical)];
    const FixTimes &medium = history->fixTimes[size_t(findings::Severity::Medium)];
    QVERIFY(critical.count > 20 && medium.count > 100);
    QVERIFY(critical.median < medium.median);
}

void TestDemoPast::pastIsWrittenOnce()
{
    HistoryWish wish;
    wish.until = m_clock.now();
    const Result<History> before = readHistory(*m_database, wish);
    sync();
    const Result<History> after = readHistory(*m_database, wish);
    QVERIFY(before.ok() && after.ok());
    QCOMPARE(after->watchedSince, before->watchedSince);
    QCOMPARE(total(after->days.first().open), total(before->days.first().open));
    QCOMPARE(after->allFixTimes.count, before->allFixTimes.count);
}

void TestDemoPast::trailKeepsWorkingHours()
{
    store::AuditWish wish;
    const Result<store::AuditCounts> counts = store::countAudit(*m_database, wish, std::chrono::seconds(30));
    QVERIFY(counts.ok());
    QVERIFY2(counts->total > 5000, qPrintable(QString::number(counts->total)));
    qint64 work = 0;
    qint64 quiet = 0;
    for (auto it = counts->byHour.cbegin(); it != counts->byHour.cend(); ++it) {
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(it.key() * 3600'000, Qt::UTC);
        const int hour = time.time().hour();
        (time.date().dayOfWeek() < 6 && hour >= 7 && hour < 18 ? work : quiet) += *it;
    }
    QVERIFY2(work > 2 * quiet, qPrintable(u"%1 %2"_s.arg(work).arg(quiet)));
}

void TestDemoPast::trailHasSomethingUnusual()
{
    UnusualLimits limits;
    limits.days = 14;
    const Result<UnusualAnswer> answer =
        findUnusual(*m_database, m_session->account().registryId, limits, m_clock.now(), std::chrono::seconds(30));
    QVERIFY(answer.ok() && answer->isWhole);
    QSet<QString> rules;
    for (const Unusual &one : answer->found)
        rules.insert(ruleWord(one.rule));
    for (const QString &rule : {u"deletions"_s, u"failures"_s, u"first-robot"_s, u"admin-sign-in"_s})
        QVERIFY2(rules.contains(rule), qPrintable(rule));
    // What stands out is little, or nobody looks at it.
    QVERIFY2(answer->found.size() < 25, qPrintable(QString::number(answer->found.size())));
}

QTEST_GUILESS_MAIN(TestDemoPast)
#include "tst_demopast.moc"
