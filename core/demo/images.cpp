// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/images.h"

#include "base/sha256.h"
#include "demo/findings.h"
#include "demo/jsonvalue.h"
#include "demo/random.h"

using namespace Qt::StringLiterals;

namespace lotse::demo {

QByteArray digestOf(const QByteArray &bytes)
{
    return "sha256:" + sha256(bytes).toHex();
}

namespace {

constexpr auto ImageConfig = "application/vnd.oci.image.config.v1+json";

QString latin(const QByteArray &text)
{
    return QString::fromLatin1(text);
}

QJsonObject descriptor(const QByteArray &type, const QByteArray &digest, qint64 size)
{
    return {{u"mediaType"_s, latin(type)}, {u"digest"_s, latin(digest)}, {u"size"_s, size}};
}

} // namespace

QString madeAt(const QByteArray &identity)
{
    const QDateTime start(QDate(2025, 1, 6), QTime(2, 13), Qt::UTC);
    return start.addSecs(Random("made " + identity).between(0, 240 * 86'400)).toString(u"yyyy-MM-dd'T'HH:mm:ss'Z'"_s);
}

QByteArray Images::blob(const QByteArray &bytes)
{
    const QByteArray digest = digestOf(bytes);
    m_state.blobs.insert(digest, bytes);
    return digest;
}

Repository &Images::repository(
    qint64 project, const QString &name, const QString &description, const QDateTime &created)
{
    Repository repository;
    repository.id = m_state.repositories.isEmpty() ? 1 : m_state.repositories.lastKey() + 1;
    repository.project = project;
    repository.name = name;
    repository.description = description;
    repository.created = created;
    repository.updated = created;
    return *m_state.repositories.insert(repository.id, repository);
}

Artifact &Images::add(Repository &repository, const QByteArray &manifest, const QDateTime &pushed)
{
    Artifact artifact;
    artifact.id = m_state.nextArtifact++;
    artifact.repository = repository.id;
    artifact.manifest = manifest;
    artifact.digest = digestOf(manifest);
    artifact.manifestMediaType = OciManifest;
    artifact.size = manifest.size();
    artifact.pushed = pushed;
    artifact.type = u"IMAGE"_s;
    repository.artifacts.append(artifact.id);
    repository.updated = std::max(repository.updated, pushed);
    return *m_state.artifacts.insert(artifact.id, artifact);
}

void Images::tag(Repository &repository, qint64 artifact, const QString &name)
{
    repository.tags.insert(name, {m_state.nextTag++, artifact, name, m_state.artifacts[artifact].pushed, {}});
}

qint64 Images::image(Repository &repository, const QString &version, const QByteArray &architecture,
    const QDateTime &pushed, bool isDocker)
{
    const QByteArray identity = repository.name.toUtf8() + ':' + version.toUtf8() + '/' + architecture;
    Random random(identity);
    const QString created = madeAt(identity);
    const QString service = repository.name.section(u'/', -1);

    QJsonArray layers;
    QJsonArray differences;
    QJsonArray history;
    qint64 size = 0;
    const auto layer = [&](const QByteArray &seed, qint64 bytes, const QString &by) {
        const QByteArray digest = digestOf("layer " + seed);
        m_state.layers.insert(digest, bytes);
        layers.append(descriptor(isDocker ? "application/vnd.docker.image.rootfs.diff.tar.gzip"
                                          : "application/vnd.oci.image.layer.v1.tar+gzip",
            digest, bytes));
        differences.append(latin(digestOf("plain " + seed)));
        history.append(
            QJsonObject{{u"created"_s, created}, {u"created_by"_s, by}, {u"comment"_s, u"buildkit.dockerfile.v0"_s}});
        size += bytes;
    };
    // Images of the same family share their base, so that the store looks as one does.
    const QByteArray family = QByteArray::number(repository.id % 4) + architecture;
    layer("base " + family, 29'150'000 + qint64(repository.id % 4) * 11'370, u"/bin/sh -c #(nop) ADD file in /"_s);
    layer("runtime " + family, 18'400'000 + qint64(repository.id % 4) * 9'811'000,
        u"RUN /bin/sh -c apt-get update && apt-get install -y --no-install-recommends ca-certificates tini # buildkit"_s);
    layer("app " + repository.name.toUtf8(), Random(repository.name.toUtf8()).between(900'000, 38'000'000),
        u"COPY /build/dependencies /app/lib"_s);
    layer(identity, random.between(180'000, 7'500'000), u"COPY /build/%1 /app/%1"_s.arg(service));
    history.append(QJsonObject{{u"created"_s, created}, {u"created_by"_s, u"CMD [\"/app/%1\"]"_s.arg(service)},
        {u"comment"_s, u"buildkit.dockerfile.v0"_s}, {u"empty_layer"_s, true}});

    QJsonObject run{{u"Cmd"_s, QJsonArray{u"--port"_s, u"8080"_s}}, {u"Entrypoint"_s, QJsonArray{u"/app/"_s + service}},
        {u"Env"_s, QJsonArray{u"PATH=/usr/local/bin:/usr/bin:/bin"_s, u"APP_VERSION="_s + version}},
        {u"ExposedPorts"_s, QJsonObject{{u"8080/tcp"_s, QJsonObject()}}},
        {u"Labels"_s,
            QJsonObject{{u"app.kubernetes.io/name"_s, service}, {u"app.kubernetes.io/version"_s, version},
                {u"org.opencontainers.image.revision"_s, latin(digestOf(identity).mid(7, 40))},
                {u"org.opencontainers.image.source"_s, u"https://git.lotse.example/"_s + repository.name}}},
        {u"WorkingDir"_s, u"/app"_s}};
    // Some run as root, which a check of the posture should find.
    if (repository.id % 3 != 0)
        run.insert(u"User"_s, u"10001"_s);
    const QJsonObject config{{u"architecture"_s, latin(architecture)}, {u"os"_s, u"linux"_s},
        {u"author"_s, repository.name.section(u'/', 0, 0) + u"-ci"_s}, {u"created"_s, created}, {u"config"_s, run},
        {u"history"_s, history}, {u"rootfs"_s, QJsonObject{{u"type"_s, u"layers"_s}, {u"diff_ids"_s, differences}}}};
    const QByteArray configBytes = compact(config);
    const QByteArray configType = isDocker ? "application/vnd.docker.container.image.v1+json" : ImageConfig;
    const QByteArray configDigest = blob(configBytes);
    const QByteArray type = isDocker ? DockerManifest : OciManifest;
    Artifact &artifact = add(repository,
        compact(QJsonObject{{u"schemaVersion"_s, 2}, {u"mediaType"_s, latin(type)},
            {u"config"_s, descriptor(configType, configDigest, configBytes.size())}, {u"layers"_s, layers}}),
        pushed);
    artifact.manifestMediaType = type;
    artifact.mediaType = configType;
    artifact.artifactType = configType;
    artifact.size += configBytes.size() + size;
    artifact.extraAttributes = config;
    artifact.extraAttributes.remove(u"history"_s);
    artifact.extraAttributes.remove(u"rootfs"_s);
    return artifact.id;
}

qint64 Images::index(Repository &repository, const QList<qint64> &children, const QDateTime &pushed)
{
    QJsonArray manifests;
    QList<Child> parts;
    qint64 size = 0;
    for (const qint64 id : children) {
        Artifact &child = m_state.artifacts[id];
        child.isChild = true;
        QJsonObject platform{{u"architecture"_s, child.extraAttributes[u"architecture"_s]}, {u"os"_s, u"linux"_s}};
        if (platform[u"architecture"_s].toString() == "arm64"_L1)
            platform.insert(u"variant"_s, u"v8"_s);
        QJsonObject entry = descriptor(child.manifestMediaType, child.digest, child.manifest.size());
        entry.insert(u"platform"_s, platform);
        manifests.append(entry);
        parts.append({id, child.digest, platform});
        size += child.size;
    }
    Artifact &artifact = add(repository,
        compact(QJsonObject{{u"schemaVersion"_s, 2}, {u"mediaType"_s, latin(OciIndex)}, {u"manifests"_s, manifests}}),
        pushed);
    artifact.manifestMediaType = OciIndex;
    artifact.mediaType = OciIndex;
    artifact.children = parts;
    artifact.size += size;
    return artifact.id;
}

qint64 Images::chart(Repository &repository, const QString &version, const QDateTime &pushed)
{
    const QString name = repository.name.section(u'/', -1);
    const QJsonArray dependencies{QJsonObject{{u"name"_s, u"postgresql"_s}, {u"version"_s, u"15.5.38"_s},
        {u"repository"_s, u"oci://demo.lotse.example/platform/charts"_s}}};
    const QJsonObject config{{u"apiVersion"_s, u"v2"_s}, {u"appVersion"_s, version}, {u"dependencies"_s, dependencies},
        {u"description"_s, u"Deploys %1 with its database"_s.arg(name)},
        {u"home"_s, u"https://docs.lotse.example/"_s + name}, {u"keywords"_s, QJsonArray{name, u"web"_s}},
        {u"maintainers"_s,
            QJsonArray{QJsonObject{{u"name"_s, u"platform-team"_s}, {u"email"_s, u"platform@lotse.example"_s}}}},
        {u"name"_s, name}, {u"type"_s, u"application"_s}, {u"version"_s, version}};
    const QByteArray configBytes = compact(config);
    const QByteArray layer = digestOf("chart " + repository.name.toUtf8() + version.toUtf8());
    const qint64 layerSize = 5'200 + qint64(version.size()) * 13;
    m_state.layers.insert(layer, layerSize);
    const QJsonObject annotations{
        {u"org.opencontainers.image.title"_s, name}, {u"org.opencontainers.image.version"_s, version}};
    Artifact &artifact = add(repository,
        compact(
            QJsonObject{{u"schemaVersion"_s, 2}, {u"annotations"_s, annotations}, {u"mediaType"_s, latin(OciManifest)},
                {u"config"_s,
                    descriptor("application/vnd.cncf.helm.config.v1+json", blob(configBytes), configBytes.size())},
                {u"layers"_s,
                    QJsonArray{descriptor("application/vnd.cncf.helm.chart.content.v1.tar+gzip", layer, layerSize)}}}),
        pushed);
    artifact.mediaType = "application/vnd.cncf.helm.config.v1+json";
    artifact.artifactType = artifact.mediaType;
    artifact.type = u"CHART"_s;
    artifact.size += configBytes.size() + layerSize;
    artifact.extraAttributes = config;
    artifact.annotations = annotations;
    artifact.scan.outcome = Scan::Outcome::NotScannable;
    artifact.chart = {
        {u"readme.md"_s,
            u"# %1\n\nDeploys %1 with its database.\n\n```sh\nhelm install %1 oci://demo.lotse.example/%2 "
            "--version %3\n```\n"_s.arg(name, repository.name, version)},
        {u"values.yaml"_s,
            u"replicaCount: 2\nimage:\n  repository: demo.lotse.example/%1\n  tag: \"%2\"\nservice:\n  type: "
            u"ClusterIP\n  "
            "port: 80\nresources:\n  requests:\n    cpu: 100m\n    memory: 128Mi\n"_s.arg(repository.name, version)},
        {u"dependencies"_s, dependencies}};
    return artifact.id;
}

qint64 Images::other(Repository &repository, const QByteArray &artifactType, const QString &type,
    const QByteArray &layerType, qint64 layerSize, const QString &description, const QDateTime &pushed)
{
    const QByteArray layer = digestOf("content " + repository.name.toUtf8() + description.toUtf8());
    m_state.layers.insert(layer, layerSize);
    const QJsonObject annotations{{u"org.opencontainers.image.description"_s, description}};
    Artifact &artifact = add(repository,
        compact(QJsonObject{{u"schemaVersion"_s, 2}, {u"annotations"_s, annotations},
            {u"mediaType"_s, latin(OciManifest)}, {u"artifactType"_s, latin(artifactType)},
            {u"config"_s, descriptor("application/vnd.oci.empty.v1+json", blob("{}"), 2)},
            {u"layers"_s, QJsonArray{descriptor(layerType, layer, layerSize)}}}),
        pushed);
    artifact.mediaType = "application/vnd.oci.empty.v1+json";
    artifact.artifactType = artifactType;
    artifact.type = type;
    artifact.size += 2 + layerSize;
    artifact.annotations = annotations;
    artifact.scan.outcome = Scan::Outcome::NotScannable;
    return artifact.id;
}

} // namespace lotse::demo
