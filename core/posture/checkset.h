// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "posture/check.h"

namespace lotse::posture {

/// Somebody answers for a failure until a day.
struct Exception {
    QString check; ///< "P10"
    QString subject; ///< pattern of what fails; empty: all of it
    QString owner;
    QString reason;
    QDate expires; ///< the last day on which it counts
};

/// A check that was written down in the file of a set: each row of a kind is compared.
struct OwnCheck {
    QString id;
    QString title;
    Severity severity = Severity::Medium;
    QString kind; ///< of the facts: "projects"
    QString path; ///< in a row: "metadata.auto_scan"
    QString comparison; ///< is, is-not, at-least, at-most, matches, one-of, exists
    QJsonValue value;
    QString where; ///< only rows whose name fits this pattern; empty: all
    QString name; ///< path of what a row is called: "name"
    QString mend;
};

/// Which checks are made, with what thresholds and exceptions. docs/posture-sets.md is its file.
struct CheckSet {
    QString name;
    QString title;
    QStringList checks; ///< ids, in the order of the report
    QMap<QString, QString> groups; ///< check id -> the practice that it belongs to; empty where there are none
    QMap<QString, QVariantMap> limits; ///< by check
    QVariantMap shared; ///< thresholds of all checks: "production"
    QList<Exception> exceptions;
    QList<OwnCheck> own;
    QMap<QString, QJsonObject> statements; ///< what a person states: "mfa"
    QString sha256; ///< of the file; empty for a built-in one
};

/// The sets that are built in: "all" and "trusted-registry".
QStringList builtInSets();
/// ErrorKind::NotFound where there is no such set.
Result<CheckSet> builtInSet(const QString &name);
/// Reads the file of a set. ErrorKind::Usage, with what is wrong in it, where it is none: a mistyped threshold must not
/// make a check weaker without a word.
Result<CheckSet> readCheckSet(const QByteArray &text);
/// The name of a built-in set, or the path of a file.
Result<CheckSet> findCheckSet(const QString &nameOrFile);

} // namespace lotse::posture
