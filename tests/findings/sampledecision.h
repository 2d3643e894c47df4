// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "findings/decision.h"
#include "findings/sampleset.h"

namespace lotse::findings {

/// A decision on CVE-1 everywhere that may be made at kSampleNow.
inline Decision sampleDecision(State state = State::NotAffected)
{
    Decision d;
    d.id = QStringLiteral("d");
    d.created = kSampleNow - 10;
    d.author = QStringLiteral("Platform Security");
    d.state = state;
    d.isHiding = true;
    d.reason = QStringLiteral("Not reachable.");
    d.review = kSampleNow + 1000;
    d.match.vulnerabilities = QStringList{QStringLiteral("CVE-1")};
    if (state == State::RiskAccepted)
        d.expires = kSampleNow + 1000;
    return d;
}

} // namespace lotse::findings
