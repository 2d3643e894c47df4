// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/findingset.h"
#include "store/datebook.h"
#include "store/schema.h"
#include "store/usagebook.h"
#include "support/samplestore.h"
#include "sync/segmentloader.h"

#include <QTest>

using namespace lotse;
using namespace lotse::store;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// When issues are first seen and when they are gone.
class TestIssueBook : public QObject {
    Q_OBJECT
private slots:
    void init();
    void aNewReportResetsNothing();
    void anIssueGoesAndComesBack();
    void isNotResolvedByAFailedScan();
    void isNotResolvedWhileAReportIsToBeRead();
    void isNotResolvedByAnImageThatNobodyScanned();
    void isNotResolvedByAListThatWasRefused();
    void isNotResolvedByADamagedReport();
    void isResolvedWithItsRepository();
    void keepsTheReportBefore();
    void believesNoWrongClock();
    void beginsAnewWhereARowIsDamaged();
    void packsWhatItReads();
    void takesTimesOfAnyYear();
    void saysWhichRowsAreDamaged();
    void comesFromTheSchemaBefore();
    void datesOutliveADamagedRow();
    void datesOutliveTheCache();
    void whatProjectsUseIsKeptByTheDay();
    void aHistoryOfUseIsBounded();
    void saysWhenAProjectIsFull_data();
    void saysWhenAProjectIsFull();

private:
    void advance();
    /// The issue of a vulnerability in a repository; a fatal error where there is none.
    Issue issue(const QByteArray &vulnerability, const QString &repository = u"web/shop"_s);
    qint64 now() const { return qint64(m_clock.now().toSecsSinceEpoch()); }

    test::ManualClock m_clock;
    std::unique_ptr<test::SampleStore> m_store;
};

void TestIssueBook::init()
{
    m_store = std::make_unique<test::SampleStore>(&m_clock);
    m_store->list({{u"web/shop"_s, u"sha256:1"_s}, {u"web/shop"_s, u"sha256:2"_s}});
    m_store->report(u"sha256:1"_s, {{"CVE-1"}, {"CVE-2"}});
    m_store->report(u"sha256:2"_s, {{"CVE-1"}});
    advance();
}

void TestIssueBook::advance()
{
    IssueHistory book(&m_store->database());
    for (bool hasMore = true; hasMore;) {
        const auto step = book.advance(m_store->registry(), m_clock.now());
        if (!step)
            qFatal("%s", qPrintable(step.error().message.english()));
        hasMore = step->hasMore;
    }
}

Issue TestIssueBook::issue(const QByteArray &vulnerability, const QString &repository)
{
    std::optional<Issue> found;
    const auto read =
        IssueHistory(&m_store->database())
            .each(m_store->registry(), [&](const IssueHistory::Place &place, const std::vector<Issue> &all) {
                for (const Issue &one : all) {
                    const auto word = StringTable::at(m_store->database(), StringTable::Word, one.vulnerability);
                    if (place.name == repository && word && *word == vulnerability)
                        found = one;
                }
            });
    if (!read || !found)
        qFatal("there is no issue %s", vulnerability.constData());
    return *found;
}

void TestIssueBook::aNewReportResetsNothing()
{
    const qint64 first = now();
    QCOMPARE(issue("CVE-1").firstSeen, first);
    QCOMPARE(issue("CVE-1").severity, findings::Severity::High);
    QVERIFY(issue("CVE-1").isFixable);
    m_clock.advance(24h);
    m_store->report(u"sha256:1"_s, {{"CVE-1", "openssl", "3.0.1", "", "Critical"}, {"CVE-2"}, {"CVE-3"}});
    m_store->report(u"sha256:2"_s, {{"CVE-1"}});
    advance();
    QCOMPARE(issue("CVE-1").firstSeen, first);
    QCOMPARE(issue("CVE-1").severity, findings::Severity::Critical); // the worst of the images
    QCOMPARE(issue("CVE-3").firstSeen, now());

    const auto segment = loadSegment(m_store->database(), {u"r"_s, u"a"_s, u"lab"_s});
    QVERIFY(segment.ok());
    const auto set = findings::FindingSet::of({*segment});
    for (findings::RowId row = 0; row < set->rowCount(); ++row) {
        const findings::Occurrence one = set->occurrence(row);
        QCOMPARE(one.firstSeen, one.vulnerability == u"CVE-3"_s ? now() : first);
        QCOMPARE(one.reported, now());
    }
}

