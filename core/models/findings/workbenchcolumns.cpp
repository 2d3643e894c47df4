// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/findings/workbenchcolumns.h"

#include "base/format.h"
#include "base/safetext.h"

namespace lotse::models {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

using One = Occurrence;

Cell words(const QString &text)
{
    return Cell::plain(safetext::cell(text));
}

Cell score(double number)
{
    return number < 0 ? Cell{} : Cell{QLocale().toString(number, 'f', 1), number, {}, number};
}

Cell likelihood(float epss)
{
    if (epss < 0)
        return {};
    const double percent = double(epss) * 100;
    return {QLocale().toString(percent, 'f', percent < 10 ? 1 : 0) + u"\u2009%"_s, epss, {}, epss};
}

Cell exploited(Kev kev)
{
    if (kev == Kev::No)
        return {};
    const Message word =
        kev == Kev::Ransomware ? Message{LOTSE_MSG("ransomware"), {}} : Message{LOTSE_MSG("exploited"), {}};
    return Cell::state(u"error"_s, word.text());
}

Cell severity(Severity severity, const QString &word = {})
{
    Cell cell = Cell::severity(severityWord(severity));
    // The scanner's own word, where it is not one of ours.
    if (severity == Severity::Unknown && !word.isEmpty())
        cell.tip = safetext::cell(word);
    return cell;
}

Cell due(const Context &context, RowId row)
{
    const Seconds due = context.due(row);
    if (due == 0)
        return {};
    const QString day = format::date(timeOf(due));
    switch (dueState(due, context.now, context.sla)) {
    case DueState::Breached:
        return Cell::state(u"error"_s, Message{LOTSE_MSG("overdue, %1"), {day}}.text());
    case DueState::Soon:
        return Cell::state(u"warning"_s, Message{LOTSE_MSG("soon, %1"), {day}}.text());
    default:
        return Cell::state(u"off"_s, day);
    }
}

Cell priority(const Context &context, RowId row)
{
    const ScoreGrounds grounds = context.grounds(row);
    Cell cell = Cell::number(findings::score(grounds));
    cell.tip = scoreSentence(grounds);
    return cell;
}

Cell groupTitle(const Context &context, Pivot pivot, const Group &group)
{
    const FindingSet &set = *context.set;
    if (pivot == Pivot::Fix) {
        if (group.key == 0)
            return Cell::plain(Message{LOTSE_MSG("No fix known"), {}}.text());
        const Segment::Upgrade upgrade = set.upgrades()[group.key];
        return Cell::plain(Message{LOTSE_MSG("Upgrade %1 to %2"),
            {safetext::cell(set.packages().text(upgrade.package)), safetext::cell(set.fixes().text(upgrade.fix))}}
                               .text());
    }
    if (pivot == Pivot::Image)
        return words(imageName(set, group.key).repository);
    return words(groupName(set, pivot, group.key));
}

Cell ofImage(const Context &context, const Group &group, QString (*text)(const ImageName &))
{
    return words(text(imageName(*context.set, group.key)));
}

using C = Context;
using G = Group;
using P = Pivot;

QList<GroupedColumn> makeGrouped(Pivot pivot)
{
    const char *title = pivot == P::Vulnerability ? LOTSE_MSG("Vulnerability")
        : pivot == P::Package                     ? LOTSE_MSG("Package")
        : pivot == P::Fix                         ? LOTSE_MSG("Upgrade")
                                                  : LOTSE_MSG("Repository");
    const ColumnKind kind = pivot == P::Vulnerability ? ColumnKind::Mono : ColumnKind::Text;
    QList<GroupedColumn> columns{{"severity", LOTSE_MSG("Worst"), ColumnKind::Severity, 100, false, false,
                                     GroupColumn::Severity, [](const C &, P, const G &g) { return severity(g.worst); }},
        {"name", title, kind, 220, false, false, GroupColumn::Name, groupTitle}};
    if (pivot == P::Image) {
        columns += {{"tags", LOTSE_MSG("Tags"), ColumnKind::Text, 130, false, false, {},
                        [](const C &c, P, const G &g) {
                            return ofImage(c, g, [](const ImageName &n) { return n.tags.join(u", "_s); });
                        }},
            {"digest", LOTSE_MSG("Digest"), ColumnKind::Digest, 110, false, false, {},
                [](const C &c, P, const G &g) { return Cell::digest(imageName(*c.set, g.key).digest); }},
            {"registry", LOTSE_MSG("Registry"), ColumnKind::Text, 110, false, false, {}, [](const C &c, P, const G &g) {
                 return ofImage(c, g, [](const ImageName &n) { return n.registry; });
             }}};
    }
    const auto number = [](const char *id, const char *heading, GroupColumn order, bool isDistinct, bool isHidden,
                            Cell (*cell)(const C &, P, const G &)) {
        return GroupedColumn{id, heading, ColumnKind::Number, 104, isHidden, isDistinct, order, cell};
    };
    columns += {number("occurrences", LOTSE_MSG("Occurrences"), GroupColumn::Occurrences, false, false,
                    [](const C &, P, const G &g) { return Cell::number(g.occurrences); }),
        number("issues", LOTSE_MSG("Issues"), GroupColumn::Issues, true, false,
            [](const C &, P, const G &g) { return Cell::number(g.issues); }),
        number("images", LOTSE_MSG("Images"), GroupColumn::Images, true, pivot == P::Image,
            [](const C &, P, const G &g) { return Cell::number(g.images); }),
        number("vulnerabilities", LOTSE_MSG("Vulnerabilities"), GroupColumn::Vulnerabilities, true,
            pivot == P::Vulnerability, [](const C &, P, const G &g) { return Cell::number(g.vulnerabilities); }),
        number("packages", LOTSE_MSG("Packages"), GroupColumn::Packages, true, pivot == P::Package || pivot == P::Fix,
            [](const C &, P, const G &g) { return Cell::number(g.packages); }),
        number("repositories", LOTSE_MSG("Repositories"), GroupColumn::Repositories, true, true,
            [](const C &, P, const G &g) { return Cell::number(g.repositories); }),
        number("fixable", LOTSE_MSG("Fixable"), GroupColumn::Fixable, false, pivot == P::Fix,
            [](const C &, P, const G &g) { return Cell::number(g.fixable); }),
        {"hidden", LOTSE_MSG("Hidden"), ColumnKind::Number, 80, true, false, {},
            [](const C &, P, const G &g) { return Cell::number(g.hidden); }},
        {"cvss", LOTSE_MSG("CVSS"), ColumnKind::Number, 60, false, false, GroupColumn::Cvss,
            [](const C &, P, const G &g) { return score(g.cvss == kNoScore ? -1 : g.cvss / 10.0); }},
        {"epss", LOTSE_MSG("EPSS"), ColumnKind::Number, 70, true, false, GroupColumn::Epss,
            [](const C &, P, const G &g) { return likelihood(g.epss); }},
        {"kev", LOTSE_MSG("Exploited"), ColumnKind::State, 110, true, false, GroupColumn::Kev,
            [](const C &, P, const G &g) { return exploited(g.kev); }},
        {"seen", LOTSE_MSG("First seen"), ColumnKind::Time, 130, true, false, GroupColumn::FirstSeen,
            [](const C &, P, const G &g) { return Cell::time(timeOf(g.firstSeen)); }}};
    return columns;
}

} // namespace

