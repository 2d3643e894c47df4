// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/manifest.h"

#include "json/codec.h"

namespace lotse::oci {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxManifest = 4 * 1024 * 1024;
constexpr qsizetype maxEntries = 10'000;

// The names on the wire; digests are texts there, and checked on the way to the types of the header.
struct WirePlatform {
    Q_GADGET
public:
    FIELD(QString, os)
    FIELD(QString, architecture)
    FIELD(QString, variant)
    FIELD_AS(QString, osVersion, "os.version")
    FIELD_AS(QStringList, osFeatures, "os.features")
    bool operator==(const WirePlatform &) const = default;
};

struct WireDescriptor {
    Q_GADGET
public:
    FIELD_AS(QString, mediaType, "mediaType")
    FIELD(QString, digest)
    FIELD(qint64, size)
    FIELD_AS(QString, artifactType, "artifactType")
    FIELD(lotse::oci::Annotations, annotations)
    FIELD(WirePlatform, platform)
    FIELD(QStringList, urls)
    bool operator==(const WireDescriptor &) const = default;
};

struct WireManifest {
    Q_GADGET
public:
    FIELD_AS(qint64, schemaVersion, "schemaVersion")
    FIELD_AS(QString, mediaType, "mediaType")
    FIELD_AS(QString, artifactType, "artifactType")
    FIELD(WireDescriptor, config)
    FIELD(QList<WireDescriptor>, layers)
    FIELD(QList<WireDescriptor>, blobs)
    FIELD(QList<WireDescriptor>, manifests)
    FIELD(WireDescriptor, subject)
    FIELD(lotse::oci::Annotations, annotations)
};

Error unreadable(const QString &path, const char *due)
{
    Error error;
    error.kind = ErrorKind::Decode;
    error.where = path;
    error.message = {LOTSE_MSG("The manifest is not readable: %1 is not %2."), {path, QString::fromLatin1(due)}};
    return error;
}

Result<Descriptor> toDescriptor(const WireDescriptor &wire, const QString &path)
{
    Result<Digest> digest = Digest::parse(wire.digest);
    if (!digest)
        return unreadable(path + ".digest"_L1, "a sha256 or sha512 digest");
    if (wire.size < 0)
        return unreadable(path + ".size"_L1, "a number of bytes");
    Descriptor out;
    out.mediaType = wire.mediaType;
    out.digest = *digest;
    out.size = wire.size;
    out.artifactType = wire.artifactType;
    out.annotations = wire.annotations;
    out.platform.os = wire.platform.os;
    out.platform.architecture = wire.platform.architecture;
    out.platform.variant = wire.platform.variant;
    out.platform.osVersion = wire.platform.osVersion;
    out.platform.osFeatures = wire.platform.osFeatures;
    out.urls = wire.urls;
    return out;
}

Result<QList<Descriptor>> toDescriptors(const QList<WireDescriptor> &wires, const QString &path)
{
    if (wires.size() > maxEntries) {
        return makeError(ErrorKind::TooLarge, LOTSE_MSG("The manifest has %1 entries; more than %2 are not read."),
            {QString::number(wires.size()), QString::number(maxEntries)});
    }
    QList<Descriptor> out;
    out.reserve(wires.size());
    qint64 total = 0;
    for (const WireDescriptor &wire : wires) {
        const QString here = path + u'[' + QString::number(out.size()) + u']';
        Result<Descriptor> descriptor = toDescriptor(wire, here);
        if (!descriptor)
            return descriptor.error();
        if (qAddOverflow(total, descriptor->size, &total))
            return unreadable(here + ".size"_L1, "a number of bytes that can be added up");
        out.append(std::move(descriptor).value());
    }
    return out;
}

Manifest::Kind kindOf(const QString &mediaType)
{
    if (mediaType == mediatype::ociManifest || mediaType == mediatype::dockerManifest
        || mediaType == mediatype::ociArtifact)
        return Manifest::Kind::Image;
    if (mediaType == mediatype::ociIndex || mediaType == mediatype::dockerList)
        return Manifest::Kind::Index;
    return Manifest::Kind::Unknown;
}

// Content types lie and documents often say nothing: the document's word first, then the header, then the shape.
QString typeOf(const WireManifest &wire, const QByteArray &contentType)
{
    if (!wire.mediaType.isEmpty())
        return wire.mediaType;
    const QString header = QString::fromLatin1(contentType.split(';').first().trimmed()).toLower();
    const bool saysNothing = header.isEmpty() || header == "application/json"_L1 || header.startsWith("text/"_L1)
        || header == "application/octet-stream"_L1;
    if (!saysNothing)
        return header;
    if (!wire.manifests.isEmpty())
        return mediatype::ociIndex;
    return wire.config.digest.isEmpty() ? QString() : QString(mediatype::ociManifest);
}

Error readImage(const WireManifest &wire, Manifest &out)
{
    if (!wire.config.digest.isEmpty() || out.mediaType != mediatype::ociArtifact) {
        Result<Descriptor> config = toDescriptor(wire.config, u"$.config"_s);
        if (!config)
            return config.error();
        out.config = std::move(config).value();
    }
    const bool isArtifact = out.mediaType == mediatype::ociArtifact;
    Result<QList<Descriptor>> layers =
        isArtifact ? toDescriptors(wire.blobs, u"$.blobs"_s) : toDescriptors(wire.layers, u"$.layers"_s);
    if (!layers)
        return layers.error();
    out.layers = std::move(layers).value();
    return {};
}

} // namespace

