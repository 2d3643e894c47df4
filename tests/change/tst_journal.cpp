// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/journal.h"
#include "change/snapshotbook.h"
#include "models/changes/configcompare.h"
#include "store/schema.h"
#include "support/manualclock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace lotse;
using namespace lotse::change;
using namespace Qt::StringLiterals;

/// The journal: what is in it, that no secret is, and that no hand changes it unnoticed.
class JournalTest : public QObject {
    Q_OBJECT

private slots:
    void putsCoursesTogether();
    void takesWhatAnotherProgramAdded();
    void noticesEveryChange();
    void keepsNoSecrets();
    void snapshotsTakeOnlyTheirDifferences();
    void whatCouldNotBeReadIsNoDifference();
    void aHiddenProjectIsNotRemoved();
    void aProxyWithoutANameStaysKnown();
    void twoThatLackTheSameAreNotTheSame();
    void aDamagedThingIsNotRead();
    void identitiesAreApartAndOldOnesGo();
};

namespace {

ChangePlan samplePlan()
{
    ChangePlan plan;
    plan.id = u"p"_s;
    plan.origin = u"https://harbor.example.com"_s;
    plan.madeAt = QDateTime(QDate(2026, 11, 29), QTime(10, 0), Qt::UTC);
    for (int i = 1; i <= 3; ++i) {
        Change change;
        change.operation = "updateQuota";
        change.path = {{u"id"_s, QString::number(i)}};
        change.names = {{u"project"_s, u"project-%1"_s.arg(i)}};
        change.edits = {{u"hard.storage"_s, 1, 2}};
        plan.add(change);
    }
    return plan;
}

Entry entry(Entry::Kind kind, const QString &change = {}, const QJsonObject &body = {})
{
    Entry out;
    out.kind = kind;
    out.plan = u"p"_s;
    out.change = change;
    out.body = body;
    return out;
}

Entry planned(const ChangePlan &plan)
{
    return entry(Entry::Kind::Planned, {}, {{u"plan"_s, QJsonDocument::fromJson(toJson(plan)).object()}});
}

std::unique_ptr<Journal> openIn(const QString &folder, const Clock &clock)
{
    auto opened = Journal::open(store::changePlan(folder), clock);
    return opened ? std::move(opened.value()) : nullptr;
}

/// Runs a statement on the file behind the journal's back.
bool tamper(const QString &path, const QByteArray &sql)
{
    sqlite3 *handle = nullptr;
    if (sqlite3_open(path.toUtf8().constData(), &handle) != SQLITE_OK)
        return false;
    sqlite3_exec(
        handle, "DROP TRIGGER IF EXISTS event_stays; DROP TRIGGER IF EXISTS event_remains", nullptr, nullptr, nullptr);
    const bool worked =
        sqlite3_exec(handle, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK && sqlite3_changes(handle) > 0;
    sqlite3_close(handle);
    return worked;
}

} // namespace

void JournalTest::putsCoursesTogether()
{
    const QTemporaryDir folder;
    test::ManualClock clock;
    const auto journal = openIn(folder.path(), clock);
    QVERIFY(journal);
    QVERIFY(journal->append({planned(samplePlan()), entry(Entry::Kind::Intent, u"1"_s)}).ok());
    QVERIFY(journal
                ->append({entry(Entry::Kind::Result, u"1"_s, {{u"status"_s, 200}, {u"request_id"_s, u"r1"_s}}),
                    entry(Entry::Kind::Proof, u"1"_s,
                        {{u"state"_s, u"verified"_s}, {u"before"_s, QJsonObject{{u"a"_s, 1}}}}),
                    entry(Entry::Kind::Intent, u"2"_s)})
                .ok());
    const auto entries = journal->readOn();
    QVERIFY(entries.ok());
    QCOMPARE(entries->size(), 5);
    QVERIFY(!entries->first().author.isEmpty());
    QList<Course> courses = coursesOf(*entries);
    QCOMPARE(courses.size(), 1);
    QVERIFY(courses[0].isOpen());
    QCOMPARE(courses[0].plan, samplePlan());
    QCOMPARE(courses[0].count(State::Verified), 1);
    QCOMPARE(courses[0].steps[u"1"_s].requestId, u"r1"_s);
    QCOMPARE(courses[0].interrupted(), QStringList{u"2"_s});
    QCOMPARE(courses[0].count(State::Planned), 1);
    // Applied again by mistake: what was proved stays, or it could not be undone.
    QVERIFY(journal
                ->append({planned(samplePlan()), entry(Entry::Kind::Intent, u"1"_s),
                    entry(Entry::Kind::Proof, u"1"_s, {{u"state"_s, u"skipped"_s}})})
                .ok());
    const auto again = journal->readOn();
    QVERIFY(again.ok());
    for (const Entry &one : *again)
        take(courses, one);
    QCOMPARE(courses[0].count(State::Verified), 1);
    QCOMPARE(courses[0].steps[u"1"_s].before, (QJsonObject{{u"a"_s, 1}}));
    QVERIFY(journal->append({entry(Entry::Kind::End, {}, {{u"how"_s, u"discarded"_s}})}).ok());
    const auto more = journal->readOn();
    QVERIFY(more.ok());
    for (const Entry &one : *more)
        take(courses, one);
    QVERIFY(!courses[0].isOpen());
    QCOMPARE(courses[0].end, u"discarded"_s);
}

void JournalTest::takesWhatAnotherProgramAdded()
{
    const QTemporaryDir folder;
    test::ManualClock clock;
    const auto mine = openIn(folder.path(), clock);
    const auto theirs = openIn(folder.path(), clock);
    QVERIFY(mine->append({planned(samplePlan())}).ok());
    QVERIFY(theirs->append({entry(Entry::Kind::Intent, u"1"_s)}).ok());
    QVERIFY(mine->append({entry(Entry::Kind::Intent, u"2"_s)}).ok());
    const auto all = theirs->readOn();
    QVERIFY(all.ok());
    QCOMPARE(all->size(), 3);
    QCOMPARE(all->last().change, u"2"_s);
    QCOMPARE(mine->readOn()->size(), 3);
    QVERIFY(mine->readOn()->isEmpty());
}

void JournalTest::noticesEveryChange()
{
    // 1,000 records; of each: changed, taken out, put in, put in another order.
    const QTemporaryDir folder;
    test::ManualClock clock;
    const QString path = store::changePlan(folder.path()).path;
    {
        const auto journal = openIn(folder.path(), clock);
        QList<Entry> entries{planned(samplePlan())};
        for (int i = 0; i < 999; ++i)
            entries.append(entry(Entry::Kind::Intent, QString::number(i)));
        QVERIFY(journal->append(entries).ok());
    }
    const auto copyAndTamper = [&](const QByteArray &sql) {
        const QTemporaryDir other;
        const QString copy = store::changePlan(other.path()).path;
        QFile::copy(path, copy);
        QFile::copy(path + u"-wal"_s, copy + u"-wal"_s);
        QFile::copy(folder.path() + u"/changes.head"_s, other.path() + u"/changes.head"_s);
        if (!tamper(copy, sql))
            return -1;
        const auto opened = Journal::open(store::changePlan(other.path()), clock);
        return opened.ok() ? 1 : 0;
    };
    const auto step = qEnvironmentVariableIntValue("LOTSE_THOROUGH") > 0 ? 1 : 37;
    int tried = 0;
    for (int i = 1; i <= 1000; i += step) {
        const QByteArray number = QByteArray::number(i);
        const QByteArray next = QByteArray::number(i == 1000 ? 1 : i + 1);
        QCOMPARE(copyAndTamper("UPDATE event SET body = body || ' ' WHERE number = " + number), 0);
        QCOMPARE(copyAndTamper("DELETE FROM event WHERE number = " + number), 0);
        QCOMPARE(copyAndTamper("UPDATE event SET kind = 'proof' WHERE number = " + number), 0);
        // Two swapped, each with its own hash.
        QCOMPARE(
            copyAndTamper("UPDATE event SET number = -1 WHERE number = " + number + "; UPDATE event SET number = "
                + number + " WHERE number = " + next + "; UPDATE event SET number = " + next + " WHERE number = -1"),
            0);
        ++tried;
    }
    QCOMPARE(copyAndTamper("INSERT INTO event SELECT 1001, 'x', at, stream, kind, author, body, link FROM event"
                           " WHERE number = 1000"),
        0);
    QVERIFY(tried >= 27);
}

void JournalTest::keepsNoSecrets()
{
    const QJsonObject read{{u"name"_s, u"x"_s}, {u"access_secret"_s, u"s3cret"_s},
        {u"credential"_s, QJsonObject{{u"access_key"_s, u"k"_s}, {u"access_secret"_s, u"s3cret"_s}}},
        {u"targets"_s, QJsonArray{QJsonObject{{u"address"_s, u"a"_s}, {u"auth_header"_s, u"s3cret"_s}}}},
        {u"uaa_client_secret"_s, u"s3cret"_s}, {u"ldap_search_password"_s, u"s3cret"_s}};
    const QByteArray kept = QJsonDocument(withoutSecrets(read)).toJson();
    QVERIFY(!kept.contains("s3cret"));
    QVERIFY(kept.contains("address"));
    QVERIFY(kept.contains("access_key"));
}

namespace {

ConfigObject thing(const char *kind, const QString &project, const QString &name, const QJsonObject &value)
{
    ConfigObject out;
    out.kind = configKind(QLatin1String(kind));
    out.project = project;
    out.name = name;
    out.value = value;
    return out;
}

/// Two projects with retention, a quota and a member.
ConfigSnapshot sampleConfig(int kept = 10, const QString &role = u"guest"_s)
{
    ConfigSnapshot out;
    for (const ConfigKind &kind : configKinds()) {
        if (kind.isExported)
            out.kinds.append(QLatin1String(kind.name));
    }
    for (const QString &project : {u"payments"_s, u"web"_s}) {
        out.objects.append(thing("project", project, {}, {{u"public"_s, false}}));
        out.objects.append(thing("quota", project, {}, {{u"storage"_s, 10}}));
        out.objects.append(thing("retention", project, {},
            {{u"algorithm"_s, u"or"_s}, {u"rules"_s, QJsonArray{project == u"payments"_s ? kept : 3}}}));
        out.objects.append(thing("member", project, u"user:bob"_s, {{u"role"_s, role}}));
    }
    return out;
}

/// A book in a folder, and its series.
struct Snapshots {
    Snapshots()
    {
        auto opened = SnapshotBook::open(store::snapshotPlan(folder.path()), clock);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().text()));
        book = std::move(opened).value();
    }
    SnapshotKept keep(const ConfigSnapshot &config, const QString &identity = u"admin"_s, qint64 most = 0)
    {
        clock.advance(std::chrono::hours(1));
        const QDateTime began = clock.now();
        clock.advance(std::chrono::minutes(1));
        const auto kept = book->keep(
            {0, u"harbor.example.com:443"_s, identity, u"r"_s, u"prod"_s, identity}, config, began, clock.now(), most);
        return kept ? *kept : SnapshotKept();
    }
    QList<SnapshotStory> stories(qsizetype which = 0)
    {
        const auto series = book->series();
        const auto read =
            series ? book->stories(series->value(which).id) : Result<QList<SnapshotStory>>(series.error());
        return read ? *read : QList<SnapshotStory>();
    }
    static QStringList sentences(const SnapshotStory &story)
    {
        QStringList out;
        for (const SnapshotEvent &one : story.events)
            out.append(sentenceOf(one.event, Speech::English));
        return out;
    }
    QString path() const { return folder.filePath(u"snapshots.db"_s); }
    qint64 number(const QByteArray &sql) const
    {
        sqlite3 *database = nullptr;
        sqlite3_stmt *statement = nullptr;
        qint64 out = -1;
        if (sqlite3_open(path().toUtf8().constData(), &database) == SQLITE_OK
            && sqlite3_prepare_v2(database, sql.constData(), -1, &statement, nullptr) == SQLITE_OK
            && sqlite3_step(statement) == SQLITE_ROW)
            out = sqlite3_column_int64(statement, 0);
        sqlite3_finalize(statement);
        sqlite3_close(database);
        return out;
    }

