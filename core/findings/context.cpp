// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/context.h"

#include <algorithm>

namespace lotse::findings {

namespace {
constexpr Seconds kIdle = 90 * 86400;
}

std::shared_ptr<const Facts> Facts::of(const FindingSet &set, const Priority &priority)
{
    auto facts = std::make_shared<Facts>();
    facts->hasKev = !priority.kev.entries.isEmpty();
    const Dictionary &ids = set.vulnerabilities();
    facts->epss.assign(ids.size(), -1);
    facts->kev.assign(ids.size(), Kev::No);
    facts->kevDue.assign(ids.size(), 0);
    facts->hasKev = priority.kev.date != 0 || !priority.kev.entries.isEmpty();
    facts->isKevWhole = priority.kev.isWhole;
    const auto take = [&](quint32 number, QByteArrayView id) {
        facts->epss[number] = std::max(facts->epss[number], priority.epss.score(id));
        const auto entry = priority.kev.entries.constFind(QByteArray::fromRawData(id.data(), id.size()));
        if (entry == priority.kev.entries.cend())
            return;
        facts->kev[number] = std::max(facts->kev[number], entry->kev);
        facts->kevDue[number] = entry->due;
    };
    for (quint32 number = 0; number < ids.size(); ++number) {
        take(number, ids.at(number));
        if (!set.aliases().isEmpty()) {
            for (const QByteArray &id : set.aliases().group(ids.at(number)))
                take(number, id);
        }
    }
    return facts;
}

ScoreGrounds Context::groundsOf(const Segment &segment, const Segment::Platform &platform) const
{
    ScoreGrounds grounds;
    Seconds pulled = 0;
    Seconds pushed = 0;
    for (const quint32 number : platform.images) {
        const Segment::Image &image = segment.images[number];
        pulled = std::max(pulled, image.pulled);
        pushed = std::max(pushed, image.pushed);
        for (const quint32 label : image.labels) {
            if (!exposedLabel.isEmpty() && segment.text(Segment::Label, label) == exposedLabel)
                grounds.isExposed = true;
        }
    }
    // An image that was pushed yesterday and not pulled yet is not idle; one with no times at all says nothing.
    const Seconds used = std::max(pulled, pushed);
    grounds.isIdle = used != 0 && now > used && now - used > kIdle;
    return grounds;
}

ScoreGrounds Context::groundsOf(const FindingSet::Part &part, const Segment::Line &line) const
{
    const quint32 vulnerability = part.vulnerability[line.vulnerability];
    ScoreGrounds grounds;
    grounds.severity = line.severity;
    grounds.epss = epss(vulnerability);
    grounds.kev = kev(vulnerability);
    grounds.isFixable = line.fix != 0;
    grounds.isFixUnknown = line.isFixUnknown;
    return grounds;
}

ScoreGrounds Context::grounds(RowId id) const
{
    const FindingSet::Part &part = set->partOf(id);
    const Segment &segment = *part.segment;
    const quint32 row = id - part.firstRow;
    const ScoreGrounds kind = groundsOf(segment, segment.platforms[segment.platform[row]]);
    ScoreGrounds grounds = groundsOf(part, segment.lineOf(row));
    grounds.isExposed = kind.isExposed;
    grounds.isIdle = kind.isIdle;
    return grounds;
}

Seconds Context::due(RowId id) const
{
    if (stateBits(id) & StateBits::kHidden)
        return 0;
    const FindingSet::Part &part = set->partOf(id);
    const Segment &segment = *part.segment;
    const quint32 row = id - part.firstRow;
    const Segment::Line &line = segment.lineOf(row);
    const quint32 vulnerability = part.vulnerability[line.vulnerability];
    return sla.due(line.severity, segment.firstSeen[row], kev(vulnerability) != Kev::No, kevDue(vulnerability));
}

} // namespace lotse::findings
