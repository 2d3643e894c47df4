// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/policyfile.h"
#include "vectors.h"

#include <QMetaEnum>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::trust;
using namespace lotse::trust::test;

namespace {

QByteArray inlineKey()
{
    return fileBytes(vectorPath(u"keys-cosign/cosign.pub"_s)).replace("\n", "\\n");
}

QByteArray goodPolicy()
{
    return "{\"version\":1,\"keys\":[{\"name\":\"k\",\"pem\":\"" + inlineKey()
        + "\"}],\"rules\":[{\"scopes\":[\"registry.example.com/team/*\"],\"signers\":[\"key:k\"]}]}";
}

} // namespace

/// The policy says whose signature counts where; what is wrong with one makes it unusable.
class TestTrustPolicy : public QObject {
    Q_OBJECT

private slots:
    void scopesFit_data();
    void scopesFit();
    void refusesWhatIsWrong_data();
    void refusesWhatIsWrong();
    void readsFilesBesideIt();
    void theRuleDecides_data();
    void theRuleDecides();
    void asksForAttestations();
    void theExitCodeOfSeveralIsTheWorst();
    void eachReasonHasItsOwnCode();
};

void TestTrustPolicy::scopesFit_data()
{
    QTest::addColumn<QString>("scope");
    QTest::addColumn<QString>("place");
    QTest::addColumn<bool>("fits");
    const auto row = [](const char *scope, const char *place, bool fits) {
        QTest::addRow("%s %s", scope, place) << QString::fromLatin1(scope) << QString::fromLatin1(place) << fits;
    };
    row("r/a", "r/a", true);
    row("r/a", "r/ab", false);
    row("r/a", "xr/a", false);
    row("r/*", "r/a", true);
    row("r/*", "r/a/b", false);
    row("r/**", "r/a/b", true);
    row("r/**", "r/", true);
    row("r/**", "rr/a", false);
    row("**", "r/a", true);
    row("**/b", "r/a/b", true);
    row("**/b", "r/b/a", false);
    row("r/*/b", "r/a/b", true);
    row("r/*/b", "r/a/a/b", false);
    row("r/a*c", "r/abcbc", true);
    row("r/a*c", "r/ab/c", false);
    row("r/**/x*", "r/a/b/xy", true);
    row("r/**/x*", "r/a/b/xy/z", false);
    row("", "r/a", false);
    row("r.example.com/**", "rxexample.com/a", false);
    row("**a**a**a**a**a**b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false);
}

void TestTrustPolicy::scopesFit()
{
    QFETCH(QString, scope);
    QFETCH(QString, place);
    QFETCH(bool, fits);
    QCOMPARE(scopeFits(scope, place), fits);
}

void TestTrustPolicy::refusesWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<bool>("isFine");
    const QByteArray good = goodPolicy();
    const auto row = [&](const char *tag, const QByteArray &from, const QByteArray &to, bool isFine = false) {
        QVERIFY2(good.contains(from), tag);
        QTest::newRow(tag) << QByteArray(good).replace(from, to) << isFine;
    };
    row("good", "{", "{", true);
    row("version 2", "\"version\":1", "\"version\":2");
    row("version as text", "\"version\":1", "\"version\":\"1\"");
    row("no version", "\"version\":1,", "");
    row("a member more", "{\"version\"", "{\"more\":1,\"version\"");
    row("rules twice", "\"rules\":", "\"rules\":[],\"rules\":");
    row("no rules", "\"rules\":[{\"scopes\":[\"registry.example.com/team/*\"],\"signers\":[\"key:k\"]}]",
        "\"rules\":[]", true);
    row("rules of null", "\"rules\":[{\"scopes\":[\"registry.example.com/team/*\"],\"signers\":[\"key:k\"]}]",
        "\"rules\":null");
    row("unknown signer", "\"key:k\"", "\"key:x\"");
    row("signer of no kind", "\"key:k\"", "\"k\"");
    row("no signers", "[\"key:k\"]", "[]");
    row("no scopes", "[\"registry.example.com/team/*\"]", "[]");
    row("0 signatures", "\"signers\"", "\"signatures\":0,\"signers\"");
    row("-1 signatures", "\"signers\"", "\"signatures\":-1,\"signers\"");
    row("65 signatures", "\"signers\"", "\"signatures\":65,\"signers\"");
    row("half a signature", "\"signers\"", "\"signatures\":0.5,\"signers\"");
    row("attestations alone", "\"signers\"", "\"signatures\":0,\"attestations\":[\"x\"],\"signers\"", true);
    row("a broken key", "MFkw", "MFkx");
    row("key without a name", "\"name\":\"k\"", "\"name\":\"\"");
    row("key with an odd name", "\"name\":\"k\"", "\"name\":\"k:k\"");
    row("key with another fingerprint", "\"name\":\"k\"", "\"sha256\":\"00\",\"name\":\"k\"");
    row("key in pem and file", "\"name\":\"k\"", "\"file\":\"x\",\"name\":\"k\"");
    row("a missing store", "\"rules\"", "\"notation\":[{\"name\":\"n\",\"folder\":\"nowhere\"}],\"rules\"");
    row("an address of revocation", "\"rules\"", "\"ocsp\":[],\"rules\"");
    row("a root without a file", "\"rules\"", "\"roots\":[{\"name\":\"r\"}],\"rules\"");
    row("an identity without a root", "\"rules\"",
        "\"identities\":[{\"name\":\"i\",\"issuer\":\"a\",\"subject\":\"b\"}],\"rules\"");
    row("trailing", "]}]}", "]}]}x");
    row("cut", "]}]}", "]}]");
}

