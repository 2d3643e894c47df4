// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/eventstore.h"

#include "base/sha256.h"
#include "store/database.h"
#include "store/packing.h"

#include <QElapsedTimer>
#include <QFileInfo>

namespace lotse::store {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDamaged = 11; // SQLITE_CORRUPT

QByteArray linkOf(const QByteArray &previous, const Event &event)
{
    Packer packer;
    packer.text(previous).number(quint64(event.number)).text(event.uuid.toUtf8());
    packer.number(quint64(event.at.toMSecsSinceEpoch()));
    for (const QString &text : {event.stream, event.kind, event.author})
        packer.text(text.toUtf8());
    packer.text(event.body);
    return sha256(packer.bytes());
}

// The first seven columns of each question below.
Event eventOf(const Row &row)
{
    return {row.integer(0), row.text(1), row.time(2), row.text(3), row.text(4), row.text(5), row.bytes(6)};
}

Error lost(const QString &path, const QString &anchor, qint64 kept, qint64 there)
{
    Error error;
    error.kind = ErrorKind::Storage;
    error.code = QStringLiteral("LOST");
    error.message = there == 0
        ? Message{LOTSE_MSG("%1 is missing or empty; expected entries: %2. Restore it from a backup. To start "
                            "without them, delete %3."),
            {path, QString::number(kept), anchor}}
        : Message{LOTSE_MSG("%1 has %2 entries instead of %3. Restore it from a backup. To continue with these "
                            "entries, delete %4."),
            {path, QString::number(there), QString::number(kept), anchor}};
    error.where = path;
    return error;
}

Error replaced(const QString &path, const QString &anchor)
{
    Error error;
    error.kind = ErrorKind::Storage;
    error.code = QStringLiteral("DAMAGED");
    error.message = {LOTSE_MSG("The entries in %1 were modified. Restore it from a backup. To continue with these "
                               "entries, delete %2."),
        {path, anchor}};
    error.where = path;
    return error;
}

class SqliteEventStore final : public EventStore {
public:
    SqliteEventStore(std::unique_ptr<Database> database, const Anchor &anchor)
        : m_database(std::move(database))
        , m_anchor(anchor)
    {
    }

    ~SqliteEventStore() override
    {
        if (m_anchored && *m_anchored != m_known.head)
            keepAnchor();
    }

