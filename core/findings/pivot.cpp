// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/pivotkeys.h"

#include "findings/severityorder.h"

#include <algorithm>
#include <limits>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

const QStringList &pivotWords()
{
    static const QStringList words{u"finding"_s, u"cve"_s, u"package"_s, u"fix"_s, u"image"_s};
    return words;
}

// Rows of one line in one group.
struct GroupTally {
    quint32 count = 0;
    quint32 hidden = 0;
    Seconds firstSeen = std::numeric_limits<Seconds>::max();

    void add(Seconds seen, quint8 bits)
    {
        ++count;
        hidden += bits & StateBits::kHidden ? 1U : 0U;
        firstSeen = std::min(firstSeen, seen);
    }
};

// What a line brings to its groups; small, as it is looked up for each row.
struct Worth {
    float epss = -1;
    Severity severity = Severity::Unknown;
    quint8 cvss = kNoScore;
    Kev kev = Kev::No;
    bool isFixable = false;
};

std::vector<Worth> worthsOf(const Context &context, const FindingSet::Part &part)
{
    std::vector<Worth> worths;
    worths.reserve(part.segment->lines.size());
    for (const Segment::Line &line : part.segment->lines) {
        const quint32 vulnerability = part.vulnerability[line.vulnerability];
        worths.push_back(
            {context.epss(vulnerability), line.severity, line.cvss, context.kev(vulnerability), line.fix != 0});
    }
    return worths;
}

void addTo(Group &group, const Worth &worth, const GroupTally &tally)
{
    group.occurrences += tally.count;
    group.fixable += worth.isFixable ? tally.count : 0U;
    group.hidden += tally.hidden;
    group.firstSeen = std::min(group.firstSeen, tally.firstSeen);
    group.worst = worseOf(group.worst, worth.severity);
    if (worth.cvss != kNoScore && (group.cvss == kNoScore || worth.cvss > group.cvss))
        group.cvss = worth.cvss;
    group.epss = std::max(group.epss, worth.epss);
    group.kev = std::max(group.kev, worth.kev);
}

// Adds the rows of another group.
void join(Group &group, const Group &other)
{
    addTo(group, {other.epss, other.worst, other.cvss, other.kev, false},
        {other.occurrences, other.hidden, other.firstSeen});
    group.fixable += other.fixable;
}

class Gathering {
public:
    Gathering(const FindingSet &set, Pivot pivot)
        : m_places(keyCount(set, pivot), ~0U)
    {
        m_groups.pivot = pivot;
    }

    Group &at(quint32 key)
    {
        quint32 &place = m_places[key];
        if (place == ~0U) {
            place = quint32(m_groups.groups.size());
            m_groups.groups.emplace_back();
            m_groups.groups.back().key = key;
            m_groups.groups.back().firstSeen = std::numeric_limits<Seconds>::max();
        }
        return m_groups.groups[place];
    }

    Groups take() { return std::move(m_groups); }

private:
    std::vector<quint32> m_places; // by key
    Groups m_groups;
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
    Gathering gathering(set, pivot);
    if (isByLine(pivot)) {
        // A row is counted under its line, and the lines are gathered: there are far fewer of them.
        set.eachRun(rows, [&](const FindingSet::Part &part, size_t first, size_t last) {
            const Segment &segment = *part.segment;
            std::vector<GroupTally> tallies(segment.lines.size());
            for (size_t i = first; i < last; ++i) {
                const quint32 row = rows[i] - part.firstRow;
                tallies[segment.line[row]].add(segment.firstSeen[row], context.stateBits(rows[i]));
            }
            const std::vector<Worth> worths = worthsOf(context, part);
            for (size_t i = 0; i < tallies.size(); ++i) {
                if (tallies[i].count > 0)
                    addTo(gathering.at(keyOf(part, segment.lines[i], pivot)), worths[i], tallies[i]);
            }
        });
        return gathering.take();
    }
    std::vector<std::vector<Worth>> worths;
    for (const FindingSet::Part &part : set.parts())
        worths.push_back(worthsOf(context, part));
    set.eachPlatform(rows, [&](const FindingSet::Part &part, quint32 platform, size_t first, size_t last) {
        const Segment &segment = *part.segment;
        const std::vector<Worth> &ofLine = worths[size_t(&part - set.parts().data())];
        const auto add = [&](Group &group, size_t i) {
            const quint32 row = rows[i] - part.firstRow;
            GroupTally tally;
            tally.add(segment.firstSeen[row], context.stateBits(rows[i]));
            addTo(group, ofLine[segment.line[row]], tally);
        };
        if (pivot == Pivot::Finding) {
            for (size_t i = first; i < last; ++i)
                add(gathering.at(rows[i]), i);
            return;
        }
        Group here;
        here.firstSeen = std::numeric_limits<Seconds>::max();
        for (size_t i = first; i < last; ++i)
            add(here, i);
        for (const quint32 image : segment.platforms[platform].images)
            join(gathering.at(part.firstImage + image), here);
    });
    return gathering.take();
}

Rows rowsOfGroups(const FindingSet &set, std::span<const RowId> rows, Pivot pivot, std::span<const quint32> keys)
{
    Rows out;
    std::vector<char> isWanted(keyCount(set, pivot));
    for (const quint32 key : keys) {
        if (key < isWanted.size())
            isWanted[key] = 1;
    }
    if (isByLine(pivot)) {
        set.eachRun(rows, [&](const FindingSet::Part &part, size_t first, size_t last) {
            std::vector<char> lines;
            for (const Segment::Line &line : part.segment->lines)
                lines.push_back(isWanted[keyOf(part, line, pivot)]);
            for (size_t i = first; i < last; ++i) {
                if (lines[part.segment->line[rows[i] - part.firstRow]])
                    out.push_back(rows[i]);
            }
        });
        return out;
    }
    set.eachPlatform(rows, [&](const FindingSet::Part &part, quint32 platform, size_t first, size_t last) {
        const std::vector<quint32> &images = part.segment->platforms[platform].images;
        const bool isIn = std::any_of(
            images.begin(), images.end(), [&](quint32 image) { return isWanted[part.firstImage + image] != 0; });
        for (size_t i = first; i < last; ++i) {
            if (pivot == Pivot::Image ? isIn : isWanted[rows[i]] != 0)
                out.push_back(rows[i]);
        }
    });
    return out;
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
    const QString findings = Message::counted(LOTSE_MSG_N("%Ln findings", "%Ln finding"), group.occurrences).text();
    const QString images = Message::counted(LOTSE_MSG_N("%Ln images", "%Ln image"), group.images).text();
    if (group.key == 0)
        return {LOTSE_MSG("No fix known for %1 in %2."), {findings, images}};
    const Segment::Upgrade upgrade = set.upgrades()[group.key];
    return {LOTSE_MSG("Upgrade %1 to %2: closes %3 in %4."),
        {set.packages().text(upgrade.package), set.fixes().text(upgrade.fix), findings, images}};
}

} // namespace lotse::findings
