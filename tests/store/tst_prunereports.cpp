// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/inventory.h"
#include "store/prunereports.h"
#include "store/reportstore.h"
#include "store/schema.h"
#include "support/manualclock.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::store;
using namespace Qt::StringLiterals;

/// How much the cache takes, and what is dropped where it may take less.
class TestRoom : public QObject {
    Q_OBJECT
private slots:
    void init();
    void tellsWhatTakesTheRoom();
    void dropsTheOldestOfWhatNobodySees();
    void keepsWhatIsSeen();
    void readsAgainWhatComesBack();
    void endsWhereItIsTold();

private:
    static constexpr int images = 400;

    static QString digest(int i) { return u"sha256:%1"_s.arg(i, 4, 10, QLatin1Char('0')); }
    /// Images from..images-1 of "web/shop" are there.
    void list(int from)
    {
        m_clock.advance(std::chrono::hours(1));
        Listing listing;
        listing.at = m_clock.now();
        listing.projects = {{1, u"web"_s, true}};
        listing.hasAllProjects = true;
        listing.repositories = {{11, u"web"_s, u"web/shop"_s, {}, 0, {}, {}}};
        listing.completeRepositories = {u"web"_s};
        for (int i = from; i < images; ++i) {
            ArtifactRow row;
            row.remoteId = i;
            row.repository = u"web/shop"_s;
            row.digest = digest(i);
            row.kind = u"IMAGE"_s;
            row.pushedAt = QDateTime(QDate(2026, 10, 1), QTime(10, 0), Qt::UTC);
            row.isScannable = true;
            listing.artifacts.append(row);
        }
        listing.completeArtifacts = {u"web"_s};
        QVERIFY(m_inventory->apply(m_registry, m_account, listing).ok());
    }
    /// Reports of all; the higher its number, the longer ago an image was read.
    void report()
    {
        QVERIFY(m_database
                    ->write([&]() -> Result<void> {
                        for (int i = 0; i < images; ++i) {
                            Report report;
                            report.digest = digest(i);
                            report.state = ReportState::Ok;
                            report.fetchedAt = m_clock.now().addSecs(-60 * i);
                            report.scanner = u"Trivy"_s;
                            for (quint32 fact = 0; fact < 2000; ++fact)
                                report.body.lines.push_back({fact * 3, 0});
                            if (const Result<void> put = m_reports->put(m_registry, report); !put)
                                return put;
                        }
                        return {};
                    })
                    .ok());
    }
    int held() const { return int(m_reports->totals(m_registry)->ok); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Inventory> m_inventory;
    std::unique_ptr<ReportStore> m_reports;
    test::ManualClock m_clock;
    qint64 m_registry = 0;
    qint64 m_account = 0;
};

void TestRoom::init()
{
    m_reports.reset();
    m_inventory.reset();
    m_database.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto database = Database::open(cachePlan(m_folder->path()), m_clock);
    QVERIFY(database.ok());
    m_database = std::move(database.value());
    m_inventory = std::make_unique<Inventory>(m_database.get());
    m_reports = std::make_unique<ReportStore>(m_database.get());
    m_registry = *m_inventory->registry(u"r"_s, u"lab"_s, u"https://registry.test"_s);
    m_account = *m_inventory->account(m_registry, u"a"_s, u"user 7"_s, m_clock.now());
    list(0);
    report();
}

void TestRoom::tellsWhatTakesTheRoom()
{
    QVERIFY(m_inventory->registry(u"empty"_s, u"another"_s, u"https://another.test"_s).ok());
    list(300);
    const Result<Room> room = measureRoom(*m_database);
    QVERIFY2(room.ok(), qPrintable(room.error().message.english() + room.error().detail));
    QCOMPARE(room->registries.size(), 2);
    QCOMPARE(room->registries[0].name, u"another"_s);
    QCOMPARE(room->registries[0].reports, 0);
    QCOMPARE(room->registries[0].unseenBytes, 0);
    const RegistryRoom &lab = room->registries[1];
    QCOMPARE(lab.reports, images);
    QCOMPARE(lab.unseen, 300);
    QCOMPARE(lab.unseenBytes, lab.bytes / images * 300);
    QVERIFY(room->used > lab.bytes);
    QVERIFY(room->used + room->spare >= QFileInfo(m_database->path()).size());
}

void TestRoom::dropsTheOldestOfWhatNobodySees()
{
    list(300);
    const qint64 before = measureRoom(*m_database)->used;
    const qint64 each = measureRoom(*m_database)->registries[0].bytes / images;
    const Result<RoomMade> made = pruneReports(*m_database, before - each * 50, [](qint64) { return true; });
    QVERIFY2(made.ok(), qPrintable(made.error().message.english() + made.error().detail));
    QCOMPARE(made->before, before);
    QCOMPARE(made->reports, 100); // by the batch
    QVERIFY(made->after <= before - each * 50);
    QCOMPARE(held(), 300);
    // 0 to 299 are gone; of those, the ones that were read longest ago have the highest numbers.
    QVERIFY(m_reports->find(m_registry, digest(0))->has_value());
    QVERIFY(m_reports->find(m_registry, digest(199))->has_value());
    QVERIFY(!m_reports->find(m_registry, digest(200))->has_value());
    QVERIFY(!m_reports->find(m_registry, digest(299))->has_value());
    QVERIFY(m_reports->find(m_registry, digest(399))->has_value()); // older still, but there
}

void TestRoom::keepsWhatIsSeen()
{
    list(300);
    const qint64 onDisk = measureRoom(*m_database)->used;
    const Result<RoomMade> made = pruneReports(*m_database, 0, [](qint64) { return true; });
    QVERIFY(made.ok());
    QCOMPARE(made->reports, 300);
    QCOMPARE(held(), 100);
    QVERIFY(made->after > 0 && made->after < onDisk);
    const Result<Room> room = measureRoom(*m_database);
    QCOMPARE(room->unseen(), 0);
    QCOMPARE(room->spare, 0); // given back
    // Nothing more can be had.
    QCOMPARE(pruneReports(*m_database, 0, [](qint64) { return true; })->reports, 0);
}

void TestRoom::readsAgainWhatComesBack()
{
    QVERIFY(m_inventory->due(m_account)->isEmpty());
    // The account may not see the project any more: nothing of it is marked as gone, and nobody sees it.
    m_clock.advance(std::chrono::hours(1));
    Listing nothing;
    nothing.at = m_clock.now();
    nothing.hasAllProjects = true;
    QVERIFY(m_inventory->apply(m_registry, m_account, nothing).ok());
    QCOMPARE(pruneReports(*m_database, 0, [](qint64) { return true; })->reports, images);
    list(0);
    QCOMPARE(m_inventory->due(m_account)->size(), images);
}

void TestRoom::endsWhereItIsTold()
{
    list(300);
    QList<qint64> heard;
    const Result<RoomMade> made = pruneReports(*m_database, 0, [&](qint64 dropped) {
        heard.append(dropped);
        return dropped < 100;
    });
    QVERIFY(made->wasCancelled);
    QCOMPARE(heard, (QList<qint64>{0, 100}));
    QCOMPARE(held(), 300);
}

QTEST_GUILESS_MAIN(TestRoom)
#include "tst_prunereports.moc"
