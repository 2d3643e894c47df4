// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/images/imagecontent.h"

#include "models/tables/indentedjson.h"
#include "models/tables/kindtables.h"
#include "oci/imageconfig.h"

namespace lotse::models {

using namespace Qt::StringLiterals;

/// What only the manifest tells, while it is not read.
static Cell notRead()
{
    return Cell::plain(word(LOTSE_MSG("not read")));
}

static QList<Column> platformColumns()
{
    using oci::Descriptor;
    return {column<Descriptor>(u"platform"_s, LOTSE_MSG("Platform"), ColumnKind::Mono, 180,
                [](const Descriptor &d) {
                    const QString text = d.platform.text();
                    return Cell::plain(text.isEmpty() ? word(LOTSE_MSG("no platform")) : text);
                }),
        column<Descriptor>(u"digest"_s, LOTSE_MSG("Digest"), ColumnKind::Digest, 200,
            [](const Descriptor &d) { return Cell::digest(d.digest.text()); }),
        column<Descriptor>(u"size"_s, LOTSE_MSG("Manifest size"), ColumnKind::Size, 110,
            [](const Descriptor &d) { return d.size > 0 ? Cell::size(d.size) : notRead(); }),
        column<Descriptor>(u"type"_s, LOTSE_MSG("Media type"), ColumnKind::Text, 320,
            [](const Descriptor &d) { return Cell::plain(d.artifactType.isEmpty() ? d.mediaType : d.artifactType); })};
}

static QString instruction(const oci::HistoryStep &step)
{
    // What the older builder writes in front of each instruction says nothing.
    QString text = step.createdBy;
    for (const auto &prefix : {"/bin/sh -c #(nop) "_L1, "/bin/sh -c "_L1}) {
        if (text.startsWith(prefix)) {
            text = text.mid(prefix.size()).trimmed();
            if (prefix == "/bin/sh -c "_L1)
                text.prepend("RUN "_L1);
            break;
        }
    }
    return text;
}

/// The file that a layer of a model, or of any artifact pushed from files, is made of.
static QString fileOf(const oci::Descriptor &layer)
{
    const QString path = layer.annotations.value(u"org.cncf.model.filepath"_s);
    return path.isEmpty() ? layer.annotations.value(u"org.opencontainers.image.title"_s) : path;
}

static QList<Column> layerColumns()
{
    using oci::LayerStep;
    return {column<LayerStep>(u"number"_s, LOTSE_MSG("Layer"), ColumnKind::Number, 60,
                [](const LayerStep &l) { return l.number ? Cell::number(l.number) : Cell{}; }),
        column<LayerStep>(u"size"_s, LOTSE_MSG("Size"), ColumnKind::Size, 90,
            [](const LayerStep &l) {
                if (!l.number)
                    return Cell{};
                return l.layer.digest.isValid() ? Cell::size(l.layer.size) : notRead();
            }),
        column<LayerStep>(u"step"_s, LOTSE_MSG("Step or file"), ColumnKind::Mono, 560,
            [](const LayerStep &l) {
                if (l.isKnown)
                    return Cell{instruction(l.step), {}, l.step.createdBy, {}};
                const QString file = fileOf(l.layer);
                return Cell::plain(file.isEmpty() ? word(LOTSE_MSG("not in the history")) : file);
            }),
        column<LayerStep>(u"created"_s, LOTSE_MSG("Created"), ColumnKind::Time, 140,
            [](const LayerStep &l) { return l.isKnown ? Cell::time(l.step.created) : Cell{}; }),
        column<LayerStep>(u"digest"_s, LOTSE_MSG("Digest"), ColumnKind::Digest, 200,
            [](const LayerStep &l) {
                if (!l.number)
                    return Cell{};
                return l.layer.digest.isValid() ? Cell::digest(l.layer.digest.text()) : notRead();
            }),
        column<LayerStep>(u"type"_s, LOTSE_MSG("Media type"), ColumnKind::Text, 280,
            [](const LayerStep &l) { return Cell::plain(l.layer.mediaType); })};
}

template <typename T>
static Row rowOf(const QString &key, const T &value, bool enriched = true)
{
    Row row;
    row.key = key;
    row.record.value = QVariant::fromValue(value);
    row.enriched = enriched;
    return row;
}

ImageContent::ImageContent(QObject *parent)
    : QObject(parent)
{
    m_platforms.setColumns(platformColumns());
    m_layers.setColumns(layerColumns());
}

void ImageContent::setSource(const oci::Client &client, const QString &repository, const QString &reference)
{
    m_client = client;
    m_repository = repository;
    m_reference = reference;
    refresh();
}

void ImageContent::setHarbor(const harbor::Client &client, const harbor::Params &keys)
{
    m_harbor = client;
    m_keys = keys;
}

void ImageContent::refresh()
{
    if (!m_client.transport() || m_repository.isEmpty() || m_reference.isEmpty())
        return;
    delete m_run;
    m_run = new QObject(this);
    m_state = u"loading"_s;
    m_error = {};
    m_layers.setState(TableModel::State::Loading);
    m_platforms.setState(TableModel::State::Loading);
    m_asks = m_client.asksToRead(m_repository, m_reference);
    if (m_asks)
        m_manifest = {};
    emit changed();
    if (m_asks && m_harbor.transport()) {
        readFromHarbor(m_reference);
        return;
    }
    m_client.manifest(m_repository, m_reference, m_run, [this](const Result<oci::Manifest> &manifest) {
        if (manifest)
            manifestCame(*manifest);
        else
            fail(manifest.error());
    });
}

void ImageContent::fail(const Error &error)
{
    m_state = u"error"_s;
    m_error = error;
    m_layers.setState(TableModel::State::Error, error);
    if (m_platforms.isLoading())
        m_platforms.setState(TableModel::State::Error, error);
    emit changed();
}

QString ImageContent::kind() const
{
    if (m_asks)
        return m_platforms.loaded() ? u"index"_s : m_isImage ? u"image"_s : u"artifact"_s;
    switch (m_manifest.kind) {
    case oci::Manifest::Kind::Index:
        return u"index"_s;
    case oci::Manifest::Kind::Image:
        return m_manifest.config.mediaType == oci::mediatype::ociConfig
                || m_manifest.config.mediaType == oci::mediatype::dockerConfig
            ? u"image"_s
            : u"artifact"_s;
    case oci::Manifest::Kind::Unknown:
        break;
    }
    return u"artifact"_s;
}

void ImageContent::manifestCame(const oci::Manifest &manifest)
{
    m_manifest = manifest;
    platformsCame(manifest.manifests);
    if (manifest.kind == oci::Manifest::Kind::Index)
        chooseFirst(manifest.manifests);
    else
        imageCame(manifest);
}

void ImageContent::platformsCame(const QList<oci::Descriptor> &children)
{
    QList<Row> rows;
    for (const oci::Descriptor &child : children)
        rows.append(rowOf(child.digest.text(), child));
    m_platforms.setTotal(rows.size());
    m_platforms.setRows(std::move(rows));
    m_platforms.setState(children.isEmpty() ? TableModel::State::Empty : TableModel::State::Ready);
}

void ImageContent::chooseFirst(const QList<oci::Descriptor> &children)
{
    // The first that names a platform: build attestations stand in an index as "unknown/unknown".
    for (const oci::Descriptor &child : children) {
        if (!child.platform.text().isEmpty()) {
            choosePlatform(child.digest.text());
            return;
        }
    }
    m_layers.setRows({});
    m_layers.setState(TableModel::State::Empty);
    m_state = u"ready"_s;
    emit changed();
}

void ImageContent::choosePlatform(const QString &digest)
{
    const QVariant row = m_platforms.rowValue(digest);
    if (!row.isValid() || !m_run)
        return;
    m_platform = row.value<oci::Descriptor>().platform.text();
    m_layers.setState(TableModel::State::Loading);
    emit changed();
    if (m_client.asksToRead(m_repository, digest) && m_harbor.transport()) {
        readFromHarbor(digest);
        return;
    }
    m_client.manifest(m_repository, digest, m_run, [this](const Result<oci::Manifest> &manifest) {
        if (manifest)
            imageCame(*manifest);
        else
            fail(manifest.error());
    });
}

void ImageContent::imageCame(const oci::Manifest &image)
{
    if (image.kind != oci::Manifest::Kind::Image) {
        m_layers.setRows({});
        m_layers.setState(TableModel::State::Empty);
        m_state = u"ready"_s;
        emit changed();
        return;
    }
    m_client.blob(
        m_repository, image.config, Limits::manifest(), m_run, [this, image](const Result<QByteArray> &config) {
            m_config = config ? *config : QByteArray();
            const Result<oci::ImageConfig> parsed = config ? oci::parseImageConfig(*config) : config.error();
            configCame(image, parsed ? *parsed : oci::ImageConfig());
            // Without its config an image is still shown, its layers without their history.
            if (!config)
                m_layers.setState(TableModel::State::Partial, config.error(),
                    Message{LOTSE_MSG("The config could not be read: %1"), {config.error().text()}});
        });
}

static void addLine(QVariantList &facts, const char *name, const QString &value, bool mono = false)
{
    if (!value.isEmpty())
        facts.append(QVariantMap{{u"name"_s, word(name)}, {u"value"_s, value}, {u"mono"_s, mono}});
}

void ImageContent::configCame(const oci::Manifest &image, const oci::ImageConfig &config)
{
    if (m_manifest.kind == oci::Manifest::Kind::Image)
        m_platform = config.platform.text();
    tellConfig(config);
    showLayers(oci::layersWithHistory(image, config));
}

void ImageContent::tellConfig(const oci::ImageConfig &config)
{
    const bool isImage = kind() != "artifact"_L1;
    m_facts.clear();
    addLine(m_facts, LOTSE_MSG("Platform"), m_platform, true);
    if (config.created.isValid())
        addLine(m_facts, LOTSE_MSG("Built"), Cell::time(config.created).text);
    addLine(m_facts, LOTSE_MSG("Author"), config.author);
    addLine(m_facts, LOTSE_MSG("Entrypoint"), config.entrypoint.join(u' '), true);
    addLine(m_facts, LOTSE_MSG("Command"), config.cmd.join(u' '), true);
    if (isImage)
        addLine(
            m_facts, LOTSE_MSG("User"), config.user.isEmpty() ? word(LOTSE_MSG("root (default)")) : config.user, true);
    addLine(m_facts, LOTSE_MSG("Working directory"), config.workingDir, true);
    addLine(m_facts, LOTSE_MSG("Ports"), config.exposedPorts.join(u", "_s), true);
    addLine(m_facts, LOTSE_MSG("Volumes"), config.volumes.join(u", "_s), true);
    addLine(m_facts, LOTSE_MSG("Environment"), config.env.join(u'\n'), true);
    QStringList labels;
    for (auto it = config.labels.begin(); it != config.labels.end(); ++it)
        labels += it.key() + u'=' + it.value();
    addLine(m_facts, LOTSE_MSG("Image labels"), labels.join(u'\n'), true);
    QStringList annotations;
    for (auto it = m_manifest.annotations.begin(); it != m_manifest.annotations.end(); ++it)
        annotations += it.key() + u'=' + it.value();
    addLine(m_facts, LOTSE_MSG("Annotations"), annotations.join(u'\n'), true);
}

void ImageContent::showLayers(const QList<oci::LayerStep> &steps)
{
    QList<Row> rows;
    for (const oci::LayerStep &step : steps)
        rows.append(rowOf(QString::number(rows.size()), step));
    m_layers.setTotal(rows.size());
    m_layers.setRows(std::move(rows));
    m_layers.setState(m_layers.loaded() ? TableModel::State::Ready : TableModel::State::Empty);
    m_state = u"ready"_s;
    emit changed();
}

QString ImageContent::manifestText() const
{
    return indentedJson(m_manifest.raw);
}

QString ImageContent::configText() const
{
    return indentedJson(m_config);
}

} // namespace lotse::models