    QTemporaryDir folder;
    test::ManualClock clock;
    std::unique_ptr<SnapshotBook> book;
};

} // namespace

void JournalTest::snapshotsTakeOnlyTheirDifferences()
{
    Snapshots snapshots;
    QVERIFY(snapshots.keep(sampleConfig()).isNew);
    QCOMPARE(snapshots.number("SELECT count(*) FROM thing"), 8);
    // The same again adds its time, and an empty member that comes or goes is no difference.
    ConfigSnapshot same = sampleConfig();
    same.objects[0].value.insert(u"auto_scan"_s, QJsonValue::Null);
    const SnapshotKept again = snapshots.keep(same);
    QVERIFY(!again.isNew);
    QCOMPARE(snapshots.number("SELECT count(*) FROM snapshot"), 1);
    QCOMPARE(snapshots.number("SELECT readings FROM snapshot"), 2);
    QCOMPARE(snapshots.number("SELECT count(*) FROM thing"), 8);

    QVERIFY(snapshots.keep(sampleConfig(20)).isNew);
    QCOMPARE(snapshots.number("SELECT count(*) FROM thing"), 9);
    ConfigSnapshot fewer = sampleConfig(20, u"maintainer"_s);
    fewer.objects.removeIf([](const ConfigObject &one) { return one.project == u"web"_s; });
    QVERIFY(snapshots.keep(fewer).isNew);

    const QList<SnapshotStory> stories = snapshots.stories();
    QCOMPARE(stories.size(), 3);
    QVERIFY(stories[0].isFirst && stories[0].events.isEmpty());
    QCOMPARE(Snapshots::sentences(stories[1]), QStringList{u"retention of payments changed: rules"_s});
    // It was as before at the beginning of the second reading, and as it is at the end of the third.
    const QDateTime start(QDate(2026, 11, 23), QTime(10, 0), Qt::UTC);
    QCOMPARE(stories[1].events[0].after, start.addSecs((2 * 60 + 1) * 60));
    QCOMPARE(stories[1].events[0].before, start.addSecs((3 * 60 + 3) * 60));
    QCOMPARE(Snapshots::sentences(stories[2]),
        (QStringList{u"project web removed"_s, u"quota of web removed (was 10 bytes)"_s,
            u"role of bob in payments changed from guest to maintainer"_s, u"bob (guest) removed from web"_s,
            u"retention of web removed"_s}));
    // Each comes back as it was read.
    const auto read = snapshots.book->read(stories[1].snapshot.id);
    QVERIFY(bool(read));
    ConfigSnapshot wanted = sampleConfig(20);
    wanted.origin = u"https://harbor.example.com"_s;
    QCOMPARE(exportJson(*read), exportJson(wanted));
    QVERIFY(!snapshots.book->read(99));
}

