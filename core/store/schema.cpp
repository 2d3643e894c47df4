// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.h"

#include "base/folders.h"
#include "store/inventory.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace lotse::store {

using namespace Qt::StringLiterals;

namespace {

// "LoCa", "LoDa", "LoDe" and "LoCh". All times are milliseconds since 1970, UTC. A row that a registry no longer shows
// keeps its place and gets gone_at: a time at which a complete list, read by a proved identity, did not hold it.
constexpr qint64 kCacheId = 0x4c6f4361;
constexpr qint64 kDateId = 0x4c6f4461;
constexpr qint64 kDecisionId = 0x4c6f4465;
constexpr qint64 kChangeId = 0x4c6f4368;

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
        {
            // By which uuids a registry went before. Who sees a project is asked by project, too.
            "CREATE TABLE former(uuid TEXT PRIMARY KEY, registry INTEGER NOT NULL)",
            "CREATE INDEX sight_project ON sight(project)",
            // What the tables must hold (store/tally.h).
            "CREATE TABLE tally(name TEXT PRIMARY KEY, rows INTEGER NOT NULL, sum INTEGER NOT NULL)",
            "INSERT INTO tally SELECT 'project', count(*), lotse_fold(lotse_mark(id, registry, name)) FROM project",
            "CREATE TRIGGER project_comes AFTER INSERT ON project BEGIN UPDATE tally SET rows = rows + 1,"
            " sum = lotse_xor(sum, lotse_mark(new.id, new.registry, new.name)) WHERE name = 'project'; END",
            "CREATE TRIGGER project_goes AFTER DELETE ON project BEGIN UPDATE tally SET rows = rows - 1,"
            " sum = lotse_xor(sum, lotse_mark(old.id, old.registry, old.name)) WHERE name = 'project'; END",
            "CREATE TRIGGER project_changes AFTER UPDATE OF id, registry, name ON project BEGIN UPDATE tally SET"
            " sum = lotse_xor(sum, lotse_mark(old.id, old.registry, old.name),"
            " lotse_mark(new.id, new.registry, new.name)) WHERE name = 'project'; END",
            "INSERT INTO tally SELECT 'repository', count(*), lotse_fold(lotse_mark(id, registry, project, name, "
            "gone_at)) FROM repository",
            "CREATE TRIGGER repository_comes AFTER INSERT ON repository BEGIN UPDATE tally SET rows = rows + 1,"
            " sum = lotse_xor(sum, lotse_mark(new.id, new.registry, new.project, new.name, new.gone_at)) WHERE name = "
            "'repository'; END",
            "CREATE TRIGGER repository_goes AFTER DELETE ON repository BEGIN UPDATE tally SET rows = rows - 1,"
            " sum = lotse_xor(sum, lotse_mark(old.id, old.registry, old.project, old.name, old.gone_at)) WHERE name = "
            "'repository'; END",
            "CREATE TRIGGER repository_changes AFTER UPDATE OF id, registry, project, name, gone_at ON repository "
            "BEGIN UPDATE tally SET"
            " sum = lotse_xor(sum, lotse_mark(old.id, old.registry, old.project, old.name, old.gone_at),"
            " lotse_mark(new.id, new.registry, new.project, new.name, new.gone_at)) WHERE name = 'repository'; END",
            "INSERT INTO tally SELECT 'sight', count(*), lotse_fold(lotse_mark(account, project, seen_at, gone_at, "
            "refusal)) FROM sight",
            "CREATE TRIGGER sight_comes AFTER INSERT ON sight BEGIN UPDATE tally SET rows = rows + 1,"
            " sum = lotse_xor(sum, lotse_mark(new.account, new.project, new.seen_at, new.gone_at, new.refusal)) WHERE "
            "name = 'sight'; END",
            "CREATE TRIGGER sight_goes AFTER DELETE ON sight BEGIN UPDATE tally SET rows = rows - 1,"
            " sum = lotse_xor(sum, lotse_mark(old.account, old.project, old.seen_at, old.gone_at, old.refusal)) WHERE "
            "name = 'sight'; END",
            "CREATE TRIGGER sight_changes AFTER UPDATE OF account, project, seen_at, gone_at, refusal ON sight BEGIN "
            "UPDATE tally SET"
            " sum = lotse_xor(sum, lotse_mark(old.account, old.project, old.seen_at, old.gone_at, old.refusal),"
            " lotse_mark(new.account, new.project, new.seen_at, new.gone_at, new.refusal)) WHERE name = 'sight'; END",
            "INSERT INTO tally SELECT 'artifact', count(*), lotse_fold(lotse_mark(id, repository, digest, gone_at, "
            "sum)) FROM artifact",
            "CREATE TRIGGER artifact_comes AFTER INSERT ON artifact BEGIN UPDATE tally SET rows = rows + 1,"
            " sum = lotse_xor(sum, lotse_mark(new.id, new.repository, new.digest, new.gone_at, new.sum)) WHERE name = "
            "'artifact'; END",
            "CREATE TRIGGER artifact_goes AFTER DELETE ON artifact BEGIN UPDATE tally SET rows = rows - 1,"
            " sum = lotse_xor(sum, lotse_mark(old.id, old.repository, old.digest, old.gone_at, old.sum)) WHERE name = "
            "'artifact'; END",
            "CREATE TRIGGER artifact_changes AFTER UPDATE OF id, repository, digest, gone_at, sum ON artifact BEGIN "
            "UPDATE tally SET"
            " sum = lotse_xor(sum, lotse_mark(old.id, old.repository, old.digest, old.gone_at, old.sum),"
            " lotse_mark(new.id, new.repository, new.digest, new.gone_at, new.sum)) WHERE name = 'artifact'; END",
            "INSERT INTO tally SELECT 'report', count(*), lotse_fold(lotse_mark(registry, digest, kind, sum)) FROM "
            "report",
            "CREATE TRIGGER report_comes AFTER INSERT ON report BEGIN UPDATE tally SET rows = rows + 1,"
            " sum = lotse_xor(sum, lotse_mark(new.registry, new.digest, new.kind, new.sum)) WHERE name = 'report'; END",
            "CREATE TRIGGER report_goes AFTER DELETE ON report BEGIN UPDATE tally SET rows = rows - 1,"
            " sum = lotse_xor(sum, lotse_mark(old.registry, old.digest, old.kind, old.sum)) WHERE name = 'report'; END",
            "CREATE TRIGGER report_changes AFTER UPDATE OF registry, digest, kind, sum ON report BEGIN UPDATE tally SET"
            " sum = lotse_xor(sum, lotse_mark(old.registry, old.digest, old.kind, old.sum),"
            " lotse_mark(new.registry, new.digest, new.kind, new.sum)) WHERE name = 'report'; END",
            "PRAGMA user_version = 5",
        },
        {
            // The audit trail by each of what it is asked for, in the order of time. The project follows from the name
            // of the resource (store/auditscan.h).
            "ALTER TABLE audit ADD COLUMN project TEXT AS (CASE"
            " WHEN instr(resource, '/') > 1 THEN substr(resource, 1, instr(resource, '/') - 1)"
            " WHEN instr(resource, '$') > 1 AND instr(resource, '+') > instr(resource, '$')"
            " THEN substr(resource, instr(resource, '$') + 1, instr(resource, '+') - instr(resource, '$') - 1)"
            " WHEN resource_type = 'project' THEN resource ELSE '' END) VIRTUAL",
            "CREATE INDEX audit_user ON audit(registry, user, at)",
            "CREATE INDEX audit_project ON audit(registry, project, at)",
            "CREATE INDEX audit_kind ON audit(registry, operation, resource_type, succeeded, at)",
            "CREATE INDEX audit_resource ON audit(registry, resource, at)",
            "PRAGMA user_version = 6",
        },
        {
            // What an account has read of the audit trail (AuditTrail::ended): when it last came to the end, where its
            // first reading began, why it is not shown all, and how many entries could not be read.
            "ALTER TABLE account ADD COLUMN audit_read_at INTEGER",
            "ALTER TABLE account ADD COLUMN audit_since INTEGER",
            "ALTER TABLE account ADD COLUMN audit_limit TEXT",
            "ALTER TABLE account ADD COLUMN audit_lost INTEGER NOT NULL DEFAULT 0",
            "UPDATE account SET audit_read_at = audit_at",
            "PRAGMA user_version = 7",
        },
    };
}

