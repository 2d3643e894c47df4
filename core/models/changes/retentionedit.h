// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/retention.h"
#include "models/changes/changelist.h"
#include "models/tables/tablemodel.h"

#include <QJsonArray>

namespace lotse::models {

/**
 * A set of retention rules with its schedule as a form, for one or many projects: what a project has is replaced, what
 * it has not is made. stage() makes the changes; nothing is sent. Belongs to a page.
 *
 * `table` holds the policies of all projects, each with its project as the parent.
 */
class RetentionEdit : public QObject {
    Q_OBJECT
    Q_PROPERTY(lotse::models::TableModel *table MEMBER m_table NOTIFY changed)
    Q_PROPERTY(lotse::models::ChangeList *changes MEMBER m_changes NOTIFY changed)
    Q_PROPERTY(bool open READ isOpen NOTIFY openChanged)
    Q_PROPERTY(bool loading READ isLoading NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(QString warning READ warning NOTIFY changed)
    Q_PROPERTY(bool dirty READ isDirty NOTIFY changed)
    Q_PROPERTY(QStringList knownProjects READ knownProjects NOTIFY choicesChanged)
    Q_PROPERTY(QStringList projects READ projects WRITE setProjects NOTIFY changed)
    Q_PROPERTY(QVariantMap notes READ notes NOTIFY choicesChanged)
    Q_PROPERTY(QVariantList templates READ templates NOTIFY choicesChanged)
    Q_PROPERTY(int ruleCount READ ruleCount NOTIFY changed)
    Q_PROPERTY(QVariantList rules READ rules NOTIFY changed)
    Q_PROPERTY(QString schedule READ schedule WRITE setSchedule NOTIFY changed)
    Q_PROPERTY(QString cron READ cron WRITE setCron NOTIFY changed)
    Q_PROPERTY(QString scheduleSentence READ scheduleSentence NOTIFY changed)
    Q_PROPERTY(QString cronProblem READ cronProblem NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
public:
    explicit RetentionEdit(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    /// Begins with the policies of these rows; without rows, with a first rule that keeps the ten newest.
    Q_INVOKABLE void begin(const QStringList &keys);
    Q_INVOKABLE void close();
    Q_INVOKABLE bool stage();
    /// Stages a run of these policies; a dry run deletes nothing.
    Q_INVOKABLE bool stageRun(const QStringList &keys, bool dry);
    /// Stages that a run ends; of the policy of this row.
    Q_INVOKABLE bool stageStop(const QString &key, const QString &execution);

    Q_INVOKABLE void addRule();
    Q_INVOKABLE void removeRule(int rule);
    Q_INVOKABLE void moveRule(int rule, int by);
    /// `member`: "template", "number", "repositories", "repositoryDecoration", "tags", "tagDecoration", "untagged",
    /// "disabled".
    Q_INVOKABLE void setRule(int rule, const QString &member, const QVariant &value);

    bool isOpen() const { return m_isOpen; }
    bool isLoading() const { return m_left > 0; }
    QString title() const;
    QString warning() const; ///< that the rules of the projects differ, and which are shown; empty where they do not
    bool isDirty() const;
    QStringList knownProjects() const { return m_knownProjects; }
    QStringList projects() const { return m_projects; }
    void setProjects(const QStringList &projects);
    QVariantMap notes() const; ///< by project: what it has now
    QVariantList templates() const; ///< {id, text, unit}: unit "COUNT", "DAYS" or empty
    int ruleCount() const { return int(m_rules.size()); }
    /// {template, number, hasNumber, unit, repositories, repositoryDecoration, tags, tagDecoration, untagged, disabled,
    /// text, problem, more}: `more` says that it has selectors besides, which stay.
    QVariantList rules() const;
    QString schedule() const; ///< "none", "hourly", "daily", "weekly", "custom"
    void setSchedule(const QString &schedule);
    QString cron() const { return m_cron; }
    void setCron(const QString &cron);
    QString scheduleSentence() const;
    QString cronProblem() const;
    QString problem() const;

    Result<QList<change::Change>> toChanges() const;

signals:
    void changed();
    void choicesChanged();
    void openChanged();

private:
    struct Policy {
        qint64 id = 0;
        QJsonObject form; ///< as the registry writes it
    };

    void read();
    void touch();
    QString ruleProblem(const QJsonObject &rule) const;
    void learn(); ///< what policies the table holds

    QPointer<TableModel> m_table;
    QPointer<ChangeList> m_changes;
    QObject *m_run = nullptr;
    int m_left = 0;
    bool m_isOpen = false;
    bool m_isTouched = false;
    bool m_isCustom = false;
    bool m_differs = false;
    QString m_shownOf; ///< the project whose rules are shown where those of several differ
    QString m_unread, m_refusal;
    QStringList m_projects, m_projectsBefore, m_knownProjects;
    QHash<QString, Policy> m_policies; ///< by project
    QHash<QString, qint64> m_projectIds;
    QHash<QString, QString> m_retentionIds; ///< that projects name; a policy that could not be read is one of them
    QList<QJsonObject> m_rules;
    QString m_cron;
    QJsonArray m_rulesBefore;
    QString m_cronBefore;
};

} // namespace lotse::models
