// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/client.h"

#include <QSet>

#include <algorithm>
#include <memory>

namespace lotse::harbor {

/**
 * One walk over all pages of all parents: first the parents are walked, by a pager of their own kind, then the lists
 * of four parents at a time. A list whose order is not total (Endpoint::cut) is cut into the parts of its first cut,
 * and what is too long for one page of that into parts of the next. Belongs to its context; deletes itself once it is
 * done.
 */
class Pager final : public QObject {
    Q_OBJECT
public:
    Pager(std::shared_ptr<Transport> transport, const Endpoint &endpoint, const Params &params, QObject *context);

    /// What one walk keeps at most, whatever a server counts.
    static constexpr qint64 mostRows = 500'000;
    static constexpr qint64 mostBytes = 512LL * 1024 * 1024; ///< of the rows' own JSON

    std::function<void(const Progress &)> onProgress;
    /// With each row's parameters for the kinds below it, as many as rows; empty where the kind gives none.
    std::function<void(Result<PagedList>, const QList<Params> &below)> onDone;
    void start();

private:
    /// The list of one parent, on its way through its pages.
    struct Listing {
        QString parent;
        QString part; ///< what it is asked for by, where it is a part: "digest=…,severity=High"
        Params asked; ///< path and query
        Params known; ///< also what the parent gives besides
        int page = 1;
        int pass = 1;
        int firstPages = 0; ///< how many the first pass took
        int idle = 0; ///< pages in a row without a row, or without a new one
        qint64 size = 0; ///< of a page
        qint64 count = 0; ///< rows of this pass, unreadable ones too
        qint64 failed = 0; ///< of this pass
        qint64 left = 0; ///< rows that came and were not kept
        qint64 total = -1;
        qsizetype fresh = 0; ///< rows of this pass that it had not seen
        bool hasUnreadableTotal = false;
        bool hasMoved = false; ///< in this pass: rows were added or deleted between two pages
        bool hasRepeats = false; ///< in this pass: a row came twice
        qsizetype level = 0; ///< of Endpoint::cut that it is cut by next; past the end: not at all
        QSet<QString> seen;
        QSet<QString> seenNow; ///< in this pass, from the second on
        QList<json::Record> rows;
        QList<Params> below;
        Error refusal; ///< none where the list was read to its end
        std::shared_ptr<Listing> whole; ///< what this is a part of
        int openParts = 0;
        qint64 partRows = 0; ///< rows of its parts, which do not overlap
        qint64 partFailed = 0; ///< unreadable ones of its parts
        QSet<QString> kept; ///< keys that parts of an earlier cut have brought
        QList<std::weak_ptr<Listing>> parts; ///< of all its cuts
        bool isReadItself = false; ///< its own pages are read, as its parts did not have all rows

        /// How many different rows came. In two parts, rows of one key are two rows all the same.
        qint64 distinct() const { return std::max(qint64(seen.size()), partRows) + failed + partFailed; }
    };
    using ListingPtr = std::shared_ptr<Listing>;

    Params narrowing(const Endpoint &parent) const;
    void walkParents(const Endpoint &parent);
    void takeParents(Result<PagedList> parents, const QList<Params> &below);
    void enqueue(const Params &parent, const QString &label);
    void startMore();
    void requestPage(const ListingPtr &listing);
    void takePage(const ListingPtr &listing, Result<Page> page);
    void takeRow(Listing &listing, const json::Record &row);
    static bool isKept(const Listing &listing, const QString &key);
    bool goesOn(Listing &listing, const Page &page, bool isNews) const;
    bool nextPass(Listing &listing) const;
    Error gapOf(const Listing &listing);
    bool isFull() const { return m_rows >= mostRows || m_bytes >= mostBytes; }
    bool isToBeCut(const Listing &listing, const Page &page) const;
    void cut(const ListingPtr &listing);
    void readParts(const ListingPtr &listing, const Cut &by);
    void addParts(const ListingPtr &listing, const QStringList &terms);
    void endPart(const ListingPtr &part);
    bool readsOn(const ListingPtr &listing);
    static void forgiveParts(const Listing &listing);
    void refuse(const ListingPtr &listing, const Error &error);
    void walkFallback(const Endpoint &fallback);
    void end(const ListingPtr &listing);
    void report(const Listing &listing);
    void gather();
    void finish(Result<PagedList> result);

    std::shared_ptr<Transport> m_transport;
    Endpoint m_endpoint;
    Params m_params;
    QList<ListingPtr> m_listings; ///< in the order of the parents, which is that of the rows in the end
    qsizetype m_next = 0; ///< listing to start
    int m_running = 0;
    qint64 m_through = 0; ///< listings that have ended
    qint64 m_rows = 0; ///< that are kept
    qint64 m_bytes = 0;
    QHash<qsizetype, QStringList> m_terms; ///< what the kind of a cut gave, by its place among the cuts
    bool m_saidFull = false;
    bool m_hasParents = false;
    bool m_isOver = false;
    PagedList m_walk;
    QList<Params> m_below;
};

} // namespace lotse::harbor
