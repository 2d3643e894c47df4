// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.h"

#include <QDir>
#include <QStandardPaths>

namespace lotse::store {

using namespace Qt::StringLiterals;

namespace {

// "LoCa" and "LoDe". All times are milliseconds since 1970, UTC. A row that a registry no longer shows keeps its place
// and gets gone_at: a time at which a complete list, read by a proved identity, did not hold it.
constexpr qint64 kCacheId = 0x4c6f4361;
constexpr qint64 kDecisionId = 0x4c6f4465;

QList<Migration> cacheMigrations()
{
    return {
        {
            "PRAGMA application_id = 0x4c6f4361",
            "CREATE TABLE registry(id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, name TEXT NOT NULL,"
            " origin TEXT NOT NULL, listed_at INTEGER, signs BLOB)",
            "CREATE TABLE account(id INTEGER PRIMARY KEY, registry INTEGER NOT NULL, uuid TEXT NOT NULL UNIQUE,"
            " identity TEXT NOT NULL, proved_at INTEGER)",
            "CREATE TABLE project(id INTEGER PRIMARY KEY, registry INTEGER NOT NULL, remote INTEGER NOT NULL,"
            " name TEXT NOT NULL, is_public INTEGER NOT NULL, UNIQUE(registry, name))",
            "CREATE TABLE sight(account INTEGER NOT NULL, project INTEGER NOT NULL, seen_at INTEGER NOT NULL,"
            " gone_at INTEGER, refusal TEXT, PRIMARY KEY(account, project)) WITHOUT ROWID",
            "CREATE TABLE repository(id INTEGER PRIMARY KEY, registry INTEGER NOT NULL, project INTEGER NOT NULL,"
            " remote INTEGER NOT NULL, name TEXT NOT NULL, description TEXT NOT NULL, pulls INTEGER NOT NULL,"
            " created_at INTEGER, updated_at INTEGER, gone_at INTEGER, UNIQUE(registry, name))",
            "CREATE INDEX repository_project ON repository(project)",
            "CREATE TABLE artifact(id INTEGER PRIMARY KEY, repository INTEGER NOT NULL, digest TEXT NOT NULL,"
            " remote INTEGER NOT NULL, pushed_at INTEGER, pulled_at INTEGER, scannable INTEGER NOT NULL,"
            " due INTEGER NOT NULL, gone_at INTEGER, sum BLOB NOT NULL, facts BLOB NOT NULL,"
            " UNIQUE(repository, digest))",
            "CREATE INDEX artifact_digest ON artifact(digest)",
            "CREATE INDEX artifact_due ON artifact(due) WHERE due > 0",
            "CREATE TABLE report(id INTEGER PRIMARY KEY, registry INTEGER NOT NULL, digest TEXT NOT NULL,"
            " kind INTEGER NOT NULL, state INTEGER NOT NULL, fetched_at INTEGER NOT NULL, reported_at INTEGER,"
            " scanner TEXT NOT NULL, findings INTEGER NOT NULL, sum BLOB NOT NULL, body BLOB NOT NULL,"
            " UNIQUE(registry, digest, kind))",
            "CREATE TABLE chunk(kind INTEGER NOT NULL, first INTEGER NOT NULL, count INTEGER NOT NULL,"
            " sum BLOB NOT NULL, body BLOB NOT NULL, PRIMARY KEY(kind, first))",
            "CREATE TABLE audit(registry INTEGER NOT NULL, remote INTEGER NOT NULL, at INTEGER, user TEXT NOT NULL,"
            " operation TEXT NOT NULL, resource_type TEXT NOT NULL, resource TEXT NOT NULL, description TEXT NOT NULL,"
            " succeeded INTEGER NOT NULL, sum BLOB NOT NULL, PRIMARY KEY(registry, remote)) WITHOUT ROWID",
            "CREATE INDEX audit_at ON audit(registry, at)",
            "PRAGMA user_version = 1",
        },
        {
            // When an issue (repository, vulnerability, package) was first and last there; packed, one row a
            // repository.
            "CREATE TABLE issues(repository INTEGER PRIMARY KEY, sum BLOB NOT NULL, body BLOB NOT NULL)",
            "PRAGMA user_version = 2",
        },
        {
            // How far an account has read the audit trail; reports read before a time at which the registry said that
            // something had moved.
            "ALTER TABLE account ADD COLUMN audit_at INTEGER",
            "ALTER TABLE registry ADD COLUMN recheck_before INTEGER",
            "PRAGMA user_version = 3",
        },
        {
            // The report before the last of an image; what each day looked like, one packed row a project; which
            // repositories have moved since their issues were written down; since when a registry is watched; whether
            // the account's last list of projects came to its end.
            "CREATE TABLE earlier(registry INTEGER NOT NULL, digest TEXT NOT NULL, kind INTEGER NOT NULL,"
            " state INTEGER NOT NULL, fetched_at INTEGER NOT NULL, reported_at INTEGER, scanner TEXT NOT NULL,"
            " findings INTEGER NOT NULL, sum BLOB NOT NULL, body BLOB NOT NULL, PRIMARY KEY(registry, digest, kind))",
            "CREATE TABLE trend(registry INTEGER NOT NULL, project INTEGER NOT NULL, day INTEGER NOT NULL,"
            " sum BLOB NOT NULL, body BLOB NOT NULL, PRIMARY KEY(registry, project, day)) WITHOUT ROWID",
            "ALTER TABLE repository ADD COLUMN touched INTEGER NOT NULL DEFAULT 1",
            "CREATE INDEX repository_touched ON repository(registry) WHERE touched = 1",
            "ALTER TABLE registry ADD COLUMN watched_at INTEGER",
            "UPDATE registry SET watched_at = listed_at",
            "ALTER TABLE account ADD COLUMN saw_all INTEGER NOT NULL DEFAULT 1",
            "PRAGMA user_version = 4",
        },
    };
}

QList<Migration> decisionMigrations()
{
    return {
        {
            "PRAGMA application_id = 0x4c6f4465",
            "CREATE TABLE event(number INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, at INTEGER NOT NULL,"
            " stream TEXT NOT NULL, kind TEXT NOT NULL, author TEXT NOT NULL, body BLOB NOT NULL, link BLOB NOT NULL)",
            "CREATE INDEX event_stream ON event(stream, number)",
            "CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are final'); END",
            "CREATE TRIGGER event_remains BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are final'); END",
            "PRAGMA user_version = 1",
        },
    };
}

} // namespace

QString dataFolder()
{
    const QString chosen = qEnvironmentVariable("LOTSE_DATA");
    if (!chosen.isEmpty())
        return QDir(chosen).absolutePath();
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/lotse"_s;
}

Plan cachePlan(const QString &folder)
{
    Plan plan;
    plan.path = folder + u"/cache.db"_s;
    plan.applicationId = kCacheId;
    plan.migrations = cacheMigrations();
    plan.isCache = true;
    return plan;
}

Plan decisionPlan(const QString &folder)
{
    Plan plan;
    plan.path = folder + u"/decisions.db"_s;
    plan.applicationId = kDecisionId;
    plan.migrations = decisionMigrations();
    plan.isDurable = true;
    return plan;
}

} // namespace lotse::store
