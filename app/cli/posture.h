// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "posture/evaluate.h"
#include "posture/gather.h"
#include "run.h"

#include <functional>

namespace lotse::cli {

constexpr int kExitNotAssessable = 12;

/// --set and --try-default-password.
QList<QCommandLineOption> postureOptions();
/// What is to be read for a set.
using Wishing = std::function<posture::Wish(const posture::CheckSet &set, bool isHarbor)>;
/// Connects, reads what the set of --set needs, or what is wished for, and judges it, then goes on; ends the run where
/// it cannot connect.
void withPosture(Run &run, std::function<void(const posture::Posture &posture)> next, const Wishing &wishing = {});
/// The same by a set that is known, for commands without those options.
void withPostureBy(Run &run, const posture::CheckSet &set, bool triesDefaultPassword,
    std::function<void(const posture::Posture &posture)> next, const Wishing &wishing);

} // namespace lotse::cli
