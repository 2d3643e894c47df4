// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/signing.h"
#include "trust/policyfile.h"
#include "trust/policyimport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::trust;
using namespace Qt::StringLiterals;

/// Policies of other tools say here what they said there, or it is named what is missing; none of them trusts more.
class TestPolicyImport : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void takesPolicyOfContainers();
    void requirementsHoldTogether();
    void takesClusterImagePolicy();
    void takesKyverno();
    void takesKeylessParts();
    void refusesWhatItCannotSay_data();
    void refusesWhatItCannotSay();
    void writesWhatItReads();
    void addsAndRemovesSigners();

private:
    static QByteArray pem() { return demo::demoPublicKey(); }
    static QByteArray inJson() { return pem().replace("\n", "\\n"); }
    static bool tells(const ImportedPolicy &policy, const QString &text)
    {
        return policy.unexpressed.join(u'\n').contains(text);
    }
    QTemporaryDir m_folder;
};

void TestPolicyImport::initTestCase()
{
    QFile file(m_folder.filePath(u"release.pub"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(pem());
}

void TestPolicyImport::takesPolicyOfContainers()
{
    const auto policy = importPolicy(R"({"default":[{"type":"reject"}],"transports":{
        "docker":{"reg.example.com/team":[{"type":"sigstoreSigned","keyPath":"release.pub",
            "signedIdentity":{"type":"matchRepository"},"rekorPublicKeyPath":"x"}],
          "reg.example.com/open":[{"type":"insecureAcceptAnything"}],
          "reg.example.com/old":[{"type":"signedBy","keyType":"GPGKeys","keyPath":"x"}]},
        "docker-daemon":{"":[{"type":"insecureAcceptAnything"}]}}})",
        m_folder.path());
    QVERIFY2(policy.ok(), qPrintable(policy.error().message.english()));
    QCOMPARE(policy->format, u"containers policy.json"_s);
    QCOMPARE(policy->policy.keys.size(), 1);
    QCOMPARE(policy->policy.keys.first().name, u"release"_s);
    const PolicyRule *rule = policy->policy.ruleFor(u"reg.example.com/team/app"_s);
    QVERIFY(rule);
    QCOMPARE(rule->signers, QStringList{u"key:release"_s});
    QVERIFY(policy->policy.ruleFor(u"reg.example.com/team"_s));
    QVERIFY(!policy->policy.ruleFor(u"reg.example.com/teams"_s));
    QVERIFY(!policy->policy.ruleFor(u"reg.example.com/open/app"_s)); // accepted there, trusted by nobody here
    for (const QString &text : {u"transparency log"_s, u"insecureAcceptAnything"_s, u"signedBy"_s, u"docker-daemon"_s})
        QVERIFY2(tells(*policy, text), qPrintable(text));
}

void TestPolicyImport::requirementsHoldTogether()
{
    // One of two cannot be said: nothing of it may be trusted.
    const auto half = importPolicy(R"({"default":[{"type":"sigstoreSigned","keyPath":"release.pub"},
        {"type":"signedBy"}],"transports":{"docker":{"a.example/b":[{"type":"sigstoreSigned","keyPath":"release.pub"}]}}})",
        m_folder.path());
    QVERIFY(half.ok());
    QVERIFY(!half->policy.ruleFor(u"c.example/d"_s));
    QVERIFY(half->policy.ruleFor(u"a.example/b"_s));
    // The same key twice is one signer: two are never there.
    const auto twice = importPolicy(R"({"default":[{"type":"sigstoreSigned","keyPath":"release.pub"},
        {"type":"sigstoreSigned","keyPath":"release.pub"}]})",
        m_folder.path());
    QVERIFY(!twice.ok());
}

void TestPolicyImport::takesClusterImagePolicy()
{
    const auto policy = importPolicy(R"({"kind":"ClusterImagePolicy","metadata":{"name":"signed"},"spec":{
        "images":[{"glob":"reg.example.com/prod/**"},{"glob":"nginx*"}],
        "authorities":[{"name":"main","key":{"data":")"
            + inJson() + R"("},"ctlog":{}},{"keyless":{"identities":[]}}]}})",
        {});
    QVERIFY2(policy.ok(), qPrintable(policy.error().message.english()));
    QVERIFY(policy->policy.ruleFor(u"reg.example.com/prod/a/b"_s));
    QVERIFY(policy->policy.ruleFor(u"docker.io/library/nginx-plus"_s));
    QVERIFY(!policy->policy.ruleFor(u"reg.example.com/test/a"_s));
    QVERIFY(tells(*policy, u"keyless"_s));
    QVERIFY(tells(*policy, u"transparency log"_s));
    const auto attested = importPolicy(R"({"kind":"ClusterImagePolicyList","items":[{"kind":"ClusterImagePolicy",
        "metadata":{"name":"slsa"},"spec":{"images":[{"glob":"**"}],"authorities":[{"key":{"data":")"
            + inJson()
            + R"("},"attestations":[{"predicateType":"https://slsa.dev/provenance/v1","policy":{"type":"cue"}}]}]}}]})",
        {});
    QVERIFY(attested.ok());
    QCOMPARE(attested->policy.rules.first().signatures, 0);
    QCOMPARE(attested->policy.rules.first().attestations, QStringList{u"https://slsa.dev/provenance/v1"_s});
    QVERIFY(tells(*attested, u"cue, rego"_s));
}

