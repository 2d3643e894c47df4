// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/pivot.h"

#include <algorithm>
#include <numeric>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

const QStringList &pivotWords()
{
    static const QStringList words{u"finding"_s, u"cve"_s, u"package"_s, u"fix"_s, u"image"_s};
    return words;
}

size_t keyCount(const FindingSet &set, Pivot pivot)
{
    switch (pivot) {
    case Pivot::Vulnerability:
        return set.vulnerabilities().size();
    case Pivot::Package:
        return set.packages().size();
    case Pivot::Fix:
        return set.upgrades().size();
    case Pivot::Image:
        return set.imageCount();
    case Pivot::Finding:
        break;
    }
    return set.rowCount();
}

// Calls f(row id, row in its segment, part, key) for each row and each group that it is in.
template <typename F>
void eachKey(const FindingSet &set, std::span<const RowId> rows, Pivot pivot, F &&f)
{
    set.eachRun(rows, [&](const FindingSet::Part &part, size_t first, size_t last) {
        const Segment &segment = *part.segment;
        const auto each = [&](auto &&key) {
            for (size_t i = first; i < last; ++i) {
                const quint32 row = rows[i] - part.firstRow;
                f(rows[i], row, part, key(row));
            }
        };
        switch (pivot) {
        case Pivot::Finding:
            each([&](quint32 row) { return part.firstRow + row; });
            break;
        case Pivot::Vulnerability:
            each([&](quint32 row) { return part.vulnerability[segment.vulnerability[row]]; });
            break;
        case Pivot::Package:
            each([&](quint32 row) { return part.package[segment.package[row]]; });
            break;
        case Pivot::Fix:
            each([&](quint32 row) { return part.upgrade[segment.upgrade[row]]; });
            break;
        case Pivot::Image:
            for (size_t i = first; i < last; ++i) {
                const quint32 row = rows[i] - part.firstRow;
                for (const quint32 image : segment.platforms[segment.platform[row]].images)
                    f(rows[i], row, part, part.firstImage + image);
            }
            break;
        }
    });
}

// Distinct numbers of one group after another, without clearing in between.
class Stamps {
public:
    explicit Stamps(size_t size)
        : m_last(size, ~0U)
    {
    }
    bool isNew(quint32 number, quint32 group)
    {
        const bool isFirst = m_last[number] != group;
        m_last[number] = group;
        return isFirst;
    }

private:
    std::vector<quint32> m_last;
};

} // namespace

QString pivotWord(Pivot pivot)
{
    return pivotWords().at(int(pivot));
}

std::optional<Pivot> pivotOf(const QString &word)
{
    const qsizetype at = pivotWords().indexOf(word);
    if (at < 0)
        return std::nullopt;
    return Pivot(at);
}

Groups groupRows(const Context &context, std::span<const RowId> rows, Pivot pivot)
{
    const FindingSet &set = *context.set;
    Groups out;
    out.pivot = pivot;
    std::vector<quint32> groupOf(keyCount(set, pivot), ~0U);
    eachKey(set, rows, pivot, [&](RowId id, quint32 row, const FindingSet::Part &part, quint32 key) {
        const Segment &segment = *part.segment;
        quint32 &at = groupOf[key];
        if (at == ~0U) {
            at = quint32(out.groups.size());
            out.groups.push_back({});
            out.groups.back().key = key;
            out.groups.back().firstSeen = segment.firstSeen[row];
        }
        Group &group = out.groups[at];
        ++group.occurrences;
        group.fixable += segment.fix[row] != 0 ? 1U : 0U;
        group.hidden += context.stateBits(id) & StateBits::kHidden ? 1U : 0U;
        group.worst = std::max(group.worst, segment.severity[row]);
        if (segment.cvss[row] != kNoScore && (group.cvss == kNoScore || segment.cvss[row] > group.cvss))
            group.cvss = segment.cvss[row];
        group.firstSeen = std::min(group.firstSeen, segment.firstSeen[row]);
        if (context.facts) {
            const quint32 vulnerability = part.vulnerability[segment.vulnerability[row]];
            group.epss = std::max(group.epss, context.facts->epss[vulnerability]);
            group.kev = std::max(group.kev, context.facts->kev[vulnerability]);
        }
    });
    quint32 next = 0;
    std::vector<quint32> places(out.groups.size());
    for (size_t i = 0; i < out.groups.size(); ++i) {
        out.groups[i].firstRow = places[i] = next;
        next += out.groups[i].occurrences;
    }
    out.rows.resize(next);
    eachKey(set, rows, pivot,
        [&](RowId id, quint32, const FindingSet::Part &, quint32 key) { out.rows[places[groupOf[key]]++] = id; });
    return out;
}

