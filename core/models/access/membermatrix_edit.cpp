// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/roles.h"
#include "models/access/membermatrix.h"
#include "models/follow.h"
#include "models/tables/kindtables.h"

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using change::Change;
using harbor::ProjectMember;

namespace {

constexpr qint64 noRole = 0; ///< to be removed

QJsonObject whoJson(bool isGroup, const QString &name)
{
    return isGroup ? QJsonObject{{u"member_group"_s, QJsonObject{{u"group_name"_s, name}}}}
                   : QJsonObject{{u"member_user"_s, QJsonObject{{u"username"_s, name}}}};
}

Change addition(const QString &project, const QString &name, bool isGroup, qint64 role)
{
    Change out;
    out.operation = "createProjectMember";
    out.path = {{u"project_name_or_id"_s, project}};
    out.names = {{u"project"_s, project}, {u"member"_s, name}};
    out.body = whoJson(isGroup, name);
    out.body.insert(u"role_id"_s, role);
    return out;
}

} // namespace

void MemberMatrix::setChanges(ChangeList *changes)
{
    if (!follow(m_changes, changes, this, &ChangeList::stagedChanged, &MemberMatrix::readStaged))
        return;
    readStaged();
    emit sourceChanged();
}

QString MemberMatrix::stageKey(const QString &project, const QString &member)
{
    return project + u'\n' + member;
}

// The staged roles by project and member, once for all cells: a drawing asks for each of them.
void MemberMatrix::readStaged()
{
    m_staged.clear();
    if (m_changes) {
        for (const Change &change : m_changes->plan().changes) {
            if (m_changes->isDone(change.id))
                continue;
            const QString project = change.names.value(u"project"_s);
            const QString key = stageKey(project,
                change.path.contains(u"mid"_s) ? u'#' + change.path.value(u"mid"_s) : change.names.value(u"member"_s));
            if (change.operation == "createProjectMember")
                m_staged.insert(key, change.body.value(u"role_id"_s).toInteger());
            else if (change.operation == "updateProjectMember" && !change.edits.isEmpty())
                m_staged.insert(key, change.edits.first().after.toInteger());
            else if (change.operation == "deleteProjectMember")
                m_staged.insert(key, noRole);
        }
    }
    if (!m_rows.isEmpty() && !m_columns.isEmpty())
        emit dataChanged(index(0, 0), index(int(m_rows.size()) - 1, int(m_columns.size()) - 1), {StagedRole});
}

QString MemberMatrix::stagedText(const Holder &holder, int project) const
{
    if (m_staged.isEmpty())
        return {};
    const auto member = holder.roles.constFind(project);
    const auto found = m_staged.constFind(stageKey(m_projects[project].name,
        member == holder.roles.constEnd() ? holder.name : u'#' + QString::number(member->id)));
    if (found == m_staged.constEnd())
        return {};
    return *found == noRole ? word(LOTSE_MSG("removed")) : harbor::roleName(*found, {}).text();
}

QVariantList MemberMatrix::roleChoices() const
{
    QVariantList out;
    for (const qint64 role :
        {harbor::ProjectAdmin, harbor::Maintainer, harbor::Developer, harbor::Guest, harbor::LimitedGuest})
        out.append(QVariantMap{{u"role"_s, role}, {u"text"_s, harbor::roleName(role, {}).text()}});
    out.append(QVariantMap{{u"role"_s, noRole}, {u"text"_s, word(LOTSE_MSG("Remove from the project"))}});
    return out;
}

QString MemberMatrix::whyNotEdit(int row, int column) const
{
    if (row < 0 || row >= m_rows.size() || column < 0 || column >= m_columns.size())
        return word(LOTSE_MSG("Select a cell first."));
    const Holder &holder = m_holders[m_rows[row]];
    if (m_projects[m_columns[column]].isRefused)
        return Message{
            LOTSE_MSG("The members of %1 are not known to this account."), {m_projects[m_columns[column]].name}}
            .text();
    if (holder.isGone && !holder.roles.contains(m_columns[column]))
        return word(LOTSE_MSG("This account is in no list of users any more."));
    if (m_changes) {
        if (const QString reason = m_changes->whyNot(u"updateProjectMember"_s); !reason.isEmpty())
            return reason;
    }
    return {};
}

