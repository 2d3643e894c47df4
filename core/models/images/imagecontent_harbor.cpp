// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/images/imagecontent.h"

#include "oci/imageconfig.h"

namespace lotse::models {

using namespace Qt::StringLiterals;

/// What Harbor tells of an image without its manifest, and without counting a pull.
void ImageContent::readFromHarbor(const QString &reference)
{
    m_keys.insert(u"reference"_s, reference);
    m_harbor.one(*harbor::endpoint("artifact"), m_keys, m_run, [this](const Result<json::Record> &record) {
        if (record)
            artifactCame(record->value.value<harbor::Artifact>());
        else
            fail(record.error());
    });
}

static oci::Descriptor childOf(const harbor::Reference &reference)
{
    oci::Descriptor out;
    if (const Result<oci::Digest> digest = oci::Digest::parse(reference.childDigest))
        out.digest = *digest;
    out.platform.os = reference.platform.os;
    out.platform.architecture = reference.platform.architecture;
    out.platform.variant = reference.platform.variant;
    out.platform.osVersion = reference.platform.osVersion;
    out.platform.osFeatures = reference.platform.osFeatures;
    out.annotations = reference.annotations;
    return out;
}

void ImageContent::artifactCame(const harbor::Artifact &artifact)
{
    if (!artifact.references.isEmpty()) {
        QList<oci::Descriptor> children;
        for (const harbor::Reference &reference : artifact.references) {
            if (const oci::Descriptor child = childOf(reference); child.digest.isValid())
                children.append(child);
        }
        platformsCame(children);
        chooseFirst(children);
        return;
    }
    if (m_platforms.isLoading())
        platformsCame({});
    m_isImage = artifact.type == "IMAGE"_L1;
    if (!artifact.additionLinks.contains(u"build_history"_s)) {
        historyCame(artifact, {});
        return;
    }
    m_harbor.page(
        *harbor::endpoint("build-history"), m_keys, 1, m_run, [this, artifact](const Result<harbor::Page> &page) {
            historyCame(artifact, page ? page->records : json::Records());
            if (!page)
                m_layers.setState(TableModel::State::Error, page.error());
        });
}

void ImageContent::historyCame(const harbor::Artifact &artifact, const json::Records &steps)
{
    // Harbor keeps the config of an image in the shape of the image's own.
    const Result<oci::ImageConfig> config = oci::parseImageConfig(artifact.extraAttrs.text);
    const bool isKnown = config && m_isImage;
    if (m_platforms.loaded() == 0)
        m_platform = isKnown ? config->platform.text() : QString();
    m_manifest.annotations = artifact.annotations;
    if (isKnown)
        tellConfig(*config);
    else
        m_facts.clear();
    QList<oci::LayerStep> layers;
    int number = 0;
    for (const json::Record &record : steps.rows) {
        const auto step = record.value.value<harbor::BuildStep>();
        oci::LayerStep layer;
        layer.isKnown = true;
        layer.number = step.emptyLayer ? 0 : ++number;
        layer.step.created = step.created;
        layer.step.createdBy = step.createdBy;
        layer.step.author = step.author;
        layer.step.comment = step.comment;
        layer.step.emptyLayer = step.emptyLayer;
        layers.append(layer);
    }
    showLayers(layers);
    if (!steps.unreadable.isEmpty())
        m_layers.setState(TableModel::State::Partial, steps.unreadable.first(),
            {LOTSE_MSG("Some build steps could not be read: %1"), {steps.unreadable.first().text()}});
}

} // namespace lotse::models
