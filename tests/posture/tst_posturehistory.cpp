// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/mending.h"
#include "posture/posturehistory.h"
#include "store/schema.h"
#include "support/manualclock.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lotse;
using namespace lotse::posture;

/// Runs and exceptions that outlive the program, and changes that mend a failed check.
class TestPostureHistory : public QObject {
    Q_OBJECT

private slots:
    void runsAreKept();
    void runsAreCompared();
    void exceptionsNeedAnOwnerAndADay();
    void exceptionsCountAndEnd();
    void changesMend_data();
    void changesMend();
    void nothingIsMendedBlindly();

private:
    std::unique_ptr<PostureHistory> open(const QTemporaryDir &folder)
    {
        auto history = PostureHistory::open(store::decisionPlan(folder.path()), m_clock);
        return history ? std::move(history).value() : nullptr;
    }
    static Posture judge(const QByteArray &facts, const QList<Exception> &exceptions = {})
    {
        Result<CheckSet> set = builtInSet(u"all"_s);
        set.value().exceptions = exceptions;
        Result<Facts> read = factsFromJson(facts);
        if (!read)
            qFatal("%s", qPrintable(read.error().text()));
        read.value().prepare();
        return evaluate(std::move(read).value(), *set);
    }
    static const Judged &of(const Posture &posture, const QString &id)
    {
        for (const Judged &one : posture.checks) {
            if (one.id == id)
                return one;
        }
        qFatal("no such check");
    }

    test::ManualClock m_clock;
};

static QByteArray factsOf(const QByteArray &facts)
{
    return R"({"host":"harbor.example","at":"2026-11-23T10:00:00Z","harbor":true,"facts":{)" + facts + "}}";
}

void TestPostureHistory::runsAreKept()
{
    QTemporaryDir folder;
    const Posture first = judge(factsOf(R"("system-info":{"rows":[{"self_registration":true}]})"));
    {
        const auto history = open(folder);
        QVERIFY(history->keep(keptRun(first, u"one"_s)).ok());
        QVERIFY(history->keep(keptRun(first, u"two"_s)).ok());
    }
    const auto again = open(folder);
    const auto runs = again->runs(u"one"_s, first.set);
    QVERIFY(runs.ok());
    QCOMPARE(runs->size(), 1);
    QCOMPARE(runs->first().at, first.at);
    QCOMPARE(runs->first().outcomes, keptRun(first, u"one"_s).outcomes);
    QCOMPARE(runs->first().outcomes.value(u"P03"_s), Outcome::Failed);
    QVERIFY(again->runs(u"one"_s, u"another set"_s)->isEmpty());
}

void TestPostureHistory::runsAreCompared()
{
    KeptRun before;
    before.outcomes = {{u"P01"_s, Outcome::Passed}, {u"P02"_s, Outcome::Failed}, {u"P03"_s, Outcome::Failed},
        {u"P04"_s, Outcome::Passed}, {u"P05"_s, Outcome::Failed}};
    KeptRun now;
    now.outcomes = {{u"P01"_s, Outcome::Failed}, {u"P02"_s, Outcome::Passed}, {u"P03"_s, Outcome::NotAssessable},
        {u"P04"_s, Outcome::Passed}, {u"P05"_s, Outcome::Excepted}, {u"P99"_s, Outcome::Failed}};
    const Compared compared = compare(before, now);
    QCOMPARE(compared.worse, QStringList{u"P01"_s});
    QCOMPARE(compared.better, (QStringList{u"P02"_s, u"P05"_s}));
    QCOMPARE(compared.unknown, QStringList{u"P03"_s});
}

void TestPostureHistory::exceptionsNeedAnOwnerAndADay()
{
    QTemporaryDir folder;
    const auto history = open(folder);
    const QDate today = m_clock.now().date();
    const auto kind = [&](const Exception &one) { return history->except(u"one"_s, one, u"joe"_s).error().kind; };
    QCOMPARE(kind({u"P03"_s, {}, {}, u"because"_s, today}), ErrorKind::Usage);
    QCOMPARE(kind({u"P03"_s, {}, u"Platform"_s, u"  "_s, today}), ErrorKind::Usage);
    QCOMPARE(kind({u"P03"_s, {}, u"Platform"_s, u"because"_s, {}}), ErrorKind::Usage);
    QCOMPARE(kind({u"P03"_s, {}, u"Platform"_s, u"because"_s, today.addDays(-1)}), ErrorKind::Usage);
    QVERIFY(history->exceptions(u"one"_s)->isEmpty());
    QVERIFY(history->except(u"one"_s, {u"P03"_s, u"pay*"_s, u"Platform"_s, u"because"_s, today}, u"joe"_s).ok());
    const auto kept = open(folder)->exceptions(u"one"_s);
    QCOMPARE(kept->size(), 1);
    QCOMPARE(kept->first().author, u"joe"_s);
    QCOMPARE(kept->first().exception.subject, u"pay*"_s);
    QCOMPARE(kept->first().exception.expires, today);
    QVERIFY(history->exceptions(u"two"_s)->isEmpty());
    QVERIFY(history->withdraw(kept->first().id, u"ann"_s).ok());
    QVERIFY(open(folder)->exceptions(u"one"_s)->isEmpty());
}

