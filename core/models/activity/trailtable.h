// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/tables/tablemodel.h"
#include "store/schema.h"
#include "trail/trailreader.h"

#include <QElapsedTimer>
#include <QThreadPool>

namespace lotse::models {

/**
 * Entries of the audit trails in the local store and of this program's journal, newest first. Rows come page by page as
 * the view goes down, from a worker; nothing ever holds all entries. Beside them the numbers for a timeline and a heat
 * map, which come later. Belongs to a page.
 */
class TrailTable : public TableModel {
    Q_OBJECT
    Q_PROPERTY(QVariantList timeline READ timeline NOTIFY counted)
    Q_PROPERTY(QVariantList heat READ heat NOTIFY counted)
    Q_PROPERTY(qint64 matching READ matching NOTIFY counted)
    Q_PROPERTY(bool counting READ isCounting NOTIFY counted)
    Q_PROPERTY(QString countNote READ countNote NOTIFY counted)
    Q_PROPERTY(QString answerTime READ answerTime NOTIFY stateChanged)
public:
    static constexpr int pageSize = 200;
    static constexpr qsizetype mostRows = 100'000;

    explicit TrailTable(QObject *parent = nullptr);
    ~TrailTable() override;

    /// Where the store is; nothing is read before ask().
    void setStore(const store::Plan &plan, const Clock *clock);
    /// The journal's entries, oldest first; counts from the next ask() on.
    void setOwn(const QList<TrailEntry> &own) { m_own = own; }
    /// Asks anew. `isCounted`: with the numbers for the charts.
    void ask(const store::AuditWish &wish, bool isCounted = true);
    const store::AuditWish &wish() const { return m_wish; }

    void refresh() override { ask(m_wish, m_isCounted); }
    void cancel() override;
    bool isCancellable() const override { return true; }
    bool hasMore() const override { return m_hasMore; }
    void fetchAll() override;
    void setInView(int first, int last) override;
    QString note() const override;
    /// Every entry that the filter leaves, up to mostRows, read beside the rows that are shown.
    void readAll(QObject *context, std::function<void(const harbor::Progress &)> progress,
        std::function<void(Result<AllRows>)> done) override;

    /// {date, time, label, text, value, soFar} a day, or a week where there are many; none before they are counted.
    QVariantList timeline() const;
    /// {weekday, hour, value, label, text} of each hour of the week, in the zone of the person.
    QVariantList heat() const;
    qint64 matching() const { return m_counts ? m_counts->total : -1; }
    bool isCounting() const { return m_isCounting; }
    QString countNote() const; ///< why the numbers are not whole; empty where they are
    QString answerTime() const; ///< from the question to the first rows, in milliseconds

signals:
    void counted();

private:
    void more();
    void take(const Result<TrailReader::Page> &page);
    void count();

    store::Plan m_plan;
    const Clock *m_clock = nullptr;
    QList<TrailEntry> m_own;
    store::AuditWish m_wish;
    std::shared_ptr<TrailReader> m_reader; ///< used by the worker alone
    std::shared_ptr<const store::AuditCounts> m_counts;
    QThreadPool m_worker; ///< of one thread: a reader is never used by two
    quint64 m_turn = 0;
    int m_wanted = 0; ///< rows that are still to come before it waits for the view
    bool m_isCounted = true;
    bool m_isCounting = false;
    bool m_isReading = false;
    bool m_hasMore = false;
    int m_damaged = 0;
    qint64 m_undated = 0;
    QStringList m_limits; ///< TrailReader::Page::limits
    qint64 m_took = -1;
    QElapsedTimer m_sinceAsked;
};

/// What is left out of an answer from the store.
QString damagedText(int count);
QString undatedText(qint64 count);

/// The columns of trail entries.
QList<Column> trailColumns();

} // namespace lotse::models
