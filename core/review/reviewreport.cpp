// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/templates.h"
#include "review/campaign.h"

namespace lotse::review {

using namespace Qt::StringLiterals;
using namespace lotse::report;

namespace {

QString kindText(AccessRow::Kind kind, const Words &words)
{
    switch (kind) {
    case AccessRow::Kind::Admin:
        return words.text(LOTSE_MSG("System administrator"));
    case AccessRow::Kind::User:
        return words.text(LOTSE_MSG("User"));
    case AccessRow::Kind::Group:
        return words.text(LOTSE_MSG("Group"));
    case AccessRow::Kind::Robot:
        break;
    }
    return words.text(LOTSE_MSG("Robot account"));
}

QString toned(Decision::What what, const Words &words)
{
    const QString tone = what == Decision::What::Keep ? u"good"_s
        : what == Decision::What::None                ? u"plain"_s
        : what == Decision::What::Change              ? u"warn"_s
                                                      : u"bad"_s;
    return tone + u'|' + words.text(decisionText(what));
}

QString permissionText(const AccessRow &row, const Words &words)
{
    if (row.kind == AccessRow::Kind::Robot)
        return row.rights;
    if (row.kind == AccessRow::Kind::Admin)
        return words.text(LOTSE_MSG("Reads and changes everything in the registry."));
    return words.text(harbor::roleName(row.role, row.roleWord));
}

Table tableOf(const Campaign &campaign, const Words &words)
{
    Table out;
    out.id = u"review"_s;
    out.title = words.text(LOTSE_MSG("Decisions"));
    out.keys = {0, 1, 2};
    out.columns = {columnOf(words, LOTSE_MSG("Project"), 1.1),
        columnOf(words, LOTSE_MSG("Account"), 1.5, Holds::Person), columnOf(words, LOTSE_MSG("Kind"), 0.9),
        columnOf(words, LOTSE_MSG("Permissions"), 2.2), columnOf(words, LOTSE_MSG("Last seen"), 1, Holds::Passing),
        columnOf(words, LOTSE_MSG("Decision"), 0.8), columnOf(words, LOTSE_MSG("Reason"), 1.8),
        columnOf(words, LOTSE_MSG("Reviewer"), 1, Holds::Person), columnOf(words, LOTSE_MSG("Decided on"), 1)};
    out.columns[5].isTone = true;
    for (const Item &item : campaign.items) {
        const AccessRow &row = item.access;
        QString decision = toned(item.decision.what, words);
        if (item.decision.what == Decision::What::Change && item.decision.role != 0)
            decision += u": "_s + words.text(harbor::roleName(item.decision.role, {}));
        const QString seen = row.lastSeen.isValid() ? Words::time(row.lastSeen)
            : row.isSeenKnown                       ? words.text(LOTSE_MSG("not in the last 90 days"))
                                                    : u"–"_s;
        out.rows.append({row.project.isEmpty() ? u"–"_s : row.project, row.name, kindText(row.kind, words),
            permissionText(row, words), seen, decision, item.decision.reason, item.decision.reviewer,
            Words::time(item.decision.at)});
    }
    return out;
}

} // namespace

Document reportOf(const Campaign &campaign, const Words &words, const QDateTime &now)
{
    Document out;
    out.name = u"review"_s;
    out.title =
        words.text(LOTSE_MSG("Access review")) + u" – "_s + (campaign.title.isEmpty() ? campaign.host : campaign.title);
    out.language = words.language();
    out.registry = campaign.registry;
    out.host = campaign.host;
    out.version = campaign.version;
    out.readAs = campaign.readAs;
    out.scope = campaign.projects.isEmpty() ? words.text(LOTSE_MSG("All projects"))
                                            : words.text(LOTSE_MSG("Projects: %1"), {campaign.projects.join(u", "_s)});
    out.madeAt = campaign.startedAt;
    out.from = campaign.startedAt;
    out.to = campaign.isOpen() ? now : campaign.closedAt;
    out.blindSpots = campaign.gaps;
    nameLabels(out, words);
    const qsizetype open = campaign.count(Decision::What::None);
    if (open > 0)
        out.mark = words.text(LOTSE_MSG("This review is not complete: %1 of %2 permissions have no decision."),
            {words.number(open), words.number(campaign.items.size())});
    else if (!campaign.gaps.isEmpty())
        out.mark = words.text(LOTSE_MSG("Some permissions could not be read and were not reviewed."));
    else if (campaign.isOpen())
        out.mark = words.text(LOTSE_MSG("This review is not closed: its decisions can still change."));
    Section section =
        sectionOf(u"review-section"_s, words.text(LOTSE_MSG("Access review")), {tableOf(campaign, words)});
    const QString source = words.text(LOTSE_MSG("decisions of this review"));
    using What = Decision::What;
    for (const auto &[what, id, tone] :
        {std::tuple{What::Keep, u"keep"_s, u"good"_s}, {What::Change, u"change"_s, u"warn"_s},
            {What::Revoke, u"revoke"_s, u"bad"_s}, {What::None, u"open"_s, u"plain"_s}}) {
        const qint64 count = campaign.count(what);
        section.figures.append({id, words.text(decisionText(what)), words.number(count), source, out.to, u"review"_s});
        section.bars.append({words.text(decisionText(what)), count, tone});
    }
    section.paragraphs = {words.text(LOTSE_MSG("Started by %1 on %2, with the permissions at that time."),
        {campaign.author, Words::time(campaign.startedAt)})};
    if (!campaign.isOpen())
        section.paragraphs.append(words.text(LOTSE_MSG("Closed on %1."), {Words::time(campaign.closedAt)}));
    out.sections = {section};
    return out;
}

} // namespace lotse::review
