// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/access/projectaccess.h"

#include "harbor/audit.h"
#include "harbor/query.h"
#include "harbor/roles.h"
#include "harbor/user.h"
#include "models/access/robottable.h"
#include "models/tables/kindtables.h"

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;
using harbor::Robot;

static AccessHolder holderOf(const Row &row)
{
    return row.record.value.value<AccessHolder>();
}

static Row rowOf(const QString &key, const AccessHolder &holder, const QByteArray &raw)
{
    return {key, {}, {QVariant::fromValue(holder), raw}};
}

static Cell mayCell(bool may, bool isActive, const char *what)
{
    if (!may)
        return {word(LOTSE_MSG("no")), u"off"_s, {}, 0};
    return {isActive ? word(what) : word(LOTSE_MSG("not now")), isActive ? u"ok"_s : u"off"_s,
        isActive ? QString() : word(LOTSE_MSG("The permission is granted, but the account is disabled or expired.")),
        isActive ? 2 : 1};
}

ProjectAccess::ProjectAccess(QObject *parent)
    : JoinedTable(parent)
{
    const auto last = [this](const QString &operation) {
        return [this, operation](const Row &row) { return lastCell(row, operation); };
    };
    setColumns({column<AccessHolder>(u"name"_s, LOTSE_MSG("Who"), ColumnKind::Text, 220,
                    [](const AccessHolder &h) { return Cell::plain(h.name); }),
        column<AccessHolder>(u"kind"_s, LOTSE_MSG("Kind"), ColumnKind::Text, 62,
            [](const AccessHolder &h) {
                return Cell::plain(h.kind == "user"_L1 ? word(LOTSE_MSG("user"))
                        : h.kind == "group"_L1         ? word(LOTSE_MSG("group"))
                        : h.kind == "robot"_L1         ? word(LOTSE_MSG("robot"))
                                                       : word(LOTSE_MSG("anyone")));
            }),
        column<AccessHolder>(u"push"_s, LOTSE_MSG("Push"), ColumnKind::State, 92,
            [](const AccessHolder &h) { return mayCell(h.mayPush, h.isActive, LOTSE_MSG("may push")); }),
        column<AccessHolder>(u"pull"_s, LOTSE_MSG("Pull"), ColumnKind::State, 92,
            [](const AccessHolder &h) { return mayCell(h.mayPull, h.isActive, LOTSE_MSG("may pull")); }),
        Column{u"pulled"_s, LOTSE_MSG("Last pull here"), ColumnKind::Time, 132, last(u"pull"_s), {}, false},
        Column{u"pushed"_s, LOTSE_MSG("Last push here"), ColumnKind::Time, 132, last(u"create"_s), {}, false},
        column<AccessHolder>(
            u"by"_s, LOTSE_MSG("By"), ColumnKind::Text, 150, [](const AccessHolder &h) { return Cell::plain(h.by); }),
        column<AccessHolder>(u"delete"_s, LOTSE_MSG("Delete"), ColumnKind::State, 104,
            [](const AccessHolder &h) { return mayCell(h.mayDelete, h.isActive, LOTSE_MSG("may delete")); }),
        column<AccessHolder>(u"expires"_s, LOTSE_MSG("Expires"), ColumnKind::State, 150,
            [this](const AccessHolder &h) { return h.robot.id > 0 ? expiryCell(h.robot, now()) : Cell(); })});
    TableModel::sortBy(u"push"_s, true);
}

void ProjectAccess::setProject(const QString &project)
{
    if (m_project == project)
        return;
    m_project = project;
    emit sourceChanged();
    schedule();
}

QList<JoinedPart> ProjectAccess::parts() const
{
    const harbor::Params project{{u"project_name"_s, m_project}, {u"project_name_or_id"_s, m_project}};
    return {{"project", project, {}},
        {"project-members", project, {LOTSE_MSG("Members are not shown: no permission to list them."), {}}},
        {"project-robots", project,
            {LOTSE_MSG("Project robot accounts are not shown: no permission to list them."), {}}},
        {"robots", {}, {LOTSE_MSG("System robot accounts are not shown: no permission to list them."), {}}},
        {"users", {},
            {LOTSE_MSG("System administrators (full access) are not shown: no permission to list users."), {}}}};
}

void ProjectAccess::addMembers(const JoinedSource &parts, QList<Row> &rows) const
{
    QHash<qint64, harbor::User> admins;
    for (const auto &user : parts.values<harbor::User>("users")) {
        if (user.sysadminFlag || user.adminRoleInAuth)
            admins.insert(user.userId, user);
    }
    const auto makeAll = [](AccessHolder &holder) {
        holder.mayPull = holder.mayPush = holder.mayDelete = true;
        holder.by = word(LOTSE_MSG("system administrator"));
    };
    for (const json::Record &record : parts.walk("project-members").rows) {
        const auto member = record.value.value<harbor::ProjectMember>();
        AccessHolder holder;
        holder.name = member.entityName;
        holder.kind = member.entityType == "g"_L1 ? u"group"_s : u"user"_s;
        // Harbor keeps members whose user or group was deleted, without a name.
        if (holder.name.isEmpty())
            holder.name = (holder.kind == "group"_L1
                    ? Message{LOTSE_MSG("group %1 (deleted)"), {QString::number(member.entityId)}}
                    : Message{LOTSE_MSG("user %1 (deleted)"), {QString::number(member.entityId)}})
                              .text();
        holder.by = harbor::roleName(member.roleId, member.roleName).text();
        holder.mayPull = harbor::roleMay(member.roleId, u"repository", u"pull");
        holder.mayPush = harbor::roleMay(member.roleId, u"repository", u"push");
        holder.mayDelete = harbor::roleMay(member.roleId, u"artifact", u"delete");
        // Harbor's own administrator is in no list of users.
        if (holder.kind == "user"_L1 && (admins.remove(member.entityId) || member.entityId == 1))
            makeAll(holder);
        rows.append(rowOf(u"member/%1"_s.arg(member.id), holder, record.raw));
    }
    for (const harbor::User &user : std::as_const(admins)) {
        AccessHolder holder;
        holder.name = user.username;
        holder.kind = u"user"_s;
        makeAll(holder);
        rows.append(rowOf(u"user/%1"_s.arg(user.userId), holder, {}));
    }
}

