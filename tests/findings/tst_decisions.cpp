// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/decide.h"
#include "findings/filter.h"
#include "sampledecision.h"

#include <QTest>

using namespace lotse;
using namespace lotse::findings;
using namespace Qt::StringLiterals;

static constexpr Seconds kNow = kSampleNow;

class TestDecisions : public QObject {
    Q_OBJECT
private slots:
    void checks_data();
    void checks();
    void appliesToScope_data();
    void appliesToScope();
    void appliesByPrecedence_data();
    void appliesByPrecedence();
    void expiryNeverHides();
    void marksWhatLeavesTheRange();
    void joinsAliases();
    void proposesOnAQuery();
    void appliesRules();
};

// Row 0: r1 shop/api d1 openssl 3.0.11; 1: r1 shop/api d2 openssl 3.0.13; 2: r1 pay/web openssl 3.0.11;
// 3: r2 shop/api openssl 3.0.11; 4: r1 shop/api d1 zlib 1 (CVE-2); 5: r2 plain openssl as GHSA-1.
static Context sample()
{
    const auto add = [](SegmentBuilder &builder, const char *id, const char *package, const char *version) {
        FindingInput input;
        input.vulnerability = id;
        input.package = package;
        input.version = version;
        input.severity = "High";
        builder.add(input);
    };
    const auto begin = [](SegmentBuilder &builder, const QString &repository, const QString &digest,
                           const QString &tag) {
        ImageInput image;
        image.repository = repository;
        image.project = repository.contains(u'/') ? repository.section(u'/', 0, 0) : QString();
        image.digest = digest;
        image.tags = QStringList{tag};
        image.scan = ScanState::Done;
        image.reported = kNow - 100;
        builder.begin(image);
    };
    SegmentBuilder one(u"r1"_s, u"one"_s);
    begin(one, u"shop/api"_s, u"sha256:d1"_s, u"release-1"_s);
    add(one, "CVE-1", "openssl", "3.0.11");
    begin(one, u"shop/api"_s, u"sha256:d2"_s, u"dev"_s);
    add(one, "CVE-1", "openssl", "3.0.13");
    begin(one, u"pay/web"_s, u"sha256:d3"_s, u"release-2"_s);
    add(one, "CVE-1", "openssl", "3.0.11");
    SegmentBuilder two(u"r2"_s, u"two"_s);
    begin(two, u"shop/api"_s, u"sha256:d1"_s, u"release-1"_s);
    add(two, "CVE-1", "openssl", "3.0.11");
    add(two, "CVE-2", "zlib", "1");
    begin(two, u"plain"_s, u"sha256:d9"_s, u"x"_s);
    add(two, "GHSA-1", "openssl", "3.0.11");
    Context context;
    context.set = FindingSet::of({one.build(), two.build()}, {{"GHSA-1", "CVE-1"}});
    context.now = kNow;
    return context;
}

static QString hiddenRows(const RowStates &states)
{
    QString rows;
    for (quint32 row = 0; row < states.bits.size(); ++row)
        rows += states.has(row, StateBits::kHidden) ? QString::number(row) : QString();
    return rows;
}

