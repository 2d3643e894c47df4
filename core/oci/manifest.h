// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "oci/digest.h"
#include "json/field.h"

#include <QMap>
#include <QStringList>

namespace lotse::oci {

using Annotations = QMap<QString, QString>;

/// What a program runs on.
struct Platform {
    Q_GADGET
    Q_PROPERTY(QString text READ text)
public:
    FIELD(QString, os)
    FIELD(QString, architecture)
    FIELD(QString, variant)
    FIELD(QString, osVersion)
    FIELD(QStringList, osFeatures)

    /// "linux/arm64/v8"; empty where nothing is known, and for the "unknown/unknown" of build attestations.
    QString text() const;
    bool operator==(const Platform &) const = default;
};

/// A piece of content by its type, digest and size. All three are what somebody claims until the bytes are there.
struct Descriptor {
    Q_GADGET
public:
    FIELD(QString, mediaType)
    FIELD(lotse::oci::Digest, digest)
    FIELD(qint64, size) ///< bytes; never to be allocated in advance
    FIELD(QString, artifactType)
    FIELD(lotse::oci::Annotations, annotations)
    FIELD(lotse::oci::Platform, platform)
    FIELD(QStringList, urls)

    bool isIndex() const; ///< a manifest list or an OCI index
    bool isManifest() const; ///< what /v2/…/manifests/ serves: an image manifest or an index
    bool operator==(const Descriptor &) const = default;
};

/**
 * A manifest or an index of OCI or Docker, with the bytes that it was read from. A media type that is not known gives
 * Kind::Unknown and keeps nothing but those bytes and their digest.
 */
struct Manifest {
    Q_GADGET
public:
    enum class Kind { Unknown, Image, Index };
    Q_ENUM(Kind)

    FIELD(lotse::oci::Manifest::Kind, kind)
    FIELD(QString, mediaType)
    FIELD(QString, artifactType)
    FIELD(lotse::oci::Descriptor, config) ///< of an image
    FIELD(QList<lotse::oci::Descriptor>, layers) ///< of an image, the lowest first
    FIELD(QList<lotse::oci::Descriptor>, manifests) ///< of an index
    FIELD(lotse::oci::Descriptor, subject) ///< what this is attached to; its digest is not valid where there is none
    FIELD(lotse::oci::Annotations, annotations)
    FIELD(lotse::oci::Digest, digest) ///< computed over `raw`
    FIELD(QByteArray, raw)

    /// What it is: its artifactType, else the media type of its config.
    QString type() const { return artifactType.isEmpty() ? config.mediaType : artifactType; }
    /// Bytes of config and layers, as claimed. 0 for an index.
    qint64 contentSize() const;
    /// The descriptor by which others would name it.
    Descriptor descriptor() const;

    bool operator==(const Manifest &) const = default;
};

namespace mediatype {
inline constexpr QLatin1StringView ociManifest("application/vnd.oci.image.manifest.v1+json");
inline constexpr QLatin1StringView ociIndex("application/vnd.oci.image.index.v1+json");
inline constexpr QLatin1StringView ociConfig("application/vnd.oci.image.config.v1+json");
inline constexpr QLatin1StringView ociEmpty("application/vnd.oci.empty.v1+json");
inline constexpr QLatin1StringView ociArtifact("application/vnd.oci.artifact.manifest.v1+json");
inline constexpr QLatin1StringView dockerManifest("application/vnd.docker.distribution.manifest.v2+json");
inline constexpr QLatin1StringView dockerList("application/vnd.docker.distribution.manifest.list.v2+json");
inline constexpr QLatin1StringView dockerConfig("application/vnd.docker.container.image.v1+json");
inline constexpr QLatin1StringView helmConfig("application/vnd.cncf.helm.config.v1+json");
} // namespace mediatype

/// The value of Accept for manifests. All types in one: a registry answers 404 for a manifest of a type that is not
/// named.
QByteArray manifestAccept();

/**
 * Reads a manifest. The type is what the document says, then `contentType`, then its shape. At most 4 MiB, 10,000
 * layers and 10,000 manifests.
 *
 * `asked` is the digest that was asked for, not valid for a tag. ErrorKind::Decode where the bytes have another digest,
 * where a member has a wrong type or a size is negative, and where a document is an image and an index at once (two
 * programs would read two things from it); ErrorKind::TooLarge above the caps; ErrorKind::Unsupported for schema 1.
 */
Result<Manifest> parseManifest(const QByteArray &raw, const QByteArray &contentType, const Digest &asked = {});

/// The error of bytes that are not the content of this digest.
Error otherBytes(const Digest &asked, QByteArrayView received);

} // namespace lotse::oci
