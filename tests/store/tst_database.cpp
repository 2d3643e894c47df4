// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultyvfs.h"
#include "store/database.h"
#include "store/schema.h"
#include "support/manualclock.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>
#include <sys/stat.h>

using namespace lotse;
using namespace lotse::store;
using namespace Qt::StringLiterals;

class TestDatabase : public QObject {
    Q_OBJECT
private slots:
    void init();
    void makesAPrivateFile();
    void migratesFromOlder();
    void aCutMigrationIsOldOrNew();
    void aMigrationThatFailsLeavesTheOld();
    void opensNewerReadOnly();
    void putsItsRightsRight();
    void refusesWhatIsNoRegularFile();
    void setsADamagedCacheAside_data();
    void setsADamagedCacheAside();
    void refusesDamagedDecisions();
    void saysThatAFolderIsInTheWay();
    void keepsWhatWasThereWhenTheDiskIsFull();
    void saysThatItIsLocked();
    void rollsBackWhatFails();
    void bindsAnyText();
    void twoProgramsWriteInTurn();

private:
    Plan plan() const;
    QByteArray contents(const QString &name) const;
    QStringList aside() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    test::ManualClock m_clock;
};

namespace {

constexpr qint64 kId = 0x54657374;

QList<Migration> first()
{
    return {{"PRAGMA application_id = 0x54657374", "CREATE TABLE thing(id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
        "INSERT INTO thing(name) VALUES('old')", "PRAGMA user_version = 1"}};
}

QList<Migration> second()
{
    return first()
        + QList<Migration>{{"ALTER TABLE thing ADD COLUMN size INTEGER NOT NULL DEFAULT 7",
            "CREATE TABLE other(id INTEGER PRIMARY KEY)", "UPDATE thing SET name = 'new'", "PRAGMA user_version = 2"}};
}

} // namespace

void TestDatabase::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

Plan TestDatabase::plan() const
{
    Plan plan;
    plan.path = m_folder->filePath(u"data/test.db"_s);
    plan.applicationId = kId;
    plan.migrations = first();
    plan.isCache = true;
    plan.patience = std::chrono::milliseconds(50);
    return plan;
}