QDateTime timeOf(Seconds seconds)
{
    return seconds ? QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC) : QDateTime();
}

Message stateText(State state)
{
    switch (state) {
    case State::None:
        break;
    case State::InTriage:
        return {LOTSE_MSG("In triage"), {}};
    case State::Exploitable:
        return {LOTSE_MSG("Affected"), {}};
    case State::NotAffected:
        return {LOTSE_MSG("Not affected"), {}};
    case State::FalsePositive:
        return {LOTSE_MSG("False positive"), {}};
    case State::Resolved:
        return {LOTSE_MSG("Resolved"), {}};
    case State::ResolvedWithPedigree:
        return {LOTSE_MSG("Resolved, with proof"), {}};
    case State::RiskAccepted:
        return {LOTSE_MSG("Risk accepted"), {}};
    }
    return {};
}

Cell stateCell(quint8 bits)
{
    const auto state = State(bits & StateBits::kStateMask);
    const QString word = stateText(state).text();
    if (bits & StateBits::kExpired)
        return Cell::state(u"warning"_s, Message{LOTSE_MSG("Expired"), {}}.text());
    if (bits & StateBits::kReview)
        return Cell::state(u"warning"_s,
            word.isEmpty() ? Message{LOTSE_MSG("Review"), {}}.text() : Message{LOTSE_MSG("Review: %1"), {word}}.text());
    switch (state) {
    case State::None:
        return {};
    case State::InTriage:
        return Cell::state(u"running"_s, word);
    case State::Exploitable:
        return Cell::state(u"error"_s, word);
    case State::RiskAccepted:
        return Cell::state(u"off"_s, word);
    default:
        return Cell::state(u"ok"_s, word);
    }
}

