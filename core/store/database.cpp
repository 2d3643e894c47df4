// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/database.h"

#include "base/safefile.h"
#include "store/tally.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

#include <cerrno>

namespace lotse::store {

using namespace Qt::StringLiterals;

namespace {

Error storageError(const char *code, const Message &message, const QString &path)
{
    Error error;
    error.kind = ErrorKind::Storage;
    error.code = QLatin1String(code);
    error.message = message;
    error.where = path;
    return error;
}

bool isDamage(const Error &error)
{
    return error.code == "DAMAGED"_L1;
}

Message newerMessage(const QString &path)
{
    return {LOTSE_MSG("%1 was made by a newer version of this program. It is opened for reading only; update "
                      "the program, or choose another profile."),
        {path}};
}

// Where the first file cannot be renamed nothing has happened; the others go with it, or an old journal would be
// played into the new file.
Result<QString> setAside(const QString &path, const Clock &clock)
{
    const QString stamp = clock.now().toString(u"yyyyMMddTHHmmsszzz"_s);
    QString target = path + u".corrupt-"_s + stamp;
    for (int i = 1; QFile::exists(target); ++i)
        target = path + u".corrupt-%1-%2"_s.arg(stamp).arg(i);
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s}) {
        if (QFile::exists(path + suffix) && !QFile::rename(path + suffix, target + suffix)) {
            return storageError("READONLY",
                {LOTSE_MSG("%1 is damaged and could not be set aside. Check the rights of its folder, or move the "
                           "file away; it holds nothing that cannot be fetched again."),
                    {path + suffix}},
                path);
        }
    }
    return target;
}

Result<void> makeFile(const QString &path)
{
    const QFileInfo file(path);
    if (const Result<bool> made = ensurePrivateFolder(file.absolutePath()); !made)
        return made.error();
    if (file.isDir()) {
        return storageError("IO",
            {LOTSE_MSG("%1 is a folder, where a file of this program should be. Move it away, then start again."),
                {path}},
            path);
    }
    if (file.exists()) {
        if (!file.isFile()) {
            return storageError("IO",
                {LOTSE_MSG("%1 is no regular file and was not opened. Move it away, then start again."), {path}}, path);
        }
        // Where the rights cannot be changed the file may still be read; opening it tells.
        for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
            static_cast<void>(ensurePrivateFile(path + suffix));
        return {};
    }
    QFile fresh(path);
    if (!fresh.open(QIODevice::WriteOnly | QIODevice::NewOnly)) {
        if (QFile::exists(path)) // asked anew: the file info remembers that it was not there
            return {}; // another program was faster
        return storageError("READONLY",
            {LOTSE_MSG("%1 could not be made (%2). Check the rights of its folder and the room on the disk."),
                {path, fresh.errorString()}},
            path);
    }
    fresh.close();
    if (const Result<bool> closed = ensurePrivateFile(path); !closed)
        return closed.error();
    return {};
}

} // namespace

