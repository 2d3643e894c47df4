// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/artifactfacts.h"
#include "models/changes/changelist.h"
#include "models/tables/tablemodel.h"

#include <QSet>

namespace lotse::models {

/**
 * What can be done with artifacts of a table: tags, labels, copies, scans, deletion. What needs a choice or a look
 * first is a form (`task`: "tags", "labels", "copy-to", "delete"), for which each artifact is read anew; stage() makes
 * the changes, nothing is sent. Belongs to a page.
 */
class ArtifactEdit : public QObject {
    Q_OBJECT
    Q_PROPERTY(lotse::models::TableModel *table MEMBER m_table NOTIFY changed)
    Q_PROPERTY(lotse::models::ChangeList *changes MEMBER m_changes NOTIFY changed)
    Q_PROPERTY(bool open READ isOpen NOTIFY openChanged)
    Q_PROPERTY(QString task READ task NOTIFY openChanged)
    Q_PROPERTY(bool loading READ isLoading NOTIFY changed)
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(bool dirty READ isDirty NOTIFY changed)
    Q_PROPERTY(QVariantList artifacts READ artifacts NOTIFY changed)
    Q_PROPERTY(QVariantList tags READ tags NOTIFY changed)
    Q_PROPERTY(QString newTag READ newTag WRITE setNewTag NOTIFY changed)
    Q_PROPERTY(QVariantList labels READ labels NOTIFY choicesChanged)
    Q_PROPERTY(QVariantMap labelStates READ labelStates NOTIFY changed)
    Q_PROPERTY(QString labelsError READ labelsError NOTIFY changed)
    Q_PROPERTY(QStringList knownProjects READ knownProjects NOTIFY choicesChanged)
    Q_PROPERTY(QString targetProject READ targetProject WRITE setTargetProject NOTIFY changed)
    Q_PROPERTY(QString targetRepository READ targetRepository WRITE setTargetRepository NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString refusal READ refusal NOTIFY changed)
public:
    explicit ArtifactEdit(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    /// {id, text, enabled, reason} for the menu of these rows. Ids: those of begin(), and "scan", "sbom", "stop".
    Q_INVOKABLE QVariantList offers(const QStringList &keys) const;
    /// Begins the form of a task, or stages what needs none.
    Q_INVOKABLE bool act(const QString &id, const QStringList &keys);
    Q_INVOKABLE void close();
    Q_INVOKABLE bool stage();
    /// Marks a tag of one of the artifacts to be removed, or not.
    Q_INVOKABLE void setTagRemoved(const QString &digest, const QString &tag, bool removed);
    Q_INVOKABLE void setLabel(qint64 label, bool on);

    bool isOpen() const { return m_isOpen; }
    QString task() const { return m_task; }
    bool isLoading() const { return m_left > 0 || !m_queue.isEmpty(); }
    int count() const { return int(m_artifacts.size()); }
    QString title() const;
    bool isDirty() const;
    /// {name, digest, facts: [sentence], warnings: [sentence]} of each.
    QVariantList artifacts() const;
    QVariantList tags() const; ///< {digest, artifact, tag, immutable, removed}
    QString newTag() const { return m_newTag; }
    void setNewTag(const QString &tag);
    QVariantList labels() const; ///< {id, name, color, ofProject}
    QVariantMap labelStates() const; ///< by id: "on", "off", "mixed"
    QString labelsError() const { return m_labelsError; }
    QStringList knownProjects() const { return m_knownProjects; }
    QString targetProject() const { return m_targetProject; }
    void setTargetProject(const QString &project);
    QString targetRepository() const { return m_targetRepository; }
    void setTargetRepository(const QString &repository);
    QString problem() const;
    QString refusal() const { return m_refusal; } ///< why what needs no form was not staged

    QList<change::Change> toChanges() const;

signals:
    void changed();
    void choicesChanged();
    void openChanged();

private:
    struct Held {
        harbor::Artifact artifact;
        bool isRead = false; ///< with all that the plain list leaves out
        QString error; ///< why that could not be read
    };
    struct LabelRow {
        qint64 id = 0;
        QString name, color;
        bool isOfProject = false;
    };

    bool beginTask(const QString &task, const QStringList &keys);
    void readArtifacts();
    void readLabels();
    void readProjects();
    void touch();
    change::Change changeOf(const Held &held, const char *operation) const;
    QString projectOf(const Held &held) const;
    bool stageAll(const QList<change::Change> &changes);
    QList<change::Change> commandsOf(const QString &id, const QStringList &keys) const;

    QPointer<TableModel> m_table;
    QPointer<ChangeList> m_changes;
    QObject *m_run = nullptr;
    int m_left = 0;
    QList<qsizetype> m_queue; ///< artifacts that are still to be read
    bool m_isOpen = false;
    QString m_task, m_refusal, m_labelsError;
    QList<Held> m_artifacts;
    QString m_newTag;
    QSet<QString> m_removed; ///< "digest tag"
    QList<LabelRow> m_labels;
    QHash<qint64, bool> m_wanted; ///< labels that are set or taken away
    QStringList m_knownProjects;
    QString m_targetProject, m_targetRepository;
};

} // namespace lotse::models
