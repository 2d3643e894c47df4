// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter.h"

#include "columns.h"
#include "harbor/query.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace lotse::cli {

using namespace Qt::StringLiterals;

static Error noFilter(const QString &word)
{
    Error error;
    error.kind = ErrorKind::Usage;
    error.message = {LOTSE_MSG("%1 is no filter. Write name=value or name~value."), {word}};
    return error;
}

// Harbor's own notations of ranges and lists.
static bool isNotation(const QString &value)
{
    return value.startsWith(u'[') || value.startsWith(u'{') || value.startsWith(u'(') || value == u"*"_s
        || value == u"nil"_s;
}

Result<Filter> Filter::parse(
    const harbor::Endpoint &endpoint, const QStringList &words, const QString &project, bool isRawQuery)
{
    Filter out;
    QStringList query;
    const QStringList pathNames = harbor::pathParameters(endpoint);
    if (!project.isEmpty())
        out.m_params.insert(u"project_name"_s, project);
    for (const QString &word : words) {
        const qsizetype equals = word.indexOf(u'=');
        const qsizetype tilde = word.indexOf(u'~');
        const bool isPart = tilde > 0 && (equals < 0 || tilde < equals);
        const qsizetype at = isPart ? tilde : equals;
        if (at <= 0)
            return noFilter(word);
        const QString name = word.left(at);
        const QString value = word.mid(at + 1);
        const bool isPath = pathNames.contains(name) || name == u"project_name"_s || name == u"repository_name"_s
            || name == u"reference"_s;
        if (isPath || isRawQuery) {
            if (isPart)
                return noFilter(word);
            out.m_params.insert(name, value);
            continue;
        }
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
