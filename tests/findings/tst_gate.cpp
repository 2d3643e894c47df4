// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/gate.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

using namespace lotse;
using namespace lotse::findings;
using namespace Qt::StringLiterals;

static constexpr Seconds kNow = 1'800'000'000;

// Of which only the findings or the verdict are in question.
static ImageInput scannedImage()
{
    ImageInput image;
    image.repository = u"shop/api"_s;
    image.digest = u"sha256:0"_s;
    image.scan = ScanState::Done;
    image.reported = kNow - 60;
    return image;
}

class TestGate : public QObject {
    Q_OBJECT
private slots:
    void readsThePolicyOfItsPage();
    void refusesPolicies_data();
    void refusesPolicies();
    void judges_data();
    void judges();
    void aRuleOnFixesFailsWhereNobodyKnows_data();
    void aRuleOnFixesFailsWhereNobodyKnows();
    void judgesWhenSignaturesWereVerified_data();
    void judgesWhenSignaturesWereVerified();
};

static QString page()
{
    QFile file(QStringLiteral(LOTSE_SOURCE_DIR "/docs/gate-policy.md"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

void TestGate::readsThePolicyOfItsPage()
{
    const QString text = page();
    const QString json = text.section(u"```json\n"_s, 1).section(u"```"_s, 0, 0);
    const auto policy = readGatePolicy(json.toUtf8());
    QVERIFY2(policy.ok(), qPrintable(policy.error().text()));
    QCOMPARE(policy->name, u"release"_s);
    QCOMPARE(policy->staleAfter, 7U * 86400);
    QVERIFY(!policy->passesUnscanned);
    QCOMPARE(policy->rules.size(), 3);
    QCOMPARE(policy->rules[1].maximum, 0U);
    QCOMPARE(policy->rules[2].maximum, 20U);
    // Its codes are those that a verdict gives, and those of the errors beside it.
    GateVerdict verdict;
    verdict.outcomes.append(GateOutcome{});
    QCOMPARE(verdict.exitCode(), 0);
    verdict.outcomes[0].isPassed = false;
    QCOMPARE(verdict.exitCode(), 11);
    verdict.isScanned = false;
    QCOMPARE(verdict.exitCode(), 12);
    for (const int code :
        {0, 11, 12, exitCode(ErrorKind::Usage), exitCode(ErrorKind::NotFound), exitCode(ErrorKind::Storage)})
        QVERIFY2(text.contains(u"\n| %1 | "_s.arg(code)), qPrintable(QString::number(code)));
}

void TestGate::refusesPolicies_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("where");
    QTest::newRow("no JSON") << QByteArray("{") << QString();
    QTest::newRow("no policy") << QByteArray("{}") << u"lotse_policy"_s;
    QTest::newRow("later") << QByteArray(R"({"lotse_policy":2,"rules":[]})") << u"lotse_policy"_s;
    QTest::newRow("no rules") << QByteArray(R"({"lotse_policy":1})") << u"rules"_s;
    QTest::newRow("rules as object") << QByteArray(R"({"lotse_policy":1,"rules":{}})") << u"rules"_s;
    QTest::newRow("foreign") << QByteArray(R"({"lotse_policy":1,"rulez":[],"rules":[]})") << u"rulez"_s;
    QTest::newRow("unscanned") << QByteArray(R"({"lotse_policy":1,"unscanned":true,"rules":[]})") << u"unscanned"_s;
    QTest::newRow("stale") << QByteArray(R"({"lotse_policy":1,"stale":"soon","rules":[]})") << u"stale"_s;
    QTest::newRow("two in stale") << QByteArray(R"({"lotse_policy":1,"stale":"7d x","rules":[]})") << u"stale"_s;
    QTest::newRow("0 days") << QByteArray(R"({"lotse_policy":1,"stale":"0d","rules":[]})") << u"stale"_s;
    QTest::newRow("0 hours of trust") << QByteArray(R"({"lotse_policy":1,"trust":{"attested":"slsa","stale":"0h"}})")
                                      << u"trust.stale"_s;
    QTest::newRow("rules twice") << QByteArray(R"({"lotse_policy":1,"rules":[],"rules":[]})") << u"rules"_s;
    QTest::newRow("query twice") << QByteArray(
        R"({"lotse_policy":1,"rules":[{"name":"a","query":"x","query":"sev:critical"}]})")
                                 << u"query"_s;
    QTest::newRow("signers twice, escaped")
        << QByteArray(R"({"lotse_policy":1,"trust":{"signers":"a","sign\u0065rs":"b"}})") << u"signers"_s;
    QTest::newRow("misspelt maximum") << QByteArray(
        R"({"lotse_policy":1,"rules":[{"name":"a","query":"x","maximum":9}]})")
                                      << u"rules[0]"_s;
    QTest::newRow("negative") << QByteArray(R"({"lotse_policy":1,"rules":[{"name":"a","query":"x","max":-1}]})")
                              << u"rules[0].max"_s;
    QTest::newRow("no query") << QByteArray(R"({"lotse_policy":1,"rules":[{"name":"a","query":" "}]})")
                              << u"rules[0]"_s;
    QTest::newRow("broken query") << QByteArray(R"({"lotse_policy":1,"rules":[{"name":"a","query":"x sevv:1"}]})")
                                  << u"rules[0].query:2"_s;
}

void TestGate::refusesPolicies()
{
    QFETCH(QByteArray, json);
    const auto policy = readGatePolicy(json);
    QVERIFY(!policy.ok());
    QTEST(policy.error().where, "where");
    QVERIFY(!policy.error().text().isEmpty());
}

void TestGate::judges_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<int>("image");
    QTest::addColumn<int>("code");
    const QByteArray head = R"({"lotse_policy":1,)";
    QTest::newRow("clean by rule") << head + R"("rules":[{"name":"c","query":"sev:critical"}]})" << 0 << 0;
    QTest::newRow("high") << head + R"("rules":[{"name":"h","query":"sev:high"}]})" << 0 << 11;
    QTest::newRow("high allowed") << head + R"("rules":[{"name":"h","query":"sev:high","max":2}]})" << 0 << 0;
    QTest::newRow("one too many") << head + R"("rules":[{"name":"h","query":"sev:high","max":1}]})" << 0 << 11;
    QTest::newRow("unknown is above") << head + R"("rules":[{"name":"h","query":"sev:>critical"}]})" << 1 << 11;
    QTest::newRow("stale") << head + R"("rules":[]})" << 1 << 0;
    QTest::newRow("stale by hours") << head + R"("stale":"1h","rules":[]})" << 1 << 12;
    QTest::newRow("never stale") << head + R"("stale":"never","rules":[]})" << 3 << 0;
    QTest::newRow("no time of report") << head + R"("rules":[]})" << 3 << 12;
    QTest::newRow("unscanned") << head + R"("rules":[]})" << 2 << 12;
    QTest::newRow("unscanned passes") << head + R"("unscanned":"pass","rules":[]})" << 2 << 0;
    QTest::newRow("one child unscanned") << head + R"("rules":[]})" << 4 << 12;
    QTest::newRow("unreadable") << head + R"("rules":[]})" << 5 << 12;
    QTest::newRow("unreadable where unscanned passes")
        << head + R"("unscanned":"pass","stale":"never","rules":[]})" << 5 << 12;
    QTest::newRow("of the future") << head + R"("rules":[]})" << 7 << 12;
    QTest::newRow("one child of the future") << head + R"("rules":[]})" << 8 << 12;
    QTest::newRow("clocks differ") << head + R"("stale":"1h","rules":[]})" << 9 << 0;
    QTest::newRow("lines are missing") << head + R"("unscanned":"pass","stale":"never","rules":[]})" << 6 << 12;
}

void TestGate::judges()
{
    QFETCH(QByteArray, policy);
    QFETCH(int, image);
    QFETCH(int, code);
    SegmentBuilder builder(u"r"_s, u"r"_s);
    const auto begin = [&](const QString &digest, const QString &child, ScanState scan, Seconds reported,
                           quint32 unreadable = 0) {
        ImageInput input;
        input.repository = u"shop/api"_s;
        input.digest = digest;
        input.platformDigest = child;
        input.scan = scan;
        input.reported = reported;
        input.unreadable = unreadable;
        builder.begin(input);
    };
    const auto add = [&](const char *id, const char *severity) {
        FindingInput input;
        input.vulnerability = id;
        input.package = "openssl";
        input.severity = severity;
        builder.add(input);
    };
    begin(u"sha256:0"_s, u"sha256:0a"_s, ScanState::Done, kNow - 60);
    add("CVE-1", "High");
    begin(u"sha256:0"_s, u"sha256:0b"_s, ScanState::Done, kNow - 60);
    add("CVE-1", "High");
    begin(u"sha256:1"_s, {}, ScanState::Done, kNow - 2 * 3600);
    add("CVE-1", "Catastrophic");
    begin(u"sha256:2"_s, {}, ScanState::Failed, kNow);
    begin(u"sha256:3"_s, {}, ScanState::Done, 0);
    begin(u"sha256:4"_s, u"sha256:4a"_s, ScanState::Done, kNow);
    begin(u"sha256:4"_s, u"sha256:4b"_s, ScanState::NotScanned, 0);
    begin(u"sha256:5"_s, {}, ScanState::Unreadable, kNow - 60);
    begin(u"sha256:6"_s, {}, ScanState::Unreadable, kNow - 60, 3);
    add("CVE-1", "Low");
    begin(u"sha256:7"_s, {}, ScanState::Done, kNow + 70 * 365 * 86400LL);
    begin(u"sha256:8"_s, u"sha256:8a"_s, ScanState::Done, kNow - 60);
    begin(u"sha256:8"_s, u"sha256:8b"_s, ScanState::Done, kNow + 86401);
    begin(u"sha256:9"_s, {}, ScanState::Done, kNow + 86400);
    Context context;
    context.set = FindingSet::of({builder.build()});
    context.now = kNow;
    const auto read = readGatePolicy(policy);
    QVERIFY2(read.ok(), qPrintable(read.error().text()));
    const GateVerdict verdict = judge(*read, context, context.set->parts().front(), quint32(image));
    QCOMPARE(verdict.exitCode(), code);
    QCOMPARE(verdict.isPassed(), code == 0);
    QCOMPARE(verdict.isUnreadable, image == 5 || image == 6);
    if (image == 7 || image == 8)
        QVERIFY(verdict.outcomes[0].message.contains(u"future"_s));
    if (image == 3 && code == 12) // of no known age, and not old
        QVERIFY(verdict.outcomes[0].message.contains(u"no date"_s));
    if (image == 6)
        QVERIFY(verdict.outcomes[0].message.contains(u"3 of its lines"_s));
}

void TestGate::aRuleOnFixesFailsWhereNobodyKnows_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<bool>("isPassed");
    QTest::addColumn<int>("count");
    // One has a fix, one has none, and of one (critical) the report does not say.
    QTest::newRow("critical with a fix") << QByteArray(R"("query":"sev:critical fix:yes")") << false << 0;
    QTest::newRow("critical without one") << QByteArray(R"("query":"sev:critical fix:no")") << false << 0;
    QTest::newRow("not without one") << QByteArray(R"("query":"sev:critical -fix:no")") << false << 1;
    QTest::newRow("allowed") << QByteArray(R"("query":"sev:critical fix:yes","max":1)") << true << 0;
    QTest::newRow("the author has said it")
        << QByteArray(R"("query":"sev:critical fix:yes -fix:unknown")") << true << 0;
    QTest::newRow("high, known") << QByteArray(R"("query":"sev:high fix:yes","max":1)") << true << 1;
    QTest::newRow("medium, known") << QByteArray(R"("query":"sev:medium fix:yes")") << true << 0;
    QTest::newRow("no question of fixes") << QByteArray(R"("query":"sev:low")") << true << 0;
}

