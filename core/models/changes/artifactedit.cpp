// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/changes/artifactedit.h"

#include "harbor/label.h"
#include "harbor/project.h"
#include "harbor/repository.h"
#include "models/tables/kindtables.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace lotse::models {

using change::artifactFacts;
using change::artifactName;
using change::Change;
using change::tagNames;
using harbor::Artifact;

static constexpr int readsInFlight = 4;

/// "scan" state by the overviews: whether one runs now.
static bool isBeingScanned(const Artifact &artifact)
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

QVariantList ArtifactEdit::offers(const QStringList &keys) const
{
    struct Offer {
        const char *id;
        const char *text; ///< English, translated in context "core"
        const char *operation;
    };
    static const QList<Offer> all{{"tags", LOTSE_MSG("Add or remove tags…"), "createTag"},
        {"labels", LOTSE_MSG("Add or remove labels…"), "addLabel"},
        {"copy-to", LOTSE_MSG("Copy to another repository…"), "CopyArtifact"},
        {"scan", LOTSE_MSG("Scan"), "scanArtifact"}, {"sbom", LOTSE_MSG("Generate SBOM"), "scanArtifact"},
        {"stop", LOTSE_MSG("Stop scan"), "stopScanArtifact"},
        {"artifact-delete", LOTSE_MSG("Delete…"), "deleteArtifact"}};
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
    static const QStringList forms{u"tags"_s, u"labels"_s, u"copy-to"_s, u"artifact-delete"_s};
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
    if (task != u"copy-to"_s) {
        for (qsizetype i = 0; i < m_artifacts.size(); ++i)
            m_queue.append(i);
        readArtifacts();
    }
    if (task == u"labels"_s)
        readLabels();
    if (task == u"copy-to"_s) {
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
            *harbor::endpoint(kind), params, m_run, {}, [this, isOfProject](const Result<harbor::PagedList> &walk) {
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
    session->harbor().walk(*harbor::endpoint("projects"), {}, m_run, {}, [this](const Result<harbor::PagedList> &walk) {
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
