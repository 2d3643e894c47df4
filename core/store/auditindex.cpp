// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/auditindex.h"

#include <limits>

// Each statement goes along one index and is a literal of its own: what a person asks for is bound, never part of it.
#define LOTSE_ROWS                                                                                                     \
    "SELECT remote, at, user, operation, resource_type, resource, description, succeeded, sum FROM audit "
#define LOTSE_DOWN " AND (at, remote) < (?2, ?3) AND at >= ?4 ORDER BY at DESC, remote DESC LIMIT ?5"
#define LOTSE_UP " AND (at, remote) > (?2, ?3) AND at <= ?4 ORDER BY at, remote LIMIT ?5"
#define LOTSE_COUNT "SELECT count(*) FROM (SELECT 1 FROM audit "
#define LOTSE_UPTO " AND at >= ?2 AND at <= ?3 LIMIT ?4)"

#define LOTSE_TIME "INDEXED BY audit_at WHERE registry = ?1"
#define LOTSE_USER "INDEXED BY audit_user WHERE registry = ?1 AND user = ?6"
#define LOTSE_PROJECT "INDEXED BY audit_project WHERE registry = ?1 AND project = ?6"
#define LOTSE_RESOURCE "INDEXED BY audit_resource WHERE registry = ?1 AND resource = ?6"
#define LOTSE_KIND                                                                                                     \
    "INDEXED BY audit_kind WHERE registry = ?1 AND operation = ?6 AND resource_type = ?7 AND succeeded = ?8"

