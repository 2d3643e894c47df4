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
    Blob, ///< bytes (export, certificate, report)
};

/**
 * Where the rows of a kind live, for the walk over all parents. Parents of a Project kind are the projects, of a
 * Repository kind the repositories, of an Artifact kind the artifacts; a Parent kind names its own.
 */
enum class Scope { System, Project, Repository, Artifact, Parent };

using Params = QMap<QString, QString>; ///< path parameters and query, by the names of the API description

/**
 * A way to cut a list into parts that do not overlap, for a list whose order is not total: pages of it overlap, so that
 * some rows come twice and others never. The parts are terms of `q`.
 */
struct Cut {
    QStringList terms{};
    const char *kind = ""; ///< instead of `terms`: each row of this kind gives some
    QStringList (*termsOf)(const QVariant &row) = nullptr;
};

/**
 * One GET operation of Harbor's API. The client has no `if` on a kind: what is irregular is a small function here.
 *
 * `path` has the names of the API description in braces: "/projects/{project_name}/members". The base path /api/v2.0 is
 * put before it. `repository_name` is encoded twice where it holds a slash.
 */
struct Endpoint {
    const char *kind = ""; ///< name for people, cli and models: "projects", "project-members"
    const char *operation = ""; ///< operationId of the API description: "listProjects"
    const char *path = "";
    Shape shape = Shape::List;
    Scope scope = Scope::System;
    QMetaType type{}; ///< gadget of one row; invalid for Text and Blob
    const char *key = "id"; ///< field (lowerCamel, "ref.name") that identifies a row among its siblings; several with
                            ///< commas; for keyOf
    const char *feature = ""; ///< capability it belongs to, "quotas"
    const char *permission = ""; ///< "quota:list"; empty where anybody signed in may
    const char *title = ""; ///< heading, English, translated in context "core"
    Params fixed{}; ///< values that go along unless the caller names others: {"scope","g"}
    bool walks = true; ///< whether `lotse-cli get KIND` can list it without being given parent keys (over all projects)
    const char *parent = ""; ///< kind whose rows are the parents, for Scope::Parent: "replication-executions"
    bool mayBeEmpty = false; ///< 200 with nothing is an answer: an unset schedule
    bool isLarge = false; ///< answers of up to 256 MiB: reports
    /// Parameters that a row of this kind gives to the kinds below it; null where nothing is below.
    Params (*gives)(const QVariant &row) = nullptr;
    /// What a walk asks a parent with besides the path: robots of a project go through `q`. An empty path parameter
    /// means that this parent has no such rows.
    Params (*scoped)(const Params &parent) = nullptr;
    /// Turns an irregular body into the JSON that the codec reads, or says what is wrong with it; null where the body
    /// is regular.
    Result<QByteArray> (*read)(const QByteArray &body, const Params &params) = nullptr;
    /// The order where the caller names none, by its last key a total one: that key is put behind any other order, too.
    /// Pages of rows that are alike by all that they are sorted by overlap: some come twice, and others never.
    const char *order = "";
    /// For a list whose order is not total: tried one after the other on what is longer than a page.
    QList<Cut> cut{};
    Params counted{}; ///< what a walk over such a list asks with, so that the registry counts all rows
    /// Row to try where this one is refused, by kind: quota by project summary for those who may not list quotas. One
    /// of the same shape gets the caller's query, too.
    const char *fallback = "";
    ErrorKind fallbackOn = ErrorKind::Forbidden; ///< what the refusal must be for that
};

/// All rows, in the order of the documentation.
const QList<Endpoint> &endpoints();
/// The row of a kind, or null.
const Endpoint *endpoint(QByteArrayView kind);

/// The row of `endpoint`'s parents where `params` leave some of its parents open, else null.
const Endpoint *parentOf(const Endpoint &endpoint, const Params &params);

/// The path parameters of a row, in their order: {"project_name", "repository_name"}.
QStringList pathParameters(const Endpoint &endpoint);

/// What identifies a row among its siblings: the values of `endpoint.key`, joined by a line feed.
QString keyOf(const Endpoint &endpoint, const QVariant &row);

/// "/api/v2.0/projects/p/repositories/a%252Fb/artifacts?page=1"; parameters of the path from `params` (a project goes
/// by "project_name" everywhere), all others go into the query, encoded so that Harbor's double unescape of `q` gives
/// the original. ErrorKind::Usage where a parameter of the path is missing.
Result<QByteArray> buildPath(const Endpoint &endpoint, const Params &params);

/// Reads a body (not Text, not Blob) through the row's adapter: a list's rows, or a singleton as the only row. An empty
/// body is a default value without `raw` where the row says that it may be empty. Rows beyond `mostRows` are counted
/// and left.
Result<json::Records> readBody(
    const Endpoint &endpoint, const QByteArray &body, const Params &params, qsizetype mostRows = 1'000'000);

/// The whole GET: path, headers (Accept, report types, X-Is-Resource-Name for a project named by digits) and limits.
Result<Request> buildRequest(const Endpoint &endpoint, const Params &params);

} // namespace lotse::harbor
