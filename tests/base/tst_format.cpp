// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/format.h"

#include <QTest>

using namespace lotse;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestFormat : public QObject {
    Q_OBJECT
private slots:
    void bytes();
    void durations_data();
    void durations();
    void ages();
    void followsTheLocale();
    void namesADayInUtc();
};

void TestFormat::bytes()
{
    const QLocale c = QLocale::c();
    QCOMPARE(format::bytes(0, c), u"0 bytes"_s);
    QCOMPARE(format::bytes(1023, c), u"1023 bytes"_s);
    QCOMPARE(format::bytes(1536, c), u"1.5 KiB"_s);
    QCOMPARE(format::bytes(Q_INT64_C(3) << 30, c), u"3.0 GiB"_s);
    QCOMPARE(format::bytes(-1, c), u"\u2013"_s);
    QCOMPARE(format::share(5, 20, c), u"25\u202f%"_s);
    QCOMPARE(format::share(0, 20, c), u"0\u202f%"_s);
    QCOMPARE(format::share(1, 20, c), u"5.0\u202f%"_s);
    QCOMPARE(format::share(1, 1'000'000, c), u"< 0.1\u202f%"_s);
    QCOMPARE(format::share(1023, 1024, c), u"99.9\u202f%"_s);
    QCOMPARE(format::share(1024, 1024, c), u"100\u202f%"_s);
    QCOMPARE(format::share(1100, 1024, c), u"107\u202f%"_s);
    QCOMPARE(format::share(5, -1, c), u"\u2013"_s);
}

void TestFormat::durations_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("ms") << Q_INT64_C(850) << u"850 ms"_s;
    QTest::newRow("s") << Q_INT64_C(1500) << u"1.5 s"_s;
    QTest::newRow("whole s") << Q_INT64_C(5000) << u"5 s"_s;
    QTest::newRow("min") << Q_INT64_C(200'000) << u"3 min 20 s"_s;
    QTest::newRow("whole min") << Q_INT64_C(180'000) << u"3 min"_s;
    QTest::newRow("h") << Q_INT64_C(7'500'000) << u"2 h 5 min"_s;
    QTest::newRow("d") << Q_INT64_C(356'400'000) << u"4 d 3 h"_s;
    QTest::newRow("unknown") << Q_INT64_C(-1) << u"\u2013"_s;
}

void TestFormat::durations()
{
    QFETCH(qint64, ms);
    QFETCH(QString, text);
    QCOMPARE(format::duration(std::chrono::milliseconds(ms), QLocale::c()), text);
}

void TestFormat::ages()
{
    const QDateTime now(QDate(2026, 11, 23), QTime(12, 0), Qt::UTC);
    const auto age = [&](qint64 seconds) { return format::age(now.addSecs(seconds), now, QLocale::c()).english(); };
    QCOMPARE(age(0), u"just now"_s);
    QCOMPARE(age(-12), u"12 s ago"_s);
    QCOMPARE(age(-7300), u"2 h ago"_s);
    QCOMPARE(age(3 * 86400), u"in 3 d"_s);
    QCOMPARE(format::age(QDateTime(), now, QLocale::c()).english(), u"never"_s);
}

void TestFormat::followsTheLocale()
{
    const QLocale german(QLocale::German, QLocale::Germany);
    QCOMPARE(format::bytes(1536, german), u"1,5 KiB"_s);
    QCOMPARE(format::count(1234567, german), u"1.234.567"_s);
    QCOMPARE(format::bytes(1'055'077'171, german), u"1,0 GiB"_s);
    QCOMPARE(format::bytes(qint64(999) << 20, german), u"999,0 MiB"_s);
    const QDateTime noon(QDate(2026, 11, 23), QTime(12, 0, 5), Qt::LocalTime);
    QCOMPARE(format::dateTime(noon), u"2026-11-23 12:00"_s);
    QCOMPARE(format::date(noon), u"2026-11-23"_s);
    const QString exact = format::exactTime(noon.toUTC());
    QVERIFY2(exact.startsWith(u"2026-11-23 12:00:05 UTC"_s), qPrintable(exact));
    QCOMPARE(exact.size(), 29); // with the zone, "+01:00"
    QVERIFY(format::dateTime({}).isEmpty() && format::date({}).isEmpty() && format::exactTime({}).isEmpty());
}

void TestFormat::namesADayInUtc()
{
    QCOMPARE(format::isoDay(1'801'439'999), u"2027-01-31"_s);
    QCOMPARE(format::isoDay(1'801'440'000), u"2027-02-01"_s);
}

QTEST_GUILESS_MAIN(TestFormat)
#include "tst_format.moc"
