// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/immutability.h"
#include "models/changes/changelist.h"
#include "models/tables/tablemodel.h"

namespace lotse::models {

/**
 * An immutability rule of a project as a form, with the rule as it would be for a test against the tags that are there.
 * stage() makes the change; nothing is sent. Belongs to a page.
 *
 * `table` holds the rules of all projects, each with its project as the parent.
 */
class ImmutabilityEdit : public QObject {
    Q_OBJECT
    Q_PROPERTY(lotse::models::TableModel *table MEMBER m_table NOTIFY changed)
    Q_PROPERTY(lotse::models::ChangeList *changes MEMBER m_changes NOTIFY changed)
    Q_PROPERTY(bool open READ isOpen NOTIFY openChanged)
    Q_PROPERTY(bool loading READ isLoading NOTIFY changed)
    Q_PROPERTY(bool fresh READ isFresh NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(bool dirty READ isDirty NOTIFY changed)
    Q_PROPERTY(QString project READ project WRITE setProject NOTIFY changed)
    Q_PROPERTY(QStringList knownProjects READ knownProjects NOTIFY choicesChanged)
    Q_PROPERTY(QString repositories READ repositories WRITE setRepositories NOTIFY changed)
    Q_PROPERTY(QString repositoryDecoration READ repositoryDecoration WRITE setRepositoryDecoration NOTIFY changed)
    Q_PROPERTY(QString tags READ tags WRITE setTags NOTIFY changed)
    Q_PROPERTY(QString tagDecoration READ tagDecoration WRITE setTagDecoration NOTIFY changed)
    Q_PROPERTY(bool disabled READ isDisabled WRITE setDisabled NOTIFY changed)
    Q_PROPERTY(bool more READ hasMore NOTIFY changed)
    Q_PROPERTY(QVariant rule READ rule NOTIFY changed)
    Q_PROPERTY(QString retentionSentence READ retentionSentence NOTIFY changed)
    Q_PROPERTY(QVariantMap problems READ problems NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
public:
    explicit ImmutabilityEdit(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    Q_INVOKABLE void beginNew(const QString &project = {});
    Q_INVOKABLE void beginEdit(const QString &key);
    Q_INVOKABLE void close();
    Q_INVOKABLE bool stage();
    /// Stages that these rules are switched on or off, or deleted.
    Q_INVOKABLE bool stageDisabled(const QStringList &keys, bool disabled);
    Q_INVOKABLE bool stageDeletion(const QStringList &keys);

    bool isOpen() const { return m_isOpen; }
    bool isLoading() const { return m_left > 0; }
    bool isFresh() const { return m_isFresh; }
    QString title() const;
    bool isDirty() const;
    QString project() const { return m_project; }
    void setProject(const QString &project);
    QStringList knownProjects() const { return m_knownProjects; }
    QString repositories() const;
    void setRepositories(const QString &pattern);
    QString repositoryDecoration() const;
    void setRepositoryDecoration(const QString &decoration);
    QString tags() const;
    void setTags(const QString &pattern);
    QString tagDecoration() const;
    void setTagDecoration(const QString &decoration);
    bool isDisabled() const;
    void setDisabled(bool disabled);
    bool hasMore() const; ///< whether it has selectors besides, which stay as they are
    QVariant rule() const; ///< as it would be; invalid while something is wrong
    /// What the retention policy of the project and this rule do to each other; empty where it has none.
    QString retentionSentence() const;
    QVariantMap problems() const; ///< by field: project, repositories, tags, same
    QString problem() const;

    Result<QList<change::Change>> toChanges() const;

signals:
    void changed();
    void choicesChanged();
    void openChanged();

private:
    void read();
    void readRetention();
    void touch();
    void set(const std::function<void(QJsonObject &)> &how);

    QPointer<TableModel> m_table;
    QPointer<ChangeList> m_changes;
    QObject *m_run = nullptr;
    int m_left = 0;
    bool m_isOpen = false;
    bool m_isFresh = false;
    bool m_isTouched = false;
    QString m_project, m_refusal;
    QStringList m_knownProjects;
    QString m_unread; ///< why the projects are not known
    QJsonObject m_rule, m_before;
    enum class Retention { Unknown, None, Some };
    Retention m_retention = Retention::Unknown;
    QString m_retentionProject; ///< that it was read of
    QString m_retentionError;
    QStringList m_retentionRules; ///< in words
};

} // namespace lotse::models
