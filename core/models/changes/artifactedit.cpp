// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/artifactedit.h"

#include "change/change.h"
#include "harbor/label.h"
#include "harbor/project.h"
#include "harbor/repository.h"
#include "models/tables/kindtables.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

using change::Change;
using harbor::Artifact;

namespace {

constexpr int readsInFlight = 4;

QStringList tagNames(const Artifact &artifact)
{
    QStringList out;
    for (const harbor::Tag &tag : artifact.tags)
        out.append(tag.name);
    return out;
}

QString shortDigest(const QString &digest)
{
    return digest.section(u':', 0, 0) + u':' + digest.section(u':', 1).left(12);
}

QString nameOf(const Artifact &artifact)
{
    const QString repository = harbor::withoutProject(artifact.repositoryName);
    return artifact.tags.isEmpty() ? repository + u'@' + shortDigest(artifact.digest)
                                   : repository + u':' + artifact.tags.first().name;
}

/// "scan" state by the overviews: whether one runs now.
bool isBeingScanned(const Artifact &artifact)
{
    const auto runs = [](const QString &status) {
        return status == u"Running"_s || status == u"Pending"_s || status == u"Scheduled"_s;
    };
    for (const harbor::ScanOverview &overview : artifact.scanOverview) {
        if (runs(overview.scanStatus))
            return true;
    }
    return runs(artifact.sbomOverview.scanStatus);
}

} // namespace

harbor::Params artifactFacts(const Artifact &artifact, bool isRead)
{
    harbor::Params out{{u"artifact"_s, nameOf(artifact)}, {u"name"_s, nameOf(artifact)}};
    out.insert(u"project"_s, artifact.repositoryName.section(u'/', 0, 0));
    if (!artifact.tags.isEmpty())
        out.insert(u"tags"_s, tagNames(artifact).join(u", "_s));
    out.insert(u"children"_s, QString::number(artifact.references.size()));
    out.insert(u"pulled"_s, artifact.pullTime.isValid() ? artifact.pullTime.toUTC().toString(Qt::ISODate) : u"never"_s);
    if (!isRead)
        return out;
    QStringList immutable, accessories;
    for (const harbor::Tag &tag : artifact.tags) {
        if (tag.immutable)
            immutable.append(tag.name);
    }
    for (const harbor::Accessory &accessory : artifact.accessories)
        accessories.append(accessory.type);
    out.insert(u"immutable"_s, immutable.join(u", "_s));
    out.insert(u"accessories"_s, accessories.join(u", "_s));
    return out;
}

QVariantList ArtifactEdit::offers(const QStringList &keys) const
{
    struct Offer {
        const char *id;
        const char *text; ///< English, translated in context "core"
        const char *operation;
    };
    static const QList<Offer> all{{"tags", LOTSE_MSG("Tags…"), "createTag"},
        {"labels", LOTSE_MSG("Labels…"), "addLabel"},
        {"copy", LOTSE_MSG("Copy to another repository…"), "CopyArtifact"}, {"scan", LOTSE_MSG("Scan"), "scanArtifact"},
        {"sbom", LOTSE_MSG("Generate SBOM"), "scanArtifact"}, {"stop", LOTSE_MSG("Stop scan"), "stopScanArtifact"},
        {"delete", LOTSE_MSG("Delete…"), "deleteArtifact"}};
    QVariantList out;
    if (!m_table || !m_changes)
        return out;
    QList<Artifact> artifacts;
    for (const Row &row : m_table->rowsNamed(keys)) {
        if (const auto *artifact = recordOf<Artifact>(row))
            artifacts.append(*artifact);
    }
    if (artifacts.isEmpty())
        return out;
    for (const Offer &offer : all) {
        QString reason = m_changes->whyNot(QString::fromLatin1(offer.operation));
        const QByteArray id = offer.id;
        const bool canBeScanned =
            std::any_of(artifacts.begin(), artifacts.end(), [](const Artifact &one) { return one.isScannable(); });
        if (reason.isEmpty() && id == "scan" && !canBeScanned)
            reason = word(LOTSE_MSG("The scanner cannot scan this kind of artifact."));
        if (id == "stop" && std::none_of(artifacts.begin(), artifacts.end(), isBeingScanned))
            continue;
        out.append(QVariantMap{{u"id"_s, QString::fromLatin1(id)}, {u"text"_s, word(offer.text)},
            {u"enabled"_s, reason.isEmpty()}, {u"reason"_s, reason}});
    }
    return out;
}

bool ArtifactEdit::act(const QString &id, const QStringList &keys)
{
    m_refusal.clear();
    static const QStringList forms{u"tags"_s, u"labels"_s, u"copy"_s, u"delete"_s};
    if (forms.contains(id))
        return beginTask(id, keys);
    const bool isStaged = stageAll(commandsOf(id, keys));
    emit changed();
    return isStaged;
}

