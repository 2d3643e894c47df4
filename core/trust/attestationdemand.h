// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trust/policy.h"

namespace lotse::trust {

/// Whether a trusted attestation says what a rule asks for. What it does not say is not met.
bool meets(const SignatureVerdict &attestation, const AttestationDemand &demand, const QDateTime &now);
/// When it is too old; not valid where no age is asked for, or it says no time.
QDateTime endOf(const SignatureVerdict &attestation, const AttestationDemand &demand);
/// As the policy's file has it.
QJsonObject demandJson(const AttestationDemand &demand);

} // namespace lotse::trust
