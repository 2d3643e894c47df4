// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/inventory.h"

#include "store/artifactfacts.h"

namespace lotse::store {

namespace {

// Why a report is wanted, as kept in artifact.due.
constexpr int kDueNew = 1;

} // namespace

Result<qint64> Inventory::account(
    qint64 registry, const QString &uuid, const QString &identity, const QDateTime &provedAt)
{
    const Result<void> kept = m_database->write([&]() -> Result<void> {
        // An account that is somebody else now has seen nothing yet.
        const Result<void> forgot =
            m_database
                ->sql("DELETE FROM sight WHERE account IN (SELECT id FROM account WHERE uuid = ?1 AND identity <> ?2)")
                .with(uuid, identity)
                .run();
        if (!forgot)
            return forgot;
        return m_database
            ->sql("INSERT INTO account(registry, uuid, identity, proved_at) VALUES(?1, ?2, ?3, ?4) ON CONFLICT(uuid)"
                  " DO UPDATE SET registry = ?1, identity = ?3, proved_at = ?4")
            .with(registry, uuid, identity, provedAt)
            .run();
    });
    return kept ? findAccount(*m_database, uuid) : Result<qint64>(kept.error());
}

Result<ListingOutcome> Inventory::apply(qint64 registry, qint64 account, const Listing &listing)
{
    ListingOutcome outcome;
    const Result<void> kept = m_database->write([&]() -> Result<void> {
        QHash<QString, qint64> projects;
        QHash<QString, qint64> repositories;
        if (const Result<void> done = keepProjects(registry, account, listing, projects); !done)
            return done;
        if (const Result<void> done = keepRepositories(registry, listing, projects, repositories); !done)
            return done;
        if (const Result<void> done = keepArtifacts(listing, projects, repositories, outcome); !done)
            return done;
        const Result<void> seen = m_database->sql("UPDATE account SET saw_all = ?2 WHERE id = ?1")
                                      .with(account, listing.hasAllProjects)
                                      .run();
        if (!seen)
            return seen;
        return m_database->sql(
                             "UPDATE registry SET listed_at = ?2, watched_at = coalesce(watched_at, ?2) WHERE id = ?1")
            .with(registry, listing.at)
            .run();
    });
    if (!kept)
        return kept.error();
    return outcome;
}

Result<void> Inventory::keepProjects(
    qint64 registry, qint64 account, const Listing &listing, QHash<QString, qint64> &ids)
{
    for (const ProjectRow &row : listing.projects) {
        const Result<qint64> id =
            m_database
                ->sql("INSERT INTO project(registry, remote, name, is_public) VALUES(?1, ?2, ?3, ?4)"
                      " ON CONFLICT(registry, name) DO UPDATE SET remote = ?2, is_public = ?4 RETURNING id")
                .with(registry, row.remoteId, row.name, row.isPublic)
                .integer();
        if (!id)
            return id.error();
        ids.insert(row.name, *id);
        const Result<void> seen =
            m_database
                ->sql("INSERT INTO sight(account, project, seen_at, refusal) VALUES(?1, ?2, ?3, ?4)"
                      " ON CONFLICT(account, project) DO UPDATE SET seen_at = ?3, gone_at = NULL, refusal = ?4")
                .with(account, *id, listing.at, listing.refusals.value(row.name))
                .run();
        if (!seen)
            return seen;
    }
    if (!listing.hasAllProjects)
        return {};
    return m_database->sql("UPDATE sight SET gone_at = ?2 WHERE account = ?1 AND seen_at < ?2 AND gone_at IS NULL")
        .with(account, listing.at)
        .run();
}

Result<void> Inventory::keepRepositories(
    qint64 registry, const Listing &listing, const QHash<QString, qint64> &projects, QHash<QString, qint64> &ids)
{
    QSet<qint64> seen;
    for (const RepositoryRow &row : listing.repositories) {
        const qint64 project = projects.value(row.project);
        if (project == 0)
            continue;
        const Result<qint64> id =
            m_database
                ->sql("INSERT INTO repository(registry, project, remote, name, description, pulls, created_at,"
                      " updated_at) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT(registry, name) DO UPDATE SET"
                      " project = ?2, remote = ?3, description = ?5, pulls = ?6, created_at = ?7, updated_at = ?8,"
                      " gone_at = NULL RETURNING id")
                .with(
                    registry, project, row.remoteId, row.name, row.description, row.pulls, row.createdAt, row.updatedAt)
                .integer();
        if (!id)
            return id.error();
        ids.insert(row.name, *id);
        seen.insert(*id);
    }
    for (const QString &name : listing.completeRepositories) {
        QList<qint64> gone;
        const Result<void> known = m_database->sql("SELECT id FROM repository WHERE project = ?1 AND gone_at IS NULL")
                                       .with(projects.value(name))
                                       .each([&](const Row &row) {
                                           if (!seen.contains(row.integer(0)))
                                               gone.append(row.integer(0));
                                       });
        if (!known)
            return known;
        for (const qint64 id : std::as_const(gone)) {
            const Result<void> marked = m_database->sql("UPDATE repository SET gone_at = ?2, touched = 1 WHERE id = ?1")
                                            .with(id, listing.at)
                                            .run();
            if (!marked)
                return marked;
        }
    }
    return {};
}

Result<void> Inventory::keepArtifacts(const Listing &listing, const QHash<QString, qint64> &projects,
    const QHash<QString, qint64> &repositories, ListingOutcome &outcome)
{
    struct Known {
        qint64 id = 0;
        QByteArray sum;
        qint64 pushedAt = 0;
        bool isGone = false;
        bool wasSeen = false;
    };
    QHash<std::pair<qint64, QString>, Known> known;
    QSet<qint64> touched;
    for (const qint64 project : projects) {
        const Result<void> read =
            m_database
                ->sql("SELECT a.id, a.repository, a.digest, a.sum, a.pushed_at, a.gone_at FROM artifact a"
                      " JOIN repository r ON r.id = a.repository WHERE r.project = ?1")
                .with(project)
                .each([&](const Row &row) {
                    known.insert({row.integer(1), row.text(2)},
                        {row.integer(0), row.bytes(3), row.integer(4), !row.isNull(5), false});
                });
        if (!read)
            return read;
    }
    for (const ArtifactRow &artifact : listing.artifacts) {
        const qint64 repository = repositories.value(artifact.repository);
        if (repository == 0)
            continue;
        ++outcome.seen;
        const QByteArray facts = packArtifact(artifact);
        const QByteArray sum = artifactSum(artifact, facts);
        Known &old = known[{repository, artifact.digest}];
        old.wasSeen = true;
        if (old.id != 0 && old.sum == sum && !old.isGone)
            continue;
        const qint64 pushedAt = artifact.pushedAt.isValid() ? artifact.pushedAt.toMSecsSinceEpoch() : 0;
        const bool isNew = old.id == 0;
        const bool isMoved = !isNew && (old.pushedAt != pushedAt || old.isGone);
        outcome.added += isNew ? 1 : 0;
        outcome.moved += isMoved ? 1 : 0;
        // What was due stays due; a tag or a pull alone changes no report. A new place of a digest whose report is
        // here needs none.
        const Result<void> kept =
            m_database
                ->sql("INSERT INTO artifact(repository, digest, remote, pushed_at, pulled_at, scannable, due, sum,"
                      " facts) VALUES(?1, ?2, ?3, ?4, ?5, ?6,"
                      " CASE WHEN ?7 AND EXISTS(SELECT 1 FROM report p JOIN repository r ON r.registry = p.registry"
                      " WHERE r.id = ?1 AND p.digest = ?2 AND p.state = 2) THEN 0 ELSE ?7 END,"
                      " ?8, ?9) ON CONFLICT(repository, digest) DO UPDATE"
                      " SET remote = ?3, pushed_at = ?4, pulled_at = ?5, scannable = ?6, due = max(due, ?7), sum = ?8,"
                      " facts = ?9, gone_at = NULL")
                .with(repository, artifact.digest, artifact.remoteId, artifact.pushedAt, artifact.pulledAt,
                    artifact.isScannable, artifact.isScannable && (isNew || isMoved) ? kDueNew : 0, sum, facts)
                .run();
        if (!kept)
            return kept;
        old.id = -1;
        if (isNew || isMoved)
            touched.insert(repository);
    }
    QSet<qint64> complete;
    for (const QString &name : listing.completeArtifacts) {
        const Result<void> read = m_database->sql("SELECT id FROM repository WHERE project = ?1")
                                      .with(projects.value(name))
                                      .each([&](const Row &row) { complete.insert(row.integer(0)); });
        if (!read)
            return read;
    }
    for (auto it = known.cbegin(); it != known.cend(); ++it) {
        if (it->wasSeen || it->isGone || !complete.contains(it.key().first))
            continue;
        ++outcome.gone;
        touched.insert(it.key().first);
        const Result<void> marked =
            m_database->sql("UPDATE artifact SET gone_at = ?2 WHERE id = ?1").with(it->id, listing.at).run();
        if (!marked)
            return marked;
    }
    for (const qint64 repository : std::as_const(touched)) {
        const Result<void> marked =
            m_database->sql("UPDATE repository SET touched = 1 WHERE id = ?1").with(repository).run();
        if (!marked)
            return marked;
    }
    return {};
}

Result<QList<WantedReport>> Inventory::wanted(Statement &statement)
{
    QList<WantedReport> out;
    QSet<QString> taken; // a digest has one report, in however many repositories it lies
    const Result<void> read = statement.each([&](const Row &row) {
        const QString digest = row.text(1);
        if (taken.contains(digest))
            return;
        taken.insert(digest);
        out.append({row.text(0), digest});
    });
    if (!read)
        return read.error();
    return out;
}

Result<QList<WantedReport>> Inventory::due(qint64 account)
{
    return wanted(m_database
                      ->sql("SELECT r.name, a.digest FROM artifact a JOIN repository r ON r.id = a.repository"
                            " JOIN sight s ON s.project = r.project AND s.account = ?1 AND s.gone_at IS NULL"
                            " WHERE a.due > 0 AND a.scannable AND a.gone_at IS NULL AND r.gone_at IS NULL"
                            " ORDER BY a.pushed_at DESC")
                      .with(account));
}

Result<QList<WantedReport>> Inventory::aged(qint64 account, const QDateTime &readBefore, const QDateTime &missingBefore)
{
    // CROSS keeps the order: each image with its report, and not each repository with all reports.
    return wanted(m_database
                      ->sql("SELECT r.name, a.digest FROM sight s CROSS JOIN repository r ON r.project = s.project"
                            " CROSS JOIN artifact a ON a.repository = r.id"
                            " CROSS JOIN report p ON p.registry = r.registry AND p.digest = a.digest"
                            " WHERE s.account = ?1 AND s.gone_at IS NULL"
                            " AND a.scannable AND a.gone_at IS NULL AND r.gone_at IS NULL"
                            " AND p.fetched_at < CASE p.state WHEN 2 THEN ?2 ELSE ?3 END ORDER BY p.fetched_at")
                      .with(account, readBefore, missingBefore));
}

Result<QByteArray> Inventory::signs(qint64 registry)
{
    QByteArray out;
    const Result<void> read =
        m_database->sql("SELECT signs FROM registry WHERE id = ?1").with(registry).each([&](const Row &row) {
            out = row.bytes(0);
        });
    if (!read)
        return read.error();
    return out;
}

Result<void> Inventory::setSigns(qint64 registry, const QByteArray &signs, const QDateTime &moved)
{
    return m_database->write([&] {
        return m_database
            ->sql("UPDATE registry SET signs = ?2, recheck_before = coalesce(?3, recheck_before) WHERE id = ?1")
            .with(registry, signs, moved)
            .run();
    });
}

Result<QDateTime> Inventory::recheckBefore(qint64 registry)
{
    QDateTime out;
    const Result<void> read =
        m_database->sql("SELECT recheck_before FROM registry WHERE id = ?1").with(registry).each([&](const Row &row) {
            out = row.time(0);
        });
    if (!read)
        return read.error();
    return out;
}

} // namespace lotse::store
