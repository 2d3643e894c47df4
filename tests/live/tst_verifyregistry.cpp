// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/catch.h"
#include "live/pusher.h"
#include "live/registryprocess.h"
#include "net/httptransport.h"
#include "net/networkthread.h"
#include "trust/keyfile.h"
#include "trust/notationexport.h"
#include "trust/notationfolder.h"
#include "trust/policyfile.h"
#include "trust/signing.h"
#include "trust/trustwalk.h"
#include "trust/vectors.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::test;
using namespace lotse::trust;
using namespace lotse::trust::test;

/// Signatures of public tools, pushed into Debian's docker-registry, found there and verified.
class TestVerifyRegistry : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void findsAndVerifies_data();
    void findsAndVerifies();
    void publicToolsAgree_data();
    void publicToolsAgree();
    void cleanupTestCase();

private:
    /// An image of its own, tagged v1; its digest.
    QString pushImage(const QString &repository);
    void pushSignature(const QString &repository, const oci::Manifest &subject, const SignedContent &made);
    Result<Evidence> lookAt(const QString &repository);
    /// Runs cosign or notation with the files of m_home. What it said, empty where it succeeded.
    QByteArray run(const QString &program, const QStringList &arguments);

    SystemClock m_clock;
    std::unique_ptr<RegistryProcess> m_registry;
    std::unique_ptr<NetworkThread> m_thread;
    std::shared_ptr<HttpTransport> m_transport;
    QTemporaryDir m_home;
};

void TestVerifyRegistry::initTestCase()
{
    if (RegistryProcess::program().isEmpty())
        QSKIP("docker-registry is not here and could not be downloaded.");
    m_registry = std::make_unique<RegistryProcess>();
    const QString problem = m_registry->start({.user = "reader", .password = "secret"});
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    m_thread = std::make_unique<NetworkThread>();
    TransportConfig config;
    config.base = m_registry->url();
    config.plainHttp = true;
    config.credentials = {Credentials::Kind::Basic, u"reader"_s, SecureBytes("secret")};
    config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    m_transport = m_thread->adopt(std::make_unique<HttpTransport>(config, &m_clock));
}

void TestVerifyRegistry::cleanupTestCase()
{
    m_transport.reset();
    m_thread.reset();
    m_registry.reset();
}

void TestVerifyRegistry::findsAndVerifies_data()
{
    QTest::addColumn<int>("signatures");
    QTest::addColumn<int>("attestations");
    QTest::newRow("cosign2-zot") << 1 << 1;
    QTest::newRow("cosign3-legacy-distribution-img1") << 1 << 2;
    QTest::newRow("cosign3-oci11-distribution-img1") << 1 << 0;
    QTest::newRow("cosign3-bundle-distribution-img1") << 1 << 2;
    QTest::newRow("notation-fallbacktag-img1") << 2 << 0;
    QTest::newRow("notation-fallbacktag-img2") << 2 << 0;
    QTest::newRow("sbom-referrers-distribution") << 0 << 0;
}

void TestVerifyRegistry::findsAndVerifies()
{
    QFETCH(int, signatures);
    QFETCH(int, attestations);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    const QByteArray repository = "team/" + name.toLatin1();
    const QString path = vectorPath(name);
    Pusher pusher(m_registry->url(), "reader", "secret");
    for (const QString &blob : QDir(path).entryList({u"blob-*"_s}, QDir::Files))
        pusher.blob(repository, fileBytes(path + u'/' + blob));
    // An index wants its manifests to be there: those of one manifest first.
    const QJsonArray rows = QJsonDocument::fromJson(fileBytes(path + u"/index.json"_s)).array();
    for (const bool isIndex : {false, true}) {
        for (const QJsonValue &row : rows) {
            const QByteArray type = row[u"mediaType"_s].toString().toLatin1();
            const QString file = row[u"file"_s].toString();
            if (!file.startsWith(u"manifest-"_s) || type.contains("index") != isIndex)
                continue;
            const QString ref = row[u"ref"_s].toString();
            pusher.manifest(repository, type, fileBytes(path + u'/' + file),
                ref.startsWith(u"sha256:"_s) ? QByteArray() : ref.toLatin1());
        }
    }
    QVERIFY2(pusher.problem().isEmpty(), pusher.problem());
    Catch<Evidence> caught;
    auto *walk = new TrustWalk(oci::Client(m_transport),
        {u"registry.example.com"_s, QString::fromLatin1(repository), u"v1"_s, u"v1"_s, {}}, this);
    walk->onDone = caught.slot();
    walk->start();
    const Result<Evidence> &evidence = caught.wait();
    QVERIFY2(evidence, qPrintable(evidence.error().text()));
    QVERIFY(evidence->failures.isEmpty());
    const ArtifactVerdict verdict = judge(*evidence, vectorPolicy(), vectorTime());
    const QByteArray told = QJsonDocument(verdict.toJson()).toJson();
    QVERIFY2(verdict.state == (signatures > 0 ? State::Trusted : State::None), told);
    QVERIFY2(verdict.count(State::Trusted) == signatures, told);
    QVERIFY2(verdict.signatures.size() == signatures + attestations, told);
}

