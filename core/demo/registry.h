// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "demo/identity.h"
#include "net/request.h"

#include <memory>

namespace lotse::demo {

struct State;

/**
 * A Harbor and OCI registry in memory, made from a fixed seed and dated back from when it was made. It changes when it
 * is written to, and refuses what Harbor refuses. Any thread; one call at a time. What is in it is made by the first
 * call, in that call's thread.
 */
class Registry {
public:
    /// `clock` outlives the registry. `madeAt`: the moment that its data are dated back from; now where none is given.
    explicit Registry(const Clock *clock, const QDateTime &madeAt = {});
    ~Registry();
    Registry(const Registry &) = delete;
    Registry &operator=(const Registry &) = delete;

    /// The answer to one request: /api/v2.0, /v2, /service/token; HTML with 200 for any other path, as a portal gives.
    Response handle(const Request &request, const Identity &who);

    /// What a real server would have taken for it, in tenths of a millisecond (measured with a session).
    static int cost(const Request &request);

private:
    struct Guarded;
    std::unique_ptr<Guarded> m_guarded;
    const Clock *m_clock;
    QDateTime m_madeAt;
};

} // namespace lotse::demo
