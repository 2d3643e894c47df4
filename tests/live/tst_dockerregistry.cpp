// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/executor.h"
#include "change/ociplan.h"
#include "live/catch.h"
#include "live/pusher.h"
#include "live/registryprocess.h"
#include "net/httptransport.h"
#include "net/networkthread.h"
#include "oci/attestation.h"
#include "oci/repositorywalk.h"
#include "oci/sbom.h"
#include "store/schema.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace lotse;
using namespace lotse::oci;
using namespace lotse::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int bulkRepositories = 110;
const QByteArray ociManifest = QByteArray(mediatype::ociManifest.data());
const QByteArray dockerManifest = QByteArray(mediatype::dockerManifest.data());
const QByteArray ociIndex = QByteArray(mediatype::ociIndex.data());
const QByteArray layerType = "application/vnd.oci.image.layer.v1.tar+gzip";

QByteArray imageJson(
    const QByteArray &mediaType, const QByteArray &config, const QByteArrayList &layers, const QByteArray &more = {})
{
    return R"({"schemaVersion":2,"mediaType":")" + mediaType + R"(","config":)" + config + R"(,"layers":[)"
        + layers.join(',') + "]" + more + "}";
}

} // namespace

/// The client against Debian's docker-registry, with what this test pushes into it.
class TestDockerRegistry : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void pings();
    void refusesWhoMayNot_data();
    void refusesWhoMayNot();
    void readsTheCatalogByLinks();
    void readsTags();
    void readsManifestAndConfig();
    void readsTheIndex();
    void answersHeads();
    void readsReferrersByTheFallbackTag();
    void saysWhatIsNotThere();
    void walksEverything();
    void tagsAreSetAndImagesDeleted_data();
    void tagsAreSetAndImagesDeleted();
    void cleanupTestCase();

private:
    void push();
    std::shared_ptr<HttpTransport> connectTo(const Credentials &credentials);
    Client client() const { return Client(m_transport); }

    SystemClock m_clock;
    std::unique_ptr<RegistryProcess> m_registry;
    std::unique_ptr<NetworkThread> m_thread;
    std::shared_ptr<HttpTransport> m_transport;
    QByteArray m_amd;
    QByteArray m_arm;
    QByteArray m_index;
    QByteArray m_sbom;
};

std::shared_ptr<HttpTransport> TestDockerRegistry::connectTo(const Credentials &credentials)
{
    TransportConfig config;
    config.base = m_registry->url();
    config.plainHttp = true;
    config.credentials = credentials;
    config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    return m_thread->adopt(std::make_unique<HttpTransport>(config, &m_clock));
}

void TestDockerRegistry::initTestCase()
{
    if (RegistryProcess::program().isEmpty())
        QSKIP("docker-registry is not here and could not be downloaded.");
    m_registry = std::make_unique<RegistryProcess>();
    // Pages smaller than we ask for: the registry refuses the size, and then links its own pages of a hundred.
    const QString problem = m_registry->start({.user = "reader", .password = "with:colon", .maxEntries = 100});
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    m_thread = std::make_unique<NetworkThread>();
    m_transport = connectTo({Credentials::Kind::Basic, u"reader"_s, SecureBytes("with:colon")});
    push();
}

void TestDockerRegistry::cleanupTestCase()
{
    m_transport.reset();
    m_thread.reset();
    m_registry.reset();
}

