// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/workbenchcolumns.h"

#include "base/safetext.h"
#include "findings/linefacts.h"

#include <QHash>

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

constexpr qsizetype kMostNames = 200; // of projects and the like that are offered

using Tally = QHash<QString, qint64>;

bool compares(double number, const Value &value)
{
    switch (value.compare) {
    case Compare::Equal:
        return number == value.number;
    case Compare::Less:
        return number < value.number;
    case Compare::LessEqual:
        return number <= value.number;
    case Compare::Greater:
        return number > value.number;
    case Compare::GreaterEqual:
        return number >= value.number;
    }
    return false;
}

bool takes(const Term &term, const QString &word)
{
    const QStringList choices = choicesOf(term.key);
    return std::any_of(term.values.begin(), term.values.end(), [&](const Value &value) {
        if (kindOf(term.key) == ValueKind::Ordered)
            return compares(double(choices.indexOf(word)), value);
        return value.isLiteral ? value.text.compare(word, Qt::CaseInsensitive) == 0
                               : fitsPattern(word.toUtf8(), value.text.toUtf8());
    });
}

bool isOn(const Query &query, Key key, const QString &word)
{
    return std::any_of(query.terms.begin(), query.terms.end(),
        [&](const Term &term) { return term.key == key && !term.isNegated && takes(term, word); });
}

Query without(const Query &query, Key key)
{
    Query rest = query;
    rest.terms.removeIf([key](const Term &term) { return term.key == key && !term.isNegated; });
    return rest;
}

/// What is counted: rows, and how often each line is among them.
struct Counted {
    const Rows &rows;
    const FindingSet::LineCounts &lines;
};

/// Occurrences by a number that each line has.
template <typename F>
void tallyLines(const FindingSet &set, const FindingSet::LineCounts &lines, F &&add)
{
    for (size_t part = 0; part < lines.size(); ++part) {
        for (size_t i = 0; i < lines[part].size(); ++i)
            add(set.parts()[part], set.parts()[part].segment->lines[i], lines[part][i]);
    }
}

/// The words of a key over rows. A row may stand under several words of a state.
Tally tally(const Context &context, Key key, const Counted &counted)
{
    Tally out;
    std::array<qint64, 256> byNumber{};
    const FindingSet &set = *context.set;
    using Part = FindingSet::Part;
    using Line = Segment::Line;
    if (key == Key::Severity) {
        tallyLines(set, counted.lines,
            [&](const Part &, const Line &line, quint32 count) { byNumber[size_t(line.severity)] += count; });
    } else if (key == Key::Fix) {
        tallyLines(set, counted.lines, [&](const Part &, const Line &line, quint32 count) {
            byNumber[line.fix != 0 ? 1 : line.isFixUnknown ? 2 : 0] += count;
        });
    } else if (key == Key::Kev) {
        tallyLines(set, counted.lines, [&](const Part &part, const Line &line, quint32 count) {
            byNumber[context.kev(part.vulnerability[line.vulnerability]) != Kev::No ? 1 : 0] += count;
        });
    } else if (key == Key::State) {
        for (const RowId row : counted.rows)
            ++byNumber[context.stateBits(row)];
    } else if (key == Key::Due) {
        set.eachRun(counted.rows, [&](const Part &part, size_t first, size_t last) {
            const LineDues dues(context, part);
            for (size_t i = first; i < last; ++i) {
                const bool isHidden = context.stateBits(counted.rows[i]) & StateBits::kHidden;
                const Seconds due = isHidden ? 0 : dues.of(counted.rows[i] - part.firstRow);
                ++byNumber[size_t(dueState(due, context.now, context.sla))];
            }
        });
    } else if (key == Key::Registry) {
        set.eachRun(counted.rows, [&](const Part &part, size_t first, size_t last) {
            out[part.segment->registryName] += qint64(last - first);
        });
    } else if (key == Key::Project) {
        std::vector<std::vector<qint64>> byProject;
        for (const Part &part : set.parts())
            byProject.emplace_back(part.segment->dictionaries[Segment::Project].size());
        set.eachPlatform(counted.rows, [&](const Part &part, quint32 number, size_t first, size_t last) {
            const quint32 repository = part.segment->platforms[number].repository;
            byProject[size_t(&part - set.parts().data())][part.segment->repositories[repository].project] +=
                qint64(last - first);
        });
        for (size_t part = 0; part < byProject.size(); ++part) {
            for (quint32 project = 0; project < byProject[part].size(); ++project) {
                if (byProject[part][project] > 0)
                    out[set.parts()[part].segment->text(Segment::Project, project)] += byProject[part][project];
            }
        }
    }
    if (key == Key::Fix)
        return {{u"no"_s, byNumber[0]}, {u"yes"_s, byNumber[1]}, {u"unknown"_s, byNumber[2]}};
    if (key == Key::Kev)
        return {{u"no"_s, byNumber[0]}, {u"yes"_s, byNumber[1]}};
    const QStringList choices = choicesOf(key);
    if (key == Key::State) {
        for (size_t bits = 0; bits < byNumber.size(); ++bits) {
            if (byNumber[bits] == 0)
                continue;
            out[choices.value(qsizetype(bits & StateBits::kStateMask))] += byNumber[bits];
            out[bits & StateBits::kHidden ? u"hidden"_s : u"open"_s] += byNumber[bits];
            out[u"review"_s] += bits & StateBits::kReview ? byNumber[bits] : 0;
            out[u"expired"_s] += bits & StateBits::kExpired ? byNumber[bits] : 0;
        }
    } else {
        for (qsizetype i = 0; i < choices.size(); ++i)
            out[choices[i]] = byNumber[size_t(i)];
    }
    return out;
}

} // namespace

