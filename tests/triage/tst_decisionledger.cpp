// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.h"
#include "support/manualclock.h"
#include "triage/decisionledger.h"

#include <QCoreApplication>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::findings;
using namespace Qt::StringLiterals;

namespace {

Decision decided(const QString &vulnerability, Seconds now)
{
    Decision d;
    d.state = State::NotAffected;
    d.isHiding = true;
    d.reason = u"Not reachable."_s;
    d.review = now + 90 * 86400;
    d.match.vulnerabilities = QStringList{vulnerability};
    return d;
}

Seconds secondsOf(const Clock &clock)
{
    return Seconds(clock.now().toSecsSinceEpoch());
}

// Decides again and again, until somebody kills it; says each event that is on the disk.
int decideForever(const QString &folder)
{
    SystemClock clock;
    const auto ledger = DecisionLedger::open(store::decisionPlan(folder), clock);
    if (!ledger)
        qFatal("%s", qPrintable(ledger.error().message.english()));
    for (int turn = 0;; ++turn) {
        QList<Decision> several;
        for (int i = 0; i < 20; ++i)
            several.append(decided(u"CVE-2026-%1"_s.arg(turn * 20 + i), secondsOf(clock)));
        const auto event = (*ledger)->make(several, u"Platform Security"_s, QString::number(turn));
        if (!event)
            qFatal("%s", qPrintable(event.error().message.english()));
        std::puts(qPrintable(event->id));
        std::fflush(stdout);
    }
}

} // namespace

class TestDecisionLedger : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void keepsWhatWasDecided();
    void takesWhatAnotherProgramDecided();
    void writesNothingThatIsRefused();
    void writesNothingThatNobodyCouldRead();
    void keepsRules();
    void losesNothingWhenItIsKilled();

private:
    std::unique_ptr<DecisionLedger> open()
    {
        auto ledger = DecisionLedger::open(store::decisionPlan(m_folder->path()), m_clock);
        if (!ledger)
            qFatal("%s", qPrintable(ledger.error().message.english()));
        return std::move(ledger).value();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    test::ManualClock m_clock;
};

void TestDecisionLedger::keepsWhatWasDecided()
{
    const auto ledger = open();
    const auto event =
        ledger->make({decided(u"CVE-1"_s, secondsOf(m_clock))}, u"Platform Security"_s, u"query: cve:CVE-1"_s);
    QVERIFY(event.ok());
    QCOMPARE(ledger->book().current().size(), 1);
    QCOMPARE(ledger->book().current().first().author, u"Platform Security"_s);
    QCOMPARE(open()->book().current(), ledger->book().current());

    const auto back = ledger->undo(event->id, u"Release Board"_s);
    QVERIFY(back.ok());
    QVERIFY(ledger->book().current().isEmpty());
    QVERIFY(open()->book().current().isEmpty());
    QVERIFY(ledger->undo(back->id, u"Release Board"_s).ok());
    QCOMPARE(ledger->book().current().size(), 1);
    const QString id = ledger->book().current().first().id;
    QVERIFY(ledger->withdraw({id}, u"Release Board"_s, u"The package is gone."_s).ok());
    QCOMPARE(open()->book().events().size(), 4); // nothing is ever taken out of the history
    QCOMPARE(open()->book().history(id).size(), 4);
}

void TestDecisionLedger::takesWhatAnotherProgramDecided()
{
    const auto one = open();
    const auto other = open();
    QVERIFY(one->make({decided(u"CVE-1"_s, secondsOf(m_clock))}, u"Platform Security"_s, {}).ok());
    QVERIFY(other->book().current().isEmpty());
    // A change takes first what it does not know yet, and comes after it.
    QVERIFY(other->make({decided(u"CVE-2"_s, secondsOf(m_clock))}, u"Release Board"_s, {}).ok());
    QCOMPARE(other->book().current().size(), 2);
    QCOMPARE(other->book().events().last().previous, one->book().events().last().hash);
    QCOMPARE(*one->refresh(), true);
    QCOMPARE(one->book().current(), other->book().current());
    QCOMPARE(*one->refresh(), false);
}

