// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/handlers.h"

#include "demo/dates.h"
#include "demo/roles.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lotse::demo {

namespace {

qint64 repositoryCount(const State &state, qint64 project)
{
    return std::count_if(state.repositories.begin(), state.repositories.end(),
        [project](const Repository &repository) { return repository.project == project; });
}

QJsonObject render(Call &call, const QJsonObject &row)
{
    QJsonObject out = visible(row);
    const qint64 id = row[u"project_id"_s].toInteger();
    out.insert(u"repo_count"_s, repositoryCount(call.state, id));
    const QList<int> roles = rolesIn(call.state, call.who, id);
    if (!roles.isEmpty())
        out.insert(u"current_user_role_id"_s, roles.first());
    QJsonArray list;
    for (const int role : roles)
        list.append(role);
    out.insert(u"current_user_role_ids"_s, roles.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(list));
    return out;
}

bool isPublic(const QJsonObject &row)
{
    return row[u"metadata"_s][u"public"_s].toString() == "true"_L1;
}

bool sees(const Call &call, const QJsonObject &row)
{
    return call.allows(row[u"project_id"_s].toInteger(), u"project"_s, u"read"_s);
}

QJsonObject *quotaOf(State &state, qint64 project)
{
    for (QJsonObject &quota : state.table(u"quotas"_s).rows) {
        if (quota[u"ref"_s][u"id"_s].toInteger() == project)
            return &quota;
    }
    return nullptr;
}

} // namespace

Response listProjects(Call &call)
{
    QList<QJsonObject> rows;
    const bool ofAll = call.allows(0, u"project"_s, u"list"_s);
    for (const QJsonObject &row : std::as_const(call.state.table(u"projects"_s).rows)) {
        if (!ofAll && !sees(call, row))
            continue;
        if (!row[u"name"_s].toString().contains(call.query.value(u"name"_s), Qt::CaseInsensitive))
            continue;
        if (call.query.contains(u"public"_s) && call.flag(u"public"_s) != isPublic(row))
            continue;
        if (call.query.contains(u"owner"_s) && row[u"owner_name"_s].toString() != call.query[u"owner"_s])
            continue;
        QJsonObject copy = row;
        // q asks for "public", which is kept among the strings of the metadata.
        copy.insert(u"public"_s, isPublic(row));
        rows.append(copy);
    }
    return page(call, rows, u"name"_s, [&](QJsonObject row) {
        row.remove(u"public"_s);
        return render(call, row);
    });
}

Response headProject(Call &call)
{
    return call.state.project(call.query.value(u"project_name"_s), true)
        ? done()
        : fail(404, u"project %1 not found"_s.arg(call.query.value(u"project_name"_s)));
}

Response createProject(Call &call)
{
    const QString name = call.body.value(u"project_name"_s).toString();
    static const QRegularExpression legal(u"^[a-z0-9]+(?:[._-][a-z0-9]+)*$"_s);
    const bool onlyAdmins =
        call.state.documents[u"configuration"_s][u"project_creation_restriction"_s].toString() == "adminonly"_L1;
    if (onlyAdmins && !call.isSystemAdmin() && !call.allows(0, u"project"_s, u"create"_s))
        return refuse(call);
    if (!legal.match(name).hasMatch())
        return fail(400, u"project name is not in lower case or contains illegal characters"_s);
    if (call.state.project(name, true))
        return fail(409, u"The project named %1 already exists"_s.arg(name));
    Table &projects = call.state.table(u"projects"_s);
    const qint64 id = projects.next++;
    QJsonObject metadata = call.body.value(u"metadata"_s).toObject();
    if (!metadata.contains(u"public"_s))
        metadata.insert(u"public"_s, call.body.value(u"public"_s).toBool() ? u"true"_s : u"false"_s);
    const QString now = stamp(call.now);
    QJsonObject row{{u"project_id"_s, id}, {u"name"_s, name}, {u"owner_id"_s, 1}, {u"owner_name"_s, call.who.name},
        {u"creation_time"_s, now}, {u"update_time"_s, now}, {u"metadata"_s, metadata},
        {u"cve_allowlist"_s,
            QJsonObject{{u"id"_s, id + 100}, {u"project_id"_s, id}, {u"items"_s, QJsonArray()},
                {u"creation_time"_s, stamp({})}, {u"update_time"_s, stamp({})}}}};
    if (call.body.value(u"registry_id"_s).isDouble())
        row.insert(u"registry_id"_s, call.body.value(u"registry_id"_s));
    projects.rows.append(row);
    const qint64 limit = call.body.contains(u"storage_limit"_s) ? call.body.value(u"storage_limit"_s).toInteger() : -1;
    call.state.table(u"quotas"_s)
        .add({{u"creation_time"_s, now}, {u"update_time"_s, now}, {u"hard"_s, QJsonObject{{u"storage"_s, limit}}},
            {u"used"_s, QJsonObject{{u"storage"_s, 0}}},
            {u"ref"_s, QJsonObject{{u"id"_s, id}, {u"name"_s, name}, {u"owner_name"_s, QString()}}}});
    const QJsonObject *const user = call.state.table(u"users"_s).find(u"username"_s, call.who.name);
    call.state.table(u"members"_s)
        .add({{u"_project"_s, id}, {u"project_id"_s, id},
            {u"entity_id"_s, user ? (*user)[u"user_id"_s].toInteger() : 1}, {u"entity_name"_s, call.who.name},
            {u"entity_type"_s, u"u"_s}, {u"role_id"_s, 1}, {u"role_name"_s, u"projectAdmin"_s}});
    return done(201, u"/api/v2.0/projects/"_s + QString::number(id));
}

