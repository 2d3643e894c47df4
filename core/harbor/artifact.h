// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/label.h"
#include "harbor/scan.h"
#include "json/field.h"
#include "json/rawjson.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace lotse::harbor {

using Annotations = QMap<QString, QString>;

struct Tag {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(qint64, repositoryId)
    FIELD(qint64, artifactId)
    FIELD(QString, name)
    FIELD(QDateTime, pushTime)
    FIELD(QDateTime, pullTime)
    FIELD(bool, immutable) ///< only where with_immutable_status was asked for
    bool operator==(const Tag &) const = default;
};

struct Platform {
    Q_GADGET
public:
    FIELD(QString, architecture)
    FIELD(QString, os)
    FIELD_AS(QString, osVersion, "os.version")
    FIELD_AS(QStringList, osFeatures, "os.features")
    FIELD(QString, variant)
    bool operator==(const Platform &) const = default;
};

/// A child of an index.
struct Reference {
    Q_GADGET
public:
    FIELD(qint64, parentId)
    FIELD(qint64, childId)
    FIELD(QString, childDigest)
    FIELD(Platform, platform)
    FIELD(Annotations, annotations)
    FIELD(QStringList, urls)
    bool operator==(const Reference &) const = default;
};

/// Where the server says an addition is; "sboms" is a broken link where there is no SBOM.
struct AdditionLink {
    Q_GADGET
public:
    FIELD(QString, href)
    FIELD(bool, absolute)
    bool operator==(const AdditionLink &) const = default;
};
using AdditionLinks = QMap<QString, AdditionLink>;

/// A signature, an SBOM or another artifact that hangs on a subject.
struct Accessory {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(qint64, artifactId)
    FIELD(qint64, subjectArtifactId)
    FIELD(QString, subjectArtifactDigest)
    FIELD(QString, subjectArtifactRepo)
    FIELD(qint64, size)
    FIELD(QString, digest)
    FIELD(QString, type) ///< signature.cosign, signature.notation, sbom.harbor, subject.accessory, accelerator.nydus
    FIELD(QString, icon)
    FIELD(QDateTime, creationTime)
    bool operator==(const Accessory &) const = default;
};

struct Artifact {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(QString, type) ///< IMAGE, CHART, CNAB, WASM, MODEL, ...
    FIELD(QString, mediaType) ///< of the configuration
    FIELD(QString, manifestMediaType)
    FIELD(QString, artifactType)
    FIELD(qint64, projectId)
    FIELD(qint64, repositoryId)
    FIELD(QString, repositoryName) ///< with the project: "platform/backend/api"
    FIELD(QString, digest)
    FIELD(qint64, size) ///< bytes
    FIELD(QString, icon) ///< digest, for /icons
    FIELD(QDateTime, pushTime)
    FIELD(QDateTime, pullTime) ///< invalid: never
    FIELD(RawJson, extraAttrs)
    FIELD(Annotations, annotations)
    FIELD(QList<Reference>, references)
    FIELD(QList<Tag>, tags)
    FIELD(AdditionLinks, additionLinks) ///< "vulnerabilities" means that it can be scanned, not that it was
    FIELD(QList<Label>, labels)
    FIELD(ScanOverviews, scanOverview)
    FIELD(SbomOverview, sbomOverview)
    FIELD(QList<Accessory>, accessories)
    bool operator==(const Artifact &) const = default;

    bool isScannable() const { return additionLinks.contains(QStringLiteral("vulnerabilities")); }
};

/// One step of an image's build history.
struct BuildStep {
    Q_GADGET
public:
    FIELD(QDateTime, created)
    FIELD(QString, createdBy)
    FIELD(QString, author)
    FIELD(QString, comment)
    FIELD(bool, emptyLayer)
    bool operator==(const BuildStep &) const = default;
};

} // namespace lotse::harbor
