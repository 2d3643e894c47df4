// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/project.h"
#include "json/field.h"

#include <QDateTime>
#include <QString>

namespace lotse::harbor {

/// `name` holds the project: "platform/backend/api". There is no size in the API.
struct Repository {
    Q_GADGET
public:
    FIELD(qint64, id)
    FIELD(qint64, projectId)
    FIELD(QString, name)
    FIELD(QString, description)
    FIELD(qint64, artifactCount)
    FIELD(qint64, pullCount)
    FIELD(QDateTime, creationTime)
    FIELD(QDateTime, updateTime)
    bool operator==(const Repository &) const = default;
};

/// "platform" of "platform/backend/api".
inline QString projectOf(const QString &repository)
{
    return repository.section(u'/', 0, 0);
}
/// "backend/api" of "platform/backend/api"; what `repository_name` in a path stands for.
inline QString withoutProject(const QString &repository)
{
    return repository.section(u'/', 1);
}

struct SearchRepository {
    Q_GADGET
public:
    FIELD(qint64, projectId)
    FIELD(QString, projectName)
    FIELD(bool, projectPublic)
    FIELD(QString, repositoryName)
    FIELD(qint64, pullCount)
    FIELD(qint64, artifactCount)
    bool operator==(const SearchRepository &) const = default;
};

/// Projects and repositories that hold a word.
struct SearchResult {
    Q_GADGET
public:
    FIELD_AS(QList<Project>, projects, "project")
    FIELD_AS(QList<SearchRepository>, repositories, "repository")
    bool operator==(const SearchResult &) const = default;
};

} // namespace lotse::harbor