Response getProject(Call &call)
{
    return reply(render(call, *call.project));
}

Response updateProject(Call &call)
{
    QJsonObject &row = *call.project;
    QJsonObject metadata = row[u"metadata"_s].toObject();
    const QJsonObject changes = call.body.value(u"metadata"_s).toObject();
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (!it.value().isString())
            return fail(422,
                u"validation failure list:\nparsing project body from \"\" failed, because json: cannot unmarshal into "
                "Go struct field ProjectMetadata.%1 of type string"_s.arg(it.key()));
        metadata.insert(it.key(), it.value());
    }
    row.insert(u"metadata"_s, metadata);
    if (call.body.value(u"cve_allowlist"_s).isObject()) {
        QJsonObject list = row[u"cve_allowlist"_s].toObject();
        const QJsonObject given = call.body.value(u"cve_allowlist"_s).toObject();
        list.insert(u"items"_s, given[u"items"_s].toArray());
        if (given[u"expires_at"_s].isDouble())
            list.insert(u"expires_at"_s, given[u"expires_at"_s]);
        else
            list.remove(u"expires_at"_s);
        list.insert(u"update_time"_s, stamp(call.now));
        row.insert(u"cve_allowlist"_s, list);
    }
    row.insert(u"update_time"_s, stamp(call.now));
    return done();
}

Response deleteProject(Call &call)
{
    const qint64 id = call.projectId();
    if (repositoryCount(call.state, id) > 0)
        return fail(412, u"precondition failed: the project contains repositories, can not be deleted"_s);
    const auto ofProject = [id](const QJsonObject &row) { return row[u"project_id"_s].toInteger() == id; };
    call.state.table(u"members"_s).rows.removeIf(ofProject);
    call.state.table(u"labels"_s).rows.removeIf(ofProject);
    call.state.table(u"quotas"_s).rows.removeIf([id](const QJsonObject &row) {
        return row[u"ref"_s][u"id"_s].toInteger() == id;
    });
    call.state.table(u"projects"_s).rows.removeIf(ofProject);
    call.project = nullptr;
    return done();
}

Response projectDeletable(Call &call)
{
    if (repositoryCount(call.state, call.projectId()) > 0)
        return reply(QJsonObject{{u"message"_s, u"the project contains repositories, can not be deleted"_s}});
    return reply(QJsonObject{{u"deletable"_s, true}});
}

Response projectSummary(Call &call)
{
    const qint64 id = call.projectId();
    QJsonObject out{{u"repo_count"_s, repositoryCount(call.state, id)}};
    if (const QJsonObject *const quota = quotaOf(call.state, id))
        out.insert(u"quota"_s, QJsonObject{{u"hard"_s, (*quota)[u"hard"_s]}, {u"used"_s, (*quota)[u"used"_s]}});
    if (call.allows(id, u"member"_s, u"list"_s)) {
        static const QMap<int, QString> names{{1, u"project_admin_count"_s}, {2, u"developer_count"_s},
            {3, u"guest_count"_s}, {4, u"maintainer_count"_s}, {5, u"limited_guest_count"_s}};
        for (const QJsonObject &member : std::as_const(call.state.table(u"members"_s).rows)) {
            const QString name = names.value(int(member[u"role_id"_s].toInteger()));
            if (member[u"project_id"_s].toInteger() == id && !name.isEmpty())
                out.insert(name, out[name].toInteger() + 1);
        }
    }
    if (call.project->contains(u"registry_id"_s)) {
        const QJsonObject *const registry =
            call.state.table(u"registries"_s)
                .find(u"id"_s, QString::number((*call.project)[u"registry_id"_s].toInteger()));
        if (registry)
            out.insert(u"registry"_s, visible(*registry));
    }
    return reply(out);
}

Response listMetadata(Call &call)
{
    return reply((*call.project)[u"metadata"_s]);
}

Response getMetadata(Call &call)
{
    const QString name = call.path[u"meta_name"_s];
    const QJsonValue value = (*call.project)[u"metadata"_s][name];
    return value.isUndefined() ? reply(QJsonObject()) : reply(QJsonObject{{name, value}});
}

Response setMetadata(Call &call)
{
    QJsonObject metadata = (*call.project)[u"metadata"_s].toObject();
    const bool isNew = call.request.method == "POST";
    for (auto it = call.body.constBegin(); it != call.body.constEnd(); ++it) {
        if (isNew && metadata.contains(it.key()))
            return fail(409, u"the metadata %1 already exists"_s.arg(it.key()));
        metadata.insert(it.key(), it.value());
    }
    call.project->insert(u"metadata"_s, metadata);
    return done();
}

