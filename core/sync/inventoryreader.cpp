// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/inventoryreader.h"

#include "base/keptmessage.h"
#include "harbor/artifact.h"
#include "harbor/project.h"
#include "harbor/repository.h"

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

QString platformOf(const harbor::Platform &platform)
{
    QString out = platform.os;
    for (const QString &part : {platform.architecture, platform.variant}) {
        if (!part.isEmpty())
            out += u'/' + part;
    }
    return out == "unknown/unknown"_L1 ? QString() : out;
}

struct ImageFacts {
    Q_GADGET
public:
    FIELD(QString, architecture)
    FIELD(QString, os)
    FIELD(QString, variant)
};

store::ArtifactRow rowOf(const harbor::Artifact &artifact)
{
    store::ArtifactRow row;
    row.remoteId = artifact.id;
    row.repository = artifact.repositoryName;
    row.digest = artifact.digest;
    row.kind = artifact.type;
    row.mediaType = artifact.manifestMediaType;
    row.artifactType = artifact.artifactType;
    row.size = artifact.size;
    row.pushedAt = artifact.pushTime;
    row.pulledAt = artifact.pullTime;
    row.isScannable = artifact.isScannable();
    for (const harbor::Tag &tag : artifact.tags)
        row.tags.append({tag.name, tag.pushTime, tag.pullTime});
    row.hasLabels = true;
    for (const harbor::Label &label : artifact.labels)
        row.labels.append(label.name);
    for (const harbor::Reference &child : artifact.references)
        row.children.append({child.childDigest, platformOf(child.platform)});
    if (artifact.references.isEmpty() && !artifact.extraAttrs.text.isEmpty()) {
        // What an image says of itself is free; where it is not as usual there is no platform to show.
        if (const Result<ImageFacts> facts = json::decode<ImageFacts>(artifact.extraAttrs.text))
            row.platform = platformOf({facts->architecture, facts->os, {}, {}, facts->variant});
    }
    return row;
}

QString reasonOf(const harbor::PagedList &walk)
{
    QStringList reasons;
    for (const harbor::PagedList::Refusal &refusal : walk.refusals)
        reasons.append(toKept(refusal.error.message));
    for (const Error &error : walk.unreadable)
        reasons.append(toKept(error.message));
    return reasons.mid(0, 3).join(u' ');
}

} // namespace

InventoryReader::InventoryReader(std::shared_ptr<RequestQueue> queue, const QDateTime &at, QObject *parent)
    : QObject(parent)
    , m_queue(std::move(queue))
{
    m_listing.at = at;
}

void InventoryReader::start()
{
    // The list of projects cannot be sorted by number.
    read("projects", {{u"sort"_s, u"name"_s}}, [this](const Result<harbor::PagedList> &walk) { onProjects(walk); });
}

void InventoryReader::read(const char *kind, harbor::Params params, Walked end)
{
    ++m_open;
    if (!params.contains(u"sort"_s))
        params.insert(u"sort"_s, u"id"_s);
    harbor::Client(m_queue).walk(
        *harbor::endpoint(kind), params, this, {}, [this, end = std::move(end)](const Result<harbor::PagedList> &walk) {
            if (m_isOver || m_queue->isStopped())
                return;
            end(walk);
            --m_open;
            ended();
        });
}

void InventoryReader::onProjects(const Result<harbor::PagedList> &walk)
{
    if (!walk) {
        m_isOver = true;
        emit failed(walk.error());
        return;
    }
    m_listing.hasAllProjects = walk->isComplete();
    for (const json::Record &record : walk->rows) {
        const auto project = record.value.value<harbor::Project>();
        m_listing.projects.append({project.projectId, project.name, project.isPublic()});
        m_repositoryCounts.insert(project.name, project.repoCount);
    }
    read("repositories", {}, [this](const Result<harbor::PagedList> &all) { onRepositories(all); });
}