void TestPostureHistory::exceptionsCountAndEnd()
{
    const QByteArray facts = factsOf(R"("system-info":{"rows":[{"self_registration":true}]})");
    const QDate day(2026, 11, 23);
    QCOMPARE(of(judge(facts), u"P03"_s).outcome, Outcome::Failed);
    QCOMPARE(of(judge(facts, {{u"P03"_s, {}, u"Platform"_s, u"because"_s, day}}), u"P03"_s).outcome, Outcome::Excepted);
    QCOMPARE(of(judge(facts, {{u"P03"_s, {}, u"Platform"_s, u"because"_s, day.addDays(-1)}}), u"P03"_s).outcome,
        Outcome::Failed);
}

void TestPostureHistory::changesMend_data()
{
    QTest::addColumn<QString>("check");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<int>("edits");
    const auto row = [](const char *check, const QByteArray &before, const QByteArray &after, int edits) {
        QTest::newRow(check) << QString::fromLatin1(check) << factsOf(before) << factsOf(after) << edits;
    };
    row("P03", R"("system-info":{"rows":[{"self_registration":true}]})",
        R"("system-info":{"rows":[{"self_registration":false}]})", 1);
    row("P04", R"("system-info":{"rows":[{"project_creation_restriction":"everyone"}]})",
        R"("system-info":{"rows":[{"project_creation_restriction":"adminonly"}]})", 1);
    row("P14", R"("configuration":{"rows":[{"robot_token_duration":{"value":365,"editable":true}}]})",
        R"("configuration":{"rows":[{"robot_token_duration":{"value":90,"editable":true}}]})", 1);
    row("P17",
        R"("configuration":{"rows":[{"session_timeout":{"value":600,"editable":true},"token_expiration":{"value":90,"editable":true}}]})",
        R"("configuration":{"rows":[{"session_timeout":{"value":60,"editable":true},"token_expiration":{"value":30,"editable":true}}]})",
        2);
    row("P23",
        R"("projects":{"rows":[{"name":"a","metadata":{"auto_scan":"false"}},{"name":"b","metadata":{"auto_scan":"true"}}]})",
        R"("projects":{"rows":[{"name":"a","metadata":{"auto_scan":"true"}},{"name":"b","metadata":{"auto_scan":"true"}}]})",
        1);
}

// What the changes set is what makes the check pass.
void TestPostureHistory::changesMend()
{
    QFETCH(QString, check);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(int, edits);
    const Posture failed = judge(before);
    QCOMPARE(of(failed, check).outcome, Outcome::Failed);
    const QList<change::Change> changes = mendingOf(failed.facts, of(failed, check));
    int count = 0;
    for (const change::Change &change : changes) {
        QVERIFY(change::faultsOf(change).isEmpty());
        QVERIFY(!change::sentenceOf(change).isEmpty());
        count += int(change.edits.size());
        for (const change::Edit &edit : change.edits)
            QVERIFY(edit.before != edit.after);
    }
    QCOMPARE(count, edits);
    const Posture passed = judge(after);
    QCOMPARE(of(passed, check).outcome, Outcome::Passed);
    QVERIFY(mendingOf(passed.facts, of(passed, check)).isEmpty());
}

void TestPostureHistory::nothingIsMendedBlindly()
{
    // Not read: nobody knows what would be changed.
    const Posture unread = judge(factsOf(R"("system-info":{"missing":"forbidden","right":"system:read"})"));
    for (const Judged &one : unread.checks)
        QVERIFY2(mendingOf(unread.facts, one).isEmpty(), qPrintable(one.id));
}

QTEST_GUILESS_MAIN(TestPostureHistory)
#include "tst_posturehistory.moc"
