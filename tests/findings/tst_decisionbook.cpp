// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/decisionbook.h"
#include "sampledecision.h"

#include <QTest>

using namespace lotse;
using namespace lotse::findings;
using namespace Qt::StringLiterals;

static constexpr Seconds kNow = kSampleNow;

class TestDecisionBook : public QObject {
    Q_OBJECT
private slots:
    void undoes();
    void refusesAChangedHistory();
    void keepsAllInJson();
    void refusesBrokenJson();
};

void TestDecisionBook::undoes()
{
    DecisionBook book;
    Decision d = sampleDecision();
    const auto made = book.make({d}, u"Platform Security"_s, u"query: pkg:openssl"_s, kNow);
    QVERIFY(made.ok());
    QVERIFY(book.current().isEmpty()); // nothing before it is written
    QVERIFY(book.append(*made).ok());
    QCOMPARE(book.current().size(), 1);
    Decision other = sampleDecision(State::FalsePositive);
    other.supersedes = book.current().first().id;
    const auto replaced = book.make({other}, u"Platform Security"_s, {}, kNow + 1);
    QVERIFY(book.append(*replaced).ok());
    QCOMPARE(book.current().size(), 1);
    QCOMPARE(book.current().first().state, State::FalsePositive);
    QCOMPARE(book.history(book.current().first().id).size(), 2);
    const auto back = book.undo(replaced->id, u"Release Board"_s, kNow + 2);
    QVERIFY(book.append(*back).ok());
    QCOMPARE(book.current().size(), 1);
    QCOMPARE(book.current().first().state, State::NotAffected); // what it replaced is in force again
    QCOMPARE(book.undo(replaced->id, u"x"_s, kNow).error().kind, ErrorKind::Conflict);
    QCOMPARE(book.undo(u"nothing"_s, u"x"_s, kNow).error().kind, ErrorKind::NotFound);
    const auto again = book.undo(back->id, u"x"_s, kNow + 3);
    QVERIFY(again.ok());
    QVERIFY(book.append(*again).ok());
    QCOMPARE(book.current().first().state, State::FalsePositive);
    QCOMPARE(book.current().first().created, kNow + 1);
    QCOMPARE(book.events().size(), 4);
    QVERIFY(!book.make({}, u"x"_s, {}, kNow).ok());
}

void TestDecisionBook::refusesAChangedHistory()
{
    DecisionBook book;
    QList<DecisionEvent> events;
    for (int i = 0; i < 3; ++i) {
        const auto event = book.make({sampleDecision()}, u"Platform Security"_s, QString::number(i), kNow);
        QVERIFY(book.append(*event).ok());
        events.append(*event);
    }
    DecisionBook copy;
    for (const DecisionEvent &event : std::as_const(events)) {
        const auto read = readEvent(eventJson(event));
        QVERIFY(read.ok());
        QVERIFY(*read == event);
        QVERIFY(copy.append(*read).ok());
    }
    QCOMPARE(copy.current(), book.current());
    DecisionBook gap;
    QVERIFY(gap.append(events[0]).ok());
    QCOMPARE(gap.append(events[2]).error().kind, ErrorKind::Conflict);
    DecisionEvent forged = events[1];
    forged.decisions[0].reason = u"Something else."_s;
    QCOMPARE(gap.append(forged).error().kind, ErrorKind::Conflict);
    QCOMPARE(gap.events().size(), 1);
}

void TestDecisionBook::keepsAllInJson()
{
    Decision d = sampleDecision(State::NotAffected);
    d.justification = Justification::ProtectedAtPerimeter;
    d.responses = QStringList{u"update"_s, u"workaround_available"_s};
    d.detail = u"Zeile 1\n\"<b>\u202e"_s;
    d.scope = {u"r"_s, u"p"_s, u"p/x"_s, u"sha256:1"_s, u"v*"_s};
    d.match = {{u"CVE-1"_s, u"GHSA-1"_s}, u"openssl"_s, u"vers:deb/<3"_s, u"/usr/lib"_s};
    d.expires = kNow + 5;
    d.approvedBy = u"Release Board"_s;
    d.ticket = u"https://tickets.example.com/1"_s;
    d.evidence = {{u"scan.txt"_s, u"ab12"_s}};
    d.supersedes = u"old"_s;
    d.priority = -3;
    const auto read = readDecision(decisionJson(d));
    QVERIFY(read.ok());
    QVERIFY(*read == d);
    for (int state = 1; state <= int(State::RiskAccepted); ++state)
        QCOMPARE(stateOf(stateWord(State(state))), State(state));
}

void TestDecisionBook::refusesBrokenJson()
{
    const QByteArray whole = decisionJson(sampleDecision());
    QVERIFY(readDecision(whole).ok());
    const auto with = [&](const char *from, const char *to) { return QByteArray(whole).replace(from, to); };
    QCOMPARE(readDecision(with("\"not_affected\"", "\"open\"")).error().where, u"state"_s);
    QCOMPARE(readDecision(with("\"not_affected\"", "\"hidden\"")).error().where, u"state"_s);
    QCOMPARE(readDecision(with("\"hides\":true", "\"hides\":1")).error().where, u"hides"_s);
    QCOMPARE(readDecision(with("\"scope\":{}", "\"scope\":[]")).error().where, u"scope"_s);
    QCOMPARE(readDecision(with("\"review\":\"2", "\"review\":\"x")).error().where, u"review"_s);
    QCOMPARE(readDecision(with("\"match\"", "\"m\"")).error().where, u"match"_s);
    QCOMPARE(readDecision("{").error().kind, ErrorKind::Decode);
    QCOMPARE(readEvent("{}").error().kind, ErrorKind::Decode);
}

QTEST_GUILESS_MAIN(TestDecisionBook)
#include "tst_decisionbook.moc"