void TestDockerRegistry::push()
{
    Pusher pusher(m_registry->url(), "reader", "with:colon");
    const QByteArray layer = "the bytes of a layer";
    const QByteArray layerDigest = pusher.blob("team/shop", layer);
    const QByteArray layerRow = descriptorJson(layerType, layerDigest, layer.size());
    const auto image = [&](const QByteArray &architecture) {
        const QByteArray config = R"({"os":"linux","architecture":")" + architecture
            + R"(","config":{"Env":["A=1"],"Cmd":["serve"]},"rootfs":{"type":"layers","diff_ids":[")" + layerDigest
            + R"("]},"history":[{"created_by":"COPY"},{"created_by":"CMD","empty_layer":true}]})";
        const QByteArray row =
            descriptorJson(QByteArray(mediatype::ociConfig.data()), pusher.blob("team/shop", config), config.size());
        return imageJson(ociManifest, row, {layerRow});
    };
    const QByteArray amd = image("amd64");
    const QByteArray arm = image("arm64");
    m_amd = pusher.manifest("team/shop", ociManifest, amd);
    m_arm = pusher.manifest("team/shop", ociManifest, arm);
    const QByteArray index = R"({"schemaVersion":2,"mediaType":")" + ociIndex + R"(","manifests":[)"
        + descriptorJson(ociManifest, m_amd, amd.size(), R"(,"platform":{"os":"linux","architecture":"amd64"})") + ","
        + descriptorJson(ociManifest, m_arm, arm.size(), R"(,"platform":{"os":"linux","architecture":"arm64"})") + "]}";
    m_index = pusher.manifest("team/shop", ociIndex, index, "latest");
    for (int i = 1; i <= 12; ++i)
        pusher.manifest("team/shop", ociManifest, amd, "v1." + QByteArray::number(i));

    // An SBOM attached by the fallback tag, as clients do where there is no API, and a signature by its own tag.
    m_sbom = R"({"spdxVersion":"SPDX-2.3","packages":[{"name":"openssl","versionInfo":"3.0"}]})";
    const QByteArray empty = "{}";
    const QByteArray emptyRow =
        descriptorJson(QByteArray(mediatype::ociEmpty.data()), pusher.blob("team/shop", empty), empty.size());
    const QByteArray attached = imageJson(ociManifest, emptyRow,
        {descriptorJson("application/spdx+json", pusher.blob("team/shop", m_sbom), m_sbom.size())},
        R"(,"artifactType":"application/spdx+json","subject":)" + descriptorJson(ociIndex, m_index, index.size()));
    const QByteArray attachedDigest = pusher.manifest("team/shop", ociManifest, attached);
    const QByteArray list = R"({"schemaVersion":2,"mediaType":")" + ociIndex + R"(","manifests":[)"
        + descriptorJson(ociManifest, attachedDigest, attached.size(), R"(,"artifactType":"application/spdx+json")")
        + "]}";
    pusher.manifest("team/shop", ociIndex, list, QByteArray(m_index).replace(':', '-'));
    pusher.manifest("team/shop", ociManifest, attached, QByteArray(m_index).replace(':', '-') + ".sig");

    // Docker's types, in many repositories.
    const QByteArray dockerConfig = R"({"os":"linux","architecture":"amd64"})";
    const QByteArray configDigest = pusher.blob("team/shop", dockerConfig);
    const QByteArray docker = imageJson(dockerManifest,
        descriptorJson(QByteArray(mediatype::dockerConfig.data()), configDigest, dockerConfig.size()),
        {descriptorJson("application/vnd.docker.image.rootfs.diff.tar.gzip", layerDigest, layer.size())});
    for (int i = 0; i < bulkRepositories; ++i) {
        const QByteArray repository = "bulk/r" + QByteArray::number(i).rightJustified(3, '0');
        pusher.mount(repository, "team/shop", layerDigest);
        pusher.mount(repository, "team/shop", configDigest);
        pusher.manifest(repository, dockerManifest, docker, "1.0");
    }
    QVERIFY2(pusher.problem().isEmpty(), pusher.problem().constData());
}

void TestDockerRegistry::pings()
{
    Catch<Ping> ping;
    client().ping(this, ping.slot());
    QVERIFY2(ping.wait().ok(), qPrintable(ping.wait().error().message.english()));
    QCOMPARE(ping.wait()->apiVersion, QByteArray("registry/2.0"));
}

void TestDockerRegistry::refusesWhoMayNot_data()
{
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("password");
    QTest::newRow("anonymous") << QByteArray() << QByteArray();
    QTest::newRow("wrong password") << QByteArray("reader") << QByteArray("with");
    QTest::newRow("unknown user") << QByteArray("nobody") << QByteArray("with:colon");
}

void TestDockerRegistry::refusesWhoMayNot()
{
    QFETCH(QByteArray, user);
    QFETCH(QByteArray, password);
    Credentials credentials;
    if (!user.isEmpty())
        credentials = {Credentials::Kind::Basic, QString::fromUtf8(user), SecureBytes(password)};
    const auto transport = connectTo(credentials);
    const Client other(transport);
    Catch<Ping> ping;
    other.ping(this, ping.slot());
    QCOMPARE(ping.wait().error().kind, ErrorKind::Unauthorized);
    Catch<NameList> names;
    other.catalog(this, {}, names.slot());
    QVERIFY(!names.wait().ok()); // never an empty list
    QCOMPARE(names.wait().error().kind, ErrorKind::Unauthorized);
}

