// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/findings.h"
#include "demo/handlers.h"

#include "demo/dates.h"
#include "demo/filter.h"
#include "demo/jsonvalue.h"

using namespace Qt::StringLiterals;

namespace lotse::demo {

namespace {

constexpr auto Report11 = "application/vnd.security.vulnerability.report; version=1.1";

QString text(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes);
}

/// "/api/v2.0/projects/p/repositories/a%252Fb/artifacts/"
QString hrefOf(const Repository &repository)
{
    const QString project = repository.name.section(u'/', 0, 0);
    return u"/api/v2.0/projects/%1/repositories/%2/artifacts/"_s.arg(
        project, repository.name.section(u'/', 1).replace(u"/"_s, u"%252F"_s));
}

QString iconOf(const Artifact &artifact)
{
    const QString kind = artifact.accessoryType.isEmpty() ? artifact.type : artifact.accessoryType;
    return kind == "CHART"_L1           ? u"sha256:61cf3a178ff0f75bf08a25d96b75cf7355dc197749a9f128ed3ef34b0df05518"_s
        : kind == "signature.cosign"_L1 ? u"sha256:20401d5b3a0f6dbc607c8d732eb08471af4ae6b19811a4efce8c6a724aed2882"_s
        : kind == "IMAGE"_L1            ? u"sha256:0048162a053eef4d4ce3fe7518615bef084403614f8bca43b40ae2e762e11e06"_s
                                        : u"sha256:da834479c923584f4cbcdecc0dac61f32bef1d51e8aae598cf16bd154efab49f"_s;
}

QJsonValue orNull(const QJsonArray &array)
{
    return array.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(array);
}

QJsonObject linksOf(const Repository &repository, const Artifact &artifact)
{
    const QString base = hrefOf(repository) + text(artifact.digest) + u"/additions/"_s;
    const auto link = [](const QString &href) { return QJsonObject{{u"absolute"_s, false}, {u"href"_s, href}}; };
    QJsonObject links;
    if (artifact.type == "CHART"_L1) {
        for (const QString &name : {u"dependencies"_s, u"readme.md"_s, u"values.yaml"_s})
            links.insert(name, link(base + name));
    } else if (artifact.type == "IMAGE"_L1) {
        if (artifact.children.isEmpty())
            links.insert(u"build_history"_s, link(base + u"build_history"_s));
        links.insert(u"vulnerabilities"_s, link(base + u"vulnerabilities"_s));
        // The name of the link and the end of its path differ, and the digest is that of the SBOM: empty without one.
        links.insert(u"sboms"_s, link(hrefOf(repository) + u"/additions/sbom"_s));
    }
    return links;
}

QJsonObject accessoryOf(const State &state, const Artifact &accessory)
{
    const Artifact &subject = *state.artifacts.constFind(accessory.subject);
    return {{u"artifact_id"_s, accessory.id}, {u"creation_time"_s, stamp(accessory.pushed)},
        {u"digest"_s, text(accessory.digest)}, {u"icon"_s, iconOf(accessory)}, {u"id"_s, accessory.accessoryId},
        {u"size"_s, accessory.size}, {u"subject_artifact_digest"_s, text(subject.digest)},
        {u"subject_artifact_id"_s, subject.id},
        {u"subject_artifact_repo"_s, state.repositories.constFind(subject.repository)->name},
        {u"type"_s, accessory.accessoryType}};
}

QJsonArray tagsOf(Call &call, const Repository &repository, qint64 artifact)
{
    QJsonArray tags;
    for (const Tag &tag : repository.tags) {
        if (tag.artifact != artifact)
            continue;
        const bool isImmutable = call.flag(u"with_immutable_status"_s) && call.state.isImmutable(repository, tag.name);
        tags.append(QJsonObject{{u"artifact_id"_s, artifact}, {u"id"_s, tag.id}, {u"immutable"_s, isImmutable},
            {u"name"_s, tag.name}, {u"pull_time"_s, stamp(tag.pulled)}, {u"push_time"_s, stamp(tag.pushed)},
            {u"repository_id"_s, repository.id}});
    }
    return tags;
}

QJsonObject sbomOf(const State &state, const Artifact &artifact)
{
    const Artifact &sbom = *state.artifacts.constFind(artifact.sbom);
    return {{u"duration"_s, 3}, {u"end_time"_s, stamp(sbom.pushed)}, {u"sbom_digest"_s, text(sbom.digest)},
        {u"scan_status"_s, u"Success"_s}, {u"scanner"_s, scanner()}, {u"start_time"_s, stamp(sbom.pushed.addSecs(-3))}};
}

QJsonObject render(Call &call, const Repository &repository, const Artifact &artifact)
{
    // A list and a single artifact have their tags unless told otherwise.
    const bool withTags = call.query.value(u"with_tag"_s, u"true"_s) != "false"_L1;
    QJsonArray accessories;
    if (call.flag(u"with_accessory"_s)) {
        for (const qint64 id : artifact.accessories)
            accessories.append(accessoryOf(call.state, call.state.artifacts[id]));
    }
    QJsonArray references;
    for (const Child &child : artifact.children) {
        QJsonObject platform = child.platform;
        platform.insert(u"OsFeatures"_s, QJsonValue::Null);
        references.append(QJsonObject{{u"child_digest"_s, text(child.digest)}, {u"child_id"_s, child.artifact},
            {u"parent_id"_s, artifact.id}, {u"platform"_s, platform}, {u"urls"_s, QJsonValue::Null}});
    }
    QJsonArray labels;
    if (call.flag(u"with_label"_s)) {
        for (const qint64 id : artifact.labels) {
            if (const QJsonObject *const label = call.state.table(u"labels"_s).find(u"id"_s, QString::number(id)))
                labels.append(visible(*label));
        }
    }
    QJsonObject out{{u"accessories"_s, orNull(accessories)}, {u"digest"_s, text(artifact.digest)},
        {u"icon"_s, iconOf(artifact)}, {u"id"_s, artifact.id}, {u"labels"_s, orNull(labels)},
        {u"manifest_media_type"_s, text(artifact.manifestMediaType)}, {u"media_type"_s, text(artifact.mediaType)},
        {u"project_id"_s, repository.project}, {u"pull_time"_s, stamp(artifact.pulled)},
        {u"push_time"_s, stamp(artifact.pushed)}, {u"references"_s, orNull(references)},
        {u"repository_id"_s, repository.id}, {u"repository_name"_s, repository.name}, {u"size"_s, artifact.size},
        {u"tags"_s, withTags ? orNull(tagsOf(call, repository, artifact.id)) : QJsonValue(QJsonValue::Null)},
        {u"type"_s, artifact.type}};
    if (!artifact.artifactType.isEmpty())
        out.insert(u"artifact_type"_s, text(artifact.artifactType));
    const QJsonObject links = linksOf(repository, artifact);
    if (!links.isEmpty())
        out.insert(u"addition_links"_s, links);
    if (!artifact.annotations.isEmpty())
        out.insert(u"annotations"_s, artifact.annotations);
    if (!artifact.extraAttributes.isEmpty())
        out.insert(u"extra_attrs"_s, artifact.extraAttributes);
    if (call.flag(u"with_scan_overview"_s) && !scanStatusOf(artifact, call.now).isEmpty()) {
        const QByteArray wanted = header(call.request.headers, "X-Accept-Vulnerabilities");
        if (wanted.isEmpty() || wanted.contains(Report11))
            out.insert(u"scan_overview"_s, QJsonObject{{QLatin1String(Report11), overviewOf(artifact, call.now)}});
    }
    if (call.flag(u"with_sbom_overview"_s) && artifact.sbom > 0)
        out.insert(u"sbom_overview"_s, sbomOf(call.state, artifact));
    return out;
}

bool tagsFit(const Term &term, const QStringList &tags)
{
    if (term.kind == Term::Kind::Exact && term.values.first() == "nil"_L1)
        return tags.isEmpty();
    if (term.kind == Term::Kind::Exact && term.values.first() == "*"_L1)
        return !tags.isEmpty();
    return satisfies(term, QJsonArray::fromStringList(tags));
}

bool fits(const Filter &filter, const Repository &repository, const Artifact &artifact, bool withAll)
{
    if (!withAll && (!artifact.accessoryType.isEmpty()))
        return false;
    QStringList tags;
    for (const Tag &tag : repository.tags) {
        if (tag.artifact == artifact.id)
            tags.append(tag.name);
    }
    // Children of an index are listed only where they have a tag of their own.
    if (!withAll && artifact.isChild && tags.isEmpty())
        return false;
    for (const Term &term : filter) {
        if (term.key == "tags"_L1 && !tagsFit(term, tags))
            return false;
    }
    return passes(filter, [&](const QString &key) -> QJsonValue {
        if (key == "labels"_L1) {
            QJsonArray labels;
            for (const qint64 label : artifact.labels)
                labels.append(label);
            return labels;
        }
        if (key == "id"_L1)
            return artifact.id;
        if (key == "type"_L1)
            return artifact.type;
        if (key == "digest"_L1)
            return text(artifact.digest);
        if (key == "media_type"_L1)
            return text(artifact.mediaType);
        if (key == "artifact_type"_L1)
            return text(artifact.artifactType);
        if (key == "manifest_media_type"_L1)
            return text(artifact.manifestMediaType);
        if (key == "size"_L1)
            return artifact.size;
        if (key == "push_time"_L1)
            return stamp(artifact.pushed);
        if (key == "pull_time"_L1)
            return stamp(artifact.pulled);
        return QJsonValue(QJsonValue::Undefined);
    });
}

Response list(Call &call, const QList<const Repository *> &repositories)
{
    QString why;
    auto filter = parseFilter(call.query.value(u"q"_s), &why);
    if (!filter)
        return fail(400, why);
    bool withAll = false;
    for (const Term &term : std::as_const(*filter))
        withAll = withAll || (term.key == "base"_L1 && term.values.first() == "*"_L1);
    const bool onlyLatest = call.flag(u"latest_in_repository"_s);
    QList<QJsonObject> keys;
    for (const Repository *const repository : repositories) {
        qint64 newest = 0;
        for (const qint64 id : repository->artifacts) {
            const Artifact &artifact = call.state.artifacts[id];
            if (!fits(*filter, *repository, artifact, withAll))
                continue;
            if (onlyLatest && newest && call.state.artifacts[newest].pushed < artifact.pushed)
                keys.removeLast();
            else if (onlyLatest && newest)
                continue;
            newest = id;
            keys.append(
                {{u"id"_s, id}, {u"push_time"_s, stamp(artifact.pushed)}, {u"pull_time"_s, stamp(artifact.pulled)},
                    {u"size"_s, artifact.size}, {u"digest"_s, text(artifact.digest)}, {u"type"_s, artifact.type}});
        }
    }
    // The filter is applied already; page() finds nothing more to take away, and repeats it in the Link.
    return page(call, keys, u"-push_time"_s, [&](const QJsonObject &key) {
        const Artifact &artifact = call.state.artifacts[key[u"id"_s].toInteger()];
        return QJsonValue(render(call, call.state.repositories[artifact.repository], artifact));
    });
}

} // namespace

