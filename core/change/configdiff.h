// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/changeplan.h"
#include "change/configsnapshot.h"

namespace lotse::change {

/// One member that differs between two configurations, or a thing that only one of them has.
struct ConfigDifference {
    enum class What { Added, Removed, Changed };
    What what = What::Changed;
    QString kind, project, name;
    QString member; ///< of a Changed
    QJsonValue before, after; ///< of a Changed; undefined: not set
};
/// From `a` to `b`, in the order of the kinds. What one of them could not read, or whole projects that its account is
/// not shown, is not compared: `notCompared` gets a sentence for each.
QList<ConfigDifference> differencesOf(const ConfigSnapshot &a, const ConfigSnapshot &b, QStringList *notCompared);

/**
 * Adds to a plan what leads from the living registry to `target`. `notes` gets a sentence for each difference that no
 * plan makes, and why: projects are not deleted, secrets and what only the operator sets stay. `notRead` (where it is
 * null: `notes`) gets one for each thing that is left out since one of them could not read it, or is not shown its
 * project. `creator` is who applies it: a member of each new project already.
 */
void planTowards(ChangePlan &plan, const ConfigSnapshot &living, const ConfigSnapshot &target, const QString &creator,
    QStringList *notes, QStringList *notRead = nullptr);

} // namespace lotse::change