void JournalTest::whatCouldNotBeReadIsNoDifference()
{
    Snapshots snapshots;
    ConfigSnapshot first = sampleConfig();
    first.objects.removeIf([](const ConfigObject &one) { return qstrcmp(one.kind->name, "quota") == 0; });
    first.gaps = {{u"quota"_s, {}, u"refused"_s}};
    snapshots.keep(first);
    // Retention of payments cannot be read while it changes, and quotas are read for the first time.
    ConfigSnapshot second = sampleConfig(20);
    second.objects.removeIf([](const ConfigObject &one) {
        return one.project == u"payments"_s && qstrcmp(one.kind->name, "retention") == 0;
    });
    second.gaps = {{u"retention"_s, u"payments"_s, u"HTTP 500"_s}};
    QVERIFY(snapshots.keep(second).isNew);
    QVERIFY(snapshots.keep(sampleConfig(20)).isNew);

    const QList<SnapshotStory> stories = snapshots.stories();
    QCOMPARE(stories.size(), 3);
    QCOMPARE(Snapshots::sentences(stories[1]), QStringList());
    QCOMPARE(stories[1].notCompared.size(), 2); // quotas of two projects
    QCOMPARE(stories[1].snapshot.gaps.value(0).reason, u"HTTP 500"_s);
    QCOMPARE(Snapshots::sentences(stories[2]), QStringList{u"retention of payments changed: rules"_s});
    // Since the first reading: the second could not tell.
    QCOMPARE(stories[2].events[0].after, stories[0].snapshot.lastAt);
    // What was carried on is in no export of the snapshot that could not read it.
    const auto read = snapshots.book->read(stories[1].snapshot.id);
    QVERIFY(read && !read->find("retention", u"payments"_s) && read->isGap("retention", u"payments"_s));
    QVERIFY(read->find("retention", u"web"_s));
}