void countGroups(const Context &context, Groups &groups)
{
    const FindingSet &set = *context.set;
    Stamps issues(set.issueCount());
    Stamps images(set.imageCount());
    Stamps vulnerabilities(set.vulnerabilities().size());
    Stamps packages(set.packages().size());
    Stamps repositories(set.repositoryCount());
    for (quint32 number = 0; number < groups.groups.size(); ++number) {
        Group &group = groups.groups[number];
        group.issues = group.images = group.vulnerabilities = group.packages = group.repositories = 0;
        const std::span<const RowId> rows = groups.rowsOf(group);
        set.eachRun(rows, [&](const FindingSet::Part &part, size_t first, size_t last) {
            const Segment &segment = *part.segment;
            for (size_t i = first; i < last; ++i) {
                const quint32 row = rows[i] - part.firstRow;
                const Segment::Platform &platform = segment.platforms[segment.platform[row]];
                group.issues += issues.isNew(part.firstIssue + segment.issue[row], number);
                group.vulnerabilities += vulnerabilities.isNew(part.vulnerability[segment.vulnerability[row]], number);
                group.packages += packages.isNew(part.package[segment.package[row]], number);
                group.repositories += repositories.isNew(part.firstRepository + platform.repository, number);
                for (const quint32 image : platform.images)
                    group.images += images.isNew(part.firstImage + image, number);
            }
        });
        if (groups.pivot == Pivot::Image)
            group.images = 1; // its rows may be in others too; this group is one image
    }
}

void sortGroups(const FindingSet &set, Groups &groups, const QList<GroupOrder> &order)
{
    std::vector<QString> names;
    std::vector<quint32> places(groups.groups.size());
    std::iota(places.begin(), places.end(), 0U);
    if (std::any_of(order.begin(), order.end(), [](const GroupOrder &o) { return o.column == GroupColumn::Name; })) {
        for (const Group &group : groups.groups)
            names.push_back(groupName(set, groups.pivot, group.key));
    }
    const auto compare = [](auto a, auto b) { return a < b ? -1 : b < a ? 1 : 0; };
    const auto compareBy = [&](GroupColumn column, quint32 left, quint32 right) {
        const Group &a = groups.groups[left];
        const Group &b = groups.groups[right];
        switch (column) {
        case GroupColumn::Name:
            return names[left].compare(names[right]);
        case GroupColumn::Severity:
            return compare(a.worst, b.worst);
        case GroupColumn::Occurrences:
            return compare(a.occurrences, b.occurrences);
        case GroupColumn::Issues:
            return compare(a.issues, b.issues);
        case GroupColumn::Images:
            return compare(a.images, b.images);
        case GroupColumn::Vulnerabilities:
            return compare(a.vulnerabilities, b.vulnerabilities);
        case GroupColumn::Packages:
            return compare(a.packages, b.packages);
        case GroupColumn::Repositories:
            return compare(a.repositories, b.repositories);
        case GroupColumn::Fixable:
            return compare(a.fixable, b.fixable);
        case GroupColumn::Cvss:
            return compare(a.cvss == kNoScore ? -1 : int(a.cvss), b.cvss == kNoScore ? -1 : int(b.cvss));
        case GroupColumn::Epss:
            return compare(a.epss, b.epss);
        case GroupColumn::Kev:
            return compare(a.kev, b.kev);
        case GroupColumn::FirstSeen:
            return compare(a.firstSeen, b.firstSeen);
        }
        return 0;
    };
    std::stable_sort(places.begin(), places.end(), [&](quint32 a, quint32 b) {
        for (const GroupOrder &by : order) {
            if (const int difference = compareBy(by.column, a, b))
                return by.isDescending ? difference > 0 : difference < 0;
        }
        return false;
    });
    std::vector<Group> sorted;
    sorted.reserve(places.size());
    for (const quint32 place : places)
        sorted.push_back(groups.groups[place]);
    groups.groups = std::move(sorted);
}

ImageName imageName(const FindingSet &set, quint32 image)
{
    const auto part = std::find_if(set.parts().rbegin(), set.parts().rend(),
        [&](const FindingSet::Part &p) { return p.firstImage <= image && !p.segment->images.empty(); });
    const Segment &segment = *part->segment;
    const Segment::Image &found = segment.images[image - part->firstImage];
    const Segment::Repository &repository = segment.repositories[found.repository];
    ImageName name{segment.registryId, segment.registryName, segment.text(Segment::Project, repository.project),
        segment.text(Segment::Name, repository.name), segment.text(Segment::Digest, found.digest), {}};
    for (const quint32 tag : found.tags)
        name.tags.append(segment.text(Segment::Tag, tag));
    return name;
}

QString groupName(const FindingSet &set, Pivot pivot, quint32 key)
{
    switch (pivot) {
    case Pivot::Vulnerability:
        return set.vulnerabilities().text(key);
    case Pivot::Package:
        return set.packages().text(key);
    case Pivot::Fix: {
        const Segment::Upgrade upgrade = set.upgrades()[key];
        return key == 0 ? QString() : set.packages().text(upgrade.package) + u' ' + set.fixes().text(upgrade.fix);
    }
    case Pivot::Image: {
        const ImageName name = imageName(set, key);
        return name.repository + u'@' + name.digest;
    }
    case Pivot::Finding:
        break;
    }
    const Occurrence row = set.occurrence(key);
    return u"%1 %2 %3 %4@%5"_s.arg(row.vulnerability, row.package, row.version, row.repository, row.platformDigest);
}

Message upgradeSentence(const FindingSet &set, const Group &group)
{
    if (group.key == 0)
        return {LOTSE_MSG("No fix is known for %1 findings in %2 images."),
            {QString::number(group.occurrences), QString::number(group.images)}};
    const Segment::Upgrade upgrade = set.upgrades()[group.key];
    return {LOTSE_MSG("Upgrade %1 to %2: closes %3 findings in %4 images."),
        {set.packages().text(upgrade.package), set.fixes().text(upgrade.fix), QString::number(group.occurrences),
            QString::number(group.images)}};
}

} // namespace lotse::findings
