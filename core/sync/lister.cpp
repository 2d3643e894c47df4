// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/lister.h"

#include "harbor/artifact.h"
#include "harbor/project.h"
#include "harbor/repository.h"

namespace lotse {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPageSize = 100; // Harbor refuses more
constexpr int kMostPages = 100'000; // a list that never ends is no list

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
    for (const harbor::Reference &child : artifact.references)
        row.children.append({child.childDigest, platformOf(child.platform)});
    if (artifact.references.isEmpty() && !artifact.extraAttrs.text.isEmpty()) {
        // What an image says of itself is free; where it is not as usual there is no platform to show.
        if (const Result<ImageFacts> facts = json::decode<ImageFacts>(artifact.extraAttrs.text))
            row.platform = platformOf({facts->architecture, facts->os, {}, {}, facts->variant});
    }
    return row;
}

template <typename T>
std::function<QString(const QVariant &)> numbered(qint64 T::*number)
{
    return [number](const QVariant &row) { return QString::number(row.value<T>().*number); };
}

} // namespace

Lister::Lister(PoliteQueue *queue, const QDateTime &at, QObject *parent)
    : QObject(parent)
    , m_queue(queue)
{
    m_listing.at = at;
}

std::shared_ptr<Lister::Walk> Lister::walk(const QByteArray &path, QMetaType type)
{
    auto walk = std::make_shared<Walk>();
    walk->path = path + (path.contains('?') ? '&' : '?') + "sort=id&page_size=" + QByteArray::number(kPageSize);
    walk->type = type;
    return walk;
}

void Lister::start()
{
    // The list of projects cannot be sorted by number.
    auto projects = walk("/api/v2.0/projects", QMetaType::fromType<harbor::Project>());
    projects->path.replace("sort=id", "sort=name");
    projects->key = numbered(&harbor::Project::projectId);
    projects->end = [this](Walk &walk, const Error &error) { onProjects(walk, error); };
    read(projects);
}

void Lister::read(const std::shared_ptr<Walk> &walk)
{
    ++m_open;
    ++walk->page;
    m_queue->page(
        walk->path + "&page=" + QByteArray::number(walk->page), walk->type, [this, walk](const Result<SyncPage> &page) {
            if (m_isOver)
                return;
            onPage(walk, page);
            --m_open;
            ended();
        });
}

void Lister::onPage(const std::shared_ptr<Walk> &walk, const Result<SyncPage> &page)
{
    if (!page) {
        finish(*walk, page.error());
        return;
    }
    for (const json::Record &record : page->records.rows)
        walk->rows.insert(walk->key(record.value), record.value);
    if (!page->records.unreadable.isEmpty()) {
        finish(*walk, page->records.unreadable.constFirst());
        return;
    }
    const bool totalMoved = walk->total >= 0 && page->total >= 0 && walk->total != page->total;
    if (totalMoved && !walk->isSecondPass) {
        // Something came or went between two pages, and a row may have slid past us.
        walk->isSecondPass = true;
        walk->page = 0;
        walk->total = page->total;
        read(walk);
        return;
    }
    if (!totalMoved)
        walk->total = page->total;
    const bool isLast = page->records.rows.size() < kPageSize;
    if (!isLast && walk->page < kMostPages) {
        read(walk);
        return;
    }
    walk->isComplete = isLast && !totalMoved && (walk->total < 0 || walk->rows.size() >= walk->total);
    finish(*walk);
}

void Lister::finish(Walk &walk, const Error &error)
{
    // It may hold itself through what it captured.
    const auto end = std::move(walk.end);
    walk.end = nullptr;
    end(walk, error);
}

void Lister::onProjects(Walk &walk, const Error &error)
{
    if (error) {
        m_isOver = true;
        emit failed(error);
        return;
    }
    m_listing.hasAllProjects = walk.isComplete;
    for (const QVariant &value : std::as_const(walk.rows)) {
        const auto project = value.value<harbor::Project>();
        m_listing.projects.append({project.projectId, project.name, project.isPublic()});
        m_repositoryCounts.insert(project.name, project.repoCount);
    }
    auto repositories = this->walk("/api/v2.0/repositories", QMetaType::fromType<harbor::Repository>());
    repositories->key = numbered(&harbor::Repository::id);
    repositories->end = [this](Walk &all, const Error &refused) { onRepositories(all, refused); };
    read(repositories);
}

