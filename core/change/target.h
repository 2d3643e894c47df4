// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/change.h"
#include "harbor/client.h"

namespace lotse::change {

/// What a change is about, as the registry holds it at a moment.
struct Found {
    bool exists = false;
    bool isShown = true; ///< false: nothing of the API shows it (a password, a test of a connection)
    QJsonObject form; ///< in the shape that the operation writes: secrets and what only the server sets included
    harbor::Params path; ///< path parameters of a thing that was looked for by its name: {"mid": "12"}
};

/**
 * Reads what a change is about, through the endpoint table: the object itself, a row of a list, or, of what is to be
 * made, the row that bears its name. Nothing there is an answer, not an error. Made for one reading; owned by the
 * context, as are its requests.
 */
void lookAt(
    const harbor::Client &client, const Change &change, QObject *context, std::function<void(Result<Found>)> done);

/// What was read, in the shape that operations of this kind write: {"key","value"} rows as one object, the parameters
/// of a schedule out of their text, the credential of a registry flat. `kind` is of the endpoint table.
QJsonObject writtenForm(QByteArrayView kind, const QList<json::Record> &rows);

/// `body` with what would be lost where it is left out, from `fresh`: a webhook's header goes with its target, and an
/// allowlist is written as a whole, with its expiry.
QJsonObject completed(QJsonObject body, const QJsonObject &fresh);

/// The body that makes a thing anew as it was read: of a member the person, of a label only its number.
QJsonObject remakingBody(const harbor::Operation &make, const QJsonObject &before);

/// The path parameters of what was made, from the Location of the answer and the operation that would remove it.
harbor::Params madePath(const harbor::Operation &operation, const QByteArray &location);

/// Whether what was read bears the names that the change has, so that a number that was given anew is noticed.
bool bearsNames(const Change &change, const QJsonObject &form);

/// Whether `form` holds what the change sets: every edited or sent member that can be compared. The paths that differ
/// are put into `differing`.
bool holdsAfter(const Change &change, const QJsonObject &form, QStringList *differing = nullptr);
/// Whether the edited members are still as the plan saw them; those that are not come with what is there now.
QList<Edit> movedSince(const Change &change, const QJsonObject &form);

/// What is there now, held against the change before it is sent. `wasSent`: an earlier run may have sent it, so that
/// what is as it would be is its doing. Of something that is shown.
struct Comparison {
    enum class What { Clear, IsSoAlready, Conflict };
    What what = What::Clear;
    Message sentence; ///< empty where it is clear
    QList<Edit> theirs; ///< of a conflict: the path, what is there now, what the plan would set
};
Comparison compareNow(const Change &change, const Found &found, bool wasSent = false);

} // namespace lotse::change
