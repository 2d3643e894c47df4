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
    const bool isOfSeveral = !campaign.others.isEmpty();
    out.columns = {columnOf(words, LOTSE_MSG("Project"), 1.1),
        columnOf(words, LOTSE_MSG("Account"), 1.5, Holds::Person), columnOf(words, LOTSE_MSG("Kind"), 0.9),
        columnOf(words, LOTSE_MSG("Permissions"), 2.2), columnOf(words, LOTSE_MSG("Last seen"), 1, Holds::Passing),
        columnOf(words, LOTSE_MSG("Decision"), 0.8), columnOf(words, LOTSE_MSG("Reason"), 1.8),
        columnOf(words, LOTSE_MSG("Reviewer"), 1, Holds::Person), columnOf(words, LOTSE_MSG("Decided on"), 1)};
    out.columns[5].isTone = true;
    if (isOfSeveral) {
        out.columns.prepend(columnOf(words, LOTSE_MSG("Registry"), 1.3));
        out.keys = {0, 1, 2, 3};
    }
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
        if (isOfSeveral)
            out.rows.last().prepend(item.host.isEmpty() ? campaign.host : item.host);
    }
    return out;
}

Table registriesOf(const Campaign &campaign, const Words &words)
{
    Table out;
    out.id = u"registries"_s;
    out.title = words.text(LOTSE_MSG("Registries"));
    out.keys = {0};
    out.columns = {columnOf(words, LOTSE_MSG("Registry"), 2), columnOf(words, LOTSE_MSG("Read as"), 1.5, Holds::Person),
        columnOf(words, LOTSE_MSG("Data as of"), 1.4, Holds::Passing), columnOf(words, LOTSE_MSG("Permissions")),
        columnOf(words, LOTSE_MSG("Decided"))};
    out.columns[3].isNumber = out.columns[4].isNumber = true;
    for (const Reviewed &one : campaign.registries()) {
        qsizetype all = 0, decided = 0;
        for (const Item &item : campaign.items) {
            const bool isHere = (item.host.isEmpty() ? campaign.host : item.host) == one.host;
            all += isHere ? 1 : 0;
            decided += isHere && item.decision.what != Decision::What::None ? 1 : 0;
        }
        out.rows.append({one.host, one.readAs, Words::time(one.at), words.number(all), words.number(decided)});
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
    QStringList hosts, names, versions, readers;
    for (const Reviewed &one : campaign.registries()) {
        hosts.append(one.host);
        names.append(one.registry);
        versions.append(one.version);
        readers.append(one.readAs);
    }
    readers.removeDuplicates();
    versions.removeDuplicates();
    out.registry = names.join(u", "_s);
    out.host = hosts.join(u", "_s);
    out.version = versions.join(u", "_s);
    out.readAs = readers.join(u", "_s);
    out.scope = campaign.projects.isEmpty() ? words.text(LOTSE_MSG("All projects"))
                                            : words.text(LOTSE_MSG("Projects: %1"), {campaign.projects.join(u", "_s)});
    out.madeAt = campaign.at;
    out.from = campaign.at;
    out.to = campaign.isOpen() ? now : campaign.closedAt;
    out.blindSpots = campaign.gapsText([&](const Message &message) { return words.text(message); });
    nameLabels(out, words);
    const qsizetype open = campaign.count(Decision::What::None);
    if (open > 0)
        out.mark = words.text(LOTSE_MSG("This review is not complete: %1 of %2 permissions have no decision."),
            {words.number(open), words.number(campaign.items.size())});
    else if (!out.blindSpots.isEmpty())
        out.mark = words.text(LOTSE_MSG("Some permissions could not be read and were not reviewed."));
    else if (campaign.isOpen())
        out.mark = words.text(LOTSE_MSG("This review is not closed: its decisions can still change."));
    Section section =
        sectionOf(u"review-section"_s, words.text(LOTSE_MSG("Access review")), {tableOf(campaign, words)});
    if (!campaign.others.isEmpty())
        section.tables.prepend(registriesOf(campaign, words));
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
        {campaign.author, Words::time(campaign.at)})};
    if (!campaign.isOpen())
        section.paragraphs.append(words.text(LOTSE_MSG("Closed on %1."), {Words::time(campaign.closedAt)}));
    out.sections = {section};
    return out;
}

} // namespace lotse::review
