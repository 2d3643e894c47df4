// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QMetaType>
#include <QObject>
#include <QString>
#include <QVariantMap>

namespace lotse {

/**
 * A thing in a registry, or a list below one: what a row opens, and what can be written down, found again and sent to
 * another person. Natural keys only, by the names of Harbor's API; never a number of a row.
 *
 * `kind` is a kind of the endpoint table where there is one ("artifact", "replication-executions", "gc-log"), and else
 * one of: "repository", "vulnerability", "access" (to a project), "all-projects". Which page shows it is the window's
 * matter.
 */
struct Place {
    Q_GADGET
    Q_PROPERTY(QString registry MEMBER registry)
    Q_PROPERTY(QString kind MEMBER kind)
    Q_PROPERTY(QVariantMap keys READ keyMap)
public:
    using Keys = QMap<QString, QString>;

    QString registry; ///< our id of it; empty: the one that is looked at
    QString kind; ///< empty: no place
    Keys keys;

    bool isNull() const { return kind.isEmpty(); }
    QVariantMap keyMap() const;
    bool operator==(const Place &) const = default;

    /// {project_name}
    static Place project(const QString &project);
    /// {project_name, repository_name}; the name without the project's.
    static Place repository(const QString &project, const QString &repository);
    /// {project_name, repository_name, reference}; `repository` with its project: "payments/api".
    static Place artifact(const QString &repository, const QString &reference);
    /// {id}
    static Place vulnerability(const QString &id);
    /// {username}
    static Place user(const QString &name);
    /// {name} and, where it is of a project, {project_name}; `kind` is "replication-policy", "preheat-policy", ….
    static Place policy(const QString &kind, const QString &name, const QString &project = {});
};

} // namespace lotse

Q_DECLARE_METATYPE(lotse::Place)