void ProjectAccess::addRobots(const JoinedSource &parts, QList<Row> &rows) const
{
    for (const QByteArray &kind : {QByteArray("project-robots"), QByteArray("robots")}) {
        for (const json::Record &record : parts.walk(kind).rows) {
            AccessHolder holder;
            holder.robot = record.value.value<Robot>();
            holder.name = holder.robot.name;
            holder.kind = u"robot"_s;
            holder.by =
                kind == "robots" ? word(LOTSE_MSG("system robot account")) : word(LOTSE_MSG("project robot account"));
            holder.mayPull = harbor::robotMay(holder.robot, m_project, u"repository", u"pull");
            holder.mayPush = harbor::robotMay(holder.robot, m_project, u"repository", u"push");
            holder.mayDelete = harbor::robotMay(holder.robot, m_project, u"artifact", u"delete")
                || harbor::robotMay(holder.robot, m_project, u"repository", u"delete");
            holder.isActive = !holder.robot.disable
                && (holder.robot.expiresAt < 0 || holder.robot.expiresAt > now().toSecsSinceEpoch());
            const QStringList projects = harbor::robotProjects(holder.robot);
            if (kind == "robots" && !projects.contains(m_project) && !projects.contains(u"*"_s))
                continue;
            rows.append(rowOf(u"robot/%1"_s.arg(holder.robot.id), holder, record.raw));
        }
    }
}

QList<Row> ProjectAccess::build(const JoinedSource &parts)
{
    m_last.clear();
    QList<Row> rows;
    const auto projects = parts.values<harbor::Project>("project");
    if (!projects.isEmpty() && projects.first().isPublic()) {
        AccessHolder anybody;
        anybody.name = word(LOTSE_MSG("Anyone, including anonymous users"));
        anybody.kind = u"anybody"_s;
        anybody.by = word(LOTSE_MSG("the project is public"));
        anybody.mayPull = true;
        rows.append(rowOf(u"anybody"_s, anybody, {}));
    }
    addMembers(parts, rows);
    addRobots(parts, rows);
    return rows;
}

bool ProjectAccess::isShown(const Row &row, const QString &only) const
{
    const AccessHolder holder = holderOf(row);
    return only == "push"_L1  ? holder.mayPush
        : only == "pull"_L1   ? holder.mayPull
        : only == "delete"_L1 ? holder.mayDelete
                              : true;
}

// A row opens what it did: the audit trail of this holder.
Place ProjectAccess::placeOf(const QString &key) const
{
    const auto holder = rowValue(key).value<AccessHolder>();
    return holder.kind == "user"_L1 || holder.kind == "robot"_L1 ? Place::user(holder.name) : Place();
}

QList<JoinedTable::Question> ProjectAccess::questions(const Row &row) const
{
    const AccessHolder holder = holderOf(row);
    if (holder.kind != "user"_L1 && holder.kind != "robot"_L1)
        return {};
    QList<Question> out;
    for (const QString &operation : {u"pull"_s, u"create"_s}) {
        harbor::Query query;
        query.equals(u"username"_s, holder.name)
            .equals(u"operation"_s, operation)
            .equals(u"resource_type"_s, u"artifact"_s);
        if (query.ok())
            out.append({operation, "project-audit",
                {{u"project_name"_s, m_project}, {u"q"_s, query.text()}, {u"sort"_s, u"-op_time"_s},
                    {u"page_size"_s, u"1"_s}}});
    }
    return out;
}

void ProjectAccess::answered(const QString &key, const QString &name, const Result<harbor::Page> &page)
{
    Last last;
    last.isKnown = true;
    if (!page) {
        last.error = page.error();
    } else if (!page->records.rows.isEmpty()) {
        const auto entry = page->records.rows.first().value.value<harbor::AuditEntry>();
        last.time = entry.opTime;
        last.what = entry.resource;
    }
    m_last.insert(key + u'\n' + name, last);
}

Cell ProjectAccess::lastCell(const Row &row, const QString &operation) const
{
    const AccessHolder holder = holderOf(row);
    if (holder.kind == "group"_L1)
        return {u"\u2013"_s, {}, word(LOTSE_MSG("Harbor does not list group members.")), qint64(-2)};
    if (holder.kind == "anybody"_L1)
        return {u"\u2013"_s, {}, {}, qint64(-2)};
    const Last last = m_last.value(row.key + u'\n' + operation);
    if (!last.isKnown)
        return {u"\u2026"_s, {}, word(LOTSE_MSG("Loaded when the row is visible")), qint64(-1)};
    if (last.error)
        return {word(LOTSE_MSG("unknown")), {}, last.error.text(), qint64(-1)};
    if (!last.time.isValid())
        return {word(LOTSE_MSG("never")), {}, word(LOTSE_MSG("No such entry in the audit trail of the project.")),
            qint64(0)};
    Cell cell = Cell::time(last.time);
    cell.tip += u'\n' + last.what;
    return cell;
}

} // namespace lotse::models
