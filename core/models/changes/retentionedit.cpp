// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/retentionedit.h"

#include "change/configkinds.h"
#include "change/target.h"
#include "models/changes/rulefields.h"
#include "models/tables/kindtables.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

using change::Change;

static QString cronIn(const QJsonObject &form)
{
    return form.value(u"trigger"_s)[u"settings"_s][u"cron"_s].toString();
}

void RetentionEdit::learn()
{
    m_policies.clear();
    if (!m_table)
        return;
    for (int i = 0; i < m_table->rowCount(); ++i) {
        for (const Row &row : m_table->rowsNamed({m_table->rowKey(i)})) {
            const auto *policy = recordOf<harbor::RetentionPolicy>(row);
            if (policy && !row.parent.isEmpty())
                m_policies.insert(row.parent, {policy->id, change::writtenForm("retention", {row.record})});
        }
    }
}

void RetentionEdit::begin(const QStringList &keys)
{
    delete m_run;
    m_run = nullptr;
    m_left = 0;
    m_isTouched = m_isCustom = m_differs = false;
    m_unread.clear();
    m_refusal.clear();
    m_rules.clear();
    m_cron.clear();
    m_projects.clear();
    learn();
    for (const QString &key : keys) {
        const QString project = m_table ? m_table->rowParent(key) : QString();
        if (!m_policies.contains(project))
            continue;
        const QJsonObject form = m_policies.value(project).form;
        QList<QJsonObject> rules;
        for (const QJsonValue &rule : form.value(u"rules"_s).toArray())
            rules.append(rule.toObject());
        if (m_projects.isEmpty()) {
            m_rules = rules;
            m_cron = cronIn(form);
            m_shownOf = project;
        } else {
            const bool isSame = std::equal(rules.begin(), rules.end(), m_rules.begin(), m_rules.end(),
                [](const QJsonObject &a, const QJsonObject &b) { return ruleEssence(a) == ruleEssence(b); });
            m_differs = m_differs || !isSame || cronIn(form) != m_cron;
        }
        m_projects.append(project);
    }
    m_rulesBefore = {};
    for (const QJsonObject &rule : std::as_const(m_rules))
        m_rulesBefore.append(rule);
    m_cronBefore = m_cron;
    m_projectsBefore = m_projects;
    if (m_projects.isEmpty())
        m_rules = {newRetentionRule()};
    m_isCustom = schedule() == u"custom"_s;
    m_isOpen = true;
    read();
    emit openChanged();
    emit choicesChanged();
    emit changed();
}

void RetentionEdit::close()
{
    if (!m_isOpen)
        return;
    delete m_run;
    m_run = nullptr;
    m_left = 0;
    m_isOpen = m_isTouched = false;
    emit openChanged();
    emit changed();
}

void RetentionEdit::read()
{
    Session *session = m_changes ? m_changes->session() : nullptr;
    if (!session)
        return;
    m_run = new QObject(this);
    ++m_left;
    session->harbor().walk(*harbor::endpoint("projects"), {}, m_run, {}, [this](const Result<harbor::PagedList> &walk) {
        --m_left;
        m_unread.clear();
        if (!walk)
            m_unread = Message{LOTSE_MSG("The projects could not be read: %1"), {walk.error().text()}}.text();
        m_knownProjects.clear();
        for (const json::Record &record : walk ? walk->rows : QList<json::Record>()) {
            const QJsonObject row = QJsonDocument::fromJson(record.raw).object();
            const QString name = row.value(u"name"_s).toString();
            m_knownProjects.append(name);
            m_projectIds.insert(name, row.value(u"project_id"_s).toInteger());
            m_retentionIds.insert(name, row.value(u"metadata"_s)[u"retention_id"_s].toString());
        }
        m_knownProjects.sort(Qt::CaseInsensitive);
        emit choicesChanged();
        emit changed();
    });
    if (m_table && m_table->filter().isEmpty() && m_table->isWhole())
        return;
    // The table hides some: a policy that is not seen must not be taken for none.
    ++m_left;
    session->harbor().walk(
        *harbor::endpoint("retention"), {}, m_run, {}, [this](const Result<harbor::PagedList> &walk) {
            --m_left;
            for (qsizetype i = 0; walk && i < walk->rows.size(); ++i) {
                const json::Record &record = walk->rows[i];
                if (!m_policies.contains(walk->parents.value(i)))
                    m_policies.insert(walk->parents.value(i),
                        {record.value.value<harbor::RetentionPolicy>().id, change::writtenForm("retention", {record})});
            }
            emit choicesChanged();
            emit changed();
        });
}

void RetentionEdit::touch()
{
    m_isTouched = true;
    m_refusal.clear();
    emit changed();
}

QString RetentionEdit::title() const
{
    if (m_projects.size() == 1)
        return Message{LOTSE_MSG("Retention of %1"), {m_projects.first()}}.text();
    if (m_projects.isEmpty())
        return word(LOTSE_MSG("New retention policy"));
    return Message::counted(LOTSE_MSG_N("Retention of %Ln projects", "Retention of %Ln project"), m_projects.size())
        .text();
}

QString RetentionEdit::warning() const
{
    if (m_differs) {
        return Message{
            LOTSE_MSG("The selected projects have different rules. Those of %1 are shown and replace the others."),
            {m_shownOf}}
            .text();
    }
    return {};
}