void TestTrustPolicy::refusesWhatIsWrong()
{
    QFETCH(QByteArray, policy);
    QFETCH(bool, isFine);
    const Result<TrustPolicy> read = readTrustPolicy(policy, u"/nowhere"_s);
    QVERIFY2(read.ok() == isFine, qPrintable(read ? QString() : read.error().text()));
}

void TestTrustPolicy::readsFilesBesideIt()
{
    QTemporaryDir folder;
    QVERIFY(QFile::copy(vectorPath(u"keys-cosign/cosign.pub"_s), folder.filePath(u"k.pub"_s)));
    QVERIFY(QFile::link(folder.filePath(u"k.pub"_s), folder.filePath(u"link.pub"_s)));
    const QByteArray fingerprint = vectorKeys().first().key.fingerprint().mid(7);
    const QByteArray named = goodPolicy().replace("\"pem\":\"" + inlineKey() + "\"", "\"file\":\"k.pub\"");
    QVERIFY(!readTrustPolicy(named, folder.path())); // without its fingerprint
    const QByteArray whole = QByteArray(named).replace("\"k.pub\"", "\"k.pub\",\"sha256\":\"" + fingerprint + '"');
    const Result<TrustPolicy> read = readTrustPolicy(whole, folder.path());
    QVERIFY2(read, qPrintable(read.error().text()));
    QVERIFY(read->keys.first().key == vectorKeys().first().key);
    QVERIFY(!readTrustPolicy(QByteArray(whole).replace("\"k.pub\"", "\"link.pub\""), folder.path()));
}

void TestTrustPolicy::theRuleDecides_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("code");
    QTest::newRow("the rule names the key") << QByteArray("{") << QByteArray("{") << u"trusted"_s << QString();
    QTest::newRow("no rule") << QByteArray("team/*") << QByteArray("other/*") << u"valid"_s << u"no-rule"_s;
    QTest::newRow("two must sign") << QByteArray("\"signers\"") << QByteArray("\"signatures\":2,\"signers\"")
                                   << u"valid"_s << u"not-enough-signers"_s;
    QTest::newRow("an attestation that is there")
        << QByteArray("\"signers\"") << QByteArray("\"attestations\":[\"https://slsa.dev/provenance/v1\"],\"signers\"")
        << u"trusted"_s << QString();
    QTest::newRow("an attestation that is missing")
        << QByteArray("\"signers\"") << QByteArray("\"attestations\":[\"https://spdx.dev/Document\"],\"signers\"")
        << u"valid"_s << u"attestation-missing"_s;
    // What it must say: the builder, the repository, its age. The build began on 2026-01-01.
    const auto demand = [](const char *tag, const QByteArray &more, bool isMet) {
        QTest::newRow(tag) << QByteArray("\"signers\"")
                           << "\"attestations\":[{\"type\":\"https://slsa.dev/provenance/v1\"" + more + "}],\"signers\""
                           << (isMet ? u"trusted"_s : u"valid"_s) << (isMet ? QString() : u"attestation-missing"_s);
    };
    demand("provenance", {}, true);
    demand("its builder", ",\"builder\":\"https://example.invalid/builder\"", true);
    demand("another builder", ",\"builder\":\"https://example.invalid/build\"", false);
    demand("its source", ",\"source\":\"https://example.invalid/app\"", true);
    demand("another source", ",\"source\":\"https://example.invalid/ap\"", false);
    demand("young enough", ",\"maxAgeDays\":333", true);
    demand("too old", ",\"maxAgeDays\":332", false);
    demand("one of three is not met",
        ",\"builder\":\"https://example.invalid/builder\",\"source\":\"x\",\"maxAgeDays\":333", false);
    // The same key under two names is one signer.
    QTest::newRow("one key with two names")
        << QByteArray("\"keys\":[") << "\"keys\":[{\"name\":\"k2\",\"pem\":\"" + inlineKey() + "\"}," << u"trusted"_s
        << QString();
}

