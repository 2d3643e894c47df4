// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultyvfs.h"
#include "store/database.h"
#include "store/eventstore.h"
#include "store/schema.h"
#include "support/manualclock.h"

#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace lotse;
using namespace lotse::store;
using namespace Qt::StringLiterals;

class TestEventStore : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void givesBackWhatWasAppended();
    void keepsAllOrNone();
    void noticesAnotherProgram();
    void nothingIsChangedOrDeleted();
    void noticesAnyChange_data();
    void noticesAnyChange();

private:
    std::unique_ptr<Database> database(const QByteArray &vfs = {});
    Event event(int number, const QString &stream = u"decisions"_s) const
    {
        return {0, u"uuid-%1"_s.arg(number), m_clock.now(), stream, u"made"_s, u"Example Security Team"_s,
            "{\"n\":" + QByteArray::number(number) + '}'};
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    test::ManualClock m_clock;
};

std::unique_ptr<Database> TestEventStore::database(const QByteArray &vfs)
{
    Plan plan = decisionPlan(m_folder->path());
    plan.vfs = vfs;
    auto opened = Database::open(plan, m_clock);
    if (!opened)
        qFatal("%s", qPrintable(opened.error().message.english()));
    return std::move(opened.value());
}

void TestEventStore::givesBackWhatWasAppended()
{
    {
        const auto store = makeEventStore(database());
        QCOMPARE(*store->append({event(1), event(2)}, 0), 2);
        QCOMPARE(*store->append({event(3, u"rules"_s)}, 0), 3);
        QCOMPARE(*store->append({event(4)}, 2), 4);
    }
    const auto store = makeEventStore(database());
    const auto all = store->read(u"decisions"_s);
    QVERIFY(all.ok());
    QCOMPARE(all->size(), 3);
    Event wanted = event(4);
    wanted.number = 4;
    QCOMPARE(all->constLast(), wanted);
    QCOMPARE(store->read(u"decisions"_s, 2)->size(), 1);
    QCOMPARE(store->read(u"rules"_s)->size(), 1);
}

void TestEventStore::keepsAllOrNone()
{
    test::FaultyVfs vfs;
    const auto store = makeEventStore(database(vfs.name()));
    QVERIFY(store->append({event(1)}, 0).ok());
    vfs.onWrite([](int) { return SQLITE_FULL; });
    const auto full = store->append({event(2), event(3)}, 1);
    QVERIFY(!full.ok());
    QCOMPARE(full.error().code, u"FULL"_s);
    vfs.onWrite({});
    QCOMPARE(store->read(u"decisions"_s)->size(), 1);
    // The same event twice: the second time nothing of the call is kept.
    QVERIFY(!store->append({event(2), event(1)}, 1).ok());
    QCOMPARE(store->read(u"decisions"_s)->size(), 1);
    QCOMPARE(*store->append({event(2)}, 1), 2);
}

void TestEventStore::noticesAnotherProgram()
{
    const auto one = makeEventStore(database());
    const auto two = makeEventStore(database());
    QVERIFY(one->append({event(1)}, 0).ok());
    QCOMPARE(two->append({event(2)}, 0).error().kind, ErrorKind::Conflict);
    QCOMPARE(two->read(u"decisions"_s)->size(), 1);
    QCOMPARE(*two->append({event(2)}, 1), 2);
    QCOMPARE(one->read(u"decisions"_s)->size(), 2);
}

void TestEventStore::nothingIsChangedOrDeleted()
{
    const auto store = makeEventStore(database());
    QVERIFY(store->append({event(1)}, 0).ok());
    const auto other = database();
    QVERIFY(!other->sql("UPDATE event SET author = 'x'").run().ok());
    QVERIFY(!other->sql("DELETE FROM event").run().ok());
    QCOMPARE(store->read(u"decisions"_s)->size(), 1);
}

void TestEventStore::noticesAnyChange_data()
{
    QTest::addColumn<int>("change");
    for (int i = 0; i < 6; ++i)
        QTest::addRow("%d", i) << i;
}

void TestEventStore::noticesAnyChange()
{
    QFETCH(int, change);
    const auto store = makeEventStore(database());
    QVERIFY(store->append({event(1), event(2), event(3)}, 0).ok());
    const auto hand = database();
    QVERIFY(hand->sql("DROP TRIGGER event_stays").run().ok() && hand->sql("DROP TRIGGER event_remains").run().ok());
    const QList<Sql> changes{"UPDATE event SET author = 'x' WHERE number = 2",
        "UPDATE event SET body = '{}' WHERE number = 1", "UPDATE event SET at = at + 1 WHERE number = 3",
        "DELETE FROM event WHERE number = 2", "UPDATE event SET stream = 'rules' WHERE number = 2",
        "DELETE FROM event WHERE number = 1"};
    QVERIFY(hand->sql(changes[change]).run().ok());
    const auto read = store->read(u"decisions"_s);
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code, u"DAMAGED"_s);
}

QTEST_GUILESS_MAIN(TestEventStore)
#include "tst_eventstore.moc"
