// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safetext.h"
#include "harbor/roles.h"
#include "models/access/membermatrix.h"
#include "models/tables/kindtables.h"

namespace lotse::models {

using namespace Qt::StringLiterals;
using harbor::ProjectMember;

int MemberMatrix::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int MemberMatrix::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

QHash<int, QByteArray> MemberMatrix::roleNames() const
{
    return {{Qt::DisplayRole, "display"}, {RankRole, "rank"}, {SystemRole, "bySystem"}, {StagedRole, "staged"}};
}

const ProjectMember *MemberMatrix::member(int row, int column) const
{
    const Holder &holder = m_holders[m_rows[row]];
    const auto found = holder.roles.constFind(m_columns[column]);
    return found != holder.roles.constEnd() && fits(*found, holder) ? &*found : nullptr;
}

QVariant MemberMatrix::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Holder &holder = m_holders[m_rows[index.row()]];
    const Column &project = m_projects[m_columns[index.column()]];
    const ProjectMember *cell = member(index.row(), index.column());
    const bool isBySystem = !cell && holder.isAdmin && m_only != "gone"_L1;
    switch (role) {
    case Qt::DisplayRole:
        return cell             ? harbor::roleName(cell->roleId, cell->roleName).text()
            : isBySystem        ? word(LOTSE_MSG("everything"))
            : project.isRefused ? word(LOTSE_MSG("denied"))
                                : QString();
    case StagedRole:
        return stagedText(holder, m_columns[index.column()]);
    case RankRole:
        return cell ? harbor::roleRank(cell->roleId) : isBySystem ? -1 : 0;
    case SystemRole:
        return isBySystem || (!cell && project.isRefused);
    default:
        return {};
    }
}

QString MemberMatrix::spoken(int row, int column) const
{
    if (row < 0 || row >= m_rows.size() || column < 0 || column >= m_columns.size())
        return {};
    const Holder &holder = m_holders[m_rows[row]];
    const Column &project = m_projects[m_columns[column]];
    const ProjectMember *cell = member(row, column);
    const QString who = safetext::visible(holder.name, true);
    const QString where = safetext::visible(project.name, true);
    const QString staged = stagedText(holder, m_columns[column]);
    const Message now = cell
        ? Message{LOTSE_MSG("%1 in %2: %3"), {who, where, harbor::roleName(cell->roleId, cell->roleName).text()}}
        : holder.isAdmin && m_only != "gone"_L1
        ? Message{LOTSE_MSG("%1 is a system administrator with full access to %2"), {who, where}}
        : project.isRefused ? Message{LOTSE_MSG("members of %1 not available"), {where}}
                            : Message{LOTSE_MSG("%1 is not a member of %2"), {who, where}};
    return staged.isEmpty() ? now.text() : Message{LOTSE_MSG("%1; staged: %2"), {now.text(), staged}}.text();
}

QVariantMap MemberMatrix::rowHead(int row) const
{
    if (row < 0 || row >= m_rows.size())
        return {};
    const Holder &holder = m_holders[m_rows[row]];
    const QString mark = holder.isGone ? word(LOTSE_MSG("deleted"))
        : holder.isAdmin               ? word(LOTSE_MSG("system admin"))
        : holder.isGroup               ? word(LOTSE_MSG("group"))
                                       : QString();
    const QString hint = holder.isGone ? word(LOTSE_MSG("This user was deleted."))
        : holder.isAdmin               ? word(LOTSE_MSG("System administrator: full access to all projects."))
                                       : QString();
    return {{u"name"_s, holder.name}, {u"icon"_s, holder.isGroup ? u"system-users"_s : u"user"_s},
        {u"isAdmin"_s, holder.isAdmin}, {u"isGone"_s, holder.isGone}, {u"projects"_s, holder.roles.size()},
        {u"mark"_s, mark}, {u"hint"_s, hint}};
}

QVariantMap MemberMatrix::columnHead(int column) const
{
    if (column < 0 || column >= m_columns.size())
        return {};
    const Column &project = m_projects[m_columns[column]];
    const QString hint = project.isRefused ? word(LOTSE_MSG("denied"))
        : project.isPublic                 ? word(LOTSE_MSG("public"))
                                           : QString();
    return {{u"name"_s, project.name}, {u"refused"_s, project.isRefused}, {u"hint"_s, hint},
        {u"tip"_s, Message{LOTSE_MSG("Push and pull access to %1, with last use"), {project.name}}.text()}};
}

QVariantMap MemberMatrix::cellFacts(int row, int column) const
{
    if (row < 0 || row >= m_rows.size() || column < 0 || column >= m_columns.size())
        return {};
    const Holder &holder = m_holders[m_rows[row]];
    const Column &project = m_projects[m_columns[column]];
    const ProjectMember *cell = member(row, column);
    QStringList sentences;
    if (holder.isAdmin)
        sentences += word(LOTSE_MSG("System administrator: full access to all projects."));
    if (cell) {
        for (const Message &sentence : harbor::roleSentences(cell->roleId))
            sentences += sentence.text();
    }
    if (holder.isGroup)
        sentences += word(LOTSE_MSG("Harbor does not list group members."));
    if (holder.isGone)
        sentences += word(LOTSE_MSG("This user was deleted; the membership remains."));
    if (project.isPublic)
        sentences += word(LOTSE_MSG("The project is public: anyone can pull from it."));
    if (project.isRefused)
        sentences += word(LOTSE_MSG("No permission to list the members of this project."));
    const bool mayPush = holder.isAdmin || (cell && harbor::roleMay(cell->roleId, u"repository", u"push"));
    return {{u"who"_s, holder.name}, {u"project"_s, project.name},
        {u"role"_s, cell ? harbor::roleName(cell->roleId, cell->roleName).text() : QString()},
        {u"sentences"_s, sentences}, {u"mayPush"_s, mayPush}, {u"isGroup"_s, holder.isGroup}};
}

QString MemberMatrix::copyText() const
{
    const auto clean = [](QString text) { return text.replace(u'\t', u' ').replace(u'\n', u' ').replace(u'\r', u' '); };
    QStringList lines;
    QStringList cells{word(LOTSE_MSG("Member"))};
    for (const int column : m_columns)
        cells += clean(m_projects[column].name);
    lines += cells.join(u'\t');
    for (int row = 0; row < m_rows.size(); ++row) {
        cells = {clean(m_holders[m_rows[row]].name)};
        for (int column = 0; column < m_columns.size(); ++column)
            cells += clean(data(index(row, column), Qt::DisplayRole).toString());
        lines += cells.join(u'\t');
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace lotse::models
