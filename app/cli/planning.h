// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/configsnapshot.h"
#include "change/journal.h"
#include "oci/reference.h"
#include "run.h"

namespace lotse::cli {

/// What the commands about plans share.

/// A new plan for the registry of the session, still empty.
change::ChangePlan newPlan(Run &run);
/// "anna@workplace".
QString planAuthor();

/// Who applies a plan through this session.
change::Actor actorOf(const Session &session);

/// Whether a change takes more than --yes: nothing brings back what it loses.
bool isIrreversible(const change::Review &review);

/// All changes for a person: sentence, differences, effects, warnings, risk and undo of each, and the hash.
QString reviewText(const change::ChangePlan &plan, const change::Actor &actor);
/// The same as objects.
QList<QByteArray> reviewJson(const change::ChangePlan &plan, const change::Actor &actor);

/// Writes the plan to --output or to stdout, and its review to stderr; ends the run. `notes` are told before.
void deliverPlan(Run &run, const change::ChangePlan &plan, const change::Actor &actor, const QStringList &notes = {},
    int verdict = 0);
/// The same to a file; false where the run has ended with the error.
bool writePlan(Run &run, const change::ChangePlan &plan, const QString &path);

/// The plan in a file; nothing where the run has ended with the error.
std::optional<change::ChangePlan> readPlan(Run &run, const QString &path);

/// The journal of changes; null where the run has ended with the error.
std::unique_ptr<change::Journal> openJournal(Run &run);
/// Its courses; nothing where the run has ended with the error.
std::optional<QList<change::Course>> readCourses(Run &run, change::Journal &journal);
/// The course that is named by the beginning of its plan's id, or "last"; null where the run has ended with the error.
const change::Course *findCourse(Run &run, const QList<change::Course> &courses, const QString &id);

/// How a plan is applied, as the options say.
struct Applying {
    bool asksNothing = false; ///< where all can be undone
    bool isApproved = false; ///< by its hash
    bool isDryRun = false;
    bool keepsGoing = false; ///< after a change failed
    bool allowsChanges = false; ///< of an account that is kept read only
    bool hasSecrets = false; ///< --secrets-fd
};
/// Reviews a new plan, asks, applies it and ends the run. The run has its session.
void applyPlan(Run &run, const change::ChangePlan &plan, const Applying &how);

/// The reference of an artifact of the session's registry, typed with or without the host; nothing where the run has
/// ended with the error.
std::optional<oci::Reference> typedReference(Run &run, const QString &typed);
/// Connects and reads the whole configuration of the registry, then goes on.
void readLiving(Run &run, std::function<void(const change::ConfigSnapshot &)> next);
/// Prints what differs between two configurations and what was not compared, and writes the way from `a` to `b` to
/// `planFile` where that is not empty; ends the run with 1 where they differ. `goal` names b in the title of the plan.
void tellDifferences(Run &run, const change::ConfigSnapshot &a, const change::ConfigSnapshot &b, const QString &goal,
    const QString &planFile = {});
/// Tells what one of two configurations could not read, as something that is missing; false where both read all.
bool tellGaps(Run &run, const change::ConfigSnapshot &a, const change::ConfigSnapshot &b);
/// Plans the way from `a`, the registry as it is, to `b`, and tells what could not be read, as something that is
/// missing; false where both sides were read in full.
bool planWay(Run &run, change::ChangePlan &plan, const change::ConfigSnapshot &a, const change::ConfigSnapshot &b,
    QStringList &notes);
/// Ends the run, and is false, where --format is neither json nor yaml.
bool fitsConfigFormat(Run &run);
/// Writes a configuration to --output or stdout by --format, and tells what could not be read.
void deliverConfig(Run &run, const change::ConfigSnapshot &snapshot);

/// Ends the run, and is false, where the session's registry is no Harbor.
bool isHarbor(Run &run);

} // namespace lotse::cli
