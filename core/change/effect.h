// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/target.h"

#include <optional>

namespace lotse::change {

/// Whether a row of the registry tells what became of a command: a run that is stopped, a queue that is paused.
bool showsEffect(const Change &change);
/// Whether it pauses or resumes a queue: each takes the other back.
bool isSwitchOfQueue(const Change &change);
/// Reads that row; of a worker's job, nothing there is its end.
void lookAtEffect(
    const harbor::Client &client, const Change &change, QObject *context, std::function<void(Result<Found>)> done);
/// Whether the command is in effect; nothing where no row tells.
std::optional<bool> isInEffect(const Change &change, const Found &found);

} // namespace lotse::change