QString TestVerifyRegistry::pushImage(const QString &repository)
{
    Pusher pusher(m_registry->url(), "reader", "secret");
    const QByteArray name = repository.toUtf8();
    const QByteArray config = R"({"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers",
        "diff_ids":[]},"author":")"
        + name + R"("})";
    const QByteArray digest = pusher.blob(name, config);
    const QByteArray manifest =
        R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":)"
        + descriptorJson("application/vnd.oci.image.config.v1+json", digest, config.size()) + R"(,"layers":[]})";
    const QByteArray pushed = pusher.manifest(name, "application/vnd.oci.image.manifest.v1+json", manifest, "v1");
    if (!pusher.problem().isEmpty())
        qFatal("%s", pusher.problem().constData());
    return QString::fromLatin1(pushed);
}

// As cosign and notation lay it down in a registry without the referrers API.
void TestVerifyRegistry::pushSignature(
    const QString &repository, const oci::Manifest &subject, const SignedContent &made)
{
    Pusher pusher(m_registry->url(), "reader", "secret");
    const QByteArray name = repository.toUtf8();
    const QByteArray type = "application/vnd.oci.image.manifest.v1+json";
    const QByteArray tag = "sha256-" + subject.digest.hex();
    pusher.blob(name, made.content);
    if (made.manifest.isEmpty()) {
        const Result<TagManifest> tagged = withLayer({}, layerOf(made));
        if (!tagged)
            qFatal("no manifest");
        pusher.blob(name, tagged->config);
        pusher.manifest(name, tagged->mediaType.toLatin1(), tagged->manifest, tag + made.tagSuffix.toLatin1());
    } else {
        pusher.blob(name, emptyConfig);
        pusher.manifest(name, type, made.manifest);
        const Result<oci::Manifest> referrer = oci::parseManifest(made.manifest, type);
        if (!referrer)
            qFatal("no manifest");
        const oci::Descriptor entry = referrer->descriptor();
        const Result<QByteArray> index = referrersIndex({}, entry, true);
        if (!index)
            qFatal("no index");
        pusher.manifest(name, "application/vnd.oci.image.index.v1+json", *index, tag);
    }
    if (!pusher.problem().isEmpty())
        qFatal("%s", pusher.problem().constData());
}

Result<Evidence> TestVerifyRegistry::lookAt(const QString &repository)
{
    Catch<Evidence> caught;
    auto *walk = new TrustWalk(
        oci::Client(m_transport), {m_registry->url().authority(), repository, u"v1"_s, u"v1"_s, {}}, this);
    walk->onDone = caught.slot();
    walk->start();
    return caught.wait();
}

QByteArray TestVerifyRegistry::run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, m_home.path());
    environment.insert(u"DOCKER_CONFIG"_s, m_home.path());
    environment.insert(u"NOTATION_CONFIG"_s, m_home.path());
    environment.insert(u"COSIGN_PASSWORD"_s, u"lotse"_s);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return "it does not end";
    return process.exitCode() == 0 ? QByteArray() : process.readAll() + '.';
}

void TestVerifyRegistry::publicToolsAgree_data()
{
    QTest::addColumn<QString>("tool");
    QTest::addColumn<int>("form");
    QTest::newRow("cosign bundle") << u"cosign"_s << int(SignatureForm::Bundle);
    QTest::newRow("cosign legacy") << u"cosign"_s << int(SignatureForm::Simple);
    QTest::newRow("notation") << u"notation"_s << int(SignatureForm::Notation);
}