void TestDecisions::checks_data()
{
    QTest::addColumn<Decision>("decision");
    QTest::addColumn<QString>("field"); // empty: allowed
    const auto row = [](const char *name, auto &&change, const QString &field) {
        Decision d = sampleDecision();
        change(d);
        QTest::newRow(name) << d << field;
    };
    row("whole", [](Decision &) {}, {});
    row(
        "no state", [](Decision &d) { d.state = State::None; }, u"state"_s);
    row(
        "no author", [](Decision &d) { d.author = u" "_s; }, u"author"_s);
    row(
        "nothing named", [](Decision &d) { d.match = {}; }, u"match"_s);
    row("only a package", [](Decision &d) { d.match = {{}, u"zlib"_s, {}, {}}; }, {});
    row(
        "broken range", [](Decision &d) { d.match.versions = u"1.0"_s; }, u"match.versions"_s);
    row(
        "foreign response", [](Decision &d) { d.responses = QStringList{u"pray"_s}; }, u"responses"_s);
    row(
        "no reason", [](Decision &d) { d.reason = u" "_s; }, u"reason"_s);
    row("no reason, not hidden",
        [](Decision &d) {
            d.reason.clear();
            d.isHiding = false;
        },
        {});
    row(
        "hidden but exploitable", [](Decision &d) { d.state = State::Exploitable; }, u"isHiding"_s);
    row(
        "hidden in triage", [](Decision &d) { d.state = State::InTriage; }, u"isHiding"_s);
    row(
        "risk for ever", [](Decision &d) { d.state = State::RiskAccepted; }, u"expires"_s);
    row("risk until",
        [](Decision &d) {
            d.state = State::RiskAccepted;
            d.expires = kNow + 1;
        },
        {});
    row(
        "expired already", [](Decision &d) { d.expires = kNow; }, u"expires"_s);
    row(
        "no review", [](Decision &d) { d.review = 0; }, u"review"_s);
    row("justified", [](Decision &d) { d.justification = Justification::CodeNotPresent; }, {});
    row(
        "justified false positive",
        [](Decision &d) {
            d.justification = Justification::CodeNotPresent;
            d.state = State::FalsePositive;
        },
        u"justification"_s);
    row(
        "very long", [](Decision &d) { d.detail = QString(20000, u'x'); }, u"detail"_s);
}

void TestDecisions::checks()
{
    QFETCH(Decision, decision);
    QTEST(checkDecision(decision, {}, kNow).error().where, "field");
    // With four eyes, the same need someone else's consent.
    const Result<void> alone = checkDecision(decision, {true}, kNow);
    QVERIFY(!alone.ok() || !decision.isHiding);
    decision.approvedBy = decision.author.toUpper();
    QVERIFY(!checkDecision(decision, {true}, kNow).ok() || !decision.isHiding);
    decision.approvedBy = u"Release Board"_s;
    QTEST(checkDecision(decision, {true}, kNow).error().where, "field");
}

void TestDecisions::appliesToScope_data()
{
    QTest::addColumn<Decision>("decision");
    QTest::addColumn<QString>("hidden");
    const auto row = [](const char *name, Scope scope, Match match, const QString &hidden) {
        Decision d = sampleDecision();
        d.scope = scope;
        d.match = match;
        QTest::newRow(name) << d << hidden;
    };
    const Match cve{{u"CVE-1"_s}, {}, {}, {}};
    row("everywhere", {}, cve, u"01235"_s);
    row("registry", {u"r1"_s, {}, {}, {}, {}}, cve, u"012"_s);
    row("other registry", {u"r9"_s, {}, {}, {}, {}}, cve, {});
    row("project of all registries", {{}, u"shop"_s, {}, {}, {}}, cve, u"013"_s);
    row("project", {u"r1"_s, u"shop"_s, {}, {}, {}}, cve, u"01"_s);
    row("repository", {u"r2"_s, {}, u"shop/api"_s, {}, {}}, cve, u"3"_s);
    row("unknown repository", {u"r2"_s, {}, u"shop/none"_s, {}, {}}, cve, {});
    row("digest", {{}, {}, {}, u"sha256:d1"_s, {}}, cve, u"03"_s);
    row("digest of one repository", {u"r1"_s, {}, u"shop/api"_s, u"sha256:d1"_s, {}}, cve, u"0"_s);
    row("tags", {{}, {}, {}, {}, u"release-*"_s}, cve, u"023"_s);
    row("package", {}, {{u"CVE-1"_s}, u"openssl"_s, {}, {}}, u"01235"_s);
    row("other package", {}, {{u"CVE-1"_s}, u"zlib"_s, {}, {}}, {});
    row("package alone", {}, {{}, u"zlib"_s, {}, {}}, u"4"_s);
    row("unknown package", {}, {{}, u"curl"_s, {}, {}}, {});
    row("versions", {}, {{u"CVE-1"_s}, {}, u"vers:deb/<3.0.12"_s, {}}, u"0235"_s);
    row("one version", {}, {{u"CVE-1"_s}, {}, u"vers:generic/3.0.13"_s, {}}, u"1"_s);
    row("broken range", {}, {{u"CVE-1"_s}, {}, u"3.0.13"_s, {}}, {});
    row("two names", {}, {{u"CVE-1"_s, u"GHSA-1"_s, u"CVE-2"_s}, {}, {}, {}}, u"012345"_s);
    row("unknown vulnerability", {}, {{u"CVE-404"_s}, {}, {}, {}}, {});
}

