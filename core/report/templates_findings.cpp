// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/templates.h"

#include "findings/filter.h"
#include "findings/pivot.h"

#include <QMap>

namespace lotse::report::sections {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

constexpr qsizetype kMostRows = 20'000;

QString word(Severity severity, const Words &words)
{
    switch (severity) {
    case Severity::Critical:
        return words.text(LOTSE_MSG("Critical"));
    case Severity::High:
        return words.text(LOTSE_MSG("High"));
    case Severity::Medium:
        return words.text(LOTSE_MSG("Medium"));
    case Severity::Low:
        return words.text(LOTSE_MSG("Low"));
    case Severity::Negligible:
        return words.text(LOTSE_MSG("Negligible"));
    case Severity::None:
        return words.text(LOTSE_MSG("None"));
    case Severity::Unknown:
        break;
    }
    return words.text(LOTSE_MSG("Unknown"));
}

QString word(State state, const Words &words)
{
    switch (state) {
    case State::None:
        break;
    case State::InTriage:
        return words.text(LOTSE_MSG("In triage"));
    case State::Exploitable:
        return words.text(LOTSE_MSG("Affected"));
    case State::NotAffected:
        return words.text(LOTSE_MSG("Not affected"));
    case State::FalsePositive:
        return words.text(LOTSE_MSG("False positive"));
    case State::Resolved:
        return words.text(LOTSE_MSG("Resolved"));
    case State::ResolvedWithPedigree:
        return words.text(LOTSE_MSG("Resolved, with proof"));
    case State::RiskAccepted:
        return words.text(LOTSE_MSG("Risk accepted"));
    }
    return u"–"_s;
}

QString dayOf(Seconds time)
{
    return time == 0 ? QString() : QDateTime::fromSecsSinceEpoch(time, Qt::UTC).date().toString(Qt::ISODate);
}

// How far the store has the findings of the registry, and the account sees its projects.
posture::Reading storeReading(const Source &source)
{
    const posture::Facts &facts = source.posture->facts;
    const bool seesAll = !facts.isHarbor || readingOf(source, {u"projects"_s}) == posture::Reading::Whole;
    for (const RegistryRead &one : source.view->registries) {
        if (one.id == source.registryId)
            return seesAll && one.isWhole() ? posture::Reading::Whole : posture::Reading::Partial;
    }
    return posture::Reading::Missing;
}

Rows openRows(const Source &source)
{
    Rows out;
    const ParsedQuery open = parseQuery(u"state:open"_s);
    for (const RowId row : select(open.query, source.view->context)) {
        const FindingSet::Part &part = source.view->context.set->partOf(row);
        if (part.segment->registryId != source.registryId)
            continue;
        if (source.projects.isEmpty() || isInScope(source, source.view->context.set->occurrence(row).project))
            out.push_back(row);
    }
    return out;
}

Table list(const Source &source, const Rows &rows, const Words &words, qint64 &left)
{
    Table out;
    out.id = u"findings"_s;
    out.title = words.text(LOTSE_MSG("Open findings, critical and high"));
    out.keys = {1, 2, 3, 5};
    out.columns = {{words.text(LOTSE_MSG("Severity")), false, false, 0.8},
        {words.text(LOTSE_MSG("Vulnerability")), false, false, 1.3},
        {words.text(LOTSE_MSG("Package")), false, false, 1.5, Holds::Exact},
        {words.text(LOTSE_MSG("Version")), false, false, 1, Holds::Exact},
        {words.text(LOTSE_MSG("Fixed in")), false, false, 1, Holds::Exact},
        {words.text(LOTSE_MSG("Repository")), false, false, 2},
        {words.text(LOTSE_MSG("First seen")), false, false, 0.9}, {words.text(LOTSE_MSG("Due")), false, false, 0.9}};
    for (const Severity severity : {Severity::Critical, Severity::High}) {
        for (const RowId row : rows) {
            const Occurrence one = source.view->context.set->occurrence(row);
            if (one.severity != severity)
                continue;
            if (out.rows.size() >= kMostRows) {
                ++left;
                continue;
            }
            out.rows.append({word(severity, words), one.vulnerability, one.package, one.version, one.fixVersion,
                one.repository, dayOf(one.firstSeen), dayOf(source.view->context.due(row))});
        }
    }
    out.empty = emptyOf(storeReading(source), LOTSE_MSG("No open critical or high findings."), words);
    return out;
}

/// Every open finding is in one of its numbers.
Table byRepository(const Source &source, const Rows &rows, const Words &words)
{
    static const QList<Severity> shown{
        Severity::Critical, Severity::High, Severity::Medium, Severity::Low, Severity::Negligible, Severity::Unknown};
    Table out;
    out.id = u"findings-by-repository"_s;
    out.title = words.text(LOTSE_MSG("Open findings by repository"));
    out.keys = {0};
    out.columns = {{words.text(LOTSE_MSG("Repository")), false, false, 3}};
    for (const Severity severity : shown)
        out.columns.append({word(severity, words), true, false, 0.9});
    QMap<QString, QMap<Severity, qint64>> counts;
    for (const RowId row : rows) {
        const Occurrence one = source.view->context.set->occurrence(row);
        ++counts[one.repository][one.severity == Severity::None ? Severity::Unknown : one.severity];
    }
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        QStringList cells{it.key()};
        for (const Severity severity : shown)
            cells.append(words.number(it->value(severity)));
        out.rows.append(cells);
    }
    out.empty = emptyOf(storeReading(source), LOTSE_MSG("No open findings."), words);
    return out;
}