// What is signed here is accepted by the tools themselves, what they sign is trusted here, and another image's
// signature is neither's. With cosign 3 and notation 1 on the path; the recorded vectors stand for them elsewhere.
void TestVerifyRegistry::publicToolsAgree()
{
    QFETCH(QString, tool);
    QFETCH(int, form);
    const QString program = QStandardPaths::findExecutable(tool);
    if (program.isEmpty())
        QSKIP("the tool is not on the path");
    QProcess asked;
    asked.start(program, {u"version"_s});
    QVERIFY(asked.waitForFinished(60'000));
    if (!(asked.readAllStandardOutput() + asked.readAllStandardError()).contains(tool == "cosign"_L1 ? "v3." : "v1."))
        QSKIP("the tool is another version: cosign 3 and notation 1 are known");
    const QString host = m_registry->url().authority();
    const auto write = [&](const QString &name, const QByteArray &bytes) {
        QDir().mkpath(QFileInfo(m_home.filePath(name)).path());
        QFile file(m_home.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s cannot be written", qPrintable(name));
        return file.fileName();
    };
    write(u"config.json"_s,
        R"({"auths":{")" + host.toUtf8() + R"(":{"auth":")" + QByteArray("reader:secret").toBase64() + R"("}}})");
    const QString keys = QStringLiteral(LOTSE_SIGNKEYS "/");
    const Result<SigningKey> key = readSigningKey(SecureBytes(fileBytes(keys + u"plain.pem"_s)), {});
    QVERIFY(key);
    SigningOrder order;
    order.form = SignatureForm(form);
    order.now = m_clock.now().toUTC();
    QVERIFY(!Certificate::listFromFile(fileBytes(keys + u"chain.pem"_s), order.chain));
    const Result<QList<Certificate>> chain = chainOf(key->publicKey(), order.chain, order.now);
    QVERIFY2(chain, qPrintable(chain.error().text()));

    TrustPolicy policy = policyOfKeys({{u"k"_s, key->publicKey()}});
    QStringList verify{u"verify"_s};
    QStringList sign{u"sign"_s};
    if (tool == "notation"_L1) {
        NotationStore store;
        store.name = u"lab"_s;
        store.policies = *readNotationPolicies(
            R"({"version":"1.0","trustPolicies":[{"name":"all","registryScopes":["*"],"signatureVerification":{
                "level":"strict"},"trustStores":["ca:lab"],"trustedIdentities":["*"]}]})");
        store.certificates.insert(u"ca:lab"_s, {chain->last()});
        policy = *withStore({}, store, {u"**"_s});
        // The folder that "trust export --notation" writes is the one that notation reads.
        const Result<void> exported = writeNotationFolder(notationExport(policy, {}).store, m_home.path());
        QVERIFY2(exported.ok(), exported ? "" : qPrintable(exported.error().text()));
        const QByteArray pem = fileBytes(keys + u"chain.pem"_s);
        const qsizetype leaf = pem.indexOf("-----BEGIN", 1); // the root stands first in it
        const QString certificates = write(u"chain.crt"_s, pem.mid(leaf) + pem.left(leaf));
        const QString secret = write(u"leaf.key"_s, fileBytes(keys + u"plain.pem"_s));
        write(u"signingkeys.json"_s,
            R"({"default":"k","keys":[{"name":"k","keyPath":")" + secret.toUtf8() + R"(","certPath":")"
                + certificates.toUtf8() + R"("}]})");
        const QStringList common{u"--insecure-registry"_s, u"-u"_s, u"reader"_s, u"-p"_s, u"secret"_s};
        verify += common;
        sign += common + QStringList{u"--key"_s, u"k"_s};
    } else {
        const QString isBundle = order.form == SignatureForm::Bundle ? u"true"_s : u"false"_s;
        const QStringList common{u"--allow-http-registry"_s, u"--new-bundle-format="_s + isBundle};
        verify += common
            + QStringList{u"--insecure-ignore-tlog=true"_s, u"--key"_s, write(u"cosign.pub"_s, key->publicPem())};
        sign += common
            + QStringList{u"--use-signing-config=false"_s, u"--tlog-upload=false"_s, u"--yes"_s, u"--key"_s,
                keys + u"cosign.key"_s};
    }
    const QString ours = u"tools/ours-%1"_s.arg(form);
    const QString theirs = u"tools/theirs-%1"_s.arg(form);
    const QString ownDigest = pushImage(ours);
    const QString foreignDigest = pushImage(theirs);
    const Result<Evidence> before = lookAt(ours);
    QVERIFY2(before, qPrintable(before.error().text()));
    order.subject = before->subject;
    // Nobody accepts what is not signed: else what follows would prove nothing.
    QVERIFY(!run(program, verify + QStringList{host + u'/' + ours + u'@' + ownDigest}).isEmpty());
    const Result<SignedContent> made = makeSignature(*key, order);
    QVERIFY2(made, qPrintable(made.error().text()));
    pushSignature(ours, order.subject.manifest, *made);
    const QByteArray refused = run(program, verify + QStringList{host + u'/' + ours + u'@' + ownDigest});
    QVERIFY2(refused.isEmpty(), refused);
    const QByteArray unsignedYet = run(program, sign + QStringList{host + u'/' + theirs + u'@' + foreignDigest});
    QVERIFY2(unsignedYet.isEmpty(), unsignedYet);
    const Result<Evidence> after = lookAt(theirs);
    QVERIFY2(after, qPrintable(after.error().text()));
    const ArtifactVerdict verdict = judge(*after, policy, m_clock.now().toUTC());
    QVERIFY2(verdict.state == State::Trusted, QJsonDocument(verdict.toJson()).toJson());
    // The same signature beside another image is refused by both.
    const QString moved = u"tools/moved-%1"_s.arg(form);
    const QString movedDigest = pushImage(moved);
    const Result<Evidence> bare = lookAt(moved);
    QVERIFY(bare);
    if (!made->tagSuffix.isEmpty()) {
        pushSignature(moved, bare->subject.manifest, *made);
        QVERIFY(!run(program, verify + QStringList{host + u'/' + moved + u'@' + movedDigest}).isEmpty());
        const Result<Evidence> wrong = lookAt(moved);
        QVERIFY(wrong);
        QCOMPARE(judge(*wrong, policy, m_clock.now().toUTC()).state, State::Invalid);
    }
}

QTEST_GUILESS_MAIN(TestVerifyRegistry)
#include "tst_verifyregistry.moc"