bool MemberMatrix::stageRole(int row, int firstColumn, int lastColumn, int role)
{
    QStringList projects;
    for (int column = std::min(firstColumn, lastColumn); column <= std::max(firstColumn, lastColumn); ++column) {
        if (whyNotEdit(row, column).isEmpty())
            projects.append(m_projects[m_columns[column]].name);
    }
    if (projects.isEmpty())
        return false;
    const Holder &holder = m_holders[m_rows[row]];
    return grant(holder.name, holder.isGroup, projects, role);
}

const MemberMatrix::Holder *MemberMatrix::holderNamed(const QString &name, bool isGroup) const
{
    const auto holder = std::find_if(m_holders.begin(), m_holders.end(),
        [&](const Holder &one) { return one.name == name && one.isGroup == isGroup; });
    return holder == m_holders.end() ? nullptr : &*holder;
}

std::optional<Change> MemberMatrix::roleChange(
    const Holder *holder, const QString &name, bool isGroup, const QString &project, int role) const
{
    const int at = m_projectPlaces.value(project, -1);
    if (!holder || at < 0 || !holder->roles.contains(at))
        return role == noRole ? std::nullopt : std::optional<Change>(addition(project, name, isGroup, role));
    const ProjectMember member = holder->roles.value(at);
    Change change;
    change.operation = role == noRole ? "deleteProjectMember" : "updateProjectMember";
    change.path = {{u"project_name_or_id"_s, project}, {u"mid"_s, QString::number(member.id)}};
    change.names = {{u"project"_s, project}};
    if (!member.entityName.isEmpty()) // whose user is gone has none
        change.names.insert(u"member"_s, member.entityName);
    change.edits = {
        {u"role_id"_s, member.roleId, role == noRole ? QJsonValue(QJsonValue::Undefined) : QJsonValue(role)}};
    return change;
}

bool MemberMatrix::grant(const QString &name, bool isGroup, const QStringList &projects, int role)
{
    if (!m_changes || name.isEmpty())
        return false;
    const Holder *holder = holderNamed(name, isGroup);
    QList<Change> changes;
    for (const QString &project : projects) {
        if (const std::optional<Change> change = roleChange(holder, name, isGroup, project, role))
            changes.append(*change);
    }
    return !changes.isEmpty() && m_changes->stage(changes);
}

bool MemberMatrix::copyRoles(
    const QString &from, bool isFromGroup, const QString &name, bool isGroup, const QStringList &projects)
{
    const Holder *giver = holderNamed(from, isFromGroup);
    if (!m_changes || !giver || name.isEmpty())
        return false;
    const Holder *taker = holderNamed(name, isGroup);
    QList<Change> changes;
    for (const QString &project : projects) {
        const auto role = giver->roles.constFind(m_projectPlaces.value(project, -1));
        if (role == giver->roles.constEnd())
            continue;
        if (const std::optional<Change> change = roleChange(taker, name, isGroup, project, int(role->roleId)))
            changes.append(*change);
    }
    return !changes.isEmpty() && m_changes->stage(changes);
}

QStringList MemberMatrix::projectsOf(const QString &name, bool isGroup) const
{
    QStringList out;
    if (const Holder *holder = holderNamed(name, isGroup)) {
        for (auto it = holder->roles.begin(); it != holder->roles.end(); ++it)
            out.append(m_projects[it.key()].name);
    }
    out.sort();
    return out;
}

QVariantList MemberMatrix::holders() const
{
    QVariantList out;
    for (const Holder &holder : m_holders) {
        if (holder.roles.isEmpty() || holder.isGone)
            continue;
        out.append(QVariantMap{{u"name"_s, holder.name}, {u"isGroup"_s, holder.isGroup},
            {u"text"_s, holder.isGroup ? Message{LOTSE_MSG("%1 (group)"), {holder.name}}.text() : holder.name}});
    }
    return out;
}

QStringList MemberMatrix::projectNames() const
{
    QStringList out;
    for (const Column &project : m_projects) {
        if (!project.isRefused)
            out.append(project.name);
    }
    return out;
}

} // namespace lotse::models
