// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter.h"

#include "columns.h"
#include "harbor/fetch.h"
#include "harbor/query.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace lotse::cli {

using namespace Qt::StringLiterals;
using harbor::Endpoint;
using harbor::Scope;

namespace {

Error noFilter(const QString &word)
{
    Error error;
    error.kind = ErrorKind::Usage;
    error.message = {LOTSE_MSG("%1 is not a filter. Use name=value or name~value."), {word}};
    return error;
}

// Harbor's own notations of ranges and lists.
bool isNotation(const QString &value)
{
    return value.startsWith(u'[') || value.startsWith(u'{') || value.startsWith(u'(') || value == u"*"_s
        || value == u"nil"_s;
}

bool isProject(const QString &name)
{
    return name == u"project_name"_s || name == u"project_name_or_id"_s;
}

// What narrows a walk: the parts of the path, of the kind itself and of those above it.
QStringList pathNames(const Endpoint &endpoint)
{
    QStringList names = harbor::pathParameters(endpoint);
    if (endpoint.scope == Scope::Parent) {
        if (const Endpoint *above = harbor::endpoint(endpoint.parent))
            names += pathNames(*above);
    } else if (endpoint.scope != Scope::System) {
        names.append(u"project_name"_s);
    }
    if (std::any_of(names.cbegin(), names.cend(), isProject))
        names += {u"project_name"_s, u"project_name_or_id"_s};
    if (endpoint.scope == Scope::Artifact)
        names += {u"repository_name"_s, u"reference"_s};
    return names;
}

Error notInProject(const Endpoint &endpoint)
{
    return usageError(
        LOTSE_MSG("%1 are system-wide and cannot be filtered by project."), {QString::fromLatin1(endpoint.kind)});
}

// Names that Harbor takes in q and its rows do not have. Source: goharbor/harbor, the orm columns and the documented
// filters of each list (api/v2.0/swagger.yaml).
bool isAskedOnly(const Endpoint &endpoint, const QString &name)
{
    static const QHash<QByteArray, QStringList> names{{"projects", {u"public"_s, u"owner"_s}},
        {"security-findings", {u"cvss_score_v3"_s, u"tag"_s, u"project_id"_s}},
        {"robots", {u"Level"_s, u"ProjectID"_s}}, {"artifacts", {u"tags"_s, u"labels"_s, u"base"_s}},
        {"project-artifacts", {u"tags"_s, u"labels"_s, u"base"_s}}};
    return names.value(endpoint.kind).contains(name);
}

bool hasMember(const Endpoint &endpoint, const QString &name, const QString &value)
{
    const QList<Column> columns = columnsOf(endpoint.type);
    // No q is asked with here, so that nobody but us compares.
    if (endpoint.shape != harbor::Shape::List) {
        return !isNotation(value) && std::any_of(columns.cbegin(), columns.cend(), [&](const Column &column) {
            return column.title == name && column.isPlain;
        });
    }
    return std::any_of(columns.cbegin(), columns.cend(), [&](const Column &column) {
        return column.title == name || column.title.startsWith(name + u'.') || name.startsWith(column.title + u'.');
    });
}

// Empty where the word narrows the rows.
Error narrowsNothing(const Endpoint &endpoint, const QString &name, const QString &value)
{
    const QString kind = QString::fromLatin1(endpoint.kind);
    if (isProject(name))
        return notInProject(endpoint);
    if (endpoint.shape == harbor::Shape::Text || endpoint.shape == harbor::Shape::Blob)
        return usageError(LOTSE_MSG("%1 is not a list: %2 has no effect."), {kind, name});
    if (hasMember(endpoint, name, value) || (endpoint.shape == harbor::Shape::List && isAskedOnly(endpoint, name)))
        return {};
    return usageError(
        LOTSE_MSG("%1 cannot be filtered by %2. \"--raw-query q=%2=...\" sends the filter to the registry, "
                  "which ignores unknown names."),
        {kind, name});
}

} // namespace

const Endpoint &narrowedToProject(const Endpoint &endpoint, const QStringList &words, const QString &project)
{
    const bool isNamed = !project.isEmpty() || std::any_of(words.cbegin(), words.cend(), [](const QString &word) {
        return isProject(word.section(u'=', 0, 0));
    });
    if (!isNamed || pathNames(endpoint).contains(u"project_name"_s))
        return endpoint;
    const QByteArray kind(endpoint.kind);
    const Endpoint *twin = harbor::endpoint(kind == "projects" ? QByteArray("project") : "project-" + kind);
    return twin && twin->type == endpoint.type && pathNames(*twin).contains(u"project_name"_s) ? *twin : endpoint;
}

Result<Filter> Filter::parse(
    const harbor::Endpoint &endpoint, const QStringList &words, const QString &project, bool isRawQuery)
{
    Filter out;
    QStringList query;
    const QStringList narrowing = pathNames(endpoint);
    if (!project.isEmpty()) {
        if (!narrowing.contains(u"project_name"_s))
            return notInProject(endpoint);
        out.m_params.insert(u"project_name"_s, project);
    }
    if (isRawQuery && words.isEmpty())
        return usageError(LOTSE_MSG("--raw-query requires a filter: name=value."), {});
    for (const QString &word : words) {
        const qsizetype equals = word.indexOf(u'=');
        const qsizetype tilde = word.indexOf(u'~');
        const bool isPart = tilde > 0 && (equals < 0 || tilde < equals);
        const qsizetype at = isPart ? tilde : equals;
        if (at <= 0)
            return noFilter(word);
        const QString name = word.left(at);
        const QString value = word.mid(at + 1);
        if (narrowing.contains(name) || isRawQuery) {
            if (isPart || value.isEmpty())
                return noFilter(word);
            if (isRawQuery && name == u"page"_s)
                return usageError(LOTSE_MSG("All pages are loaded: %1 has no effect."), {word});
            if (isProject(name) && !narrowing.contains(name))
                return notInProject(endpoint);
            if (out.m_params.contains(name) || (isProject(name) && !project.isEmpty()))
                return usageError(LOTSE_MSG("%1 is given twice."), {name});
            out.m_params.insert(name, value);
            if (const Result<qint64> size = harbor::pageSizeOf(out.m_params); !size)
                return size.error();
            continue;
        }
        if (const Error error = narrowsNothing(endpoint, name, value))
            return error;
        harbor::Query term;
        if (isPart)
            term.contains(name, value);
        else if (!isNotation(value))
            term.equals(name, value);
        if (!term.ok())
            return noFilter(word);
        query.append(term.isEmpty() ? name + u'=' + value : term.text());
        if (!isNotation(value))
            out.m_terms.append({name, value, isPart});
    }
    if (!query.isEmpty())
        out.m_params.insert(u"q"_s, query.join(u','));
    return out;
}

bool Filter::accepts(const json::Record &row) const
{
    if (m_terms.isEmpty())
        return true;
    const QList<Column> columns = columnsOf(row.value.metaType());
    for (const Term &term : m_terms) {
        for (const Column &column : columns) {
            if (column.title != term.name || !column.isPlain)
                continue;
            const QString text = cellText(row.value, column);
            const bool fits = term.isPart ? text.contains(term.value, Qt::CaseInsensitive)
                                          : text.compare(term.value, Qt::CaseInsensitive) == 0;
            if (!fits)
                return false;
        }
    }
    return true;
}

QByteArray jsonText(const QString &text)
{
    QByteArray out = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return out.mid(1, out.size() - 2);
}

} // namespace lotse::cli
