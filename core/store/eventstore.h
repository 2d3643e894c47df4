// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/anchor.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <memory>

namespace lotse::store {

class Database;
struct Plan;

/// Something that happened; final once it is kept.
struct Event {
    qint64 number = 0; ///< its place in the store, from 1; given by the store
    QString uuid;
    QDateTime at;
    QString stream; ///< what it is about; one stream a purpose: "decisions", "rules"
    QString kind; ///< a word of the stream
    QString author;
    QByteArray body; ///< JSON
    bool operator==(const Event &) const = default;
};

/**
 * Events in the order in which they were made, appended and never changed; who keeps them for a team implements this
 * over another database. One thread at a time.
 */
class EventStore {
public:
    virtual ~EventStore() = default;

    /// Adds events at the end, all or none; on the disk when it returns. `last` is the number of the last event of the
    /// stream that the caller has read (0: none): ErrorKind::Conflict where there is a later one, for then another
    /// program was faster and its events are to be read first. Gives the number of the last one added.
    virtual Result<qint64> append(const QList<Event> &events, qint64 last) = 0;
    /// The events of a stream after a number. ErrorKind::Storage, code DAMAGED, where one was changed after it was
    /// kept; LOST where events that were kept are not there any more.
    virtual Result<QList<Event>> read(const QString &stream, qint64 after = 0) = 0;
    virtual bool isReadOnly() const = 0;
    /// The last event that was verified, and how many there are.
    virtual LogHead head() const = 0;
    /// What the person should know; empty where nothing.
    virtual Message notice() const = 0;
    /// How many rows were hashed since the store was opened.
    virtual qint64 hashedRows() const = 0;
};

/// Events in a file of decisionPlan(): each row holds a hash over itself and the row before it, so that a bit that
/// turned and a hand that reached in are both noticed. The log is verified from its start once; after that only what
/// is new. An `anchor` remembers outside the file how far the log had come.
std::unique_ptr<EventStore> makeEventStore(std::unique_ptr<Database> database, const Anchor &anchor = Anchor({}));

/// The store of a plan. Where the anchor remembers events and the file is missing or empty, none is made in its place:
/// ErrorKind::Storage, code LOST.
Result<std::unique_ptr<EventStore>> openEventStore(const Plan &plan, const Clock &clock);

} // namespace lotse::store