void TestIssueBook::anIssueGoesAndComesBack()
{
    const qint64 first = now();
    m_clock.advance(1h);
    m_store->report(u"sha256:1"_s, {{"CVE-1"}});
    advance();
    QCOMPARE(issue("CVE-2").resolvedAt, now());
    QCOMPARE(issue("CVE-1").resolvedAt, qint64(0)); // the other image has it still
    m_clock.advance(1h);
    m_store->report(u"sha256:1"_s, {{"CVE-1"}, {"CVE-2"}});
    advance();
    QCOMPARE(issue("CVE-2").resolvedAt, qint64(0));
    QCOMPARE(issue("CVE-2").firstSeen, first);
    QCOMPARE(issue("CVE-2").openedAt, now());
    QCOMPARE(issue("CVE-2").reopened, quint32(1));
}

void TestIssueBook::isNotResolvedByAFailedScan()
{
    m_clock.advance(1h);
    m_store->fail(u"sha256:1"_s);
    advance();
    QCOMPARE(issue("CVE-2").resolvedAt, qint64(0));
    m_clock.advance(1h);
    m_store->fail(u"sha256:1"_s); // and again: the last good one still holds
    advance();
    QCOMPARE(issue("CVE-2").resolvedAt, qint64(0));
    m_clock.advance(1h);
    m_store->report(u"sha256:1"_s, {{"CVE-1"}});
    advance();
    QCOMPARE(issue("CVE-2").resolvedAt, now());
}

void TestIssueBook::isNotResolvedWhileAReportIsToBeRead()
{
    m_clock.advance(1h);
    m_store->list({{u"web/shop"_s, u"sha256:2"_s}, {u"web/shop"_s, u"sha256:3"_s}}); // 1 is gone, 3 is new
    advance();
    QCOMPARE(issue("CVE-2").resolvedAt, qint64(0));
    m_clock.advance(1h);
    m_store->report(u"sha256:3"_s, {{"CVE-9"}});
    advance();
    QCOMPARE(issue("CVE-2").resolvedAt, now());
}

void TestIssueBook::isNotResolvedByAnImageThatNobodyScanned()
{
    m_clock.advance(1h);
    m_store->pushed = m_clock.now();
    m_store->list({{u"web/shop"_s, u"sha256:2"_s}, {u"web/shop"_s, u"sha256:3"_s}});
    m_store->fail(u"sha256:3"_s);
    advance();
    QCOMPARE(issue("CVE-2").resolvedAt, qint64(0));
    m_clock.advance(1h);
    m_store->report(u"sha256:2"_s, {{"CVE-1"}});
    advance();
    QCOMPARE(issue("CVE-2").resolvedAt, qint64(0));
    m_store->report(u"sha256:3"_s, {});
    advance();
    QCOMPARE(issue("CVE-2").resolvedAt, now());
    // One that was there all the time, unscanned, is no reason to wait.
    m_clock.advance(1h);
    m_store->list({{u"web/shop"_s, u"sha256:3"_s}});
    advance();
    QCOMPARE(issue("CVE-1").resolvedAt, now());
}

void TestIssueBook::isNotResolvedByAListThatWasRefused()
{
    m_clock.advance(1h);
    m_store->list({}, {{u"web"_s, u"forbidden"_s}});
    advance();
    QCOMPARE(issue("CVE-1").resolvedAt, qint64(0));
    QCOMPARE(issue("CVE-2").resolvedAt, qint64(0));
}

void TestIssueBook::isNotResolvedByADamagedReport()
{
    m_clock.advance(1h);
    m_store->list({{u"web/shop"_s, u"sha256:1"_s}});
    QVERIFY(m_store->database().sql("UPDATE report SET sum = x'00' WHERE digest = 'sha256:1'").run().ok());
    advance();
    QCOMPARE(issue("CVE-2").resolvedAt, qint64(0));
}

void TestIssueBook::isResolvedWithItsRepository()
{
    m_clock.advance(1h);
    m_store->list({{u"ops/tool"_s, u"sha256:9"_s}});
    advance();
    QCOMPARE(issue("CVE-1").resolvedAt, now());
}

