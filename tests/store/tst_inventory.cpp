// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/inventory.h"
#include "store/schema.h"
#include "support/manualclock.h"

#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::store;
using namespace Qt::StringLiterals;

class TestInventory : public QObject {
    Q_OBJECT
private slots:
    void init();
    void keepsWhatItSaw();
    void marksWhatACompleteListLacks();
    void keepsWhatItCouldNotSee();
    void anUnchangedListIsNothingNew();
    void aMovedPushIsDue();
    void eachAccountHasItsOwnSight();
    void anotherIdentityHasSeenNothing();
    void asksForADigestOnce();
    void goesByAge();
    void noticesADamagedRow();
    void findsARegistryByItsPlace();
    void joinsWhatWasKnownTwice();
    void showsWhatAllAccountsSee();
    void anAccountTakesItsViewWithIt();

private:
    Listing listing() const;
    ArtifactRow artifact(const QString &repository, const QString &digest) const;
    QStringList digests(qint64 account);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Inventory> m_inventory;
    test::ManualClock m_clock;
    qint64 m_registry = 0;
    qint64 m_account = 0;
};

void TestInventory::init()
{
    m_inventory.reset();
    m_database.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto database = Database::open(cachePlan(m_folder->path()), m_clock);
    QVERIFY(database.ok());
    m_database = std::move(database.value());
    m_inventory = std::make_unique<Inventory>(m_database.get());
    m_registry = *m_inventory->registry(u"r"_s, u"lab"_s, u"https://registry.test"_s);
    m_account = *m_inventory->account(m_registry, u"a"_s, u"user 7"_s, m_clock.now());
}

