// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/keptmessage.h"
#include "change/snapshotbook.h"
#include "models/activity/auditfilter.h"
#include "models/activity/trailtable.h"
#include "models/activity/unusualtable.h"
#include "store/inventory.h"
#include "store/schema.h"
#include "store/truststore.h"
#include "support/manualclock.h"
#include "trail/snapshotentries.h"
#include "trail/story.h"
#include "trail/trailexport.h"
#include "trail/unusual.h"

#include <QAbstractItemModelTester>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lotse;
using store::AuditRow;
using store::AuditWish;

/// Questions over stored trails, held against a plain look at all entries; the export; the rules; the table.
class TestTrail : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void answersAsAPlainLook_data();
    void answersAsAPlainLook();
    void countsAsItAnswers_data() { answersAsAPlainLook_data(); }
    void countsAsItAnswers();
    void tagsThatMovedAreTold();
    void imagesThatAreGoneHaveAHistory();
    void signaturesAreInTheStory();
    void signaturesThatCannotBeReadAreTold();
    void stopsInTime();
    void damagedEntriesAreCounted();
    void trailsThatAreNotShownAreTold();
    void journalFillsIn();
    void journalLeavesOutWhatHarborTells();
    void journalTellsWhatWentToAnyRegistry_data();
    void journalTellsWhatWentToAnyRegistry();
    void aRegistryHasOneName();
    void snapshotsTellWhatNoTrailDoes();
    void exportGoesOn();
    void exportByAgeGoesOn();
    void exportRefusesAnotherFilter();
    void rulesNameTheirNumbers();
    void tableReadsPageByPage();
    void filterIsShownAndKept();

private:
    std::unique_ptr<store::Database> open()
    {
        auto database = store::Database::open(m_plan, m_clock);
        return database ? std::move(database).value() : nullptr;
    }
    AuditRow made(int number) const;
    store::ArtifactRow addImage(store::Database &database);

    QTemporaryDir m_folder;
    test::ManualClock m_clock;
    store::Plan m_plan;
    QList<store::AuditHit> m_all; ///< newest first
    QStringList m_registries{u"one"_s, u"two"_s};
};

// 6000 entries of 60 days: seven users, three projects, several at one time.
AuditRow TestTrail::made(int number) const
{
    static const QStringList users{u"admin"_s, u"ada-team"_s, u"robot$payments+ci"_s, u"robot$web+deploy"_s, u"ops"_s,
        u"Audit Desk"_s, u"admin-two"_s};
    static const QStringList repositories{u"payments/api"_s, u"payments/api2"_s, u"web/shop"_s, u"base/os"_s};
    const quint32 mixed = quint32(number) * 2654435761U;
    AuditRow row;
    row.remoteId = number;
    row.at = m_clock.now().addSecs(-60LL * 86400 + qint64(number / 3) * 2590);
    row.user = users[(mixed >> 8) % 7];
    row.operation = mixed % 11 == 0 ? u"delete"_s : mixed % 3 == 0 ? u"create"_s : u"pull"_s;
    row.resourceType = u"artifact"_s;
    row.resource =
        repositories[(mixed >> 16) % 4] + (mixed % 2 == 0 ? u":1.%1"_s.arg(mixed % 5) : u"@sha256:%1"_s.arg(mixed % 7));
    if (mixed % 29 == 0) {
        row.operation = u"login"_s;
        row.resourceType = u"user"_s;
        row.resource = row.user;
    }
    if (mixed % 31 == 0) {
        row.operation = u"create"_s;
        row.resourceType = u"robot"_s;
        row.resource = u"robot$web+job"_s;
    }
    row.description = u"%1 %2: %3"_s.arg(row.operation, row.resourceType, row.resource);
    row.succeeded = mixed % 17 != 0;
    return row;
}

void TestTrail::initTestCase()
{
    m_plan = store::cachePlan(m_folder.path());
    const auto database = open();
    QVERIFY(database != nullptr);
    for (int i = 0; i < 2; ++i) {
        store::Inventory inventory(database.get());
        const auto registry =
            inventory.registry(m_registries[i], u"Registry %1"_s.arg(i + 1), u"https://%1.example"_s.arg(i));
        QVERIFY(registry.ok());
        const auto account = inventory.account(*registry, u"account%1"_s.arg(i), u"admin"_s, m_clock.now());
        QVERIFY(account.ok());
        QList<AuditRow> rows;
        for (int number = i; number < 6000; number += 2) {
            rows.append(made(number));
            m_all.append({rows.last(), *registry, m_registries[i], {},
                store::projectOf(rows.last().resourceType, rows.last().resource)});
        }
        QVERIFY(store::AuditTrail(database.get()).add(*registry, *account, rows, m_clock.now()).ok());
        QVERIFY(store::AuditTrail(database.get()).ended(*account, {m_clock.now(), {}}).ok());
    }
    std::sort(m_all.begin(), m_all.end(), [](const store::AuditHit &a, const store::AuditHit &b) {
        return std::tuple(b.row.at, b.registry, b.row.remoteId) < std::tuple(a.row.at, a.registry, a.row.remoteId);
    });
}

