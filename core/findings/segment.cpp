// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/segment.h"

#include "findings/aliases.h"
#include "findings/fixes.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lotse::findings {

namespace {

quint64 pairKey(quint32 high, quint32 low)
{
    return (quint64(high) << 32) | low;
}

quint64 mixed(quint64 value)
{
    value ^= value >> 31;
    value *= 0x9e3779b97f4a7c15ULL;
    return value ^ (value >> 29);
}

void addOnce(std::vector<quint32> &list, quint32 value)
{
    if (std::find(list.begin(), list.end(), value) == list.end())
        list.push_back(value);
}

} // namespace

SegmentBuilder::SegmentBuilder(const QString &registryId, const QString &registryName)
    : m_segment(std::make_shared<Segment>())
{
    m_segment->registryId = registryId;
    m_segment->registryName = registryName;
    m_segment->upgrades.push_back({});
    m_severities.push_back(severityOf({})); // of the empty word
}

quint32 SegmentBuilder::intern(Segment::Column column, QByteArrayView text)
{
    Dictionary &dictionary = m_segment->dictionaries[size_t(column)];
    const bool isNarrow = column == Segment::Status || column == Segment::SeverityWord;
    // A hostile report may bring a new word a row; past two bytes they all become the empty word.
    if (isNarrow && dictionary.size() >= 0xffff && dictionary.find(text) == dictionary.size())
        return 0;
    // "none" and "not fixed" are no fixes.
    if (column == Segment::Fix && fixesIn(text).isEmpty())
        return dictionary.intern({});
    const quint32 id = dictionary.intern(text);
    if (column == Segment::SeverityWord) {
        for (auto known = quint32(m_severities.size()); known < dictionary.size(); ++known)
            m_severities.push_back(severityOf(dictionary.at(known)));
    }
    return id;
}

// How much a state says of a platform that several images hold.
static int rankOf(ScanState state)
{
    switch (state) {
    case ScanState::NotScanned:
        return 0;
    case ScanState::Unsupported:
        return 1;
    case ScanState::Running:
        return 2;
    case ScanState::Failed:
        return 3;
    case ScanState::Unreadable:
        return 4;
    case ScanState::Done:
        return 5;
    }
    return 0;
}

bool SegmentBuilder::begin(const ImageInput &input)
{
    Segment &segment = *m_segment;
    const QString platformDigest = input.platformDigest.isEmpty() ? input.digest : input.platformDigest;
    const quint32 name = intern(Segment::Name, input.repository.toUtf8());
    auto [repository, isNewRepository] = m_repositories.try_emplace(name, quint32(segment.repositories.size()));
    if (isNewRepository)
        segment.repositories.push_back({intern(Segment::Project, input.project.toUtf8()), name});

    const quint32 digest = intern(Segment::Digest, input.digest.toLatin1());
    auto [image, isNewImage] =
        m_images.try_emplace(pairKey(repository->second, digest), quint32(segment.images.size()));
    if (isNewImage)
        segment.images.push_back({repository->second, digest, 0, 0, {}, {}, {}});
    Segment::Image &top = segment.images[image->second];
    top.pushed = std::max(top.pushed, input.pushed);
    top.pulled = std::max(top.pulled, input.pulled);
    for (const QString &tag : input.tags)
        addOnce(top.tags, intern(Segment::Tag, tag.toUtf8()));
    segment.hasLabels = segment.hasLabels || input.hasLabels || !input.labels.isEmpty();
    for (const QString &label : input.labels)
        addOnce(top.labels, intern(Segment::Label, label.toUtf8()));

    const quint32 child = intern(Segment::Digest, platformDigest.toLatin1());
    auto [platform, isNewPlatform] =
        m_platforms.try_emplace(pairKey(repository->second, child), quint32(segment.platforms.size()));
    if (isNewPlatform) {
        Segment::Platform added;
        added.repository = repository->second;
        added.digest = child;
        segment.platforms.push_back(std::move(added));
    }
    Segment::Platform &target = segment.platforms[platform->second];
    addOnce(target.images, image->second);
    addOnce(top.platforms, platform->second);
    ++m_turn;
    const int rank = rankOf(input.scan);
    const int before = rankOf(target.scan);
    if (!isNewPlatform && (rank < before || (rank == before && input.reported <= target.reported))) {
        m_current = -1;
        return false;
    }
    target.name = intern(Segment::Name, input.platform.toUtf8());
    target.scan = input.scan;
    target.reported = input.reported;
    target.fetched = input.fetched;
    target.unreadable = input.unreadable;
    m_current = platform->second;
    target.firstRow = quint32(m_rows.size());
    target.rowCount = 0;
    return true;
}

