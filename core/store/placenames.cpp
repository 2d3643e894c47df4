// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/placenames.h"

namespace lotse::store {

Result<PlaceNames> placeNames(Database &database, qint64 registry)
{
    PlaceNames out;
    const Result<void> projects =
        database
            .sql("SELECT p.remote, p.name, p.is_public FROM project p WHERE p.registry = ?1"
                 " AND EXISTS(SELECT 1 FROM sight s WHERE s.project = p.id AND s.gone_at IS NULL) ORDER BY p.name")
            .with(registry)
            .each([&](const Row &row) {
                ProjectRow project;
                project.remoteId = row.integer(0);
                project.name = row.text(1);
                project.isPublic = row.integer(2) != 0;
                out.projects.append(project);
            });
    if (!projects)
        return projects.error();
    const Result<void> repositories =
        database
            .sql("SELECT r.name FROM repository r WHERE r.registry = ?1 AND r.gone_at IS NULL"
                 " AND EXISTS(SELECT 1 FROM sight s WHERE s.project = r.project AND s.gone_at IS NULL) ORDER BY r.name")
            .with(registry)
            .each([&](const Row &row) { out.repositories.append(row.text(0)); });
    if (!repositories)
        return repositories.error();
    const Result<void> users =
        database.sql("SELECT DISTINCT user FROM audit WHERE registry = ?1 AND user <> '' LIMIT 20000")
            .with(registry)
            .each([&](const Row &row) { out.users.append(row.text(0)); });
    if (!users)
        return users.error();
    return out;
}

} // namespace lotse::store