bool RetentionEdit::isDirty() const
{
    if (!m_isTouched)
        return false;
    QJsonArray now;
    for (const QJsonObject &rule : m_rules)
        now.append(rule);
    return m_differs || now != m_rulesBefore || m_cron.trimmed() != m_cronBefore || m_projects != m_projectsBefore;
}

void RetentionEdit::setProjects(const QStringList &projects)
{
    if (projects == m_projects)
        return;
    m_projects = projects;
    touch();
}

QVariantMap RetentionEdit::notes() const
{
    QVariantMap out;
    for (const QString &project : m_knownProjects) {
        if (m_policies.contains(project)) {
            const qsizetype rules = m_policies.value(project).form.value(u"rules"_s).toArray().size();
            out.insert(project, Message::counted(LOTSE_MSG_N("%Ln rules", "%Ln rule"), rules).text());
        } else {
            out.insert(project,
                m_retentionIds.value(project).isEmpty() ? word(LOTSE_MSG("no policy")) : word(LOTSE_MSG("not read")));
        }
    }
    return out;
}

QString RetentionEdit::problem() const
{
    if (!m_refusal.isEmpty())
        return m_refusal;
    if (m_projects.isEmpty())
        return !m_unread.isEmpty() ? m_unread : word(LOTSE_MSG("Select at least one project."));
    for (const QString &project : m_projects) {
        const bool isHidden = !m_policies.contains(project) && !m_retentionIds.value(project).isEmpty();
        if (isHidden)
            return Message{LOTSE_MSG("The retention policy of %1 could not be read."), {project}}.text();
    }
    for (const QJsonObject &rule : m_rules) {
        if (const QString wrong = ruleProblem(rule); !wrong.isEmpty())
            return wrong;
    }
    return cronProblem();
}

Result<QList<Change>> RetentionEdit::toChanges() const
{
    const change::ConfigKind &kind = *change::configKind(u"retention"_s);
    change::ConfigNames names;
    names.projects = m_projectIds;
    QJsonArray rules;
    for (const QJsonObject &rule : m_rules)
        rules.append(rule);
    const QJsonObject wanted{{u"rules"_s, rules},
        {u"trigger"_s,
            QJsonObject{{u"kind"_s, u"Schedule"_s}, {u"settings"_s, QJsonObject{{u"cron"_s, m_cron.simplified()}}}}}};
    QList<Change> out;
    for (const QString &project : m_projects) {
        const auto policy = m_policies.constFind(project);
        if (policy == m_policies.constEnd()) {
            change::ConfigObject fresh;
            fresh.kind = &kind;
            fresh.project = project;
            fresh.value = wanted;
            const Result<Change> change = change::configCreate(fresh, names);
            if (!change)
                return change.error();
            out.append(*change);
            continue;
        }
        const Result<Change> made =
            change::configUpdate(change::configObject(kind, project, policy->form, names), wanted, names);
        if (!made)
            return made.error();
        Change change = *made;
        const bool hasRules = std::any_of(
            change.edits.begin(), change.edits.end(), [](const change::Edit &edit) { return edit.path == u"rules"_s; });
        const QJsonArray before = policy->form.value(u"rules"_s).toArray();
        const bool isReordered = before.size() == rules.size()
            && !std::equal(before.begin(), before.end(), rules.begin(), [](const QJsonValue &a, const QJsonValue &b) {
                   return ruleEssence(a.toObject()) == ruleEssence(b.toObject());
               });
        if (!hasRules && isReordered)
            change.edits.prepend({u"rules"_s, before, rules});
        if (!change.edits.isEmpty())
            out.append(change);
    }
    return out;
}

bool RetentionEdit::stage()
{
    if (!m_changes || !m_isOpen || !problem().isEmpty())
        return false;
    const Result<QList<Change>> changes = toChanges();
    m_refusal = changes ? QString() : changes.error().text();
    if (changes && !changes->isEmpty() && !m_changes->stage(*changes))
        m_refusal = m_changes->problem();
    if (!m_refusal.isEmpty()) {
        emit changed();
        return false;
    }
    close();
    return true;
}

bool RetentionEdit::stageRun(const QStringList &keys, bool dry)
{
    if (!m_table || !m_changes)
        return false;
    QList<Change> changes;
    for (const Row &row : m_table->rowsNamed(keys)) {
        const auto *policy = recordOf<harbor::RetentionPolicy>(row);
        if (!policy)
            continue;
        Change change;
        change.operation = "triggerRetentionExecution";
        change.path = {{u"id"_s, QString::number(policy->id)}};
        change.names = {{u"project"_s, row.parent}};
        change.body = {{u"dry_run"_s, dry}};
        changes.append(change);
    }
    return !changes.isEmpty() && m_changes->stage(changes);
}

bool RetentionEdit::stageStop(const QString &key, const QString &execution)
{
    if (!m_table || !m_changes || execution.isEmpty())
        return false;
    for (const Row &row : m_table->rowsNamed({key})) {
        const auto *policy = recordOf<harbor::RetentionPolicy>(row);
        if (!policy)
            continue;
        Change change;
        change.operation = "operateRetentionExecution";
        change.path = {{u"id"_s, QString::number(policy->id)}, {u"eid"_s, execution}};
        change.names = {{u"project"_s, row.parent}};
        change.body = {{u"action"_s, u"stop"_s}};
        return m_changes->stage(change);
    }
    return false;
}

} // namespace lotse::models
