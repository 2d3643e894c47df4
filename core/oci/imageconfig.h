// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oci/manifest.h"

#include <QDateTime>

namespace lotse::oci {

/// One step of the build of an image, as its config tells it.
struct HistoryStep {
    Q_GADGET
public:
    FIELD(QDateTime, created)
    FIELD(QString, createdBy)
    FIELD(QString, author)
    FIELD(QString, comment)
    FIELD(bool, emptyLayer) ///< the step left no layer
    bool operator==(const HistoryStep &) const = default;
};

/// The config of an image of OCI or Docker.
struct ImageConfig {
    Q_GADGET
public:
    FIELD(lotse::oci::Platform, platform)
    FIELD(QDateTime, created) ///< UTC; not valid where it is not said
    FIELD(QString, author)
    FIELD(QStringList, env) ///< "NAME=value"
    FIELD(QStringList, entrypoint)
    FIELD(QStringList, cmd)
    FIELD(QString, workingDir)
    FIELD(QString, user)
    FIELD(QString, stopSignal)
    FIELD(QStringList, exposedPorts) ///< "8080/tcp"
    FIELD(QStringList, volumes)
    FIELD(lotse::oci::Annotations, labels)
    FIELD(QList<lotse::oci::HistoryStep>, history) ///< the oldest first
    FIELD(QList<lotse::oci::Digest>, diffIds) ///< of the unpacked layers, the lowest first
    FIELD(QByteArray, raw)
    bool operator==(const ImageConfig &) const = default;
};

/// A build step beside the layer that it left.
struct LayerStep {
    Q_GADGET
public:
    FIELD(int, number) ///< of the layer, from 1; 0 where the step left none
    FIELD(lotse::oci::Descriptor, layer)
    FIELD(lotse::oci::Digest, diffId)
    FIELD(lotse::oci::HistoryStep, step)
    FIELD(bool, isKnown) ///< false: the history says nothing of this layer
    bool operator==(const LayerStep &) const = default;
};

/// Reads the config blob of an image; at most 4 MiB. ErrorKind::Decode names the member with the wrong type.
Result<ImageConfig> parseImageConfig(const QByteArray &raw);

/**
 * Layers and history side by side, the oldest first. Steps without a layer are rows of their own. Where the history has
 * fewer layers than the manifest (squashed or made by a tool that writes none), the layers that are left follow with
 * isKnown false; steps beyond the last layer are kept as steps without one.
 */
QList<LayerStep> layersWithHistory(const Manifest &manifest, const ImageConfig &config);

} // namespace lotse::oci
