// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trust/signing.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace lotse::trust {

using namespace Qt::StringLiterals;
using detail::signingFault;

namespace {

constexpr qsizetype kMostLayers = 1'000;

QJsonObject annotationsJson(const oci::Annotations &annotations)
{
    QJsonObject out;
    for (auto it = annotations.begin(); it != annotations.end(); ++it)
        out.insert(it.key(), it.value());
    return out;
}

QJsonObject descriptorJson(const oci::Descriptor &descriptor)
{
    QJsonObject out{
        {u"mediaType"_s, descriptor.mediaType}, {u"digest"_s, descriptor.digest.text()}, {u"size"_s, descriptor.size}};
    if (!descriptor.artifactType.isEmpty())
        out.insert(u"artifactType"_s, descriptor.artifactType);
    if (!descriptor.annotations.isEmpty())
        out.insert(u"annotations"_s, annotationsJson(descriptor.annotations));
    return out;
}

/// The same content, signed by the same signature: one payload may be signed by several keys.
bool isSame(const QJsonValue &layer, const oci::Descriptor &other)
{
    const QString name = u"dev.cosignproject.cosign/signature"_s;
    return layer[u"digest"_s].toString() == other.digest.text()
        && layer[u"annotations"_s][name].toString() == other.annotations.value(name);
}

Error noTagManifest()
{
    return signingFault(ErrorKind::Unsupported,
        {LOTSE_MSG("The tag for cosign signatures is not an image manifest: nothing is added to it."), {}});
}

/// The config that cosign writes: an image whose layers are the signatures.
QByteArray configOf(const QJsonArray &layers)
{
    QJsonArray history;
    QJsonArray digests;
    for (const QJsonValue layer : layers) {
        history.append(QJsonObject{{u"created"_s, u"0001-01-01T00:00:00Z"_s}});
        digests.append(layer[u"digest"_s]);
    }
    return QJsonDocument(
        QJsonObject{{u"architecture"_s, QString()}, {u"created"_s, u"0001-01-01T00:00:00Z"_s}, {u"history"_s, history},
            {u"os"_s, QString()}, {u"rootfs"_s, QJsonObject{{u"type"_s, u"layers"_s}, {u"diff_ids"_s, digests}}},
            {u"config"_s, QJsonObject()}})
        .toJson(QJsonDocument::Compact);
}

TagManifest tagManifest(QJsonObject manifest, const QJsonArray &layers)
{
    TagManifest out;
    out.config = configOf(layers);
    QJsonObject config = manifest.value(u"config"_s).toObject();
    if (!config.contains(u"mediaType"_s))
        config.insert(u"mediaType"_s, QString(oci::mediatype::ociConfig));
    config.insert(u"digest"_s, oci::Digest::of(out.config).text());
    config.insert(u"size"_s, out.config.size());
    manifest.insert(u"config"_s, config);
    manifest.insert(u"layers"_s, layers);
    out.mediaType = manifest.value(u"mediaType"_s).toString();
    out.layers = layers.size();
    out.manifest = QJsonDocument(manifest).toJson(QJsonDocument::Compact);
    return out;
}

/// What the tag holds, as an object whose layers are known to be all.
Result<QJsonObject> readTag(const QByteArray &before)
{
    if (before.isEmpty())
        return QJsonObject{{u"schemaVersion"_s, 2}, {u"mediaType"_s, QString(oci::mediatype::ociManifest)}};
    const Result<oci::Manifest> parsed = oci::parseManifest(before, {});
    if (!parsed)
        return parsed.error();
    QJsonObject object = QJsonDocument::fromJson(before).object();
    if (parsed->kind != oci::Manifest::Kind::Image
        || object.value(u"layers"_s).toArray().size() != parsed->layers.size())
        return noTagManifest();
    if (object.value(u"mediaType"_s).toString().isEmpty())
        object.insert(u"mediaType"_s, parsed->mediaType);
    return object;
}

} // namespace

Result<TagManifest> withLayer(const QByteArray &before, const oci::Descriptor &layer)
{
    const Result<QJsonObject> manifest = readTag(before);
    if (!manifest)
        return manifest.error();
    QJsonArray layers = manifest->value(u"layers"_s).toArray();
    const bool wasThere =
        std::any_of(layers.begin(), layers.end(), [&](const QJsonValue &one) { return isSame(one, layer); });
    if (layers.size() >= kMostLayers)
        return noTagManifest();
    if (!wasThere)
        layers.append(descriptorJson(layer));
    TagManifest out = tagManifest(*manifest, layers);
    out.wasThere = wasThere;
    return out;
}

Result<TagManifest> withoutLayer(const QByteArray &before, const oci::Descriptor &layer)
{
    const Result<QJsonObject> manifest = readTag(before);
    if (!manifest)
        return manifest.error();
    QJsonArray kept;
    const QJsonArray layers = manifest->value(u"layers"_s).toArray();
    for (const QJsonValue one : layers) {
        if (!isSame(one, layer))
            kept.append(one);
    }
    TagManifest out = tagManifest(*manifest, kept);
    out.wasThere = kept.size() < layers.size();
    return out;
}

Result<QByteArray> referrersIndex(const QByteArray &before, const oci::Descriptor &entry, bool isAdded, qsizetype *left)
{
    QJsonObject index{{u"schemaVersion"_s, 2}, {u"mediaType"_s, QString(oci::mediatype::ociIndex)}};
    if (!before.isEmpty()) {
        const Result<oci::Manifest> parsed = oci::parseManifest(before, {});
        if (!parsed)
            return parsed.error();
        if (parsed->kind != oci::Manifest::Kind::Index)
            return signingFault(ErrorKind::Unsupported,
                {LOTSE_MSG("The referrers tag is not an image index: nothing is added to it."), {}});
        index = QJsonDocument::fromJson(before).object();
    }
    QJsonArray manifests;
    for (const QJsonValue one : index.value(u"manifests"_s).toArray()) {
        if (one[u"digest"_s].toString() != entry.digest.text())
            manifests.append(one);
    }
    if (isAdded)
        manifests.append(descriptorJson(entry));
    index.insert(u"manifests"_s, manifests);
    if (left)
        *left = manifests.size();
    return QJsonDocument(index).toJson(QJsonDocument::Compact);
}

} // namespace lotse::trust
