// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"

#include <QList>

namespace lotse::store {

/// What the scan reports of one registry take in the cache.
struct RegistryRoom {
    QString registryId, name;
    qint64 reports = 0;
    qint64 bytes = 0;
    qint64 unseen = 0; ///< reports of images that no account sees any more
    qint64 unseenBytes = 0;
};

struct Room {
    qint64 used = 0; ///< bytes of the file that hold something
    qint64 spare = 0; ///< bytes of the file that the next reports are written into
    QList<RegistryRoom> registries; ///< by name
    qint64 unseen() const;
    qint64 unseenBytes() const;
};

/// How much room the cache takes, and for what. Reads every row's size: not for the GUI thread.
Result<Room> measureRoom(Database &database);

/// What pruneReports() did.
struct RoomMade {
    qint64 reports = 0; ///< that were dropped
    qint64 before = 0, after = 0; ///< bytes in use
    bool wasCancelled = false;
};

/**
 * Drops scan reports of images that no account sees any more, those first that were read longest ago, until no more
 * than `limit` bytes are in use or none is left. Reports of images that are there, audit entries and what was decided
 * (a file of its own) are never touched. An image that comes back is read again. Many short transactions: whoever syncs
 * meanwhile waits for none of them long. The file shrinks where nobody else reads it at the time.
 *
 * `goOn` hears how many reports were dropped so far; false ends it.
 */
Result<RoomMade> pruneReports(Database &database, qint64 limit, const std::function<bool(qint64 dropped)> &goOn);

} // namespace lotse::store