Table decisions(const Source &source, const Words &words)
{
    Table out;
    out.id = u"decisions"_s;
    out.title = words.text(LOTSE_MSG("Decisions in force"));
    out.columns = {{words.text(LOTSE_MSG("Vulnerability")), false, false, 1.4},
        {words.text(LOTSE_MSG("Package")), false, false, 1.2, Holds::Exact},
        {words.text(LOTSE_MSG("State")), false, false, 1},
        {words.text(LOTSE_MSG("Author")), false, false, 1, Holds::Person},
        {words.text(LOTSE_MSG("Approved by")), false, false, 1, Holds::Person},
        {words.text(LOTSE_MSG("Reason")), false, false, 2.4}, {words.text(LOTSE_MSG("Made")), false, false, 0.9},
        {words.text(LOTSE_MSG("Expires")), false, false, 0.9}};
    for (const Decision &one : source.view->decisions) {
        if (!one.scope.registry.isEmpty() && one.scope.registry != source.registryId)
            continue;
        if (!one.scope.project.isEmpty() && !isInScope(source, one.scope.project))
            continue;
        out.rows.append({one.match.vulnerabilities.join(u", "_s), one.match.package, word(one.state, words), one.author,
            one.approvedBy, one.reason, dayOf(one.created), dayOf(one.expires)});
    }
    out.empty = words.text(LOTSE_MSG("No decisions."));
    return out;
}

} // namespace

QList<Section> findings(const Source &source, const Words &words)
{
    Section out;
    out.id = u"findings-section"_s;
    out.title = words.text(LOTSE_MSG("Findings and decisions"));
    if (!source.view || !source.view->context.set) {
        out.paragraphs.append(words.text(LOTSE_MSG("The local store could not be read.")));
        return {out};
    }
    const Rows rows = openRows(source);
    const Counts counts = source.view->context.set->count(rows);
    const bool isWhole = storeReading(source) == posture::Reading::Whole;
    QDateTime listed;
    for (const RegistryRead &one : source.view->registries) {
        if (one.id == source.registryId)
            listed = one.listed;
    }
    static const QList<std::pair<Severity, QString>> tones{{Severity::Critical, u"bad"_s}, {Severity::High, u"bad"_s},
        {Severity::Medium, u"warn"_s}, {Severity::Low, u"good"_s}, {Severity::Negligible, u"plain"_s},
        {Severity::Unknown, u"plain"_s}};
    for (const auto &[severity, tone] : tones) {
        const qint64 count = counts.bySeverity[size_t(severity)]
            + (severity == Severity::Unknown ? counts.bySeverity[size_t(Severity::None)] : 0);
        out.bars.append({word(severity, words), count, tone});
        out.figures.append({u"open-"_s + severityWord(severity), word(severity, words),
            count > 0 || isWhole ? words.number(count) : u"–"_s, words.text(LOTSE_MSG("local store")), listed,
            severity >= Severity::High ? u"findings"_s : u"findings-by-repository"_s});
    }
    qint64 left = 0;
    out.tables = {list(source, rows, words, left), byRepository(source, rows, words), decisions(source, words)};
    if (left > 0)
        out.paragraphs.append(words.text(Message::counted(
            LOTSE_MSG_N("%Ln more findings are not listed here; \"lotse-cli findings\" lists all of them.",
                "%Ln more finding is not listed here; \"lotse-cli findings\" lists it, too."),
            left)));
    return {out};
}

} // namespace lotse::report::sections
