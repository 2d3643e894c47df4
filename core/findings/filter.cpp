// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/filter.h"

#include "findings/fixes.h"
#include "findings/linefacts.h"
#include "findings/pattern.h"

#include <algorithm>
#include <numeric>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

using Mask = std::vector<char>;
// Writes 1 or 0 for each of `count` rows from `row`, of one segment.
using Matcher = std::function<void(quint32 row, quint32 count, char *out)>;

// Whether a condition asks for nothing but what the line of a report says: it is then asked once a line, not once a
// row.
bool isLineKey(Key key)
{
    switch (key) {
    case Key::Severity:
    case Key::Cvss:
    case Key::Package:
    case Key::Version:
    case Key::Fix:
    case Key::Status:
    case Key::Vulnerability:
    case Key::Kev:
    case Key::Epss:
    case Key::Tier:
        return true;
    default:
        return false;
    }
}

// Answers the conditions on findings for one segment.
class RowTerms {
public:
    RowTerms(const Context &context, const FindingSet::Part &part)
        : m_context(context)
        , m_part(part)
        , m_segment(*part.segment)
    {
    }

    /// Of a line key: 1 or 0 for each line.
    Mask lines(const Term &term) const
    {
        const auto anyValue = [&](auto &&fits) {
            return std::any_of(term.values.begin(), term.values.end(), fits) != term.isNegated;
        };
        switch (term.key) {
        case Key::Severity:
            return byLine(&Segment::Line::severity, table(kSeverityCount, [&](quint32 s) {
                return anyValue([&](const Value &v) { return compares(double(s), v.compare, v.number); });
            }));
        case Key::Cvss:
            return byLine(&Segment::Line::cvss, table(256, [&](quint32 c) {
                return anyValue([&](const Value &v) {
                    return c == kNoScore ? v.number < 0 : v.number >= 0 && compares(c / 10.0, v.compare, v.number);
                });
            }));
        case Key::Vulnerability:
            return byLine(&Segment::Line::vulnerability, vulnerabilities(term, false));
        case Key::Kev:
            return byLine(&Segment::Line::vulnerability, table(quint32(m_part.vulnerability.size()), [&](quint32 id) {
                const bool isKnown = m_context.kev(m_part.vulnerability[id]) != Kev::No;
                // What a list that was read in part does not name is neither.
                const bool isNot = !isKnown && m_context.isKevWhole();
                return anyValue([&](const Value &v) { return v.number == 0 ? isKnown : isNot; });
            }));
        case Key::Epss:
            return byLine(&Segment::Line::vulnerability, table(quint32(m_part.vulnerability.size()), [&](quint32 id) {
                const float epss = m_context.epss(m_part.vulnerability[id]);
                return anyValue([&](const Value &v) {
                    return epss < 0 ? v.number < 0 : v.number >= 0 && compares(epss, v.compare, float(v.number));
                });
            }));
        case Key::Tier:
            return table(quint32(m_segment.lines.size()), [&](quint32 i) {
                const auto number = double(tier(m_context.groundsOf(m_part, m_segment.lines[i])));
                return anyValue([&](const Value &v) { return compares(number, v.compare, v.number); });
            });
        default:
            return texts(term);
        }
    }

    /// Of the other keys.
    Matcher rows(const Term &term) const
    {
        switch (term.key) {
        case Key::State:
            return states(term);
        case Key::Age:
        case Key::New:
            return [this, term](quint32 row, quint32 count, char *out) {
                for (quint32 i = 0; i < count; ++i) {
                    bool fits = false;
                    for (const Value &v : term.values)
                        fits = fits || timeFits(m_segment.firstSeen[row + i], v, term.key, m_context.now);
                    out[i] = fits != term.isNegated;
                }
            };
        case Key::Score:
            return scores(term);
        case Key::Due:
            return dues(term);
        default:
            return words(term);
        }
    }

private:
    template <typename F>
    static Mask table(quint32 size, F &&fits)
    {
        Mask table(size);
        for (quint32 id = 0; id < size; ++id)
            table[id] = fits(id) ? 1 : 0;
        return table;
    }

    template <typename T>
    Mask byLine(T Segment::Line::*column, const Mask &byNumber) const
    {
        return table(quint32(m_segment.lines.size()),
            [&](quint32 i) { return byNumber[size_t(m_segment.lines[i].*column)] != 0; });
    }

    Mask texts(const Term &term) const
    {
        const Segment::Column column = term.key == Key::Package ? Segment::Package
            : term.key == Key::Version                          ? Segment::Version
            : term.key == Key::Fix                              ? Segment::Fix
                                                                : Segment::Status;
        const Dictionary &dictionary = m_segment.dictionaries[size_t(column)];
        std::vector<Pattern> patterns(term.values.begin(), term.values.end());
        if (column == Segment::Fix)
            return fixes(term, patterns, dictionary);
        const Mask mask = table(dictionary.size(), [&](quint32 id) {
            const auto fits = [&](const Pattern &pattern) { return pattern.fits(dictionary.at(id)); };
            return std::any_of(patterns.begin(), patterns.end(), fits) != term.isNegated;
        });
        switch (column) {
        case Segment::Package:
            return byLine(&Segment::Line::package, mask);
        case Segment::Version:
            return byLine(&Segment::Line::version, mask);
        default:
            return byLine(&Segment::Line::status, mask);
        }
    }

