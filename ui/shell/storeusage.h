// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/prunereports.h"
#include "sync/syncscheduler.h"

#include <QObject>
#include <QThreadPool>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

#include <atomic>
#include <memory>

namespace lotse::ui {

class Application;

/**
 * How much room the local store of findings takes, and how it is kept within what the person allows it: after each
 * sync, and when asked. Reports of images that no account sees any more are dropped, as a job of the dock; nothing else
 * ever is. Belongs to the Application.
 */
class StoreUsage : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Belongs to the Application")
    Q_PROPERTY(QString folder READ folder CONSTANT) ///< where it lies, with decisions and snapshots beside it
    Q_PROPERTY(qint64 folderBytes READ folderBytes NOTIFY changed) ///< of all that lies there now
    Q_PROPERTY(bool measured READ isMeasured NOTIFY changed) ///< the numbers are known
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed)
    Q_PROPERTY(qint64 used READ used NOTIFY changed) ///< bytes
    Q_PROPERTY(qint64 unseen READ unseen NOTIFY changed) ///< reports that can be dropped
    Q_PROPERTY(qint64 unseenBytes READ unseenBytes NOTIFY changed)
    /// {name, reports, bytes, unseen} of each registry.
    Q_PROPERTY(QVariantList registries READ registries NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed) ///< why it could not be measured
public:
    /// All arguments outlive this.
    StoreUsage(Application *app, SyncScheduler *syncs, Clock *clock);
    ~StoreUsage() override;

    QString folder() const;
    qint64 folderBytes() const;
    bool isMeasured() const { return m_measured; }
    bool isBusy() const { return m_job != 0; }
    qint64 used() const { return m_room.used; }
    qint64 unseen() const { return m_room.unseen(); }
    qint64 unseenBytes() const { return m_room.unseenBytes(); }
    QVariantList registries() const;
    QString problem() const { return m_problem; }

    /// Asks the store anew; changed() follows.
    Q_INVOKABLE void measure();
    /// Drops every report that nobody sees any more.
    Q_INVOKABLE void dropUnseen() { make(0); }

signals:
    void changed();

private:
    void keepWithin();
    void make(qint64 limit);
    void told(const Result<store::RoomMade> &made, qint64 limit);

    Application *m_app;
    store::Plan m_plan;
    Clock *m_clock;
    QThreadPool m_worker; ///< of one thread
    std::shared_ptr<std::atomic_bool> m_isCancelled;
    store::Room m_room;
    bool m_measured = false;
    quint64 m_job = 0;
    quint64 m_lastJob = 0;
    QString m_problem;
};

} // namespace lotse::ui
