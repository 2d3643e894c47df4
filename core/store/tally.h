// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"

struct sqlite3;

namespace lotse::store {

/// The functions that the triggers of a cache use: lotse_mark(...) is a number of 64 bits over its arguments,
/// lotse_xor(a, b, ...) joins such numbers, lotse_fold(a) those of many rows. Gives a code of SQLite.
int addTallyFunctions(sqlite3 *handle);

/// What a table must hold is written down at each change: how many rows, and a number over all of them. Whether each
/// table that says what is there and who sees it still holds that; a page that lost rows, or a bit that turned in one,
/// shows. ErrorKind::Storage, code DAMAGED, where it does not. Reads the tables whole, and no index.
Result<void> checkTallies(Database &database);

} // namespace lotse::store