void TestGate::aRuleOnFixesFailsWhereNobodyKnows()
{
    QFETCH(QByteArray, rule);
    QFETCH(bool, isPassed);
    QFETCH(int, count);
    SegmentBuilder builder(u"r"_s, u"r"_s);
    builder.begin(scannedImage());
    const auto add = [&](const char *id, const char *severity, const char *fix, bool isFixUnknown) {
        FindingInput input;
        input.vulnerability = id;
        input.package = "openssl";
        input.version = "1";
        input.severity = severity;
        input.fixVersion = fix;
        input.isFixUnknown = isFixUnknown;
        builder.add(input);
    };
    add("CVE-1", "High", "2", false);
    add("CVE-2", "Medium", "", false);
    add("CVE-3", "Critical", "", true);
    Context context;
    context.set = FindingSet::of({builder.build()});
    context.now = kNow;
    const auto policy = readGatePolicy(R"({"lotse_policy":1,"rules":[{"name":"r",)" + rule + "}]}");
    QVERIFY2(policy.ok(), qPrintable(policy.error().text()));
    const GateVerdict verdict = judge(*policy, context, context.set->parts().front(), 0);
    QCOMPARE(verdict.isPassed(), isPassed);
    QCOMPARE(int(verdict.outcomes[1].count), count);
    if (!isPassed && count == 0)
        QVERIFY(verdict.outcomes[1].message.contains(u"whether there is a fix"_s));
}

