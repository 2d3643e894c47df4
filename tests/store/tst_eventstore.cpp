// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultyvfs.h"
#include "store/database.h"
#include "store/eventstore.h"
#include "store/schema.h"
#include "support/manualclock.h"

#include <QFile>
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
    void hashesOnlyWhatIsNew();
    void noticesALogThatIsGone_data();
    void noticesALogThatIsGone();
    void anAnchorThatLagsIsNoLoss();
    void anotherLogOfTheSameLengthIsNoticed();
    void saysThatTheAnchorIsDamaged();

private:
    Result<std::unique_ptr<EventStore>> openStore() { return openEventStore(decisionPlan(m_folder->path()), m_clock); }
    std::unique_ptr<Database> database(const QByteArray &vfs = {});
    Event numbered(int number, const QString &stream = u"decisions"_s) const
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
        QCOMPARE(*store->append({numbered(1), numbered(2)}, 0), 2);
        QCOMPARE(*store->append({numbered(3, u"rules"_s)}, 0), 3);
        QCOMPARE(*store->append({numbered(4)}, 2), 4);
    }
    const auto store = makeEventStore(database());
    const auto all = store->read(u"decisions"_s);
    QVERIFY(all.ok());
    QCOMPARE(all->size(), 3);
    Event wanted = numbered(4);
    wanted.number = 4;
    QCOMPARE(all->constLast(), wanted);
    QCOMPARE(store->read(u"decisions"_s, 2)->size(), 1);
    QCOMPARE(store->read(u"rules"_s)->size(), 1);
}

void TestEventStore::keepsAllOrNone()
{
    test::FaultyVfs vfs;
    const auto store = makeEventStore(database(vfs.name()));
    QVERIFY(store->append({numbered(1)}, 0).ok());
    vfs.onWrite([](int) { return SQLITE_FULL; });
    const auto full = store->append({numbered(2), numbered(3)}, 1);
    QVERIFY(!full.ok());
    QCOMPARE(full.error().code, u"FULL"_s);
    vfs.onWrite({});
    QCOMPARE(store->read(u"decisions"_s)->size(), 1);
    // The same event twice: the second time nothing of the call is kept.
    QVERIFY(!store->append({numbered(2), numbered(1)}, 1).ok());
    QCOMPARE(store->read(u"decisions"_s)->size(), 1);
    QCOMPARE(*store->append({numbered(2)}, 1), 2);
}

void TestEventStore::noticesAnotherProgram()
{
    const auto one = makeEventStore(database());
    const auto two = makeEventStore(database());
    QVERIFY(one->append({numbered(1)}, 0).ok());
    QCOMPARE(two->append({numbered(2)}, 0).error().kind, ErrorKind::Conflict);
    QCOMPARE(two->read(u"decisions"_s)->size(), 1);
    QCOMPARE(*two->append({numbered(2)}, 1), 2);
    QCOMPARE(one->read(u"decisions"_s)->size(), 2);
}

void TestEventStore::nothingIsChangedOrDeleted()
{
    const auto store = makeEventStore(database());
    QVERIFY(store->append({numbered(1)}, 0).ok());
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
    QVERIFY(store->append({numbered(1), numbered(2), numbered(3)}, 0).ok());
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

void TestEventStore::hashesOnlyWhatIsNew()
{
    const auto writer = makeEventStore(database());
    qint64 last = 0;
    for (int i = 1; i <= 100; ++i) {
        const auto kept = writer->append({numbered(i)}, last);
        QVERIFY(kept.ok());
        last = *kept;
    }
    QCOMPARE(writer->hashedRows(), 100); // each once, though each was appended to all before it
    const auto reader = makeEventStore(database());
    QCOMPARE(reader->read(u"decisions"_s)->size(), 100);
    QCOMPARE(reader->hashedRows(), 100);
    QCOMPARE(reader->read(u"decisions"_s, 100)->size(), 0);
    QCOMPARE(reader->read(u"rules"_s)->size(), 0);
    QCOMPARE(reader->hashedRows(), 100);
    QVERIFY(writer->append({numbered(101, u"rules"_s)}, 0).ok());
    QCOMPARE(reader->read(u"decisions"_s, 100)->size(), 0);
    QCOMPARE(reader->hashedRows(), 101);
    // What was verified is read again row by row, without the rest.
    QCOMPARE(reader->read(u"rules"_s)->size(), 1);
    QCOMPARE(reader->hashedRows(), 102);
    QCOMPARE(reader->head(), writer->head());
}

void TestEventStore::noticesALogThatIsGone_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("deleted") << 0;
    QTest::newRow("emptied") << 1;
    QTest::newRow("a new one") << 2;
    QTest::newRow("its end cut") << 3;
}