Error Database::error(int code) const
{
    const int extended = m_handle ? sqlite3_extended_errcode(m_handle) : code;
    // What the handle knows may be of a later call than the code.
    const bool isSame = m_handle && (extended & 0xff) == (code & 0xff);
    const int cause = m_handle ? sqlite3_system_errno(m_handle) : 0;
    const bool isOfDisk = isSame && cause != 0 && ((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN);
    const QString reason =
        isOfDisk ? systemReason(cause) : QString::fromUtf8(isSame ? sqlite3_errmsg(m_handle) : sqlite3_errstr(code));
    const auto make = [&](const char *name, const char *sentence) {
        Error error = storageError(name, {sentence, {m_path, reason}}, m_path);
        error.detail = u"%1 (SQLite %2: %3)"_s.arg(reason)
                           .arg(isSame ? extended : code)
                           .arg(QString::fromUtf8(sqlite3_errstr(isSame ? extended : code)));
        return error;
    };
    if (isOfDisk && (cause == ENOSPC || cause == EDQUOT))
        code = SQLITE_FULL;
    switch (code & 0xff) {
    case SQLITE_FULL:
        return make("FULL",
            LOTSE_MSG("There is no room left on the disk for %1. What was stored before is still there; make room, "
                      "then try again."));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return make("BUSY",
            LOTSE_MSG("%1 is locked by another program. Nothing was changed; wait until that program has finished, "
                      "then try again."));
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return make("READONLY",
            LOTSE_MSG("%1 cannot be opened for writing (%2). Check the rights of the file and of its folder."));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
        if (m_isCache)
            return make("DAMAGED",
                LOTSE_MSG(
                    "%1 is damaged. It holds nothing that cannot be fetched again: the next sync sets it aside and "
                    "reads all anew."));
        return make("DAMAGED", LOTSE_MSG("%1 is damaged. Close the program and restore the file from a backup."));
    default:
        return make("IO",
            LOTSE_MSG("%1 could not be read or written (%2). What was stored before is still there; check the disk, "
                      "then try again."));
    }
}

Error Database::newer() const
{
    return storageError("NEWER", newerMessage(m_path), m_path);
}

Result<std::unique_ptr<Database>> Database::open(const Plan &plan, const Clock &clock)
{
    Result<std::unique_ptr<Database>> first = attempt(plan);
    if (first || !plan.isCache || !isDamage(first.error()))
        return first;
    const Result<QString> aside = setAside(plan.path, clock);
    if (!aside)
        return aside.error();
    Result<std::unique_ptr<Database>> second = attempt(plan);
    if (second) {
        (*second)->m_notice = {LOTSE_MSG("The local copy of what the registries hold was damaged. It was set aside as "
                                         "%1 and is fetched again."),
            {*aside}};
    }
    return second;
}

Result<QString> Database::discard(const Plan &plan, const Clock &clock)
{
    Q_ASSERT(plan.isCache);
    return setAside(plan.path, clock);
}

Result<std::unique_ptr<Database>> Database::attempt(const Plan &plan)
{
    if (const Result<void> made = makeFile(plan.path); !made)
        return made.error();
    std::unique_ptr<Database> database(new Database(plan.path));
    database->m_isCache = plan.isCache;
    if (const Result<void> connected = database->connect(plan); !connected)
        return connected.error();
    if (const Result<void> checked = database->check(plan.checkTime); !checked)
        return checked.error();
    if (const Result<void> migrated = database->migrate(plan); !migrated)
        return migrated.error();
    if (plan.settle && !database->isReadOnly()) {
        if (const Result<void> settled = plan.settle(*database); !settled)
            return settled.error();
    }
    return database;
}

Database::~Database()
{
    for (sqlite3_stmt *statement : std::as_const(m_statements))
        sqlite3_finalize(statement);
    sqlite3_close_v2(m_handle);
}

Result<void> Database::connect(const Plan &plan)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(
        m_path.toUtf8().constData(), &m_handle, flags, plan.vfs.isEmpty() ? nullptr : plan.vfs.constData());
    if (code != SQLITE_OK)
        return error(code);
    if (const int added = addTallyFunctions(m_handle); added != SQLITE_OK)
        return error(added);
    sqlite3_busy_timeout(m_handle, int(plan.patience.count()));
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    m_isReadOnly = sqlite3_db_readonly(m_handle, "main") == 1;
    for (const Sql &pragma :
        QList<Sql>{"PRAGMA cell_size_check=ON", "PRAGMA journal_size_limit=16777216", "PRAGMA temp_store=MEMORY"}) {
        if (const Result<void> done = sql(pragma).run(); !done)
            return done;
    }
    if (!m_isReadOnly) {
        // Two programs that open a new file at once: the switch is refused without asking the busy handler.
        Result<void> wal = sql("PRAGMA journal_mode=WAL").run();
        for (auto left = plan.patience.count(); !wal && wal.error().code == "BUSY"_L1 && left > 0;
             left -= sqlite3_sleep(10))
            wal = sql("PRAGMA journal_mode=WAL").run();
        if (!wal)
            return wal;
    }
    return sql(plan.isDurable ? Sql("PRAGMA synchronous=FULL") : Sql("PRAGMA synchronous=NORMAL")).run();
}

