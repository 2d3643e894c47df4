// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/images/immutabletags.h"

#include "harbor/artifact.h"
#include "harbor/glob.h"
#include "harbor/repository.h"
#include "models/tables/kindtables.h"

namespace lotse::models {

using namespace Qt::StringLiterals;

ImmutableTags::ImmutableTags(QObject *parent)
    : JoinedTable(parent)
{
    setColumns({column<ProtectedTag>(u"repository"_s, LOTSE_MSG("Repository"), ColumnKind::Text, 240,
                    [](const ProtectedTag &t) { return Cell::plain(t.repository); }),
        column<ProtectedTag>(u"tag"_s, LOTSE_MSG("Immutable tag"), ColumnKind::Mono, 180,
            [](const ProtectedTag &t) { return Cell::plain(t.tag); }),
        column<ProtectedTag>(u"digest"_s, LOTSE_MSG("Digest"), ColumnKind::Digest, 130,
            [](const ProtectedTag &t) { return Cell::digest(t.digest); }),
        column<ProtectedTag>(u"pushed"_s, LOTSE_MSG("Pushed"), ColumnKind::Time, 140,
            [](const ProtectedTag &t) { return Cell::time(t.pushed); })});
}

void ImmutableTags::setProject(const QString &project)
{
    if (m_project == project)
        return;
    m_project = project;
    emit sourceChanged();
    schedule();
}

void ImmutableTags::setRule(const QVariant &rule)
{
    const auto next = rule.value<harbor::ImmutableRule>();
    if (m_rule == next)
        return;
    m_rule = next;
    emit sourceChanged();
    // The tags of the project are here already: a rule that is being typed asks for nothing.
    if (m_readOf != m_project || m_project.isEmpty() || joined().isRunning()) {
        schedule();
        return;
    }
    const QList<Row> rows = build(joined());
    setTotal(rows.size());
    setRows(rows);
    const Message note = joined().note();
    setState(!note.isEmpty() ? State::Partial : rows.isEmpty() ? State::Empty : State::Ready, {}, note);
}

void ImmutableTags::refresh()
{
    if (!m_project.isEmpty() && !m_rule.tagSelectors.isEmpty())
        JoinedTable::refresh();
}

QList<JoinedPart> ImmutableTags::parts() const
{
    return {{"project-artifacts",
        {{u"project_name"_s, m_project}, {u"project_name_or_id"_s, m_project}, {u"with_tag"_s, u"true"_s}}, {}}};
}

// Every selector has to hold; one that is not known here protects nothing that we would name.
static bool fits(const QList<harbor::Selector> &selectors, const QString &name)
{
    for (const harbor::Selector &selector : selectors) {
        const bool isExcluding = selector.decoration == "excludes"_L1 || selector.decoration == "repoExcludes"_L1;
        if (harbor::globMatches(selector.pattern, name) == isExcluding)
            return false;
    }
    return !selectors.isEmpty();
}

QList<Row> ImmutableTags::build(const JoinedSource &parts)
{
    m_readOf = m_project;
    QList<Row> rows;
    QHash<QString, bool> repositories;
    const auto &repositorySelectors = m_rule.scopeSelectors.value(u"repository"_s);
    for (const json::Record &record : parts.walk("project-artifacts").rows) {
        const auto artifact = record.value.value<harbor::Artifact>();
        const QString repository = harbor::withoutProject(artifact.repositoryName);
        if (!repositories.contains(repository))
            repositories.insert(repository, fits(repositorySelectors, repository));
        if (!repositories.value(repository))
            continue;
        for (const harbor::Tag &tag : artifact.tags) {
            if (!fits(m_rule.tagSelectors, tag.name))
                continue;
            const ProtectedTag one{repository, tag.name, artifact.digest, tag.pushTime};
            rows.append({repository + u':' + tag.name, m_project, {QVariant::fromValue(one), {}}});
        }
    }
    return rows;
}

Place ImmutableTags::placeOf(const QString &key) const
{
    const auto tag = rowValue(key).value<ProtectedTag>();
    return Place::artifact(m_project + u'/' + tag.repository, tag.digest);
}

} // namespace lotse::models