QString Platform::text() const
{
    if (os.isEmpty() || (os == "unknown"_L1 && architecture == "unknown"_L1))
        return {};
    QString out = os;
    if (!architecture.isEmpty())
        out += u'/' + architecture;
    if (!variant.isEmpty())
        out += u'/' + variant;
    return out;
}

bool Descriptor::isIndex() const
{
    return kindOf(mediaType) == Manifest::Kind::Index;
}

bool Descriptor::isManifest() const
{
    return kindOf(mediaType) != Manifest::Kind::Unknown;
}

qint64 Manifest::contentSize() const
{
    qint64 total = config.size;
    for (const Descriptor &layer : layers) {
        if (qAddOverflow(total, layer.size, &total))
            return std::numeric_limits<qint64>::max();
    }
    return total;
}

Descriptor Manifest::descriptor() const
{
    Descriptor out;
    out.mediaType = mediaType;
    out.digest = digest;
    out.size = raw.size();
    out.artifactType = kind == Kind::Image ? type() : artifactType;
    out.annotations = annotations;
    return out;
}

QByteArray manifestAccept()
{
    return "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json, "
           "application/vnd.docker.distribution.manifest.list.v2+json, "
           "application/vnd.docker.distribution.manifest.v2+json, "
           "application/vnd.oci.artifact.manifest.v1+json, */*;q=0.1";
}

Error otherBytes(const Digest &asked, QByteArrayView received)
{
    Error error;
    error.kind = ErrorKind::Decode;
    error.where = asked.text();
    error.message = {
        LOTSE_MSG("Digest mismatch: requested %1, received %2. The content is discarded; the registry or the "
                  "connection may be faulty or compromised."),
        {asked.text(), Digest::of(received, asked.algorithm()).text()}};
    return error;
}

Result<Manifest> parseManifest(const QByteArray &raw, const QByteArray &contentType, const Digest &asked)
{
    if (raw.size() > kMaxManifest)
        return makeError(ErrorKind::TooLarge, LOTSE_MSG("The manifest is larger than 4 MiB and is not read."));
    if (asked.isValid() && !asked.fits(raw))
        return otherBytes(asked, raw);
    Result<WireManifest> wire = json::decode<WireManifest>(raw);
    if (!wire)
        return wire.error();
    if (wire->schemaVersion == 1) {
        return makeError(ErrorKind::Unsupported,
            LOTSE_MSG("This image has a Docker schema 1 manifest, which is no longer supported. Pull and push it "
                      "with a current client."));
    }
    const bool hasImage = !wire->layers.isEmpty() || !wire->config.digest.isEmpty() || !wire->blobs.isEmpty();
    if (hasImage && !wire->manifests.isEmpty()) {
        return makeError(ErrorKind::Decode,
            LOTSE_MSG("The manifest is both an image and an index. It is ambiguous and is not read."));
    }

    Manifest out;
    out.raw = raw;
    out.digest = asked.isValid() ? asked : Digest::of(raw);
    out.mediaType = typeOf(*wire, contentType);
    out.kind = kindOf(out.mediaType);
    out.artifactType = wire->artifactType;
    out.annotations = wire->annotations;
    if (out.kind == Manifest::Kind::Unknown)
        return out;
    if (out.kind == Manifest::Kind::Image) {
        if (Error error = readImage(*wire, out))
            return error;
    } else {
        Result<QList<Descriptor>> manifests = toDescriptors(wire->manifests, u"$.manifests"_s);
        if (!manifests)
            return manifests.error();
        out.manifests = std::move(manifests).value();
    }
    if (!wire->subject.digest.isEmpty()) {
        Result<Descriptor> subject = toDescriptor(wire->subject, u"$.subject"_s);
        if (!subject)
            return subject.error();
        out.subject = std::move(subject).value();
    }
    return out;
}

} // namespace lotse::oci

#include "manifest.moc"
