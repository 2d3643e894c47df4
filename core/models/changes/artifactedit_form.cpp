// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/artifactedit.h"

#include "models/tables/kindtables.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

using change::artifactName;
using change::Change;
using change::shortDigest;
using change::tagNames;
using harbor::Artifact;

QString ArtifactEdit::title() const
{
    if (m_artifacts.isEmpty())
        return {};
    const QString one = artifactName(m_artifacts.first().artifact);
    const qsizetype number = m_artifacts.size();
    if (m_task == u"tags"_s)
        return number == 1
            ? Message{LOTSE_MSG("Tags of %1"), {one}}.text()
            : Message::counted(LOTSE_MSG_N("Tags of %Ln artifacts", "Tags of %Ln artifact"), number).text();
    if (m_task == u"labels"_s)
        return number == 1
            ? Message{LOTSE_MSG("Labels of %1"), {one}}.text()
            : Message::counted(LOTSE_MSG_N("Labels of %Ln artifacts", "Labels of %Ln artifact"), number).text();
    if (m_task == u"copy-to"_s)
        return number == 1 ? Message{LOTSE_MSG("Copy %1"), {one}}.text()
                           : Message::counted(LOTSE_MSG_N("Copy %Ln artifacts", "Copy %Ln artifact"), number).text();
    return number == 1 ? Message{LOTSE_MSG("Delete %1"), {one}}.text()
                       : Message::counted(LOTSE_MSG_N("Delete %Ln artifacts", "Delete %Ln artifact"), number).text();
}

bool ArtifactEdit::isDirty() const
{
    if (m_task == u"tags"_s)
        return !m_removed.isEmpty() || !m_newTag.trimmed().isEmpty();
    if (m_task == u"labels"_s)
        return !m_wanted.isEmpty();
    return m_isOpen;
}

QVariantList ArtifactEdit::artifacts() const
{
    QVariantList out;
    for (const Held &held : m_artifacts) {
        const change::Review review = change::reviewOf(changeOf(held, "deleteArtifact"), {}, QLocale());
        QStringList facts, warnings;
        for (const Message &one : review.effects)
            facts.append(one.text());
        for (const Message &one : review.warnings)
            warnings.append(one.text());
        if (!held.error.isEmpty())
            warnings.prepend(held.error);
        out.append(QVariantMap{{u"name"_s, artifactName(held.artifact)},
            {u"digest"_s, shortDigest(held.artifact.digest)}, {u"facts"_s, facts}, {u"warnings"_s, warnings}});
    }
    return out;
}

QVariantList ArtifactEdit::tags() const
{
    QVariantList out;
    for (const Held &held : m_artifacts) {
        for (const harbor::Tag &tag : held.artifact.tags) {
            const QString id = held.artifact.digest + u' ' + tag.name;
            out.append(
                QVariantMap{{u"digest"_s, held.artifact.digest}, {u"artifact"_s, shortDigest(held.artifact.digest)},
                    {u"tag"_s, tag.name}, {u"immutable"_s, tag.immutable}, {u"removed"_s, m_removed.contains(id)}});
        }
    }
    return out;
}

void ArtifactEdit::setTagRemoved(const QString &digest, const QString &tag, bool removed)
{
    const QString id = digest + u' ' + tag;
    if (removed)
        m_removed.insert(id);
    else
        m_removed.remove(id);
    touch();
}

void ArtifactEdit::setNewTag(const QString &tag)
{
    if (tag == m_newTag)
        return;
    m_newTag = tag;
    touch();
}

QVariantList ArtifactEdit::labels() const
{
    QVariantList out;
    for (const LabelRow &label : m_labels)
        out.append(QVariantMap{{u"id"_s, label.id}, {u"name"_s, label.name}, {u"color"_s, label.color},
            {u"ofProject"_s, label.isOfProject}});
    return out;
}

QVariantMap ArtifactEdit::labelStates() const
{
    QVariantMap out;
    for (const LabelRow &label : m_labels) {
        qsizetype held = 0;
        for (const Held &one : m_artifacts) {
            held += std::any_of(one.artifact.labels.begin(), one.artifact.labels.end(),
                        [&](const harbor::Label &there) { return there.id == label.id; })
                ? 1
                : 0;
        }
        const QString now = held == 0 ? u"off"_s : held == m_artifacts.size() ? u"on"_s : u"mixed"_s;
        out.insert(QString::number(label.id),
            m_wanted.contains(label.id) ? (m_wanted.value(label.id) ? u"on"_s : u"off"_s) : now);
    }
    return out;
}