/// A log of events; `mark` sets the application id of its file.
QList<Migration> eventMigrations(Sql mark)
{
    return {
        {
            mark,
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
    plan.settle = joinSamePlaces;
    return plan;
}

Plan datePlan(const QString &cachePath)
{
    Plan plan;
    plan.path = QFileInfo(cachePath).absolutePath() + u"/dates.db"_s;
    plan.applicationId = kDateId;
    plan.migrations = {
        {
            "PRAGMA application_id = 0x4c6f4461",
            "CREATE TABLE seen(place TEXT NOT NULL, repository TEXT NOT NULL, sum BLOB NOT NULL, body BLOB NOT NULL,"
            " PRIMARY KEY(place, repository))",
            "PRAGMA user_version = 1",
        },
        {
            // What projects used, one row a day (days since 1970, UTC).
            "CREATE TABLE usage(place TEXT NOT NULL, project TEXT NOT NULL, day INTEGER NOT NULL,"
            " remote INTEGER NOT NULL, bytes INTEGER NOT NULL, PRIMARY KEY(place, project, day)) WITHOUT ROWID",
            "PRAGMA user_version = 2",
        }};
    return plan;
}

namespace {

Plan eventPlan(const QString &folder, const QString &name, qint64 id, Sql mark)
{
    Plan plan;
    plan.path = folder + u'/' + name + u".db"_s;
    plan.applicationId = id;
    plan.migrations = eventMigrations(mark);
    plan.isDurable = true;
    // Beside the settings and not beside the database, so that what takes one away leaves the other. One for each
    // place.
    if (folder == dataFolder()) {
        const QByteArray place = QCryptographicHash::hash(plan.path.toUtf8(), QCryptographicHash::Sha256);
        plan.anchor = profileFolder() + u"/%1-%2.head"_s.arg(name, QLatin1StringView(place.toHex().first(12)));
    } else {
        plan.anchor = folder + u'/' + name + u".head"_s;
    }
    return plan;
}

} // namespace

Plan decisionPlan(const QString &folder)
{
    return eventPlan(folder, u"decisions"_s, kDecisionId, "PRAGMA application_id = 0x4c6f4465");
}

Plan changePlan(const QString &folder)
{
    return eventPlan(folder, u"changes"_s, kChangeId, "PRAGMA application_id = 0x4c6f4368");
}

} // namespace lotse::store
