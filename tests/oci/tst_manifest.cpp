// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/imageconfig.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace lotse;
using namespace lotse::oci;
using namespace Qt::StringLiterals;

namespace {

const QByteArray ociType = QByteArray(mediatype::ociManifest.data());

QByteArray digestOf(const QByteArray &seed)
{
    return Digest::of(seed).latin1();
}

QByteArray descriptor(const QByteArray &type, const QByteArray &seed, qint64 size, const QByteArray &more = {})
{
    return R"({"mediaType":")" + type + R"(","digest":")" + digestOf(seed) + R"(","size":)" + QByteArray::number(size)
        + more + "}";
}

QByteArray image(const QByteArray &layers, const QByteArray &more = {})
{
    return R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":)"
        + descriptor("application/vnd.oci.image.config.v1+json", "c", 10) + R"(,"layers":[)" + layers + "]" + more
        + "}";
}

} // namespace

class TestManifest : public QObject {
    Q_OBJECT
private slots:
    void readsAnImage();
    void readsADockerManifest();
    void readsAnIndex();
    void readsANestedIndexEntry();
    void readsAnAttachedArtifact();
    void findsTheType_data();
    void findsTheType();
    void keepsUnknownTypesRaw();
    void refusesOtherBytes();
    void refuses_data();
    void refuses();
    void capsSizes();
    void readsAConfig();
    void readsOddConfigs();
    void refusesConfigs_data();
    void refusesConfigs();
    void pairsLayersWithHistory_data();
    void pairsLayersWithHistory();
    void readsTheRecordedManifest();
};