void TestDecisions::appliesToScope()
{
    QFETCH(Decision, decision);
    QTEST(hiddenRows(*applyDecisions(sample(), {decision}).states), "hidden");
}

void TestDecisions::appliesByPrecedence_data()
{
    QTest::addColumn<Decision>("first");
    QTest::addColumn<Decision>("second");
    QTest::addColumn<bool>("firstWins"); // for row 0
    const auto row = [](const char *name, auto &&change, bool firstWins) {
        Decision first = sampleDecision();
        Decision second = sampleDecision();
        first.id = u"first"_s;
        second.id = u"second"_s;
        change(first, second);
        QTest::newRow(name) << first << second << firstWins;
    };
    using D = Decision;
    row(
        "newest", [](D &a, D &b) { a.created = b.created + 1; }, true);
    row(
        "oldest", [](D &a, D &b) { a.created = b.created - 1; }, false);
    row(
        "priority over newest",
        [](D &a, D &b) {
            a.priority = 1;
            b.created = kNow;
        },
        true);
    row(
        "registry over all",
        [](D &a, D &b) {
            a.scope.registry = u"r1"_s;
            b.priority = 9;
        },
        true);
    row(
        "project over registry",
        [](D &a, D &b) {
            a.scope.registry = u"r1"_s;
            b.scope.project = u"shop"_s;
        },
        false);
    row(
        "repository over project",
        [](D &a, D &b) {
            a.scope.repository = u"shop/api"_s;
            b.scope.project = u"shop"_s;
            b.created = kNow;
        },
        true);
    row(
        "digest over repository",
        [](D &a, D &b) {
            a.scope.digest = u"sha256:d1"_s;
            b.scope.repository = u"shop/api"_s;
            b.priority = 5;
        },
        true);
    row(
        "expired gives way",
        [](D &a, D &b) {
            a.scope.digest = u"sha256:d1"_s;
            a.expires = kNow;
            Q_UNUSED(b)
        },
        false);
    row(
        "other version gives way",
        [](D &a, D &b) {
            a.scope.digest = u"sha256:d1"_s;
            a.match.versions = u"vers:deb/9"_s;
            Q_UNUSED(b)
        },
        false);
    row(
        "package alone against vulnerability",
        [](D &a, D &b) {
            a.match = {{}, u"openssl"_s, {}, {}};
            b.created = kNow - 100;
        },
        true);
}

void TestDecisions::appliesByPrecedence()
{
    QFETCH(Decision, first);
    QFETCH(Decision, second);
    QFETCH(bool, firstWins);
    for (const QList<Decision> &list : {QList<Decision>{first, second}, QList<Decision>{second, first}}) {
        const Applied applied = applyDecisions(sample(), list);
        const quint32 index = applied.states->decision[0];
        QVERIFY(index > 0);
        QCOMPARE(applied.states->ids[index - 1], firstWins ? u"first"_s : u"second"_s);
        QVERIFY(applied.states->has(0, StateBits::kHidden));
    }
}

void TestDecisions::expiryNeverHides()
{
    Context context = sample();
    Decision d = sampleDecision(State::RiskAccepted);
    context.states = applyDecisions(context, {d}).states;
    QCOMPARE(select(parseQuery(u"state:risk_accepted"_s).query, context).size(), size_t(5));
    context.now = d.expires;
    context.states = applyDecisions(context, {d}).states;
    QCOMPARE(hiddenRows(*context.states), QString());
    QCOMPARE(select(parseQuery(u"state:expired state:in_triage state:open"_s).query, context).size(), size_t(5));
    // The date of review marks, and hides on.
    Decision r = sampleDecision();
    context.now = r.review;
    context.states = applyDecisions(context, {r}).states;
    QCOMPARE(select(parseQuery(u"state:hidden state:review state:not_affected"_s).query, context).size(), size_t(5));
}

void TestDecisions::marksWhatLeavesTheRange()
{
    Context context = sample();
    Decision d = sampleDecision();
    d.match.versions = u"vers:deb/<=3.0.11"_s;
    context.states = applyDecisions(context, {d}).states;
    QCOMPARE(hiddenRows(*context.states), u"0235"_s);
    QCOMPARE(select(parseQuery(u"state:review state:open"_s).query, context), (Rows{1}));
}

