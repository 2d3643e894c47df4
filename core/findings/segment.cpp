// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/segment.h"

#include "findings/aliases.h"

#include <algorithm>
#include <cmath>

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
}

quint32 SegmentBuilder::intern(Segment::Column column, QByteArrayView text)
{
    Dictionary &dictionary = m_segment->dictionaries[size_t(column)];
    const bool isNarrow = column == Segment::Status || column == Segment::SeverityWord;
    // A hostile report may bring a new word a row; past two bytes they all become the empty word.
    if (isNarrow && dictionary.size() >= 0xffff && dictionary.find(text) == dictionary.size())
        return 0;
    const quint32 id = dictionary.intern(text);
    if (column == Segment::SeverityWord) {
        for (auto known = quint32(m_severities.size()); known < dictionary.size(); ++known)
            m_severities.push_back(severityOf(dictionary.at(known)));
    }
    return id;
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
        m_rows.emplace_back();
    }
    Segment::Platform &target = segment.platforms[platform->second];
    addOnce(target.images, image->second);
    addOnce(top.platforms, platform->second);
    m_slots.clear();
    if (!isNewPlatform && (input.scan < target.scan || input.reported <= target.reported)) {
        m_current = -1;
        return false;
    }
    target.name = intern(Segment::Name, input.platform.toUtf8());
    target.scan = input.scan;
    target.reported = input.reported;
    target.fetched = input.fetched;
    m_current = platform->second;
    m_rows[platform->second].clear();
    return true;
}

void SegmentBuilder::add(const FindingInput &finding)
{
    if (m_current < 0)
        return;
    Row row;
    row.vulnerability = intern(Segment::Vulnerability, finding.vulnerability);
    row.package = intern(Segment::Package, finding.package);
    row.version = intern(Segment::Version, finding.version);
    row.fix = intern(Segment::Fix, finding.fixVersion);
    row.status = intern(Segment::Status, finding.status);
    row.severityWord = intern(Segment::SeverityWord, finding.severity);
    if (finding.cvss >= 0 && finding.cvss <= 10)
        row.cvss = quint8(std::lround(finding.cvss * 10));
    row.firstSeen = finding.firstSeen;
    add(row);
}

void SegmentBuilder::add(const Row &row)
{
    if (m_current < 0)
        return;
    std::vector<Row> &rows = m_rows[size_t(m_current)];
    const auto slotOf = [](const Row &r) {
        return mixed(pairKey(r.vulnerability, r.package) ^ (quint64(r.version) << 17));
    };
    if ((rows.size() + 1) * 2 > m_slots.size()) {
        m_slots.assign(std::max<size_t>(256, m_slots.size() * 2), 0);
        for (size_t i = 0; i < rows.size(); ++i) {
            size_t slot = slotOf(rows[i]) & (m_slots.size() - 1);
            while (m_slots[slot] != 0)
                slot = (slot + 1) & (m_slots.size() - 1);
            m_slots[slot] = quint32(i + 1);
        }
    }
    size_t slot = slotOf(row) & (m_slots.size() - 1);
    for (; m_slots[slot] != 0; slot = (slot + 1) & (m_slots.size() - 1)) {
        Row &known = rows[m_slots[slot] - 1];
        if (known.vulnerability != row.vulnerability || known.package != row.package || known.version != row.version)
            continue;
        if (m_severities[row.severityWord] > m_severities[known.severityWord])
            known = row;
        return;
    }
    rows.push_back(row);
    m_slots[slot] = quint32(rows.size());
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
    Aliases aliases;
    for (const QList<QByteArray> &group : segment.aliases)
        aliases.join(group);
    Dictionary canonical;
    const Dictionary &ids = segment.dictionaries[Segment::Vulnerability];
    std::vector<quint32> known(ids.size());
    for (quint32 id = 0; id < ids.size(); ++id)
        known[id] = canonical.intern(aliases.canonical(ids.at(id)));

    std::unordered_map<quint64, quint32> numbers; // of this repository alone: platforms are visited by repository
    std::vector<quint32> order(segment.platforms.size());
    for (quint32 i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(),
        [&](quint32 a, quint32 b) { return segment.platforms[a].repository < segment.platforms[b].repository; });
    segment.issue.resize(segment.rowCount());
    qint64 repository = -1;
    for (const quint32 number : order) {
        const Segment::Platform &platform = segment.platforms[number];
        if (platform.repository != repository) {
            numbers.clear();
            repository = platform.repository;
        }
        for (quint32 row = platform.firstRow; row < platform.firstRow + platform.rowCount; ++row) {
            const quint64 key = pairKey(known[segment.vulnerability[row]], segment.package[row]);
            const auto [at, isNew] = numbers.try_emplace(key, segment.issueCount);
            segment.issueCount += isNew ? 1 : 0;
            segment.issue[row] = at->second;
        }
    }
}

std::shared_ptr<const Segment> SegmentBuilder::build()
{
    Segment &segment = *m_segment;
    size_t count = 0;
    for (const std::vector<Row> &rows : m_rows)
        count += rows.size();
    for (auto *column : {&segment.platform, &segment.vulnerability, &segment.package, &segment.version, &segment.fix,
             &segment.upgrade, &segment.firstSeen})
        column->reserve(count);
    segment.severityWord.reserve(count);
    segment.status.reserve(count);
    segment.severity.reserve(count);
    segment.cvss.reserve(count);
    std::unordered_map<quint64, quint32> upgrades;
    for (size_t number = 0; number < m_rows.size(); ++number) {
        Segment::Platform &platform = segment.platforms[number];
        platform.firstRow = segment.rowCount();
        platform.rowCount = quint32(m_rows[number].size());
        for (const Row &row : m_rows[number]) {
            segment.platform.push_back(quint32(number));
            segment.vulnerability.push_back(row.vulnerability);
            segment.package.push_back(row.package);
            segment.version.push_back(row.version);
            segment.fix.push_back(row.fix);
            quint32 upgrade = 0;
            if (row.fix != 0) {
                const auto [at, isNew] =
                    upgrades.try_emplace(pairKey(row.package, row.fix), quint32(segment.upgrades.size()));
                if (isNew)
                    segment.upgrades.push_back({row.package, row.fix});
                upgrade = at->second;
            }
            segment.upgrade.push_back(upgrade);
            segment.firstSeen.push_back(row.firstSeen ? row.firstSeen : platform.reported);
            segment.severityWord.push_back(quint16(row.severityWord));
            segment.status.push_back(quint16(row.status));
            segment.severity.push_back(m_severities[row.severityWord]);
            segment.cvss.push_back(row.cvss);
        }
        std::vector<Row>().swap(m_rows[number]);
    }
    numberIssues();
    for (Dictionary &dictionary : segment.dictionaries)
        dictionary.seal();
    m_current = -1;
    return std::move(m_segment);
}

} // namespace lotse::findings