void TestManifest::readsAnImage()
{
    const QByteArray raw = image(descriptor("application/vnd.oci.image.layer.v1.tar+gzip", "a", 100) + ","
            + descriptor(
                "application/vnd.oci.image.layer.v1.tar+zstd", "b", 5'000'000'000, R"(,"urls":["https://x/y"])"),
        R"(,"annotations":{"org.opencontainers.image.created":"2026-11-01T00:00:00Z"})");
    const auto manifest = parseManifest(raw, {});
    QVERIFY2(manifest.ok(), qPrintable(manifest.error().message.english()));
    QCOMPARE(manifest->kind, Manifest::Kind::Image);
    QCOMPARE(manifest->config.digest, Digest::of("c"));
    QCOMPARE(manifest->layers.size(), 2);
    QCOMPARE(manifest->layers[1].size, 5'000'000'000);
    QCOMPARE(manifest->layers[1].urls, QStringList{u"https://x/y"_s});
    QCOMPARE(manifest->contentSize(), 5'000'000'110);
    QCOMPARE(manifest->annotations.value(u"org.opencontainers.image.created"_s), u"2026-11-01T00:00:00Z"_s);
    QCOMPARE(manifest->digest, Digest::of(raw));
    QCOMPARE(manifest->raw, raw);
    QVERIFY(!manifest->subject.digest.isValid());
    QCOMPARE(manifest->type(), QString(mediatype::ociConfig));
    QCOMPARE(manifest->descriptor().size, raw.size());
    QVERIFY(manifest->descriptor().isManifest());
    QVERIFY(!manifest->descriptor().isIndex());
}

void TestManifest::readsADockerManifest()
{
    QByteArray raw = image(descriptor("application/vnd.docker.image.rootfs.diff.tar.gzip", "a", 1));
    raw.replace("application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json");
    const auto manifest = parseManifest(raw, {});
    QVERIFY(manifest.ok());
    QCOMPARE(manifest->kind, Manifest::Kind::Image);
    QCOMPARE(manifest->mediaType, QString(mediatype::dockerManifest));
}

void TestManifest::readsAnIndex()
{
    const QByteArray raw = R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[)"
        + descriptor(ociType, "amd", 1, R"(,"platform":{"os":"linux","architecture":"amd64"})") + ","
        + descriptor(ociType, "arm", 2, R"(,"platform":{"os":"linux","architecture":"arm64","variant":"v8"})") + ","
        + descriptor(ociType, "win", 3,
            R"(,"platform":{"os":"windows","architecture":"amd64","os.version":"10.0.1","os.features":["win32k"]})")
        + ","
        + descriptor(ociType, "att", 4,
            R"(,"platform":{"os":"unknown","architecture":"unknown"},"annotations":{"vnd.docker.reference.type":"attestation-manifest"})")
        + "]}";
    const auto index = parseManifest(raw, {});
    QVERIFY(index.ok());
    QCOMPARE(index->kind, Manifest::Kind::Index);
    QCOMPARE(index->manifests.size(), 4);
    QCOMPARE(index->manifests[0].platform.text(), u"linux/amd64"_s);
    QCOMPARE(index->manifests[1].platform.text(), u"linux/arm64/v8"_s);
    QCOMPARE(index->manifests[2].platform.osVersion, u"10.0.1"_s);
    QCOMPARE(index->manifests[2].platform.osFeatures, QStringList{u"win32k"_s});
    QCOMPARE(index->manifests[3].platform.text(), QString());
    QCOMPARE(index->contentSize(), 0);
}

void TestManifest::readsANestedIndexEntry()
{
    const QByteArray raw = R"({"schemaVersion":2,"manifests":[)"
        + descriptor("application/vnd.docker.distribution.manifest.list.v2+json", "inner", 1) + "]}";
    const auto index = parseManifest(raw, "application/vnd.oci.image.index.v1+json; charset=utf-8");
    QVERIFY(index.ok());
    QCOMPARE(index->kind, Manifest::Kind::Index);
    QVERIFY(index->manifests[0].isIndex());
}

void TestManifest::readsAnAttachedArtifact()
{
    const QByteArray raw = image(descriptor("application/spdx+json", "s", 7),
        R"(,"artifactType":"application/spdx+json","subject":)" + descriptor(ociType, "subject", 500));
    const auto manifest = parseManifest(raw, {});
    QVERIFY(manifest.ok());
    QCOMPARE(manifest->subject.digest, Digest::of("subject"));
    QCOMPARE(manifest->type(), u"application/spdx+json"_s);
    QCOMPARE(manifest->descriptor().artifactType, u"application/spdx+json"_s);

    const QByteArray old =
        R"({"mediaType":"application/vnd.oci.artifact.manifest.v1+json","artifactType":"a/b","blobs":[)"
        + descriptor("c/d", "x", 3) + R"(],"subject":)" + descriptor(ociType, "subject", 500) + "}";
    const auto artifact = parseManifest(old, {});
    QVERIFY2(artifact.ok(), qPrintable(artifact.error().message.english()));
    QCOMPARE(artifact->layers.size(), 1);
    QVERIFY(!artifact->config.digest.isValid());
    QCOMPARE(artifact->subject.digest, Digest::of("subject"));
}

void TestManifest::findsTheType_data()
{
    QTest::addColumn<QByteArray>("inDocument");
    QTest::addColumn<QByteArray>("inHeader");
    QTest::addColumn<QString>("type");
    const QByteArray docker(mediatype::dockerManifest.data());
    QTest::newRow("both") << ociType << ociType << QString(mediatype::ociManifest);
    QTest::newRow("the header lies") << ociType << QByteArray("text/html") << QString(mediatype::ociManifest);
    QTest::newRow("the header says another") << ociType << docker << QString(mediatype::ociManifest);
    QTest::newRow("header only") << QByteArray() << docker << QString(mediatype::dockerManifest);
    QTest::newRow("header with a parameter")
        << QByteArray() << docker + ";charset=utf-8" << QString(mediatype::dockerManifest);
    QTest::newRow("neither") << QByteArray() << QByteArray() << QString(mediatype::ociManifest);
    QTest::newRow("plain text") << QByteArray() << QByteArray("text/plain; charset=utf-8")
                                << QString(mediatype::ociManifest);
    QTest::newRow("json") << QByteArray() << QByteArray("application/json") << QString(mediatype::ociManifest);
}

void TestManifest::findsTheType()
{
    QFETCH(QByteArray, inDocument);
    QFETCH(QByteArray, inHeader);
    QByteArray raw = image({});
    raw.replace(R"("mediaType":"application/vnd.oci.image.manifest.v1+json",)",
        inDocument.isEmpty() ? QByteArray() : R"("mediaType":")" + inDocument + R"(",)");
    const auto manifest = parseManifest(raw, inHeader);
    QVERIFY(manifest.ok());
    QTEST(manifest->mediaType, "type");
    QCOMPARE(manifest->kind, Manifest::Kind::Image);
}

void TestManifest::keepsUnknownTypesRaw()
{
    const QByteArray raw = R"({"schemaVersion":3,"mediaType":"application/vnd.example.future+json","layers":[]})";
    const auto manifest = parseManifest(raw, {});
    QVERIFY(manifest.ok());
    QCOMPARE(manifest->kind, Manifest::Kind::Unknown);
    QCOMPARE(manifest->mediaType, u"application/vnd.example.future+json"_s);
    QCOMPARE(manifest->raw, raw);
    QCOMPARE(manifest->digest, Digest::of(raw));
}

void TestManifest::refusesOtherBytes()
{
    const QByteArray raw = image({});
    QVERIFY(parseManifest(raw, {}, Digest::of(raw)).ok());
    QVERIFY(parseManifest(raw, {}, Digest::of(raw, Digest::Algorithm::Sha512)).ok());
    QCOMPARE(parseManifest(raw, {}, Digest::of(raw, Digest::Algorithm::Sha512))->digest.algorithm(),
        Digest::Algorithm::Sha512);
    const auto other = parseManifest(raw + ' ', {}, Digest::of(raw));
    QVERIFY(!other.ok());
    QCOMPARE(other.error().kind, ErrorKind::Decode);
    QVERIFY(other.error().message.english().contains(Digest::of(raw).text()));
    QVERIFY(other.error().message.english().contains(Digest::of(raw + ' ').text()));
}

void TestManifest::refuses_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("where");
    const auto row = [](const char *name, const QByteArray &raw, const QString &where,
                         ErrorKind kind = ErrorKind::Decode) { QTest::newRow(name) << raw << kind << where; };
    const QByteArray layer = descriptor("a/b", "a", 1);
    row("nothing", "", u"$"_s);
    row("a list", "[]", u"$"_s);
    row("html", "<html>", u"$"_s);
    row("cut", image(layer).chopped(5), u"$"_s);
    row("layers no list", image({}).replace("[]", "{}"), u"$.layers"_s);
    row("layer no object", image("7"), u"$.layers[0]"_s);
    row("negative size", image(layer + "," + descriptor("a/b", "a", -1)), u"$.layers[1].size"_s);
    row("size a text", image(QByteArray(layer).replace(":1}", R"(:"1"})")), u"$.layers[0].size"_s);
    row("size a fraction", image(QByteArray(layer).replace(":1}", ":1.5}")), u"$.layers[0].size"_s);
    row("size beyond 64 bit", image(QByteArray(layer).replace(":1}", ":9223372036854775808}")), u"$.layers[0].size"_s);
    row("sizes beyond 64 bit", image(layer + "," + descriptor("a/b", "a", 9223372036854775807)), u"$.layers[1].size"_s);
    row("digest of md5", image(QByteArray(layer).replace("sha256:", "md5:")), u"$.layers[0].digest"_s);
    row("no digest", image(R"({"mediaType":"a/b","size":1})"), u"$.layers[0].digest"_s);
    row("no config", R"({"mediaType":"application/vnd.oci.image.manifest.v1+json","layers":[]})", u"$.config.digest"_s);
    row("annotation a number", image(layer, R"(,"annotations":{"a":1})"), u"$.annotations.a"_s);
    row("bad subject", image(layer, R"(,"subject":{"digest":"x","size":1})"), u"$.subject.digest"_s);
    row("image and index at once", image(layer, R"(,"manifests":[)" + layer + "]"), QString());
    row("two documents", image(layer) + image(layer), u"$"_s);
    row("deep", R"({"mediaType":"application/vnd.oci.image.index.v1+json","manifests":)" + QByteArray(100'000, '['),
        u"$"_s);
    row("schema 1", R"({"schemaVersion":1,"name":"a","fsLayers":[]})", QString(), ErrorKind::Unsupported);
}

void TestManifest::refuses()
{
    QFETCH(QByteArray, raw);
    QFETCH(QString, where);
    const auto manifest = parseManifest(raw, ociType);
    QVERIFY(!manifest.ok());
    QTEST(manifest.error().kind, "kind");
    if (!where.isEmpty())
        QVERIFY2(manifest.error().where.startsWith(where), qPrintable(manifest.error().where));
    QVERIFY(!manifest.error().message.isEmpty());
}

void TestManifest::capsSizes()
{
    QByteArray layers;
    for (int i = 0; i < 10'001; ++i)
        layers += (i ? "," : "") + descriptor("a", "a", 1);
    const auto many = parseManifest(image(layers), {});
    QVERIFY(!many.ok());
    QCOMPARE(many.error().kind, ErrorKind::TooLarge);
    const auto huge = parseManifest(image({}) + QByteArray(4 * 1024 * 1024, ' '), {});
    QVERIFY(!huge.ok());
    QCOMPARE(huge.error().kind, ErrorKind::TooLarge);
}

void TestManifest::readsAConfig()
{
    const QByteArray raw =
        R"({"created":"2026-03-04T05:06:07.123456789Z","author":"build","architecture":"arm64","os":"linux",
        "variant":"v8","config":{"User":"1000:1000","ExposedPorts":{"8080/tcp":{},"53/udp":{}},"Env":["PATH=/bin","A=b=c"],
        "Entrypoint":["/bin/sh","-c"],"Cmd":["serve"],"Volumes":{"/data":{}},"WorkingDir":"/srv",
        "Labels":{"org.opencontainers.image.version":"1.2"},"StopSignal":"SIGTERM","Unknown":{"x":[1]}},
        "rootfs":{"type":"layers","diff_ids":[")"
        + digestOf("1")
        + R"("]},"history":[{"created":"2026-03-04T05:06:07Z","created_by":"COPY . .","comment":"buildkit"},
        {"created_by":"CMD [\"serve\"]","empty_layer":true}]})";
    const auto config = parseImageConfig(raw);
    QVERIFY2(config.ok(), qPrintable(config.error().message.english()));
    QCOMPARE(config->platform.text(), u"linux/arm64/v8"_s);
    QCOMPARE(config->created, QDateTime(QDate(2026, 3, 4), QTime(5, 6, 7, 123), Qt::UTC));
    QCOMPARE(config->author, u"build"_s);
    QCOMPARE(config->user, u"1000:1000"_s);
    QCOMPARE(config->exposedPorts, QStringList({u"53/udp"_s, u"8080/tcp"_s}));
    QCOMPARE(config->env, QStringList({u"PATH=/bin"_s, u"A=b=c"_s}));
    QCOMPARE(config->entrypoint, QStringList({u"/bin/sh"_s, u"-c"_s}));
    QCOMPARE(config->cmd, QStringList{u"serve"_s});
    QCOMPARE(config->volumes, QStringList{u"/data"_s});
    QCOMPARE(config->workingDir, u"/srv"_s);
    QCOMPARE(config->stopSignal, u"SIGTERM"_s);
    QCOMPARE(config->labels.value(u"org.opencontainers.image.version"_s), u"1.2"_s);
    QCOMPARE(config->diffIds, QList<Digest>{Digest::of("1")});
    QCOMPARE(config->history.size(), 2);
    QCOMPARE(config->history[0].comment, u"buildkit"_s);
    QCOMPARE(config->history[1].createdBy, u"CMD [\"serve\"]"_s);
    QVERIFY(config->history[1].emptyLayer);
    QCOMPARE(config->raw, raw);
}

void TestManifest::readsOddConfigs()
{
    const auto nulls = parseImageConfig(
        R"({"os":null,"config":{"Env":null,"Cmd":null,"Entrypoint":null,"ExposedPorts":null,"Volumes":null,"Labels":null},
        "history":null,"rootfs":{"diff_ids":null},"created":""})");
    QVERIFY2(nulls.ok(), qPrintable(nulls.error().message.english()));
    QCOMPARE(nulls->cmd, QStringList());
    QVERIFY(!nulls->created.isValid());
    QVERIFY(parseImageConfig(R"({"config":null})").ok());
    QVERIFY(parseImageConfig("{}").ok());
    const auto text = parseImageConfig(R"({"config":{"Entrypoint":"/run me","Cmd":[]}})");
    QVERIFY(text.ok());
    QCOMPARE(text->entrypoint, QStringList{u"/run me"_s});
    const auto digests = parseImageConfig(R"({"rootfs":{"diff_ids":["md5:1"]}})");
    QVERIFY(digests.ok());
    QCOMPARE(digests->diffIds, QList<Digest>{Digest()});
}

void TestManifest::refusesConfigs_data()
{
    QTest::addColumn<QByteArray>("raw");
    QTest::addColumn<QString>("where");
    QTest::newRow("no JSON") << QByteArray("\x1f\x8b") << u"$"_s;
    QTest::newRow("env a text") << QByteArray(R"({"config":{"Env":"A=b"}})") << u"$.config.Env"_s;
    QTest::newRow("cmd of numbers") << QByteArray(R"({"config":{"Cmd":[1]}})") << u"$.config.Cmd"_s;
    QTest::newRow("entrypoint an object") << QByteArray(R"({"config":{"Entrypoint":{}}})") << u"$.config.Entrypoint"_s;
    QTest::newRow("label a number") << QByteArray(R"({"config":{"Labels":{"a":1}}})") << u"$.config.Labels.a"_s;
    QTest::newRow("no time") << QByteArray(R"({"created":"yesterday"})") << u"$.created"_s;
    QTest::newRow("history an object") << QByteArray(R"({"history":{}})") << u"$.history"_s;
}

void TestManifest::refusesConfigs()
{
    QFETCH(QByteArray, raw);
    const auto config = parseImageConfig(raw);
    QVERIFY(!config.ok());
    QCOMPARE(config.error().kind, ErrorKind::Decode);
    QTEST(config.error().where, "where");
    QCOMPARE(parseImageConfig(QByteArray(4 * 1024 * 1024 + 1, ' ')).error().kind, ErrorKind::TooLarge);
}

void TestManifest::pairsLayersWithHistory_data()
{
    QTest::addColumn<int>("layers");
    QTest::addColumn<QString>("history"); // L leaves a layer, - leaves none
    QTest::addColumn<QString>("rows"); // the number of the layer, 0 for none; ? where the history says nothing of it
    QTest::newRow("plain") << 2 << u"LL"_s << u"12"_s;
    QTest::newRow("empty steps") << 2 << u"L--L-"_s << u"10020"_s;
    QTest::newRow("no history") << 2 << QString() << u"1?2?"_s;
    QTest::newRow("squashed") << 3 << u"L-"_s << u"102?3?"_s;
    QTest::newRow("history of too many layers") << 1 << u"LLL"_s << u"100"_s;
    QTest::newRow("no layers") << 0 << u"-"_s << u"0"_s;
    QTest::newRow("nothing") << 0 << QString() << QString();
}

void TestManifest::pairsLayersWithHistory()
{
    QFETCH(int, layers);
    QFETCH(QString, history);
    Manifest manifest;
    ImageConfig config;
    for (int i = 0; i < layers; ++i) {
        Descriptor layer;
        layer.digest = Digest::of(QByteArray::number(i));
        manifest.layers.append(layer);
        config.diffIds.append(Digest::of("diff" + QByteArray::number(i)));
    }
    for (const QChar c : history) {
        HistoryStep step;
        step.emptyLayer = c == u'-';
        config.history.append(step);
    }
    QString rows;
    const QList<LayerStep> steps = layersWithHistory(manifest, config);
    for (const LayerStep &step : steps) {
        rows += QString::number(step.number) + (step.isKnown ? u""_s : u"?"_s);
        if (step.number > 0) {
            QCOMPARE(step.layer, manifest.layers[step.number - 1]);
            QCOMPARE(step.diffId, config.diffIds[step.number - 1]);
        } else {
            QVERIFY(!step.layer.digest.isValid());
        }
    }
    QTEST(rows, "rows");
}

void TestManifest::readsTheRecordedManifest()
{
    const QDir folder(QStringLiteral(LOTSE_SHARED_DIR "/facts/harbor-captures"));
    const QStringList found = folder.entryList({u"223_*"_s});
    if (found.isEmpty())
        QSKIP("The recorded exchanges are not here.");
    QFile file(folder.filePath(found.first()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray all = file.readAll();
    const QByteArray body = all.trimmed().right(751); // Content-Length
    const auto asked = Digest::parse(u"sha256:ae32b78f35741df1189ec8fb4e1aee4d3d2a2ed60e68d41c90ae6afc11a13aa0");
    const auto manifest = parseManifest(body, "application/vnd.docker.distribution.manifest.v2+json", *asked);
    QVERIFY2(manifest.ok(), qPrintable(manifest.error().message.english()));
    QCOMPARE(manifest->layers.size(), 3);
    QCOMPARE(manifest->contentSize(), 1650 + 102921 + 20753 + 41321);
}

QTEST_GUILESS_MAIN(TestManifest)
#include "tst_manifest.moc"
