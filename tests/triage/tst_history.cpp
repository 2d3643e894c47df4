// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/issuehistory.h"
#include "support/samplestore.h"
#include "triage/history.h"

#include <QTest>

using namespace lotse;
using namespace lotse::store;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestHistory : public QObject {
    Q_OBJECT
private slots:
    void init() { m_store = std::make_unique<test::SampleStore>(&m_clock); }
    void nothingIsKnownBeforeTheFirstSync();
    void tellsDaysAndWeeks();
    void tellsOfOneProject();
    void saysHowLongAFixTook();

private:
    void sync()
    {
        IssueHistory book(&m_store->database());
        QVERIFY(book.advance(m_store->registry(), m_clock.now()).ok());
        QVERIFY(book.markDay(m_store->registry(), m_clock.now()).ok());
    }
    History read(const QString &project = {}, const QDateTime &from = {})
    {
        auto history = readHistory(m_store->database(), {{}, project, from, m_clock.now()});
        if (!history)
            qFatal("%s", qPrintable(history.error().message.english()));
        return *history;
    }

    test::ManualClock m_clock; // begins on Monday, 23 November 2026
    std::unique_ptr<test::SampleStore> m_store;
};

static constexpr auto kHigh = size_t(findings::Severity::High);
static constexpr auto kCritical = size_t(findings::Severity::Critical);

void TestHistory::nothingIsKnownBeforeTheFirstSync()
{
    const History history = read();
    QVERIFY(!history.watchedSince.isValid());
    QVERIFY(history.days.isEmpty());
    QVERIFY(history.weeks.isEmpty());
    QCOMPARE(history.allFixTimes.count, quint32(0));
}

void TestHistory::tellsDaysAndWeeks()
{
    m_store->made = m_clock.now().addDays(-2); // what was there before is not new
    m_store->list({{u"web/shop"_s, u"sha256:1"_s}, {u"ops/tool"_s, u"sha256:2"_s}});
    m_store->report(u"sha256:1"_s, {{"CVE-1"}, {"CVE-2", "zlib", "1.2", "", "Critical"}});
    m_store->fail(u"sha256:2"_s);
    sync();
    m_store->made = {};
    m_clock.advance(48h);
    m_store->report(u"sha256:1"_s, {{"CVE-1"}, {"CVE-3"}});
    m_store->report(u"sha256:2"_s, {{"CVE-1"}});
    sync();
    sync(); // twice on one day is one row
    const History history = read();
    QCOMPARE(history.watchedSince, m_clock.now().addDays(-2));
    QCOMPARE(history.days.size(), 2);
    const TrendPoint &first = history.days[0];
    QCOMPARE(first.day, QDate(2026, 11, 23));
    QCOMPARE(first.open[kHigh], quint32(1));
    QCOMPARE(first.open[kCritical], quint32(1));
    QCOMPARE(first.fixable, quint32(1));
    QCOMPARE(first.images, quint32(2));
    QCOMPARE(first.scanned, quint32(1));
    QCOMPARE(first.failed, quint32(1));
    QCOMPARE(first.meanScanAge, qint64(2 * 86400));
    const TrendPoint &second = history.days[1];
    QCOMPARE(second.day, QDate(2026, 11, 25));
    QCOMPARE(total(second.open), quint32(3));
    QCOMPARE(second.scanned, quint32(2));
    QCOMPARE(second.oldestScan, qint64(0));

    QCOMPARE(history.weeks.size(), 1);
    QCOMPARE(history.weeks[0].monday, QDate(2026, 11, 23));
    QCOMPARE(total(history.weeks[0].added), quint32(2)); // CVE-3, and CVE-1 in the other repository
    QCOMPARE(total(history.weeks[0].fixed), quint32(1));
    m_clock.advance(24h * 14);
    QCOMPARE(read().weeks.size(), 3); // empty weeks are there
    QCOMPARE(total(read().weeks[2].added), quint32(0));
    const History late = read({}, m_clock.now().addDays(-3));
    QVERIFY(late.days.isEmpty());
    QCOMPARE(late.weeks.size(), 2);
    QCOMPARE(late.allFixTimes.count, quint32(0));
}

void TestHistory::tellsOfOneProject()
{
    m_store->list({{u"web/shop"_s, u"sha256:1"_s}, {u"ops/tool"_s, u"sha256:2"_s}});
    m_store->report(u"sha256:1"_s, {{"CVE-1"}, {"CVE-2"}});
    m_store->report(u"sha256:2"_s, {{"CVE-1"}});
    sync();
    const QList<HistoryPlace> places = read().places;
    QCOMPARE(places, (QList<HistoryPlace>{{u"r"_s, u"lab"_s, u"ops"_s}, {u"r"_s, u"lab"_s, u"web"_s}}));
    QCOMPARE(total(read().days[0].open), quint32(3));
    QCOMPARE(total(read(u"web"_s).days[0].open), quint32(2));
    QCOMPARE(total(read(u"ops"_s).days[0].open), quint32(1));
    QVERIFY(read(u"nothing"_s).days.isEmpty());
    // A project that is gone leaves the picture, not the past.
    m_clock.advance(24h);
    m_store->list({{u"web/shop"_s, u"sha256:1"_s}});
    sync();
    QCOMPARE(read().days.size(), 2);
    QCOMPARE(total(read().days[0].open), quint32(3));
    QCOMPARE(total(read().days[1].open), quint32(2));
}

void TestHistory::saysHowLongAFixTook()
{
    m_store->list({{u"web/shop"_s, u"sha256:1"_s}});
    m_store->report(u"sha256:1"_s, {{"CVE-1"}, {"CVE-2"}, {"CVE-3", "zlib", "1", "", "Critical"}});
    sync();
    m_clock.advance(24h * 2);
    m_store->report(u"sha256:1"_s, {{"CVE-2"}, {"CVE-3", "zlib", "1", "", "Critical"}});
    sync();
    m_clock.advance(24h * 4);
    m_store->report(u"sha256:1"_s, {});
    sync();
    const History history = read();
    QCOMPARE(history.fixTimes[kHigh].count, quint32(2));
    QCOMPARE(history.fixTimes[kHigh].mean, qint64(4 * 86400)); // 2 and 6 days
    QCOMPARE(history.fixTimes[kCritical].median, qint64(6 * 86400));
    QCOMPARE(history.allFixTimes.count, quint32(3));
    QCOMPARE(history.allFixTimes.median, qint64(6 * 86400));
}

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
