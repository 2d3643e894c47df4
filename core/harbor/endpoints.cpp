// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/endpoint.h"
#include "harbor/rows.h"

#include <QHash>
#include <QMetaProperty>

#include <algorithm>

namespace lotse::harbor {

const QList<Endpoint> &endpoints()
{
    static const QList<Endpoint> table = rows::projects() + rows::artifacts() + rows::projectRules() + rows::access()
        + rows::distribution() + rows::system() + rows::jobs();
    return table;
}

const Endpoint *endpoint(QByteArrayView kind)
{
    static const QHash<QByteArray, const Endpoint *> byKind = [] {
        QHash<QByteArray, const Endpoint *> made;
        for (const Endpoint &row : endpoints())
            made.insert(row.kind, &row);
        return made;
    }();
    return byKind.value(kind.toByteArray());
}

namespace {

bool has(const Params &params, const char *name)
{
    return !params.value(QString::fromLatin1(name)).isEmpty();
}

bool hasProject(const Params &params)
{
    return has(params, "project_name") || has(params, "project_name_or_id");
}

bool isGiven(const Endpoint &endpoint, const Params &params, const QString &name)
{
    if (name == QLatin1String("project_name") || name == QLatin1String("project_name_or_id"))
        return hasProject(params);
    return !params.value(name).isEmpty() || endpoint.fixed.contains(name);
}

} // namespace

const Endpoint *parentOf(const Endpoint &row, const Params &params)
{
    if (row.scope == Scope::System)
        return nullptr;
    // Nothing is open where the path, and what is asked besides, is given. A kind with nothing in its path needs a
    // parent.
    QStringList names = pathParameters(row);
    const bool hasPath = !names.isEmpty();
    if (row.scoped)
        names += row.scoped({}).keys();
    const bool isClosed = hasPath
        && std::all_of(names.cbegin(), names.cend(), [&](const QString &name) { return isGiven(row, params, name); });
    if (isClosed)
        return nullptr;
    // A parent that is named narrows: fewer are listed.
    switch (row.scope) {
    case Scope::Project:
        return endpoint(hasProject(params) ? "project" : "projects");
    case Scope::Repository:
        return endpoint(hasProject(params) ? "project-repositories" : "repositories");
    case Scope::Artifact:
        return endpoint(has(params, "repository_name") ? "artifacts" : "project-artifacts");
    case Scope::Parent:
        return endpoint(row.parent);
    case Scope::System:
        break;
    }
    return nullptr;
}

QString keyOf(const Endpoint &endpoint, const QVariant &row)
{
    QStringList parts;
    for (const QByteArray &field : QByteArray(endpoint.key).split(',')) {
        QVariant value = row;
        for (const QByteArray &name : field.split('.')) {
            const QMetaObject *meta = value.metaType().metaObject();
            const int index = meta ? meta->indexOfProperty(name.constData()) : -1;
            value = index >= 0 ? meta->property(index).readOnGadget(value.constData()) : QVariant();
        }
        parts.append(value.toString());
    }
    return parts.join(u'\n');
}

Result<json::Records> readBody(
    const Endpoint &endpoint, const QByteArray &body, const Params &params, qsizetype mostRows)
{
    json::Records records;
    if (endpoint.mayBeEmpty && body.trimmed().isEmpty()) {
        records.rows.append({QVariant(endpoint.type), {}});
        return records;
    }
    QByteArray regular = body;
    if (endpoint.read) {
        Result<QByteArray> made = endpoint.read(body, params);
        if (!made)
            return made.error();
        regular = std::move(made).value();
    }
    if (endpoint.shape != Shape::Singleton)
        return json::decodeList(regular, endpoint.type, mostRows);
    Result<QVariant> value = json::decode(regular, endpoint.type);
    if (!value)
        return value.error();
    records.rows.append({std::move(value).value(), regular.trimmed()});
    return records;
}

} // namespace lotse::harbor
