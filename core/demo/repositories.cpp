// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/handlers.h"

#include "demo/dates.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lotse::demo {

namespace {

QJsonObject render(const State &state, const Repository &repository)
{
    // Children of an index and accessories are not counted.
    const qint64 count = std::count_if(repository.artifacts.begin(), repository.artifacts.end(), [&](qint64 id) {
        const Artifact &artifact = *state.artifacts.constFind(id);
        return !artifact.isChild && artifact.accessoryType.isEmpty();
    });
    QJsonObject out{{u"id"_s, repository.id}, {u"project_id"_s, repository.project}, {u"name"_s, repository.name},
        {u"artifact_count"_s, count}, {u"pull_count"_s, repository.pulls},
        {u"creation_time"_s, stamp(repository.created)}, {u"update_time"_s, stamp(repository.updated)}};
    if (!repository.description.isEmpty())
        out.insert(u"description"_s, repository.description);
    return out;
}

} // namespace

Response listAllRepositories(Call &call)
{
    QList<QJsonObject> rows;
    for (const Repository &repository : std::as_const(call.state.repositories)) {
        if (call.allows(repository.project, u"repository"_s, u"list"_s))
            rows.append(render(call.state, repository));
    }
    return page(call, rows, u"-creation_time"_s);
}

Response listRepositories(Call &call)
{
    QList<QJsonObject> rows;
    for (const Repository &repository : std::as_const(call.state.repositories)) {
        if (repository.project == call.projectId())
            rows.append(render(call.state, repository));
    }
    return page(call, rows, u"-creation_time"_s);
}

Response getRepository(Call &call)
{
    Repository *repository = nullptr;
    if (auto missing = findRepository(call, repository))
        return *missing;
    return reply(render(call.state, *repository));
}

Response updateRepository(Call &call)
{
    Repository *repository = nullptr;
    if (auto missing = findRepository(call, repository))
        return *missing;
    repository->description = call.body.value(u"description"_s).toString();
    repository->updated = call.now;
    return done();
}

Response deleteRepository(Call &call)
{
    Repository *repository = nullptr;
    if (auto missing = findRepository(call, repository))
        return *missing;
    for (const Tag &tag : std::as_const(repository->tags)) {
        if (call.state.isImmutable(*repository, tag.name))
            return fail(412, u"the repository %1 contains immutable tags, cannot be deleted"_s.arg(repository->name));
    }
    for (const qint64 id : std::as_const(repository->artifacts))
        call.state.artifacts.remove(id);
    call.state.repositories.remove(repository->id);
    return done();
}

Response listTags(Call &call)
{
    Repository *repository = nullptr;
    Artifact *artifact = nullptr;
    if (auto missing = findArtifact(call, repository, artifact))
        return *missing;
    QList<QJsonObject> rows;
    for (const Tag &tag : std::as_const(repository->tags)) {
        const bool isImmutable = call.flag(u"with_immutable_status"_s) && call.state.isImmutable(*repository, tag.name);
        if (tag.artifact == artifact->id)
            rows.append({{u"artifact_id"_s, artifact->id}, {u"id"_s, tag.id}, {u"immutable"_s, isImmutable},
                {u"name"_s, tag.name}, {u"pull_time"_s, stamp(tag.pulled)}, {u"push_time"_s, stamp(tag.pushed)},
                {u"repository_id"_s, repository->id}});
    }
    return page(call, rows, u"-push_time"_s);
}

Response addTag(Call &call)
{
    Repository *repository = nullptr;
    Artifact *artifact = nullptr;
    if (auto missing = findArtifact(call, repository, artifact))
        return *missing;
    const QString name = call.body.value(u"name"_s).toString();
    static const QRegularExpression legal(u"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$"_s);
    if (!legal.match(name).hasMatch())
        return fail(400, u"invalid tag name: %1"_s.arg(name));
    if (repository->tags.contains(name))
        return fail(409, u"tag %1 already exists under the repository %2"_s.arg(name, QString::number(repository->id)));
    repository->tags.insert(name, {call.state.nextTag++, artifact->id, name, call.now, {}});
    return done(201);
}

Response deleteTag(Call &call)
{
    Repository *repository = nullptr;
    Artifact *artifact = nullptr;
    if (auto missing = findArtifact(call, repository, artifact))
        return *missing;
    const QString name = call.path[u"tag_name"_s];
    if (!repository->tags.contains(name) || repository->tags[name].artifact != artifact->id)
        return fail(404, u"tag %1 attached to artifact %2 not found"_s.arg(name, QString::number(artifact->id)));
    if (call.state.isImmutable(*repository, name))
        return fail(412, u"the tag %1 configured as immutable, cannot be deleted"_s.arg(name));
    repository->tags.remove(name);
    return done();
}

Response addArtifactLabel(Call &call)
{
    Repository *repository = nullptr;
    Artifact *artifact = nullptr;
    if (auto missing = findArtifact(call, repository, artifact))
        return *missing;
    const qint64 id = call.body.value(u"id"_s).toInteger();
    if (!call.state.table(u"labels"_s).find(u"id"_s, QString::number(id)))
        return fail(404, u"label %1 not found"_s.arg(id));
    if (artifact->labels.contains(id))
        return fail(409, u"label %1 is already added to the artifact %2"_s.arg(id).arg(artifact->id));
    artifact->labels.append(id);
    return done();
}

Response removeArtifactLabel(Call &call)
{
    Repository *repository = nullptr;
    Artifact *artifact = nullptr;
    if (auto missing = findArtifact(call, repository, artifact))
        return *missing;
    if (!artifact->labels.removeOne(call.path[u"label_id"_s].toLongLong()))
        return fail(404, u"reference with label %1 not found"_s.arg(call.path[u"label_id"_s]));
    return done();
}

} // namespace lotse::demo