void TestPolicyImport::takesKyverno()
{
    const auto policy = importPolicy(R"({"kind":"ClusterPolicy","metadata":{"name":"check"},"spec":{"rules":[{
        "verifyImages":[{"imageReferences":["reg.example.com/prod/*"],"skipImageReferences":["x"],
          "attestors":[{"entries":[{"keys":{"publicKeys":")"
            + inJson() + R"("}},{"keyless":{}}],"count":1}]}]}]}})",
        {});
    QVERIFY2(policy.ok(), qPrintable(policy.error().message.english()));
    QVERIFY(policy->policy.ruleFor(u"reg.example.com/prod/a/b"_s));
    QVERIFY(tells(*policy, u"keyless"_s));
    QVERIFY(tells(*policy, u"skips"_s));
}

void TestPolicyImport::takesKeylessParts()
{
    const QByteArray der = [] {
        PublicKey key;
        return PublicKey::fromPem(pem(), key) ? QByteArray() : key.der();
    }();
    Result<TrustedRoot> root = readTrustedRoot(
        R"({"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1","tlogs":[{"baseUrl":"https://l.example",
        "hashAlgorithm":"SHA2_256","publicKey":{"rawBytes":")"
        + der.toBase64() + R"(","keyDetails":"PKIX","validFor":{"start":"2021-01-01T00:00:00Z"}},"logId":{"keyId":")"
        + QByteArray(32, 'i').toBase64() + R"("}}]})");
    QVERIFY2(root.ok(), root ? "" : qPrintable(root.error().text()));
    root.value().name = u"public-good"_s;
    const QByteArray cluster =
        R"({"kind":"ClusterImagePolicy","metadata":{"name":"ci"},"spec":{"images":[{"glob":"**"}],
        "authorities":[{"name":"gh","keyless":{"url":"https://fulcio.sigstore.dev","identities":[
          {"issuer":"https://token.actions.githubusercontent.com","subjectRegExp":"github.com/org/app"},
          {"issuerRegExp":".*","subject":"me@example.com"}]}}]}})";
    // Without a trusted root nobody vouches: nothing of it may be trusted.
    QVERIFY(!importPolicy(cluster, {}).ok());
    const auto taken = importPolicy(cluster, {}, {*root});
    QVERIFY2(taken.ok(), taken ? "" : qPrintable(taken.error().text()));
    QCOMPARE(taken->policy.rules.first().signers, (QStringList{u"identity:gh"_s, u"identity:gh-2"_s}));
    QCOMPARE(taken->policy.roots.size(), 1);
    const NamedIdentity &first = taken->policy.identities[0];
    QCOMPARE(first.root, u"public-good"_s);
    // Go looks for a part: so does what it becomes.
    QVERIFY(first.subject.fits(u"https://github.com/org/app/x"_s) && !first.subject.fits(u"https://github.com/org"_s));
    QVERIFY(taken->policy.identities[1].issuer.isAny);
    QVERIFY(tells(*taken, u"fits every issuer"_s));

    const auto kyverno = importPolicy(R"({"kind":"ClusterPolicy","metadata":{"name":"check"},"spec":{"rules":[{
        "verifyImages":[{"imageReferences":["reg.example.com/*"],"attestors":[{"entries":[{"keyless":{
          "issuer":"https://token.actions.githubusercontent.com","subject":"https://github.com/org/*/x.yml@refs/tags/v?",
          "rekor":{"url":"https://rekor.sigstore.dev"}}}]}]}]}]}})",
        {}, {*root});
    QVERIFY2(kyverno.ok(), kyverno ? "" : qPrintable(kyverno.error().text()));
    const IdentityPattern &glob = kyverno->policy.identities.first().subject;
    QVERIFY(glob.fits(u"https://github.com/org/a/b/x.yml@refs/tags/v1"_s));
    QVERIFY(!glob.fits(u"https://github.com/org/a/xzyml@refs/tags/v1"_s));
    QVERIFY(!glob.fits(u"https://github.com/org/a/x.yml@refs/tags/v10"_s));
    QVERIFY(tells(*kyverno, u"\"rekor\""_s));

    // containers/image has its authority and its log in the policy: they become a root of their own.
    QByteArray authority;
    {
        QFile file(QStringLiteral(LOTSE_VECTORS "/keys-notation/ec256-root.crt"));
        if (!file.open(QIODevice::ReadOnly))
            QFAIL("no certificate among the vectors");
        authority = file.readAll();
    }
    const auto containers =
        importPolicy(R"({"default":[{"type":"sigstoreSigned","fulcio":{"caData":")" + authority.toBase64()
                + R"(","oidcIssuer":"https://oauth.example","subjectEmail":"me@example.com"},"rekorPublicKeyData":")"
                + pem().toBase64() + R"("}]})",
            {});
    QVERIFY2(containers.ok(), containers ? "" : qPrintable(containers.error().text()));
    QCOMPARE(containers->policy.roots.first().logs.size(), 1);
    QCOMPARE(containers->policy.identities.first().root, containers->policy.roots.first().name);
    QVERIFY(containers->policy.identities.first().issuer.fits(u"https://oauth.example"_s));
}

