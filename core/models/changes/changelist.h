// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/executor.h"
#include "change/stagedset.h"
#include "session/session.h"

#include <QAbstractListModel>
#include <QHash>
#include <QLocale>
#include <QPointer>
#include <QSet>
#include <QUrl>
#include <QVariantList>

#include <optional>

namespace lotse::models {

/**
 * The changes that are staged for one account, and how they stand while they are applied: a row a change. Nothing is
 * sent before apply(). Belongs to the ChangeDesk, never to a page; pages stage into it and look at it.
 */
class ChangeList : public QAbstractListModel {
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(int pending READ pending NOTIFY changed)
    Q_PROPERTY(int included READ included NOTIFY changed)
    Q_PROPERTY(int settled READ settled NOTIFY changed)
    Q_PROPERTY(int staging READ staging NOTIFY stagedChanged)
    Q_PROPERTY(bool running READ isRunning NOTIFY changed)
    Q_PROPERTY(bool paused READ isPaused NOTIFY changed)
    Q_PROPERTY(bool ended READ hasEnded NOTIFY changed)
    Q_PROPERTY(bool canTakeBack READ canTakeBack NOTIFY changed)
    Q_PROPERTY(bool canUndoRun READ canUndoRun NOTIFY changed)
    Q_PROPERTY(bool stopsAtFailure READ stopsAtFailure WRITE setStopsAtFailure NOTIFY changed)
    Q_PROPERTY(bool readOnly READ isReadOnly NOTIFY changed)
    Q_PROPERTY(QString host READ host CONSTANT)
    Q_PROPERTY(QString account READ account CONSTANT)
    Q_PROPERTY(QString applyText READ applyText NOTIFY changed)
    Q_PROPERTY(QString whyNotApply READ whyNotApply NOTIFY changed)
    Q_PROPERTY(QString confirmation READ confirmation NOTIFY changed)
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged)
    Q_PROPERTY(QString notice READ notice NOTIFY noticeChanged)
    Q_PROPERTY(bool restored READ isRestored NOTIFY noticeChanged)
public:
    enum Role {
        IdRole = Qt::UserRole,
        SentenceRole,
        GroupRole,
        EffectsRole,
        WarningsRole,
        DifferencesRole,
        RiskRole,
        FinalRole,
        UndoRole,
        BlockedRole,
        IncludedRole,
        StateRole,
        ConditionRole,
        StateTextRole,
        ErrorRole,
        DetailRole,
        RequestRole,
        ConflictRole,
        SecretsRole,
    };

    ChangeList(Session *session, Clock *clock, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return int(m_rows.size()); }
    int pending() const; ///< how many are not done
    int included() const; ///< how many apply() would send
    int settled() const; ///< of the run
    int staging() const { return m_turn; } ///< goes up with every staged edit, so that what shows them looks again
    bool isRunning() const { return m_isRunning; }
    bool isPaused() const { return m_isPaused; }
    bool hasEnded() const { return m_hasEnded; }
    bool canTakeBack() const { return !m_isRunning && !m_past.isEmpty(); }
    bool canUndoRun() const { return m_hasEnded && m_canUndo; }
    bool stopsAtFailure() const { return m_stopsAtFailure; }
    void setStopsAtFailure(bool stops);
    bool isReadOnly() const;
    QString host() const { return m_host; }
    QString account() const { return m_account; }
    /// "Apply 12 changes to harbor.example.com".
    QString applyText() const;
    /// Why apply() does nothing now, in a sentence; empty where it may.
    QString whyNotApply() const;
    /// What has to be typed before what cannot be undone: "payments", or "delete 12"; empty where nothing.
    QString confirmation() const;
    /// How a run stands or ended: "12 done and proved, 1 conflict."; empty before one.
    QString sentence() const;
    QString problem() const { return m_problem; } ///< why a plan file or an undo was refused; empty where not
    /// What became of the changes that were staged at an earlier start, or why they are not stored; empty where
    /// nothing.
    QString notice() const { return m_notice; }
    bool isRestored() const { return m_isRestored; } ///< the notice is of changes that are staged again

    /// Stages one change; false (with `problem`) where it is faulty or a run is under way. What is staged for the same
    /// members of the same object is replaced, and taken out where it comes back to what was there.
    bool stage(const change::Change &change);
    /// The same for several, taken back as one.
    bool stage(const QList<change::Change> &changes);
    /// With the secrets that were typed for each of them; kept in memory until the run ends.
    bool stage(const QList<change::Change> &changes, const QList<QMap<QString, SecureBytes>> &typed);
    /// Applies these at once, and nothing else of what is staged. False (with `problem`) where that cannot be.
    bool runNow(const QList<change::Change> &changes);
    /// The staged change of an operation at an object, or null.
    const change::Change *staged(const QByteArray &operation, const harbor::Params &path) const;
    const change::ChangePlan &plan() const { return m_plan; }
    /// Whether a change of the last run needs nothing more: it is done, or was so already.
    bool isDone(const QString &id) const;

