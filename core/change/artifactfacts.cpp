// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/artifactfacts.h"

#include "harbor/repository.h"

using namespace Qt::StringLiterals;

namespace lotse::change {

using harbor::Artifact;

QStringList tagNames(const Artifact &artifact)
{
    QStringList out;
    for (const harbor::Tag &tag : artifact.tags)
        out.append(tag.name);
    return out;
}

QString shortDigest(const QString &digest)
{
    return digest.section(u':', 0, 0) + u':' + digest.section(u':', 1).left(12);
}

QString artifactName(const Artifact &artifact)
{
    const QString repository = harbor::withoutProject(artifact.repositoryName);
    return artifact.tags.isEmpty() ? repository + u'@' + shortDigest(artifact.digest)
                                   : repository + u':' + artifact.tags.first().name;
}

harbor::Params artifactFacts(const Artifact &artifact, bool isRead)
{
    harbor::Params out{{u"artifact"_s, artifactName(artifact)}, {u"name"_s, artifactName(artifact)}};
    out.insert(u"project"_s, artifact.repositoryName.section(u'/', 0, 0));
    if (!artifact.tags.isEmpty())
        out.insert(u"tags"_s, tagNames(artifact).join(u", "_s));
    out.insert(u"children"_s, QString::number(artifact.references.size()));
    out.insert(u"pulled"_s, artifact.pullTime.isValid() ? artifact.pullTime.toUTC().toString(Qt::ISODate) : u"never"_s);
    if (!isRead)
        return out;
    QStringList immutable, accessories;
    for (const harbor::Tag &tag : artifact.tags) {
        if (tag.immutable)
            immutable.append(tag.name);
    }
    for (const harbor::Accessory &accessory : artifact.accessories)
        accessories.append(accessory.type);
    out.insert(u"immutable"_s, immutable.join(u", "_s));
    out.insert(u"accessories"_s, accessories.join(u", "_s));
    return out;
}

} // namespace lotse::change
