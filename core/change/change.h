// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/securebytes.h"
#include "harbor/operation.h"

#include <QJsonValue>
#include <QMetaType>
#include <QObject>

namespace lotse::change {

using harbor::putAt;
using harbor::valueAt;

/// How far a change has come.
namespace States {
Q_NAMESPACE
enum class State {
    Planned,
    Intent, ///< in the journal, not sent yet
    Sent, ///< on its way, or the answer is awaited
    Done, ///< the registry accepted it; the proof is still to come, or nothing shows the effect
    Verified, ///< read back, and it is as planned
    Conflict, ///< not sent: what is there is not what the plan saw
    Failed, ///< not sent, or refused: the registry is as it was
    Unknown, ///< sent, and neither the answer nor reading back tells what became of it
    Skipped, ///< not sent: it is so already, or was left out
    Cancelled, ///< not sent: the person stopped, or an earlier change failed
};
Q_ENUM_NS(State)
} // namespace States
using States::State;

/// Whether nothing more happens to it by itself.
constexpr bool isSettled(State state)
{
    return state != State::Planned && state != State::Intent && state != State::Sent;
}

/// One member of an object, by its path in the body: "hard.storage". A `before` that is undefined was not there.
struct Edit {
    QString path;
    QJsonValue before, after;
    bool operator==(const Edit &) const = default;
};

/**
 * One request that changes something, before it is sent: which operation, at what, and what is different after it.
 *
 * An update has `edits` and its body is made at the last moment from what the registry holds then; what is made or
 * started has its `body`. `path` has the parameters of the operation's path; `names` what people and other registries
 * call the same thing ("project", "member", "name"): what is read before a change must bear them. Secrets are not part
 * of the plan: they are handed to the executor beside it.
 */
struct Change {
    QString id; ///< unique in its plan: "1", "2"
    QByteArray operation; ///< id in the table of operations
    harbor::Params path;
    harbor::Params names;
    QList<Edit> edits;
    QJsonObject body;
    QStringList secrets; ///< members whose values are typed when it is applied
    QStringList needs; ///< ids of changes that must be done before

    const harbor::Operation *row() const { return harbor::operation(operation); }
    bool isRemoval() const { return qstrcmp(row()->verb, "DELETE") == 0; }
    bool isCreation() const { return row()->undo == harbor::Undo::Remove; }
    /// Whether two changes are of one object, and so keep their order.
    QString target() const;
    bool operator==(const Change &) const = default;
};

/// Who applies a plan, for what locks oneself out.
struct Actor {
    QString name; ///< user name, or the full name of a robot
    bool isRobot = false;
    bool isProduction = false; ///< the account is marked PROD: every risk counts one class more
    bool operator==(const Actor &) const = default;
};

/// A member before and after, in words.
struct Difference {
    QString path;
    QString before, after; ///< empty: nothing
};

/// What a person reads before a change is applied.
struct Review {
    Message sentence; ///< "Set the quota of payments to 20 GiB (now 10 GiB)"
    QList<Difference> differences;
    QList<Message> effects; ///< "gains push, delete tag"
    QList<Message> warnings;
    harbor::Risk risk = harbor::Risk::Reversible;
    harbor::Undo undo = harbor::Undo::PutBack;
    std::optional<Message> blocked; ///< why it is never sent
};
Review reviewOf(const Change &change, const Actor &actor = {}, const QLocale &locale = QLocale::c());
/// The sentence alone.
Message sentenceOf(const Change &change, const QLocale &locale = QLocale::c());
/// How it can be taken back, in words: "can be put back".
Message undoText(harbor::Undo undo);
Message stateText(State state);
/// The word of a state in files, English and lower case: "verified".
QString stateWord(State state);
std::optional<State> stateOf(const QString &word);

/// What is wrong with it before anything is asked of the registry; empty where nothing is. `row()` is unknown, a member
/// is out of its range, a parameter of the path is missing, ….
QList<harbor::MemberFault> faultsOf(const Change &change);

} // namespace lotse::change