// The list over all projects is one request for a hundred repositories. It is believed for a project that it names as
// many repositories of as the project itself counts; any other project is asked by itself.
void InventoryReader::onRepositories(const Result<harbor::PagedList> &walk)
{
    if (walk)
        keepRepositories(*walk);
    QHash<QString, qint64> counts;
    for (const store::RepositoryRow &row : std::as_const(m_listing.repositories))
        ++counts[row.project];
    for (const store::ProjectRow &project : std::as_const(m_listing.projects)) {
        const qint64 expected = m_repositoryCounts.value(project.name);
        if (walk && walk->isComplete() && counts.value(project.name) == expected)
            m_listing.completeRepositories.insert(project.name);
        else
            readRepositories(project.name);
    }
}

void InventoryReader::readRepositories(const QString &project)
{
    read(
        "project-repositories", {{u"project_name"_s, project}}, [this, project](const Result<harbor::PagedList> &walk) {
            if (!walk) {
                m_refused.insert(project); // its artifacts will refuse as well
                refuse(project, toKept(walk.error().message));
                return;
            }
            keepRepositories(*walk);
            if (walk->isComplete())
                m_listing.completeRepositories.insert(project);
            else
                refuse(project, reasonOf(*walk));
        });
}

void InventoryReader::keepRepositories(const harbor::PagedList &walk)
{
    for (const json::Record &record : walk.rows) {
        const auto repository = record.value.value<harbor::Repository>();
        if (m_repositories.contains(repository.name))
            continue;
        m_repositories.insert(repository.name);
        m_listing.repositories.append({repository.id, harbor::projectOf(repository.name), repository.name,
            repository.description, repository.pullCount, repository.creationTime, repository.updateTime});
    }
}

void InventoryReader::readArtifacts()
{
    m_readsArtifacts = true;
    for (const store::ProjectRow &project : std::as_const(m_listing.projects)) {
        if (m_refused.contains(project.name))
            continue;
        read("project-artifacts", {{u"project_name"_s, project.name}, {u"with_label"_s, u"true"_s}},
            [this, name = project.name](const Result<harbor::PagedList> &walk) {
                if (!walk && (walk.error().status == 404 || walk.error().status == 405)) {
                    readByRepository(name); // an older Harbor has no such list
                    return;
                }
                if (keepArtifacts(name, walk))
                    m_listing.completeArtifacts.insert(name);
            });
    }
}

void InventoryReader::readByRepository(const QString &project)
{
    // Complete only when each of its lists is; a refusal takes it back.
    if (m_listing.completeRepositories.contains(project))
        m_listing.completeArtifacts.insert(project);
    for (const store::RepositoryRow &repository : std::as_const(m_listing.repositories)) {
        if (repository.project != project)
            continue;
        read("artifacts",
            {{u"project_name"_s, project}, {u"repository_name"_s, harbor::withoutProject(repository.name)},
                {u"with_label"_s, u"true"_s}},
            [this, project](const Result<harbor::PagedList> &walk) {
                if (!keepArtifacts(project, walk))
                    m_listing.completeArtifacts.remove(project);
            });
    }
}

// False where the list was not whole.
bool InventoryReader::keepArtifacts(const QString &project, const Result<harbor::PagedList> &walk)
{
    if (!walk) {
        refuse(project, toKept(walk.error().message));
        return false;
    }
    qint64 foreign = 0;
    for (const json::Record &record : walk->rows) {
        const auto artifact = record.value.value<harbor::Artifact>();
        if (harbor::projectOf(artifact.repositoryName) == project)
            m_listing.artifacts.append(rowOf(artifact));
        else
            ++foreign;
    }
    emit moved(m_listing.artifacts.size(), -1);
    if (foreign > 0)
        refuse(project, toKept({LOTSE_MSG("The registry answered with artifacts of another project."), {}}));
    else if (!walk->isComplete())
        refuse(project, reasonOf(*walk));
    return foreign == 0 && walk->isComplete();
}

void InventoryReader::refuse(const QString &project, const QString &reason)
{
    // One without a reason would count as none.
    m_listing.refusals.insert(project, reason.isEmpty() ? toKept({LOTSE_MSG("The list is incomplete."), {}}) : reason);
}

void InventoryReader::ended()
{
    if (m_open > 0 || m_isOver)
        return;
    if (!m_readsArtifacts) {
        readArtifacts();
        if (m_open > 0)
            return;
    }
    m_isOver = true;
    emit done(m_listing);
}

} // namespace lotse

#include "inventoryreader.moc"
