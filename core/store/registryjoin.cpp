// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/registryjoin.h"

#include "store/issuehistory.h"
#include "store/reportstore.h"

namespace lotse::store {

namespace {

using Numbered = QList<std::pair<qint64, QString>>;

Result<Numbered> numbered(Statement &statement)
{
    Numbered out;
    const Result<void> read = statement.each([&](const Row &row) { out.append({row.integer(0), row.text(1)}); });
    if (!read)
        return read.error();
    return out;
}

// Runs statements of two numbers, one after the other.
Result<void> runAll(Database &database, const QList<Sql> &statements, qint64 from, qint64 into)
{
    for (const Sql &statement : statements) {
        if (const Result<void> ran = database.sql(statement).with(from, into).run(); !ran)
            return ran;
    }
    return {};
}

Result<void> joinRepository(Database &database, qint64 from, qint64 into)
{
    const Result<void> moved = runAll(database,
        {"UPDATE OR IGNORE artifact SET repository = ?2 WHERE repository = ?1",
            "DELETE FROM artifact WHERE repository = ?1 AND ?2 > 0"},
        from, into);
    if (!moved)
        return moved;
    if (const Result<void> issues = IssueHistory(&database).join(from, into); !issues)
        return issues;
    return runAll(database,
        {"UPDATE repository SET touched = 1 WHERE id = ?2 AND ?1 > 0",
            "DELETE FROM repository WHERE id = ?1 AND ?2 > 0"},
        from, into);
}

Result<void> joinProject(Database &database, qint64 from, qint64 into, qint64 registry)
{
    const Result<void> seen = runAll(database,
        {"INSERT OR IGNORE INTO sight(account, project, seen_at, gone_at, refusal)"
         " SELECT account, ?2, seen_at, gone_at, refusal FROM sight WHERE project = ?1",
            "DELETE FROM sight WHERE project = ?1 AND ?2 > 0"},
        from, into);
    if (!seen)
        return seen;
    const auto repositories = numbered(database.sql("SELECT id, name FROM repository WHERE project = ?1").with(from));
    if (!repositories)
        return repositories.error();
    for (const auto &[id, name] : *repositories) {
        const Result<qint64> twin =
            database.sql("SELECT id FROM repository WHERE registry = ?1 AND name = ?2").with(registry, name).integer();
        if (!twin)
            return twin.error();
        const Result<void> joined = *twin != 0
            ? joinRepository(database, id, *twin)
            : database.sql("UPDATE repository SET registry = ?2, project = ?3 WHERE id = ?1")
                  .with(id, registry, into)
                  .run();
        if (!joined)
            return joined;
    }
    return runAll(database, {"DELETE FROM project WHERE id = ?1 AND ?2 > 0"}, from, into);
}

Result<void> joinProjects(Database &database, qint64 from, qint64 into)
{
    const auto projects = numbered(database.sql("SELECT id, name FROM project WHERE registry = ?1").with(from));
    if (!projects)
        return projects.error();
    for (const auto &[id, name] : *projects) {
        const Result<qint64> twin =
            database.sql("SELECT id FROM project WHERE registry = ?1 AND name = ?2").with(into, name).integer();
        if (!twin)
            return twin.error();
        if (const Result<void> days = IssueHistory(&database).moveDays(from, into, id, *twin != 0 ? *twin : id); !days)
            return days;
        if (*twin != 0) {
            if (const Result<void> joined = joinProject(database, id, *twin, into); !joined)
                return joined;
            continue;
        }
        for (const Sql &statement : QList<Sql>{"UPDATE project SET registry = ?2 WHERE id = ?1",
                 "UPDATE repository SET registry = ?2 WHERE project = ?1"}) {
            if (const Result<void> moved = database.sql(statement).with(id, into).run(); !moved)
                return moved;
        }
    }
    return {};
}

// The checksum of a report holds its registry, so that it is written anew. A damaged one is left out.
Result<void> joinReports(Database &database, qint64 from, qint64 into)
{
    QStringList digests;
    const Result<void> listed =
        database.sql("SELECT DISTINCT digest FROM report WHERE registry = ?1").with(from).each([&](const Row &row) {
            digests.append(row.text(0));
        });
    if (!listed)
        return listed;
    ReportStore reports(&database);
    for (const QString &digest : digests) {
        const auto there = reports.find(into, digest);
        const auto here = reports.find(from, digest);
        const auto before = reports.earlier(from, digest);
        for (const auto *one : {&there, &here, &before}) {
            if (!*one)
                return one->error();
        }
        if (!here->has_value() || (there->has_value() && (*there)->fetchedAt >= (*here)->fetchedAt))
            continue;
        if (!there->has_value() && before->has_value()) {
            if (const Result<void> kept = reports.put(into, **before); !kept)
                return kept;
        }
        if (const Result<void> kept = reports.put(into, **here); !kept)
            return kept;
    }
    return runAll(database,
        {"DELETE FROM report WHERE registry = ?1 AND ?2 > 0", "DELETE FROM earlier WHERE registry = ?1 AND ?2 > 0"},
        from, into);
}

} // namespace

Result<void> keepFormerId(Database &database, const QString &uuid, qint64 registry)
{
    return database.sql("INSERT OR REPLACE INTO former(uuid, registry) VALUES(?1, ?2)").with(uuid, registry).run();
}

Result<void> joinRegistry(Database &database, qint64 from, qint64 into)
{
    QString uuid;
    const Result<void> named =
        database.sql("SELECT uuid FROM registry WHERE id = ?1").with(from).each([&](const Row &row) {
            uuid = row.text(0);
        });
    if (!named)
        return named;
    for (const auto &step : {joinProjects, joinReports}) {
        if (const Result<void> done = step(database, from, into); !done)
            return done;
    }
    const Result<void> rest = runAll(database,
        {"UPDATE account SET registry = ?2 WHERE registry = ?1",
            "UPDATE OR IGNORE audit SET registry = ?2 WHERE registry = ?1",
            "DELETE FROM audit WHERE registry = ?1 AND ?2 > 0", "DELETE FROM trend WHERE registry = ?1 AND ?2 > 0",
            "UPDATE former SET registry = ?2 WHERE registry = ?1",
            "UPDATE registry SET watched_at = coalesce(min(watched_at, (SELECT watched_at FROM registry WHERE id = "
            "?1)),"
            " watched_at, (SELECT watched_at FROM registry WHERE id = ?1)),"
            " listed_at = coalesce(max(listed_at, (SELECT listed_at FROM registry WHERE id = ?1)),"
            " listed_at, (SELECT listed_at FROM registry WHERE id = ?1)), signs = NULL WHERE id = ?2",
            "DELETE FROM registry WHERE id = ?1 AND ?2 > 0"},
        from, into);
    return rest ? keepFormerId(database, uuid, into) : rest;
}

} // namespace lotse::store
