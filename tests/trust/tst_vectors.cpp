// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "signingcases.h"
#include "vectors.h"

#include <QTest>

using namespace lotse;
using namespace lotse::trust;
using namespace lotse::trust::test;

/// What public tools have signed gets the verdict that those tools gave.
class TestVectors : public QObject {
    Q_OBJECT

private slots:
    void hasTheVerdictOfThePublicTool_data();
    void hasTheVerdictOfThePublicTool();
    void anotherKeyDoesNotFit();
    void withoutAKeyNothingIsSaidToBeValid();
    void notationWithoutAStoreIsValidAndNotTrusted();
    void eachStoreSpeaksForItself();
};

void TestVectors::hasTheVerdictOfThePublicTool_data()
{
    QTest::addColumn<int>("signatures");
    QTest::addColumn<int>("attestations");
    QTest::addColumn<int>("state");
    const QStringList folders = QDir(QStringLiteral(LOTSE_VECTORS)).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    int count = 0;
    for (const QString &name : folders) {
        if (name.startsWith(u"keys-"_s))
            continue;
        ++count;
        const bool isFirst = name.endsWith(u"img1"_s);
        const bool hasAttestations =
            name == u"cosign2-zot"_s || (isFirst && !name.contains(u"oci11"_s) && name.startsWith(u"cosign3"_s));
        const bool isSigned = !name.startsWith(u"sbom"_s);
        QTest::newRow(qPrintable(name)) << (name.startsWith(u"notation"_s) ? 2
                : isSigned                                                 ? 1
                                                                           : 0)
                                        << (!hasAttestations                  ? 0
                                                   : name == u"cosign2-zot"_s ? 1
                                                                              : 2)
                                        << int(isSigned ? State::Trusted : State::None);
    }
    QCOMPARE(count, 16);
}