// The list over all projects is one request for a hundred repositories. It is believed for a project that it names as
// many repositories of as the project itself counts; any other project is asked by itself.
void Lister::onRepositories(Walk &walk, const Error &error)
{
    keepRepositories(walk);
    QHash<QString, qint64> counts;
    for (const store::RepositoryRow &row : std::as_const(m_listing.repositories))
        ++counts[row.project];
    for (const store::ProjectRow &project : std::as_const(m_listing.projects)) {
        const qint64 expected = m_repositoryCounts.value(project.name);
        if (!error && walk.isComplete && counts.value(project.name) == expected)
            m_listing.completeRepositories.insert(project.name);
        else
            readRepositories(project.name);
    }
}

void Lister::readRepositories(const QString &project)
{
    auto walk = this->walk("/api/v2.0/projects/" + project.toUtf8().toPercentEncoding() + "/repositories",
        QMetaType::fromType<harbor::Repository>());
    walk->key = numbered(&harbor::Repository::id);
    walk->end = [this, project](Walk &one, const Error &error) {
        keepRepositories(one);
        if (error)
            refuse(project, error);
        else if (one.isComplete)
            m_listing.completeRepositories.insert(project);
    };
    read(walk);
}

void Lister::keepRepositories(const Walk &walk)
{
    for (const QVariant &value : walk.rows) {
        const auto repository = value.value<harbor::Repository>();
        if (m_repositories.contains(repository.name))
            continue;
        m_repositories.insert(repository.name);
        m_listing.repositories.append({repository.id, harbor::projectOf(repository.name), repository.name,
            repository.description, repository.pullCount, repository.creationTime, repository.updateTime});
    }
}

void Lister::readArtifacts()
{
    m_readsArtifacts = true;
    for (const store::ProjectRow &project : std::as_const(m_listing.projects)) {
        if (m_listing.refusals.contains(project.name))
            continue;
        auto walk = this->walk("/api/v2.0/projects/" + project.name.toUtf8().toPercentEncoding() + "/artifacts",
            QMetaType::fromType<harbor::Artifact>());
        walk->key = numbered(&harbor::Artifact::id);
        walk->end = [this, name = project.name](Walk &one, const Error &error) {
            if (error && (error.status == 404 || error.status == 405)) {
                readByRepository(name); // an older Harbor has no such list
                return;
            }
            keepArtifacts(one);
            if (error)
                refuse(name, error);
            else if (one.isComplete)
                m_listing.completeArtifacts.insert(name);
        };
        read(walk);
    }
}

void Lister::readByRepository(const QString &project)
{
    // Complete only when each of its lists is; a refusal takes it back.
    if (m_listing.completeRepositories.contains(project))
        m_listing.completeArtifacts.insert(project);
    for (const store::RepositoryRow &repository : std::as_const(m_listing.repositories)) {
        if (repository.project != project)
            continue;
        auto walk = this->walk(artifactPath(repository.name), QMetaType::fromType<harbor::Artifact>());
        walk->key = numbered(&harbor::Artifact::id);
        walk->end = [this, project](Walk &one, const Error &error) {
            keepArtifacts(one);
            if (error)
                refuse(project, error);
            if (error || !one.isComplete)
                m_listing.completeArtifacts.remove(project);
        };
        read(walk);
    }
}

void Lister::keepArtifacts(const Walk &walk)
{
    for (const QVariant &value : walk.rows)
        m_listing.artifacts.append(rowOf(value.value<harbor::Artifact>()));
    emit moved(m_listing.artifacts.size(), -1);
}

void Lister::refuse(const QString &project, const Error &error)
{
    m_listing.refusals.insert(project, error.message.english());
}

void Lister::ended()
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

#include "lister.moc"
