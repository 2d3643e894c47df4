// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/membermatrix.h"

#include "base/languagewatch.h"
#include "harbor/roles.h"

#include <QCoreApplication>

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using harbor::ProjectMember;

static constexpr qint64 builtInAdmin = 1; // Harbor's own administrator, whom the list of users leaves out

MemberMatrix::MemberMatrix(QObject *parent)
    : QAbstractTableModel(parent)
{
    connect(&m_joined, &JoinedSource::finished, this, &MemberMatrix::gathered);
    connect(&m_joined, &JoinedSource::progressed, this, &MemberMatrix::progressChanged);
    // Roles and notes are words.
    if (LanguageWatch *language = LanguageWatch::of(QCoreApplication::instance())) {
        connect(language, &LanguageWatch::changed, this, [this] {
            if (!m_rows.isEmpty() && !m_columns.isEmpty())
                emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
            emit shownChanged();
            emit stateChanged();
        });
    }
}

void MemberMatrix::setSession(Session *session)
{
    // The way to the registry is the session's: without it, nothing may be asked any more.
    const auto forget = [this] {
        m_joined.cancel();
        m_client = harbor::Client(nullptr);
    };
    if (!m_session.set(session, this, forget))
        return;
    emit sourceChanged();
    forget();
    if (session)
        setSource(session->harbor());
}

void MemberMatrix::setSource(const harbor::Client &client)
{
    m_client = client;
    refresh();
}

void MemberMatrix::refresh()
{
    if (!m_client.transport())
        return;
    m_joined.start(m_client,
        {{"projects", {}, {}}, {"project-members", {}, {}},
            {"users", {},
                {LOTSE_MSG("No permission to list users: system administrators and deleted users are not marked."),
                    {}}}});
    m_state = u"loading"_s;
    m_error = {};
    m_note = {};
    emit stateChanged();
    emit progressChanged();
}

void MemberMatrix::cancel()
{
    if (!m_joined.isRunning())
        return;
    m_joined.cancel();
    m_state = m_holders.isEmpty() ? u"idle"_s : u"partial"_s;
    m_note = {LOTSE_MSG("Stopped; the list is incomplete. Refresh to load it again."), {}};
    emit stateChanged();
}

void MemberMatrix::gathered()
{
    m_error = m_joined.error();
    if (m_error) {
        m_state = m_holders.isEmpty() ? u"error"_s : u"partial"_s;
        m_note = m_error.message;
        emit stateChanged();
        return;
    }
    build();
    m_asOf = QDateTime::currentDateTimeUtc();
    m_note = m_joined.note();
    m_state = !m_note.isEmpty() ? u"partial"_s : m_holders.isEmpty() ? u"empty"_s : u"ready"_s;
    emit stateChanged();
}

void MemberMatrix::build()
{
    QSet<QString> refused;
    const harbor::PagedList &members = m_joined.walk("project-members");
    for (const harbor::PagedList::Refusal &refusal : members.refusals)
        refused.insert(refusal.parent);

    m_projects.clear();
    const QList<harbor::Project> projects = m_joined.values<harbor::Project>("projects");
    for (const harbor::Project &project : projects)
        m_projects.append({project.name, project.isPublic(), refused.contains(project.name)});
    std::sort(m_projects.begin(), m_projects.end(),
        [](const Column &a, const Column &b) { return a.name.compare(b.name, Qt::CaseInsensitive) < 0; });
    QHash<QString, int> numbers;
    m_projectPlaces.clear();
    for (int i = 0; i < m_projects.size(); ++i)
        m_projectPlaces.insert(m_projects[i].name, i);
    for (int i = 0; i < m_projects.size(); ++i)
        numbers.insert(m_projects[i].name, i);

    m_holders.clear();
    QHash<QString, int> known;
    for (qsizetype i = 0; i < members.rows.size(); ++i) {
        const auto member = members.rows[i].value.value<ProjectMember>();
        const auto project = numbers.constFind(members.parents.value(i));
        if (project == numbers.constEnd())
            continue; // made since the projects were read
        const bool isGroup = member.entityType == "g"_L1;
        const QString id = member.entityType + QString::number(member.entityId);
        auto found = known.constFind(id);
        if (found == known.constEnd()) {
            Holder holder;
            holder.name = member.entityName;
            holder.isGroup = isGroup;
            holder.isGone = member.entityName.isEmpty();
            if (holder.isGone)
                holder.name = (isGroup ? Message{LOTSE_MSG("group %1"), {QString::number(member.entityId)}}
                                       : Message{LOTSE_MSG("user %1"), {QString::number(member.entityId)}})
                                  .text();
            holder.isAdmin = !isGroup && member.entityId == builtInAdmin;
            found = known.insert(id, int(m_holders.size()));
            m_holders.append(holder);
        }
        m_holders[*found].roles.insert(*project, member);
    }
    markUsers();
    std::sort(m_holders.begin(), m_holders.end(), [](const Holder &a, const Holder &b) {
        return a.isGroup != b.isGroup ? b.isGroup : a.name.compare(b.name, Qt::CaseInsensitive) < 0;
    });
    arrange();
}

