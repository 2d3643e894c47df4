// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/placenames.h"

namespace lotse::store {

Result<PlaceNames> placeNames(Database &database, qint64 registry, qint64 account)
{
    PlaceNames out;
    const Result<void> projects =
        database
            .sql("SELECT p.remote, p.name, p.is_public FROM project p JOIN sight s ON s.project = p.id"
                 " WHERE s.account = ?1 AND s.gone_at IS NULL ORDER BY p.name")
            .with(account)
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
            .sql("SELECT r.name FROM repository r JOIN sight s ON s.project = r.project AND s.account = ?1"
                 " WHERE s.gone_at IS NULL AND r.gone_at IS NULL ORDER BY r.name")
            .with(account)
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
