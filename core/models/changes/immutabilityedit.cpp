// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/immutabilityedit.h"

#include "change/configkinds.h"
#include "change/target.h"
#include "harbor/project.h"
#include "harbor/retention.h"
#include "models/changes/rulefields.h"
#include "models/tables/kindtables.h"
#include "json/codec.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace lotse::models {

using change::Change;

namespace {

const QString repository = u"repository"_s;
const QString tag = u"tag"_s;

QJsonObject newRule()
{
    QJsonObject rule;
    setPattern(rule, repository, u"**"_s);
    setPattern(rule, tag, u"v*"_s);
    return rule;
}

change::ConfigObject objectOf(const QString &project, const QJsonObject &form)
{
    return change::configObject(*change::configKind(u"immutability"_s), project, form, {});
}

QJsonObject wantedOf(const QJsonObject &rule)
{
    QJsonObject out;
    for (const QString &member : {u"tag_selectors"_s, u"scope_selectors"_s, u"disabled"_s}) {
        if (rule.contains(member))
            out.insert(member, rule.value(member));
    }
    return out;
}

} // namespace

void ImmutabilityEdit::beginNew(const QString &project)
{
    m_isFresh = true;
    m_isTouched = false;
    m_refusal.clear();
    m_project = project;
    m_rule = m_before = newRule();
    m_isOpen = true;
    read();
    emit openChanged();
    emit changed();
}

void ImmutabilityEdit::beginEdit(const QString &key)
{
    if (!m_table)
        return;
    for (const Row &row : m_table->rowsNamed({key})) {
        m_isFresh = m_isTouched = false;
        m_refusal.clear();
        m_project = row.parent;
        m_rule = m_before = change::writtenForm("immutable-rules", {row.record});
        m_isOpen = true;
        read();
        emit openChanged();
        emit changed();
    }
}

void ImmutabilityEdit::close()
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

void ImmutabilityEdit::read()
{
    delete m_run;
    m_run = nullptr;
    m_left = 0;
    m_retentionProject.clear();
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
        for (const json::Record &record : walk ? walk->rows : QList<json::Record>())
            m_knownProjects.append(record.value.value<harbor::Project>().name);
        m_knownProjects.sort(Qt::CaseInsensitive);
        emit choicesChanged();
        emit changed();
    });
    readRetention();
}

void ImmutabilityEdit::readRetention()
{
    Session *session = m_changes ? m_changes->session() : nullptr;
    if (!session || !m_run || m_project.isEmpty() || m_retentionProject == m_project)
        return;
    m_retentionProject = m_project;
    m_retention = Retention::Unknown;
    m_retentionError.clear();
    ++m_left;
    session->harbor().walk(*harbor::endpoint("retention"), {{u"project_name"_s, m_project}}, m_run, {},
        [this, project = m_project](const Result<harbor::PagedList> &walk) {
            --m_left;
            if (project == m_project) {
                m_retentionRules.clear();
                const bool isWhole = walk && walk->isComplete();
                if (!isWhole)
                    m_retentionError = walk ? walk->gaps().value(0) : walk.error().text();
                for (const json::Record &record : walk ? walk->rows : QList<json::Record>()) {
                    for (const harbor::RetentionRule &rule : record.value.value<harbor::RetentionPolicy>().rules) {
                        QStringList sentence;
                        for (const Message &part : harbor::sentenceOf(rule))
                            sentence.append(part.text());
                        if (!rule.disabled)
                            m_retentionRules.append(sentence.join(u", "_s));
                    }
                }
                m_retention = !m_retentionRules.isEmpty() ? Retention::Some
                    : isWhole                             ? Retention::None
                                                          : Retention::Unknown;
            }
            emit changed();
        });
}

void ImmutabilityEdit::touch()
{
    m_isTouched = true;
    m_refusal.clear();
    emit changed();
}

void ImmutabilityEdit::set(const std::function<void(QJsonObject &)> &how)
{
    const QJsonObject before = m_rule;
    how(m_rule);
    if (m_rule != before)
        touch();
}

QString ImmutabilityEdit::title() const
{
    return m_isFresh ? word(LOTSE_MSG("New immutability rule"))
                     : Message{LOTSE_MSG("Immutability rule of %1"), {m_project}}.text();
}

bool ImmutabilityEdit::isDirty() const
{
    return m_isFresh ? m_isTouched : m_rule != m_before;
}

void ImmutabilityEdit::setProject(const QString &project)
{
    if (!m_isFresh || project == m_project)
        return;
    m_project = project;
    readRetention();
    touch();
}

QString ImmutabilityEdit::repositories() const
{
    return patternOf(m_rule, repository);
}

void ImmutabilityEdit::setRepositories(const QString &pattern)
{
    set([&](QJsonObject &rule) { setPattern(rule, repository, pattern); });
}

QString ImmutabilityEdit::repositoryDecoration() const
{
    return decorationOf(m_rule, repository);
}

void ImmutabilityEdit::setRepositoryDecoration(const QString &decoration)
{
    set([&](QJsonObject &rule) { setDecoration(rule, repository, decoration); });
}

QString ImmutabilityEdit::tags() const
{
    return patternOf(m_rule, tag);
}

void ImmutabilityEdit::setTags(const QString &pattern)
{
    set([&](QJsonObject &rule) { setPattern(rule, tag, pattern); });
}

