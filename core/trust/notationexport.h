// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/policy.h"

namespace lotse::trust {

/// What a trust policy says in notation's own words.
struct NotationExport {
    NotationStore store; ///< its policies and certificates; no policies where nothing can be said
    QStringList unexpressed; ///< a sentence each: what is left out, and nothing is trusted by; or is otherwise
};

/**
 * The part of a policy that notation can hold to: rules by which one signature of a Notation store is enough. `places`
 * are the repositories that are known ("registry.example.com/payments/api"): notation has no pattern but "*", which is
 * everything, so that a rule for some of them is written as their list.
 */
NotationExport notationExport(const TrustPolicy &policy, const QStringList &places);

} // namespace lotse::trust