void TestTrail::answersAsAPlainLook_data()
{
    QTest::addColumn<QByteArray>("wish");
    const auto row = [](const char *name, const QByteArray &wish) { QTest::newRow(name) << wish; };
    row("all", "{}");
    row("a user", R"({"user":"ops"})");
    row("a part of a user", R"({"user":"ADMIN"})");
    row("nobody", R"({"user":"nobody"})");
    row("robots", R"({"robots":true})");
    row("a project", R"({"project":"payments"})");
    row("a project of robots", R"({"project":"web"})");
    row("a repository", R"({"repository":"payments/api"})");
    row("an operation", R"({"operation":"delete"})");
    row("a kind", R"({"resource_type":"robot"})");
    row("failures", R"({"result":"failed"})");
    row("failed deletions", R"({"result":"failed","operation":"delete"})");
    row("a resource", R"({"resource":"SHOP:1.2"})");
    row("resources", R"({"resources":["web/shop:1.2","base/os@sha256:3","none"]})");
    row("a text", R"({"text":"login user"})");
    row("a registry", R"({"registries":["two"]})");
    row("dates", R"({"from":"2026-10-20T00:00:00.000Z","to":"2026-11-01T00:00:00.000Z"})");
    row("dates and a user", R"({"from":"2026-10-20T00:00:00.000Z","user":"ops","operation":"create"})");
    row("an hour", R"({"weekday":1,"hour":9})");
    row("all together", R"({"user":"a","project":"payments","operation":"pull","result":"success","text":"api2",
        "from":"2026-10-01T00:00:00.000Z","registries":["one","two"]})");
}

void TestTrail::answersAsAPlainLook()
{
    QFETCH(QByteArray, wish);
    std::optional<AuditWish> asked = wishOf(QJsonDocument::fromJson(wish).object());
    QVERIFY(asked.has_value());
    store::AuditFit fit(*asked);
    QStringList expected;
    for (const store::AuditHit &hit : std::as_const(m_all)) {
        const bool isInTime =
            (!asked->from.isValid() || hit.row.at >= asked->from) && (!asked->to.isValid() || hit.row.at <= asked->to);
        const bool isThere = asked->registryIds.isEmpty() || asked->registryIds.contains(hit.registryId);
        if (isInTime && isThere && fit(hit))
            expected.append(u"%1/%2"_s.arg(hit.registryId).arg(hit.row.remoteId));
    }
    for (const bool isOldestFirst : {false, true}) {
        asked->isOldestFirst = isOldestFirst;
        const auto database = open();
        store::AuditScan scan(database.get(), *asked);
        QStringList got;
        for (bool isMore = true; isMore;) {
            const auto page = scan.next(137);
            QVERIFY(page.ok());
            for (const store::AuditHit &hit : page->hits)
                got.append(u"%1/%2"_s.arg(hit.registryId).arg(hit.row.remoteId));
            isMore = !page->isAtEnd;
        }
        QCOMPARE(got, expected);
        std::reverse(expected.begin(), expected.end());
    }
}