void JournalTest::aHiddenProjectIsNotRemoved()
{
    const ConfigGap some{u"project"_s, {}, u"some projects only"_s};
    const auto reading = [&some](const QStringList &projects, qint64 quota = 10) {
        ConfigSnapshot out = sampleConfig();
        out.gaps = {some};
        out.objects.append(thing("project", u"lab"_s, {}, {{u"public"_s, true}}));
        out.objects.removeIf([&](const ConfigObject &one) { return !projects.contains(one.project); });
        for (ConfigObject &object : out.objects) {
            if (qstrcmp(object.kind->name, "quota") == 0 && object.project == u"web"_s)
                object.value = {{u"storage"_s, quota}};
        }
        return out;
    };
    Snapshots snapshots;
    snapshots.keep(reading({u"payments"_s, u"web"_s}));
    // What is shown is known.
    const auto first = snapshots.book->read(1);
    QVERIFY(first && first->find("project", u"web"_s) && !ProjectSight(*first).hides(u"web"_s));
    // The account loses one and gets another.
    QVERIFY(snapshots.keep(reading({u"payments"_s, u"lab"_s})).isNew);
    QVERIFY(!snapshots.keep(reading({u"payments"_s, u"lab"_s})).isNew);
    QVERIFY(snapshots.keep(reading({u"payments"_s, u"lab"_s, u"web"_s}, 20)).isNew);
    const QList<SnapshotStory> stories = snapshots.stories();
    QCOMPARE(stories.size(), 3);
    QCOMPARE(Snapshots::sentences(stories[1]), QStringList());
    QCOMPARE(stories[1].notCompared, QStringList{u"Project lab was not read on both sides and is not compared."_s});
    const auto second = snapshots.book->read(stories[1].snapshot.id);
    QVERIFY(second && !second->find("project", u"web"_s) && !second->find("quota", u"web"_s));
    QVERIFY(second->find("project", u"lab"_s) && ProjectSight(*second).hides(u"web"_s));
    // What happened meanwhile is told when it is shown again, since it was read last.
    QCOMPARE(Snapshots::sentences(stories[2]), QStringList{u"quota of web changed from 10 bytes to 20 bytes"_s});
    QCOMPARE(stories[2].events[0].after, stories[0].snapshot.lastAt);
    // One that is shown stays one whose changes are told.
    ConfigSnapshot changed = reading({u"payments"_s, u"lab"_s, u"web"_s}, 20);
    changed.objects.removeIf([](const ConfigObject &one) { return qstrcmp(one.kind->name, "retention") == 0; });
    changed.objects[0].value.insert(u"public"_s, true);
    snapshots.keep(changed);
    QCOMPARE(Snapshots::sentences(snapshots.stories().last()),
        (QStringList{
            u"project payments changed: public"_s, u"retention of payments removed"_s, u"retention of web removed"_s}));
    QVERIFY(snapshots.stories().last().events[0].after.isValid());
}