void TestVectors::hasTheVerdictOfThePublicTool()
{
    QFETCH(int, signatures);
    QFETCH(int, attestations);
    QFETCH(int, state);
    const Evidence evidence = loadEvidence(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(evidence.subject.manifest.digest.isValid());
    const ArtifactVerdict verdict = judge(evidence, vectorPolicy(), vectorTime());
    const QByteArray told = QJsonDocument(verdict.toJson()).toJson();
    QVERIFY2(int(verdict.state) == state, told);
    QVERIFY2(verdict.count(State::Trusted) == signatures, told);
    qsizetype attested = 0;
    for (const SignatureVerdict &one : verdict.signatures) {
        QVERIFY2(one.state == State::Trusted, told);
        QVERIFY(!one.steps.isEmpty());
        attested += one.isAttestation ? 1 : 0;
        QCOMPARE(one.isAttestation, !one.predicateType.isEmpty() && !one.predicateType.contains(u"cosign/sign"_s));
    }
    QCOMPARE(attested, attestations);
}

void TestVectors::anotherKeyDoesNotFit()
{
    // A valid key of somebody else: one of the notation chain.
    QList<Certificate> chain;
    QVERIFY(!Certificate::listFromFile(fileBytes(vectorPath(u"keys-notation/ec256-chain.crt"_s)), chain));
    NamedKey other{u"other"_s, {}};
    QVERIFY(!chain.first().publicKey(other.key));
    for (const QString &name :
        {u"cosign3-legacy-zot-img1"_s, u"cosign3-oci11-zot-img2"_s, u"cosign3-bundle-zot-img1"_s}) {
        const ArtifactVerdict verdict = judge(loadEvidence(name), policyOfKeys({other}), vectorTime());
        QCOMPARE(verdict.state, State::Invalid);
        QCOMPARE(verdict.reason, Reason::NoKeyFits);
        // A policy that merely trusts that key has no word against who else signs.
        TrustPolicy lenient = policyOfKeys({other});
        lenient.rules.first().isOnly = false;
        const ArtifactVerdict open = judge(loadEvidence(name), lenient, vectorTime());
        QCOMPARE(open.state, State::Claimed);
        QCOMPARE(open.reason, Reason::KeyNotNamed);
        QCOMPARE(exitCode(open), 7);
        QCOMPARE(open.signatures.first().steps.last().outcome, Step::Outcome::NotChecked);
        // The key is known, and not named by the policy: valid, and no more.
        const ArtifactVerdict valid = judge(loadEvidence(name), policyOfKeys({other}), vectorTime(), vectorKeys());
        QCOMPARE(valid.state, State::Valid);
        QCOMPARE(valid.reason, Reason::NotInPolicy);
    }
}

void TestVectors::withoutAKeyNothingIsSaidToBeValid()
{
    const ArtifactVerdict verdict = judge(loadEvidence(u"cosign3-legacy-zot-img1"_s), {}, vectorTime());
    QCOMPARE(verdict.state, State::Claimed);
    QCOMPARE(verdict.reason, Reason::NoKey);
}

void TestVectors::notationWithoutAStoreIsValidAndNotTrusted()
{
    const ArtifactVerdict verdict = judge(loadEvidence(u"notation-referrersapi-img1"_s), {}, vectorTime());
    QCOMPARE(verdict.state, State::Valid);
    QCOMPARE(verdict.count(State::Valid), 2);
}

// Whichever stands first, and whichever the rule names: each store is asked for itself.
void TestVectors::eachStoreSpeaksForItself()
{
    const Evidence evidence = loadEvidence(u"notation-referrersapi-img1"_s);
    NotationStore lab = vectorStore();
    NotationStore other = lab;
    other.name = u"other"_s;
    for (auto it = other.certificates.begin(); it != other.certificates.end(); ++it)
        it.value() = lab.certificates.value(u"ca:lab-ec256"_s); // which signed nothing here
    NotationStore skipping = lab;
    skipping.name = u"skipping"_s;
    skipping.policies.first().level.name = u"skip"_s;
    for (const QList<NotationStore> &stores :
        {QList<NotationStore>{lab, other}, {other, lab}, {skipping, lab}, {lab, skipping}}) {
        TrustPolicy policy;
        policy.stores = stores;
        PolicyRule rule;
        rule.scopes = {u"**"_s};
        rule.signers = {u"notation:"_s + stores[0].name, u"notation:"_s + stores[1].name};
        policy.rules = {rule};
        QCOMPARE(judge(evidence, policy, vectorTime()).count(State::Trusted), 2);
        policy.rules.first().signers = {u"notation:lab"_s};
        QCOMPARE(judge(evidence, policy, vectorTime()).count(State::Trusted), 2);
    }
    TrustPolicy policy;
    policy.stores = {lab, other};
    PolicyRule rule;
    rule.scopes = {u"**"_s};
    rule.signers = {u"notation:other"_s};
    policy.rules = {rule};
    QVERIFY(judge(evidence, policy, vectorTime()).state != State::Trusted);
    // Two certificates of one store are one signer of the rule; of two stores that know both they are two.
    policy.rules.first().signers = {u"notation:lab"_s, u"notation:other"_s};
    policy.rules.first().signatures = 2;
    QCOMPARE(judge(evidence, policy, vectorTime()).reason, Reason::NotEnoughSigners);
    NotationStore twin = lab;
    twin.name = u"twin"_s;
    policy.stores = {lab, twin};
    policy.rules.first().signers = {u"notation:lab"_s, u"notation:twin"_s};
    QCOMPARE(judge(evidence, policy, vectorTime()).state, State::Trusted);
    // And one certificate does not count for two.
    Evidence half = evidence;
    half.attached.removeLast();
    QCOMPARE(judge(half, policy, vectorTime()).reason, Reason::NotEnoughSigners);
}

int main(int argc, char **argv)
{
    const QCoreApplication program(argc, argv);
    TestVectors vectors;
    return QTest::qExec(&vectors, argc, argv) + runSigningCases(argc, argv);
}

#include "tst_vectors.moc"