void TestTrustPolicy::theRuleDecides()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, state);
    QFETCH(QString, code);
    const Result<TrustPolicy> policy = readTrustPolicy(goodPolicy().replace(from, to), {});
    QVERIFY2(policy, qPrintable(policy.error().text()));
    // Written and read again it is the same policy.
    const Result<TrustPolicy> again = readTrustPolicy(policyText(*policy, {}), {});
    QVERIFY(again && policyOf(*again, {}).revision == policyOf(*policy, {}).revision);
    for (const QString &name : {u"cosign3-legacy-zot-img1"_s, u"cosign3-bundle-zot-img1"_s}) {
        const ArtifactVerdict verdict = judge(loadEvidence(name), *policy, vectorTime());
        QCOMPARE(stateWord(verdict.state), state);
        QCOMPARE(reasonCode(verdict.reason), code);
    }
}

void TestTrustPolicy::asksForAttestations()
{
    Evidence evidence = loadEvidence(u"cosign3-bundle-zot-img1"_s);
    evidence.attached.removeIf([](const AttachedManifest &attached) {
        return attached.manifest.annotations.value(u"dev.sigstore.bundle.predicateType"_s).contains(u"cosign/sign"_s);
    });
    QCOMPARE(evidence.attached.size(), 2);
    const ArtifactVerdict none = judge(evidence, *readTrustPolicy(goodPolicy(), {}), vectorTime());
    QCOMPARE(none.state, State::None);
    QCOMPARE(none.reason, Reason::AttestedOnly);
    QCOMPARE(exitCode(none), 15);
    const QByteArray alone = goodPolicy().replace(
        "\"signers\"", "\"signatures\":0,\"attestations\":[\"https://slsa.dev/provenance/v1\"],\"signers\"");
    QCOMPARE(judge(evidence, *readTrustPolicy(alone, {}), vectorTime()).state, State::Trusted);
}

void TestTrustPolicy::theExitCodeOfSeveralIsTheWorst()
{
    const QList<int> order{0, 13, 15, 7, 14};
    for (qsizetype i = 0; i < order.size(); ++i) {
        for (qsizetype j = 0; j < order.size(); ++j)
            QCOMPARE(worse(order[i], order[j]), order[qMax(i, j)]);
    }
    ArtifactVerdict partial;
    QCOMPARE(exitCode(partial), 15);
    Error error;
    error.kind = ErrorKind::Server;
    partial.failures.append(error);
    QCOMPARE(exitCode(partial), 7); // what could not be read may hold a signature
}

void TestTrustPolicy::eachReasonHasItsOwnCode()
{
    const QMetaEnum reasons = QMetaEnum::fromType<Reason>();
    QSet<QString> codes;
    for (int i = 1; i < reasons.keyCount(); ++i) {
        const auto reason = Reason(reasons.value(i));
        QVERIFY2(!reasonCode(reason).isEmpty(), reasons.key(i));
        QVERIFY2(!reasonText(reason).isEmpty(), reasons.key(i));
        codes.insert(reasonCode(reason));
    }
    QCOMPARE(codes.size(), reasons.keyCount() - 1);
    QCOMPARE(reasonCode(Reason::None), QString());
}

QTEST_GUILESS_MAIN(TestTrustPolicy)
#include "tst_trustpolicy.moc"