void TestEventStore::noticesALogThatIsGone()
{
    QFETCH(int, how);
    const QString path = decisionPlan(m_folder->path()).path;
    QVERIFY((*openStore())->append({numbered(1), numbered(2), numbered(3)}, 0).ok());
    if (how == 0) {
        QVERIFY(QFile::remove(path));
    } else if (how == 1) {
        QVERIFY(QFile::resize(path, 0));
    } else if (how == 2) {
        QVERIFY(QFile::remove(path));
        database();
    } else {
        const auto hand = database();
        QVERIFY(hand->sql("DROP TRIGGER event_remains").run().ok());
        QVERIFY(hand->sql("DELETE FROM event WHERE number = 3").run().ok());
    }
    const auto opened = openStore();
    const auto read = opened ? (*opened)->read(u"decisions"_s) : Result<QList<Event>>(opened.error());
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code, u"LOST"_s);
    QVERIFY2(read.error().message.english().contains(u'3'), qPrintable(read.error().message.english()));
    QCOMPARE(QFile::exists(path), how != 0); // no new one in its place
    // Nothing is added to what is left, either.
    if (opened)
        QCOMPARE((*opened)->append({numbered(4)}, 3).error().code, u"LOST"_s);
    // The way out that the sentence names.
    QVERIFY(QFile::remove(decisionPlan(m_folder->path()).anchor));
    const auto anew = openStore();
    QVERIFY(anew.ok());
    QCOMPARE((*anew)->read(u"decisions"_s)->size(), how == 3 ? 2 : 0);
}

// A program that was killed between the commit and the anchor, or that was overtaken by another one.
void TestEventStore::anAnchorThatLagsIsNoLoss()
{
    const auto store = openStore();
    QVERIFY((*store)->append({numbered(1)}, 0).ok());
    const Anchor anchor(decisionPlan(m_folder->path()).anchor);
    const auto early = anchor.read();
    QVERIFY(early.ok() && early->has_value());
    QVERIFY((*store)->append({numbered(2), numbered(3)}, 1).ok());
    QVERIFY(anchor.write(**early).ok());
    const auto again = openStore();
    QCOMPARE((*again)->read(u"decisions"_s)->size(), 3);
    QCOMPARE((*anchor.read())->count, 3);
    QCOMPARE(**anchor.read(), (*again)->head());
}

void TestEventStore::anotherLogOfTheSameLengthIsNoticed()
{
    QVERIFY((*openStore())->append({numbered(1)}, 0).ok());
    QVERIFY(QFile::remove(decisionPlan(m_folder->path()).path));
    QVERIFY(makeEventStore(database())->append({numbered(2)}, 0).ok());
    const auto read = (*openStore())->read(u"decisions"_s);
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code, u"DAMAGED"_s);
}

void TestEventStore::saysThatTheAnchorIsDamaged()
{
    QVERIFY((*openStore())->append({numbered(1)}, 0).ok());
    QFile anchor(decisionPlan(m_folder->path()).anchor);
    QVERIFY(anchor.open(QIODevice::ReadWrite));
    QVERIFY(anchor.resize(anchor.size() - 3));
    anchor.close();
    const auto opened = openStore();
    QVERIFY(!opened.ok());
    QVERIFY(opened.error().message.english().contains(anchor.fileName()));
}

QTEST_GUILESS_MAIN(TestEventStore)
#include "tst_eventstore.moc"
