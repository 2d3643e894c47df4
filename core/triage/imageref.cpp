// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/imageref.h"

#include <QUrl>

#include <algorithm>

namespace lotse {

using namespace Qt::StringLiterals;
using findings::FindingSet;
using findings::Segment;

namespace {

constexpr qsizetype kLeastDigits = 12;

struct Parts {
    QString name; ///< with a host, where one was written
    QString tag;
    QString digest; ///< "sha256:…", perhaps its beginning only
};

bool isHex(const QString &text)
{
    return std::all_of(
        text.begin(), text.end(), [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

Parts partsOf(const QString &reference)
{
    Parts parts;
    QString rest = reference.trimmed();
    if (const qsizetype at = rest.indexOf(u'@'); at >= 0) {
        parts.digest = rest.mid(at + 1);
        rest.truncate(at);
    } else if (rest.startsWith(u"sha256:"_s) || rest.startsWith(u"sha512:"_s)
        || (rest.size() >= kLeastDigits && isHex(rest))) {
        parts.digest = rest;
        rest.clear();
    }
    const qsizetype colon = rest.lastIndexOf(u':');
    if (colon > rest.lastIndexOf(u'/')) {
        parts.tag = rest.mid(colon + 1);
        rest.truncate(colon);
    }
    parts.name = rest;
    if (!parts.digest.isEmpty() && !parts.digest.contains(u':'))
        parts.digest.prepend(u"sha256:"_s);
    return parts;
}

// Whether the name is that of the repository, with or without the registry before it.
bool isNameOf(const QString &name, const QString &repository, const RegistryRead &registry)
{
    if (name.isEmpty() || name == repository)
        return true;
    return name == QUrl(registry.origin).authority() + u'/' + repository || name == registry.name + u'/' + repository;
}

} // namespace

findings::ImageName ImagePlace::name() const
{
    const Segment &segment = *part->segment;
    const Segment::Image &one = get();
    const Segment::Repository &repository = segment.repositories[one.repository];
    findings::ImageName name;
    name.registryId = segment.registryId;
    name.registry = segment.registryName;
    name.project = segment.text(Segment::Project, repository.project);
    name.repository = segment.text(Segment::Name, repository.name);
    name.digest = segment.text(Segment::Digest, one.digest);
    for (const quint32 tag : one.tags)
        name.tags.append(segment.text(Segment::Tag, tag));
    return name;
}

findings::Rows ImagePlace::rows() const
{
    findings::Rows rows;
    for (const quint32 index : get().platforms) {
        const Segment::Platform &platform = part->segment->platforms[index];
        for (quint32 i = 0; i < platform.rowCount; ++i)
            rows.push_back(part->firstRow + platform.firstRow + i);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

Result<ImagePlace> findImage(const TriageView &view, const QString &reference)
{
    const Parts parts = partsOf(reference);
    if (!parts.digest.isEmpty()
        && (parts.digest.section(u':', 1).size() < kLeastDigits || !isHex(parts.digest.section(u':', 1))))
        return makeError(ErrorKind::Usage,
            LOTSE_MSG("\"%1\" is not a digest: enter sha256: and at least twelve hexadecimal digits."), {parts.digest});
    QList<ImagePlace> fitting;
    QList<ImagePlace> latest;
    bool hasRepository = false;
    for (const FindingSet::Part &part : view.context.set->parts()) {
        const auto registry = std::find_if(view.registries.begin(), view.registries.end(),
            [&](const RegistryRead &one) { return one.id == part.segment->registryId; });
        const RegistryRead read = registry == view.registries.end() ? RegistryRead() : *registry;
        for (quint32 number = 0; number < part.segment->images.size(); ++number) {
            const ImagePlace place{&part, number};
            const findings::ImageName name = place.name();
            if (!isNameOf(parts.name, name.repository, read))
                continue;
            hasRepository = true;
            if (!parts.digest.isEmpty() ? !name.digest.startsWith(parts.digest)
                                        : !parts.tag.isEmpty() && !name.tags.contains(parts.tag))
                continue;
            fitting.append(place);
            if (name.tags.contains(u"latest"_s))
                latest.append(place);
        }
    }
    if (parts.digest.isEmpty() && parts.tag.isEmpty() && fitting.size() > 1)
        fitting = latest;
    if (fitting.size() == 1)
        return fitting.first();
    if (fitting.size() > 1) {
        QStringList names;
        for (const ImagePlace &place : fitting.mid(0, 5)) {
            const findings::ImageName name = place.name();
            names.append(name.registry + u'/' + name.repository + u'@' + name.digest);
        }
        return makeError(ErrorKind::Usage,
            LOTSE_MSG("%1 matches several images (%2). Specify the registry or the digest."),
            {reference, names.join(u", "_s)});
    }
    if (hasRepository && !parts.name.isEmpty())
        return makeError(ErrorKind::NotFound,
            LOTSE_MSG("Image %1 not found in the local store. Sync, or check the tag."), {reference});
    return makeError(ErrorKind::NotFound,
        LOTSE_MSG("Image %1 not found in the local store. Sync first, or check the name."), {reference});
}

} // namespace lotse