void ArtifactEdit::setLabel(qint64 label, bool on)
{
    m_wanted.remove(label);
    const QString now = labelStates().value(QString::number(label)).toString();
    if (now != (on ? u"on"_s : u"off"_s))
        m_wanted.insert(label, on);
    touch();
}

void ArtifactEdit::setTargetProject(const QString &project)
{
    m_targetProject = project;
    touch();
}

void ArtifactEdit::setTargetRepository(const QString &repository)
{
    m_targetRepository = repository;
    touch();
}

QString ArtifactEdit::problem() const
{
    if (!m_refusal.isEmpty())
        return m_refusal;
    if (isLoading())
        return word(LOTSE_MSG("The artifacts are being loaded."));
    const bool isUnread = m_task != u"copy-to"_s
        && std::any_of(m_artifacts.begin(), m_artifacts.end(), [](const Held &held) { return !held.isRead; });
    if (isUnread)
        return word(LOTSE_MSG("Some artifacts could not be read. Refresh the list and try again."));
    if (m_task == u"tags"_s) {
        static const QRegularExpression legal(u"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$"_s);
        const QString tag = m_newTag.trimmed();
        if (tag.isEmpty())
            return {};
        if (m_artifacts.size() != 1)
            return word(LOTSE_MSG("A tag can be added to only one artifact."));
        if (!legal.match(tag).hasMatch())
            return word(
                LOTSE_MSG("A tag can have up to 128 letters, digits, “_”, “.” and “-”, and cannot start with “.” or "
                          "“-”."));
        if (tagNames(m_artifacts.first().artifact).contains(tag))
            return Message{LOTSE_MSG("The artifact already has the tag %1."), {tag}}.text();
        for (int row = 0; m_table && row < m_table->rowCount(); ++row) {
            const auto other = m_table->rowValue(m_table->rowKey(row)).value<Artifact>();
            if (other.digest != m_artifacts.first().artifact.digest && tagNames(other).contains(tag))
                return Message{LOTSE_MSG("%1 is already on %2: Harbor does not move tags. Remove it there first."),
                    {tag, shortDigest(other.digest)}}
                    .text();
        }
    }
    if (m_task == u"copy-to"_s) {
        static const QRegularExpression legal(
            u"^[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*$"_s);
        if (m_targetProject.isEmpty())
            return word(LOTSE_MSG("Select the target project."));
        if (!legal.match(m_targetRepository).hasMatch())
            return word(
                LOTSE_MSG("Enter a repository: lower-case letters and digits, with “.”, “_”, “-” or “/” between "
                          "them."));
        const QString target = m_targetProject + u'/' + m_targetRepository;
        for (const Held &held : m_artifacts) {
            if (held.artifact.repositoryName == target)
                return word(LOTSE_MSG("The artifacts are already in this repository. Select another one."));
        }
    }
    return {};
}

QList<Change> ArtifactEdit::toChanges() const
{
    QList<Change> out;
    for (const Held &held : m_artifacts) {
        if (m_task == u"artifact-delete"_s) {
            out.append(changeOf(held, "deleteArtifact"));
        } else if (m_task == u"copy-to"_s) {
            Change change = changeOf(held, "CopyArtifact");
            change.path = {{u"project_name"_s, m_targetProject}, {u"repository_name"_s, m_targetRepository},
                {u"from"_s, held.artifact.repositoryName + u'@' + held.artifact.digest}};
            out.append(change);
        } else if (m_task == u"tags"_s) {
            const QString tag = m_newTag.trimmed();
            if (!tag.isEmpty()) {
                Change change = changeOf(held, "createTag");
                change.names.insert(u"name"_s, tag);
                change.body = {{u"name"_s, tag}};
                out.append(change);
            }
            for (const harbor::Tag &one : held.artifact.tags) {
                if (!m_removed.contains(held.artifact.digest + u' ' + one.name))
                    continue;
                Change change = changeOf(held, "deleteTag");
                change.path.insert(u"tag_name"_s, one.name);
                change.names.insert(u"name"_s, one.name);
                out.append(change);
            }
        } else if (m_task == u"labels"_s) {
            for (const LabelRow &label : m_labels) {
                if (!m_wanted.contains(label.id))
                    continue;
                const bool isThere = std::any_of(held.artifact.labels.begin(), held.artifact.labels.end(),
                    [&](const harbor::Label &there) { return there.id == label.id; });
                if (isThere == m_wanted.value(label.id))
                    continue;
                Change change = changeOf(held, isThere ? "removeLabel" : "addLabel");
                change.names.insert(u"name"_s, label.name);
                if (isThere)
                    change.path.insert(u"label_id"_s, QString::number(label.id));
                else
                    change.body = {{u"id"_s, label.id}};
                out.append(change);
            }
        }
    }
    return out;
}

} // namespace lotse::models
