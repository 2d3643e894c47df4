// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preferences.h"
#include "services.h"

#include <QObject>
#include <QPointer>
#include <QtQml/qqmlregistration.h>

namespace lotse::ui {

class JobList;

/**
 * Locks the window when nobody is there: after some minutes without input, and with the screen of the desktop. Locked,
 * nothing of a registry is shown, the sealed secrets are closed, and the sessions are signed out (once the jobs that
 * run are done, where that was chosen). It opens by the master password where there is one, else with the desktop.
 * Belongs to the Application.
 */
class ScreenLock : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the Application")
    Q_PROPERTY(bool locked READ isLocked NOTIFY changed)
    /// How it opens: "master", "desktop" (lock and unlock the desktop), "click" (the desktop cannot be asked).
    Q_PROPERTY(QString way READ way NOTIFY changed)
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    Q_PROPERTY(QString sentence READ sentence NOTIFY changed) ///< why it did not open; empty where nothing
public:
    ScreenLock(Preferences *preferences, JobList *jobs, Services services, QObject *parent = nullptr);

    bool isLocked() const { return m_locked; }
    bool isBusy() const { return m_busy; }
    QString way() const;
    QString sentence() const { return m_sentence; }

    Q_INVOKABLE void lock();
    /// Opens the sealed file with the master password, and with it the window.
    Q_INVOKABLE void unlock(const QString &master);
    /// Asks the desktop to lock its screen: who opens that, opens this.
    Q_INVOKABLE void askDesktop();
    /// Without a master password and without a desktop that locks.
    Q_INVOKABLE void open();

    /// What desktops tell: their screen was locked or unlocked.
    Q_SLOT void desktopLocked(bool locked);

    bool eventFilter(QObject *watched, QEvent *event) override;

signals:
    void changed();
    /// Secrets elsewhere (the clipboard) go, too.
    void lockedNow();

private slots:
    void onSleep(bool begins);
    void onSessionLock() { desktopLocked(true); }
    void onSessionUnlock() { desktopLocked(false); }

private:
    void watchDesktop();
    void schedule();
    void signOut();
    void release();
    void fail(const QString &sentence);

    Preferences *m_preferences;
    JobList *m_jobs;
    Services m_services;
    bool m_locked = false;
    bool m_busy = false;
    bool m_desktopAnswers = false; ///< there is a screen saver that can be asked to lock
    bool m_signsOut = false; ///< waits for the jobs
    QString m_sentence;
    QStringList m_signedOut; ///< ids of accounts to be opened again
    std::chrono::milliseconds m_lastInput{0};
    quint64 m_turn = 0;
};

} // namespace lotse::ui
