// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/signing.h"
#include "trust/notationexport.h"
#include "trust/notationfolder.h"
#include "trust/policyfile.h"
#include "trust/policyimport.h"

#include <QDir>
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
    void writesForNotation();
    void notationIsNeverTrustedMore_data();
    void notationIsNeverTrustedMore();
    void storesBecomeOne();

private:
    static NotationStore storeOf(const QString &name, const QByteArray &policies);
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
    QVERIFY(!writePolicyFile(folder, "{\"version\":1}").ok());
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
    // Without its last rule a policy trusts nothing, and keeps what it names.
    TrustPolicy bare = withoutSigner(*policy, u"rule:**"_s);
    bare = withoutSigner(bare, u"rule:a.example/b/**"_s);
    QVERIFY(bare.rules.isEmpty());
    const QString folder = m_folder.filePath(u"bare"_s);
    QVERIFY(putPolicy(*policy, folder).ok());
    QVERIFY(putPolicy(bare, folder).ok());
    const PolicyFile kept = readPolicyFile(folder);
    QVERIFY2(!kept.error, qPrintable(kept.error.message.english()));
    QCOMPARE(kept.policy.keys.size(), 1);
    QVERIFY(!kept.policy.ruleFor(u"a.example/b/c"_s));
    QVERIFY(putPolicy(none, folder).ok()); // that holds nothing
    QVERIFY(!readPolicyFile(folder).exists());
}

NotationStore TestPolicyImport::storeOf(const QString &name, const QByteArray &policies)
{
    NotationStore out;
    out.name = name;
    const auto read = readNotationPolicies("{\"version\":\"1.0\",\"trustPolicies\":[" + policies + "]}");
    if (!read)
        qFatal("%s", qPrintable(read.error().message.english()));
    out.policies = *read;
    for (const NotationPolicy &policy : std::as_const(out.policies)) {
        for (const QString &store : policy.stores) {
            QFile file(QStringLiteral(LOTSE_VECTORS "/keys-notation/%1-root.crt").arg(store.section(u':', 1)));
            QList<Certificate> list;
            if (!file.open(QIODevice::ReadOnly) || Certificate::listFromFile(file.readAll(), list))
                qFatal("no certificate");
            out.certificates.insert(store, list);
        }
    }
    return out;
}

void TestPolicyImport::writesForNotation()
{
    const NotationStore store = storeOf(u"main"_s,
        R"({"name":"team","registryScopes":["a.example/team/app"],"signatureVerification":{"level":"permissive",
            "override":{"expiry":"enforce","revocation":"skip"},"verifyTimestamp":"afterCertExpiry"},
            "trustStores":["ca:ec256"],"trustedIdentities":["x509.subject: C=US, ST=WA, O=x"]},
        {"name":"all","registryScopes":["*"],"signatureVerification":{"level":"strict"},
            "trustStores":["ca:ec384"],"trustedIdentities":["*"]},
        {"name":"free","registryScopes":["a.example/free"],"signatureVerification":{"level":"skip"}})");
    // What is written is read as the same.
    const Result<QList<NotationPolicy>> again = readNotationPolicies(notationPolicyText(store.policies));
    QVERIFY2(again.ok(), again ? "" : qPrintable(again.error().message.english()));
    NotationStore same = store;
    same.policies = *again;
    QCOMPARE(contentOf(same), contentOf(store));
    for (auto change : {+[](NotationPolicy &policy) { policy.level.expiry = Enforcement::Log; },
             +[](NotationPolicy &policy) { policy.isTimeAsked = true; },
             +[](NotationPolicy &policy) { policy.identities = {u"*"_s}; },
             +[](NotationPolicy &policy) { policy.scopes = {u"a.example/other"_s}; }}) {
        same.policies = *again;
        change(same.policies.first());
        QVERIFY(contentOf(same) != contentOf(store));
        same.policies = *readNotationPolicies(notationPolicyText(same.policies));
        QVERIFY(contentOf(same) != contentOf(store));
    }

    // Everywhere: "*" stays "*".
    Result<TrustPolicy> policy = withStore({}, store, {u"a.example/**"_s});
    QVERIFY(policy.ok());
    NotationExport out = notationExport(*policy, {});
    QCOMPARE(out.store.policies.size(), 3);
    QVERIFY(out.store.policyFor(u"b.example/any"_s) && out.unexpressed.join(u'\n').contains(u"all registries"_s));
    QCOMPARE(out.store.policyFor(u"a.example/team/app"_s)->level.name, u"permissive"_s);
    QCOMPARE(out.store.policyFor(u"a.example/free"_s)->level.name, u"skip"_s);

    const QString folder = m_folder.filePath(u"notation"_s);
    QVERIFY(writeNotationFolder(out.store, folder).ok());
    QFile stale(folder + u"/truststore/x509/ca/ec384/stale.crt"_s);
    QVERIFY(stale.open(QIODevice::WriteOnly) && stale.write("x") == 1);
    stale.close();
    QVERIFY(writeNotationFolder(out.store, folder).ok());
    QVERIFY(!stale.exists()); // it would go on to be trusted
    const Result<NotationStore> back = readNotationStore(folder);
    QVERIFY2(back.ok(), back ? "" : qPrintable(back.error().message.english()));
    QCOMPARE(contentOf(*back), contentOf(out.store));
    QFile newer(folder + u"/trustpolicy.oci.json"_s);
    QVERIFY(newer.open(QIODevice::WriteOnly));
    QVERIFY(!writeNotationFolder(out.store, folder).ok()); // it would count instead
    const QString linked = m_folder.filePath(u"linked"_s);
    QVERIFY(QDir().mkpath(linked) && QFile::link(folder + u"/truststore"_s, linked + u"/truststore"_s));
    QVERIFY(!writeNotationFolder(out.store, linked).ok());

    // For some repositories: those that are known, and never "*".
    policy = withStore({}, store, {u"a.example/team/**"_s});
    out = notationExport(*policy, {u"a.example/team/b"_s, u"a.example/other"_s});
    QVERIFY(out.store.policyFor(u"a.example/team/b"_s));
    QVERIFY(out.store.policyFor(u"a.example/team/app"_s));
    QVERIFY(!out.store.policyFor(u"a.example/other"_s));
    QVERIFY(!out.store.policyFor(u"a.example/free"_s));
    QVERIFY(out.unexpressed.join(u'\n').contains(u"no pattern like a.example/team/**"_s));
}