void TestPolicyImport::refusesWhatItCannotSay_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("yaml") << QByteArray("apiVersion: kyverno.io/v1\nkind: ClusterPolicy\n");
    QTest::newRow("other object") << QByteArray(R"({"kind":"ConfigMap","metadata":{"name":"x"}})");
    QTest::newRow("accept all") << QByteArray(R"({"default":[{"type":"insecureAcceptAnything"}]})");
    QTest::newRow("default twice") << QByteArray(
        R"({"default":[{"type":"reject"}],"transports":{},"default":[{"type":"insecureAcceptAnything"}]})");
    QTest::newRow("no key") << QByteArray(R"({"default":[{"type":"sigstoreSigned","keyPath":"missing.pub"}]})");
    QTest::newRow("broken key") << QByteArray(
        R"({"kind":"ClusterImagePolicy","spec":{"images":[{"glob":"**"}],"authorities":[{"key":{"data":"x"}}]}})");
    QTest::newRow("too large") << QByteArray(1024 * 1024 + 1, ' ');
}

void TestPolicyImport::refusesWhatItCannotSay()
{
    QFETCH(QByteArray, text);
    const auto policy = importPolicy(text, m_folder.path());
    QVERIFY(!policy.ok());
    QCOMPARE(policy.error().kind, ErrorKind::Usage);
}

void TestPolicyImport::writesWhatItReads()
{
    NamedKey key{u"release"_s, {}};
    QVERIFY(!PublicKey::fromPem(pem(), key.key));
    const Result<TrustPolicy> policy = withKey({}, key, {u"a.example/b/**"_s});
    QVERIFY(policy.ok());
    const QString folder = policyFolder(m_folder.path(), u"a.example:8443"_s);
    QVERIFY(folder.endsWith(u"/trust/a.example_8443"_s));
    QVERIFY(writePolicyFile(folder, policyText(*policy, folder)).ok());
    const PolicyFile back = readPolicyFile(folder);
    QVERIFY2(!back.error, qPrintable(back.error.message.english()));
    QCOMPARE(back.revision, policyOf(*policy, folder).revision);
    // By what counts, not by how it is written.
    QCOMPARE(policyOfText(back.text + "\n\n", folder).revision, back.revision);
    const Result<TrustPolicy> more = withSigner(*policy, u"key:release"_s, {u"a.example/c"_s});
    QVERIFY(policyOf(*more, folder).revision != back.revision);
    // What cannot be used is never written.
    QVERIFY(!writePolicyFile(folder, "{\"version\":1,\"rules\":[]}").ok());
    QCOMPARE(readPolicyFile(folder).revision, back.revision);
    QVERIFY(writePolicyFile(folder, policyText(*more, folder)).ok());
    QFile before(folder + u"/trust.json.before"_s);
    QVERIFY(before.open(QIODevice::ReadOnly));
    QCOMPARE(before.readAll(), back.text);
    QVERIFY(removePolicyFile(folder).ok());
    QVERIFY(!readPolicyFile(folder).exists());
    QVERIFY(!readPolicyFile(folder).error);
}

void TestPolicyImport::addsAndRemovesSigners()
{
    NamedKey key{u"release"_s, {}};
    QVERIFY(!PublicKey::fromPem(pem(), key.key));
    Result<TrustPolicy> policy = withKey({}, key, {u"**"_s});
    QVERIFY(policy.ok());
    // The narrower rule stands first, since the first one that fits is taken.
    policy = withSigner(*policy, u"key:release"_s, {u"a.example/b/**"_s});
    QCOMPARE(policy->rules.first().scopes, QStringList{u"a.example/b/**"_s});
    // The same key by another name is the same key.
    NamedKey again = key;
    again.name = u"other"_s;
    const Result<TrustPolicy> same = withKey(*policy, again, {u"**"_s});
    QVERIFY(same.ok());
    QCOMPARE(same->keys.size(), 1);
    again.name = u"no name"_s;
    QVERIFY(!withKey({}, again, {u"**"_s}).ok());
    QVERIFY(!withKey({}, key, {}).ok());
    const TrustPolicy none = withoutSigner(*policy, u"key:release"_s);
    QVERIFY(none.keys.isEmpty());
    QVERIFY(none.rules.isEmpty());
}

QTEST_GUILESS_MAIN(TestPolicyImport)
#include "tst_policyimport.moc"
