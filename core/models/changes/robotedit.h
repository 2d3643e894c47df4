// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/configkinds.h"
#include "harbor/robot.h"
#include "models/changes/changelist.h"
#include "models/tables/tablemodel.h"

#include <QSet>

namespace lotse::models {

/**
 * A form for one new robot account, or for one or many that are there: name, expiry, projects and the matrix of
 * permissions. What the form says becomes changes by stage(); nothing is sent. Belongs to a page.
 *
 * Of several robots, or of several projects of one, a permission is "on", "off" or "mixed"; what is mixed stays as it
 * is at each until it is set. `table` holds the robots (RobotTable).
 */
class RobotEdit : public QObject {
    Q_OBJECT
    Q_PROPERTY(lotse::models::TableModel *table MEMBER m_table NOTIFY changed)
    Q_PROPERTY(lotse::models::ChangeList *changes MEMBER m_changes NOTIFY changed)
    Q_PROPERTY(bool open READ isOpen NOTIFY openChanged)
    Q_PROPERTY(bool loading READ isLoading NOTIFY changed)
    Q_PROPERTY(QString unread READ unread NOTIFY changed)
    Q_PROPERTY(QString title READ title NOTIFY changed)
    Q_PROPERTY(bool fresh READ isFresh NOTIFY changed)
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(bool dirty READ isDirty NOTIFY changed)
    Q_PROPERTY(QString name READ name WRITE setName NOTIFY changed)
    Q_PROPERTY(QString fullName READ fullName NOTIFY changed)
    Q_PROPERTY(QString description READ description WRITE setDescription NOTIFY changed)
    Q_PROPERTY(bool ofSystem READ isOfSystem WRITE setOfSystem NOTIFY changed)
    Q_PROPERTY(bool mayBeOfSystem READ mayBeOfSystem NOTIFY changed)
    Q_PROPERTY(bool everywhere READ isEverywhere WRITE setEverywhere NOTIFY changed)
    Q_PROPERTY(QStringList projects READ projects WRITE setProjects NOTIFY changed)
    Q_PROPERTY(QStringList knownProjects READ knownProjects NOTIFY choicesChanged)
    Q_PROPERTY(QString enabled READ enabled NOTIFY changed)
    Q_PROPERTY(QVariantList expiries READ expiries NOTIFY choicesChanged)
    Q_PROPERTY(QString expiry READ expiry WRITE setExpiry NOTIFY changed)
    Q_PROPERTY(QString date READ date WRITE setDate NOTIFY changed)
    Q_PROPERTY(QString expirySentence READ expirySentence NOTIFY changed)
    Q_PROPERTY(QVariantList templates READ templates NOTIFY choicesChanged)
    Q_PROPERTY(QVariantList matrices READ matrices NOTIFY choicesChanged)
    Q_PROPERTY(QVariantMap states READ states NOTIFY changed)
    Q_PROPERTY(QString rightsSentence READ rightsSentence NOTIFY changed)
    Q_PROPERTY(QString notOffered READ notOffered NOTIFY changed)
    Q_PROPERTY(QString useSentence READ useSentence NOTIFY changed)
    Q_PROPERTY(bool useKnown READ isUseKnown NOTIFY changed)
    Q_PROPERTY(QVariantMap problems READ problems NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
public:
    explicit RobotEdit(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

    /// Begins a new robot; of the project where one is named.
    Q_INVOKABLE void beginNew(const QString &project = {});
    /// Begins with the robots of these rows.
    Q_INVOKABLE void beginEdit(const QStringList &keys);
    Q_INVOKABLE void close();
    /// Stages what the form says, and closes; false where something is wrong or there is nothing to stage.
    Q_INVOKABLE bool stage();
    /// Stages a new secret for each of these robots.
    Q_INVOKABLE bool stageRotation(const QStringList &keys);

    /// Sets the permissions of a template instead of those that are ticked.
    Q_INVOKABLE void applyTemplate(const QString &id);
    /// "system" or "project", "repository", "push".
    Q_INVOKABLE void setRight(const QString &scope, const QString &resource, const QString &action, bool on);
    /// All actions of a resource.
    Q_INVOKABLE void setResource(const QString &scope, const QString &resource, bool on);
    Q_INVOKABLE void clearRights(const QString &scope);
    /// Takes out what this registry does not offer (any more).
    Q_INVOKABLE void dropNotOffered();
    Q_INVOKABLE void setEnabled(bool enabled);
    /// Asks the audit trail what they did: pull, push, delete. Nothing else of theirs leaves a trace there.
    Q_INVOKABLE void readUse();
    /// Takes out the permissions to pull, push or delete that each has not used.
    Q_INVOKABLE void keepUsed();

    bool isOpen() const { return m_isOpen; }
    bool isLoading() const { return m_left > 0; }
    QString unread() const { return m_unread; } ///< why the permissions that a robot may hold are not known
    QString title() const;
    bool isFresh() const { return m_isFresh; }
    int count() const { return int(m_drafts.size()); }
    bool isDirty() const;
    QString name() const { return m_name; }
    void setName(const QString &name);
    QString fullName() const; ///< as Harbor will call it; empty while the name is not right
    QString description() const { return m_description; }
    void setDescription(const QString &description);
    bool isOfSystem() const { return m_isOfSystem; } ///< of the system, else of one project
    void setOfSystem(bool ofSystem);
    bool mayBeOfSystem() const; ///< whether this account may grant rights of the system
    bool isEverywhere() const;
    void setEverywhere(bool everywhere);
    QStringList projects() const;
    void setProjects(const QStringList &projects);
    QStringList knownProjects() const { return m_knownProjects; }
    QString enabled() const; ///< "on", "off", "mixed"
    /// {id, text}: "keep", a number of days from now, "never", "date".
    QVariantList expiries() const;
    QString expiry() const { return m_expiry; }
    void setExpiry(const QString &expiry);
    QString date() const { return m_date; } ///< "2027-01-31", for the expiry "date"
    void setDate(const QString &date);
    QString expirySentence() const; ///< when they end by the form, and what Harbor stores for it
    QVariantList templates() const; ///< {id, text, reason}; a reason says why it cannot be used
    /// {scope, title, actions: [word], resources: [word], offered: {"resource action": true}}.
    QVariantList matrices() const;
    /// "scope resource action": "on", "off" or "mixed".
    QVariantMap states() const;
    QString rightsSentence() const; ///< "8 permissions in 2 projects"
    QString notOffered() const; ///< permissions that they hold and the registry does not offer; empty: none
    QString useSentence() const; ///< what they did, since when; or why that is not known; empty before readUse()
    bool isUseKnown() const; ///< of all of them
    QVariantMap problems() const; ///< by field: name, projects, date, rights, changes
    QString problem() const; ///< the first of them, or why the change desk refused

    /// What stage() stages.
    Result<QList<change::Change>> toChanges() const;

signals:
    void changed();
    void openChanged();
    void choicesChanged(); ///< what can be chosen from; a view keeps its lists between them

private:
    struct PlaceRights {
        bool isSystem = false;
        QString nameSpace; ///< "/", a project, "*"
        QSet<QString> rights; ///< "repository push"
        bool operator==(const PlaceRights &) const = default;
    };
    struct Draft {
        change::ConfigObject object; ///< as the registry holds it; no kind: it is to be made
        harbor::Robot robot;
        QList<PlaceRights> places;
        QList<PlaceRights> before;
        QSet<QString> used; ///< "pull", "create", "delete"
        int answered = 0; ///< questions to the audit trail
        bool isMoved() const; ///< whether the rights are others than before
    };

    void reset();
    void read();
    void read(
        const char *kind, std::function<void(const harbor::PagedList &)> take, std::function<void(const Error &)> fail);
    void touch();
    QList<PlaceRights *> placesOf(bool isSystem);
    QString stateOf(bool isSystem, const QString &right) const;
    bool isOffered(bool isSystem, const QString &right) const;
    std::optional<qint64> durationOf(const Draft &draft) const; ///< days from its creation; none: as it is
    QString dateProblem() const;
    QJsonArray permissionsOf(const Draft &draft) const;

    QPointer<TableModel> m_table;
    QPointer<ChangeList> m_changes;
    QObject *m_run = nullptr; ///< context of what is read
    int m_left = 0; ///< lists that are still read
    bool m_isOpen = false;
    bool m_isFresh = false;
    bool m_isTouched = false;
    QString m_unread, m_refusal, m_useError;
    bool m_asksUse = false;
    QDateTime m_trailSince; ///< the oldest entry of the audit trail
    QString m_name, m_description, m_descriptionBefore;
    bool m_isOfSystem = true;
    std::optional<bool> m_disabled; ///< none: as it is
    QString m_expiry, m_date;
    QList<Draft> m_drafts;
    QSet<QString> m_pattern; ///< rights of projects that are chosen later
    QStringList m_knownProjects;
    QSet<QString> m_grantable; ///< "system robot read", "project repository push"
    QString m_prefix;
    qint64 m_usualDays = 30;
};

QStringList sortedList(const QSet<QString> &set);

} // namespace lotse::models
