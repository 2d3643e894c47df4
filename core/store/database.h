// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <cstddef>
#include <functional>
#include <memory>

struct sqlite3;
struct sqlite3_stmt;

namespace lotse::store {

/// A statement as it stands in the source. Only a literal becomes one, at compile time: no text of a server or of a
/// person can ever be part of it; what varies is bound.
class Sql {
public:
    template <std::size_t N>
    consteval Sql(const char (&text)[N])
        : m_text(text)
    {
    }
    const char *text() const { return m_text; }

private:
    const char *m_text;
};

class Database;

/// A row while it is being read; views last until the next row. Columns count from 0.
class Row {
public:
    explicit Row(sqlite3_stmt *statement)
        : m_statement(statement)
    {
    }
    qint64 integer(int column) const;
    QByteArrayView view(int column) const; ///< bytes of a blob or a text
    QByteArray bytes(int column) const { return view(column).toByteArray(); }
    QString text(int column) const { return QString::fromUtf8(view(column)); }
    QDateTime time(int column) const; ///< from milliseconds since 1970, UTC; invalid where null
    bool isNull(int column) const;

private:
    sqlite3_stmt *m_statement;
};

/// One use of a prepared statement: bind, then run() or each(). Reset when it goes. An error of preparing or binding
/// comes out of run() and each().
class Statement {
public:
    ~Statement();
    Statement(Statement &&) = delete;

    /// Binds the parameters in their order: integers, bool, QString (text), QByteArray(View) (blob; null where it is
    /// null), QDateTime (milliseconds, null where invalid).
    template <typename... Values>
    Statement &with(const Values &...values)
    {
        (bind(values), ...);
        return *this;
    }
    Result<void> run();
    Result<void> each(const std::function<void(const Row &)> &row);
    /// The first column of the first row, or `otherwise` where there is none.
    Result<qint64> integer(qint64 otherwise = 0);

private:
    friend class Database;
    Statement(Database *database, sqlite3_stmt *statement, int code);
    void bind(qint64 value);
    void bind(int value) { bind(qint64(value)); }
    void bind(bool value) { bind(qint64(value)); }
    void bind(const QString &value);
    void bind(QByteArrayView value);
    void bind(const QByteArray &value) { bind(QByteArrayView(value)); }
    void bind(const QDateTime &value);
    void note(int code);

    Database *m_database;
    sqlite3_stmt *m_statement;
    int m_next = 1;
    Error m_error;
};

/// One step of a schema: its last statement sets user_version to the number of the step, counting from 1.
using Migration = QList<Sql>;

/// How a database is opened, and what it must be.
struct Plan {
    QString path;
    qint64 applicationId = 0;
    QList<Migration> migrations;
    bool isCache = false; ///< a damaged one is set aside and begun anew; else it is an error
    bool isDurable = false; ///< synchronous=FULL: a commit survives a power cut
    std::chrono::milliseconds checkTime{200}; ///< how long quick_check may take
    std::chrono::milliseconds patience{10'000}; ///< for the lock of another program
    std::function<Result<void>(Database &)> settle; ///< what is put in order at each opening; none where empty
    QString anchor; ///< the file that remembers how far its log had come (store/anchor.h); empty: none
    QByteArray vfs; ///< SQLite's file layer, empty for the system's; tests bring faulty ones
};

/**
 * A connection to a database file: prepared statements, transactions, errors as sentences. Belongs to one thread at a
 * time. Each file is in WAL mode, so that readers and one writer, also of other processes, do not wait for each other.
 * Errors are ErrorKind::Storage with `code` one of FULL, BUSY, READONLY, DAMAGED, NEWER, IO.
 */
class Database {
public:
    /**
     * Opens or makes the file (0600, in a folder 0700), checks it (quick_check, time-boxed) and brings it to the newest
     * schema, each migration in a transaction. A newer schema opens read only. A damaged cache is renamed to
     * "<name>.corrupt-<time>" and begun anew; notice() says so.
     */
    static Result<std::unique_ptr<Database>> open(const Plan &plan, const Clock &clock);
    /// Sets a cache aside that turned out to be damaged while it was used; no connection of this program may be open.
    /// Gives its new name.
    static Result<QString> discard(const Plan &plan, const Clock &clock);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    Statement sql(Sql text);
    /// Takes the write lock, runs, commits; rolls back where `work` or the commit fails. Not nested.
    Result<void> write(const std::function<Result<void>()> &work);
    /// One snapshot for several reads.
    Result<void> read(const std::function<Result<void>()> &work);
    qint64 lastRowId() const;

    bool isReadOnly() const { return m_isReadOnly; }
    bool isNew() const { return m_isNew; } ///< had no schema when it was opened
    Message notice() const { return m_notice; } ///< what the person should know; empty where nothing
    QString path() const { return m_path; }
    /// The error of a code of SQLite, as a sentence about this file.
    Error error(int code) const;

private:
    explicit Database(QString path)
        : m_path(std::move(path))
    {
    }
    static Result<std::unique_ptr<Database>> attempt(const Plan &plan);
    Error newer() const;
    Result<void> connect(const Plan &plan);
    Result<void> check(std::chrono::milliseconds time);
    Result<void> migrate(const Plan &plan);
    Result<void> transaction(Sql begin, const std::function<Result<void>()> &work);

    QString m_path;
    sqlite3 *m_handle = nullptr;
    QHash<const char *, sqlite3_stmt *> m_statements;
    bool m_isCache = false;
    bool m_isReadOnly = false;
    bool m_isNewer = false;
    bool m_isNew = false;
    Message m_notice;
};

} // namespace lotse::store
