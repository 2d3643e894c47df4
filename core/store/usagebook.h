// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/usageforecast.h"
#include "store/database.h"
#include "store/schema.h"

#include <QHash>

#include <memory>

namespace lotse::store {

/**
 * What each project used, day by day: no registry tells that of the past. One row a project and day (the last reading
 * counts), in dates.db; a project that was deleted and made anew under its name begins anew. Owns its connection; one
 * thread at a time.
 */
class UsageBook {
public:
    static constexpr int kMostDays = 400; ///< of a project

    struct Reading {
        QString project;
        qint64 remote = 0; ///< the registry's number of the project; 0 where it was not told
        qint64 bytes = 0;
    };

    /// Of the book beside that database.
    static Result<std::unique_ptr<UsageBook>> open(const QString &besidePath, const Clock &clock);

    /// `place` as of placeOf(); all or none.
    Result<void> put(const QString &place, const QList<Reading> &readings, const QDateTime &at);
    /// The days of each project, oldest first; of a project whose number is another now, nothing.
    Result<QHash<QString, QList<harbor::UsageDay>>> days(
        const QString &place, const QHash<QString, qint64> &remotes, const QDate &since);

    /// How the use of each project moves; of one that was never read, nothing.
    Result<QHash<QString, harbor::UsageTrend>> trends(
        const QString &place, const QHash<QString, qint64> &remotes, const QDate &today);

    /// When something was pushed, and how large it is.
    struct Push {
        QDateTime at;
        qint64 bytes = 0;
    };
    /**
     * For the demo registry, whose past nobody has read: what its projects held on each of the last 90 days, by the
     * times at which what they hold was pushed. Nothing where there is a past already.
     */
    Result<void> makePast(const QString &place, const QList<Reading> &readings,
        const QHash<QString, QList<Push>> &pushes, const QDateTime &at);

private:
    explicit UsageBook(std::unique_ptr<Database> database)
        : m_database(std::move(database))
    {
    }
    Result<void> keep(const QString &place, const Reading &reading, qint64 day);

    std::unique_ptr<Database> m_database;
};

} // namespace lotse::store