void TestDockerRegistry::readsTheCatalogByLinks()
{
    QList<qint64> pages;
    Catch<NameList> names;
    client().catalog(
        this, [&](qint64 seen) { pages.append(seen); }, names.slot());
    QVERIFY2(names.wait().ok(), qPrintable(names.wait().error().message.english()));
    QVERIFY2(names.wait()->isComplete(), qPrintable(names.wait()->stopped.message.english()));
    QCOMPARE(names.wait()->names.size(), bulkRepositories + 1);
    QVERIFY(names.wait()->names.contains(u"team/shop"_s));
    QCOMPARE(pages, (QList<qint64>{100, bulkRepositories + 1}));
}

void TestDockerRegistry::readsTags()
{
    Catch<NameList> tags;
    client().tags(u"team/shop"_s, this, tags.slot());
    QVERIFY(tags.wait().ok());
    QCOMPARE(tags.wait()->names.size(), 15);
    const TagGroups groups = groupTags(tags.wait()->names);
    QStringList due{u"latest"_s};
    for (int i = 1; i <= 12; ++i)
        due.append(u"v1.%1"_s.arg(i));
    QStringList found = groups.tags;
    found.removeAll(u"latest"_s);
    QCOMPARE(found, due.mid(1)); // v1.2 before v1.10
    const QList<AttachedTag> attached = groups.attached.value(*Digest::parse(QString::fromLatin1(m_index)));
    QCOMPARE(attached.size(), 2);
}

void TestDockerRegistry::readsManifestAndConfig()
{
    Catch<Manifest> manifest;
    client().manifest(u"team/shop"_s, u"v1.10"_s, this, manifest.slot());
    QVERIFY2(manifest.wait().ok(), qPrintable(manifest.wait().error().message.english()));
    QCOMPARE(manifest.wait()->digest.latin1(), m_amd);
    QCOMPARE(manifest.wait()->layers.size(), 1);
    QCOMPARE(manifest.wait()->layers[0].size, 20);
    Catch<ImageConfig> config;
    client().config(u"team/shop"_s, manifest.wait()->config, this, config.slot());
    QVERIFY2(config.wait().ok(), qPrintable(config.wait().error().message.english()));
    QCOMPARE(config.wait()->platform.text(), u"linux/amd64"_s);
    QCOMPARE(config.wait()->cmd, QStringList{u"serve"_s});
    const QList<LayerStep> steps = layersWithHistory(*manifest.wait(), *config.wait());
    QCOMPARE(steps.size(), 2);
    QCOMPARE(steps[0].number, 1);
    QCOMPARE(steps[0].step.createdBy, u"COPY"_s);
    QCOMPARE(steps[1].number, 0);

    Catch<Manifest> docker;
    client().manifest(u"bulk/r007"_s, u"1.0"_s, this, docker.slot());
    QCOMPARE(docker.wait()->mediaType, QString(mediatype::dockerManifest));
}

void TestDockerRegistry::readsTheIndex()
{
    Catch<Manifest> index;
    client().manifest(u"team/shop"_s, u"latest"_s, this, index.slot());
    QVERIFY2(index.wait().ok(), qPrintable(index.wait().error().message.english()));
    QCOMPARE(index.wait()->kind, Manifest::Kind::Index);
    QCOMPARE(index.wait()->digest.latin1(), m_index);
    QCOMPARE(index.wait()->manifests.size(), 2);
    QCOMPARE(index.wait()->manifests[1].platform.text(), u"linux/arm64"_s);
    Catch<Manifest> child;
    client().manifest(u"team/shop"_s, index.wait()->manifests[1].digest.text(), this, child.slot());
    QCOMPARE(child.wait()->digest.latin1(), m_arm);
}

void TestDockerRegistry::answersHeads()
{
    Catch<Descriptor> head;
    client().head(u"team/shop"_s, u"latest"_s, this, head.slot());
    QVERIFY(head.wait().ok());
    QCOMPARE(head.wait()->digest.latin1(), m_index);
    QVERIFY(head.wait()->isIndex());
    QVERIFY(head.wait()->size > 0);
}