Response deleteMetadata(Call &call)
{
    QJsonObject metadata = (*call.project)[u"metadata"_s].toObject();
    metadata.remove(call.path[u"meta_name"_s]);
    call.project->insert(u"metadata"_s, metadata);
    return done();
}

Response addMember(Call &call)
{
    const QJsonObject user = call.body.value(u"member_user"_s).toObject();
    const QJsonObject group = call.body.value(u"member_group"_s).toObject();
    const bool isUser = !user.isEmpty();
    Table &members = call.state.table(u"members"_s);
    Table &entities = call.state.table(isUser ? u"users"_s : u"usergroups"_s);
    const QString idKey = isUser ? u"user_id"_s : u"id"_s;
    const QString nameKey = isUser ? u"username"_s : u"group_name"_s;
    const QJsonObject &given = isUser ? user : group;
    const QJsonObject *const entity = given[idKey].isDouble()
        ? entities.find(idKey, QString::number(given[idKey].toInteger()))
        : entities.find(nameKey, given[nameKey].toString());
    if (!entity)
        return fail(404, u"the member %1 is not found"_s.arg(given[nameKey].toString()));
    const qint64 project = call.projectId();
    const QString type = isUser ? u"u"_s : u"g"_s;
    for (const QJsonObject &member : std::as_const(members.rows)) {
        if (member[u"project_id"_s].toInteger() == project && member[u"entity_type"_s].toString() == type
            && member[u"entity_name"_s] == (*entity)[nameKey])
            return fail(409, u"The project member specified already exist"_s);
    }
    static const QMap<int, QString> names{
        {1, u"projectAdmin"_s}, {2, u"developer"_s}, {3, u"guest"_s}, {4, u"maintainer"_s}, {5, u"limitedGuest"_s}};
    const int role = int(call.body.value(u"role_id"_s).toInteger());
    if (!names.contains(role))
        return fail(400, u"the role id %1 is not supported"_s.arg(role));
    const qint64 id = members.add({{u"_project"_s, project}, {u"project_id"_s, project},
        {u"entity_id"_s, (*entity)[idKey]}, {u"entity_name"_s, (*entity)[nameKey]}, {u"entity_type"_s, type},
        {u"role_id"_s, role}, {u"role_name"_s, names.value(role)}});
    return done(201, QString::fromLatin1(call.request.path) + u'/' + QString::number(id));
}

Response search(Call &call)
{
    const QString wanted = call.query.value(u"q"_s);
    QJsonArray projects;
    QJsonArray repositories;
    for (const QJsonObject &row : std::as_const(call.state.table(u"projects"_s).rows)) {
        if (!sees(call, row))
            continue;
        const QString project = row[u"name"_s].toString();
        if (project.contains(wanted, Qt::CaseInsensitive))
            projects.append(render(call, row));
        for (const Repository &repository : std::as_const(call.state.repositories)) {
            if (repository.project == row[u"project_id"_s].toInteger()
                && repository.name.contains(wanted, Qt::CaseInsensitive)) {
                QJsonObject hit{{u"project_id"_s, repository.project}, {u"project_name"_s, project},
                    {u"project_public"_s, isPublic(row)}, {u"repository_name"_s, repository.name},
                    {u"artifact_count"_s, repository.artifacts.size()}};
                if (!isPublic(row))
                    hit.remove(u"project_public"_s);
                if (repository.pulls > 0)
                    hit.insert(u"pull_count"_s, repository.pulls);
                repositories.append(hit);
            }
        }
    }
    return reply(QJsonObject{{u"project"_s, projects}, {u"repository"_s, repositories}});
}

Response statistics(Call &call)
{
    qint64 projects[2] = {0, 0};
    qint64 repositories[2] = {0, 0};
    for (const QJsonObject &row : std::as_const(call.state.table(u"projects"_s).rows)) {
        if (!sees(call, row))
            continue;
        const int index = isPublic(row) ? 1 : 0;
        ++projects[index];
        repositories[index] += repositoryCount(call.state, row[u"project_id"_s].toInteger());
    }
    QJsonObject out{{u"private_project_count"_s, projects[0]}, {u"public_project_count"_s, projects[1]},
        {u"private_repo_count"_s, repositories[0]}, {u"public_repo_count"_s, repositories[1]},
        {u"total_project_count"_s, 0}, {u"total_repo_count"_s, 0}};
    // As Harbor does: the totals stay 0 for all others.
    if (call.isSystemAdmin()) {
        out.insert(u"total_project_count"_s, projects[0] + projects[1]);
        out.insert(u"total_repo_count"_s, repositories[0] + repositories[1]);
        qint64 used = 0;
        for (const QJsonObject &quota : std::as_const(call.state.table(u"quotas"_s).rows))
            used += quota[u"used"_s][u"storage"_s].toInteger();
        out.insert(u"total_storage_consumption"_s, used);
    }
    return reply(out);
}

} // namespace lotse::demo
