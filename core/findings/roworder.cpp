// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/roworder.h"

#include "findings/linefacts.h"
#include "findings/severityorder.h"
#include "findings/versionorder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

namespace lotse::findings {

namespace {

constexpr qsizetype kMaxColumns = 4; // of 32 bits each at most

std::vector<quint32> versionRanks(const Dictionary &versions)
{
    std::vector<quint32> order(versions.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](quint32 a, quint32 b) {
        const int difference = compareForDisplay(versions.at(a), versions.at(b));
        return difference != 0 ? difference < 0 : versions.at(a) < versions.at(b);
    });
    std::vector<quint32> ranks(versions.size());
    for (quint32 place = 0; place < order.size(); ++place)
        ranks[order[place]] = place;
    return ranks;
}

// The ranks of texts that each segment keeps for itself.
template <typename F>
std::vector<std::vector<quint32>> commonRanks(const FindingSet &set, F &&textsOf)
{
    std::vector<std::vector<QByteArray>> texts;
    std::vector<QByteArray> all;
    for (const FindingSet::Part &part : set.parts()) {
        texts.push_back(textsOf(*part.segment));
        all.insert(all.end(), texts.back().begin(), texts.back().end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    std::vector<std::vector<quint32>> ranks;
    for (const auto &own : texts) {
        std::vector<quint32> list;
        for (const QByteArray &text : own)
            list.push_back(quint32(std::lower_bound(all.begin(), all.end(), text) - all.begin()));
        ranks.push_back(std::move(list));
    }
    return ranks;
}

std::vector<std::vector<quint32>> platformRanks(const FindingSet &set, RowColumn column)
{
    return commonRanks(set, [column](const Segment &segment) {
        std::vector<QByteArray> texts;
        for (const Segment::Platform &platform : segment.platforms) {
            const Segment::Repository &repository = segment.repositories[platform.repository];
            texts.push_back(column == RowColumn::Registry ? segment.registryName.toUtf8()
                    : column == RowColumn::Project
                    ? segment.dictionaries[Segment::Project].at(repository.project).toByteArray()
                    : column == RowColumn::Repository
                    ? segment.dictionaries[Segment::Name].at(repository.name).toByteArray()
                    : segment.dictionaries[Segment::Digest].at(platform.digest).toByteArray());
        }
        return texts;
    });
}

constexpr Seconds kLast = std::numeric_limits<Seconds>::max();

// Times of this century and the last are keys as they are; others are given ranks.
std::vector<quint32> timeKeys(const std::vector<Seconds> &times)
{
    constexpr quint32 last = ~0U;
    const bool isPlain = std::all_of(
        times.begin(), times.end(), [](Seconds time) { return time == kLast || (time >= 0 && time < last); });
    std::vector<Seconds> ranks;
    if (!isPlain) {
        ranks = times;
        std::sort(ranks.begin(), ranks.end());
        ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
    }
    std::vector<quint32> keys(times.size());
    for (size_t i = 0; i < times.size(); ++i) {
        keys[i] = !isPlain      ? quint32(std::lower_bound(ranks.begin(), ranks.end(), times[i]) - ranks.begin())
            : times[i] == kLast ? last
                                : quint32(times[i]);
    }
    return keys;
}

// The key of each row of one column: numbers that sort as the column does.
std::vector<quint32> keysOf(const Context &context, const Rows &rows, RowColumn column)
{
    const FindingSet &set = *context.set;
    std::vector<quint32> keys(rows.size());
    const auto fill = [&](auto &&key) {
        set.eachRun(rows, [&](const FindingSet::Part &part, size_t first, size_t last) {
            for (size_t i = first; i < last; ++i)
                keys[i] = key(part, *part.segment, rows[i] - part.firstRow);
        });
        return std::move(keys);
    };
    using Part = FindingSet::Part;
    const auto fillTimes = [&](auto &&time) {
        std::vector<Seconds> times(rows.size());
        set.eachRun(rows, [&](const Part &part, size_t first, size_t last) {
            for (size_t i = first; i < last; ++i)
                times[i] = time(part, *part.segment, rows[i] - part.firstRow);
        });
        return timeKeys(times);
    };
    // By what a line says: worked out once a line.
    const auto fillByLine = [&](auto &&key) {
        std::vector<std::vector<quint32>> ofLine;
        for (const Part &part : set.parts()) {
            ofLine.emplace_back();
            ofLine.back().reserve(part.segment->lines.size());
            for (const Segment::Line &line : part.segment->lines)
                ofLine.back().push_back(key(part, line));
        }
        return fill([&](const Part &p, const Segment &s, quint32 row) {
            return ofLine[size_t(&p - set.parts().data())][s.line[row]];
        });
    };
    switch (column) {
    case RowColumn::Severity:
        return fillByLine([](const Part &, const Segment::Line &line) { return quint32(displayRank(line.severity)); });
    case RowColumn::Score: {
        std::vector<LineScores> scores;
        for (const Part &part : set.parts())
            scores.emplace_back(context, part);
        return fill([&](const Part &p, const Segment &, quint32 row) {
            return quint32(scores[size_t(&p - set.parts().data())].of(row));
        });
    }
    case RowColumn::Vulnerability: {
        const auto ranks = set.vulnerabilities().ranks();
        return fillByLine(
            [&](const Part &p, const Segment::Line &line) { return ranks[p.vulnerability[line.vulnerability]]; });
    }
    case RowColumn::Package: {
        const auto ranks = set.packages().ranks();
        return fillByLine([&](const Part &p, const Segment::Line &line) { return ranks[p.package[line.package]]; });
    }
    case RowColumn::Version: {
        const auto ranks = versionRanks(set.versions());
        return fillByLine([&](const Part &p, const Segment::Line &line) { return ranks[p.version[line.version]]; });
    }
    case RowColumn::Fix: {
        const auto ranks = versionRanks(set.fixes());
        return fillByLine([&](const Part &p, const Segment::Line &line) { return ranks[p.fix[line.fix]]; });
    }
    case RowColumn::Cvss:
        return fillByLine([](const Part &, const Segment::Line &line) {
            return line.cvss == kNoScore ? 0U : quint32(line.cvss) + 1;
        });
    case RowColumn::Epss:
        return fillByLine([&](const Part &p, const Segment::Line &line) {
            const float epss = context.epss(p.vulnerability[line.vulnerability]);
            return epss < 0 ? 0U : quint32(std::lround(epss * 1e6F)) + 1;
        });
    case RowColumn::Kev:
        return fillByLine([&](const Part &p, const Segment::Line &line) {
            return quint32(context.kev(p.vulnerability[line.vulnerability]));
        });
    case RowColumn::FirstSeen:
        return fillTimes([](const Part &, const Segment &s, quint32 row) { return s.firstSeen[row]; });
    case RowColumn::Due: {
        std::vector<LineDues> dues;
        for (const Part &part : set.parts())
            dues.emplace_back(context, part);
        return fillTimes([&](const Part &p, const Segment &, quint32 row) {
            const bool isHidden = context.stateBits(p.firstRow + row) & StateBits::kHidden;
            const Seconds due = isHidden ? 0 : dues[size_t(&p - set.parts().data())].of(row);
            return due == 0 ? kLast : due; // no due date comes last
        });
    }
    case RowColumn::State:
        return fill([&](const Part &p, const Segment &, quint32 row) {
            return quint32(context.stateBits(p.firstRow + row) & StateBits::kStateMask);
        });
    case RowColumn::Scanned:
        return fillTimes(
            [](const Part &, const Segment &s, quint32 row) { return s.platforms[s.platform[row]].reported; });
    case RowColumn::Status: {
        const auto ranks = commonRanks(set, [](const Segment &s) {
            std::vector<QByteArray> texts;
            for (quint32 id = 0; id < s.dictionaries[Segment::Status].size(); ++id)
                texts.push_back(s.dictionaries[Segment::Status].at(id).toByteArray());
            return texts;
        });
        return fillByLine([&](const Part &p, const Segment::Line &line) {
            return ranks[size_t(&p - set.parts().data())][line.status];
        });
    }
    case RowColumn::Registry:
    case RowColumn::Project:
    case RowColumn::Repository:
    case RowColumn::PlatformDigest: {
        const auto ranks = platformRanks(set, column);
        return fill([&](const Part &p, const Segment &s, quint32 row) {
            return ranks[size_t(&p - set.parts().data())][s.platform[row]];
        });
    }
    }
    return keys;
}

/// A row with its keys: the first column is in the highest bits that are used.
struct Keyed {
    quint64 high = 0;
    quint64 low = 0;
    RowId row = 0;
};

// Rows ascend already, and what is equal keeps its order. By digits of the key, for comparing a million rows with each
// other takes five times as long.
void sortByDigits(std::vector<Keyed> &keyed, int bits)
{
    constexpr int digit = 11; // bits; the counts stay in the nearest cache
    constexpr size_t values = size_t(1) << digit;
    struct Short {
        quint64 key = 0;
        RowId row = 0;
    };
    std::vector<Short> from(keyed.size());
    std::vector<Short> to(keyed.size());
    for (size_t i = 0; i < keyed.size(); ++i)
        from[i] = {keyed[i].low, keyed[i].row};
    for (int shift = 0; shift < bits; shift += digit) {
        std::array<size_t, values + 1> begins{};
        for (const Short &entry : from)
            ++begins[((entry.key >> shift) & (values - 1)) + 1];
        std::partial_sum(begins.begin(), begins.end(), begins.begin());
        for (const Short &entry : from)
            to[begins[(entry.key >> shift) & (values - 1)]++] = entry;
        from.swap(to);
    }
    for (size_t i = 0; i < keyed.size(); ++i)
        keyed[i].row = from[i].row;
}

} // namespace

Rows sortRows(const Context &context, Rows rows, const QList<RowOrder> &order)
{
    std::sort(rows.begin(), rows.end());
    std::vector<Keyed> keyed(rows.size());
    for (size_t i = 0; i < rows.size(); ++i)
        keyed[i].row = rows[i];
    int used = 0; // bits
    for (const RowOrder &by : order.mid(0, kMaxColumns)) {
        const std::vector<quint32> keys = keysOf(context, rows, by.column);
        if (keys.empty())
            continue;
        // Only as many bits as the column spans, so that many columns fit into two words.
        const auto [least, most] = std::minmax_element(keys.begin(), keys.end());
        const quint32 low = *least;
        const quint32 high = *most;
        const int bits = int(std::bit_width(high - low));
        if (bits == 0)
            continue;
        used += bits;
        for (size_t i = 0; i < keys.size(); ++i) {
            Keyed &entry = keyed[i];
            entry.high = (entry.high << bits) | (entry.low >> (64 - bits));
            entry.low = (entry.low << bits) | (by.isDescending ? high - keys[i] : keys[i] - low);
        }
    }
    if (used <= 64)
        sortByDigits(keyed, used);
    else
        std::sort(keyed.begin(), keyed.end(), [](const Keyed &a, const Keyed &b) {
            if (a.high != b.high)
                return a.high < b.high;
            return a.low != b.low ? a.low < b.low : a.row < b.row;
        });
    for (size_t i = 0; i < rows.size(); ++i)
        rows[i] = keyed[i].row;
    return rows;
}

} // namespace lotse::findings
