// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reportdictionaries.h"
#include "store/schema.h"
#include "sync/requestqueue.h"
#include "sync/source.h"
#include "sync/syncstate.h"

namespace lotse {

namespace store {
class DateBook;
class IssueHistory;
} // namespace store
class AuditFetch;
class InventoryReader;
class ReportFetch;

/**
 * One sync from its first proof of identity to its last, in one thread with an event loop and a database connection of
 * its own. What it keeps, it keeps in proved windows of one transaction each; whatever ends it, the next run goes on
 * from there. Made, started and destroyed in its thread; finished() is emitted once, when nothing is in flight any
 * more.
 */
class SyncRun : public QObject {
    Q_OBJECT
public:
    SyncRun(SyncSource source, store::Plan plan, SyncOptions wish, Clock *clock, QObject *parent = nullptr);
    ~SyncRun() override;

    void start();
    void cancel();

signals:
    void moved(const lotse::SyncProgress &progress);
    /// What the database should tell (a damaged cache was set aside), as it is opened.
    void noticed(const QString &sentence);
    void finished(const lotse::SyncOutcome &outcome);
    void left();

private:
    void ask(std::function<void(const Result<QString> &)> done);
    void prove(std::function<void(Error)> done);
    void onFirstProof(const Result<QString> &identity);
    void list();
    void onListed(const store::Listing &listing);
    void readSigns();
    void readSign(const char *kind, std::function<void(const Result<QByteArray> &)> done);
    void onSigns(const QByteArray &signs);
    void readReports();
    void onReports();
    void recheck();
    void keepHistory();
    void advanceHistory();
    void readAudit();
    void enter(SyncState state);
    void tell(qint64 done, qint64 total);
    void end(const Error &error = {});
    void leave();
    void setAside();
    void leaveFetch(int &reports);
    ReportFetch *fetch(const QList<store::WantedReport> &wanted);

    SyncSource m_source;
    store::Plan m_plan;
    SyncOptions m_wish;
    Clock *m_clock;
    std::unique_ptr<store::Database> m_database;
    store::ReportDictionaries m_book;
    std::unique_ptr<store::Database> m_dateDatabase;
    std::unique_ptr<store::DateBook> m_dates;
    std::unique_ptr<store::IssueHistory> m_issues;
    std::shared_ptr<RequestQueue> m_queue; ///< made in the thread of the run
    std::shared_ptr<RequestQueue> m_proofQueue; ///< proofs wait for nothing that is read, here or in the window
    ReportFetch *m_fetch = nullptr;
    AuditFetch *m_audit = nullptr;
    QObject *m_stage = nullptr; ///< what runs now; gone at the end, so that nothing late gets through
    QString m_identity;
    qint64 m_registry = 0;
    qint64 m_account = 0;
    SyncProgress m_progress;
    SyncOutcome m_outcome;
    std::chrono::milliseconds m_startedAt{0};
    std::chrono::milliseconds m_stateSince{0};
    std::chrono::milliseconds m_toldAt{0};
    int m_proofs = 0;
    int m_openProofs = 0;
    bool m_hasHistoryMoved = false;
    bool m_isOver = false;
    bool m_hasLeft = false;
};

} // namespace lotse