void TestDecisionLedger::writesNothingThatIsRefused()
{
    const auto ledger = open();
    Decision d = decided(u"CVE-1"_s, secondsOf(m_clock));
    d.reason.clear();
    const auto refused = ledger->make({decided(u"CVE-2"_s, secondsOf(m_clock)), d}, u"Platform Security"_s, {});
    QCOMPARE(refused.error().kind, ErrorKind::Invalid);
    QCOMPARE(refused.error().where, u"reason"_s);
    QCOMPARE(ledger->undo(u"nothing"_s, u"x"_s).error().kind, ErrorKind::NotFound);
    QVERIFY(ledger->book().events().isEmpty());
    QVERIFY(open()->book().events().isEmpty());
}

void TestDecisionLedger::writesNothingThatNobodyCouldRead()
{
    const auto ledger = open();
    Decision d = decided(u"CVE-1"_s, secondsOf(m_clock));
    d.scope.repository = QString(70'000, u'x'); // readers cut it, and with it the scope
    const auto refused = ledger->make({d}, u"Platform Security"_s, {});
    QCOMPARE(refused.error().kind, ErrorKind::Invalid);
    QVERIFY(open()->book().events().isEmpty());
}

void TestDecisionLedger::keepsRules()
{
    const auto ledger = open();
    Rule rule;
    rule.name = u"Documentation packages"_s;
    rule.author = u"Platform Security"_s;
    rule.query = u"pkg:*-doc"_s;
    rule.decision = decided({}, secondsOf(m_clock));
    rule.mode = Rule::Mode::Apply;
    const auto kept = ledger->keepRule(rule);
    QVERIFY2(kept.ok(), qPrintable(kept.error().message.english()));
    QVERIFY(!kept->id.isEmpty());
    QCOMPARE(open()->rules().size(), 1);
    Rule changed = *kept;
    changed.mode = Rule::Mode::Log;
    QVERIFY(ledger->keepRule(changed).ok());
    QCOMPARE(open()->rules().size(), 1);
    QCOMPARE(open()->rules().first().mode, Rule::Mode::Log);
    changed.query = u"nonsense:"_s;
    QCOMPARE(ledger->keepRule(changed).error().where, u"query"_s);
    QCOMPARE(ledger->dropRule(u"nothing"_s, u"x"_s).error().kind, ErrorKind::NotFound);
    QVERIFY(ledger->dropRule(kept->id, u"x"_s).ok());
    QVERIFY(open()->rules().isEmpty());
}

/// LOTSE_KILL_ROUNDS sets how often.
void TestDecisionLedger::losesNothingWhenItIsKilled()
{
    bool isNumber = false;
    const int wanted = qEnvironmentVariableIntValue("LOTSE_KILL_ROUNDS", &isNumber);
    const int rounds = isNumber ? wanted : 40;
    QRandomGenerator random{quint32(rounds)};
    QSet<QString> said;
    for (int round = 0; round < rounds; ++round) {
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {u"--decide"_s, m_folder->path()});
        QVERIFY(child.waitForReadyRead(20'000));
        QTest::qSleep(int(random.bounded(30)));
        child.kill();
        QVERIFY(child.waitForFinished(20'000));
        QCOMPARE(child.exitStatus(), QProcess::CrashExit);
        for (const QByteArray &line : child.readAllStandardOutput().split('\n')) {
            if (line.size() == 36)
                said.insert(QString::fromLatin1(line));
        }
        const auto ledger = DecisionLedger::open(store::decisionPlan(m_folder->path()), m_clock);
        QVERIFY2(ledger.ok(), qPrintable(ledger.error().message.english() + ledger.error().detail));
        QSet<QString> kept;
        for (const DecisionEvent &event : (*ledger)->book().events()) {
            QCOMPARE(event.decisions.size(), 20); // all of a change or none of it
            kept.insert(event.id);
        }
        QVERIFY2(kept.contains(said), "what was said to be decided is gone");
    }
    qInfo("%d rounds, %lld events", rounds, qint64(said.size()));
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--decide"_s)
        return decideForever(arguments.value(2));
    TestDecisionLedger test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_decisionledger.moc"
