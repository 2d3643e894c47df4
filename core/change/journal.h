// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changeplan.h"
#include "store/eventstore.h"

#include <QMutex>

#include <functional>
#include <memory>

namespace lotse::store {
struct Plan;
}

namespace lotse::change {

/// One thing that happened to a plan or to a change of it.
struct Entry {
    enum class Kind {
        Planned, ///< `body` is the plan
        Intent, ///< about to be read and sent
        Result, ///< what the registry answered: status, request_id, delivery, error (English), why (as toKept() gives
                ///< it)
        Proof, ///< how it ended: state, before, after, path, theirs, error, why
        End, ///< of the plan: "finished", "cancelled", "discarded"
    };
    qint64 number = 0; ///< in the journal, from 1
    QDateTime at;
    QString author; ///< "name@host"
    Kind kind = Kind::Planned;
    QString plan, change; ///< ids; `change` is empty where it is about the whole plan
    QJsonObject body;
};

/**
 * All changes that were made from this computer, appended and never changed, each entry chained to the one before by
 * its hash. No secret is in it. Any thread, since several plans may be applied at once; several programs may append to
 * one file.
 */
class Journal {
public:
    /// ErrorKind::Storage, code DAMAGED or LOST, where it was changed by another hand: nothing is applied then.
    static Result<std::unique_ptr<Journal>> open(const store::Plan &plan, const Clock &clock);

    /// All or none, on the disk when it returns.
    Result<void> append(const QList<Entry> &entries);
    /// What was added since the last call, by this program and others; everything at the first one.
    Result<QList<Entry>> readOn();
    store::LogHead head() const;
    bool isReadOnly() const;

private:
    Journal(std::unique_ptr<store::EventStore> store, const Clock &clock)
        : m_store(std::move(store))
        , m_clock(&clock)
    {
    }

    mutable QMutex m_mutex; ///< of the connection and of what is known below
    std::unique_ptr<store::EventStore> m_store;
    const Clock *m_clock;
    qint64 m_appended = 0; ///< last number known to append()
    qint64 m_read = 0; ///< last number given by readOn()
};

/// What became of one change, by the journal.
struct Step {
    State state = State::Planned;
    QDateTime at; ///< of its last entry
    int status = 0; ///< of HTTP; 0: no answer
    QString requestId;
    QString error; ///< as toKept() gives it
    QJsonObject before, after; ///< as read, without secrets; empty: nothing was there
    harbor::Params path; ///< with the number of what was made
    QList<Edit> theirs; ///< of a conflict: what is there now
};

/// A plan and what became of it.
struct Course {
    ChangePlan plan;
    QByteArray hash; ///< of the plan as it was approved
    QString author;
    QDateTime begunAt, endedAt; ///< `endedAt` is invalid while it is open
    QString end; ///< "finished", "cancelled", "discarded"; empty while it is open
    QMap<QString, Step> steps; ///< by id of the change

    bool isOpen() const { return end.isEmpty(); }
    int count(State state) const;
    /// A change whose intent is kept without a proof: the program ended in the middle.
    QStringList interrupted() const;
};

/// Puts entries together, in the order in which the plans began. An entry about a plan that is not known is passed
/// over.
QList<Course> coursesOf(const QList<Entry> &entries);
void take(QList<Course> &courses, const Entry &entry);

/// What was read, without the values of members that hold secrets.
QJsonObject withoutSecrets(const QJsonObject &object);
QJsonValue valueWithoutSecrets(const QJsonValue &value); ///< the same for a part of it

/// Puts back what the verified changes of a plan did, last first. ErrorKind::Usage where nothing of it can be.
/// `impossible` gets the sentences of the changes that cannot be taken back.
Result<ChangePlan> undoOf(const Course &course, const Clock &clock, QStringList *impossible = nullptr);

} // namespace lotse::change
