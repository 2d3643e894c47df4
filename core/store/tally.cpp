// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/tally.h"

#include <sqlite3.h>

namespace lotse::store {

namespace {

constexpr quint64 kBasis = 0xcbf29ce484222325; // FNV-1a
constexpr quint64 kPrime = 0x100000001b3;

void take(quint64 &hash, const void *data, size_t size)
{
    const auto *bytes = static_cast<const unsigned char *>(data);
    for (size_t i = 0; i < size; ++i)
        hash = (hash ^ bytes[i]) * kPrime;
}

void mark(sqlite3_context *context, int count, sqlite3_value **values)
{
    quint64 hash = kBasis;
    for (int i = 0; i < count; ++i) {
        const int type = sqlite3_value_type(values[i]);
        take(hash, &type, sizeof type);
        if (type == SQLITE_NULL)
            continue;
        if (type == SQLITE_INTEGER) {
            const sqlite3_int64 number = sqlite3_value_int64(values[i]);
            take(hash, &number, sizeof number);
            continue;
        }
        const void *data = sqlite3_value_blob(values[i]);
        const int size = sqlite3_value_bytes(values[i]);
        take(hash, &size, sizeof size);
        take(hash, data, size_t(size));
    }
    // The lowest bits of the last byte would else hardly reach the others.
    hash ^= hash >> 32;
    hash *= 0x9e3779b97f4a7c15;
    sqlite3_result_int64(context, sqlite3_int64(hash ^ (hash >> 29)));
}

void join(sqlite3_context *context, int count, sqlite3_value **values)
{
    sqlite3_int64 sum = 0;
    for (int i = 0; i < count; ++i)
        sum ^= sqlite3_value_int64(values[i]);
    sqlite3_result_int64(context, sum);
}

void foldStep(sqlite3_context *context, int, sqlite3_value **values)
{
    if (auto *sum = static_cast<sqlite3_int64 *>(sqlite3_aggregate_context(context, sizeof(sqlite3_int64))))
        *sum ^= sqlite3_value_int64(values[0]);
}

void foldEnd(sqlite3_context *context)
{
    const auto *sum = static_cast<const sqlite3_int64 *>(sqlite3_aggregate_context(context, 0));
    sqlite3_result_int64(context, sum ? *sum : 0);
}

} // namespace

int addTallyFunctions(sqlite3 *handle)
{
    constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    const int codes[]{
        sqlite3_create_function_v2(handle, "lotse_mark", -1, flags, nullptr, mark, nullptr, nullptr, nullptr),
        sqlite3_create_function_v2(handle, "lotse_xor", -1, flags, nullptr, join, nullptr, nullptr, nullptr),
        sqlite3_create_function_v2(handle, "lotse_fold", 1, flags, nullptr, nullptr, foldStep, foldEnd, nullptr)};
    for (const int code : codes) {
        if (code != SQLITE_OK)
            return code;
    }
    return SQLITE_OK;
}

Result<void> checkTallies(Database &database)
{
    qint64 tables = 0;
    bool isSame = true;
    // The same expressions as in the triggers of the schema.
    const Result<void> read =
        database
            .sql("SELECT t.name, t.rows, t.sum, n.rows, n.sum FROM tally t JOIN ("
                 "SELECT 'project' AS name, count(*) AS rows, lotse_fold(lotse_mark(id, registry, name)) AS sum"
                 " FROM project NOT INDEXED UNION ALL "
                 "SELECT 'repository', count(*), lotse_fold(lotse_mark(id, registry, project, name, gone_at))"
                 " FROM repository NOT INDEXED UNION ALL "
                 "SELECT 'sight', count(*), lotse_fold(lotse_mark(account, project, seen_at, gone_at, refusal))"
                 " FROM sight NOT INDEXED UNION ALL "
                 "SELECT 'artifact', count(*), lotse_fold(lotse_mark(id, repository, digest, gone_at, sum))"
                 " FROM artifact NOT INDEXED UNION ALL "
                 "SELECT 'report', count(*), lotse_fold(lotse_mark(registry, digest, kind, sum))"
                 " FROM report NOT INDEXED) n ON n.name = t.name")
            .each([&](const Row &row) {
                ++tables;
                isSame = isSame && row.integer(1) == row.integer(3) && row.integer(2) == row.integer(4);
            });
    if (!read)
        return read;
    return isSame && tables == 5 ? Result<void>() : Result<void>(database.error(SQLITE_CORRUPT));
}

} // namespace lotse::store