std::optional<Response> findRepository(Call &call, Repository *&repository)
{
    const QString name = (*call.project)[u"name"_s].toString() + u'/' + call.path[u"repository"_s];
    repository = call.state.repository(name);
    if (!repository)
        return fail(404, u"repository %1 not found"_s.arg(name));
    return std::nullopt;
}

std::optional<Response> findArtifact(Call &call, Repository *&repository, Artifact *&artifact)
{
    const QString name = (*call.project)[u"name"_s].toString() + u'/' + call.path[u"repository"_s];
    const QString reference = call.path[u"reference"_s];
    repository = call.state.repository(name);
    artifact = repository ? call.state.artifact(*repository, reference) : nullptr;
    if (!artifact)
        return fail(
            404, u"artifact %1%2%3 not found"_s.arg(name, reference.contains(u':') ? u"@"_s : u":"_s, reference));
    return std::nullopt;
}

void removeArtifact(State &state, Repository &repository, qint64 id)
{
    for (const qint64 accessory : QList<qint64>(state.artifacts[id].accessories))
        removeArtifact(state, repository, accessory);
    repository.tags.removeIf([id](const auto &entry) { return entry.value().artifact == id; });
    repository.artifacts.removeAll(id);
    for (Artifact &other : state.artifacts)
        other.accessories.removeAll(id);
    state.artifacts.remove(id);
}

