// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/images/sizetable.h"

#include "harbor/artifact.h"
#include "harbor/quota.h"
#include "harbor/repository.h"
#include "models/tables/kindtables.h"

#include <algorithm>

namespace lotse::models {

using namespace Qt::StringLiterals;

static constexpr qsizetype mostBars = 12;

static SizeRow sizeOf(const Row &row)
{
    return row.record.value.value<SizeRow>();
}

static QList<Column> columnsFor(bool isProjects)
{
    QList<Column> columns{column<SizeRow>(u"name"_s, isProjects ? LOTSE_MSG("Project") : LOTSE_MSG("Repository"),
                              ColumnKind::Text, 220, [](const SizeRow &s) { return Cell::plain(s.name); }),
        column<SizeRow>(u"bytes"_s, LOTSE_MSG("Size"), ColumnKind::Size, 110,
            [](const SizeRow &s) { return Cell::size(s.bytes); })};
    columns += isProjects ? column<SizeRow>(u"limit"_s, LOTSE_MSG("Limit"), ColumnKind::Size, 110,
                   [](const SizeRow &s) { return Cell::size(s.limit); })
                          : column<SizeRow>(u"artifacts"_s, LOTSE_MSG("Artifacts"), ColumnKind::Number, 90,
                              [](const SizeRow &s) { return Cell::number(s.artifacts); });
    return columns;
}

SizeTable::SizeTable(QObject *parent)
    : JoinedTable(parent)
{
    setColumns(columnsFor(true));
    TableModel::sortBy(u"bytes"_s, true);
}

void SizeTable::setProject(const QString &project)
{
    if (m_project == project)
        return;
    m_project = project;
    setColumns(columnsFor(project.isEmpty()));
    emit sourceChanged();
    schedule();
}

QList<JoinedPart> SizeTable::parts() const
{
    if (m_project.isEmpty())
        return {{"quotas", {}, {}}};
    const harbor::Params project{{u"project_name"_s, m_project}, {u"project_name_or_id"_s, m_project}};
    return {{"project-artifacts", project, {}}, {"project-quotas", project, {}, true}};
}

QList<Row> SizeTable::build(const JoinedSource &parts)
{
    m_taken = -1;
    if (!m_project.isEmpty()) {
        const auto quotas = parts.values<harbor::Quota>("project-quotas");
        if (!quotas.isEmpty())
            m_taken = quotas.first().usedBytes();
        return buildRepositories(parts);
    }
    QList<Row> rows;
    for (const json::Record &record : parts.walk("quotas").rows) {
        const auto quota = record.value.value<harbor::Quota>();
        const SizeRow size{quota.ref.name, quota.usedBytes(), quota.hardBytes(), 0};
        rows.append({quota.ref.name, {}, {QVariant::fromValue(size), record.raw}});
    }
    return rows;
}

QList<Row> SizeTable::buildRepositories(const JoinedSource &parts) const
{
    QMap<QString, SizeRow> repositories;
    for (const json::Record &record : parts.walk("project-artifacts").rows) {
        const auto artifact = record.value.value<harbor::Artifact>();
        SizeRow &size = repositories[artifact.repositoryName];
        size.name = harbor::withoutProject(artifact.repositoryName);
        size.bytes += artifact.size;
        ++size.artifacts;
    }
    QList<Row> rows;
    for (auto it = repositories.cbegin(); it != repositories.cend(); ++it)
        rows.append({it.key(), m_project, {QVariant::fromValue(it.value()), {}}});
    return rows;
}

QVariantList SizeTable::bars() const
{
    QList<Row> rows = allRows();
    std::sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) { return sizeOf(a).bytes > sizeOf(b).bytes; });
    QVariantList out;
    for (const Row &row : rows.mid(0, mostBars)) {
        const SizeRow size = sizeOf(row);
        const QString text = Cell::size(size.bytes).text;
        const QString sentence = size.limit > 0
            ? Message{LOTSE_MSG("%1: %2 of %3"), {size.name, text, Cell::size(size.limit).text}}.text()
            : Message{LOTSE_MSG("%1: %2"), {size.name, text}}.text();
        out.append(QVariantMap{{u"key"_s, row.key}, {u"label"_s, size.name}, {u"value"_s, size.bytes},
            {u"limit"_s, qMax<qint64>(0, size.limit)}, {u"valueText"_s, text}, {u"text"_s, sentence}});
    }
    return out;
}

QString SizeTable::sharing() const
{
    if (m_project.isEmpty() || allRows().isEmpty())
        return {};
    qint64 sum = 0;
    for (const Row &row : allRows())
        sum += sizeOf(row).bytes;
    const QString all = Cell::size(sum).text;
    if (m_taken < 0)
        return Message{
            LOTSE_MSG("Sum of artifact sizes: %1. Shared layers are stored once, so %2 uses less."), {all, m_project}}
            .text();
    return Message{LOTSE_MSG("Sum of artifact sizes: %1; %2 uses %3. Shared layers are counted per artifact here but "
                             "stored once."),
        {all, m_project, Cell::size(m_taken).text}}
        .text();
}

Place SizeTable::placeOf(const QString &key) const
{
    const auto size = rowValue(key).value<SizeRow>();
    return m_project.isEmpty() ? Place::project(size.name) : Place::repository(m_project, size.name);
}

} // namespace lotse::models
