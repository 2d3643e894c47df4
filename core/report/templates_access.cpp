// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/accessrows.h"
#include "report/templates.h"

#include <QMap>

namespace lotse::report::sections {

using namespace Qt::StringLiterals;
using namespace lotse::posture;

namespace {

QString expiryText(const AccessRow &row, const Words &words)
{
    if (row.isDisabled)
        return words.text(LOTSE_MSG("disabled"));
    return row.expires.isValid() ? row.expires.toUTC().date().toString(Qt::ISODate) : words.text(LOTSE_MSG("never"));
}

Table tableOf(const QString &id, const char *title, QList<Column> columns, const Words &words)
{
    Table out;
    out.id = id;
    out.title = words.text(title);
    columns.append(columnOf(words, LOTSE_MSG("Decision"), 0.9));
    columns.append(columnOf(words, LOTSE_MSG("Signed off by, on"), 1.2));
    out.columns = columns;
    return out;
}

QString sentencesOf(const AccessRow &row, const Words &words)
{
    QStringList out;
    for (const Message &sentence : row.sentences)
        out.append(words.text(sentence));
    return out.join(u' ');
}

Table rolesTable(const QMap<int, QStringList> &allowed, const Words &words)
{
    Table out;
    out.id = u"roles"_s;
    out.title = words.text(LOTSE_MSG("Permissions by role"));
    out.columns = {columnOf(words, LOTSE_MSG("Role"), 1), columnOf(words, LOTSE_MSG("Permissions"), 5)};
    out.rows = {{words.text(LOTSE_MSG("System administrator")),
        words.text(LOTSE_MSG("Reads and changes everything in the registry."))}};
    for (const QStringList &row : allowed)
        out.rows.append(row);
    return out;
}

} // namespace

QList<Section> accessReview(const Source &source, const Words &words)
{
    const Column name = columnOf(words, LOTSE_MSG("User"), 1.4, Holds::Person);
    const Column seen = columnOf(words, LOTSE_MSG("Last seen"), 1.1, Holds::Passing);
    Table admins = tableOf(u"admins"_s, LOTSE_MSG("System administrators"),
        {name, columnOf(words, LOTSE_MSG("Email"), 1.8, Holds::Person), seen}, words);
    Table members = tableOf(u"members"_s, LOTSE_MSG("Members of projects"),
        {columnOf(words, LOTSE_MSG("Project"), 1.1), columnOf(words, LOTSE_MSG("Member"), 1.3),
            columnOf(words, LOTSE_MSG("Kind"), 0.6), columnOf(words, LOTSE_MSG("Role"), 1), seen},
        words);
    Table robots = tableOf(u"robots"_s, LOTSE_MSG("Robot accounts"),
        {columnOf(words, LOTSE_MSG("Robot account"), 1.4), columnOf(words, LOTSE_MSG("Expires"), 0.8),
            columnOf(words, LOTSE_MSG("Permissions"), 3), seen},
        words);
    admins.keys = {0};
    members.keys = {0, 1, 2};
    robots.keys = {0};
    Table unseen;
    unseen.id = u"unseen"_s;
    unseen.title = words.text(LOTSE_MSG("Not seen in the last 90 days"));
    unseen.columns = {columnOf(words, LOTSE_MSG("Account"), 2, Holds::Person),
        columnOf(words, LOTSE_MSG("Project"), 1.4), columnOf(words, LOTSE_MSG("Kind"))};
    const QStringList robotKinds{u"robots"_s, u"project-robots"_s};
    const QStringList trailKinds = QStringList{u"audit-of-users"_s, u"audit-of-robots"_s, u"users"_s} + robotKinds;
    admins.empty = emptyOf(source, {u"users"_s}, LOTSE_MSG("No user is listed as a system administrator."), words);
    members.empty = emptyOf(source, {u"project-members"_s}, LOTSE_MSG("No project has members."), words);
    robots.empty = emptyOf(source, robotKinds, LOTSE_MSG("There are no robot accounts."), words);
    unseen.empty = emptyOf(source, trailKinds, LOTSE_MSG("All accounts were seen."), words);
    unseen.keys = {0, 1, 2};
    QMap<int, QStringList> allowed; // what each role allows, the most powerful first
    const QList<AccessRow> rows = accessRows(source.posture->facts, source.projects);
    for (const AccessRow &row : rows) {
        const QString last = row.lastSeen.isValid() ? Words::time(row.lastSeen)
            : row.isSeenKnown                       ? words.text(LOTSE_MSG("not in the last 90 days"))
                                                    : u"–"_s;
        if (row.isSeenKnown && !row.lastSeen.isValid() && row.kind != AccessRow::Kind::Group)
            unseen.rows.append({row.name, row.project.isEmpty() ? u"–"_s : row.project,
                words.text(row.kind == AccessRow::Kind::Admin ? LOTSE_MSG("System administrator")
                        : row.kind == AccessRow::Kind::Robot  ? LOTSE_MSG("Robot account")
                                                              : LOTSE_MSG("User"))});
        if (row.kind == AccessRow::Kind::Admin)
            admins.rows.append({row.name, row.email, last, {}, {}});
        else if (row.kind == AccessRow::Kind::Robot)
            robots.rows.append({row.name, expiryText(row, words), row.rights, last, {}, {}});
        else {
            const QString role = words.text(harbor::roleName(row.role, row.roleWord));
            members.rows.append({row.project, row.name,
                words.text(row.kind == AccessRow::Kind::Group ? LOTSE_MSG("Group") : LOTSE_MSG("User")), role, last, {},
                {}});
            allowed.insert(-harbor::roleRank(row.role), {role, sentencesOf(row, words)});
        }
    }
    Section out = sectionOf(u"access"_s, words.text(LOTSE_MSG("Permissions overview")),
        {admins, members, robots, unseen, rolesTable(allowed, words)});
    const auto figure = [&](const QStringList &kinds, const Table &table) {
        out.figures.append(figureOf(
            source, kinds, table.id, table.title, words.number(table.rows.size()), table.rows.isEmpty(), table.id));
    };
    figure({u"users"_s}, admins);
    figure({u"project-members"_s}, members);
    figure(robotKinds, robots);
    figure(trailKinds, unseen);
    out.paragraphs = {words.text(LOTSE_MSG("Enter keep, change or revoke in each row, and sign it.")),
        words.text(LOTSE_MSG("Last seen is the last entry of the account in the audit trail. Harbor does not log every "
                             "sign-in, and groups have no entries of their own."))};
    return {out};
}

} // namespace lotse::report::sections