Response listArtifacts(Call &call)
{
    Repository *repository = nullptr;
    if (auto missing = findRepository(call, repository))
        return *missing;
    return list(call, {repository});
}

Response listProjectArtifacts(Call &call)
{
    const QString q = call.query.value(u"q"_s);
    const bool hasType =
        q.contains("artifact_type"_L1) != q.contains(",media_type"_L1) || q.startsWith("media_type"_L1);
    if (call.flag(u"latest_in_repository"_s) && !hasType)
        return fail(400,
            u"bad request: either 'media_type' or 'artifact_type' must be specified, but not both, when querying with "
            "latest_in_repository"_s);
    QList<const Repository *> repositories;
    for (const Repository &repository : std::as_const(call.state.repositories)) {
        if (repository.project == call.projectId())
            repositories.append(&repository);
    }
    return list(call, repositories);
}

Response getArtifact(Call &call)
{
    Repository *repository = nullptr;
    Artifact *artifact = nullptr;
    if (auto missing = findArtifact(call, repository, artifact))
        return *missing;
    return reply(render(call, *repository, *artifact));
}

Response listAccessories(Call &call)
{
    Repository *repository = nullptr;
    Artifact *artifact = nullptr;
    if (auto missing = findArtifact(call, repository, artifact))
        return *missing;
    QList<QJsonObject> rows;
    for (const qint64 id : std::as_const(artifact->accessories))
        rows.append(accessoryOf(call.state, call.state.artifacts[id]));
    return page(call, rows, u"id"_s);
}

