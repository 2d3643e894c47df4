// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/artifactfacts.h"
#include "store/inventory.h"

namespace lotse::store {

using namespace Qt::StringLiterals;

Result<void> Inventory::add(qint64 registry, qint64 account, const ArtifactRow &artifact, const QDateTime &at)
{
    return m_database->write([&]() -> Result<void> {
        const Result<qint64> project =
            m_database
                ->sql("INSERT INTO project(registry, remote, name, is_public) VALUES(?1, 0, ?2, 0)"
                      " ON CONFLICT(registry, name) DO UPDATE SET name = ?2 RETURNING id")
                .with(registry, artifact.repository.section(u'/', 0, 0))
                .integer();
        if (!project)
            return project.error();
        // As new as the newest, so that no project seems to have been left out by a list.
        const Result<void> seen = m_database
                                      ->sql("INSERT INTO sight(account, project, seen_at) VALUES(?1, ?2,"
                                            " coalesce((SELECT max(seen_at) FROM sight WHERE account = ?1), ?3))"
                                            " ON CONFLICT(account, project) DO UPDATE SET gone_at = NULL")
                                      .with(account, *project, at)
                                      .run();
        if (!seen)
            return seen;
        const Result<qint64> repository =
            m_database
                ->sql("INSERT INTO repository(registry, project, remote, name, description, pulls)"
                      " VALUES(?1, ?2, 0, ?3, '', 0) ON CONFLICT(registry, name) DO UPDATE SET gone_at = NULL,"
                      " touched = 1 RETURNING id")
                .with(registry, *project, artifact.repository)
                .integer();
        if (!repository)
            return repository.error();
        const QByteArray facts = packArtifact(artifact);
        const Result<void> kept =
            m_database
                ->sql("INSERT INTO artifact(repository, digest, remote, pushed_at, pulled_at, scannable, due, sum,"
                      " facts) VALUES(?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8) ON CONFLICT(repository, digest) DO UPDATE SET"
                      " sum = ?7, facts = ?8, gone_at = NULL")
                .with(*repository, artifact.digest, artifact.remoteId, artifact.pushedAt, artifact.pulledAt,
                    artifact.isScannable, artifactSum(artifact, facts), facts)
                .run();
        if (!kept)
            return kept;
        return m_database
            ->sql("UPDATE registry SET listed_at = coalesce(listed_at, ?2), watched_at = coalesce(watched_at, ?2)"
                  " WHERE id = ?1")
            .with(registry, at)
            .run();
    });
}

} // namespace lotse::store