QByteArray TestDatabase::contents(const QString &name) const
{
    QFile file(m_folder->filePath(u"data/"_s + name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList TestDatabase::aside() const
{
    return QDir(m_folder->filePath(u"data"_s)).entryList({u"test.db.corrupt-*"_s});
}

void TestDatabase::makesAPrivateFile()
{
    const auto database = Database::open(plan(), m_clock);
    QVERIFY2(database.ok(), qPrintable(database.error().message.english()));
    QVERIFY((*database)->isNew());
    QVERIFY((*database)->notice().isEmpty());
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const QString &name : {u"test.db"_s, u"test.db-wal"_s, u"test.db-shm"_s}) {
        const QString path = m_folder->filePath(u"data/"_s + name);
        QVERIFY2(QFile::exists(path), qPrintable(path));
        QCOMPARE(QFile::permissions(path) & others, QFile::Permissions());
    }
    QCOMPARE(*(*database)->sql("SELECT count(*) FROM thing").integer(), 1);
}

void TestDatabase::migratesFromOlder()
{
    QVERIFY(Database::open(plan(), m_clock).ok());
    Plan newer = plan();
    newer.migrations = second();
    const auto database = Database::open(newer, m_clock);
    QVERIFY(database.ok());
    QVERIFY(!(*database)->isNew());
    QCOMPARE(*(*database)->sql("SELECT size FROM thing WHERE name = 'new'").integer(), 7);
    QCOMPARE(*(*database)->sql("PRAGMA user_version").integer(), 2);
}

void TestDatabase::aCutMigrationIsOldOrNew()
{
    QVERIFY(Database::open(plan(), m_clock).ok());
    test::FaultyVfs vfs;
    Plan newer = plan();
    newer.migrations = second();
    newer.vfs = vfs.name();
    // What is on the disk before each write is what a program that is killed there leaves behind.
    QList<std::pair<QByteArray, QByteArray>> instants;
    const auto look = [&] { instants.append({contents(u"test.db"_s), contents(u"test.db-wal"_s)}); };
    vfs.onWrite([&](int) {
        look();
        return SQLITE_OK;
    });
    QVERIFY(Database::open(newer, m_clock).ok());
    look();
    QVERIFY2(instants.size() > 5, qPrintable(QString::number(instants.size())));

    int old = 0;
    for (const auto &[main, wal] : std::as_const(instants)) {
        const QTemporaryDir copy;
        Plan again = plan();
        again.path = copy.filePath(u"test.db"_s);
        again.isCache = false;
        for (const auto &[name, bytes] : {std::pair(again.path, main), std::pair(again.path + u"-wal"_s, wal)}) {
            QFile file(name);
            QVERIFY(file.open(QIODevice::WriteOnly));
            QCOMPARE(file.write(bytes), bytes.size());
        }
        Plan reading = again;
        reading.migrations = second();
        // Read with the old schema known only: either it is the old one, whole, or the new one, whole.
        const auto database = Database::open(again, m_clock);
        QVERIFY2(database.ok(), qPrintable(database.error().message.english()));
        const bool isOld = *(*database)->sql("PRAGMA user_version").integer() == 1;
        old += isOld ? 1 : 0;
        QCOMPARE(*(*database)->sql("SELECT count(*) FROM thing WHERE name = 'old'").integer(), isOld ? 1 : 0);
        QCOMPARE(*(*database)->sql("SELECT count(*) FROM sqlite_schema WHERE name = 'other'").integer(), isOld ? 0 : 1);
        QVERIFY(Database::open(reading, m_clock).ok());
    }
    QVERIFY(old > 0 && old < instants.size());
}

void TestDatabase::aMigrationThatFailsLeavesTheOld()
{
    QVERIFY(Database::open(plan(), m_clock).ok());
    Plan broken = plan();
    broken.migrations =
        first() + QList<Migration>{{"DELETE FROM thing", "DELETE FROM no_such_table", "PRAGMA user_version = 2"}};
    QVERIFY(!Database::open(broken, m_clock).ok());
    const auto database = Database::open(plan(), m_clock);
    QVERIFY(database.ok());
    QCOMPARE(*(*database)->sql("SELECT count(*) FROM thing WHERE name = 'old'").integer(), 1);
}

void TestDatabase::opensNewerReadOnly()
{
    Plan newer = plan();
    newer.migrations = second();
    QVERIFY(Database::open(newer, m_clock).ok());
    const auto database = Database::open(plan(), m_clock);
    QVERIFY(database.ok());
    QVERIFY((*database)->isReadOnly());
    QVERIFY((*database)->notice().english().contains(u"newer version"_s));
    QCOMPARE(*(*database)->sql("SELECT count(*) FROM thing").integer(), 1);
    const auto written = (*database)->write([&] { return (*database)->sql("DELETE FROM thing").run(); });
    QCOMPARE(written.error().code, u"NEWER"_s);
    QVERIFY(!(*database)->sql("DELETE FROM thing").run().ok());
    QVERIFY(aside().isEmpty());
}

void TestDatabase::putsItsRightsRight()
{
    QVERIFY(Database::open(plan(), m_clock).ok());
    const QString path = plan().path;
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
    QVERIFY(Database::open(plan(), m_clock).ok());
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

// Waiting for a pipe would hang for ever.
void TestDatabase::refusesWhatIsNoRegularFile()
{
    QVERIFY(QDir().mkpath(QFileInfo(plan().path).absolutePath()));
    QCOMPARE(::mkfifo(plan().path.toUtf8().constData(), 0600), 0);
    const auto opened = Database::open(plan(), m_clock);
    QVERIFY(!opened.ok());
    QVERIFY2(
        opened.error().message.english().contains(u"regular file"_s), qPrintable(opened.error().message.english()));
}

void TestDatabase::setsADamagedCacheAside_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("not a database") << 0;
    QTest::newRow("cut") << 1;
    QTest::newRow("pages overwritten") << 2;
    QTest::newRow("of another program") << 3;
}

void TestDatabase::setsADamagedCacheAside()
{
    QFETCH(int, kind);
    const QString path = plan().path;
    {
        const auto database = Database::open(plan(), m_clock);
        QVERIFY(database.ok());
        QVERIFY((*database)
                    ->write([&] {
                        return (*database)
                            ->sql("INSERT INTO thing(name) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM"
                                  " n WHERE i < 5000) SELECT hex(randomblob(40)) FROM n")
                            .run();
                    })
                    .ok());
        if (kind == 3)
            QVERIFY((*database)->sql("PRAGMA application_id = 99").run().ok());
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    if (kind == 0) {
        QVERIFY(file.resize(0));
        QVERIFY(file.write(QByteArray(5000, 'x')) == 5000);
    } else if (kind == 1) {
        QVERIFY(file.resize(file.size() / 2 + 100));
    } else if (kind == 2) {
        QVERIFY(file.seek(4096 * 3));
        QVERIFY(file.write(QByteArray(4096 * 8, '\x55')) > 0);
    }
    file.close();
    const QByteArray before = contents(u"test.db"_s);

    const auto database = Database::open(plan(), m_clock);
    QVERIFY2(database.ok(), qPrintable(database.error().message.english()));
    QVERIFY((*database)->isNew());
    QCOMPARE(*(*database)->sql("SELECT count(*) FROM thing").integer(), 1);
    QCOMPARE(aside().size(), 1);
    QCOMPARE(contents(aside().constFirst()), before);
    QVERIFY((*database)->notice().english().contains(aside().constFirst()));
}

void TestDatabase::refusesDamagedDecisions()
{
    Plan durable = plan();
    durable.isCache = false;
    QVERIFY(QDir().mkpath(m_folder->filePath(u"data"_s)));
    QFile file(durable.path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(5000, 'x'));
    file.close();
    const auto database = Database::open(durable, m_clock);
    QVERIFY(!database.ok());
    QCOMPARE(database.error().code, u"DAMAGED"_s);
    QVERIFY(database.error().message.english().contains(u"damaged"_s));
    QCOMPARE(contents(u"test.db"_s), QByteArray(5000, 'x'));
    QVERIFY(aside().isEmpty());
}

void TestDatabase::saysThatAFolderIsInTheWay()
{
    QVERIFY(QDir().mkpath(plan().path));
    const auto database = Database::open(plan(), m_clock);
    QVERIFY(!database.ok());
    QVERIFY(database.error().message.english().contains(u"is a folder"_s));
}

void TestDatabase::keepsWhatWasThereWhenTheDiskIsFull()
{
    test::FaultyVfs vfs;
    Plan faulty = plan();
    faulty.vfs = vfs.name();
    const auto opened = Database::open(faulty, m_clock);
    QVERIFY(opened.ok());
    Database &database = **opened;
    const auto fill = [&] {
        return database.write([&] {
            return database
                .sql("INSERT INTO thing(name) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <"
                     " 2000) SELECT hex(randomblob(100)) FROM n")
                .run();
        });
    };
    // At each of the first writes in turn.
    for (const int code : {SQLITE_FULL, SQLITE_IOERR_WRITE}) {
        for (int failing = 1; failing <= 40; ++failing) {
            vfs.restart();
            vfs.onWrite([&](int number) { return number >= failing ? code : SQLITE_OK; });
            const Result<void> filled = fill();
            QVERIFY(!filled.ok());
            QCOMPARE(filled.error().kind, ErrorKind::Storage);
            QCOMPARE(filled.error().code, code == SQLITE_FULL ? u"FULL"_s : u"IO"_s);
            QVERIFY(filled.error().message.english().contains(u"still there"_s));
            QCOMPARE(*database.sql("SELECT count(*) FROM thing").integer(), 1);
        }
    }
    vfs.onWrite({});
    QVERIFY(fill().ok());
    QCOMPARE(*database.sql("SELECT count(*) FROM thing").integer(), 2001);
}

void TestDatabase::saysThatItIsLocked()
{
    const auto one = Database::open(plan(), m_clock);
    const auto two = Database::open(plan(), m_clock);
    QVERIFY(one.ok() && two.ok());
    const Result<void> outer = (*one)->write([&]() -> Result<void> {
        const Result<void> inner = (*two)->write([] { return Result<void>(); });
        if (inner.ok() || inner.error().code != u"BUSY"_s)
            return Error{};
        // Readers do not wait.
        const auto read = (*two)->sql("SELECT count(*) FROM thing").integer();
        return read ? inner : Result<void>();
    });
    QVERIFY(!outer.ok());
    QCOMPARE(outer.error().code, u"BUSY"_s);
    QVERIFY(outer.error().message.english().contains(u"locked"_s));
}

void TestDatabase::rollsBackWhatFails()
{
    const auto database = Database::open(plan(), m_clock);
    QVERIFY(database.ok());
    Error mine;
    mine.kind = ErrorKind::Cancelled;
    const auto written = (*database)->write([&]() -> Result<void> {
        if (const auto done = (*database)->sql("DELETE FROM thing").run(); !done)
            return done;
        return mine;
    });
    QCOMPARE(written.error().kind, ErrorKind::Cancelled);
    QCOMPARE(*(*database)->sql("SELECT count(*) FROM thing").integer(), 1);
    QVERIFY((*database)->write([] { return Result<void>(); }).ok());
}

void TestDatabase::bindsAnyText()
{
    const auto database = Database::open(plan(), m_clock);
    QVERIFY(database.ok());
    const QStringList texts{u"'); DROP TABLE thing; --"_s, u"\"; SELECT 1"_s, QString(u"a\0b"_s), u""_s, u"%_?1"_s};
    for (const QString &text : texts) {
        QVERIFY((*database)->sql("INSERT INTO thing(name) VALUES(?1)").with(text).run().ok());
        QCOMPARE(*(*database)->sql("SELECT count(*) FROM thing WHERE name = ?1").with(text).integer(), 1);
    }
    QCOMPARE(*(*database)->sql("SELECT count(*) FROM thing").integer(), 1 + texts.size());
}

void TestDatabase::twoProgramsWriteInTurn()
{
    Plan patient = plan();
    patient.patience = std::chrono::seconds(10);
    QList<Result<void>> results(4);
    QList<QThread *> threads;
    for (int i = 0; i < results.size(); ++i) {
        threads.append(QThread::create([&, i] {
            results[i] = [&]() -> Result<void> {
                const auto database = Database::open(patient, m_clock);
                if (!database)
                    return database.error();
                for (int round = 0; round < 50; ++round) {
                    const auto written = (*database)->write(
                        [&] { return (*database)->sql("INSERT INTO thing(name) VALUES('x')").run(); });
                    if (!written)
                        return written;
                }
                return {};
            }();
        }));
        threads.constLast()->start();
    }
    for (QThread *thread : std::as_const(threads)) {
        thread->wait();
        delete thread;
    }
    for (const auto &result : std::as_const(results))
        QVERIFY2(result.ok(), qPrintable(result.error().message.english()));
    const auto database = Database::open(plan(), m_clock);
    QCOMPARE(*(*database)->sql("SELECT count(*) FROM thing").integer(), 201);
}

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