void TestDecisions::joinsAliases()
{
    Decision d = sampleDecision();
    d.match.vulnerabilities = QStringList{u"GHSA-1"_s};
    QCOMPARE(hiddenRows(*applyDecisions(sample(), {d}).states), u"01235"_s);
}

void TestDecisions::proposesOnAQuery()
{
    Context context = sample();
    Decision old = sampleDecision();
    old.scope.digest = u"sha256:d3"_s;
    context.states = applyDecisions(context, {old}).states;
    const Rows rows = select(parseQuery(u"registry:one pkg:openssl"_s).query, context);
    QCOMPARE(rows, (Rows{0, 1, 2}));
    const Proposal here = propose(context, rows, {old}, sampleDecision(), Reach::Repository);
    QCOMPARE(here.decisions.size(), 1);
    QCOMPARE(here.decisions[0].scope.repository, u"shop/api"_s);
    QCOMPARE(here.decisions[0].match.versions, u"vers:generic/3.0.11|3.0.13"_s);
    QCOMPARE(here.decisions[0].match.vulnerabilities, (QStringList{u"CVE-1"_s, u"GHSA-1"_s}));
    QCOMPARE(here.sentence().text(), u"2 findings in 2 images, 1 already decided."_s);
    QCOMPARE(here.besides, 0U);
    const Proposal wide = propose(context, rows, {old}, sampleDecision(), Reach::Everywhere);
    QCOMPARE(wide.besides, 2U); // rows 3 and 5 in the other registry
    QCOMPARE(wide.overruled, 0U);
    QCOMPARE(wide.alreadyDecided, 1U);
}

void TestDecisions::appliesRules()
{
    Context context = sample();
    const auto rule = [](const QString &id, const QString &query, int priority, State state) {
        Rule made;
        made.id = id;
        made.name = id;
        made.author = u"Platform Security"_s;
        made.created = kNow - 50;
        made.query = query;
        made.decision = sampleDecision(state);
        made.mode = Rule::Mode::Apply;
        made.priority = priority;
        return made;
    };
    Rule wide = rule(u"wide"_s, u"pkg:openssl"_s, 1, State::NotAffected);
    Rule narrow = rule(u"narrow"_s, u"project:shop -registry:two"_s, 2, State::FalsePositive);
    Rule idle = rule(u"idle"_s, u"pkg:zlib"_s, 9, State::NotAffected);
    idle.mode = Rule::Mode::Log;
    Rule over = rule(u"over"_s, u"pkg:*"_s, 10, State::NotAffected);
    over.validUntil = kNow;
    Rule broken = rule(u"broken"_s, u"pkgs:x"_s, 0, State::NotAffected);
    Decision byHand = sampleDecision(State::Exploitable);
    byHand.isHiding = false;
    byHand.scope.digest = u"sha256:d2"_s;
    const Applied applied = applyDecisions(context, {byHand}, {wide, narrow, idle, over, broken});
    QCOMPARE(applied.states->state(0), State::FalsePositive);
    QCOMPARE(applied.states->state(1), State::Exploitable); // by hand
    QCOMPARE(applied.states->state(2), State::NotAffected);
    QCOMPARE(applied.states->state(4), State::None); // the rule only counts
    QCOMPARE(applied.rules.size(), 4);
    QCOMPARE(applied.rules[0].ruleId, u"idle"_s);
    QCOMPARE(applied.rules[0].applied, 1U);
    QCOMPARE(applied.rules[1].matched, 2U);
    QCOMPARE(applied.rules[1].applied, 1U);
    QVERIFY(applied.rules[3].error.has_value());
    QVERIFY(*readRule(ruleJson(narrow)) == [&] {
        Rule r = narrow;
        r.decision.id = r.id;
        r.decision.created = r.created;
        return r;
    }());
    QVERIFY(checkRule(wide, {}, kNow).ok());
    QCOMPARE(checkRule(broken, {}, kNow).error().where, u"query"_s);
    broken.query.clear();
    QCOMPARE(checkRule(broken, {}, kNow).error().where, u"query"_s);
}

QTEST_GUILESS_MAIN(TestDecisions)
#include "tst_decisions.moc"