void TestPolicyImport::notationIsNeverTrustedMore_data()
{
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("told");
    QTest::newRow("two signatures") << u"signatures"_s << u"requires 2 signatures"_s;
    QTest::newRow("an attestation") << u"attestation"_s << u"requires attestations"_s;
    QTest::newRow("a demand") << u"demand"_s << u"requires attestations"_s;
    QTest::newRow("the log") << u"log"_s << u"requires a transparency log"_s;
    QTest::newRow("no store") << u"key"_s << u"has no Notation store"_s;
}

// A rule of which notation would hold less is left out, and "*" does not take its place.
void TestPolicyImport::notationIsNeverTrustedMore()
{
    QFETCH(QString, part);
    QFETCH(QString, told);
    const NotationStore store = storeOf(u"main"_s,
        R"({"name":"all","registryScopes":["*"],"signatureVerification":{"level":"strict"},
            "trustStores":["ca:ec384"],"trustedIdentities":["*"]})");
    TrustPolicy policy = *withStore({}, store, {u"a.example/**"_s});
    policy = *withSigner(policy, u"notation:main"_s, {u"a.example/strict/**"_s});
    PolicyRule &strict = policy.rules.first();
    QCOMPARE(strict.scopes, QStringList{u"a.example/strict/**"_s});
    if (part == "signatures"_L1)
        strict.signatures = 2;
    else if (part == "attestation"_L1)
        strict.attestations = {u"https://slsa.dev/provenance/v1"_s};
    else if (part == "demand"_L1)
        strict.demands = {{u"https://slsa.dev/provenance/v1"_s, {}, {}, 7}};
    else if (part == "log"_L1)
        strict.log = LogDemand::Required;
    else
        strict.signers = {u"key:release"_s};
    const NotationExport out = notationExport(policy, {u"a.example/strict/x"_s, u"a.example/x"_s});
    QVERIFY2(out.unexpressed.join(u'\n').contains(told), qPrintable(out.unexpressed.join(u'\n')));
    QVERIFY(out.store.policyFor(u"a.example/x"_s));
    QVERIFY(!out.store.policyFor(u"a.example/strict/x"_s));
    QVERIFY(!out.store.policyFor(u"a.example/strict/y"_s));
}

// Two stores for one place: one policy of notation with both, or the one that cannot be said with it is named.
void TestPolicyImport::storesBecomeOne()
{
    const auto text = [](const QByteArray &level, const QByteArray &store) {
        return "{\"name\":\"all\",\"registryScopes\":[\"*\"],\"signatureVerification\":{\"level\":\"" + level
            + "\"},\"trustStores\":[\"ca:" + store + "\"],\"trustedIdentities\":[\"*\"]}";
    };
    const NotationStore first = storeOf(u"first"_s, text("strict", "ec256"));
    TrustPolicy policy = *withStore({}, first, {u"**"_s});
    policy = *withStore(policy, storeOf(u"second"_s, text("strict", "ec384")), {u"**"_s});
    NotationExport out = notationExport(policy, {});
    QCOMPARE(out.store.policies.size(), 1);
    QCOMPARE(out.store.policies.first().stores, (QStringList{u"ca:ec256"_s, u"ca:ec384"_s}));
    // The same name for other certificates.
    policy.stores[1].policies.first().stores = {u"ca:ec256"_s};
    policy.stores[1].certificates = {{u"ca:ec256"_s, policy.stores[1].certificates.value(u"ca:ec384"_s)}};
    out = notationExport(policy, {});
    QCOMPARE(out.store.policies.first().stores, (QStringList{u"ca:ec256"_s, u"ca:second-ec256"_s}));
    policy = *withStore({}, first, {u"**"_s});
    policy = *withStore(policy, storeOf(u"second"_s, text("permissive", "ec384")), {u"**"_s});
    out = notationExport(policy, {});
    QCOMPARE(out.store.policies.first().stores, QStringList{u"ca:ec256"_s});
    QVERIFY(out.unexpressed.join(u'\n').contains(u"of second is left out"_s));
}

QTEST_GUILESS_MAIN(TestPolicyImport)
#include "tst_policyimport.moc"