void SegmentBuilder::add(const FindingInput &finding)
{
    if (m_current < 0)
        return;
    Segment::Line line;
    line.vulnerability = intern(Segment::Vulnerability, finding.vulnerability);
    line.package = intern(Segment::Package, finding.package);
    line.version = intern(Segment::Version, finding.version);
    line.fix = intern(Segment::Fix, finding.fixVersion);
    line.purl = intern(Segment::Purl, finding.purl);
    line.places = intern(Segment::Places, finding.places);
    line.status = quint16(intern(Segment::Status, finding.status));
    line.severityWord = quint16(intern(Segment::SeverityWord, finding.severity));
    if (finding.cvss >= 0 && finding.cvss <= 10)
        line.cvss = quint8(std::lround(finding.cvss * 10));
    line.cvssVersion = line.cvss == kNoScore ? CvssVersion::None : finding.cvssVersion;
    line.isSeverityDerived = finding.isSeverityDerived;
    line.isFixUnknown = finding.isFixUnknown;
    add(intern(line), finding.firstSeen);
}

size_t SegmentBuilder::LineHash::operator()(const Segment::Line &line) const
{
    quint64 hash = mixed(pairKey(line.vulnerability, line.package));
    hash = mixed(hash ^ pairKey(line.version, line.fix));
    hash = mixed(hash ^ pairKey(line.purl, line.places));
    return size_t(mixed(hash ^ pairKey((quint32(line.severityWord) << 16) | line.status, line.cvss)));
}

quint32 SegmentBuilder::intern(Segment::Line line)
{
    Segment &segment = *m_segment;
    line.severity = m_severities[line.severityWord];
    // Where the scanner gives a score and no word, the word is that of the scale. A foreign word stays unknown.
    if (line.severity == Severity::Unknown && line.cvssVersion != CvssVersion::None
        && isNoSeverity(segment.dictionaries[Segment::SeverityWord].at(line.severityWord))) {
        line.severity = severityOfScore(line.cvssVersion, line.cvss / 10.0);
        line.isSeverityDerived = true;
    }
    line.upgrade = 0;
    // "fixed" without a version: there is a fix, and nobody says in which.
    const auto isFixed = [&] {
        const QByteArrayView status = segment.dictionaries[Segment::Status].at(line.status);
        return status.trimmed().compare("fixed", Qt::CaseInsensitive) == 0;
    };
    line.isFixUnknown = line.fix == 0 && (line.isFixUnknown || isFixed());
    if (line.fix != 0) {
        const auto [at, isNew] =
            m_upgrades.try_emplace(pairKey(line.package, line.fix), quint32(segment.upgrades.size()));
        if (isNew)
            segment.upgrades.push_back({line.package, line.fix});
        line.upgrade = at->second;
    }
    const auto [number, isNewLine] = m_lines.try_emplace(line, quint32(segment.lines.size()));
    if (isNewLine) {
        segment.lines.push_back(line);
        Segment::Line key;
        key.vulnerability = line.vulnerability;
        key.package = line.package;
        key.version = line.version;
        // Packages of one name in two ecosystems are two; what a package URL says besides does not count.
        const QByteArray purl = segment.dictionaries[Segment::Purl].at(line.purl).toByteArray();
        const qsizetype mark = purl.indexOf('?');
        key.purl = mark < 0 ? line.purl : intern(Segment::Purl, QByteArrayView(purl).first(mark));
        const auto [occurrence, isNew] = m_occurrences.try_emplace(key, quint32(m_places.size()));
        if (isNew)
            m_places.emplace_back();
        m_occurrenceOf.push_back(occurrence->second);
    }
    return number->second;
}