const QList<FindingColumn> &findingColumns()
{
    using R = RowColumn;
    static const QList<FindingColumn> columns{
        {"severity", LOTSE_MSG("Severity"), ColumnKind::Severity, 84, false, R::Severity,
            [](const C &, RowId, const One &o) { return severity(o.severity, o.severityWord); }},
        {"score", LOTSE_MSG("Priority"), ColumnKind::Number, 90, false, R::Score,
            [](const C &c, RowId row, const One &) { return priority(c, row); }},
        {"cve", LOTSE_MSG("Vulnerability"), ColumnKind::Mono, 128, false, R::Vulnerability,
            [](const C &, RowId, const One &o) { return words(o.vulnerability); }},
        {"package", LOTSE_MSG("Package"), ColumnKind::Text, 104, false, R::Package,
            [](const C &, RowId, const One &o) { return words(o.package); }},
        {"version", LOTSE_MSG("Installed"), ColumnKind::Mono, 92, false, R::Version,
            [](const C &, RowId, const One &o) { return words(o.version); }},
        {"fix", LOTSE_MSG("Fixed in"), ColumnKind::Mono, 88, false, R::Fix,
            [](const C &, RowId, const One &o) {
                Cell cell = words(o.fixVersion);
                if (o.isFixUnknown)
                    cell.tip = Message{LOTSE_MSG("not stated in the report"), {}}.text();
                return cell;
            }},
        {"repository", LOTSE_MSG("Repository"), ColumnKind::Text, 156, false, R::Repository,
            [](const C &, RowId, const One &o) { return words(o.repository); }},
        {"tags", LOTSE_MSG("Tags"), ColumnKind::Text, 84, false, {},
            [](const C &, RowId, const One &o) { return words(o.tags.join(u", "_s)); }},
        {"digest", LOTSE_MSG("Digest"), ColumnKind::Digest, 110, true, R::PlatformDigest,
            [](const C &, RowId, const One &o) { return Cell::digest(safetext::cell(o.platformDigest)); }},
        {"platform", LOTSE_MSG("Platform"), ColumnKind::Text, 100, true, {},
            [](const C &, RowId, const One &o) { return words(o.platform); }},
        {"state", LOTSE_MSG("Decision"), ColumnKind::State, 76, false, R::State,
            [](const C &c, RowId row, const One &) { return stateCell(c.stateBits(row)); }},
        {"due", LOTSE_MSG("Due"), ColumnKind::State, 130, true, R::Due,
            [](const C &c, RowId row, const One &) { return due(c, row); }},
        {"cvss", LOTSE_MSG("CVSS"), ColumnKind::Number, 60, true, R::Cvss,
            [](const C &, RowId, const One &o) { return score(o.cvss); }},
        {"epss", LOTSE_MSG("EPSS"), ColumnKind::Number, 70, true, R::Epss,
            [](const C &c, RowId row, const One &) { return likelihood(c.grounds(row).epss); }},
        {"kev", LOTSE_MSG("Exploited"), ColumnKind::State, 110, true, R::Kev,
            [](const C &c, RowId row, const One &) { return exploited(c.grounds(row).kev); }},
        {"seen", LOTSE_MSG("First seen"), ColumnKind::Time, 130, true, R::FirstSeen,
            [](const C &, RowId, const One &o) { return Cell::time(timeOf(o.firstSeen)); }},
        {"status", LOTSE_MSG("Status"), ColumnKind::Text, 100, true, R::Status,
            [](const C &, RowId, const One &o) { return words(o.status); }},
        {"project", LOTSE_MSG("Project"), ColumnKind::Text, 110, true, R::Project,
            [](const C &, RowId, const One &o) { return words(o.project); }},
        {"registry", LOTSE_MSG("Registry"), ColumnKind::Text, 110, true, R::Registry,
            [](const C &, RowId, const One &o) { return words(o.registry); }},
        {"scanned", LOTSE_MSG("Scanned"), ColumnKind::Time, 130, true, R::Scanned,
            [](const C &, RowId, const One &o) { return Cell::time(timeOf(o.reported)); }}};
    return columns;
}

const QList<GroupedColumn> &groupedColumns(Pivot pivot)
{
    static const QList<GroupedColumn> byVulnerability = makeGrouped(P::Vulnerability);
    static const QList<GroupedColumn> byPackage = makeGrouped(P::Package);
    static const QList<GroupedColumn> byFix = makeGrouped(P::Fix);
    static const QList<GroupedColumn> byImage = makeGrouped(P::Image);
    switch (pivot) {
    case P::Package:
        return byPackage;
    case P::Fix:
        return byFix;
    case P::Image:
        return byImage;
    default:
        return byVulnerability;
    }
}

} // namespace lotse::models