    // By what the scanner says, by each branch that it names, and by the upgrade that closes the finding.
    Mask fixes(const Term &term, const std::vector<Pattern> &patterns, const Dictionary &dictionary) const
    {
        const Mask mask = table(dictionary.size(), [&](quint32 id) {
            const QByteArrayView text = dictionary.at(id);
            const QByteArrayList parts = fixesIn(text);
            for (size_t i = 0; i < patterns.size(); ++i) {
                const Value &value = term.values[qsizetype(i)];
                if (isWord(value, u"yes"_s)) {
                    if (id != 0)
                        return true;
                } else if (isWord(value, u"no"_s) || isWord(value, u"unknown"_s)) {
                    continue; // asked of the line: without a version both look the same
                } else if (patterns[i].fits(text)
                    || std::any_of(
                        parts.begin(), parts.end(), [&](const QByteArray &part) { return patterns[i].fits(part); })) {
                    return true;
                }
            }
            return false;
        });
        const auto asks = [&](const QString &word) {
            return std::any_of(
                term.values.begin(), term.values.end(), [&](const Value &value) { return isWord(value, word); });
        };
        const bool asksForNone = asks(u"no"_s);
        const bool asksForUnknown = asks(u"unknown"_s);
        return table(quint32(m_segment.lines.size()), [&](quint32 i) {
            const Segment::Line &line = m_segment.lines[i];
            const bool isAsked = line.fix == 0 && (line.isFixUnknown ? asksForUnknown : asksForNone);
            const bool found = isAsked || mask[line.fix] || mask[m_segment.upgrades[line.upgrade].fix];
            return found != term.isNegated;
        });
    }

    // By the id of the scanner, the id that it goes by and all its aliases.
    Mask vulnerabilities(const Term &term, bool isAnywhere) const
    {
        std::vector<Pattern> patterns;
        for (const Value &value : term.values)
            patterns.push_back(isAnywhere ? Pattern::anywhere(value) : Pattern(value));
        const Dictionary &ids = m_segment.dictionaries[Segment::Vulnerability];
        const Aliases &aliases = m_context.set->aliases();
        return table(ids.size(), [&](quint32 id) {
            const auto fits = [&](QByteArrayView text) {
                return std::any_of(patterns.begin(), patterns.end(), [&](const Pattern &p) { return p.fits(text); });
            };
            bool found = fits(ids.at(id));
            if (!found && !aliases.isEmpty()) {
                for (const QByteArray &alias : aliases.group(ids.at(id)))
                    found = found || fits(alias);
            }
            return found != (term.isNegated && !isAnywhere);
        });
    }

    Matcher words(const Term &term) const
    {
        std::vector<Pattern> patterns;
        for (const Value &value : term.values)
            patterns.push_back(Pattern::anywhere(value));
        const auto fits = [&](QByteArrayView text) {
            return std::any_of(patterns.begin(), patterns.end(), [&](const Pattern &p) { return p.fits(text); });
        };
        const Dictionary &packages = m_segment.dictionaries[Segment::Package];
        const Dictionary &names = m_segment.dictionaries[Segment::Name];
        const Mask byVulnerability = vulnerabilities(term, true);
        const Mask byPackage = table(packages.size(), [&](quint32 id) { return fits(packages.at(id)); });
        Mask line = table(quint32(m_segment.lines.size()), [&](quint32 i) {
            return byVulnerability[m_segment.lines[i].vulnerability] || byPackage[m_segment.lines[i].package];
        });
        const Mask byRepository = table(quint32(m_segment.repositories.size()),
            [&](quint32 id) { return fits(names.at(m_segment.repositories[id].name)); });
        Mask platform = table(quint32(m_segment.platforms.size()),
            [&](quint32 id) { return byRepository[m_segment.platforms[id].repository] != 0; });
        return [this, isNegated = char(term.isNegated), line = std::move(line), platform = std::move(platform)](
                   quint32 row, quint32 count, char *out) {
            for (quint32 i = 0; i < count; ++i)
                out[i] = char((line[m_segment.line[row + i]] | platform[m_segment.platform[row + i]]) ^ isNegated);
        };
    }

