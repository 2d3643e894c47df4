// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/journal.h"
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

QTEST_GUILESS_MAIN(JournalTest)
#include "tst_journal.moc"