QList<Change> ArtifactEdit::commandsOf(const QString &id, const QStringList &keys) const
{
    QList<Change> out;
    for (const Row &row : m_table ? m_table->rowsNamed(keys) : QList<Row>()) {
        const auto *artifact = recordOf<Artifact>(row);
        if (!artifact || (id == u"scan"_s && !artifact->isScannable())
            || (id == u"stop"_s && !isBeingScanned(*artifact)))
            continue;
        Change change = changeOf({*artifact, row.enriched, {}}, id == u"stop"_s ? "stopScanArtifact" : "scanArtifact");
        const bool isSbom = id == u"sbom"_s
            || (id == u"stop"_s && artifact->scanOverview.isEmpty() && !artifact->sbomOverview.scanStatus.isEmpty());
        change.body = {{u"scan_type"_s, isSbom ? u"sbom"_s : u"vulnerability"_s}};
        out.append(change);
    }
    return out;
}

bool ArtifactEdit::beginTask(const QString &task, const QStringList &keys)
{
    close();
    m_artifacts.clear();
    m_removed.clear();
    m_wanted.clear();
    m_newTag.clear();
    m_labels.clear();
    m_labelsError.clear();
    m_targetProject.clear();
    m_targetRepository.clear();
    for (const Row &row : m_table ? m_table->rowsNamed(keys) : QList<Row>()) {
        if (const auto *artifact = recordOf<Artifact>(row))
            m_artifacts.append({*artifact, false, {}});
    }
    if (m_artifacts.isEmpty())
        return false;
    m_task = task;
    m_isOpen = true;
    m_run = new QObject(this);
    m_left = 0;
    m_queue.clear();
    if (task != u"copy"_s) {
        for (qsizetype i = 0; i < m_artifacts.size(); ++i)
            m_queue.append(i);
        readArtifacts();
    }
    if (task == u"labels"_s)
        readLabels();
    if (task == u"copy"_s) {
        m_targetProject = projectOf(m_artifacts.first());
        m_targetRepository = harbor::withoutProject(m_artifacts.first().artifact.repositoryName);
        readProjects();
    }
    emit openChanged();
    emit choicesChanged();
    emit changed();
    return true;
}

void ArtifactEdit::close()
{
    if (!m_isOpen)
        return;
    delete m_run;
    m_run = nullptr;
    m_left = 0;
    m_queue.clear();
    m_isOpen = false;
    emit openChanged();
    emit changed();
}

QString ArtifactEdit::projectOf(const Held &held) const
{
    return held.artifact.repositoryName.section(u'/', 0, 0);
}

Change ArtifactEdit::changeOf(const Held &held, const char *operation) const
{
    Change out;
    out.operation = operation;
    out.path = {{u"project_name"_s, projectOf(held)},
        {u"repository_name"_s, harbor::withoutProject(held.artifact.repositoryName)},
        {u"reference"_s, held.artifact.digest}};
    out.names = artifactFacts(held.artifact, held.isRead);
    return out;
}

void ArtifactEdit::readArtifacts()
{
    Session *session = m_changes ? m_changes->session() : nullptr;
    while (session && m_left < readsInFlight && !m_queue.isEmpty()) {
        const qsizetype at = m_queue.takeFirst();
        ++m_left;
        session->harbor().one(*harbor::endpoint("artifact"), changeOf(m_artifacts[at], "deleteArtifact").path, m_run,
            [this, at](const Result<json::Record> &record) {
                --m_left;
                if (record)
                    m_artifacts[at] = {record->value.value<Artifact>(), true, {}};
                else
                    m_artifacts[at].error = record.error().text();
                readArtifacts();
                emit changed();
            });
    }
}

void ArtifactEdit::readLabels()
{
    Session *session = m_changes ? m_changes->session() : nullptr;
    if (!session)
        return;
    const auto read = [&](const char *kind, const harbor::Params &params, bool isOfProject) {
        ++m_left;
        session->harbor().walk(
            *harbor::endpoint(kind), params, m_run, {}, [this, isOfProject](const Result<harbor::Walk> &walk) {
                --m_left;
                if (!walk || !walk->isComplete())
                    m_labelsError = walk ? walk->gaps().value(0) : walk.error().text();
                for (const json::Record &record : walk ? walk->rows : QList<json::Record>()) {
                    const auto label = record.value.value<harbor::Label>();
                    m_labels.append({label.id, label.name, label.color, isOfProject});
                }
                std::stable_sort(m_labels.begin(), m_labels.end(), [](const LabelRow &a, const LabelRow &b) {
                    return a.isOfProject != b.isOfProject ? a.isOfProject : a.name < b.name;
                });
                emit choicesChanged();
                emit changed();
            });
    };
    read("labels", {}, false);
    read("project-labels", {{u"project_name"_s, projectOf(m_artifacts.first())}}, true);
}

