// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/identity.h"
#include "demo/state.h"
#include "net/request.h"

namespace lotse::demo {

struct Route;

/// One request on its way through the registry.
struct Call {
    State &state;
    const Request &request;
    Identity who;
    QDateTime now;
    const Route *route = nullptr;
    QMap<QString, QString> path; ///< parameters of the path, decoded
    QMap<QString, QString> query;
    QJsonObject *project = nullptr; ///< of {project}, once it is found
    QJsonObject body;

    qint64 projectId() const { return project ? (*project)[QStringLiteral("project_id")].toInteger() : 0; }
    bool flag(const QString &name) const { return query.value(name) == QLatin1String("true"); }
    /// Whether the caller may do it; `project` 0 asks for the permission of the system.
    bool allows(qint64 inProject, const QString &resource, const QString &action) const;
    bool isSystemAdmin() const;
    bool isMember(qint64 ofProject) const; ///< of any role, or the project is public
};

Response reply(const QJsonValue &value, int status = 200);
/// No body; `location` where something was made.
Response done(int status = 200, const QString &location = {});
Response text(const QByteArray &body, const QByteArray &type);
/// {"errors":[{"code","message"}]}; the code that belongs to the status where none is given.
Response fail(int status, const QString &message, const QString &code = {});
/// 401 for nobody, 403 for somebody.
Response refuse(const Call &call);
/// A log: text, or one JSON string where the caller accepts JSON and not plain text.
Response logText(const Call &call, const QString &log);

/// The object without the table's own members.
QJsonObject visible(const QJsonObject &row);

/**
 * A page of rows: filtered by q, sorted, cut, with X-Total-Count and Link. `render` turns the rows of the page into
 * what is sent (the members without "_" by default).
 */
Response page(const Call &call, QList<QJsonObject> rows, const QString &defaultSort = {},
    const std::function<QJsonValue(const QJsonObject &)> &render = nullptr);
/// The headers of a page that was already cut.
void addPaging(const Call &call, Response &response, qint64 total);
/// page (from 1) and page_size of the call; a size of 0 or -1 means all.
std::pair<int, int> pageOf(const Call &call);

} // namespace lotse::demo
