// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/decisionmatch.h"

#include "findings/pattern.h"

#include <algorithm>

namespace lotse::findings {

namespace {

constexpr quint32 kAny = ~0U;
constexpr quint32 kNowhere = ~0U - 1; // a name that this registry does not have

} // namespace

DecisionMatch::DecisionMatch(const Context &context, const QList<Decision> &decisions)
    : m_context(context)
{
    QList<const Decision *> order;
    for (const Decision &decision : decisions)
        order.append(&decision);
    std::sort(order.begin(), order.end(), [](const Decision *a, const Decision *b) {
        return std::tuple(-a->scope.level(), -a->priority, -qint64(a->created), a->id)
            < std::tuple(-b->scope.level(), -b->priority, -qint64(b->created), b->id);
    });
    const FindingSet &set = *context.set;
    m_byVulnerability.resize(set.vulnerabilities().size());
    m_byPackage.resize(set.packages().size());
    for (const Decision *decision : order) {
        const auto range = VersionRange::parse(decision->match.versions);
        const std::optional<Purl> purl = Purl::parse(decision->match.purl);
        // From a foreign hand; it must not grow into one for all versions or all packages.
        if (!range || (!decision->match.purl.isEmpty() && !purl))
            continue;
        Compiled compiled;
        compiled.decision = decision;
        compiled.range = *range;
        compiled.purl = purl;
        compiled.package = kAny;
        if (!decision->match.package.isEmpty()) {
            const quint32 known = set.packages().find(decision->match.package.toUtf8());
            compiled.package = known < set.packages().size() ? known : kNowhere;
        } else if (purl) {
            compiled.package = kNowhere;
        }
        const bool isNowhere = compiled.package == kNowhere && !purl;
        if (isNowhere || (decision->match.vulnerabilities.isEmpty() && compiled.package >= set.packages().size()))
            continue;
        file(std::move(compiled));
    }
}

void DecisionMatch::file(Compiled compiled)
{
    const FindingSet &set = *m_context.set;
    const auto number = quint32(m_compiled.size());
    if (compiled.decision->match.vulnerabilities.isEmpty())
        m_byPackage[compiled.package].push_back(number);
    for (const QString &id : compiled.decision->match.vulnerabilities) {
        const quint32 known = set.vulnerabilities().find(set.aliases().canonical(id.toUtf8()));
        if (known >= set.vulnerabilities().size())
            continue;
        std::vector<quint32> &list = m_byVulnerability[known];
        if (list.empty() || list.back() != number) // two aliases of one vulnerability
            list.push_back(number);
    }
    m_compiled.push_back(std::move(compiled));
}

void DecisionMatch::place(Compiled &compiled, const Segment &segment)
{
    const Scope &scope = compiled.decision->scope;
    const auto find = [&](Segment::Column column, const QString &text) {
        if (text.isEmpty())
            return kAny;
        const Dictionary &dictionary = segment.dictionaries[size_t(column)];
        const quint32 id = dictionary.find(text.toUtf8());
        return id < dictionary.size() ? id : kNowhere;
    };
    compiled.isHere = scope.registry.isEmpty() || scope.registry == segment.registryId;
    if (!compiled.isHere)
        return;
    compiled.project = find(Segment::Project, scope.project);
    compiled.repository = find(Segment::Name, scope.repository);
    compiled.digest = find(Segment::Digest, scope.digest);
}

bool DecisionMatch::covers(const Compiled &compiled, const Segment &segment, const Segment::Platform &platform) const
{
    const Segment::Repository &repository = segment.repositories[platform.repository];
    if (!compiled.isHere || (compiled.project != kAny && compiled.project != repository.project)
        || (compiled.repository != kAny && compiled.repository != repository.name))
        return false;
    const auto anyImage = [&](auto &&fits) {
        return std::any_of(platform.images.begin(), platform.images.end(),
            [&](quint32 number) { return fits(segment.images[number]); });
    };
    if (compiled.digest != kAny && compiled.digest != platform.digest
        && !anyImage([&](const Segment::Image &image) { return image.digest == compiled.digest; }))
        return false;
    const QString &tag = compiled.decision->scope.tagPattern;
    if (tag.isEmpty())
        return true;
    const Pattern pattern(Value{tag, Compare::Equal, false, 0});
    // "rc1" and "RC1" are two tags of a repository.
    const auto fits = [&](QByteArrayView text) {
        return pattern.isGlob() ? pattern.fits(text) : text == pattern.text();
    };
    return anyImage([&](const Segment::Image &image) {
        return std::any_of(image.tags.begin(), image.tags.end(),
            [&](quint32 id) { return fits(segment.dictionaries[Segment::Tag].at(id)); });
    });
}

bool DecisionMatch::isInRange(const VersionRange &range, bool namesKind, QByteArrayView version, const Purl *package)
{
    if (range.isEverything() || range.names(version))
        return true;
    if (range.scheme() == VersionScheme::Equality)
        return range.contains(version);
    if (package ? range.scheme() != versionSchemeOf(package->type) : namesKind)
        return false;
    return range.contains(version);
}

const Purl *DecisionMatch::purlOf(const Segment &segment, quint32 number)
{
    if (number == 0 || number >= m_purls.size())
        return nullptr;
    if (!m_purls[number])
        m_purls[number] = Purl::parse(segment.text(Segment::Purl, number)).value_or(Purl());
    return m_purls[number]->type.isEmpty() ? nullptr : &*m_purls[number];
}

std::vector<DecisionMatch::Hit> DecisionMatch::hitsOf(const FindingSet::Part &part, const Segment::Line &line)
{
    std::vector<Hit> hits;
    const std::vector<quint32> &some = m_byVulnerability[part.vulnerability[line.vulnerability]];
    const std::vector<quint32> &others = m_byPackage[part.package[line.package]];
    if (some.empty() && others.empty())
        return hits;
    const Segment &segment = *part.segment;
    const QByteArrayView version = segment.dictionaries[Segment::Version].at(line.version);
    const Purl *purl = purlOf(segment, line.purl);
    // Both lists are in the order of precedence, and so are the numbers.
    for (size_t i = 0, j = 0; i < some.size() || j < others.size();) {
        const bool isFirst = j == others.size() || (i < some.size() && some[i] < others[j]);
        const quint32 number = isFirst ? some[i++] : others[j++];
        const Compiled &compiled = m_compiled[number];
        const bool fits = compiled.purl && purl
            ? compiled.purl->fits(*purl, QString::fromUtf8(version))
            : compiled.package == kAny || compiled.package == part.package[line.package];
        if (fits)
            hits.push_back({number, isInRange(compiled.range, compiled.purl.has_value(), version, purl)});
    }
    return hits;
}

std::optional<DecisionMatch::Hit> DecisionMatch::Walk::next()
{
    while (m_at < m_hits->size()) {
        const Hit &hit = (*m_hits)[m_at++];
        if (m_match->covers(m_match->m_compiled[hit.number], *m_segment, m_segment->platforms[m_platform]))
            return hit;
    }
    return std::nullopt;
}

void DecisionMatch::eachRow(const std::function<void(RowId row, Walk &walk)> &f)
{
    for (const FindingSet::Part &part : m_context.set->parts()) {
        const Segment &segment = *part.segment;
        for (Compiled &compiled : m_compiled)
            place(compiled, segment);
        m_purls.clear();
        m_purls.resize(segment.dictionaries[Segment::Purl].size());
        std::vector<std::vector<Hit>> hits;
        hits.reserve(segment.lines.size());
        for (const Segment::Line &line : segment.lines)
            hits.push_back(hitsOf(part, line));
        for (quint32 row = 0; row < segment.rowCount(); ++row) {
            const std::vector<Hit> &own = hits[segment.line[row]];
            if (own.empty())
                continue;
            Walk walk;
            walk.m_match = this;
            walk.m_hits = &own;
            walk.m_segment = &segment;
            walk.m_platform = segment.platform[row];
            f(part.firstRow + row, walk);
        }
    }
}

} // namespace lotse::findings
