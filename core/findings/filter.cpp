// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/filter.h"

#include "findings/pattern.h"

#include <algorithm>
#include <cmath>

namespace lotse::findings {

using namespace Qt::StringLiterals;

namespace {

using Mask = std::vector<char>;
// Writes 1 or 0 for each of `count` rows from `row`, of one segment.
using Matcher = std::function<void(quint32 row, quint32 count, char *out)>;

bool isWord(const Value &value, const QString &word)
{
    return !value.isLiteral && value.text.compare(word, Qt::CaseInsensitive) == 0;
}

template <typename T>
Matcher lookUp(const std::vector<T> &column, Mask table)
{
    return [&column, table = std::move(table)](quint32 row, quint32 count, char *out) {
        const T *ids = column.data() + row;
        for (quint32 i = 0; i < count; ++i)
            out[i] = table[size_t(ids[i])];
    };
}

// Makes the matchers of one segment for the conditions on findings.
class RowTerms {
public:
    RowTerms(const Context &context, const FindingSet::Part &part)
        : m_context(context)
        , m_part(part)
        , m_segment(*part.segment)
    {
    }

    Matcher matcher(const Term &term) const
    {
        const auto anyValue = [&](auto &&fits) {
            return std::any_of(term.values.begin(), term.values.end(), fits) != term.isNegated;
        };
        switch (term.key) {
        case Key::Severity:
            return lookUp(m_segment.severity, table(kSeverityCount, [&](quint32 s) {
                return anyValue([&](const Value &v) { return compares(double(s), v.compare, v.number); });
            }));
        case Key::Cvss:
            return lookUp(m_segment.cvss, table(256, [&](quint32 c) {
                return anyValue([&](const Value &v) {
                    return c == kNoScore ? v.number < 0 : v.number >= 0 && compares(c / 10.0, v.compare, v.number);
                });
            }));
        case Key::State:
            return states(term);
        case Key::Package:
        case Key::Version:
        case Key::Fix:
        case Key::Status:
            return texts(term);
        case Key::Vulnerability:
            return lookUp(m_segment.vulnerability, vulnerabilities(term, false));
        case Key::Kev:
            return lookUp(m_segment.vulnerability, table(quint32(m_part.vulnerability.size()), [&](quint32 id) {
                const bool isKnown = m_context.kev(m_part.vulnerability[id]) != Kev::No;
                return anyValue([&](const Value &v) { return isKnown == (v.number == 0); });
            }));
        case Key::Epss:
            return lookUp(m_segment.vulnerability, table(quint32(m_part.vulnerability.size()), [&](quint32 id) {
                const float epss = m_context.epss(m_part.vulnerability[id]);
                return anyValue([&](const Value &v) {
                    return epss < 0 ? v.number < 0 : v.number >= 0 && compares(epss, v.compare, float(v.number));
                });
            }));
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
        case Key::Tier:
        case Key::Due:
            return computed(term);
        case Key::Word:
            return words(term);
        default:
            return {};
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

    Matcher texts(const Term &term) const
    {
        const Segment::Column column = term.key == Key::Package ? Segment::Package
            : term.key == Key::Version                          ? Segment::Version
            : term.key == Key::Fix                              ? Segment::Fix
                                                                : Segment::Status;
        const Dictionary &dictionary = m_segment.dictionaries[size_t(column)];
        std::vector<Pattern> patterns(term.values.begin(), term.values.end());
        Mask mask = table(dictionary.size(), [&](quint32 id) {
            bool fits = false;
            for (size_t i = 0; i < patterns.size() && !fits; ++i) {
                const Value &value = term.values[qsizetype(i)];
                if (column == Segment::Fix && (isWord(value, u"yes"_s) || isWord(value, u"no"_s)))
                    fits = (id != 0) == isWord(value, u"yes"_s);
                else
                    fits = patterns[i].fits(dictionary.at(id));
            }
            return fits != term.isNegated;
        });
        switch (column) {
        case Segment::Package:
            return lookUp(m_segment.package, std::move(mask));
        case Segment::Version:
            return lookUp(m_segment.version, std::move(mask));
        case Segment::Fix:
            return lookUp(m_segment.fix, std::move(mask));
        default:
            return lookUp(m_segment.status, std::move(mask));
        }
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
        Mask byRepository = table(quint32(m_segment.repositories.size()),
            [&](quint32 id) { return fits(names.at(m_segment.repositories[id].name)); });
        Mask byPlatform = table(quint32(m_segment.platforms.size()),
            [&](quint32 id) { return byRepository[m_segment.platforms[id].repository] != 0; });
        return [this, isNegated = term.isNegated, vulnerability = vulnerabilities(term, true),
                   package = table(packages.size(), [&](quint32 id) { return fits(packages.at(id)); }),
                   platform = std::move(byPlatform)](quint32 row, quint32 count, char *out) {
            for (quint32 i = 0; i < count; ++i) {
                const bool found = vulnerability[m_segment.vulnerability[row + i]]
                    || package[m_segment.package[row + i]] || platform[m_segment.platform[row + i]];
                out[i] = found != isNegated;
            }
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

    Matcher computed(const Term &term) const
    {
        std::vector<ScoreGrounds> grounds;
        for (const Segment::Platform &platform : m_segment.platforms)
            grounds.push_back(m_context.groundsOf(m_segment, platform));
        return [this, term, grounds = std::move(grounds)](quint32 first, quint32 count, char *out) {
            for (quint32 i = 0; i < count; ++i) {
                const quint32 row = first + i;
                const quint32 vulnerability = m_part.vulnerability[m_segment.vulnerability[row]];
                double number = 0;
                if (term.key == Key::Due) {
                    const bool isHidden = m_context.stateBits(m_part.firstRow + row) & StateBits::kHidden;
                    const Kev kev = m_context.kev(vulnerability);
                    const Seconds due = isHidden ? 0
                                                 : m_context.sla.due(m_segment.severity[row], m_segment.firstSeen[row],
                                                     kev != Kev::No, m_context.kevDue(vulnerability));
                    number = double(dueState(due, m_context.now, m_context.sla));
                } else {
                    ScoreGrounds own = grounds[m_segment.platform[row]];
                    own.severity = m_segment.severity[row];
                    own.epss = m_context.epss(vulnerability);
                    own.kev = m_context.kev(vulnerability);
                    own.isFixable = m_segment.fix[row] != 0;
                    number = term.key == Key::Score ? score(own) : double(tier(own));
                }
                bool fits = false;
                for (const Value &v : term.values)
                    fits = fits || compares(number, v.compare, v.number);
                out[i] = fits != term.isNegated;
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
    std::vector<Matcher> matchers;
    for (const Term &term : query.terms) {
        if (!isImageKey(term.key))
            matchers.push_back(terms.matcher(term));
    }
    std::array<char, kBlock> fits;
    std::array<char, kBlock> more;
    const auto take = [&](quint32 first, quint32 end) {
        for (quint32 row = first; row < end; row += kBlock) {
            const quint32 count = std::min(kBlock, end - row);
            if (matchers.empty())
                std::fill_n(fits.begin(), count, char(1));
            else
                matchers.front()(row, count, fits.data());
            for (size_t m = 1; m < matchers.size(); ++m) {
                matchers[m](row, count, more.data());
                for (quint32 i = 0; i < count; ++i)
                    fits[i] = char(fits[i] & more[i]);
            }
            const size_t before = rows.size();
            rows.resize(before + count);
            RowId *out = rows.data() + before;
            for (quint32 i = 0; i < count; ++i) { // without a branch: what fits is as good as random
                *out = part.firstRow + row + i;
                out += fits[i];
            }
            rows.resize(size_t(out - rows.data()));
        }
    };
    // Neighbouring platforms that fit are taken in one go.
    quint32 first = 0;
    quint32 end = 0;
    for (quint32 number = 0; number < segment.platforms.size(); ++number) {
        const Segment::Platform &platform = segment.platforms[number];
        const ImageScope scope{segment, platform.images, std::span(&number, 1), platform.repository};
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

Rows select(const Query &query, const Context &context)
{
    Rows rows;
    for (const FindingSet::Part &part : context.set->parts())
        selectIn(part, query, context, rows);
    return rows;
}

} // namespace lotse::findings