Response deleteArtifact(Call &call)
{
    Repository *repository = nullptr;
    Artifact *artifact = nullptr;
    if (auto missing = findArtifact(call, repository, artifact))
        return *missing;
    for (const Tag &tag : std::as_const(repository->tags)) {
        if (tag.artifact == artifact->id && call.state.isImmutable(*repository, tag.name))
            return fail(
                412, u"the artifact %1 is configured as immutable, cannot be deleted"_s.arg(text(artifact->digest)));
    }
    for (const Artifact &other : std::as_const(call.state.artifacts)) {
        for (const Child &child : other.children) {
            if (child.artifact == artifact->id)
                return fail(412, u"the deleting artifact %1 is referenced by others"_s.arg(text(artifact->digest)),
                    u"VIOLATE_FOREIGN_KEY_CONSTRAINT"_s);
        }
    }
    removeArtifact(call.state, *repository, artifact->id);
    return done();
}

Response copyArtifact(Call &call)
{
    const QString from = call.query.value(u"from"_s);
    const bool byDigest = from.contains(u'@');
    const QString name = byDigest ? from.section(u'@', 0, 0) : from.left(from.lastIndexOf(u':'));
    const QString reference = byDigest ? from.section(u'@', 1) : from.mid(from.lastIndexOf(u':') + 1);
    Repository *const source = call.state.repository(name);
    const Artifact *const found = source ? call.state.artifact(*source, reference) : nullptr;
    if (!found)
        return fail(404, u"artifact %1 not found"_s.arg(from));
    if (call.project->contains(u"registry_id"_s))
        return fail(405, u"cannot copy the artifact to a proxy cache project"_s);
    if (!call.allows(source->project, u"repository"_s, u"pull"_s))
        return refuse(call);
    const QString target = (*call.project)[u"name"_s].toString() + u'/' + call.path[u"repository"_s];
    Repository *repository = call.state.repository(target);
    const Artifact original = *found; // what is inserted below may move it
    const QString digest = text(original.digest);
    // All tags of the digest go along, and are moved in the target; an immutable one stops it.
    QList<Tag> tags;
    for (const Tag &tag : std::as_const(source->tags)) {
        if (tag.artifact != original.id)
            continue;
        tags.append(tag);
        const bool isTaken = repository && repository->tags.contains(tag.name);
        if (isTaken && call.state.isImmutable(*repository, tag.name))
            return fail(412, u"the tag %1 configured as immutable, cannot be overwritten"_s.arg(tag.name));
    }
    if (!repository) {
        Repository fresh;
        fresh.id = call.state.repositories.lastKey() + 1;
        fresh.project = call.projectId();
        fresh.name = target;
        fresh.created = fresh.updated = call.now;
        repository = &*call.state.repositories.insert(fresh.id, fresh);
    }
    if (!call.state.artifact(*repository, digest)) {
        Artifact copy = original;
        copy.id = call.state.nextArtifact++;
        copy.repository = repository->id;
        copy.pushed = call.now;
        copy.pulled = {};
        copy.labels.clear();
        copy.accessories.clear();
        copy.sbom = 0;
        copy.isChild = false;
        repository->artifacts.append(copy.id);
        call.state.artifacts.insert(copy.id, copy);
    }
    const Artifact *const copied = call.state.artifact(*repository, digest);
    for (Tag tag : std::as_const(tags)) {
        tag.id = call.state.nextTag++;
        tag.artifact = copied->id;
        tag.pushed = call.now;
        tag.pulled = {};
        repository->tags.insert(tag.name, tag);
    }
    return done(201, hrefOf(*repository) + digest);
}

} // namespace lotse::demo
