// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/planlanguage.h"

namespace lotse::change {

/// Refuses what could not be read, so that nothing is taken for missing.
Result<void> known(const ConfigSnapshot &config, const QByteArray &kind, const QString &project);
Error noProject(const QString &project);

/// The job that a statement starts.
Result<QList<Change>> runsOf(const PlanStatement &statement, const PlanGround &ground);

} // namespace lotse::change