void TestDockerRegistry::readsReferrersByTheFallbackTag()
{
    const Digest subject = *Digest::parse(QString::fromLatin1(m_index));
    Catch<Referrers> found;
    client().referrers(u"team/shop"_s, {.subject = subject}, this, found.slot());
    QVERIFY2(found.wait().ok(), qPrintable(found.wait().error().message.english()));
    QVERIFY(found.wait()->isComplete());
    QVERIFY(!found.wait()->hasApi);
    QCOMPARE(found.wait()->rows.size(), 1);
    const Referrer row = found.wait()->rows.first();
    QVERIFY(row.byTag && !row.byApi);
    QCOMPARE(row.attachment, Attachment::SpdxSbom);

    Catch<Manifest> manifest;
    client().manifest(u"team/shop"_s, row.descriptor.digest.text(), this, manifest.slot());
    QCOMPARE(manifest.wait()->subject.digest, subject);
    Catch<QByteArray> bytes;
    client().blob(u"team/shop"_s, manifest.wait()->layers.first(), Limits::report(), this, bytes.slot());
    QVERIFY(bytes.wait().ok());
    QCOMPARE(*bytes.wait(), m_sbom);
    QCOMPARE(parseSbom(*bytes.wait())->packages.first().name, u"openssl"_s);
}

void TestDockerRegistry::saysWhatIsNotThere()
{
    Catch<NameList> tags;
    client().tags(u"no/such"_s, this, tags.slot());
    QCOMPARE(tags.wait().error().kind, ErrorKind::NotFound);
    QCOMPARE(tags.wait().error().code, u"NAME_UNKNOWN"_s);
    Catch<Manifest> manifest;
    client().manifest(u"team/shop"_s, u"no-such"_s, this, manifest.slot());
    QCOMPARE(manifest.wait().error().kind, ErrorKind::NotFound);
    QCOMPARE(manifest.wait().error().code, u"MANIFEST_UNKNOWN"_s);
    Descriptor gone;
    gone.digest = Digest::of("never pushed");
    Catch<QByteArray> blob;
    client().blob(u"team/shop"_s, gone, Limits::report(), this, blob.slot());
    QCOMPARE(blob.wait().error().kind, ErrorKind::NotFound);
}

void TestDockerRegistry::walksEverything()
{
    auto *walk = new RepositoryWalk(m_transport, {.depth = WalkQuestion::Depth::Manifests}, this);
    Catch<WalkAnswer> answer;
    walk->onDone = answer.slot();
    walk->start();
    QVERIFY2(answer.wait().ok(), qPrintable(answer.wait().error().message.english()));
    QVERIFY(answer.wait()->isComplete());
    QCOMPARE(answer.wait()->rows.size(), bulkRepositories + 1);
    for (const RepositoryRow &row : answer.wait()->rows) {
        QCOMPARE(row.tags.size(), row.name == u"team/shop"_s ? 15 : 1);
        for (const TagRow &tag : row.tags)
            QVERIFY(tag.manifest.kind != Manifest::Kind::Unknown);
    }
}

void TestDockerRegistry::tagsAreSetAndImagesDeleted_data()
{
    QTest::addColumn<bool>("deletes");
    QTest::newRow("deletion is on") << true;
    QTest::newRow("deletion is off") << false;
}

