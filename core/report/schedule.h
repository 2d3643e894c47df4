// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "session/account.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QStringList>

namespace lotse::report {

/// A report that is made again and again: what, of which registry, when, and where it goes.
struct Schedule {
    QString id; ///< UUID
    QString accountId; ///< of an account of this program
    QString account; ///< its name, for command lines
    QString url, user; ///< of the account, for places without accounts
    QString name; ///< of the template
    QStringList formats; ///< html, csv, json, pdf
    QString folder; ///< absolute
    QString cron; ///< six fields or a descriptor, UTC
    QString language = QStringLiteral("en");
    QStringList projects; ///< patterns; empty: all
    QString redaction; ///< profile; empty: none
    bool compares = true; ///< with the report before it in the folder
    bool bundles = false; ///< a bundle of evidence beside the formats
    QString signKey; ///< path of the key file that signs the bundle; empty: it is not signed
    /// Where the passphrase of the key comes from, never itself: "env:NAME", "keychain", or empty: the key has none.
    QString passphraseFrom;
    QDateTime handledAt; ///< UTC; runs due up to then were made or are known as missed
    QDateTime ranAt; ///< UTC, of the last run that was made
    QDateTime failedAt; ///< UTC, of the last run if it failed; invalid where it did not
    QString problem; ///< why the last one failed, as toKept() gives it; empty where it did not
    int missed = 0; ///< runs that were due while the program was not there, since the last one that was made

    bool operator==(const Schedule &) const = default;
    bool isSigned() const { return bundles && !signKey.isEmpty(); }
    /// The variable of the environment with the passphrase; empty where it comes from elsewhere.
    QString passphraseVariable() const;
    bool isInKeychain() const { return passphraseFrom == QStringLiteral("keychain"); }
    /// The next time after `after`; invalid where there is none.
    QDateTime next(const QDateTime &after) const;
    /// How many were due after handledAt up to `now`, at most 1000.
    int due(const QDateTime &now) const;
};

/// ErrorKind::Usage with what is missing or wrong: template, formats, times, folder.
Result<void> checkSchedule(const Schedule &schedule);

/// The schedules of this computer, in a file of the data folder. No file: none. ErrorKind::Decode where it is none.
Result<QList<Schedule>> readSchedules(const QString &path);
/// Replaces the file as a whole, or leaves it as it is.
Result<void> writeSchedules(const QString &path, const QList<Schedule> &schedules);
/// What the keychain knows the passphrase of a schedule's key by: an account of its own.
Account passphraseAccount(const Schedule &schedule);
/// In the folder of the databases.
QString schedulesPath(const QString &dataFolder);

/// The words of "lotse-cli report …" that make the report. `isAway`: where there are no accounts (--url, --user).
QStringList commandOf(const Schedule &schedule, const QString &folder, bool isAway);
/// Lines for crontab. ErrorKind::Usage where the schedule needs seconds, which cron does not have.
Result<QString> crontabOf(const Schedule &schedule);

/// Where a CronJob finds what it needs. Secrets are named, never written.
struct CronJobPlace {
    QString image; ///< with lotse-cli as its entry point
    QString nameSpace = QStringLiteral("default");
    QString secret; ///< of the cluster; its key "password" is that of the user
    QString claim; ///< the persistent volume claim for the reports
    QString name = {}; ///< of the CronJob; empty: made of template, host and id
};
/// A Kubernetes manifest (batch/v1 CronJob). ErrorKind::Usage where something is missing, or a name is none that
/// Kubernetes takes (DNS-1123; a CronJob at most 52 characters, for its jobs get eleven more). A signing key is the key
/// "signing-key" of the secret, its passphrase "sign-password".
Result<QByteArray> cronJobOf(const Schedule &schedule, const CronJobPlace &place);

} // namespace lotse::report
