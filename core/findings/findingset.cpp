// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/findingset.h"

#include "findings/fixes.h"
#include "findings/purl.h"

#include <algorithm>
#include <numeric>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

std::vector<quint32> mapInto(Dictionary &common, const Dictionary &own)
{
    std::vector<quint32> map(own.size());
    for (quint32 id = 0; id < own.size(); ++id)
        map[id] = common.intern(own.at(id));
    return map;
}

// Counts the distinct numbers that it is shown.
class Distinct {
public:
    explicit Distinct(size_t size)
        : m_seen(size)
    {
    }
    void add(quint32 number)
    {
        m_count += m_seen[number] ? 0U : 1U;
        m_seen[number] = 1;
    }
    quint32 count() const { return m_count; }

private:
    std::vector<char> m_seen;
    quint32 m_count = 0;
};

} // namespace

QString FindingPlace::text() const
{
    return layer.isEmpty() ? path : path.isEmpty() ? layer : path + u" ("_s + layer + u')';
}

QList<FindingPlace> FindingPlace::read(const QString &lines)
{
    QList<FindingPlace> out;
    for (const QString &line : lines.split(u'\n', Qt::SkipEmptyParts))
        out.append({line.section(u'\t', 0, 0), line.section(u'\t', 1, 1)});
    return out;
}

FindingSet::Ptr FindingSet::of(
    const QList<std::shared_ptr<const Segment>> &segments, const QList<QList<QByteArray>> &more)
{
    std::shared_ptr<FindingSet> set(new FindingSet);
    set->m_moreAliases = more;
    QList<QList<QByteArray>> groups = more;
    for (const auto &segment : segments)
        groups.append(QList<QList<QByteArray>>(segment->aliases.begin(), segment->aliases.end()));
    set->m_aliases = Aliases::of(groups);
    for (const auto &segment : segments)
        set->append(segment);
    return set;
}

FindingSet::Ptr FindingSet::with(const std::shared_ptr<const Segment> &segment) const
{
    QList<std::shared_ptr<const Segment>> segments;
    bool isKnown = false;
    for (const Part &part : m_parts) {
        const bool isThis = part.segment->registryId == segment->registryId;
        segments.append(isThis ? segment : part.segment);
        isKnown = isKnown || isThis;
    }
    if (!isKnown)
        segments.append(segment);
    return of(segments, m_moreAliases);
}

void FindingSet::append(const std::shared_ptr<const Segment> &segment)
{
    Part part;
    part.segment = segment;
    part.firstRow = m_rows;
    part.firstImage = m_images;
    part.firstPlatform = m_platforms;
    part.firstRepository = m_repositories;
    part.firstIssue = m_issues;
    const Dictionary &ids = segment->dictionaries[Segment::Vulnerability];
    part.vulnerability.resize(ids.size());
    for (quint32 id = 0; id < ids.size(); ++id) {
        part.vulnerability[id] = m_aliases.isEmpty() ? m_vulnerabilities.intern(ids.at(id))
                                                     : m_vulnerabilities.intern(m_aliases.canonical(ids.at(id)));
    }
    part.package = mapInto(m_packages, segment->dictionaries[Segment::Package]);
    part.version = mapInto(m_versions, segment->dictionaries[Segment::Version]);
    part.fix = mapInto(m_fixes, segment->dictionaries[Segment::Fix]);
    part.upgrade.resize(segment->upgrades.size());
    for (size_t i = 1; i < segment->upgrades.size(); ++i) {
        const Segment::Upgrade common{part.package[segment->upgrades[i].package], part.fix[segment->upgrades[i].fix]};
        const auto [at, isNew] =
            m_upgradeNumbers.try_emplace((quint64(common.package) << 32) | common.fix, quint32(m_upgrades.size()));
        if (isNew)
            m_upgrades.push_back(common);
        part.upgrade[i] = at->second;
    }
    m_rows += segment->rowCount();
    m_images += quint32(segment->images.size());
    m_platforms += quint32(segment->platforms.size());
    m_repositories += quint32(segment->repositories.size());
    m_issues += segment->issueCount;
    m_parts.push_back(std::move(part));
}

const FindingSet::Part &FindingSet::partOf(RowId row) const
{
    size_t at = m_parts.size() - 1;
    while (at > 0 && m_parts[at].firstRow > row)
        --at;
    return m_parts[at];
}

