// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/change.h"

#include <QHash>

namespace lotse::change {

/**
 * One kind of thing that makes up the configuration of a registry: where it is read, which operations write it, and
 * which members are its own. In exports its members go by names, never by numbers that another registry gives anew.
 *
 * `members` are words "path" or "word=path": where the value stands in the API, and what it is called in an export. All
 * else that the API shows (times, counts, numbers) is no configuration.
 */
struct ConfigKind {
    const char *name; ///< "webhook"
    const char *others; ///< other words for it, separated by blanks: "webhooks"
    const char *section; ///< in an export: "webhooks"
    const char *list; ///< kind of the endpoint table that is walked
    bool isOfProject = false; ///< each belongs to a project
    bool isSingle = false; ///< one in the registry, or one in a project: it has no name
    const char *create = "", *update = "", *remove = ""; ///< operations; empty: none
    const char *parameter = ""; ///< of the path of `update` and `remove`
    const char *key = ""; ///< member of a row that gives it
    const char *members = "";
    bool isExported = true; ///< false: it can be changed by a plan, and is no part of a configuration
};
const QList<ConfigKind> &configKinds();
/// By any of its words, or null.
const ConfigKind *configKind(const QString &word);

/// One member: what it is called in an export, and its path in the API.
struct ConfigMember {
    QString word, path;
};
QList<ConfigMember> configMembers(const ConfigKind &kind);

/// What one registry calls things.
struct ConfigNames {
    QHash<qint64, QString> registries; ///< endpoints of replication; 0 is the registry itself
    QHash<QString, qint64> projects; ///< number of each
    QHash<QString, QString> scanners; ///< uuid by name; by the empty name that of the default
    QHash<QString, QString> unread; ///< kinds whose names could not be read, or not all of them, and why (toKept())
    QString robotPrefix = QStringLiteral("robot$");
};

/// One thing that is configured.
struct ConfigObject {
    const ConfigKind *kind = nullptr;
    QString project; ///< empty: of the whole registry
    QString name; ///< "user:alice", "ci", "tags matching v*"; empty for a kind of which there is one
    QJsonObject value; ///< without numbers and secrets, lists sorted
    QJsonObject form; ///< as the registry writes it; empty where it was read from a file
    harbor::Params path; ///< of the operations; empty where it was read from a file

    QString id() const { return QString::fromLatin1(kind->section) + u'\n' + project + u'\n' + name; }
    /// "webhook ci of payments".
    QString title() const;
};

/// A row of the registry as a thing that is configured; `row` is what the list showed.
ConfigObject configObject(
    const ConfigKind &kind, const QString &project, const QJsonObject &row, const ConfigNames &names);

/// The change that sets members (by their words) of a thing that is there. No edits where all is so already.
Result<Change> configUpdate(const ConfigObject &living, const QJsonObject &wanted, const ConfigNames &names);
/// The change that makes a thing; ErrorKind::Usage where the registry has none of what it refers to.
Result<Change> configCreate(const ConfigObject &wanted, const ConfigNames &names);
/// The change that removes it; ErrorKind::Usage where it cannot be.
Result<Change> configRemove(const ConfigObject &living);

/// Whether what is false or empty of such a thing is not shown when it is read, and can be put back all the same.
bool leavesOutEmpty(const harbor::Operation &operation);

/// Numbers of the roles by the words of exports and of the language: "developer"; 0 where there is no such role.
qint64 roleOf(const QString &word);
QString roleWord(qint64 role); ///< "developer", "7"
QStringList roleWords();

} // namespace lotse::change
