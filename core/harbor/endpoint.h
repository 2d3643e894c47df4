// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/request.h"
#include "json/codec.h"

#include <QMap>
#include <QMetaType>
#include <QStringList>

namespace lotse::harbor {

/// What a row of the endpoint table answers with.
enum class Shape {
    List, ///< pages of objects, X-Total-Count
    Plain, ///< a whole JSON array at once, not paged
    Singleton, ///< one object
    Text, ///< a log or another plain text
    Blob, ///< bytes (icon, export)
};

/// Where the rows of a kind live, for the walk over all projects.
enum class Scope { System, Project, Repository, Artifact, Parent };

using Params = QMap<QString, QString>; ///< path parameters and query, by the names of the API description

/**
 * One GET operation of Harbor's API. The client has no `if` on a kind: what is irregular is a small function here.
 *
 * `path` has the names of the API description in braces: "/projects/{project_name}/members". The base path /api/v2.0 is
 * put before it. `repository_name` is encoded twice where it holds a slash.
 */
struct Endpoint {
    const char *kind; ///< name for people, cli and models: "projects", "project-members"
    const char *operation; ///< operationId of the API description: "listProjects"
    const char *path;
    Shape shape = Shape::List;
    Scope scope = Scope::System;
    QMetaType type; ///< gadget of one row; invalid for Text and Blob
    const char *key = "id"; ///< field (lowerCamel) that identifies a row among its siblings
    const char *feature = ""; ///< capability it belongs to, "quotas"
    const char *permission = ""; ///< "quota:list"; empty where anybody signed in may
    const char *title = ""; ///< heading, English, translated in context "core"
    Params fixed; ///< query that always goes along: {"scope","g"}
    bool walks = true; ///< whether `lotse-cli get KIND` can list it without being given parent keys (over all projects)
    /// Turns an irregular body into the JSON that the codec reads; null where the body is regular.
    QByteArray (*read)(const QByteArray &body, const Params &params) = nullptr;
    /// Extra query for the walk: robots of a project go through `q`.
    Params (*scoped)(const Params &parent) = nullptr;
    /// Row to try where this one is forbidden, by kind: quota by project summary for those who may not list quotas.
    const char *fallback = "";
};

/// All rows, in the order of the documentation.
const QList<Endpoint> &endpoints();
/// The row of a kind, or null.
const Endpoint *endpoint(QByteArrayView kind);

/// "/api/v2.0/projects/p/repositories/a%252Fb/artifacts?page=1"; parameters of the path from `params`, all others go
/// into the query, encoded so that Harbor's double unescape of `q` gives the original.
Result<QByteArray> buildPath(const Endpoint &endpoint, const Params &params);

} // namespace lotse::harbor