ArtifactRow TestInventory::artifact(const QString &repository, const QString &digest) const
{
    ArtifactRow row;
    row.remoteId = 5;
    row.repository = repository;
    row.digest = digest;
    row.kind = u"IMAGE"_s;
    row.platform = u"linux/amd64"_s;
    row.size = Q_INT64_C(5'000'000'000);
    row.pushedAt = QDateTime(QDate(2026, 10, 1), QTime(10, 0), Qt::UTC);
    row.isScannable = true;
    row.hasLabels = true;
    row.labels = {u"exposed"_s, u"tier-1"_s};
    row.tags = {{u"1.0"_s, row.pushedAt, {}}, {u"latest"_s, row.pushedAt, row.pushedAt.addDays(2)}};
    row.children = {{u"sha256:c1"_s, u"linux/arm64/v8"_s}};
    return row;
}

Listing TestInventory::listing() const
{
    Listing listing;
    listing.at = m_clock.now();
    listing.projects = {{1, u"web"_s, true}, {2, u"staging"_s, false}};
    listing.hasAllProjects = true;
    listing.repositories = {
        {11, u"web"_s, u"web/shop"_s, u"A shop"_s, 4, {}, {}}, {12, u"staging"_s, u"staging/api"_s, {}, 0, {}, {}}};
    listing.completeRepositories = {u"web"_s, u"staging"_s};
    listing.artifacts = {artifact(u"web/shop"_s, u"sha256:a1"_s), artifact(u"web/shop"_s, u"sha256:a2"_s),
        artifact(u"staging/api"_s, u"sha256:b1"_s)};
    listing.completeArtifacts = {u"web"_s, u"staging"_s};
    return listing;
}

QStringList TestInventory::digests(qint64 account)
{
    QStringList out;
    const auto rows = m_inventory->artifacts(account);
    if (!rows)
        return {rows.error().message.english()};
    for (const ArtifactRow &row : rows->rows)
        out.append(row.digest);
    out.sort();
    return out;
}

void TestInventory::keepsWhatItSaw()
{
    const auto outcome = m_inventory->apply(m_registry, m_account, listing());
    QVERIFY2(outcome.ok(), qPrintable(outcome.error().message.english()));
    QCOMPARE(outcome->seen, 3);
    QCOMPARE(outcome->added, 3);
    QCOMPARE(outcome->gone, 0);
    const auto rows = m_inventory->artifacts(m_account);
    QCOMPARE(rows->rows.size(), 3);
    const ArtifactRow wanted = artifact(u"web/shop"_s, u"sha256:a1"_s);
    const ArtifactRow &row = rows->rows.constFirst();
    QCOMPARE(row.repository, wanted.repository);
    QCOMPARE(row.digest, wanted.digest);
    QCOMPARE(row.size, wanted.size);
    QCOMPARE(row.pushedAt, wanted.pushedAt);
    QVERIFY(!row.pulledAt.isValid());
    QVERIFY(row.hasLabels);
    QCOMPARE(row.labels, wanted.labels);
    QCOMPARE(row.tags.size(), 2);
    QCOMPARE(row.tags[1].name, u"latest"_s);
    QCOMPARE(row.tags[1].pulledAt, wanted.tags[1].pulledAt);
    QVERIFY(!row.tags[0].pulledAt.isValid());
    QCOMPARE(row.children.size(), 1);
    QCOMPARE(row.children[0].platform, u"linux/arm64/v8"_s);
    QCOMPARE(row.platform, u"linux/amd64"_s);
    QCOMPARE(m_inventory->due(m_account)->size(), 3);
}

void TestInventory::marksWhatACompleteListLacks()
{
    QVERIFY(m_inventory->apply(m_registry, m_account, listing()).ok());
    m_clock.advance(std::chrono::hours(1));
    Listing later = listing();
    later.artifacts.removeAt(1);
    const auto outcome = m_inventory->apply(m_registry, m_account, later);
    QCOMPARE(outcome->gone, 1);
    QCOMPARE(outcome->added, 0);
    QCOMPARE(digests(m_account), QStringList({u"sha256:a1"_s, u"sha256:b1"_s}));
    // The row is still there, and comes back when it is seen again.
    QCOMPARE(*m_database->sql("SELECT count(*) FROM artifact WHERE gone_at IS NOT NULL").integer(), 1);
    QCOMPARE(*m_database->sql("SELECT gone_at FROM artifact WHERE gone_at IS NOT NULL").integer(),
        m_clock.now().toMSecsSinceEpoch());
    QCOMPARE(m_inventory->apply(m_registry, m_account, listing())->moved, 1);
    QCOMPARE(digests(m_account).size(), 3);
}

void TestInventory::keepsWhatItCouldNotSee()
{
    QVERIFY(m_inventory->apply(m_registry, m_account, listing()).ok());
    m_clock.advance(std::chrono::hours(1));
    Listing later = listing();
    later.artifacts = {};
    later.repositories = {};
    later.completeArtifacts = {u"staging"_s};
    later.completeRepositories = {};
    later.refusals.insert(u"web"_s, u"403"_s);
    const auto outcome = m_inventory->apply(m_registry, m_account, later);
    QVERIFY(outcome.ok());
    QCOMPARE(outcome->gone, 1);
    QCOMPARE(digests(m_account), QStringList({u"sha256:a1"_s, u"sha256:a2"_s}));
    // A list of projects that was cut says nothing of the project that it lacks.
    later.projects.removeFirst();
    later.hasAllProjects = false;
    QVERIFY(m_inventory->apply(m_registry, m_account, later).ok());
    QCOMPARE(digests(m_account).size(), 2);
    later.hasAllProjects = true;
    later.at = later.at.addSecs(1);
    QVERIFY(m_inventory->apply(m_registry, m_account, later).ok());
    QCOMPARE(digests(m_account).size(), 0);
    QCOMPARE(*m_database->sql("SELECT count(*) FROM artifact").integer(), 3);
}

void TestInventory::anUnchangedListIsNothingNew()
{
    QVERIFY(m_inventory->apply(m_registry, m_account, listing()).ok());
    QVERIFY(m_database->sql("UPDATE artifact SET due = 0").run().ok());
    const auto outcome = m_inventory->apply(m_registry, m_account, listing());
    QCOMPARE(outcome->seen, 3);
    QCOMPARE(outcome->added + outcome->moved + outcome->gone, 0);
    Listing tagged = listing();
    tagged.artifacts[0].tags.removeLast();
    tagged.artifacts[0].pulledAt = m_clock.now();
    QVERIFY(m_inventory->apply(m_registry, m_account, tagged).ok());
    QCOMPARE(m_inventory->due(m_account)->size(), 0);
    QCOMPARE(m_inventory->artifacts(m_account)->rows.constFirst().tags.size(), 1);
}

void TestInventory::aMovedPushIsDue()
{
    QVERIFY(m_inventory->apply(m_registry, m_account, listing()).ok());
    QVERIFY(m_database->sql("UPDATE artifact SET due = 0").run().ok());
    Listing pushed = listing();
    pushed.artifacts[2].pushedAt = m_clock.now();
    QCOMPARE(m_inventory->apply(m_registry, m_account, pushed)->moved, 1);
    const auto due = m_inventory->due(m_account);
    QCOMPARE(due->size(), 1);
    QCOMPARE(due->constFirst().digest, u"sha256:b1"_s);
    QCOMPARE(due->constFirst().repository, u"staging/api"_s);
    // It stays due until its report is there, whatever the next list says.
    QVERIFY(m_inventory->apply(m_registry, m_account, pushed).ok());
    QCOMPARE(m_inventory->due(m_account)->size(), 1);
}

void TestInventory::eachAccountHasItsOwnSight()
{
    QVERIFY(m_inventory->apply(m_registry, m_account, listing()).ok());
    const qint64 guest = *m_inventory->account(m_registry, u"b"_s, u"user 8"_s, m_clock.now());
    Listing little = listing();
    little.projects.removeLast();
    little.repositories.removeLast();
    little.artifacts.removeLast();
    little.completeArtifacts = {u"web"_s};
    little.completeRepositories = {u"web"_s};
    QCOMPARE(m_inventory->apply(m_registry, guest, little)->gone, 0);
    QCOMPARE(digests(guest).size(), 2);
    QCOMPARE(digests(m_account).size(), 3);
}

void TestInventory::anotherIdentityHasSeenNothing()
{
    QVERIFY(m_inventory->apply(m_registry, m_account, listing()).ok());
    QCOMPARE(*m_inventory->account(m_registry, u"a"_s, u"user 7"_s, m_clock.now()), m_account);
    QCOMPARE(digests(m_account).size(), 3);
    QCOMPARE(*m_inventory->account(m_registry, u"a"_s, u"user 9"_s, m_clock.now()), m_account);
    QCOMPARE(digests(m_account).size(), 0);
}

void TestInventory::asksForADigestOnce()
{
    Listing twice = listing();
    twice.artifacts.append(artifact(u"staging/api"_s, u"sha256:a1"_s));
    QVERIFY(m_inventory->apply(m_registry, m_account, twice).ok());
    QCOMPARE(m_inventory->artifacts(m_account)->rows.size(), 4);
    QCOMPARE(m_inventory->due(m_account)->size(), 3);
}

void TestInventory::goesByAge()
{
    QVERIFY(m_inventory->apply(m_registry, m_account, listing()).ok());
    const QDateTime now = m_clock.now();
    const auto report = [&](const QString &digest, int state, int hours) {
        return m_database
            ->sql("INSERT INTO report(registry, digest, kind, state, fetched_at, scanner, findings, sum, body)"
                  " VALUES(?1, ?2, 1, ?3, ?4, '', 0, x'', x'')")
            .with(m_registry, digest, state, now.addSecs(-3600 * hours))
            .run()
            .ok();
    };
    QVERIFY(report(u"sha256:a1"_s, 2, 30) && report(u"sha256:a2"_s, 2, 5) && report(u"sha256:b1"_s, 0, 5));
    const auto aged = m_inventory->aged(m_account, now.addSecs(-3600 * 24), now.addSecs(-3600));
    QCOMPARE(aged->size(), 2);
    QCOMPARE(aged->at(0).digest, u"sha256:a1"_s);
    QCOMPARE(aged->at(1).digest, u"sha256:b1"_s);
}

void TestInventory::noticesADamagedRow()
{
    QVERIFY(m_inventory->apply(m_registry, m_account, listing()).ok());
    QVERIFY(m_database->sql("UPDATE artifact SET pushed_at = pushed_at + 1 WHERE id = 1").run().ok());
    const auto read = m_inventory->artifacts(m_account);
    QCOMPARE(read->rows.size(), 2);
    QCOMPARE(read->damaged, QList<qint64>{1});
    QVERIFY(m_inventory->mend(read->damaged).ok());
    // The next list puts it right.
    QVERIFY(m_inventory->apply(m_registry, m_account, listing()).ok());
    QCOMPARE(digests(m_account).size(), 3);
}

void TestInventory::findsARegistryByItsPlace()
{
    QVERIFY(m_inventory->apply(m_registry, m_account, listing()).ok());
    // The same host and port, by whichever scheme and id.
    QCOMPARE(*m_inventory->registry(u"other"_s, u"lab"_s, u"http://REGISTRY.test:443"_s), m_registry);
    QCOMPARE(*findRegistry(*m_database, u"r"_s), m_registry);
    QCOMPARE(*findRegistry(*m_database, u"other"_s), m_registry);
    QCOMPARE(formerIds(*m_database)->value(u"r"_s), u"other"_s);
    QVERIFY(*m_inventory->registry(u"third"_s, u"lab"_s, u"https://registry.test:5000"_s) != m_registry);
    // Back again.
    QCOMPARE(*m_inventory->registry(u"r"_s, u"lab"_s, u"https://registry.test"_s), m_registry);
    QCOMPARE(formerIds(*m_database)->value(u"other"_s), u"r"_s);
    QVERIFY(!formerIds(*m_database)->contains(u"r"_s));
}

void TestInventory::joinsWhatWasKnownTwice()
{
    Listing first = listing();
    QVERIFY(m_inventory->apply(m_registry, m_account, first).ok());
    // As earlier versions did: the same place once more.
    const qint64 twin = *m_inventory->registry(u"twin"_s, u"lab"_s, u"https://elsewhere.test"_s);
    const qint64 reader = *m_inventory->account(twin, u"b"_s, u"user 8"_s, m_clock.now());
    Listing second = listing();
    second.projects.append({3, u"extra"_s, false});
    second.repositories.append({13, u"extra"_s, u"extra/tool"_s, {}, 0, {}, {}});
    second.artifacts.append(artifact(u"extra/tool"_s, u"sha256:e1"_s));
    second.artifacts.append(artifact(u"web/shop"_s, u"sha256:a3"_s));
    second.completeRepositories.insert(u"extra"_s);
    second.completeArtifacts.insert(u"extra"_s);
    QVERIFY(m_inventory->apply(twin, reader, second).ok());
    QVERIFY(m_database->sql("UPDATE registry SET origin = 'https://registry.test'").run().ok());

    m_inventory.reset();
    m_database.reset();
    auto again = Database::open(cachePlan(m_folder->path()), m_clock);
    QVERIFY2(again.ok(), qPrintable(again.error().detail));
    m_database = std::move(again.value());
    m_inventory = std::make_unique<Inventory>(m_database.get());
    const auto known = knownRegistries(*m_database);
    QCOMPARE(known->size(), 1);
    QCOMPARE(known->constFirst().accounts.size(), 2);
    QCOMPARE(*findRegistry(*m_database, u"r"_s), *findRegistry(*m_database, u"twin"_s));
    QCOMPARE(digests(reader).size(), 5);
    QCOMPARE(digests(m_account).size(), 4); // web/shop and staging/api, each image once
    const auto all = m_inventory->allArtifacts(*findRegistry(*m_database, u"r"_s));
    QCOMPARE(all->rows.size(), 5);
    QVERIFY(all->damaged.isEmpty());
}

void TestInventory::showsWhatAllAccountsSee()
{
    QVERIFY(m_inventory->apply(m_registry, m_account, listing()).ok());
    const qint64 lesser = *m_inventory->account(m_registry, u"b"_s, u"user 8"_s, m_clock.now());
    Listing less;
    less.at = m_clock.now();
    less.projects = {{1, u"web"_s, true}};
    less.hasAllProjects = true;
    less.repositories = {{11, u"web"_s, u"web/shop"_s, u"A shop"_s, 4, {}, {}}};
    less.completeRepositories = {u"web"_s};
    less.artifacts = {artifact(u"web/shop"_s, u"sha256:a1"_s), artifact(u"web/shop"_s, u"sha256:a2"_s)};
    less.completeArtifacts = {u"web"_s};
    QVERIFY(m_inventory->apply(m_registry, lesser, less).ok());
    QCOMPARE(digests(m_account).size(), 3); // what another one does not see is not gone
    QCOMPARE(digests(lesser).size(), 2);
    QCOMPARE(m_inventory->allArtifacts(m_registry)->rows.size(), 3);
    QCOMPARE(m_inventory->allGaps(m_registry)->unseen, 0);
    // A refusal for one is no gap where another one could read it.
    less.refusals = {{u"web"_s, u"forbidden"_s}};
    QVERIFY(m_inventory->apply(m_registry, lesser, less).ok());
    QCOMPARE(m_inventory->gaps(lesser)->refused, QStringList{u"web"_s});
    QVERIFY(m_inventory->allGaps(m_registry)->refused.isEmpty());
}

void TestInventory::anAccountTakesItsViewWithIt()
{
    QVERIFY(m_inventory->apply(m_registry, m_account, listing()).ok());
    const qint64 lesser = *m_inventory->account(m_registry, u"b"_s, u"user 8"_s, m_clock.now());
    Listing less;
    less.at = m_clock.now();
    less.projects = {{1, u"web"_s, true}};
    less.hasAllProjects = true;
    QVERIFY(m_inventory->apply(m_registry, lesser, less).ok());
    QVERIFY(forgetAccount(*m_database, u"a"_s).ok());
    QCOMPARE(m_inventory->allArtifacts(m_registry)->rows.size(), 2);
    QCOMPARE(knownRegistries(*m_database)->constFirst().readers(), 1);
    QVERIFY(forgetAccount(*m_database, u"b"_s).ok());
    QVERIFY(knownRegistries(*m_database)->isEmpty());
    QVERIFY(m_inventory->allArtifacts(m_registry)->rows.isEmpty());
}

QTEST_GUILESS_MAIN(TestInventory)
#include "tst_inventory.moc"