void TestTrail::countsAsItAnswers()
{
    QFETCH(QByteArray, wish);
    const std::optional<AuditWish> asked = wishOf(QJsonDocument::fromJson(wish).object());
    const auto database = open();
    store::AuditScan scan(database.get(), *asked);
    const auto all = scan.next(100'000);
    const auto counts = store::countAudit(*database, *asked, std::chrono::seconds(30));
    QVERIFY(all.ok() && counts.ok());
    QVERIFY(counts->isWhole);
    QCOMPARE(counts->total, all->hits.size());
    qint64 sum = 0;
    for (const qint64 count : counts->byHour)
        sum += count;
    QCOMPARE(sum, counts->total);
}

// A tag names one image today and named another before: the digest in Harbor's description decides.
void TestTrail::tagsThatMovedAreTold()
{
    AuditWish wish;
    wish.repository = u"p/app"_s;
    wish.resources = QStringList{u"p/app:1.0"_s, u"p/app@sha256:new"_s};
    wish.digests = QStringList{u"sha256:new"_s};
    store::AuditFit fit(wish);
    const auto fits = [&](const QString &resource, const QString &description) {
        store::AuditHit hit;
        hit.row.resourceType = u"artifact"_s;
        hit.row.resource = resource;
        hit.row.description = description;
        return fit(hit);
    };
    QVERIFY(fits(u"p/app:1.0"_s, u"push artifact: p/app@sha256:new"_s));
    QVERIFY(!fits(u"p/app:1.0"_s, u"push artifact: p/app@sha256:old"_s));
    QVERIFY2(fits(u"p/app:gone"_s, u"push artifact: p/app@sha256:new"_s), "under a tag that it has no more");
    QVERIFY(fits(u"p/app@sha256:new"_s, u"pull artifact: p/app@sha256:new"_s));
    QVERIFY(!fits(u"p/app@sha256:old"_s, {}));
    QVERIFY(fits(u"p/app:1.0"_s, u"read the tag"_s));
    QVERIFY(!fits(u"p/app:2.0"_s, u"read the tag"_s));
    QVERIFY(!fits(u"p/app2@sha256:new"_s, {}));
}

void TestTrail::imagesThatAreGoneHaveAHistory()
{
    QTemporaryDir folder;
    const auto opened = store::Database::open(store::cachePlan(folder.path()), m_clock);
    store::Database &database = **opened;
    store::Inventory inventory(&database);
    const auto registry = inventory.registry(u"r"_s, u"R"_s, u"https://r.example"_s);
    const auto account = inventory.account(*registry, u"a"_s, u"admin"_s, m_clock.now());
    const auto entry = [&](qint64 id, const QString &operation, const QString &resource, const QString &digest) {
        return AuditRow{id, m_clock.now().addSecs(id), u"ci"_s, operation, u"artifact"_s, resource,
            operation + u" artifact: p/app@"_s + digest, true};
    };
    QVERIFY(store::AuditTrail(&database)
                .add(*registry, *account,
                    {entry(1, u"create"_s, u"p/app:1.0"_s, u"sha256:aa"_s),
                        entry(2, u"pull"_s, u"p/app@sha256:aa"_s, u"sha256:aa"_s),
                        entry(3, u"create"_s, u"p/app:2.0"_s, u"sha256:bb"_s),
                        entry(4, u"delete"_s, u"p/app@sha256:aa"_s, u"sha256:aa"_s)},
                    m_clock.now())
                .ok());
    const auto story = imageStory(database, u"r"_s, u"p/app:1.0"_s);
    QVERIFY(story.ok());
    const auto page = store::AuditScan(&database, story->wish).next(10);
    QVERIFY(page.ok());
    QCOMPARE(page->hits.size(), 3);
    QCOMPARE(page->hits.first().row.operation, u"delete"_s);
    QCOMPARE(imageStory(database, u"r"_s, u"p/app:3.0"_s).error().kind, ErrorKind::NotFound);
}

/// An image of registry "r", pushed a day ago; without a digest where the store did not take it.
store::ArtifactRow TestTrail::addImage(store::Database &database)
{
    store::Inventory inventory(&database);
    const auto registry = inventory.registry(u"r"_s, u"R"_s, u"https://r.example"_s);
    const auto account = inventory.account(*registry, u"a"_s, u"admin"_s, m_clock.now());
    store::ArtifactRow image;
    image.repository = u"p/app"_s;
    image.digest = u"sha256:"_s + QString(64, u'a');
    image.pushedAt = m_clock.now().addDays(-1);
    const Result<void> added = inventory.add(*registry, *account, image, m_clock.now());
    return added ? image : store::ArtifactRow();
}

void TestTrail::signaturesAreInTheStory()
{
    QTemporaryDir folder;
    const auto opened = store::Database::open(store::cachePlan(folder.path()), m_clock);
    store::Database &database = **opened;
    const store::ArtifactRow image = addImage(database);
    QVERIFY(!image.digest.isEmpty());
    const QString name = image.repository + u'@' + image.digest;
    QVERIFY(imageStory(database, u"r"_s, name)->facts.size() == 1); // pushed; nobody verified anything yet
    const auto trust = store::Database::open(store::trustPlan(database.path()), m_clock);
    QVERIFY(trust.ok());
    store::KeptVerdict verdict;
    verdict.repository = image.repository;
    verdict.digest = image.digest;
    verdict.state = u"trusted"_s;
    verdict.checkedAt = m_clock.now();
    verdict.signers = {{u"sha256:1"_s, u"release"_s, u"key"_s, {}, u"trusted"_s, false, {}},
        {u"sha256:2"_s, u"builder"_s, u"key"_s, {}, u"valid"_s, true, {}}};
    QVERIFY((*trust)
                ->write([&] {
                    return store::TrustStore(trust->get()).put(store::placeOf(u"https://r.example"_s), verdict, {});
                })
                .ok());
    const auto story = imageStory(database, u"r"_s, name);
    QVERIFY(story.ok());
    QCOMPARE(story->facts.size(), 2); // an attestation is no signature
    QCOMPARE(story->facts.last().hit.row.operation, u"sign"_s);
    QCOMPARE(story->facts.last().hit.row.user, u"release"_s);
    QVERIFY(story->facts.last().hit.row.succeeded);
    QVERIFY(story->gaps.isEmpty());
}

// Verdicts that cannot be had are no image without a signature.
void TestTrail::signaturesThatCannotBeReadAreTold()
{
    QTemporaryDir folder;
    const auto opened = store::Database::open(store::cachePlan(folder.path()), m_clock);
    store::Database &database = **opened;
    const store::ArtifactRow image = addImage(database);
    QVERIFY(!image.digest.isEmpty());
    QVERIFY(QDir().mkpath(store::trustPlan(database.path()).path)); // a folder is no database
    const auto story = imageStory(database, u"r"_s, image.repository + u'@' + image.digest);
    QVERIFY(story.ok());
    QCOMPARE(story->gaps.size(), 1);
    QVERIFY2(story->gaps.first().english().startsWith(u"The signatures could not be read: "_s),
        qPrintable(story->gaps.first().english()));
}

void TestTrail::stopsInTime()
{
    AuditWish wish;
    wish.text = u"nothing says this"_s;
    const auto database = open();
    store::AuditScan scan(database.get(), wish);
    const auto first = scan.next(10, std::chrono::milliseconds(-1));
    QVERIFY(first.ok());
    QVERIFY2(!first->isAtEnd, "no end where the time ran out");
    const auto last = scan.next(10);
    QVERIFY(last.ok() && last->isAtEnd && last->hits.isEmpty());
}

void TestTrail::damagedEntriesAreCounted()
{
    QTemporaryDir folder;
    const auto plan = store::cachePlan(folder.path());
    auto database = store::Database::open(plan, m_clock);
    QVERIFY(database.ok());
    store::Inventory inventory(database->get());
    const auto registry = inventory.registry(u"r"_s, u"R"_s, u"https://r.example"_s);
    const auto account = inventory.account(*registry, u"a"_s, u"admin"_s, m_clock.now());
    AuditRow undated = made(3);
    undated.at = {};
    QVERIFY(
        store::AuditTrail(database->get()).add(*registry, *account, {made(1), made(2), undated}, m_clock.now()).ok());
    QVERIFY((*database)->sql("UPDATE audit SET user = 'somebody else' WHERE remote = 2").run().ok());
    store::AuditScan scan(database->get(), {});
    const auto page = scan.next(10);
    QVERIFY(page.ok());
    QCOMPARE(page->hits.size(), 1);
    QCOMPARE(page->damaged, 1);
    QCOMPARE(*scan.undated(), 1);
}

// An account may be shown a part of the trail, or none of it: what is here is then no whole answer.
void TestTrail::trailsThatAreNotShownAreTold()
{
    QTemporaryDir folder;
    const auto plan = store::cachePlan(folder.path());
    auto opened = store::Database::open(plan, m_clock);
    QVERIFY(opened.ok());
    store::Database &database = **opened;
    store::Inventory inventory(&database);
    store::AuditTrail trail(&database);
    const auto registry = inventory.registry(u"r"_s, u"Harbor"_s, u"https://r.example"_s);
    const auto guest = inventory.account(*registry, u"a"_s, u"guest"_s, m_clock.now());
    const auto admin = inventory.account(*registry, u"b"_s, u"admin"_s, m_clock.now());
    const auto told = [&](const QStringList &ids) {
        QStringList out;
        const auto limits = trailLimits(database, ids, {});
        for (const QString &limit : *limits)
            out.append(keptEnglish(limit));
        return out;
    };
    const QString unread = u"Harbor: The audit trail was not read to its end yet. Sync first."_s;
    QCOMPARE(told({}), QStringList{unread});
    const QString hidden = toKept({LOTSE_MSG("Not shown."), {}});
    QVERIFY(trail.ended(*guest, {m_clock.now(), hidden}).ok());
    QCOMPARE(told({}), QStringList{u"Harbor: Not shown."_s});
    QCOMPARE(told({u"r"_s}), QStringList{u"Harbor: Not shown."_s});
    QCOMPARE(told({u"another"_s}), QStringList());

    models::TrailTable table;
    table.setStore(plan, &m_clock);
    table.ask({});
    QTRY_COMPARE(table.state(), u"partial"_s);
    QCOMPARE(table.note(), u"Harbor: Not shown."_s);
    models::UnusualTable unusual;
    unusual.setStore(plan, &m_clock);
    unusual.setRegistry(u"r"_s);
    unusual.refresh();
    QTRY_COMPARE(unusual.state(), u"partial"_s);
    QCOMPARE(unusual.note(), u"Harbor: Not shown."_s);
    QTemporaryDir parts;
    TrailExport wish;
    wish.folder = parts.path() + u"/export"_s;
    wish.now = m_clock.now();
    const auto done = exportTrail(
        plan, m_clock, wish, {}, [](qint64) {}, [] { return false; });
    QVERIFY2(done.ok(), qPrintable(done.error().text()));
    QFile manifest(wish.folder + u"/manifest.json"_s);
    QVERIFY(manifest.open(QIODevice::ReadOnly));
    QCOMPARE(
        QJsonDocument::fromJson(manifest.readAll())[u"not_in_full"_s].toArray(), QJsonArray{u"Harbor: Not shown."_s});

    // A part that was written then is not kept in an export that goes on.
    QVERIFY(trail.add(*registry, *guest, {made(1)}, m_clock.now()).ok());
    const auto inPart = exportTrail(
        plan, m_clock, wish, {}, [](qint64) {}, [] { return false; });
    QCOMPARE(inPart->parts, 1);

    // What an administrator read fills it in, until the guest has read on.
    const QDateTime full = m_clock.now().addSecs(60);
    QVERIFY(trail.add(*registry, *admin, {made(2)}, full).ok());
    QVERIFY(trail.ended(*admin, {full, {}}).ok());
    QCOMPARE(told({}), QStringList());
    wish.now = full.addSecs(1);
    const auto whole = exportTrail(
        plan, m_clock, wish, {}, [](qint64) {}, [] { return false; });
    QCOMPARE(whole->kept, 0);
    QCOMPARE(whole->entries, 2);
    QVERIFY(whole->limits.isEmpty());
    QVERIFY(trail.ended(*guest, {full.addSecs(60), hidden}).ok());
    QCOMPARE(told({}), QStringList{u"Harbor: Since "_s + full.toString(Qt::ISODate) + u": Not shown."_s});
    QVERIFY(trail.ended(*guest, {full.addSecs(60), {}, 3}).ok());
    QCOMPARE(told({}), QStringList{u"Harbor: 3 entries could not be read."_s});
    // The next sync meets the same ones again, and where the first began stays.
    QVERIFY(trail.ended(*guest, {full.addSecs(120), {}, 3}).ok());
    QCOMPARE(told({}), QStringList{u"Harbor: 3 entries could not be read."_s});

    // The first reading goes back some days, and no further.
    QVERIFY(trail.begins(*admin, full.addDays(-90)).ok());
    QVERIFY(trail.begins(*admin, full.addDays(-1)).ok());
    const auto early = trailLimits(database, {}, full.addDays(-91));
    QCOMPARE(early->size(), 2);
    QCOMPARE(keptEnglish(early->first()),
        u"Harbor: Entries before %1 are not in the local store."_s.arg(full.addDays(-90).toString(Qt::ISODate)));
    QCOMPARE(trailLimits(database, {}, full.addDays(-90))->size(), 1);
}

static change::Course courseOf(const QByteArray &operation, const harbor::Params &path, const QDateTime &at)
{
    change::Course course;
    course.plan.id = u"plan"_s;
    course.plan.registry = u"one"_s;
    course.plan.origin = u"https://0.example"_s;
    course.plan.account = u"admin"_s;
    change::Change change;
    change.id = u"1"_s;
    change.operation = operation;
    change.path = path;
    change.names = {{u"project"_s, u"payments"_s}};
    course.plan.changes = {change};
    change::Step step;
    step.state = change::State::Verified;
    step.at = at;
    course.steps.insert(u"1"_s, step);
    return course;
}

void TestTrail::journalFillsIn()
{
    const QDateTime at = m_clock.now().addDays(-3);
    const QList<TrailEntry> own = ownEntries({courseOf("updateQuota", {{u"id"_s, u"2"_s}}, at)});
    QCOMPARE(own.size(), 1);
    QCOMPARE(own[0].hit.row.resourceType, u"quota"_s);
    QCOMPARE(own[0].hit.row.operation, u"update"_s);
    QCOMPARE(own[0].hit.project, u"payments"_s);
    AuditWish wish;
    wish.project = u"payments"_s;
    TrailReader reader(open(), wish, own);
    int place = -1;
    QList<TrailEntry> all;
    for (bool isMore = true; isMore;) {
        const auto page = reader.next(50);
        QVERIFY(page.ok());
        all += page->entries;
        isMore = !page->isAtEnd;
    }
    for (int i = 0; i < all.size(); ++i) {
        if (all[i].source == TrailEntry::Source::Journal)
            place = i;
    }
    QVERIFY(place > 0 && place + 1 < all.size());
    QVERIFY(all[place - 1].hit.row.at >= at && all[place + 1].hit.row.at <= at);
    wish.project = u"web"_s;
    const auto none = TrailReader(open(), wish, own).next(10'000);
    for (const TrailEntry &entry : none->entries)
        QCOMPARE(entry.source, TrailEntry::Source::Trail);
}

void TestTrail::journalLeavesOutWhatHarborTells()
{
    QVERIFY(ownEntries(
        {courseOf("deleteArtifact",
            {{u"project_name"_s, u"p"_s}, {u"repository_name"_s, u"r"_s}, {u"reference"_s, u"t"_s}}, m_clock.now())})
                .isEmpty());
    change::Course failed = courseOf("updateQuota", {{u"id"_s, u"2"_s}}, m_clock.now());
    failed.steps[u"1"_s].state = change::State::Skipped;
    QVERIFY2(ownEntries({failed}).isEmpty(), "nothing was sent");
}

void TestTrail::journalTellsWhatWentToAnyRegistry_data()
{
    QTest::addColumn<QByteArray>("operation");
    QTest::addColumn<harbor::Params>("path");
    QTest::addColumn<harbor::Params>("names");
    QTest::addColumn<QStringList>("expected");
    const QString digest = u"sha256:"_s + QString(64, u'a');
    const harbor::Params tag{{u"repository"_s, u"team/app"_s}, {u"tag"_s, u"2.0"_s}};
    const harbor::Params image{{u"repository"_s, u"team/app"_s}, {u"digest"_s, digest}};
    const harbor::Params signature{{u"repository"_s, u"team/app"_s}, {u"reference"_s, digest}};
    const harbor::Params tags{{u"name"_s, u"team/app:1.0"_s}, {u"tags"_s, u"1.0, latest"_s}};
    const auto row = [](const char *name, const harbor::Params &path, const harbor::Params &names,
                         const QStringList &expected) {
        QTest::newRow(name) << QByteArray(name) << path << names << expected;
    };
    row("oci.createTag", tag, {}, {u"create"_s, u"tag"_s, u"team/app:2.0"_s});
    row("oci.moveTag", tag, {}, {u"update"_s, u"tag"_s, u"team/app:2.0"_s});
    row("oci.deleteTag", tag, {}, {u"delete"_s, u"tag"_s, u"team/app:2.0"_s});
    row("oci.deleteManifest", image, {}, {u"delete"_s, u"artifact"_s, u"team/app@"_s + digest});
    row("attachSignature", signature, tags, {u"create"_s, u"signature"_s, u"team/app:1.0"_s});
    row("detachSignature", signature, {}, {u"delete"_s, u"signature"_s, u"team/app@"_s + digest});
    row("deleteTag",
        {{u"project_name"_s, u"team"_s}, {u"repository_name"_s, u"app"_s}, {u"reference"_s, digest},
            {u"tag_name"_s, u"2.0"_s}},
        {}, {u"delete"_s, u"tag"_s, u"team/app:2.0"_s});
}

void TestTrail::journalTellsWhatWentToAnyRegistry()
{
    QFETCH(QByteArray, operation);
    QFETCH(harbor::Params, path);
    QFETCH(harbor::Params, names);
    change::Course course = courseOf(operation, path, m_clock.now());
    course.plan.account.clear();
    course.plan.author = u"ann@laptop"_s;
    course.plan.changes.first().names = names;
    const QList<TrailEntry> own = ownEntries({course});
    QCOMPARE(own.size(), 1);
    const AuditRow &row = own.first().hit.row;
    QTEST(QStringList({row.operation, row.resourceType, row.resource}), "expected");
    QCOMPARE(own.first().hit.project, u"team"_s);
    QCOMPARE(row.user, u"ann@laptop"_s);
}

// The journal knows the address only, and facts nothing.
void TestTrail::aRegistryHasOneName()
{
    TrailEntry fact;
    fact.source = TrailEntry::Source::Facts;
    fact.hit.registryId = u"one"_s;
    fact.hit.row.at = m_clock.now().addDays(-3);
    const QList<TrailEntry> own = ownEntries({courseOf("updateQuota", {{u"id"_s, u"2"_s}}, fact.hit.row.at)});
    const auto page = TrailReader(open(), {}, own + QList<TrailEntry>{fact}).next(10'000);
    QVERIFY(page.ok());
    QHash<QString, QSet<QString>> names;
    for (const TrailEntry &entry : page->entries)
        names[entry.hit.registryId].insert(entry.hit.registryName);
    QCOMPARE(names[u"one"_s].size(), 1);
    QVERIFY(!names[u"one"_s].contains(QString()));
}

void TestTrail::snapshotsTellWhatNoTrailDoes()
{
    QTemporaryDir folder;
    const store::Plan plan = store::snapshotPlan(folder.path());
    QVERIFY(snapshotEntries(plan, m_clock, {})->isEmpty());
    QVERIFY(!QFile::exists(plan.path)); // asking makes no file
    const auto thing = [](const char *kind, const QString &name, const QJsonObject &value) {
        change::ConfigObject out;
        out.kind = change::configKind(QLatin1String(kind));
        out.project = u"payments"_s;
        out.name = name;
        out.value = value;
        return out;
    };
    change::ConfigSnapshot config;
    config.version = u"v2.15.2-080b0220"_s;
    for (const change::ConfigKind &kind : change::configKinds())
        config.kinds.append(QLatin1String(kind.name));
    config.objects = {thing("project", {}, {{u"public"_s, false}}), thing("quota", {}, {{u"storage"_s, 1024}}),
        thing("member", u"user:bob"_s, {{u"role"_s, u"guest"_s}})};
    const auto book = change::SnapshotBook::open(plan, m_clock);
    QVERIFY(bool(book));
    const QDateTime start(QDate(2026, 11, 20), QTime(10, 2), Qt::UTC);
    const auto keep = [&](const QString &identity, int hours) {
        return (*book)->keep({0, u"one:443"_s, identity, u"one"_s, u"Registry 1"_s, identity}, config,
            start.addSecs(hours * 3600), start.addSecs(hours * 3600));
    };
    QVERIFY(keep(u"admin"_s, 0) && keep(u"auditor"_s, 0));
    config.objects[1].value = {{u"storage"_s, 2048}};
    config.objects[2].value = {{u"role"_s, u"maintainer"_s}};
    QVERIFY(keep(u"admin"_s, 1) && keep(u"auditor"_s, 1));

    // Harbor tells of members itself, and two accounts saw the same.
    const auto found = snapshotEntries(plan, m_clock, {});
    QVERIFY(bool(found));
    QCOMPARE(found->size(), 1);
    const TrailEntry &entry = found->first();
    QCOMPARE(sourceWord(entry.source), u"snapshot"_s);
    QCOMPARE(entry.hit.registryId, u"one"_s);
    QCOMPARE(entry.hit.project, u"payments"_s);
    QCOMPARE(entry.hit.row.at, start.addSecs(3600));
    QCOMPARE(entry.hit.row.user, QString());
    QCOMPARE(entry.hit.row.resourceType, u"quota"_s);
    QCOMPARE(entry.hit.row.description,
        u"quota of payments changed from 1.0 KiB to 2.0 KiB between 2026-11-20 10:02 and 2026-11-20 11:02 UTC, by "
        "snapshots of the configuration; not in the server's trail"_s);
    AuditWish wish;
    wish.registryIds = {u"one"_s};
    wish.project = u"payments"_s;
    wish.resourceType = u"quota"_s;
    TrailReader reader(open(), wish, *found);
    const auto page = reader.next(10);
    QVERIFY(page && page->entries.size() == 1);

    // A change from this computer in that time is named, and is no proof that it was the only one.
    TrailEntry own;
    own.source = TrailEntry::Source::Journal;
    own.hit.registryId = u"one"_s;
    own.hit.project = u"payments"_s;
    own.hit.row.resourceType = u"quota"_s;
    own.hit.row.at = start.addSecs(1800);
    QVERIFY(snapshotEntries(plan, m_clock, {own})->first().hit.row.description.endsWith(u"in that time"_s));
    own.hit.row.at = start.addSecs(-1800);
    QVERIFY(!snapshotEntries(plan, m_clock, {own})->first().hit.row.description.endsWith(u"in that time"_s));

    // A Harbor before 2.13 writes nothing of members.
    config.version = u"v2.12.1"_s;
    config.objects[2].value = {{u"role"_s, u"developer"_s}};
    QVERIFY(bool(keep(u"admin"_s, 2)));
    QCOMPARE(snapshotEntries(plan, m_clock, {})->last().hit.row.resourceType, u"member"_s);
}

void TestTrail::exportGoesOn()
{
    QTemporaryDir folder;
    TrailExport wish;
    wish.folder = folder.filePath(u"out"_s);
    wish.now = m_clock.now();
    wish.partEntries = 1000;
    int asked = 0;
    const auto stopped = exportTrail(
        m_plan, m_clock, wish, {}, [](qint64) {}, [&asked] { return ++asked > 1; });
    QVERIFY(!stopped && stopped.error().kind == ErrorKind::Cancelled);
    // One byte of the second part is another: it and all behind it are made anew.
    QFile second(wish.folder + u"/audit-00002.ndjson"_s);
    QVERIFY(second.open(QIODevice::ReadWrite));
    QVERIFY(second.seek(40) && second.write("~") == 1);
    second.close();
    wish.now = m_clock.now().addDays(2);
    const auto done = exportTrail(
        m_plan, m_clock, wish, {}, [](qint64) {}, [] { return false; });
    QVERIFY2(done.ok(), qPrintable(done.ok() ? QString() : done.error().text()));
    QCOMPARE(done->entries, 6000);
    QCOMPARE(done->kept, 1);
    QFile file(wish.folder + u"/manifest.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject manifest = QJsonDocument::fromJson(file.readAll()).object();
    QVERIFY(manifest[u"complete"_s].toBool());
    QCOMPARE(manifest[u"to"_s].toString(), m_clock.now().toUTC().toString(Qt::ISODateWithMs));
    QSet<QString> keys;
    QString last;
    for (const QJsonValue part : manifest[u"parts"_s].toArray()) {
        QFile lines(wish.folder + u'/' + part[u"file"_s].toString());
        QVERIFY(lines.open(QIODevice::ReadOnly));
        const QByteArray bytes = lines.readAll();
        QCOMPARE(QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex()),
            part[u"sha256"_s].toString());
        for (const QByteArray &line : bytes.trimmed().split('\n')) {
            const QJsonObject entry = QJsonDocument::fromJson(line).object();
            keys.insert(entry[u"registry_id"_s].toString() + u'/' + QString::number(entry[u"id"_s].toInt()));
            QVERIFY(last <= entry[u"time"_s].toString());
            last = entry[u"time"_s].toString();
        }
    }
    QCOMPARE(keys.size(), 6000);
}

void TestTrail::exportByAgeGoesOn()
{
    QTemporaryDir folder;
    TrailExport wish;
    wish.folder = folder.filePath(u"out"_s);
    const auto run = [&](int day) {
        wish.now = m_clock.now().addDays(day);
        wish.wish.from = wish.now.addDays(-7);
        return exportTrail(
            m_plan, m_clock, wish, {}, [](qint64) {}, [] { return false; });
    };
    wish.ages = {{u"from"_s, u"7d"_s}};
    const auto first = run(0);
    QVERIFY(first.ok() && first->entries > 0);
    const auto second = run(1);
    QVERIFY2(second.ok(), second.ok() ? "" : qPrintable(second.error().text()));
    QCOMPARE(second->kept, first->parts);
    QCOMPARE(second->entries, first->entries);
    wish.ages = {{u"from"_s, u"8d"_s}};
    QCOMPARE(run(1).error().kind, ErrorKind::Usage);
}

void TestTrail::exportRefusesAnotherFilter()
{
    QTemporaryDir folder;
    TrailExport wish;
    wish.folder = folder.filePath(u"out"_s);
    wish.now = m_clock.now();
    wish.format = TrailFormat::Csv;
    const auto never = [] { return false; };
    const auto quiet = [](qint64) {};
    QVERIFY(exportTrail(m_plan, m_clock, wish, {}, quiet, never).ok());
    wish.wish.user = u"ops"_s;
    QCOMPARE(exportTrail(m_plan, m_clock, wish, {}, quiet, never).error().kind, ErrorKind::Usage);
    QFile foreign(folder.filePath(u"somebody's"_s));
    QVERIFY(foreign.open(QIODevice::WriteOnly));
    wish.folder = folder.path();
    QCOMPARE(exportTrail(m_plan, m_clock, wish, {}, quiet, never).error().kind, ErrorKind::Usage);
}

void TestTrail::rulesNameTheirNumbers()
{
    QTemporaryDir folder;
    const auto plan = store::cachePlan(folder.path());
    auto database = store::Database::open(plan, m_clock);
    store::Inventory inventory(database->get());
    const auto registry = inventory.registry(u"r"_s, u"R"_s, u"https://r.example"_s);
    const auto account = inventory.account(*registry, u"a"_s, u"admin"_s, m_clock.now());
    QList<AuditRow> rows;
    const auto add = [&rows](
                         const QDateTime &at, const char *user, const char *operation, int count, bool isDone = true) {
        for (int i = 0; i < count; ++i)
            rows.append({rows.size() + 1, at.addSecs(i), QString::fromLatin1(user), QString::fromLatin1(operation),
                u"artifact"_s, u"p/r:1"_s, {}, isDone});
    };
    // In the zone of the person, on a Wednesday.
    const QDateTime noon(QDate(2026, 11, 18), QTime(12, 0), Qt::LocalTime);
    {
        // Without days before, nothing is known of what is usual.
        add(noon, "ops", "delete", 12);
        QTemporaryDir other;
        auto young = store::Database::open(store::cachePlan(other.path()), m_clock);
        store::Inventory fresh(young->get());
        const auto place = fresh.registry(u"r"_s, u"R"_s, u"https://r.example"_s);
        const auto who = fresh.account(*place, u"a"_s, u"admin"_s, m_clock.now());
        QVERIFY(store::AuditTrail(young->get()).add(*place, *who, rows, m_clock.now()).ok());
        const auto answer = findUnusual(**young, u"r"_s, {}, m_clock.now(), std::chrono::seconds(10));
        QCOMPARE(answer->found.size(), 1);
        QCOMPARE(answer->found[0].usual, -1);
        QVERIFY(answer->found[0].sentence.english().contains(u"no earlier days"_s));
        rows.clear();
    }
    add(noon.addDays(-20), "ops", "delete", 6);
    add(noon.addDays(-20), "robot$p+old", "pull", 2);
    add(noon, "ops", "delete", 17); // 3 * 6 = 18
    add(noon.addSecs(3600), "robot$p+old", "pull", 50);
    UnusualLimits limits;
    store::AuditTrail trail(database->get());
    QVERIFY(trail.add(*registry, *account, rows, m_clock.now()).ok());
    const auto found = [&] {
        const auto answer = findUnusual(**database, u"r"_s, limits, m_clock.now(), std::chrono::seconds(10));
        return answer ? answer->found : QList<Unusual>();
    };
    QVERIFY2(found().isEmpty(), "below all limits");
    rows.clear();
    const qint64 known = 100;
    const auto more = [&](const QDateTime &at, const char *user, const char *operation, int count, bool isDone = true) {
        rows.clear();
        add(at, user, operation, count, isDone);
        for (AuditRow &row : rows)
            row.remoteId += known + at.toSecsSinceEpoch();
        return trail.add(*registry, *account, rows, m_clock.now()).ok();
    };
    QVERIFY(more(noon.addSecs(100), "ops", "delete", 1));
    QCOMPARE(found().size(), 1);
    QCOMPARE(found()[0].rule, UnusualRule::Deletions);
    QCOMPARE(found()[0].count, 18);
    QCOMPARE(found()[0].usual, 6);
    QVERIFY(found()[0].sentence.english().contains(u"18"_s) && found()[0].sentence.english().contains(u"6"_s));
    limits.deletions = 0;
    QVERIFY2(found().isEmpty(), "a rule that is off");
    const QDateTime night(QDate(2026, 11, 19), QTime(3, 0), Qt::LocalTime);
    QVERIFY(more(night, "robot$p+new", "pull", 1));
    QVERIFY(more(night.addSecs(60), "vendor", "login", 10, false));
    QVERIFY(more(night.addSecs(120), "admin", "login", 1));
    QVERIFY(more(night.addSecs(180), "robot$p+old", "pull", 5));
    QSet<QString> rules;
    for (const Unusual &one : found()) {
        rules.insert(ruleWord(one.rule));
        const QString sentence = one.sentence.english();
        if (one.rule == UnusualRule::FirstRobot)
            QVERIFY2(sentence.endsWith(u"(1 entry in the first hour)."_s), qPrintable(sentence));
        if (one.rule == UnusualRule::Failures)
            QVERIFY2(sentence.startsWith(u"10 operations of vendor failed"_s), qPrintable(sentence));
        if (one.rule == UnusualRule::AdminSignIn)
            QVERIFY2(sentence.startsWith(u"Administrator admin signed in 1 time at 2026"_s), qPrintable(sentence));
    }
    QCOMPARE(rules, (QSet<QString>{u"first-robot"_s, u"failures"_s, u"admin-sign-in"_s, u"quiet-pulls"_s}));
    QCOMPARE(UnusualLimits::fromJson(limits.toJson()), limits);
    limits.workFrom = 20;
    QVERIFY(!limits.problem().isEmpty());
}

void TestTrail::tableReadsPageByPage()
{
    models::TrailTable table;
    QAbstractItemModelTester tester(&table);
    table.setStore(m_plan, &m_clock);
    table.ask({});
    QTRY_COMPARE(table.state(), u"ready"_s);
    QCOMPARE(table.loaded(), models::TrailTable::pageSize);
    QVERIFY(table.hasMore());
    QTRY_COMPARE(table.matching(), 6000);
    QCOMPARE(table.total(), 6000);
    // An export has every entry, not only those that the view has reached.
    std::optional<Result<models::TableModel::AllRows>> exported;
    table.readAll(
        &table, [](const harbor::Progress &) {}, [&](const auto &all) { exported = all; });
    QTRY_VERIFY(exported.has_value());
    QVERIFY(exported->ok());
    QCOMPARE((*exported)->rows.size(), 6000);
    QVERIFY((*exported)->missing.isEmpty());
    QCOMPARE(table.loaded(), models::TrailTable::pageSize);
    table.setInView(150, 190);
    QTRY_COMPARE(table.loaded(), 2 * models::TrailTable::pageSize);
    QVERIFY(table.timeline().size() >= 60);
    QCOMPARE(table.heat().size(), 7 * 24);
    table.fetchAll();
    QTRY_COMPARE(table.loaded(), 6000);
    QTRY_VERIFY(!table.hasMore());
    // Days before the oldest entry have no number, which is not nothing.
    AuditWish early;
    early.from = m_clock.now().addDays(-80);
    table.ask(early);
    QTRY_COMPARE(table.matching(), 6000);
    QVERIFY(!table.timeline().first().toMap()[u"value"_s].isValid());
    QVERIFY(table.timeline().first().toMap()[u"text"_s].toString().contains(u"not in the local store"_s));
    QVERIFY(table.timeline().at(40).toMap()[u"value"_s].toInt() > 0);
    QVERIFY(table.countNote().contains(u"begins on"_s));
    AuditWish none;
    none.user = u"nobody"_s;
    table.ask(none);
    QTRY_COMPARE(table.state(), u"empty"_s);
    // A question that was overtaken does not come through.
    table.ask({});
    AuditWish ops;
    ops.user = u"ops"_s;
    table.ask(ops);
    QTRY_VERIFY(table.loaded() > 0 && !table.isLoading());
    for (int row = 0; row < table.rowCount(); ++row)
        QCOMPARE(table.index(row, 1).data().toString(), u"ops"_s);
}

void TestTrail::filterIsShownAndKept()
{
    models::AuditFilter filter;
    QVERIFY(filter.isEmpty());
    filter.setProperty("user", u"ops"_s);
    filter.setProperty("project", u"payments"_s);
    filter.narrowToHour(2, 14);
    QCOMPARE(filter.inForce().size(), 3);
    QCOMPARE(filter.localOnly().size(), 2);
    QCOMPARE(filter.wish().weekday, 2);
    models::AuditFilter other;
    QVERIFY(other.takeText(filter.asText()));
    QCOMPARE(other.wish(), filter.wish());
    // A range of days is kept as one: opened later, it ends on that day.
    filter.lastDays(7);
    QVERIFY(!filter.asText().contains(filter.property("fromText").toString()));
    models::AuditFilter later;
    const auto isDaysBack = [&later](int days, const QDate &before) { // the day may end meanwhile
        return later.from() == before.addDays(-days) || later.from() == QDate::currentDate().addDays(-days);
    };
    const QDate today = QDate::currentDate();
    QVERIFY(later.takeText(u"{\"days\": 30}"_s));
    QVERIFY(isDaysBack(29, today));
    QVERIFY(later.takeText(filter.asText()));
    QVERIFY(isDaysBack(6, today));
    // A day that was typed stays that day.
    later.setProperty("fromText", u"2026-01-02"_s);
    QVERIFY(later.asText().contains(u"2026-01-02"_s) && !later.asText().contains(u"days"_s));
    filter.lastDays(0);
    QVERIFY(!other.takeText(u"no filter"_s));
    QCOMPARE(other.wish(), filter.wish());
    filter.remove(u"hour"_s);
    filter.remove(u"user"_s);
    QCOMPARE(filter.inForce().size(), 1);
    // The server would read the comma as the end of a term, and answer as if nothing had been asked.
    filter.setProperty("user", u"ops,admin"_s);
    QVERIFY(filter.problem().isEmpty());
    QVERIFY(filter.serverProblem().contains(u"commas"_s));
    filter.setProperty("user", QString());
    QVERIFY(filter.serverProblem().isEmpty());
    filter.setProperty("fromText", u"2026-13-77"_s);
    QVERIFY(filter.problem().contains(u"2026-13-77"_s));
    filter.setProperty("fromText", u"2026-11-20"_s);
    filter.setProperty("toText", u"2026-11-10"_s);
    QVERIFY(!filter.problem().isEmpty());
}

QTEST_GUILESS_MAIN(TestTrail)
#include "tst_trail.moc"
