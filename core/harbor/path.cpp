// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/endpoint.h"

#include <algorithm>

namespace lotse::harbor {

namespace {

constexpr char base[] = "/api/v2.0";

Error missing(const Endpoint &endpoint, const QString &parameter)
{
    Error error;
    error.kind = ErrorKind::Usage;
    error.message = {LOTSE_MSG("To read %1, specify its %2."), {QString::fromLatin1(endpoint.kind), parameter}};
    error.where = QString::fromLatin1(endpoint.path);
    return error;
}

// The API calls one thing by two names, by what the path takes.
QString valueOf(const Endpoint &endpoint, const Params &params, const QString &name)
{
    const auto found = params.constFind(name);
    if (found != params.constEnd())
        return *found;
    if (name == QLatin1String("project_name_or_id"))
        return params.value(QStringLiteral("project_name"));
    if (name == QLatin1String("project_name"))
        return params.value(QStringLiteral("project_name_or_id"));
    return endpoint.fixed.value(name);
}

QByteArray encodePathPart(const QString &name, const QString &value)
{
    const QByteArray once = value.toUtf8().toPercentEncoding(":");
    // A path is decoded once on the way, before it is routed: a slash must survive that.
    const bool twice = name == QLatin1String("repository_name") && value.contains(u'/');
    return twice ? once.toPercentEncoding() : once;
}

// Harbor unescapes the `q` of its lists a second time, as a form value: "%" and "+" would not survive it.
QByteArray encodeQueryValue(const Endpoint &endpoint, const QString &name, const QString &value)
{
    QByteArray text = value.toUtf8();
    if (name == QLatin1String("q") && endpoint.shape == Shape::List)
        text.replace('%', "%25").replace('+', "%2B");
    return text.toPercentEncoding();
}

// They narrow a walk and are never a query of Harbor.
bool onlyNarrows(const QString &name)
{
    return name == QLatin1String("project_name") || name == QLatin1String("project_name_or_id")
        || name == QLatin1String("repository_name");
}

bool isNumber(const QString &text)
{
    return !text.isEmpty()
        && std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c >= QChar(u'0') && c <= QChar(u'9'); });
}

Limits limitsOf(const Endpoint &endpoint)
{
    if (endpoint.isLarge)
        return Limits::report();
    switch (endpoint.shape) {
    case Shape::Text:
        return Limits::log();
    case Shape::Blob:
        return Limits::report();
    case Shape::List:
    case Shape::Plain:
    case Shape::Singleton:
        break;
    }
    return Limits::page();
}

} // namespace

QStringList pathParameters(const Endpoint &endpoint)
{
    QStringList names;
    const QString path = QString::fromLatin1(endpoint.path);
    qsizetype at = 0;
    while ((at = path.indexOf(u'{', at)) >= 0) {
        const qsizetype end = path.indexOf(u'}', at);
        names.append(path.mid(at + 1, end - at - 1));
        at = end;
    }
    return names;
}

Result<QByteArray> buildPath(const Endpoint &endpoint, const Params &params)
{
    QByteArray path = QByteArray(base) + endpoint.path;
    const QStringList names = pathParameters(endpoint);
    for (const QString &name : names) {
        const QString value = valueOf(endpoint, params, name);
        // A dot segment would be resolved on the way and ask for something else.
        if (value.isEmpty() || value == QLatin1String(".") || value == QLatin1String(".."))
            return missing(endpoint, name);
        path.replace('{' + name.toLatin1() + '}', encodePathPart(name, value));
    }

    Params query = endpoint.fixed;
    for (auto it = params.cbegin(); it != params.cend(); ++it)
        query.insert(it.key(), it.value());
    char separator = '?';
    for (auto it = query.cbegin(); it != query.cend(); ++it) {
        if (names.contains(it.key()) || onlyNarrows(it.key()))
            continue;
        path +=
            separator + it.key().toUtf8().toPercentEncoding() + '=' + encodeQueryValue(endpoint, it.key(), it.value());
        separator = '&';
    }
    return path;
}

Result<Request> buildRequest(const Endpoint &endpoint, const Params &params)
{
    Result<QByteArray> path = buildPath(endpoint, params);
    if (!path)
        return path.error();
    Request request;
    request.path = std::move(path).value();
    request.limits = limitsOf(endpoint);
    // Logs come as one JSON string where JSON is asked for.
    const bool json = endpoint.shape != Shape::Text && endpoint.shape != Shape::Blob;
    request.headers.emplaceBack("Accept", json ? "application/json" : "text/plain, */*;q=0.8");
    const QByteArray pattern(endpoint.path);
    if (pattern.contains("/artifacts") && endpoint.shape != Shape::Text)
        request.headers.emplaceBack("X-Accept-Vulnerabilities",
            "application/vnd.security.vulnerability.report; version=1.1, "
            "application/vnd.scanner.adapter.vuln.report.harbor+json; version=1.0");
    // We always mean the name: a project called "2026" would be looked up by its id.
    const QString project = QStringLiteral("project_name_or_id");
    if (pattern.contains("{project_name_or_id}") && isNumber(valueOf(endpoint, params, project)))
        request.headers.emplaceBack("X-Is-Resource-Name", "true");
    return request;
}

} // namespace lotse::harbor
