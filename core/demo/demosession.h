// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demotransport.h"
#include "session/session.h"

namespace lotse {

/// A session at the built-in demo registry, idle. `user` is one of its names ("admin", a robot, ...; empty: anonymous);
/// no secret is asked for. Each session has a registry of its own. `clock` outlives it. With a latency its answers take
/// about as long as those of a real server. LOTSE_DEMO_TIME (ISO 8601, with Z) names the moment that its data are dated
/// back from; else that is now.
std::unique_ptr<Session> demoSession(
    const Clock *clock, const QString &user = QStringLiteral("admin"), demo::Latency latency = {});

} // namespace lotse
