// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/change.h"

#include <QDateTime>

namespace lotse::change {

/**
 * Changes that are reviewed and applied together, for one registry. Written as JSON that a person can read, with a
 * SHA-256 over its canonical form (members sorted, no blanks, without the hash itself): who approves a plan approves
 * this hash.
 */
struct ChangePlan {
    static constexpr int version = 1;

    QString id; ///< UUID
    QString origin; ///< "https://harbor.example.com"
    QString registry; ///< our id of it; empty in a plan that came from elsewhere
    QString account; ///< user name that it was made with
    QString author; ///< who made it on which computer; English
    QDateTime madeAt; ///< UTC
    QString title;
    QString undoes; ///< id of the plan that it takes back; empty: none
    QList<Change> changes;

    /// Adds a change with a new id; gives the id. A second edit of the same members of the same object takes the place
    /// of the first, which keeps what was there before; edits that come back to it take the change out.
    QString add(Change change);
    const Change *find(const QString &changeId) const;
    bool operator==(const ChangePlan &) const = default;
};

/// SHA-256 in hex over the canonical form.
QByteArray hashOf(const ChangePlan &plan);
/// For a file: sorted members, indented, the hash last.
QByteArray toJson(const ChangePlan &plan);
/// ErrorKind::Decode where it is cut, changed after it was written (its hash), or no plan; Unsupported where a newer
/// program wrote it; Usage where a change does not fit its operation.
Result<ChangePlan> fromJson(const QByteArray &json);
/// ErrorKind::Usage where the plan is for another registry than the one at `origin`.
Result<void> fitsRegistry(const ChangePlan &plan, const QString &origin);

/// The order in which they are applied: what others need first, then what is made, changed, removed; read-only mode is
/// switched off first and on last. Ids.
QStringList orderOf(const ChangePlan &plan);
/// All changes of a lower rank end before one of a higher begins.
int rankOf(const Change &change);

} // namespace lotse::change
