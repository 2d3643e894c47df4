// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/database.h"

#include <sqlite3.h>

namespace lotse::store {

qint64 Row::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

QByteArrayView Row::view(int column) const
{
    // The pointer first: it may convert, and the size is that of the converted value.
    const void *data = sqlite3_column_blob(m_statement, column);
    return {static_cast<const char *>(data), qsizetype(sqlite3_column_bytes(m_statement, column))};
}

QDateTime Row::time(int column) const
{
    return isNull(column) ? QDateTime() : QDateTime::fromMSecsSinceEpoch(integer(column), Qt::UTC);
}

bool Row::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

Statement::Statement(Database *database, sqlite3_stmt *statement, int code)
    : m_database(database)
    , m_statement(statement)
{
    note(code);
}

Statement::~Statement()
{
    if (!m_statement)
        return;
    // The code of reset repeats that of the step, which was told already.
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
}

void Statement::note(int code)
{
    if (code != SQLITE_OK && !m_error)
        m_error = m_database->error(code);
}

void Statement::bind(qint64 value)
{
    note(sqlite3_bind_int64(m_statement, m_next++, value));
}

void Statement::bind(const QString &value)
{
    const QByteArray utf8 = value.toUtf8();
    note(sqlite3_bind_text64(
        m_statement, m_next++, utf8.constData(), sqlite3_uint64(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bind(QByteArrayView value)
{
    note(value.isNull()
            ? sqlite3_bind_null(m_statement, m_next)
            : sqlite3_bind_blob64(m_statement, m_next, value.data(), sqlite3_uint64(value.size()), SQLITE_TRANSIENT));
    ++m_next;
}

void Statement::bind(const QDateTime &value)
{
    note(value.isValid() ? sqlite3_bind_int64(m_statement, m_next, value.toMSecsSinceEpoch())
                         : sqlite3_bind_null(m_statement, m_next));
    ++m_next;
}

Result<void> Statement::each(const std::function<void(const Row &)> &row)
{
    if (m_error)
        return m_error;
    for (;;) {
        const int code = sqlite3_step(m_statement);
        if (code == SQLITE_DONE)
            return {};
        if (code != SQLITE_ROW)
            return m_database->error(code);
        row(Row(m_statement));
    }
}

Result<void> Statement::run()
{
    return each([](const Row &) {});
}

Result<qint64> Statement::integer(qint64 otherwise)
{
    qint64 value = otherwise;
    bool isFirst = true;
    const Result<void> read = each([&](const Row &row) {
        if (isFirst)
            value = row.integer(0);
        isFirst = false;
    });
    if (!read)
        return read.error();
    return value;
}

} // namespace lotse::store
