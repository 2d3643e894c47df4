// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/post.h"
#include "models/changes/changelist.h"
#include "store/database.h"

#include <QThread>
#include <QTimer>

#include <memory>

namespace lotse::models {

/**
 * What is staged and applied at all registries, and the journal of it. Belongs to the program. The journal and the
 * executors live in one thread of their own; what goes on there is told here by signals. A run that is under way when
 * the desk goes is found in the journal at the next start; what is staged lies in a file an account, in the folder
 * "staged" beside the journal, and is staged again when of() is asked for that account.
 */
class ChangeDesk : public QObject {
    Q_OBJECT
    Q_PROPERTY(QVariantList openPlans READ openPlans NOTIFY coursesChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY coursesChanged)
public:
    /// `clock` outlives it. Reads nothing before load().
    ChangeDesk(store::Plan journal, Clock *clock, QObject *parent = nullptr);
    ~ChangeDesk() override;

    /// What is staged for the account of a session; null without one. The same list for the same account.
    ChangeList *of(Session *session);
    /// An account was removed: what is staged for it goes.
    void forget(const QString &account);
    /// Opens the journal and reads it; coursesChanged follows.
    Q_INVOKABLE void load();
    bool wasLoaded() const { return m_wasLoaded; }
    /// All plans that were ever applied, oldest first.
    const QList<change::Course> &courses() const { return m_courses; }
    /// Of plans that did not end: {id, title, host, sentence, canResume, verifies}.
    QVariantList openPlans() const;
    /// Why the journal cannot be used; empty where it can. Nothing is applied then.
    QString problem() const { return m_error.text(); }
    const Error &error() const { return m_error; }

    /// Goes on with a plan of an earlier start: what was in the middle is settled by reading first.
    Q_INVOKABLE void resume(const QString &planId);
    /// Only finds out what became of what was in the middle; what is left stays staged.
    Q_INVOKABLE void verify(const QString &planId);
    /// What is left of it is not done.
    Q_INVOKABLE void discard(const QString &planId);

signals:
    void coursesChanged();
    void listAdded(lotse::models::ChangeList *list);

private:
    class Worker;
    const change::Course *course(const QString &planId) const;
    ChangeList *listFor(const change::Course &course) const;
    void connectList(ChangeList *list);
    void start(ChangeList *list, const change::ChangePlan &plan, const QSet<QString> &leftOut,
        const std::optional<change::Course> &before);
    /// In the thread of the journal.
    void run(std::function<void(Worker &)> work);
    void tookEntries(const QList<change::Entry> &entries);

    // What is staged outlives the program: changedesk_keep.cpp.
    void readKept(ChangeList *list);
    void restoreRead();
    void setAside(ChangeList *list, const QString &why);
    void keepSoon(ChangeList *list);
    void keepNow(bool waits = false);

    Clock *m_clock;
    QThread m_thread;
    Worker *m_worker;
    QMap<QString, ChangeList *> m_lists; ///< by account
    QMap<QString, change::StagedSet> m_read; ///< from files, until the journal is read; by account
    QSet<QString> m_keeps; ///< accounts whose files were read, so that they may be written
    QSet<QString> m_unkept; ///< accounts with something to write
    QTimer m_keepSoon;
    QMap<QString, QString> m_lastRuns; ///< plan that was applied last, by account
    QList<change::Course> m_courses;
    Error m_error;
    bool m_wasLoaded = false;
};

} // namespace lotse::models
