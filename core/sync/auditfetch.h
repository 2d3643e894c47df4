// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "harbor/client.h"
#include "store/audittrail.h"
#include "sync/requestqueue.h"

namespace lotse {

/**
 * Reads the audit trail on from where this account stopped, oldest first: what is left of the log that Harbor kept
 * before 2.13, then that of today; an upgrade moves nothing from one to the other. Each page is asked for by the time
 * of the last entry, not by its number: entries that are purged meanwhile cannot make one slide past. Lives in the
 * thread of the sync; what was read is kept in windows, each once the next proof of identity says the same.
 */
class AuditFetch : public QObject {
    Q_OBJECT
public:
    struct Place {
        std::shared_ptr<RequestQueue> queue;
        store::Database *database;
        Clock *clock;
        qint64 registry;
        qint64 account;
        int firstDays; ///< how far back the first reading goes
        QString limit; ///< SyncSource::trailLimit
        std::function<void(std::function<void(Error)>)> prove;
    };

    AuditFetch(Place place, QObject *parent);
    void start();

    int added() const { return m_added; }
    bool wasRefused() const { return m_wasRefused; }
    qint64 unreadable() const { return m_unreadable; } ///< entries that are missing

signals:
    void moved(qint64 entries, qint64 total);
    void done();
    void failed(const lotse::Error &error);

private:
    void ask();
    void goOnToTheLogOfToday();
    void onRefusal(const Error &error);
    void onPage(const Result<harbor::Page> &page);
    void keep(bool isLast);

    Place m_place;
    bool m_isOlderLog = true; ///< what is read now
    bool m_hasOlderLog = false;
    QDateTime m_from;
    int m_page = 1;
    qint64 m_counted = -1; ///< by the registry, at the begin of this log; -1 where it does not say
    qint64 m_failed = 0; ///< rows of this log that could not be read
    QList<store::AuditRow> m_window;
    QSet<qint64> m_seen;
    int m_added = 0;
    qint64 m_unreadable = 0;
    int m_idle = 0;
    bool m_wasRefused = false;
    bool m_isCut = false; ///< there is more than one run reads
};

} // namespace lotse
