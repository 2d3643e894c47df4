// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/filter.h"
#include "findings/pattern.h"

#include <algorithm>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

bool isNone(const Value &value)
{
    return !value.isLiteral && value.text.compare(u"none"_s, Qt::CaseInsensitive) == 0;
}

// The name as a whole, or without its project: "repo:api" finds "payments/api".
bool repositoryFits(const Pattern &pattern, const Segment &segment, quint32 number)
{
    const Segment::Repository &repository = segment.repositories[number];
    const QByteArrayView name = segment.dictionaries[Segment::Name].at(repository.name);
    const QByteArrayView project = segment.dictionaries[Segment::Project].at(repository.project);
    if (pattern.fits(name))
        return true;
    const bool hasProject =
        !project.isEmpty() && name.size() > project.size() && name.startsWith(project) && name[project.size()] == '/';
    return hasProject && pattern.fits(name.sliced(project.size() + 1));
}

// A digest is known by its beginning, with its algorithm or without.
bool digestFits(const Pattern &pattern, QByteArrayView digest)
{
    if (pattern.isGlob())
        return pattern.fits(digest);
    const qsizetype colon = digest.indexOf(':');
    const QByteArray wanted = pattern.text().toLower();
    return digest.startsWith(wanted) || (colon >= 0 && digest.sliced(colon + 1).startsWith(wanted));
}

bool listFits(
    const Value &value, const ImageScope &scope, Segment::Column column, std::vector<quint32> Segment::Image::*list)
{
    const Pattern pattern(value);
    return std::any_of(scope.images.begin(), scope.images.end(), [&](quint32 number) {
        const std::vector<quint32> &ids = scope.segment.images[number].*list;
        if (isNone(value))
            return ids.empty();
        return std::any_of(ids.begin(), ids.end(),
            [&](quint32 id) { return pattern.fits(scope.segment.dictionaries[size_t(column)].at(id)); });
    });
}

// What is known of an image's signatures; nothing is a state of its own.
const TrustMarks::Image &markOf(const ImageScope &scope, quint32 image)
{
    static const TrustMarks::Image unknown;
    return scope.trust && image < scope.trust->images.size() ? scope.trust->images[image] : unknown;
}

bool signersFit(const Value &value, const ImageScope &scope)
{
    const Pattern pattern(value);
    return std::any_of(scope.images.begin(), scope.images.end(), [&](quint32 number) {
        const std::vector<quint32> &signers = markOf(scope, number).signers;
        if (isNone(value))
            return signers.empty() && markOf(scope, number).state != SignState::Unverified;
        return std::any_of(signers.begin(), signers.end(), [&](quint32 id) {
            const QByteArray &text = scope.trust->texts[id];
            return pattern.fits(text) || (text.startsWith("sha256:") && digestFits(pattern, text));
        });
    });
}

bool attestationsFit(const Value &value, const ImageScope &scope)
{
    const Pattern pattern(value);
    return std::any_of(scope.images.begin(), scope.images.end(), [&](quint32 number) {
        const std::vector<quint32> &types = markOf(scope, number).attested;
        if (isNone(value))
            return types.empty() && markOf(scope, number).state != SignState::Unverified;
        return std::any_of(types.begin(), types.end(), [&](quint32 id) {
            return pattern.fits(scope.trust->texts[id])
                || (!value.isLiteral && isPredicateName(pattern.text(), scope.trust->texts[id]));
        });
    });
}

bool valueFits(Key key, const Value &value, const ImageScope &scope, Seconds now)
{
    const Segment &segment = scope.segment;
    const auto anyImage = [&](auto &&fits) {
        return std::any_of(
            scope.images.begin(), scope.images.end(), [&](quint32 n) { return fits(segment.images[n]); });
    };
    const auto anyPlatform = [&](auto &&fits) {
        return std::any_of(
            scope.platforms.begin(), scope.platforms.end(), [&](quint32 n) { return fits(segment.platforms[n]); });
    };
    switch (key) {
    case Key::Registry: {
        const Pattern pattern(value);
        return pattern.fits(segment.registryName.toUtf8()) || pattern.fits(segment.registryId.toUtf8());
    }
    case Key::Project:
        return Pattern(value).fits(
            segment.dictionaries[Segment::Project].at(segment.repositories[scope.repository].project));
    case Key::Repository:
        return repositoryFits(Pattern(value), segment, scope.repository);
    case Key::Image: {
        const Pattern pattern(value);
        const Dictionary &digests = segment.dictionaries[Segment::Digest];
        return anyImage([&](const Segment::Image &i) { return digestFits(pattern, digests.at(i.digest)); })
            || anyPlatform([&](const Segment::Platform &p) { return digestFits(pattern, digests.at(p.digest)); });
    }
    case Key::Tag:
        return listFits(value, scope, Segment::Tag, &Segment::Image::tags);
    case Key::Label:
        return listFits(value, scope, Segment::Label, &Segment::Image::labels);
    case Key::Platform: {
        const Pattern pattern(value);
        return anyPlatform(
            [&](const Segment::Platform &p) { return pattern.fits(segment.dictionaries[Segment::Name].at(p.name)); });
    }
    case Key::Scanned:
        return anyPlatform([&](const Segment::Platform &p) { return timeFits(p.reported, value, key, now); });
    case Key::Pulled:
        return anyImage([&](const Segment::Image &i) { return timeFits(i.pulled, value, key, now); });
    case Key::Pushed:
        return anyImage([&](const Segment::Image &i) { return timeFits(i.pushed, value, key, now); });
    case Key::Signed:
        return std::any_of(scope.images.begin(), scope.images.end(),
            [&](quint32 number) { return double(markOf(scope, number).state) == value.number; });
    case Key::Signer:
        return signersFit(value, scope);
    case Key::Attested:
        return attestationsFit(value, scope);
    default:
        return true;
    }
}

} // namespace

bool isImageKey(Key key)
{
    switch (key) {
    case Key::Registry:
    case Key::Project:
    case Key::Repository:
    case Key::Image:
    case Key::Tag:
    case Key::Label:
    case Key::Platform:
    case Key::Scanned:
    case Key::Pulled:
    case Key::Pushed:
    case Key::Signed:
    case Key::Signer:
    case Key::Attested:
        return true;
    default:
        return false;
    }
}

bool imageTermFits(const Term &term, const ImageScope &scope, Seconds now)
{
    return std::any_of(term.values.begin(), term.values.end(),
        [&](const Value &value) { return valueFits(term.key, value, scope, now); });
}

std::vector<quint32> selectImages(const Query &query, const Context &context, const FindingSet::Part &part)
{
    std::vector<quint32> found;
    const Segment &segment = *part.segment;
    const TrustMarks::Part *trust = context.trust ? context.trust->find(segment.registryId) : nullptr;
    for (quint32 number = 0; number < segment.images.size(); ++number) {
        const Segment::Image &image = segment.images[number];
        const ImageScope scope{segment, std::span(&number, 1), image.platforms, image.repository, trust};
        const bool fits = std::all_of(query.terms.begin(), query.terms.end(), [&](const Term &term) {
            return !isImageKey(term.key) || imageTermFits(term, scope, context.now) != term.isNegated;
        });
        if (fits)
            found.push_back(number);
    }
    return found;
}

} // namespace lotse::findings