// Who is a system administrator may do everything, as a member or not; who is in no list of users any more is gone.
void MemberMatrix::markUsers()
{
    const harbor::PagedList &walk = m_joined.walk("users");
    if (!m_joined.has("users"))
        return;
    QHash<qint64, harbor::User> users;
    for (const json::Record &record : walk.rows) {
        const auto user = record.value.value<harbor::User>();
        users.insert(user.userId, user);
    }
    QSet<qint64> seen;
    for (Holder &holder : m_holders) {
        if (holder.isGroup || holder.roles.isEmpty())
            continue;
        const qint64 id = holder.roles.begin()->entityId;
        seen.insert(id);
        const auto user = users.constFind(id);
        if (user != users.constEnd())
            holder.isAdmin = user->sysadminFlag || user->adminRoleInAuth;
        else if (id != builtInAdmin && walk.isComplete())
            holder.isGone = true;
    }
    for (const harbor::User &user : std::as_const(users)) {
        if ((user.sysadminFlag || user.adminRoleInAuth) && !seen.contains(user.userId)) {
            Holder holder;
            holder.name = user.username;
            holder.isAdmin = true;
            m_holders.append(holder);
        }
    }
}

bool MemberMatrix::fits(const ProjectMember &member, const Holder &holder) const
{
    if (m_only == "push"_L1)
        return harbor::roleMay(member.roleId, u"repository", u"push");
    if (m_only == "admin"_L1)
        return member.roleId == harbor::ProjectAdmin;
    if (m_only == "gone"_L1)
        return holder.isGone;
    return true;
}

void MemberMatrix::arrange()
{
    beginResetModel();
    m_columns.clear();
    for (int i = 0; i < m_projects.size(); ++i) {
        if (m_projectFilter.isEmpty() || m_projects[i].name.contains(m_projectFilter, Qt::CaseInsensitive))
            m_columns.append(i);
    }
    m_rows.clear();
    for (int i = 0; i < m_holders.size(); ++i) {
        const Holder &holder = m_holders[i];
        if (!m_filter.isEmpty() && !holder.name.contains(m_filter, Qt::CaseInsensitive))
            continue;
        // With a filter on, who has nothing in the columns that are left is no answer.
        const bool isNarrowed = !m_only.isEmpty() || !m_projectFilter.isEmpty();
        const bool isEverywhere = holder.isAdmin && m_only != "gone"_L1;
        const bool isThere = isEverywhere || std::any_of(m_columns.begin(), m_columns.end(), [&](int column) {
            const auto found = holder.roles.constFind(column);
            return found != holder.roles.constEnd() && fits(*found, holder);
        });
        if (!isNarrowed || isThere)
            m_rows.append(i);
    }
    endResetModel();
    emit shownChanged();
}

void MemberMatrix::setFilter(const QString &text)
{
    if (m_filter == text)
        return;
    m_filter = text;
    arrange();
}

void MemberMatrix::setProjectFilter(const QString &text)
{
    if (m_projectFilter == text)
        return;
    m_projectFilter = text;
    arrange();
}

void MemberMatrix::setOnly(const QString &only)
{
    if (m_only == only)
        return;
    m_only = only;
    arrange();
}

} // namespace lotse::models
