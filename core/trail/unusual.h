// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/auditscan.h"

#include <QJsonObject>

namespace lotse {

/// What counts as unusual at a registry. A number of 0 switches its rule off.
struct UnusualLimits {
    int deletions = 10; ///< in an hour by one user, at least; and
    double deletionFactor = 3; ///< so many times the user's busiest hour of the days before
    int failures = 10; ///< in an hour by one user
    int quietPulls = 5; ///< in an hour by one user that pulled at no such hour before
    int firstRobots = 1; ///< entries of a robot in its first hour that no day before has seen
    int adminSignIns = 1; ///< in an hour, outside of working hours
    int workFrom = 7, workTo = 19; ///< hours of the day, Monday to Friday, in the zone of the person
    QStringList admins{QStringLiteral("admin")};
    int days = 7; ///< that are looked at
    int baseline = 30; ///< days before them that say what is usual

    QJsonObject toJson() const;
    static UnusualLimits fromJson(const QJsonObject &object);
    /// What is wrong with it, as a sentence; empty where nothing is.
    Message problem() const;
    bool operator==(const UnusualLimits &) const = default;
};

enum class UnusualRule { Deletions, Failures, QuietPulls, FirstRobot, AdminSignIn };
QString ruleWord(UnusualRule rule); ///< "deletions", "failures", "quiet-pulls", "first-robot", "admin-sign-in"
Message ruleTitle(UnusualRule rule);

/// Something that happened in an hour, with the numbers that made it unusual.
struct Unusual {
    UnusualRule rule = UnusualRule::Deletions;
    QString registryId, registryName, user;
    QDateTime from, to; ///< first and last entry; UTC
    qint64 count = 0;
    qint64 usual = 0; ///< the most in an hour before; -1: it does not count
    Message sentence;
};

struct UnusualAnswer {
    QList<Unusual> found; ///< newest first
    bool isWhole = true; ///< false: the time ran out, and days before `countedTo` were not looked at
    QDateTime countedTo;
    QDateTime since; ///< what is known of the trail begins here; less than the baseline makes rules louder
    qint64 entries = 0;
    int damaged = 0; ///< entries whose checksum does not match: left out
    qint64 undated = 0; ///< entries without a readable time: left out
};

/// Over one registry's trail in the store. Any thread.
Result<UnusualAnswer> findUnusual(store::Database &database, const QString &registryId, const UnusualLimits &limits,
    const QDateTime &now, std::chrono::milliseconds time);

} // namespace lotse
