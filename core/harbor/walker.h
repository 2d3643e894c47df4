// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/client.h"

#include <QSet>

namespace lotse::harbor {

/**
 * One walk over all pages of all parents: first the parents are walked, by a walker of their own kind, then the lists
 * of four parents at a time. Belongs to its context; deletes itself once it is done.
 */
class Walker final : public QObject {
    Q_OBJECT
public:
    Walker(std::shared_ptr<Transport> transport, const Endpoint &endpoint, const Params &params, QObject *context);

    std::function<void(const Progress &)> onProgress;
    /// With each row's parameters for the kinds below it, as many as rows; empty where the kind gives none.
    std::function<void(Result<Walk>, const QList<Params> &below)> onDone;
    void start();

private:
    /// The list of one parent, on its way through its pages.
    struct Listing {
        QString parent;
        Params asked; ///< path and query
        Params known; ///< also what the parent gives besides
        int page = 1;
        int pass = 1;
        int firstPages = 0; ///< how many the first pass took
        qint64 size = 0; ///< of a page
        qint64 count = 0; ///< rows so far, unreadable ones too
        qint64 total = -1;
        bool hasMoved = false; ///< rows were added or deleted between two pages
        QSet<QString> seen;
        QList<json::Record> rows;
        QList<Params> below;
        Error refusal; ///< none where the list was read to its end
    };
    using ListingPtr = std::shared_ptr<Listing>;

    void walkParents(const Endpoint &parent);
    void takeParents(Result<Walk> parents, const QList<Params> &below);
    void enqueue(const Params &parent, const QString &label);
    void startMore();
    void requestPage(const ListingPtr &listing);
    void takePage(const ListingPtr &listing, Result<Page> page);
    void takeRow(Listing &listing, const json::Record &row);
    bool goesOn(Listing &listing, const Page &page, bool isNews) const;
    void refuse(Listing &listing, const Error &error);
    void walkFallback(const Endpoint &fallback);
    void end(const Listing &listing);
    void report(const Listing &listing);
    void gather();
    void finish(Result<Walk> result);

    std::shared_ptr<Transport> m_transport;
    Endpoint m_endpoint;
    Params m_params;
    QList<ListingPtr> m_listings; ///< in the order of the parents, which is that of the rows in the end
    qsizetype m_next = 0; ///< listing to start
    int m_running = 0;
    qint64 m_through = 0; ///< listings that have ended
    bool m_hasParents = false;
    bool m_isOver = false;
    Walk m_walk;
    QList<Params> m_below;
};

} // namespace lotse::harbor