void ArtifactEdit::readProjects()
{
    Session *session = m_changes ? m_changes->session() : nullptr;
    if (!session)
        return;
    ++m_left;
    session->harbor().walk(*harbor::endpoint("projects"), {}, m_run, {}, [this](const Result<harbor::Walk> &walk) {
        --m_left;
        m_knownProjects.clear();
        for (const json::Record &record : walk ? walk->rows : QList<json::Record>()) {
            const auto project = record.value.value<harbor::Project>();
            if (project.registryId <= 0) // Harbor refuses copies into a proxy cache
                m_knownProjects.append(project.name);
        }
        m_knownProjects.sort(Qt::CaseInsensitive);
        emit choicesChanged();
        emit changed();
    });
}

void ArtifactEdit::touch()
{
    m_refusal.clear();
    emit changed();
}

QString ArtifactEdit::title() const
{
    if (m_artifacts.isEmpty())
        return {};
    const QString one = nameOf(m_artifacts.first().artifact);
    const qsizetype number = m_artifacts.size();
    if (m_task == u"tags"_s)
        return number == 1
            ? Message{LOTSE_MSG("Tags of %1"), {one}}.text()
            : Message::counted(LOTSE_MSG_N("Tags of %Ln artifacts", "Tags of %Ln artifact"), number).text();
    if (m_task == u"labels"_s)
        return number == 1
            ? Message{LOTSE_MSG("Labels of %1"), {one}}.text()
            : Message::counted(LOTSE_MSG_N("Labels of %Ln artifacts", "Labels of %Ln artifact"), number).text();
    if (m_task == u"copy"_s)
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
        out.append(QVariantMap{{u"name"_s, nameOf(held.artifact)}, {u"digest"_s, shortDigest(held.artifact.digest)},
            {u"facts"_s, facts}, {u"warnings"_s, warnings}});
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
        return word(LOTSE_MSG("The artifacts are being read."));
    const bool isUnread = m_task != u"copy"_s
        && std::any_of(m_artifacts.begin(), m_artifacts.end(), [](const Held &held) { return !held.isRead; });
    if (isUnread)
        return word(LOTSE_MSG("Not every artifact could be read. Refresh the list and try again."));
    if (m_task == u"tags"_s) {
        static const QRegularExpression legal(u"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$"_s);
        const QString tag = m_newTag.trimmed();
        if (tag.isEmpty())
            return {};
        if (m_artifacts.size() != 1)
            return word(LOTSE_MSG("A tag can be added to one artifact only."));
        if (!legal.match(tag).hasMatch())
            return word(LOTSE_MSG("A tag has letters, digits, “_”, “.” and “-”, 128 at most, and begins with none of "
                                  "the last two."));
        if (tagNames(m_artifacts.first().artifact).contains(tag))
            return Message{LOTSE_MSG("The artifact already has the tag %1."), {tag}}.text();
        for (int row = 0; m_table && row < m_table->rowCount(); ++row) {
            const auto other = m_table->rowValue(m_table->rowKey(row)).value<Artifact>();
            if (other.digest != m_artifacts.first().artifact.digest && tagNames(other).contains(tag))
                return Message{LOTSE_MSG("%1 is on %2 already: Harbor never moves a tag. Remove it there first."),
                    {tag, shortDigest(other.digest)}}
                    .text();
        }
    }
    if (m_task == u"copy"_s) {
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
                return word(LOTSE_MSG("This is the repository that they are in. Select another one."));
        }
    }
    return {};
}

QList<Change> ArtifactEdit::toChanges() const
{
    QList<Change> out;
    for (const Held &held : m_artifacts) {
        if (m_task == u"delete"_s) {
            out.append(changeOf(held, "deleteArtifact"));
        } else if (m_task == u"copy"_s) {
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

bool ArtifactEdit::stageAll(const QList<Change> &changes)
{
    if (!m_changes || changes.isEmpty())
        return false;
    if (m_changes->stage(changes))
        return true;
    m_refusal = m_changes->problem();
    return false;
}

bool ArtifactEdit::stage()
{
    if (!m_isOpen || !problem().isEmpty())
        return false;
    const QList<Change> changes = toChanges();
    if (!changes.isEmpty() && !stageAll(changes)) {
        emit changed();
        return false;
    }
    close();
    return true;
}

} // namespace lotse::models