void TestIssueBook::keepsTheReportBefore()
{
    ReportStore reports(&m_store->database());
    const auto earlier = [&] { return *reports.earlier(m_store->registry(), u"sha256:1"_s); };
    QVERIFY(!earlier());
    const QDateTime first = m_clock.now();
    m_clock.advance(1h);
    m_store->report(u"sha256:1"_s, {{"CVE-1"}, {"CVE-2"}}); // says the same
    QVERIFY(!earlier());
    m_store->report(u"sha256:1"_s, {{"CVE-1"}});
    QCOMPARE(earlier()->body.lines.size(), size_t(2));
    QVERIFY(earlier()->fetchedAt > first);
    m_clock.advance(1h);
    m_store->fail(u"sha256:1"_s);
    QCOMPARE(earlier()->body.lines.size(), size_t(1));
    m_store->fail(u"sha256:1"_s);
    m_store->report(u"sha256:1"_s, {{"CVE-7"}});
    QCOMPARE(earlier()->body.lines.size(), size_t(1)); // the last good one, not the failure
    const auto now = *reports.find(m_store->registry(), u"sha256:1"_s);
    QCOMPARE(now->fetchedAt, m_clock.now());
    m_store->report(u"sha256:1"_s, {{"CVE-7"}}, "3"); // another scanner
    QCOMPARE(earlier()->scanner, u"S 2"_s);
}

void TestIssueBook::believesNoWrongClock()
{
    m_store->made = QDateTime(QDate(1999, 1, 1), QTime(0, 0), Qt::UTC);
    m_store->list({{u"web/shop"_s, u"sha256:1"_s}, {u"ops/tool"_s, u"sha256:4"_s}, {u"ops/clock"_s, u"sha256:5"_s}});
    m_store->report(u"sha256:4"_s, {{"CVE-5"}});
    m_store->made = m_clock.now().addYears(3);
    m_store->report(u"sha256:5"_s, {{"CVE-5"}});
    advance();
    QCOMPARE(issue("CVE-5", u"ops/tool"_s).firstSeen, qint64(m_store->pushed.toSecsSinceEpoch()));
    QCOMPARE(issue("CVE-5", u"ops/clock"_s).firstSeen, now());
}

void TestIssueBook::beginsAnewWhereARowIsDamaged()
{
    QVERIFY(m_store->database().sql("UPDATE issues SET body = x'0102'").run().ok());
    bool hasAny = false;
    QVERIFY(IssueHistory(&m_store->database())
                .each(m_store->registry(), [&](const auto &, const auto &) { hasAny = true; })
                .ok());
    QVERIFY(!hasAny);
    m_clock.advance(1h);
    m_store->report(u"sha256:1"_s, {{"CVE-1"}});
    advance();
    QCOMPARE(issue("CVE-1").resolvedAt, qint64(0));
}