QString ImmutabilityEdit::tagDecoration() const
{
    return decorationOf(m_rule, tag);
}

void ImmutabilityEdit::setTagDecoration(const QString &decoration)
{
    set([&](QJsonObject &rule) { setDecoration(rule, tag, decoration); });
}

bool ImmutabilityEdit::isDisabled() const
{
    return m_rule.value(u"disabled"_s).toBool();
}

void ImmutabilityEdit::setDisabled(bool disabled)
{
    if (!m_isFresh) // a new rule is active whatever is sent
        set([&](QJsonObject &rule) { rule.insert(u"disabled"_s, disabled); });
}

bool ImmutabilityEdit::hasMore() const
{
    return hasMoreSelectors(m_rule);
}

QVariant ImmutabilityEdit::rule() const
{
    const QVariantMap wrong = problems();
    if (!m_isOpen || wrong.contains(u"repositories"_s) || wrong.contains(u"tags"_s))
        return {};
    const auto rule = json::decode<harbor::ImmutableRule>(QJsonDocument(m_rule).toJson(QJsonDocument::Compact));
    return rule ? QVariant::fromValue(*rule) : QVariant();
}

QString ImmutabilityEdit::retentionSentence() const
{
    if (m_project.isEmpty() || m_retentionProject != m_project)
        return {};
    if (m_retention == Retention::Some)
        return Message{
            LOTSE_MSG("%1 also has a retention policy (%2). Retention never deletes an artifact with an immutable "
                      "tag, regardless of its rules: such artifacts remain and use quota."),
            {m_project, m_retentionRules.join(u"; "_s)}}
            .text();
    if (!m_retentionError.isEmpty())
        return Message{LOTSE_MSG("The retention policy of %1 could not be read: %2"), {m_project, m_retentionError}}
            .text();
    return {};
}

QVariantMap ImmutabilityEdit::problems() const
{
    QVariantMap out;
    if (m_project.isEmpty())
        out.insert(u"project"_s, !m_unread.isEmpty() ? m_unread : word(LOTSE_MSG("Select the project of the rule.")));
    if (const QString wrong = patternProblem(repositories()); !wrong.isEmpty())
        out.insert(u"repositories"_s, wrong);
    if (const QString wrong = patternProblem(tags()); !wrong.isEmpty())
        out.insert(u"tags"_s, wrong);
    for (int i = 0; m_table && i < m_table->rowCount(); ++i) {
        for (const Row &row : m_table->rowsNamed({m_table->rowKey(i)})) {
            const QJsonObject other = QJsonDocument::fromJson(row.record.raw).object();
            if (row.parent == m_project && other.value(u"id"_s) != m_rule.value(u"id"_s)
                && other.value(u"tag_selectors"_s) == m_rule.value(u"tag_selectors"_s)
                && other.value(u"scope_selectors"_s) == m_rule.value(u"scope_selectors"_s))
                out.insert(u"same"_s, word(LOTSE_MSG("The project already has a rule with the same patterns.")));
        }
    }
    return out;
}

QString ImmutabilityEdit::problem() const
{
    if (!m_refusal.isEmpty())
        return m_refusal;
    const QVariantMap all = problems();
    for (const QString &field : {u"project"_s, u"repositories"_s, u"tags"_s, u"same"_s}) {
        if (all.contains(field))
            return all.value(field).toString();
    }
    return {};
}

Result<QList<Change>> ImmutabilityEdit::toChanges() const
{
    if (m_isFresh) {
        change::ConfigObject fresh;
        fresh.kind = change::configKind(u"immutability"_s);
        fresh.project = m_project;
        fresh.name = objectOf(m_project, m_rule).name;
        fresh.value = wantedOf(m_rule);
        const Result<Change> change = change::configCreate(fresh, {});
        return change ? Result<QList<Change>>(QList<Change>{*change}) : Result<QList<Change>>(change.error());
    }
    const Result<Change> change = change::configUpdate(objectOf(m_project, m_before), wantedOf(m_rule), {});
    if (!change)
        return change.error();
    return change->edits.isEmpty() ? QList<Change>() : QList<Change>{*change};
}

bool ImmutabilityEdit::stage()
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

bool ImmutabilityEdit::stageDisabled(const QStringList &keys, bool disabled)
{
    QList<Change> out;
    for (const Row &row : m_table ? m_table->rowsNamed(keys) : QList<Row>()) {
        const QJsonObject form = change::writtenForm("immutable-rules", {row.record});
        const Result<Change> change = change::configUpdate(objectOf(row.parent, form), {{u"disabled"_s, disabled}}, {});
        if (change && !change->edits.isEmpty())
            out.append(*change);
    }
    return m_changes && !out.isEmpty() && m_changes->stage(out);
}

bool ImmutabilityEdit::stageDeletion(const QStringList &keys)
{
    QList<Change> out;
    for (const Row &row : m_table ? m_table->rowsNamed(keys) : QList<Row>()) {
        const Result<Change> change =
            change::configRemove(objectOf(row.parent, change::writtenForm("immutable-rules", {row.record})));
        if (change)
            out.append(*change);
    }
    return m_changes && !out.isEmpty() && m_changes->stage(out);
}

} // namespace lotse::models