void TestDockerRegistry::tagsAreSetAndImagesDeleted()
{
    QFETCH(bool, deletes);
    RegistryProcess registry;
    RegistryProcess::Options options;
    options.deletes = deletes;
    const QString problem = registry.start(options);
    QVERIFY2(problem.isEmpty(), qPrintable(problem));
    Pusher pusher(registry.url(), {}, {});
    const auto image = [&](const QByteArray &word, const QByteArrayList &tags) {
        const QByteArray config = R"({"os":"linux","architecture":"amd64","x":")" + word + "\"}";
        const QByteArray bytes = imageJson(ociManifest,
            descriptorJson(QByteArray(mediatype::ociConfig.data()), pusher.blob("alpine", config), config.size()),
            {descriptorJson(layerType, pusher.blob("alpine", word), word.size())});
        QByteArray digest;
        for (const QByteArray &tag : tags)
            digest = pusher.manifest("alpine", ociManifest, bytes, tag);
        return QString::fromLatin1(digest);
    };
    const QString first = image("first", {"3.20", "latest", "stable"});
    const QString second = image("second", {"3.19"});
    QVERIFY2(pusher.problem().isEmpty(), pusher.problem());

    TransportConfig config;
    config.base = registry.url();
    config.plainHttp = true;
    config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    const auto transport = m_thread->adopt(std::make_unique<HttpTransport>(config, &m_clock));
    const Client client(transport);
    QTemporaryDir folder;
    const auto journal = change::Journal::open(store::changePlan(folder.path()), m_clock);
    QVERIFY(journal.ok());
    int plans = 0;
    QMap<QString, change::Progress> progress;
    const auto run = [&](const change::ChangePlan &plan) {
        change::Executor executor(transport, journal->get(), &m_clock);
        QSignalSpy ended(&executor, &change::Executor::finished);
        executor.run(plan, {});
        const bool isOver = !ended.isEmpty() || ended.wait(20'000);
        progress = executor.progress();
        return isOver ? ended.first().first().value<change::Summary>() : change::Summary();
    };
    const auto planned = [&](const QString &statement) {
        change::ChangePlan plan;
        plan.id = u"plan-%1"_s.arg(++plans);
        plan.origin = registry.url().toString();
        const auto statements = change::planStatements(statement);
        Catch<QList<change::Change>> changes;
        if (statements)
            change::planForOci(client, *statements, this, changes.slot());
        for (const change::Change &one : statements &&changes.wait() ? *changes.wait() : QList<change::Change>())
            plan.add(one);
        return plan;
    };
    const auto digestOf = [&](const QString &tag) {
        Catch<Descriptor> head;
        client.head(u"alpine"_s, tag, this, head.slot());
        return head.wait() ? head.wait()->digest.text() : QString();
    };

    // What only reads sends nothing.
    change::ChangePlan moves = planned(u"tag add alpine:3.19 stable\ntag add alpine:3.19 new"_s);
    QCOMPARE(moves.changes.size(), 2);
    QCOMPARE(run(moves).failed, 1);
    QCOMPARE(digestOf(u"stable"_s), first);
    transport->setAllowsChanges(true);
    moves = planned(u"tag add alpine:3.19 stable\ntag add alpine:3.19 new"_s);
    QCOMPARE(run(moves).verified, 2);
    QCOMPARE(digestOf(u"stable"_s), second);
    QCOMPARE(digestOf(u"new"_s), second);
    QVERIFY(planned(u"tag add alpine:3.19 new"_s).changes.isEmpty());
    // A plan that saw the tag elsewhere is a conflict, and the tag stays.
    const change::ChangePlan late = planned(u"tag add alpine:3.20 new"_s);
    image("second", {"3.19"});
    image("third", {"new"});
    QCOMPARE(run(late).conflicts, 1);
    QVERIFY(digestOf(u"new"_s) != first);

    // One tag alone is more than this registry can delete, and it says what can be done.
    QCOMPARE(run(planned(u"tag remove alpine:3.19 stable"_s)).failed, 1);
    QVERIFY2(progress.first().sentence.english().contains(
                 QRegularExpression(u"cannot delete a single tag|does not support deleting tags"_s)),
        qPrintable(progress.first().sentence.english()));
    QCOMPARE(digestOf(u"stable"_s), second);

    const change::ChangePlan deletion = planned(u"artifact delete alpine:latest"_s);
    QCOMPARE(deletion.changes.size(), 1);
    QCOMPARE(deletion.changes[0].names.value(u"tags"_s), u"3.20, latest"_s);
    const change::Summary summary = run(deletion);
    if (deletes) {
        QCOMPARE(summary.verified, 1);
        QCOMPARE(digestOf(u"3.20"_s), QString());
        QCOMPARE(digestOf(u"stable"_s), second);
        return;
    }
    QCOMPARE(summary.failed, 1);
    QCOMPARE(progress.first().status, 405);
    // It is known from then on.
    const auto entries = (*journal)->readOn();
    QVERIFY(entries.ok());
    QVERIFY(change::deletionRefusedAt(change::coursesOf(*entries), registry.url().toString()).isValid());
    QVERIFY(!change::deletionRefusedAt(change::coursesOf(*entries), u"http://127.0.0.1:1"_s).isValid());
    QVERIFY2(progress.first().sentence.english().contains(u"does not allow deletion"_s),
        qPrintable(progress.first().sentence.english()));
    QCOMPARE(digestOf(u"3.20"_s), first);
}

QTEST_GUILESS_MAIN(TestDockerRegistry)
#include "tst_dockerregistry.moc"