void TestIssueBook::packsWhatItReads()
{
    std::vector<Issue> issues;
    Issue one{7, 3, 1'700'000'000, 1'700'000'500, 1'700'000'900, 4, findings::Severity::Critical, true};
    Issue other{7, 9, 1'600'000'000, 1'600'000'000, 0, 0, findings::Severity::Unknown, false};
    Issue third{0xfffffff0, 1, 1'800'000'000, 1'800'000'000, 1'800'000'000, 1, findings::Severity::None, false};
    issues = {one, other, third};
    const QByteArray body = IssueHistory::pack(issues, 1'750'000'000);
    std::vector<Issue> back;
    qint64 asOf = 0;
    QVERIFY(IssueHistory::unpack(body, back, asOf));
    QVERIFY(back == issues);
    QCOMPARE(asOf, qint64(1'750'000'000));
    for (qsizetype cut = 0; cut < body.size(); ++cut) {
        back.clear();
        QVERIFY(!IssueHistory::unpack(QByteArrayView(body).first(cut), back, asOf));
    }
}

void TestIssueBook::takesTimesOfAnyYear()
{
    const std::vector<Issue> issues{{1, 1, -86'400, -86'400, 0, 0, findings::Severity::High, false},
        {2, 1, 5'000'000'000, 5'000'000'500, 5'100'000'000, 0, findings::Severity::Low, true}};
    std::vector<Issue> back;
    qint64 asOf = 0;
    QVERIFY(IssueHistory::unpack(IssueHistory::pack(issues, 6'000'000'000), back, asOf));
    QVERIFY(back == issues);
    QCOMPARE(asOf, 6'000'000'000);
}

void TestIssueBook::saysWhichRowsAreDamaged()
{
    IssueHistory book(&m_store->database());
    QVERIFY(book.each(m_store->registry(), [](const auto &, const auto &) {}).ok());
    QVERIFY(book.damaged().isEmpty());
    QVERIFY(m_store->database().sql("UPDATE issues SET body = x'0102'").run().ok());
    QVERIFY(book.each(m_store->registry(), [](const auto &, const auto &) {}).ok());
    QCOMPARE(book.damaged().size(), 1);
}

void TestIssueBook::comesFromTheSchemaBefore()
{
    Database &database = m_store->database();
    for (const Sql &statement :
        QList<Sql>{"DROP TABLE tally", "DROP TRIGGER project_comes", "DROP TRIGGER project_goes",
            "DROP TRIGGER project_changes", "DROP TRIGGER repository_comes", "DROP TRIGGER repository_goes",
            "DROP TRIGGER repository_changes", "DROP TRIGGER sight_comes", "DROP TRIGGER sight_goes",
            "DROP TRIGGER sight_changes", "DROP TRIGGER artifact_comes", "DROP TRIGGER artifact_goes",
            "DROP TRIGGER artifact_changes", "DROP TRIGGER report_comes", "DROP TRIGGER report_goes",
            "DROP TRIGGER report_changes", "DROP TABLE former", "DROP INDEX sight_project", "DROP TABLE earlier",
            "DROP TABLE trend", "DROP INDEX audit_user", "DROP INDEX audit_project", "DROP INDEX audit_kind",
            "DROP INDEX audit_resource", "ALTER TABLE audit DROP COLUMN project", "DROP INDEX repository_touched",
            "ALTER TABLE repository DROP COLUMN touched", "ALTER TABLE registry DROP COLUMN watched_at",
            "ALTER TABLE account DROP COLUMN saw_all", "ALTER TABLE account DROP COLUMN audit_limit",
            "ALTER TABLE account DROP COLUMN audit_read_at", "ALTER TABLE account DROP COLUMN audit_since",
            "ALTER TABLE account DROP COLUMN audit_lost", "DELETE FROM issues", "PRAGMA user_version = 3"}) {
        const auto done = database.sql(statement).run();
        QVERIFY2(done.ok(), qPrintable(done.error().detail));
    }
    const qint64 first = now();
    const QDateTime listed = m_clock.now();
    m_clock.advance(24h);
    m_store->reopen();
    QCOMPARE(*IssueHistory(&m_store->database()).watchedSince(m_store->registry()), listed);
    advance(); // all repositories count as moved
    QCOMPARE(issue("CVE-1").firstSeen, first);
    QVERIFY(IssueHistory(&m_store->database()).markDay(m_store->registry(), m_clock.now()).ok());
    QVERIFY(!*ReportStore(&m_store->database()).earlier(m_store->registry(), u"sha256:1"_s));
    m_store->report(u"sha256:1"_s, {{"CVE-1"}});
    QVERIFY(*ReportStore(&m_store->database()).earlier(m_store->registry(), u"sha256:1"_s));
}

void TestIssueBook::datesOutliveADamagedRow()
{
    const auto opened = Database::open(datePlan(m_store->database().path()), m_clock);
    QVERIFY(opened.ok());
    DateBook dates(opened->get());
    const qint64 first = now();
    m_store->report(u"sha256:1"_s, {{"CVE-1"}, {"CVE-2"}});
    QVERIFY(IssueHistory(&m_store->database(), &dates).advance(m_store->registry(), m_clock.now()).ok());
    QVERIFY(m_store->database().sql("UPDATE issues SET body = x'0102'").run().ok());
    m_clock.advance(48h);
    m_store->report(u"sha256:1"_s, {{"CVE-1"}, {"CVE-2"}});
    QVERIFY(IssueHistory(&m_store->database(), &dates).advance(m_store->registry(), m_clock.now()).ok());
    QCOMPARE(issue("CVE-2").firstSeen, first);
}

void TestIssueBook::datesOutliveTheCache()
{
    const auto opened = Database::open(datePlan(m_store->folder() + u"/cache.db"_s), m_clock);
    QVERIFY(opened.ok());
    DateBook dates(opened->get());
    const qint64 first = now();
    m_store->report(u"sha256:1"_s, {{"CVE-1"}, {"CVE-2"}});
    QVERIFY(IssueHistory(&m_store->database(), &dates).advance(m_store->registry(), m_clock.now()).ok());
    m_clock.advance(48h);
    const auto before = std::move(m_store);
    m_store = std::make_unique<test::SampleStore>(&m_clock); // another cache, with other numbers
    m_store->list({{u"web/shop"_s, u"sha256:1"_s}});
    m_store->report(u"sha256:1"_s, {{"CVE-9"}, {"CVE-2"}, {"CVE-1"}});
    QVERIFY(IssueHistory(&m_store->database(), &dates).advance(m_store->registry(), m_clock.now()).ok());
    QCOMPARE(issue("CVE-1").firstSeen, first);
    QCOMPARE(issue("CVE-2").firstSeen, first);
    QCOMPARE(issue("CVE-9").firstSeen, now());
    // A copy that is damaged is not believed.
    QVERIFY((*opened)->sql("UPDATE seen SET body = x'00000010789c'").run().ok());
    const auto words = Words::read(m_store->database());
    QVERIFY(!dates.find(u"registry.test:5000"_s, u"web/shop"_s, *words)->has_value());
}

void TestIssueBook::whatProjectsUseIsKeptByTheDay()
{
    const QString path = m_store->database().path();
    const auto book = UsageBook::open(path, m_clock);
    QVERIFY(book.ok());
    const QString place = u"registry.test:5000"_s;
    const QDateTime noon(QDate(2026, 10, 1), QTime(12, 0), Qt::UTC);
    for (int day = 0; day < 10; ++day) {
        QVERIFY((*book)->put(place, {{u"web"_s, 3, 1000}}, noon.addDays(day)).ok());
        // The last reading of a day counts.
        QVERIFY((*book)
                    ->put(place, {{u"web"_s, 3, 1000 + day * 10}, {u"idle"_s, 4, 7}}, noon.addDays(day).addSecs(60))
                    .ok());
    }
    QVERIFY((*book)->put(u"other.test:443"_s, {{u"web"_s, 3, 1}}, noon).ok());
    const QDate today = noon.date().addDays(9);
    const auto trends = (*book)->trends(place, {{u"web"_s, 3}, {u"idle"_s, 4}, {u"new"_s, 5}}, today);
    QVERIFY(trends.ok());
    QCOMPARE(trends->size(), 2);
    QCOMPARE(trends->value(u"web"_s).days, 10);
    QCOMPARE(trends->value(u"web"_s).since, noon.date());
    QCOMPARE(trends->value(u"web"_s).perDay, 10.0);
    QCOMPARE(trends->value(u"idle"_s).perDay, 0.0);
    // It outlives the program.
    const auto again = UsageBook::open(path, m_clock);
    QVERIFY(again.ok());
    QCOMPARE((*again)->days(place, {{u"web"_s, 3}}, today.addDays(-2))->value(u"web"_s),
        (QList<harbor::UsageDay>{{today.addDays(-2), 1070}, {today.addDays(-1), 1080}, {today, 1090}}));
    // A project of the same name that was made anew has no past.
    QVERIFY((*again)->trends(place, {{u"web"_s, 9}}, today)->isEmpty());
}

void TestIssueBook::aHistoryOfUseIsBounded()
{
    const auto book = UsageBook::open(m_store->database().path(), m_clock);
    QVERIFY(book.ok());
    const QDateTime from(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);
    const QString place = u"registry.test:5000"_s;
    for (int day = 0; day < UsageBook::kMostDays + 5; ++day)
        QVERIFY((*book)->put(place, {{u"web"_s, 3, day}}, from.addDays(day)).ok());
    const auto kept = (*book)->days(place, {{u"web"_s, 3}}, QDate(1980, 1, 1))->value(u"web"_s);
    QCOMPARE(kept.size(), UsageBook::kMostDays);
    QCOMPARE(kept.first().bytes, 5);
    // A clock that is wrong once takes nothing away but the oldest day.
    QVERIFY((*book)->put(place, {{u"web"_s, 3, 1}}, from.addYears(50)).ok());
    QCOMPARE((*book)->days(place, {{u"web"_s, 3}}, QDate(1980, 1, 1))->value(u"web"_s).first().bytes, 6);
}

void TestIssueBook::saysWhenAProjectIsFull_data()
{
    using Kind = harbor::UsageForecast::Kind;
    QTest::addColumn<QList<qint64>>("uses"); // by day, the last is today; -1: not read
    QTest::addColumn<qint64>("limit");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("inDays");
    QTest::newRow("steady") << QList<qint64>{10, 20, 30, 40, 50, 60, 70} << qint64(100) << Kind::OnDay << 3;
    QTest::newRow("rounded up") << QList<qint64>{10, 20, 30, 40, 50, 60, 70} << qint64(101) << Kind::OnDay << 4;
    QTest::newRow("days left out") << QList<qint64>{10, -1, 30, 40, -1, 60, 70, 80, 90} << qint64(100) << Kind::OnDay
                                   << 1;
    QTest::newRow("six days are too few")
        << QList<qint64>{20, 30, 40, 50, 60, 70} << qint64(100) << Kind::TooShort << 0;
    QTest::newRow("never read") << QList<qint64>{} << qint64(100) << Kind::TooShort << 0;
    QTest::newRow("shrinks") << QList<qint64>{70, 60, 50, 40, 30, 20, 10} << qint64(100) << Kind::NotGrowing << 0;
    QTest::newRow("stands") << QList<qint64>{70, 70, 70, 70, 70, 70, 70} << qint64(100) << Kind::NotGrowing << 0;
    // A garbage collection between does not turn the trend.
    QTest::newRow("clean-up") << QList<qint64>{50, 60, 70, 80, 90, 40, 50, 60, 70, 80, 90, 100} << qint64(120)
                              << Kind::OnDay << 5;
    QTest::newRow("one large push") << QList<qint64>{10, 11, 12, 13, 14, 15, 16, 900} << qint64(910) << Kind::OnDay
                                    << 10;
    QTest::newRow("no limit") << QList<qint64>{10, 20, 30, 40, 50, 60, 70} << qint64(-1) << Kind::NoLimit << 0;
    QTest::newRow("full") << QList<qint64>{10, 20, 30, 40, 50, 60, 70} << qint64(70) << Kind::Full << 0;
    QTest::newRow("over") << QList<qint64>{10} << qint64(5) << Kind::Full << 0;
    QTest::newRow("far away") << QList<qint64>{1, 2, 3, 4, 5, 6, 7} << qint64(1'000'000) << Kind::Distant << 0;
    QTest::newRow("petabytes") << QList<qint64>{0, 1LL << 50, 2LL << 50, 3LL << 50, 4LL << 50, 5LL << 50, 6LL << 50}
                               << (8LL << 50) << Kind::OnDay << 2;
}

void TestIssueBook::saysWhenAProjectIsFull()
{
    QFETCH(QList<qint64>, uses);
    QFETCH(qint64, limit);
    QFETCH(harbor::UsageForecast::Kind, kind);
    QFETCH(int, inDays);
    const QDate today(2027, 2, 27);
    QList<harbor::UsageDay> days{{today.addDays(4), 1'000'000}, {today.addDays(-200), 5'000'000}}; // neither counts
    for (qsizetype i = 0; i < uses.size(); ++i) {
        if (uses[i] >= 0)
            days.append({today.addDays(i + 1 - uses.size()), uses[i]});
    }
    const harbor::UsageForecast forecast =
        harbor::usageForecast(harbor::usageTrend(days, today), uses.isEmpty() ? 0 : uses.last(), limit, today);
    QCOMPARE(forecast.kind, kind);
    QCOMPARE(forecast.trend.days, int(uses.size() - uses.count(-1)));
    QCOMPARE(forecast.day, kind == harbor::UsageForecast::Kind::OnDay ? today.addDays(inDays) : QDate());
    QVERIFY(!harbor::forecastReason(forecast, u"1 KiB"_s).english().contains(u'%'));
}

QTEST_GUILESS_MAIN(TestIssueBook)
#include "tst_issuehistory.moc"
