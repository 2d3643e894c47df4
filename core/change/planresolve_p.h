// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/planlanguage.h"

namespace lotse::change {

/// Refuses what could not be read, so that nothing is taken for missing.
Result<void> known(const ConfigSnapshot &config, const QByteArray &kind, const QString &project);
/// That the project is not there, or that nobody can tell.
Error noProject(const ConfigSnapshot &config, const QString &project);

/// The changes of a statement about the tags or labels of an artifact.
Result<QList<Change>> artifactMarks(const PlanStatement &statement, const PlanGround &ground);
/// Of one about an artifact as a whole: deleted, copied, scanned.
Result<QList<Change>> wholeArtifact(const PlanStatement &statement, const PlanGround &ground);

/// "robot$payments+ci", "payments+ci" or "ci": the project, which is empty for a robot account of the system, and the
/// name as ConfigObject has it. The prefix is a setting of the registry.
struct RobotName {
    QString project, name;
};
RobotName robotName(const QString &typed, const ConfigNames &names);

/// The job that a statement starts.
Result<QList<Change>> runsOf(const PlanStatement &statement, const PlanGround &ground);

} // namespace lotse::change
