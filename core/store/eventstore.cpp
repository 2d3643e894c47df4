// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/eventstore.h"

#include "store/database.h"
#include "store/packing.h"

#include <QCryptographicHash>

namespace lotse::store {

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
    return QCryptographicHash::hash(packer.bytes(), QCryptographicHash::Sha256);
}

class SqliteEventStore final : public EventStore {
public:
    explicit SqliteEventStore(std::unique_ptr<Database> database)
        : m_database(std::move(database))
    {
    }

    Result<qint64> append(const QList<Event> &events, qint64 last) override
    {
        qint64 number = 0;
        const Result<void> kept = m_database->write([&]() -> Result<void> {
            QByteArray link;
            const Result<void> before = m_database->sql("SELECT number, link FROM event ORDER BY number DESC LIMIT 1")
                                            .each([&](const Row &row) {
                                                number = row.integer(0);
                                                link = row.bytes(1);
                                            });
            if (!before)
                return before;
            for (Event event : events) {
                const Result<qint64> newest =
                    m_database->sql("SELECT max(number) FROM event WHERE stream = ?1 AND number > ?2")
                        .with(event.stream, last)
                        .integer();
                if (!newest)
                    return newest.error();
                if (*newest > last)
                    return conflict();
                event.number = ++number;
                link = linkOf(link, event);
                const Result<void> added =
                    m_database
                        ->sql("INSERT INTO event(number, uuid, at, stream, kind, author, body, link)"
                              " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")
                        .with(event.number, event.uuid, event.at, event.stream, event.kind, event.author, event.body,
                            link)
                        .run();
                if (!added)
                    return added;
                last = number; // what is added here is no surprise to the next one
            }
            return {};
        });
        if (!kept)
            return kept.error();
        return number;
    }

    Result<QList<Event>> read(const QString &stream, qint64 after) override
    {
        QList<Event> out;
        QByteArray link;
        qint64 expected = 1;
        bool isDamaged = false;
        // The whole chain is walked: a row of another stream that is missing breaks it too.
        const Result<void> walked =
            m_database->sql("SELECT number, uuid, at, stream, kind, author, body, link FROM event ORDER BY number")
                .each([&](const Row &row) {
                    Event event{
                        row.integer(0), row.text(1), row.time(2), row.text(3), row.text(4), row.text(5), row.bytes(6)};
                    link = linkOf(link, event);
                    if (event.number != expected++ || link != row.view(7))
                        isDamaged = true;
                    else if (event.stream == stream && event.number > after)
                        out.append(event);
                });
        if (!walked)
            return walked.error();
        if (isDamaged)
            return m_database->error(kDamaged);
        return out;
    }

    bool isReadOnly() const override { return m_database->isReadOnly(); }

private:
    Error conflict() const
    {
        Error error;
        error.kind = ErrorKind::Conflict;
        error.message = {
            LOTSE_MSG("Another program has kept a decision meanwhile. Nothing was changed; look at it, then "
                      "decide again."),
            {}};
        error.where = m_database->path();
        return error;
    }

    std::unique_ptr<Database> m_database;
};

} // namespace

std::unique_ptr<EventStore> makeEventStore(std::unique_ptr<Database> database)
{
    return std::make_unique<SqliteEventStore>(std::move(database));
}

} // namespace lotse::store