void JournalTest::aProxyWithoutANameStaysKnown()
{
    ConfigSnapshot named = sampleConfig();
    named.objects[0].value.insert(u"proxy_of"_s, u"hub"_s);
    ConfigSnapshot unnamed = sampleConfig();
    unnamed.objects[0].value.insert(u"proxy_of"_s, QString());
    unnamed.gaps = {{u"registry"_s, {}, u"HTTP 500"_s}};
    Snapshots snapshots;
    snapshots.keep(named);
    snapshots.keep(unnamed);
    snapshots.keep(named);
    const QList<SnapshotStory> stories = snapshots.stories();
    QCOMPARE(stories.size(), 3);
    QCOMPARE(Snapshots::sentences(stories[1]) + Snapshots::sentences(stories[2]), QStringList());
    const auto read = snapshots.book->read(2);
    QVERIFY(bool(read));
    QCOMPARE(exportJson(*read).count("hub"), 0);
    named.objects[0].value.insert(u"proxy_of"_s, u"mirror"_s);
    snapshots.keep(named);
    QCOMPARE(Snapshots::sentences(snapshots.stories().last()), QStringList{u"project payments changed: proxy_of"_s});
}

void JournalTest::twoThatLackTheSameAreNotTheSame()
{
    Snapshots snapshots;
    ConfigSnapshot config = sampleConfig();
    config.gaps = {{u"registry"_s, {}, u"refused"_s}};
    snapshots.keep(config);
    models::SnapshotTable table;
    table.setStore(store::snapshotPlan(snapshots.folder.path()), &snapshots.clock);
    table.setPlace(u"harbor.example.com:443"_s);
    models::ConfigCompare compare;
    compare.setSources(&table, nullptr, &snapshots.clock);
    QTRY_COMPARE(compare.choiceList().size(), 1);
    compare.setFrom(0);
    compare.setTo(0);
    QTRY_COMPARE(compare.summary(), u"No differences in what could be compared."_s);
    QCOMPARE(compare.notes(), QStringList{u"registry could not be read: refused"_s});
}

