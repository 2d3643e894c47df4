// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safetext.h"
#include "models/findings/workbenchcolumns.h"
#include "models/findings/workbenchtable.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace lotse::models {

using namespace Qt::StringLiterals;
using namespace lotse::findings;

namespace {

// What a column is in the language of the query, where its values can be asked for.
struct Term {
    const char *column;
    Key key;
    QString (*value)(const Occurrence &);
};

constexpr std::array terms{
    Term{"severity", Key::Severity, [](const Occurrence &o) { return severityWord(o.severity); }},
    Term{"cve", Key::Vulnerability, [](const Occurrence &o) { return o.canonical; }},
    Term{"package", Key::Package, [](const Occurrence &o) { return o.package; }},
    Term{"version", Key::Version, [](const Occurrence &o) { return o.version; }},
    Term{"repository", Key::Repository, [](const Occurrence &o) { return o.repository; }},
    Term{"project", Key::Project, [](const Occurrence &o) { return o.project; }},
    Term{"registry", Key::Registry, [](const Occurrence &o) { return o.registry; }},
    Term{"platform", Key::Platform, [](const Occurrence &o) { return o.platform; }},
    Term{"status", Key::Status, [](const Occurrence &o) { return o.status; }},
};

QVariantMap action(const QString &id, const Message &text, const QString &value)
{
    return {{u"id"_s, id}, {u"text"_s, text.text()}, {u"value"_s, value}};
}

QString shortened(const QString &text)
{
    return safetext::visible(safetext::elideMiddle(text, 40));
}

} // namespace

QVariantList WorkbenchTable::rowActions(const QString &key, const QString &columnId) const
{
    QVariantList out;
    const int row = indexOfKey(key);
    if (!m_answer || row < 0)
        return out;
    const std::optional<RowId> one = rowOfKey(key);
    if (!one) {
        const QString name = groupName(*m_answer->context.set, pivot(), groupOf(key)->key);
        out.append(action(u"decide"_s, {LOTSE_MSG("Decide…"), {}}, {}));
        out.append(action(u"copy"_s, {LOTSE_MSG("Copy %1"), {shortened(name)}}, name));
        if (pivot() == Pivot::Vulnerability)
            out.append(action(u"cve"_s, {LOTSE_MSG("Open %1"), {shortened(name)}}, name));
        return out;
    }
    const Occurrence &o = occurrence(*one);
    out.append(action(u"decide"_s, {LOTSE_MSG("Decide…"), {}}, {}));
    out.append(action(u"cve"_s, {LOTSE_MSG("Open %1"), {shortened(o.canonical)}}, o.canonical));
    QVariantMap image = action(u"image"_s, {LOTSE_MSG("Open the image"), {}}, o.image);
    image.insert(u"registryId"_s, o.registryId);
    image.insert(u"repository"_s, o.repository);
    out.append(image);
    out.append(action(u"copy"_s, {LOTSE_MSG("Copy %1"), {shortened(o.vulnerability)}}, o.vulnerability));
    const auto term = std::find_if(
        terms.begin(), terms.end(), [&columnId](const Term &t) { return columnId == QLatin1StringView(t.column); });
    if (term != terms.end()) {
        if (const QString value = term->value(o); !value.isEmpty()) {
            QVariantMap filter = action(u"filter"_s, {LOTSE_MSG("Only %1"), {shortened(value)}}, value);
            filter.insert(u"key"_s, keyName(term->key));
            out.append(filter);
        }
    }
    return out;
}

QString WorkbenchTable::copyText(const QStringList &keys, const QStringList &columnIds) const
{
    const QVariantList columns = columnList();
    QList<int> chosen;
    for (int i = 0; i < columns.size(); ++i) {
        const QVariantMap column = columns[i].toMap();
        if (columnIds.isEmpty() ? !column.value(u"hidden"_s).toBool()
                                : columnIds.contains(column.value(u"id"_s).toString()))
            chosen.append(i);
    }
    if (!columnIds.isEmpty()) {
        std::stable_sort(chosen.begin(), chosen.end(), [&](int a, int b) {
            const auto place = [&](int i) { return columnIds.indexOf(columns[i].toMap().value(u"id"_s).toString()); };
            return place(a) < place(b);
        });
    }
    // A tab or a line break inside a cell would shift the table that it is pasted into.
    const auto clean = [](QString text) { return text.replace(u'\t', u' ').replace(u'\n', u' ').replace(u'\r', u' '); };
    QStringList lines;
    QStringList cells;
    for (const int column : std::as_const(chosen))
        cells += clean(headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    lines += cells.join(u'\t');
    for (const QString &key : keys) {
        const int row = indexOfKey(key);
        if (row < 0)
            continue;
        cells.clear();
        for (const int column : std::as_const(chosen)) {
            const ColumnKind kind =
                pivot() == Pivot::Finding ? findingColumns()[column].kind : groupedColumns(pivot())[column].kind;
            cells += clean(exactText(kind, cellOf(row, column)));
        }
        lines += cells.join(u'\t');
    }
    return lines.join(u'\n') + u'\n';
}

} // namespace lotse::models
