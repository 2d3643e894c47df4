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
 * A limit in bytes from "20GiB", "unlimited" (-1) or a formula: "max(used*1.3, 10GiB)". Sizes have B, KiB to PiB (of
 * 1024) or kB to PB (of 1000); a bare number is bytes. There are + - * / ( ) min max used limit; `limit` of an
 * unlimited quota is refused. Rounded up to whole bytes. ErrorKind::Usage where it cannot be read, or gives 0, less, or
 * more than Harbor takes.
 */
Result<qint64> sizeOf(const QString &formula, const SizeFacts &facts = {});

} // namespace lotse::change