    Result<qint64> append(const QList<Event> &events, qint64 last) override
    {
        const Known before = m_known;
        const Result<void> checked = checkAnchor();
        if (!checked)
            return checked.error();
        const Result<void> kept = m_database->write([&]() -> Result<void> {
            if (const Result<void> verified = verify({}, 0, nullptr); !verified)
                return verified;
            for (Event event : events) {
                const Result<qint64> newest =
                    m_database->sql("SELECT max(number) FROM event WHERE stream = ?1 AND number > ?2")
                        .with(event.stream, last)
                        .integer();
                if (!newest)
                    return newest.error();
                if (*newest > last)
                    return conflict();
                event.number = m_known.head.count + 1;
                const QByteArray link = hash(m_known.head.link, event);
                const Result<void> added =
                    m_database
                        ->sql("INSERT INTO event(number, uuid, at, stream, kind, author, body, link)"
                              " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
                        .with(event.number, event.uuid, event.at, event.stream, event.kind, event.author, event.body,
                            link)
                        .run();
                if (!added)
                    return added;
                m_known.take(event, link);
                last = event.number; // what is added here is no surprise to the next one
            }
            return {};
        });
        if (!kept) {
            m_known = before;
            return kept.error();
        }
        keepAnchorOfBurst();
        return m_known.head.count;
    }

    Result<QList<Event>> read(const QString &stream, qint64 after) override
    {
        if (const Result<void> checked = checkAnchor(); !checked)
            return checked.error();
        QList<Event> out;
        const Result<void> walked = m_database->read([&]() -> Result<void> {
            const qint64 verified = m_known.head.count;
            if (after < verified) {
                if (const Result<void> again = readAgain(stream, after, out); !again)
                    return again;
            }
            return verify(stream, after, &out);
        });
        if (!walked)
            return walked.error();
        if (!m_anchored || *m_anchored != m_known.head)
            keepAnchor();
        return out;
    }

    bool isReadOnly() const override { return m_database->isReadOnly(); }
    LogHead head() const override { return m_known.head; }
    Message notice() const override { return m_notice; }
    qint64 hashedRows() const override { return m_hashed; }

private:
    /// The part of the log that was verified.
    struct Known {
        LogHead head;
        QHash<QString, qint64> counts; ///< of events, by stream
        void take(const Event &event, const QByteArray &link)
        {
            head = {event.number, link};
            ++counts[event.stream];
        }
    };

    QByteArray hash(const QByteArray &previous, const Event &event)
    {
        ++m_hashed;
        return linkOf(previous, event);
    }

    // Before the log, so that what the anchor remembers was in the log then.
    Result<void> checkAnchor()
    {
        if (m_isChecked)
            return {};
        const Result<std::optional<LogHead>> remembered = m_anchor.read();
        if (!remembered)
            return remembered.error();
        m_anchored = *remembered;
        if (m_anchored && m_anchored->count > 0) {
            QByteArray link;
            const Result<qint64> count = m_database->sql("SELECT count(*) FROM event").integer();
            if (!count)
                return count.error();
            if (*count < m_anchored->count)
                return lost(m_database->path(), m_anchor.path(), m_anchored->count, *count);
            const Result<void> found = m_database->sql("SELECT link FROM event WHERE number = ?1")
                                           .with(m_anchored->count)
                                           .each([&](const Row &row) { link = row.bytes(0); });
            if (!found)
                return found;
            if (link != m_anchored->link)
                return replaced(m_database->path(), m_anchor.path());
        }
        m_isChecked = true;
        return {};
    }

    // What was verified must still end as it did; then the rows after it. Those of the stream go to `out`.
    Result<void> verify(const QString &stream, qint64 after, QList<Event> *out)
    {
        if (m_known.head.count > 0) {
            QByteArray link;
            const Result<void> found = m_database->sql("SELECT link FROM event WHERE number = ?1")
                                           .with(m_known.head.count)
                                           .each([&](const Row &row) { link = row.bytes(0); });
            if (!found)
                return found;
            if (link != m_known.head.link)
                return m_database->error(kDamaged);
        }
        bool isDamaged = false;
        Known known = m_known;
        // All streams: a row of another one that is missing breaks the chain too.
        const Result<void> walked = m_database
                                        ->sql("SELECT number, uuid, at, stream, kind, author, body, link FROM event"
                                              " WHERE number > ?1 ORDER BY number")
                                        .with(m_known.head.count)
                                        .each([&](const Row &row) {
                                            if (isDamaged)
                                                return;
                                            const Event event = eventOf(row);
                                            const QByteArray link = hash(known.head.link, event);
                                            isDamaged = event.number != known.head.count + 1 || link != row.view(7);
                                            known.take(event, link);
                                            if (!isDamaged && out && event.stream == stream && event.number > after)
                                                out->append(event);
                                        });
        if (!walked)
            return walked;
        if (isDamaged)
            return m_database->error(kDamaged);
        m_known = std::move(known);
        return {};
    }

    // Rows that were verified before: each against its own hash, and all of them there.
    Result<void> readAgain(const QString &stream, qint64 after, QList<Event> &out)
    {
        const Result<qint64> count = m_database->sql("SELECT count(*) FROM event WHERE stream = ?1 AND number <= ?2")
                                         .with(stream, m_known.head.count)
                                         .integer();
        if (!count)
            return count.error();
        bool isDamaged = *count != m_known.counts.value(stream);
        const Result<void> walked =
            m_database
                ->sql("SELECT e.number, e.uuid, e.at, e.stream, e.kind, e.author, e.body, e.link,"
                      " (SELECT b.link FROM event b WHERE b.number = e.number - 1) FROM event e"
                      " WHERE e.stream = ?1 AND e.number > ?2 AND e.number <= ?3 ORDER BY e.number")
                .with(stream, after, m_known.head.count)
                .each([&](const Row &row) {
                    const Event event = eventOf(row);
                    isDamaged = isDamaged || hash(row.bytes(8), event) != row.view(7);
                    out.append(event);
                });
        if (!walked)
            return walked;
        return isDamaged ? Result<void>(m_database->error(kDamaged)) : Result<void>();
    }

    // A plan of many changes appends dozens of times a second, and the anchor costs as much as the log itself: of a
    // burst it is written now and then, and with the next read or the end. An anchor that lags is no loss.
    void keepAnchorOfBurst()
    {
        constexpr qint64 quietMs = 100, mostMs = 500;
        const bool isBurst = m_sinceAppend.isValid() && m_sinceAppend.elapsed() < quietMs && m_sinceAnchor.isValid()
            && m_sinceAnchor.elapsed() < mostMs;
        m_sinceAppend.start();
        if (!isBurst)
            keepAnchor();
    }

    // An anchor that lags is no loss: what it remembers is in the log.
    void keepAnchor()
    {
        m_sinceAnchor.start();
        m_notice = {};
        if (m_database->isReadOnly())
            return;
        if (const Result<void> written = m_anchor.write(m_known.head); written)
            m_anchored = m_known.head;
        else
            m_notice = written.error().message;
    }

    Error conflict() const
    {
        Error error;
        error.kind = ErrorKind::Conflict;
        error.message = {
            LOTSE_MSG("Another process added entries. Nothing was changed. Check the entries, then try again."), {}};
        error.where = m_database->path();
        return error;
    }

    std::unique_ptr<Database> m_database;
    Anchor m_anchor;
    std::optional<LogHead> m_anchored; ///< what the anchor holds
    Known m_known;
    Message m_notice;
    QElapsedTimer m_sinceAppend, m_sinceAnchor;
    qint64 m_hashed = 0;
    bool m_isChecked = false;
};

} // namespace

std::unique_ptr<EventStore> makeEventStore(std::unique_ptr<Database> database, const Anchor &anchor)
{
    return std::make_unique<SqliteEventStore>(std::move(database), anchor);
}

Result<std::unique_ptr<EventStore>> openEventStore(const Plan &plan, const Clock &clock)
{
    const Anchor anchor(plan.anchor);
    const Result<std::optional<LogHead>> remembered = anchor.read();
    if (!remembered)
        return remembered.error();
    // With a journal beside it an empty file is not the whole of the log.
    const bool isEmpty = QFileInfo(plan.path).size() == 0 && QFileInfo(plan.path + u"-wal"_s).size() == 0;
    if (isEmpty && *remembered && (*remembered)->count > 0)
        return lost(plan.path, plan.anchor, (*remembered)->count, 0);
    auto database = Database::open(plan, clock);
    if (!database)
        return database.error();
    return makeEventStore(std::move(database).value(), anchor);
}

} // namespace lotse::store
