// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/artifactfacts.h"

#include "store/packing.h"

namespace lotse::store {

namespace {

constexpr quint64 kFactsFormat = 1;
constexpr quint64 kFactsWithLabels = 2; // the same with the labels behind, where they were read

// 0 is "never"; registries do not know of images from 1970.
quint64 timeOf(const QDateTime &time)
{
    return time.isValid() ? quint64(time.toMSecsSinceEpoch()) : 0;
}

QDateTime toTime(quint64 milliseconds)
{
    return milliseconds == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(qint64(milliseconds), Qt::UTC);
}

} // namespace

QByteArray packArtifact(const ArtifactRow &artifact)
{
    Packer packer;
    packer.number(artifact.hasLabels ? kFactsWithLabels : kFactsFormat);
    for (const QString &text : {artifact.kind, artifact.mediaType, artifact.artifactType, artifact.platform})
        packer.text(text.toUtf8());
    packer.number(quint64(artifact.size));
    packer.number(quint64(artifact.tags.size()));
    for (const TagRow &tag : artifact.tags)
        packer.text(tag.name.toUtf8()).number(timeOf(tag.pushedAt)).number(timeOf(tag.pulledAt));
    packer.number(quint64(artifact.children.size()));
    for (const ChildRow &child : artifact.children)
        packer.text(child.digest.toUtf8()).text(child.platform.toUtf8());
    if (artifact.hasLabels) {
        packer.number(quint64(artifact.labels.size()));
        for (const QString &label : artifact.labels)
            packer.text(label.toUtf8());
    }
    return packer.bytes();
}

bool unpackArtifact(QByteArrayView bytes, ArtifactRow &artifact)
{
    Unpacker unpacker(bytes);
    const quint64 format = unpacker.number();
    if (format != kFactsFormat && format != kFactsWithLabels)
        return false;
    for (QString *text : {&artifact.kind, &artifact.mediaType, &artifact.artifactType, &artifact.platform})
        *text = QString::fromUtf8(unpacker.text());
    artifact.size = qint64(unpacker.number());
    const quint32 tags = unpacker.small();
    for (quint32 i = 0; i < tags && unpacker.ok(); ++i) {
        TagRow tag;
        tag.name = QString::fromUtf8(unpacker.text());
        tag.pushedAt = toTime(unpacker.number());
        tag.pulledAt = toTime(unpacker.number());
        artifact.tags.append(tag);
    }
    const quint32 children = unpacker.small();
    for (quint32 i = 0; i < children && unpacker.ok(); ++i) {
        ChildRow child;
        child.digest = QString::fromUtf8(unpacker.text());
        child.platform = QString::fromUtf8(unpacker.text());
        artifact.children.append(child);
    }
    artifact.hasLabels = format == kFactsWithLabels;
    const quint32 labels = artifact.hasLabels ? unpacker.small() : 0;
    for (quint32 i = 0; i < labels && unpacker.ok(); ++i)
        artifact.labels.append(QString::fromUtf8(unpacker.text()));
    return unpacker.ok() && unpacker.atEnd();
}

QByteArray artifactSum(const ArtifactRow &artifact, QByteArrayView facts)
{
    const QByteArray head = Packer()
                                .number(quint64(artifact.remoteId))
                                .number(timeOf(artifact.pushedAt))
                                .number(timeOf(artifact.pulledAt))
                                .number(artifact.isScannable ? 1 : 0)
                                .bytes();
    return checksum({head, artifact.digest.toUtf8(), facts});
}

} // namespace lotse::store