    Matcher states(const Term &term) const
    {
        const Mask mask = table(256, [&](quint32 bits) {
            const bool found = std::any_of(term.values.begin(), term.values.end(), [&](const Value &v) {
                if (v.text == u"open"_s)
                    return !(bits & StateBits::kHidden);
                if (v.text == u"hidden"_s)
                    return (bits & StateBits::kHidden) != 0;
                if (v.text == u"review"_s)
                    return (bits & StateBits::kReview) != 0;
                if (v.text == u"expired"_s)
                    return (bits & StateBits::kExpired) != 0;
                return quint32(v.number) == (bits & StateBits::kStateMask); // the choices begin as State does
            });
            return found != term.isNegated;
        });
        return [this, mask](quint32 row, quint32 count, char *out) {
            for (quint32 i = 0; i < count; ++i)
                out[i] = mask[m_context.stateBits(m_part.firstRow + row + i)];
        };
    }

    Mask byNumber(const Term &term, quint32 size) const
    {
        return table(size, [&](quint32 number) {
            const auto fits = [&](const Value &v) { return compares(double(number), v.compare, v.number); };
            return std::any_of(term.values.begin(), term.values.end(), fits) != term.isNegated;
        });
    }

    Matcher scores(const Term &term) const
    {
        return [scores = LineScores(m_context, m_part), mask = byNumber(term, kMostScore + 1)](
                   quint32 row, quint32 count, char *out) {
            for (quint32 i = 0; i < count; ++i)
                out[i] = mask[size_t(scores.of(row + i))];
        };
    }

    Matcher dues(const Term &term) const
    {
        return [this, dues = LineDues(m_context, m_part), mask = byNumber(term, quint32(DueState::None) + 1)](
                   quint32 row, quint32 count, char *out) {
            for (quint32 i = 0; i < count; ++i) {
                const bool isHidden = m_context.stateBits(m_part.firstRow + row + i) & StateBits::kHidden;
                const Seconds due = isHidden ? 0 : dues.of(row + i);
                out[i] = mask[size_t(dueState(due, m_context.now, m_context.sla))];
            }
        };
    }

    const Context &m_context;
    const FindingSet::Part &m_part;
    const Segment &m_segment;
};

void selectIn(const FindingSet::Part &part, const Query &query, const Context &context, Rows &rows)
{
    constexpr quint32 kBlock = 4096;
    const Segment &segment = *part.segment;
    const RowTerms terms(context, part);
    Mask lines(segment.lines.size(), 1);
    std::vector<Matcher> matchers;
    for (const Term &term : query.terms) {
        if (isLineKey(term.key)) {
            const Mask more = terms.lines(term);
            for (size_t i = 0; i < lines.size(); ++i)
                lines[i] = char(lines[i] & more[i]);
        } else if (!isImageKey(term.key)) {
            matchers.push_back(terms.rows(term));
        }
    }
    const bool isAnyLine = std::find(lines.begin(), lines.end(), 0) == lines.end();
    if (std::find(lines.begin(), lines.end(), 1) == lines.end())
        return;
    std::array<char, kBlock> fits;
    std::array<char, kBlock> more;
    const auto take = [&](quint32 first, quint32 end) {
        for (quint32 row = first; row < end; row += kBlock) {
            const quint32 count = std::min(kBlock, end - row);
            const size_t before = rows.size();
            rows.resize(before + count);
            RowId *out = rows.data() + before;
            if (isAnyLine && matchers.empty()) {
                std::iota(out, out + count, part.firstRow + row);
                continue;
            }
            const quint32 *line = segment.line.data() + row;
            for (quint32 i = 0; i < count; ++i)
                fits[i] = lines[line[i]];
            for (const Matcher &matcher : matchers) {
                matcher(row, count, more.data());
                for (quint32 i = 0; i < count; ++i)
                    fits[i] = char(fits[i] & more[i]);
            }
            for (quint32 i = 0; i < count; ++i) { // without a branch: what fits is as good as random
                *out = part.firstRow + row + i;
                out += fits[i];
            }
            rows.resize(size_t(out - rows.data()));
        }
    };
    const TrustMarks::Part *trust = context.trust ? context.trust->find(segment.registryId) : nullptr;
    // Neighbouring platforms that fit are taken in one go.
    quint32 first = 0;
    quint32 end = 0;
    for (quint32 number = 0; number < segment.platforms.size(); ++number) {
        const Segment::Platform &platform = segment.platforms[number];
        const ImageScope scope{segment, platform.images, std::span(&number, 1), platform.repository, trust};
        const bool isWanted = std::all_of(query.terms.begin(), query.terms.end(), [&](const Term &term) {
            return !isImageKey(term.key) || imageTermFits(term, scope, context.now) != term.isNegated;
        });
        if (!isWanted)
            continue;
        if (platform.firstRow != end) {
            take(first, end);
            first = platform.firstRow;
        }
        end = platform.firstRow + platform.rowCount;
    }
    take(first, end);
}

} // namespace

bool isWord(const Value &value, const QString &word)
{
    return !value.isLiteral && value.text.compare(word, Qt::CaseInsensitive) == 0;
}

Rows select(const Query &query, const Context &context)
{
    Rows rows;
    for (const FindingSet::Part &part : context.set->parts())
        selectIn(part, query, context, rows);
    return rows;
}

} // namespace lotse::findings
