// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/project.h"
#include "harbor/user.h"
#include "models/changes/changelist.h"
#include "models/tables/joinedsource.h"
#include "models/tables/watchedsession.h"

#include <QAbstractTableModel>
#include <QHash>
#include <QPointer>
#include <QVariantMap>

#include <optional>

namespace lotse::models {

/**
 * People and groups (rows) against projects (columns), roles in the cells: the members of every project that the
 * account may see. System administrators may do everything everywhere, also where they are no members; a member whose
 * user is gone is kept and marked. Filters by row, by column and by what a role may do. Belongs to a page.
 */
class MemberMatrix : public QAbstractTableModel {
    Q_OBJECT
    Q_PROPERTY(lotse::Session *session READ session WRITE setSession NOTIFY sourceChanged)
    Q_PROPERTY(lotse::models::ChangeList *changes READ changes WRITE setChanges NOTIFY sourceChanged)
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY shownChanged)
    Q_PROPERTY(QString projectFilter READ projectFilter WRITE setProjectFilter NOTIFY shownChanged)
    Q_PROPERTY(QString only READ only WRITE setOnly NOTIFY shownChanged)
    Q_PROPERTY(QString state READ state NOTIFY stateChanged)
    Q_PROPERTY(bool loading READ isLoading NOTIFY stateChanged)
    Q_PROPERTY(QString error READ errorText NOTIFY stateChanged)
    Q_PROPERTY(QString errorDetail READ errorDetail NOTIFY stateChanged)
    Q_PROPERTY(QString note READ note NOTIFY stateChanged)
    Q_PROPERTY(QStringList refusals READ refusals NOTIFY stateChanged)
    Q_PROPERTY(QDateTime asOf READ asOf NOTIFY stateChanged)
    Q_PROPERTY(qint64 loaded READ loaded NOTIFY stateChanged)
    Q_PROPERTY(qint64 total READ loaded NOTIFY stateChanged)
    Q_PROPERTY(qint64 shown READ shown NOTIFY shownChanged)
    Q_PROPERTY(int projects READ projectCount NOTIFY shownChanged)
    Q_PROPERTY(qint64 progressDone READ progressDone NOTIFY progressChanged)
    Q_PROPERTY(qint64 progressTotal READ progressTotal NOTIFY progressChanged)
public:
    enum Role { RankRole = Qt::UserRole, SystemRole, StagedRole };

    explicit MemberMatrix(QObject *parent = nullptr);

    Session *session() const { return m_session.get(); }
    void setSession(Session *session);
    /// The same without a session; reads at once.
    void setSource(const harbor::Client &client);
    Q_INVOKABLE void refresh();
    Q_INVOKABLE void cancel();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    /// What a cell says, as a sentence, with what is staged for it.
    Q_INVOKABLE QString spoken(int row, int column) const;

    QString filter() const { return m_filter; }
    void setFilter(const QString &text);
    QString projectFilter() const { return m_projectFilter; }
    void setProjectFilter(const QString &text);
    /// "push": only roles that may push; "admin": only project admins; "gone": only members whose user is gone.
    QString only() const { return m_only; }
    void setOnly(const QString &only);

    QString state() const { return m_state; } ///< "idle", "loading", "ready", "partial", "empty", "error"
    bool isLoading() const { return m_joined.isRunning(); }
    QString errorText() const { return m_error.text(); }
    QString errorDetail() const { return m_error.where; }
    QString note() const { return m_note.text(); }
    QStringList refusals() const { return m_joined.refusals(); }
    QDateTime asOf() const { return m_asOf; }
    qint64 loaded() const { return m_holders.size(); }
    qint64 shown() const { return m_rows.size(); }
    int projectCount() const { return int(m_columns.size()); }
    qint64 progressDone() const { return m_joined.progress().done; }
    qint64 progressTotal() const { return m_joined.progress().total; }

    /// {name, icon, mark, hint, isAdmin, isGone, projects} of a row that is shown.
    Q_INVOKABLE QVariantMap rowHead(int row) const;
    /// {name, hint, tip, refused} of a column that is shown.
    Q_INVOKABLE QVariantMap columnHead(int column) const;
    /// {who, project, role, sentences, mayPush} of a cell; without a role where there is none.
    Q_INVOKABLE QVariantMap cellFacts(int row, int column) const;
    /// What is shown as tab-separated text with headings.
    Q_INVOKABLE QString copyText() const;

    // What is edited; staged, never sent from here.
    ChangeList *changes() const { return m_changes; }
    void setChanges(ChangeList *changes);
    /// {role, text} of what a cell can be set to, the one that may most first; role 0 removes.
    Q_INVOKABLE QVariantList roleChoices() const;
    /// Why a cell cannot be edited; empty where it can.
    Q_INVOKABLE QString whyNotEdit(int row, int column) const;
    /// Stages a role for cells of a row, from one column to another. Cells that cannot be edited are passed over.
    Q_INVOKABLE bool stageRole(int row, int firstColumn, int lastColumn, int role);
    /// The same for whoever is named, member or not, in projects by name.
    Q_INVOKABLE bool grant(const QString &name, bool isGroup, const QStringList &projects, int role);
    /// The roles of one person or group for another, each in its project; only in these projects. What the other has
    /// there already is replaced.
    Q_INVOKABLE bool copyRoles(
        const QString &from, bool isFromGroup, const QString &name, bool isGroup, const QStringList &projects);
    /// Projects in which somebody has a role, by name.
    Q_INVOKABLE QStringList projectsOf(const QString &name, bool isGroup) const;
    /// {name, isGroup, text} of everybody with a role, by name.
    Q_INVOKABLE QVariantList holders() const;
    /// Projects whose members are known, by name.
    Q_INVOKABLE QStringList projectNames() const;

signals:
    void sourceChanged();
    void shownChanged();
    void stateChanged();
    void progressChanged();

private:
    struct Holder {
        QString name;
        bool isGroup = false;
        bool isAdmin = false;
        bool isGone = false;
        QHash<int, harbor::ProjectMember> roles; ///< by number of the project
    };
    struct Column {
        QString name;
        bool isPublic = false;
        bool isRefused = false;
    };

    void gathered();
    const Holder *holderNamed(const QString &name, bool isGroup) const;
    std::optional<change::Change> roleChange(
        const Holder *holder, const QString &name, bool isGroup, const QString &project, int role) const;
    void readStaged();
    static QString stageKey(const QString &project, const QString &member);
    QString stagedText(const Holder &holder, int project) const;
    void build();
    void markUsers();
    void arrange();
    bool fits(const harbor::ProjectMember &member, const Holder &holder) const;
    const harbor::ProjectMember *member(int row, int column) const;

    WatchedSession m_session;
    QPointer<ChangeList> m_changes;
    QHash<QString, qint64> m_staged; ///< role by project and member; 0: to be removed
    harbor::Client m_client{nullptr};
    JoinedSource m_joined;
    bool m_isQueued = false;
    QList<Holder> m_holders;
    QList<Column> m_projects;
    QHash<QString, int> m_projectPlaces; // by name
    QList<int> m_rows; // holders that are shown
    QList<int> m_columns; // projects that are shown
    QString m_filter;
    QString m_projectFilter;
    QString m_only;
    QString m_state = QStringLiteral("idle");
    Error m_error;
    Message m_note;
    QDateTime m_asOf;
};

} // namespace lotse::models