Result<void> Database::check(std::chrono::milliseconds time)
{
    QDeadlineTimer deadline(time);
    sqlite3_progress_handler(
        m_handle, 1000, [](void *context) -> int { return static_cast<const QDeadlineTimer *>(context)->hasExpired(); },
        &deadline);
    bool isFine = true;
    QString found;
    const Result<void> checked = sql("PRAGMA quick_check(1)").each([&](const Row &row) {
        found = row.text(0);
        isFine = found == "ok"_L1;
    });
    sqlite3_progress_handler(m_handle, 0, nullptr, nullptr);
    if (!checked) {
        // Out of time is no verdict: rows carry checksums of their own.
        return deadline.hasExpired() && !isDamage(checked.error()) ? Result<void>() : checked;
    }
    if (isFine)
        return {};
    Error damaged = error(SQLITE_CORRUPT);
    damaged.detail = found;
    return damaged;
}

Result<void> Database::migrate(const Plan &plan)
{
    const qint64 newest = plan.migrations.size();
    Result<qint64> owner = qint64(0), version = qint64(0), tables = qint64(0);
    // In one snapshot: another program may be making the file, and half of the old and half of the new look foreign.
    const Result<void> seen = read([&]() -> Result<void> {
        owner = sql("PRAGMA application_id").integer();
        version = sql("PRAGMA user_version").integer();
        tables = sql("SELECT count(*) FROM sqlite_schema").integer();
        for (const Result<qint64> *one : {&owner, &version, &tables}) {
            if (!*one)
                return one->error();
        }
        return {};
    });
    if (!seen)
        return seen;
    m_isNew = *version == 0 && *tables == 0;
    if (*owner != plan.applicationId && !m_isNew) {
        Error other = error(SQLITE_NOTADB);
        other.detail = u"application_id %1"_s.arg(*owner);
        return other;
    }
    if (*version > newest) {
        m_isReadOnly = m_isNewer = true;
        m_notice = newerMessage(m_path);
        return sql("PRAGMA query_only=ON").run();
    }
    while (*version < newest) {
        const Result<void> done = write([&]() -> Result<void> {
            // Another program may have done it while this one waited for the lock.
            const Result<qint64> current = sql("PRAGMA user_version").integer();
            if (!current)
                return current.error();
            if (*current >= newest)
                return {};
            for (const Sql &statement : plan.migrations.at(*current)) {
                if (const Result<void> ran = sql(statement).run(); !ran)
                    return ran;
            }
            return {};
        });
        if (!done)
            return done;
        version = sql("PRAGMA user_version").integer();
        if (!version)
            return version.error();
    }
    return {};
}

Statement Database::sql(Sql text)
{
    sqlite3_stmt *&statement = m_statements[text.text()];
    int code = SQLITE_OK;
    if (!statement)
        code = sqlite3_prepare_v3(m_handle, text.text(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    return Statement(this, statement, code);
}

Result<void> Database::transaction(Sql begin, const std::function<Result<void>()> &work)
{
    if (const Result<void> begun = sql(begin).run(); !begun)
        return begun;
    Result<void> done = work();
    if (done)
        done = sql("COMMIT").run();
    // A full disk may have rolled it back already; then there is nothing left to undo.
    if (!done && !sqlite3_get_autocommit(m_handle)) {
        if (const Result<void> undone = sql("ROLLBACK").run(); !undone)
            return undone;
    }
    return done;
}

Result<void> Database::write(const std::function<Result<void>()> &work)
{
    if (m_isNewer)
        return newer();
    if (m_isReadOnly)
        return error(SQLITE_READONLY);
    return transaction("BEGIN IMMEDIATE", work);
}

Result<void> Database::read(const std::function<Result<void>()> &work)
{
    return transaction("BEGIN", work);
}

qint64 Database::lastRowId() const
{
    return sqlite3_last_insert_rowid(m_handle);
}

} // namespace lotse::store