QString facetText(const Facet &facet)
{
    const auto word = [](const char *text) { return Message{text, {}}.text(); };
    if (facet.key == Key::State) {
        if (const std::optional<State> state = stateOf(facet.value); state && *state != State::None)
            return stateText(*state).text();
        return facet.value == u"none"_s  ? word(LOTSE_MSG("No decision"))
            : facet.value == u"open"_s   ? word(LOTSE_MSG("Open"))
            : facet.value == u"hidden"_s ? word(LOTSE_MSG("Hidden by decisions"))
            : facet.value == u"review"_s ? word(LOTSE_MSG("Review due"))
                                         : word(LOTSE_MSG("Decision expired"));
    }
    if (facet.key == Key::Due)
        return facet.value == u"breached"_s ? word(LOTSE_MSG("Overdue"))
            : facet.value == u"soon"_s      ? word(LOTSE_MSG("Due soon"))
            : facet.value == u"ok"_s        ? word(LOTSE_MSG("On time"))
                                            : word(LOTSE_MSG("No due date"));
    return safetext::cell(facet.value);
}

QList<Facet> facetsOf(const Context &context, const Query &query, const Rows &rows, const FindingSet::LineCounts &lines)
{
    QList<Facet> out;
    for (const Key key : {Key::Severity, Key::Fix, Key::Kev, Key::State, Key::Due, Key::Project, Key::Registry}) {
        const Query rest = without(query, key);
        Tally counts;
        if (rest.terms.size() == query.terms.size()) {
            counts = tally(context, key, {rows, lines});
        } else {
            const Rows more = select(rest, context);
            counts = tally(context, key, {more, context.set->lineCounts(more)});
        }
        QStringList words = choicesOf(key);
        if (key == Key::Fix)
            words = QStringList{u"yes"_s, u"no"_s, u"unknown"_s};
        if (words.isEmpty()) {
            words = counts.keys();
            words.removeAll(QString());
            std::sort(words.begin(), words.end(), [&](const QString &a, const QString &b) {
                return counts[a] != counts[b] ? counts[a] > counts[b] : a < b;
            });
            // What is chosen must be there to be taken out again.
            const QStringList rarer = words.mid(kMostNames);
            words = words.mid(0, kMostNames);
            for (const QString &word : rarer) {
                if (isOn(query, key, word))
                    words.append(word);
            }
        }
        for (const QString &word : std::as_const(words))
            out.append({key, word, counts.value(word), isOn(query, key, word)});
    }
    return out;
}

Query withFacet(const Query &query, Key key, const QString &value, bool isOn)
{
    Query out = query;
    const auto own = [key](const Term &term) { return term.key == key && !term.isNegated; };
    const auto at = std::find_if(out.terms.begin(), out.terms.end(), own);
    const auto valueOf = [key](const QString &word) {
        Value made;
        made.text = word;
        const auto isPlain = [](QChar c) { return !c.isSpace() && !u",\"\\*?<>="_s.contains(c); };
        made.isLiteral = kindOf(key) == ValueKind::Text && !std::all_of(word.begin(), word.end(), isPlain);
        made.number = double(choicesOf(key).indexOf(word));
        return made;
    };
    if (at == out.terms.end()) {
        if (isOn)
            out.terms.append({key, false, {valueOf(value)}});
        return out;
    }
    if (kindOf(key) == ValueKind::Ordered) {
        // "sev:>=high" is written out, so that one of its words can be taken away.
        QList<Value> words;
        for (const QString &word : choicesOf(key)) {
            if (takes(*at, word))
                words.append(valueOf(word));
        }
        at->values = words;
    }
    at->values.removeIf([&](const Value &one) {
        Term single{key, false, {one}};
        return takes(single, value);
    });
    if (isOn)
        at->values.append(valueOf(value));
    if (at->values.isEmpty())
        out.terms.erase(at);
    return out;
}

} // namespace lotse::models
