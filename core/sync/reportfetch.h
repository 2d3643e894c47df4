// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "harbor/scan.h"
#include "store/reportstore.h"
#include "sync/reportdecoder.h"
#include "sync/requestqueue.h"
#include "sync/syncstate.h"

#include <QQueue>
#include <QSet>

#include <functional>
#include <memory>

namespace lotse {

/**
 * Reads reports, some at a time, and keeps them in windows of some dozens: what was read since the last proof of
 * identity is kept in one transaction once the next proof says the same. So a run that is killed loses one window, and
 * one whose identity changed keeps nothing of it. Lives in the thread of the sync.
 */
class ReportFetch : public QObject {
    Q_OBJECT
public:
    struct Place {
        std::shared_ptr<RequestQueue> queue;
        store::Database *database;
        store::ReportDictionaries *book;
        Clock *clock;
        qint64 registry;
        int inFlight;
        /// Calls back with no error where the identity is the one of the sync's start.
        std::function<void(std::function<void(Error)>)> prove;
    };

    ReportFetch(Place place, QList<store::WantedReport> wanted, QObject *parent);
    void start();

    int kept() const { return m_kept; }
    int scanFailed() const { return m_scanFailed; }
    int notScanned() const { return m_notScanned; }
    int skipped() const { return m_skipped; }
    int unreadable() const { return m_unreadable; } ///< reports that could not be read, or not all of their lines
    int unreadableLines() const { return m_unreadableLines; }
    QString skippedWhy() const { return m_skippedWhy; } ///< of the first, as toKept() gives it
    QString unreadableWhy() const { return m_unreadableWhy; } ///< of the first, as toKept() gives it
    qint64 findings() const { return m_findings; }

signals:
    void moved(qint64 done, qint64 total);
    void done();
    void failed(const lotse::Error &error);

private:
    struct Read {
        QString digest;
        store::ReportState state = store::ReportState::Ok;
        QDateTime fetchedAt;
        DecodedReport report;
        QString why = {}; ///< it, or some of its lines, could not be read
        bool isOfSome = false; ///< of some platforms of the image only
    };
    using Overviews = Result<harbor::ScanOverviews>;
    using Report = std::shared_ptr<DecodedReport>;
    /// Platforms of an image, those that a report does not speak of, and of these the ones that were not scanned.
    struct Platforms {
        int all = 0;
        QStringList silent;
        int unscanned = 0;
    };
    void pump();
    void ask(const store::WantedReport &wanted);
    void askReport(const store::WantedReport &wanted, const Report &known, std::function<void(Result<Report>)> done);
    void askOverviews(const store::WantedReport &wanted, std::function<void(const Overviews &)> done);
    void askWhy(const store::WantedReport &wanted);
    Platforms platformsOf(const store::WantedReport &wanted, const DecodedReport &report) const;
    void askWhole(const store::WantedReport &wanted, const Report &report, const Platforms &platforms);
    void askPlatforms(const store::WantedReport &wanted, const Report &report, Platforms platforms);
    void askParts(const store::WantedReport &wanted, const Report &report, Platforms platforms);
    void addScanned(const store::WantedReport &wanted, const Report &report, const Platforms &platforms);
    void addWhole(const store::WantedReport &wanted, const Report &report);
    void onReport(const store::WantedReport &wanted, Result<Report> report);
    void onOverview(const store::WantedReport &wanted, const Overviews &overviews);
    bool onError(const store::WantedReport &wanted, const Error &error);
    void skip();
    void add(Read read);
    void seal();
    Result<void> keep(const QList<Read> &window);
    Result<void> keepKnown(store::ReportStore &reports, store::Report &report) const;
    void fail(const Error &error);

    Place m_place;
    QQueue<store::WantedReport> m_todo;
    QSet<QString> m_refused; ///< projects whose reports this account may not read
    const qint64 m_total;
    QList<Read> m_window; ///< read, not proved
    int m_running = 0;
    int m_inARow = 0; ///< failures without a success between
    int m_pauses = 0;
    bool m_isProving = false;
    bool m_isPaused = false;
    bool m_isOver = false;
    int m_kept = 0;
    int m_scanFailed = 0;
    int m_notScanned = 0;
    int m_skipped = 0;
    int m_unreadable = 0;
    int m_unreadableLines = 0;
    QString m_skippedWhy;
    QString m_unreadableWhy;
    qint64 m_findings = 0;
};

} // namespace lotse