void TestGate::judgesWhenSignaturesWereVerified_data()
{
    QTest::addColumn<Seconds>("checked");
    QTest::addColumn<int>("code");
    QTest::newRow("today") << kNow - 60 << 0;
    QTest::newRow("long ago") << kNow - 8 * 86400 << 11;
    QTest::newRow("clocks differ") << kNow + 86400 << 0;
    QTest::newRow("in the future") << kNow + 86401 << 11;
}

void TestGate::judgesWhenSignaturesWereVerified()
{
    QFETCH(Seconds, checked);
    QFETCH(int, code);
    SegmentBuilder builder(u"r"_s, u"r"_s);
    builder.begin(scannedImage());
    TrustMarks::Image mark;
    mark.state = SignState::Trusted;
    mark.checked = checked;
    TrustMarks marks;
    marks.parts.insert(u"r"_s, {{mark}, {}});
    Context context;
    context.set = FindingSet::of({builder.build()});
    context.trust = std::make_shared<const TrustMarks>(marks);
    context.now = kNow;
    const auto policy = readGatePolicy(R"({"lotse_policy":1,"trust":{"signed":"trusted"}})");
    QVERIFY(policy.ok());
    const GateVerdict verdict = judge(*policy, context, context.set->parts().front(), 0);
    QCOMPARE(verdict.exitCode(), code);
}

QTEST_GUILESS_MAIN(TestGate)
#include "tst_gate.moc"