Occurrence FindingSet::occurrence(RowId id) const
{
    const Part &part = partOf(id);
    const Segment &segment = *part.segment;
    const quint32 row = id - part.firstRow;
    const Segment::Line &line = segment.lineOf(row);
    const Segment::Platform &platform = segment.platforms[segment.platform[row]];
    const Segment::Repository &repository = segment.repositories[platform.repository];
    Occurrence out;
    out.registryId = segment.registryId;
    out.registry = segment.registryName;
    out.project = segment.text(Segment::Project, repository.project);
    out.repository = segment.text(Segment::Name, repository.name);
    out.platformDigest = segment.text(Segment::Digest, platform.digest);
    out.platform = segment.text(Segment::Name, platform.name);
    out.image = segment.text(Segment::Digest, segment.images[platform.images.front()].digest);
    for (const quint32 image : platform.images) {
        for (const quint32 tag : segment.images[image].tags) {
            if (const QString text = segment.text(Segment::Tag, tag); !out.tags.contains(text))
                out.tags.append(text);
        }
        out.pushed = std::max(out.pushed, segment.images[image].pushed);
        out.pulled = std::max(out.pulled, segment.images[image].pulled);
    }
    out.vulnerability = segment.text(Segment::Vulnerability, line.vulnerability);
    out.canonical = m_vulnerabilities.text(part.vulnerability[line.vulnerability]);
    out.package = segment.text(Segment::Package, line.package);
    out.version = segment.text(Segment::Version, line.version);
    out.purl = segment.text(Segment::Purl, line.purl);
    out.fixText = segment.text(Segment::Fix, line.fix);
    out.fixVersion = fixOf(out.version, out.fixText, out.purl);
    out.isFixUnknown = line.isFixUnknown;
    out.upgrade = segment.text(Segment::Fix, segment.upgrades[line.upgrade].fix);
    out.severity = line.severity;
    out.severityWord = segment.text(Segment::SeverityWord, line.severityWord);
    out.isSeverityDerived = line.isSeverityDerived;
    out.cvss = line.cvss == kNoScore ? -1 : line.cvss / 10.0;
    out.cvssVersion = line.cvssVersion;
    out.places = FindingPlace::read(segment.text(Segment::Places, line.places));
    out.status = segment.text(Segment::Status, line.status);
    out.firstSeen = segment.firstSeen[row];
    out.reported = platform.reported;
    out.fetched = platform.fetched;
    return out;
}

Rows FindingSet::allRows() const
{
    Rows rows(m_rows);
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

FindingSet::LineCounts FindingSet::lineCounts(std::span<const RowId> rows) const
{
    LineCounts counts;
    for (const Part &part : m_parts)
        counts.emplace_back(part.segment->lines.size());
    eachRun(rows, [&](const Part &part, size_t first, size_t last) {
        std::vector<quint32> &own = counts[size_t(&part - m_parts.data())];
        const quint32 *line = part.segment->line.data();
        for (size_t i = first; i < last; ++i)
            ++own[line[rows[i] - part.firstRow]];
    });
    return counts;
}

Counts FindingSet::count(std::span<const RowId> rows, const LineCounts &lines) const
{
    Counts counts;
    Distinct images(m_images);
    Distinct vulnerabilities(m_vulnerabilities.size());
    Distinct packages(m_packages.size());
    Distinct repositories(m_repositories);
    for (size_t number = 0; number < m_parts.size(); ++number) {
        const Part &part = m_parts[number];
        for (size_t i = 0; i < lines[number].size(); ++i) {
            const quint32 count = lines[number][i];
            if (count == 0)
                continue;
            const Segment::Line &line = part.segment->lines[i];
            vulnerabilities.add(part.vulnerability[line.vulnerability]);
            packages.add(part.package[line.package]);
            counts.fixable += line.fix != 0 ? count : 0U;
            counts.bySeverity[size_t(line.severity)] += count;
        }
    }
    eachPlatform(rows, [&](const Part &part, quint32 number, size_t, size_t) {
        const Segment::Platform &platform = part.segment->platforms[number];
        repositories.add(part.firstRepository + platform.repository);
        for (const quint32 image : platform.images)
            images.add(part.firstImage + image);
    });
    eachRun(rows, [&](const Part &part, size_t first, size_t last) {
        if (last - first == part.segment->rowCount()) { // all of it
            counts.issues += part.segment->issueCount;
            return;
        }
        Distinct issues(part.segment->issueCount);
        for (size_t i = first; i < last; ++i)
            issues.add(part.segment->issue[rows[i] - part.firstRow]);
        counts.issues += issues.count();
    });
    counts.occurrences = quint32(rows.size());
    counts.images = images.count();
    counts.vulnerabilities = vulnerabilities.count();
    counts.packages = packages.count();
    counts.repositories = repositories.count();
    return counts;
}

Coverage FindingSet::coverage() const
{
    Coverage coverage;
    for (const Part &part : m_parts) {
        for (const Segment::Image &image : part.segment->images) {
            ++coverage.images;
            bool isDone = !image.platforms.empty();
            bool isFailed = false;
            bool isMissing = false;
            bool isUnreadable = false;
            for (const quint32 platform : image.platforms) {
                const ScanState scan = part.segment->platforms[platform].scan;
                isDone = isDone && scan == ScanState::Done;
                isFailed = isFailed || scan == ScanState::Failed;
                isMissing = isMissing || scan == ScanState::NotScanned;
                isUnreadable = isUnreadable || scan == ScanState::Unreadable;
            }
            if (isUnreadable) {
                ++coverage.unreadable;
                continue;
            }
            ++(isDone ? coverage.done : isFailed ? coverage.failed : isMissing ? coverage.notScanned : coverage.other);
        }
    }
    return coverage;
}

} // namespace lotse::findings