    /// A change as a form makes it: operation, path, names, edits [{path, before, after}], body, secrets.
    Q_INVOKABLE bool stageForm(const QVariantMap &form);
    /// Why this account may not do an operation, in a sentence; empty where it may or nothing is known.
    Q_INVOKABLE QString whyNot(const QString &operation) const;
    Q_INVOKABLE void setIncluded(int row, bool included);
    Q_INVOKABLE void remove(int row);
    Q_INVOKABLE void takeBack(); ///< the last staged edit
    /// Once, when what is staged now was applied or discarded: a page says no longer that it is staged.
    void whenNoLongerStaged(QObject *context, std::function<void()> told);
    Q_INVOKABLE void discard(); ///< all of it
    Q_INVOKABLE void dismissNotice();
    /// Of a conflict, by member: "mine" plans it over what is there now, "theirs" leaves that.
    Q_INVOKABLE void resolve(int row, const QString &path, const QString &choice);
    /// A secret that is typed for this run; kept in memory until the run ends.
    Q_INVOKABLE void typeSecret(int row, const QString &member, const QString &secret);
    Q_INVOKABLE void apply();
    Q_INVOKABLE void pause();
    Q_INVOKABLE void resume();
    Q_INVOKABLE void cancel();
    /// Stages what takes the last run back.
    Q_INVOKABLE void undoRun();
    /// The plan as a file, what is ticked only.
    Q_INVOKABLE QByteArray planFile() const;
    Q_INVOKABLE QString planFileName() const;
    /// Stages what a file holds; false with `problem` where it is refused.
    Q_INVOKABLE bool openPlan(const QUrl &file);

    // Of the desk:
    Session *session() const { return m_session; }
    void setSession(Session *session);
    change::Executor::Options options() const;
    void begin(const change::ChangePlan &plan, const change::Course *before);
    void take(const change::Progress &progress);
    void finish(const change::Summary &summary);
    void fail(const Error &error);
    void setUndo(const Result<change::ChangePlan> &plan);
    void load(const change::ChangePlan &plan);
    /// What has to outlive the program.
    change::StagedSet kept() const;
    /// Stages what an earlier start left; what is staged already comes on top of it.
    void restore(const change::StagedSet &set);
    void say(const QString &notice);
    /// Id of the plan that is applied, or was last.
    const QString &runId() const { return m_plan.id; }

signals:
    void changed();
    void stagedChanged();
    void problemChanged();
    void noticeChanged();
    /// kept() may be another one.
    void keptChanged();
    /// To the desk.
    void applyAsked(const lotse::change::ChangePlan &plan);
    void pauseAsked();
    void resumeAsked();
    void cancelAsked();
    void undoAsked();
    void began();
    void moved();
    void finished(const QString &condition);
    /// The registry shows this once; `holder` is whose it is, by the full name: "robot$payments+ci".
    void secretShown(const QString &holder, const QString &secret);

private:
    struct Line {
        change::Change reviewed; ///< what the review is of
        change::Review review;
        change::Progress progress;
        bool isIncluded = true;
    };
    void keepPast();
    void rebuild();
    void afresh();
    void dropDone(change::ChangePlan &plan) const;
    void tell(int row);
    void refuse(const QString &problem);
    void endWaiting();
    change::Actor actor() const;
    const change::Change *at(int row) const;
    int rowOf(const QString &id) const;
    const Line &lineOf(const QString &id) const; ///< an empty one where there is none
    QStringList needing(const QString &id) const; ///< ids of changes that need this one
    change::ChangePlan wanted() const;
    QVariantList conflictOf(const change::Progress &progress, const change::Change &change) const;

    QPointer<Session> m_session;
    Clock *m_clock;
    QString m_host, m_account;
    change::ChangePlan m_plan; ///< in the order in which it was staged
    QList<QString> m_rows; ///< ids, warnings first
    QHash<QString, qsizetype> m_places; ///< in the plan, by id
    QHash<QString, Line> m_lines;
    change::Actor m_reviewedBy;
    QLocale m_reviewedIn = QLocale::c();
    QList<QList<change::Change>> m_past; ///< what was staged before each edit
    QMap<QString, QMap<QString, SecureBytes>> m_secrets;
    QMap<QString, QStringList> m_given; ///< secrets that a form took, so that the review does not ask for them
    std::optional<QSet<QString>> m_waiting; ///< what was ticked before a run of something else
    change::Summary m_summary;
    QStringList m_sent; ///< ids of the changes of the run
    QSet<QString> m_again; ///< changes of an earlier start whose secrets have to be typed again
    QString m_problem, m_notice;
    Error m_failure;
    int m_turn = 0;
    qsizetype m_restored = 0;
    bool m_isRestored = false;
    bool m_isRunning = false;
    bool m_isPaused = false;
    bool m_hasEnded = false;
    bool m_canUndo = false;
    bool m_stopsAtFailure = true;
};

} // namespace lotse::models
