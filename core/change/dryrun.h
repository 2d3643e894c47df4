// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changeplan.h"
#include "harbor/client.h"

namespace lotse::change {

/// What would become of a change if it were applied now.
struct Foreseen {
    enum class What {
        WouldBeSent,
        IsSoAlready,
        Conflict,
        Blocked, ///< it is never sent
        Waits, ///< for a change that it needs, so nothing can be said
        Unreadable,
    };
    QString id;
    What what = What::WouldBeSent;
    Message sentence; ///< why; empty where it would be sent
    Error error; ///< of Unreadable
    QList<Edit> theirs; ///< of a conflict: the path, what is there now, what the plan would set
};

/// Reads what each change of a plan is about and compares it with what the plan saw; sends nothing that writes. In the
/// order in which they would be applied. Owned by the context.
void foresee(const harbor::Client &client, const ChangePlan &plan, const Actor &actor, QObject *context,
    std::function<void(qsizetype done)> progress, std::function<void(QList<Foreseen>)> done);

} // namespace lotse::change
