// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

namespace lotse::change {

/// What a formula may name: bytes.
struct SizeFacts {
    qint64 used = 0;
    qint64 limit = -1; ///< -1: unlimited
};

/**
 * A limit as a person writes it: "20 GiB", "500M", "unlimited" (-1), or a formula over what a project uses and may use:
 * "max(used*1.3, 10GiB)", with + - * / % ( ) min max used limit. Case does not matter; KiB to PiB count by 1024, as K
 * to P do, and kB to PB by 1000. Gives bytes, rounded up to whole ones. ErrorKind::Usage with the rule: a number
 * without a unit, `limit` of an unlimited quota, zero, less, or more than Harbor takes.
 */
Result<qint64> sizeOf(const QString &formula, const SizeFacts &facts = {});

} // namespace lotse::change