namespace lotse::store {

namespace {

constexpr qint64 kFirst = std::numeric_limits<qint64>::min();
constexpr qint64 kLast = std::numeric_limits<qint64>::max();

Sql rowsOf(AuditIndex index, bool isUp)
{
    switch (index) {
    case AuditIndex::Time:
        return isUp ? Sql(LOTSE_ROWS LOTSE_TIME LOTSE_UP) : Sql(LOTSE_ROWS LOTSE_TIME LOTSE_DOWN);
    case AuditIndex::User:
        return isUp ? Sql(LOTSE_ROWS LOTSE_USER LOTSE_UP) : Sql(LOTSE_ROWS LOTSE_USER LOTSE_DOWN);
    case AuditIndex::Project:
        return isUp ? Sql(LOTSE_ROWS LOTSE_PROJECT LOTSE_UP) : Sql(LOTSE_ROWS LOTSE_PROJECT LOTSE_DOWN);
    case AuditIndex::Resource:
        return isUp ? Sql(LOTSE_ROWS LOTSE_RESOURCE LOTSE_UP) : Sql(LOTSE_ROWS LOTSE_RESOURCE LOTSE_DOWN);
    case AuditIndex::Kind:
        break;
    }
    return isUp ? Sql(LOTSE_ROWS LOTSE_KIND LOTSE_UP) : Sql(LOTSE_ROWS LOTSE_KIND LOTSE_DOWN);
}

Sql countOf(AuditIndex index)
{
    switch (index) {
    case AuditIndex::Time:
        return LOTSE_COUNT LOTSE_TIME LOTSE_UPTO;
    case AuditIndex::User:
        return LOTSE_COUNT LOTSE_USER LOTSE_UPTO;
    case AuditIndex::Project:
        return LOTSE_COUNT LOTSE_PROJECT LOTSE_UPTO;
    case AuditIndex::Resource:
        return LOTSE_COUNT LOTSE_RESOURCE LOTSE_UPTO;
    case AuditIndex::Kind:
        break;
    }
    return LOTSE_COUNT LOTSE_KIND LOTSE_UPTO;
}

void bindKey(Statement &statement, const AuditLane &lane)
{
    for (const QString &key : lane.key)
        statement.with(key);
    if (lane.index == AuditIndex::Kind)
        statement.with(lane.hasSucceeded);
}

qint64 timeOr(const QDateTime &time, qint64 otherwise)
{
    return time.isValid() ? time.toMSecsSinceEpoch() : otherwise;
}

} // namespace

Result<void> readLane(Database &database, const AuditLane &lane, const AuditReading &reading,
    const std::function<void(AuditRow &&row, bool isSound)> &row)
{
    Statement statement = database.sql(rowsOf(lane.index, reading.isOldestFirst));
    statement.with(lane.registry, reading.at, reading.remote,
        timeOr(reading.until, reading.isOldestFirst ? kLast : kFirst), reading.most);
    bindKey(statement, lane);
    return statement.each([&](const Row &r) {
        AuditRow out{r.integer(0), r.time(1), r.text(2), r.text(3), r.text(4), r.text(5), r.text(6), r.integer(7) != 0};
        const bool isSound = r.bytes(8) == auditSum(out);
        row(std::move(out), isSound);
    });
}

Result<qint64> probe(Database &database, const AuditLane &lane, const QDateTime &from, const QDateTime &to, qint64 most)
{
    Statement statement = database.sql(countOf(lane.index));
    // The number that a key begins with is one for both kinds of statements.
    statement.with(lane.registry, timeOr(from, kFirst), timeOr(to, kLast), most);
    if (!lane.key.isEmpty())
        statement.with(0);
    bindKey(statement, lane);
    return statement.integer();
}

Result<QStringList> auditNames(Database &database, AuditIndex index, qint64 registry, int most)
{
    QStringList out;
    const auto take = [&out](const Row &row) { out.append(row.text(0)); };
    // From one name to the next in the index, and not over all entries of each.
    Statement statement = index == AuditIndex::User
        ? database.sql("WITH RECURSIVE name(n) AS (SELECT min(user) FROM audit WHERE registry = ?1 UNION ALL"
                       " SELECT (SELECT min(user) FROM audit WHERE registry = ?1 AND user > n) FROM name"
                       " WHERE n IS NOT NULL) SELECT n FROM name WHERE n IS NOT NULL LIMIT ?2")
        : database.sql("WITH RECURSIVE name(n) AS (SELECT min(project) FROM audit WHERE registry = ?1 UNION ALL"
                       " SELECT (SELECT min(project) FROM audit WHERE registry = ?1 AND project > n) FROM name"
                       " WHERE n IS NOT NULL) SELECT n FROM name WHERE n IS NOT NULL LIMIT ?2");
    const Result<void> read = statement.with(registry, most).each(take);
    if (!read)
        return read.error();
    return out;
}

// From one word to the next in the index: a comparison of several columns at once would go over all entries of a word.
Result<QList<AuditLane>> auditKinds(Database &database, qint64 registry)
{
    constexpr qsizetype kMost = 500; // words of a hostile registry
    QList<AuditLane> out;
    const auto next = [](Statement &&statement, const auto &...values) {
        QString word; // null: none
        statement.with(values...);
        const Result<void> read = statement.each([&word](const Row &row) {
            if (!row.isNull(0))
                word = row.text(0);
            if (!row.isNull(0) && word.isNull()) // an empty word is one
                word = QStringLiteral("");
        });
        return read ? Result<QString>(word) : Result<QString>(read.error());
    };
    Result<QString> operation =
        next(database.sql("SELECT min(operation) FROM audit INDEXED BY audit_kind WHERE registry = ?1"), registry);
    while (operation && !operation->isNull() && out.size() < kMost) {
        Result<QString> type = next(database.sql("SELECT min(resource_type) FROM audit INDEXED BY audit_kind"
                                                 " WHERE registry = ?1 AND operation = ?2"),
            registry, *operation);
        while (type && !type->isNull() && out.size() < kMost) {
            for (const bool hasSucceeded : {false, true}) {
                const Result<qint64> any =
                    database
                        .sql("SELECT 1 FROM audit INDEXED BY audit_kind WHERE registry = ?1 AND operation = ?2"
                             " AND resource_type = ?3 AND succeeded = ?4 LIMIT 1")
                        .with(registry, *operation, *type, hasSucceeded)
                        .integer();
                if (!any)
                    return any.error();
                if (*any == 1)
                    out.append({AuditIndex::Kind, registry, {*operation, *type}, hasSucceeded});
            }
            type = next(database.sql("SELECT min(resource_type) FROM audit INDEXED BY audit_kind"
                                     " WHERE registry = ?1 AND operation = ?2 AND resource_type > ?3"),
                registry, *operation, *type);
        }
        if (!type)
            return type.error();
        operation = next(database.sql("SELECT min(operation) FROM audit INDEXED BY audit_kind"
                                      " WHERE registry = ?1 AND operation > ?2"),
            registry, *operation);
    }
    if (!operation)
        return operation.error();
    return out;
}

} // namespace lotse::store
