// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"

namespace lotse::store {

/// Puts all that is kept of a registry to another one, which is the same place, and takes it away. When an issue was
/// first seen stays the earlier of the two. Within Database::write.
Result<void> joinRegistry(Database &database, qint64 from, qint64 into);

/// Remembers that a registry went by this uuid. Within Database::write.
Result<void> keepFormerId(Database &database, const QString &uuid, qint64 registry);

} // namespace lotse::store
