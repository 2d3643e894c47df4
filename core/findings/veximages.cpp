// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/veximages.h"

#include <algorithm>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

QString hostOf(const QString &text)
{
    QString host = text.toLower();
    if (host.endsWith(u":443"_s))
        host.chop(4);
    static const QStringList hub{u"docker.io"_s, u"index.docker.io"_s, u"registry-1.docker.io"_s};
    return hub.contains(host) ? hub.first() : host;
}

bool namesPlatform(const VexProduct &product)
{
    return !product.architecture.isEmpty() || !product.system.isEmpty();
}

bool hasTag(const Segment &segment, const Segment::Image &image, const QString &tag)
{
    return tag.isEmpty() || std::any_of(image.tags.begin(), image.tags.end(), [&](quint32 id) {
        return segment.text(Segment::Tag, id) == tag;
    });
}

} // namespace

VexImages::VexImages(const FindingSet &set, const QHash<QString, QString> &hosts)
{
    for (const FindingSet::Part &part : set.parts()) {
        const Segment &segment = *part.segment;
        const size_t first = m_places.size();
        m_registries.insert(segment.registryId);
        for (const Segment::Repository &repository : segment.repositories) {
            Place place;
            place.registry = segment.registryId;
            place.host = hostOf(hosts.value(segment.registryId, segment.registryName));
            place.repository = segment.text(Segment::Name, repository.name);
            place.path = place.repository.toLower();
            place.segment = &segment;
            m_byName.insert(place.path.section(u'/', -1), m_places.size());
            m_places.push_back(std::move(place));
        }
        for (quint32 number = 0; number < segment.images.size(); ++number)
            m_places[first + segment.images[number].repository].images.push_back(number);
        for (quint32 number = 0; number < segment.platforms.size(); ++number)
            m_places[first + segment.platforms[number].repository].platforms.push_back(number);
        const Dictionary &digests = segment.dictionaries[Segment::Digest];
        for (quint32 number = 0; number < digests.size(); ++number)
            m_digests.insert(digests.text(number));
    }
}

bool VexImages::fitsRepository(const VexProduct &product, const Place &place)
{
    const auto endsWith = [&](const QString &path) { return place.path == path || place.path.endsWith(u'/' + path); };
    if (product.repositoryUrl.isEmpty())
        return product.imageName.isEmpty() || endsWith(product.imageName.toLower());
    const QString path = product.repositoryUrl.section(u'/', 1).toLower();
    // A digest is the same image on every registry, and in the project that mirrors one.
    if (!product.digest.isEmpty())
        return endsWith(path);
    return hostOf(product.repositoryUrl.section(u'/', 0, 0)) == place.host && place.path == path;
}

void VexImages::addPlatforms(const VexProduct &product, const Place &place, QList<Scope> &scopes)
{
    const Segment &segment = *place.segment;
    for (const quint32 number : place.platforms) {
        const Segment::Platform &platform = segment.platforms[number];
        const QString digest = segment.text(Segment::Digest, platform.digest);
        const auto isMeant = [&](quint32 image) {
            return hasTag(segment, segment.images[image], product.tag)
                && (product.digest.isEmpty() || digest == product.digest
                    || segment.text(Segment::Digest, segment.images[image].digest) == product.digest);
        };
        const QString name = segment.text(Segment::Name, platform.name);
        if (!std::any_of(platform.images.begin(), platform.images.end(), isMeant)
            || (!product.architecture.isEmpty() && product.architecture != name.section(u'/', 1, 1))
            || (!product.system.isEmpty() && product.system != name.section(u'/', 0, 0)))
            continue;
        Scope scope;
        scope.registry = place.registry;
        scope.repository = place.repository;
        scope.digest = namesPlatform(product) ? digest : product.digest;
        if (!scopes.contains(scope))
            scopes.append(scope);
    }
}

QList<Scope> VexImages::scopesOf(const VexProduct &product) const
{
    if (!product.isInImage)
        return {Scope()};
    const QString name = product.repositoryUrl.isEmpty() ? product.imageName : product.repositoryUrl;
    if (name.isEmpty() && product.digest.isEmpty())
        return {};
    if (!product.digest.isEmpty() && !m_digests.contains(product.digest))
        return {};
    if (name.isEmpty() && product.tag.isEmpty() && !namesPlatform(product)) {
        Scope anywhere;
        anywhere.digest = product.digest;
        return {anywhere};
    }
    QList<size_t> numbers = m_byName.values(name.section(u'/', -1).toLower());
    if (name.isEmpty()) {
        for (size_t number = 0; number < m_places.size(); ++number)
            numbers.append(number);
    }
    QList<Scope> scopes;
    for (const size_t number : numbers) {
        const Place &place = m_places[number];
        if (!fitsRepository(product, place))
            continue;
        if (!product.digest.isEmpty() || namesPlatform(product)) {
            addPlatforms(product, place, scopes);
            continue;
        }
        // By its name alone: that holds for images which are pushed later, too.
        Scope scope;
        scope.registry = place.registry;
        scope.repository = place.repository;
        scope.tagPattern = product.tag;
        if (std::any_of(place.images.begin(), place.images.end(),
                [&](quint32 image) { return hasTag(*place.segment, place.segment->images[image], product.tag); }))
            scopes.append(scope);
    }
    return scopes;
}

} // namespace lotse::findings
