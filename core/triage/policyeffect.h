// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "triage/trustbook.h"

namespace lotse {

/// What another policy would make of the kept verdicts of a registry.
struct PolicyEffect {
    struct Change {
        QString repository, digest;
        findings::SignState before = findings::SignState::Unverified, after = findings::SignState::Unverified;
    };
    qint64 artifacts = 0; ///< with a kept verdict
    qint64 noLongerTrusted = 0, newlyTrusted = 0;
    qint64 otherwise = 0; ///< whose state changes in another way
    qint64 toRead = 0; ///< that have to be read from the registry again before anything can be said
    QList<Change> changes; ///< the first hundred of them, those that are no longer trusted first
};

/// Tries a policy on what is kept of a registry. Nothing is written and nobody is asked. Milliseconds an artifact at
/// most: not for the GUI thread.
Result<PolicyEffect> policyEffect(const store::Plan &cache, const QString &place, const trust::PolicyFile &now,
    const trust::PolicyFile &next, const Clock &clock);

/// Judges anew, by the policy that is in force now, what is kept of a registry. Gives how many verdicts were written.
Result<qint64> rejudgeKept(
    const store::Plan &cache, const QString &place, const trust::PolicyFile &policy, const Clock &clock);

/// "HOST/REPOSITORY" of all repositories with a kept verdict; none where nothing was verified yet.
Result<QStringList> verifiedPlaces(
    const store::Plan &cache, const QString &place, const QString &host, const Clock &clock);

} // namespace lotse