void SegmentBuilder::add(quint32 line, Seconds firstSeen)
{
    if (m_current < 0)
        return;
    Place &place = m_places[m_occurrenceOf[line]];
    if (place.turn != m_turn) {
        place = {m_turn, quint32(m_rows.size())};
        m_rows.push_back({line, firstSeen});
        ++m_segment->platforms[size_t(m_current)].rowCount;
    } else if (m_segment->lines[line].severity > m_segment->lines[m_rows[place.row].line].severity) {
        m_rows[place.row] = {line, firstSeen};
    }
}

void SegmentBuilder::addAliases(const QList<QByteArray> &ids)
{
    if (ids.size() > 1)
        m_segment->aliases.push_back(ids);
}

// Two numbers for the same (repository, vulnerability, package) would count an issue twice: GHSA and CVE are one.
void SegmentBuilder::numberIssues()
{
    Segment &segment = *m_segment;
    const Aliases aliases = Aliases::of(QList<QList<QByteArray>>(segment.aliases.begin(), segment.aliases.end()));
    Dictionary canonical;
    const Dictionary &ids = segment.dictionaries[Segment::Vulnerability];
    std::vector<quint32> known(ids.size());
    for (quint32 id = 0; id < ids.size(); ++id)
        known[id] = canonical.intern(aliases.canonical(ids.at(id)));
    // What an issue is of besides its repository, as one number a line.
    std::unordered_map<quint64, quint32> subjects;
    std::vector<quint32> subjectOf(segment.lines.size());
    for (size_t i = 0; i < subjectOf.size(); ++i) {
        const quint64 key = pairKey(known[segment.lines[i].vulnerability], segment.lines[i].package);
        subjectOf[i] = subjects.try_emplace(key, quint32(subjects.size())).first->second;
    }

    std::vector<quint32> order(segment.platforms.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
        [&](quint32 a, quint32 b) { return segment.platforms[a].repository < segment.platforms[b].repository; });
    segment.issue.resize(segment.rowCount());
    std::vector<quint32> numbers(subjects.size()); // issue of the present repository + 1; older ones are smaller
    quint32 firstOfRepository = 0;
    qint64 repository = -1;
    for (const quint32 number : order) {
        const Segment::Platform &platform = segment.platforms[number];
        if (platform.repository != repository)
            firstOfRepository = segment.issueCount;
        repository = platform.repository;
        for (quint32 row = platform.firstRow; row < platform.firstRow + platform.rowCount; ++row) {
            quint32 &issue = numbers[subjectOf[segment.line[row]]];
            if (issue <= firstOfRepository)
                issue = ++segment.issueCount;
            segment.issue[row] = issue - 1;
        }
    }
}

void SegmentBuilder::noteUnreadable(const QString &reason)
{
    constexpr qsizetype kMostReasons = 3;
    QStringList &reasons = m_segment->unreadableReasons;
    if (!reason.isEmpty() && reasons.size() < kMostReasons && !reasons.contains(reason))
        reasons.append(reason);
}

void SegmentBuilder::markDamaged(quint32 unread, quint32 undated)
{
    m_segment->unread = unread;
    m_segment->undated = undated;
}

std::shared_ptr<const Segment> SegmentBuilder::build()
{
    Segment &segment = *m_segment;
    size_t count = 0;
    for (const Segment::Platform &platform : segment.platforms)
        count += platform.rowCount;
    for (auto *column : {&segment.platform, &segment.line})
        column->reserve(count);
    segment.firstSeen.reserve(count);
    for (quint32 number = 0; number < segment.platforms.size(); ++number) {
        Segment::Platform &platform = segment.platforms[number];
        const std::span<const Row> rows = std::span(m_rows).subspan(platform.firstRow, platform.rowCount);
        platform.firstRow = segment.rowCount();
        for (const Row &row : rows) {
            segment.platform.push_back(number);
            segment.line.push_back(row.line);
            segment.firstSeen.push_back(row.firstSeen ? row.firstSeen : platform.reported);
        }
    }
    m_rows = {};
    segment.lines.shrink_to_fit();
    m_lines.clear();
    m_occurrences.clear();
    numberIssues();
    assignUpgrades(segment);
    for (Dictionary &dictionary : segment.dictionaries)
        dictionary.seal();
    m_current = -1;
    return std::move(m_segment);
}

} // namespace lotse::findings