void JournalTest::aDamagedThingIsNotRead()
{
    Snapshots snapshots;
    snapshots.keep(sampleConfig());
    snapshots.keep(sampleConfig(20));
    QVERIFY(tamper(snapshots.path(), "UPDATE thing SET value = X'7b7d' WHERE kind = 'quota' AND project = 'web'"));
    const QList<SnapshotStory> stories = snapshots.stories();
    const auto read = snapshots.book->read(stories.value(1).snapshot.id);
    QVERIFY(read && !read->find("quota", u"web"_s) && read->isGap("quota", u"web"_s));
    QVERIFY(read->find("quota", u"payments"_s));
    QVERIFY(exportJson(*read).contains("damaged in the local store"));
    // The next reading knows it again, and takes nothing for a difference.
    QVERIFY(snapshots.keep(sampleConfig(20)).isNew);
    QCOMPARE(Snapshots::sentences(snapshots.stories().value(2)), QStringList());
    QVERIFY(tamper(snapshots.path(), "UPDATE snapshot SET head = X'00' WHERE id = 2"));
    QVERIFY(!snapshots.book->read(2));
    QVERIFY(snapshots.stories().value(1).snapshot.isDamaged);
}

void JournalTest::identitiesAreApartAndOldOnesGo()
{
    Snapshots snapshots;
    snapshots.keep(sampleConfig());
    ConfigSnapshot little = sampleConfig();
    little.objects.removeIf([](const ConfigObject &one) { return one.project == u"web"_s; });
    snapshots.keep(little, u"guest"_s);
    QVERIFY(!snapshots.keep(sampleConfig()).isNew);
    QCOMPARE(snapshots.stories(0).size(), 1);
    QCOMPARE(snapshots.stories(1).size(), 1);
    QVERIFY(snapshots.stories(1)[0].isFirst);

    for (int i = 1; i <= 5; ++i)
        snapshots.keep(sampleConfig(10 + i), u"admin"_s, 3);
    const QList<SnapshotStory> left = snapshots.stories(0);
    QCOMPARE(left.size(), 3);
    QVERIFY(left[0].isFirst);
    QCOMPARE(Snapshots::sentences(left[2]), QStringList{u"retention of payments changed: rules"_s});
    const auto oldest = snapshots.book->read(left[0].snapshot.id);
    QVERIFY(oldest && oldest->objects.size() == 8);
    QCOMPARE(snapshots.number("SELECT count(*) FROM thing WHERE kind = 'retention' AND project = 'payments'"), 4);
    QCOMPARE(snapshots.stories(1).size(), 1);
}

QTEST_GUILESS_MAIN(JournalTest)
#include "tst_journal.moc"
