// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "harbor/endpoint.h"
#include "net/transport.h"

#include <memory>

namespace lotse::harbor {

/// One page of a list.
struct Page {
    json::Records records;
    qint64 total = -1; ///< X-Total-Count; -1 where the server does not say (which means "many", not none)
    bool isTotalUnreadable = false; ///< the server says one, which is no number
    int number = 1;
    bool isLast = false;
};

/// All rows of a kind over all its parents, as Client::walk() reads them page by page.
struct PagedList {
    struct Refusal {
        QString parent; ///< "payments", "payments/api", "payments/api@sha256:...", "8" (an execution); empty: the list
        Error error;
    };
    QList<json::Record> rows;
    QStringList parents; ///< of each row: the project (or project/repository) that it came from; empty for System
    QList<Error> unreadable; ///< the first ten rows that could not be read
    qint64 failed = 0; ///< how many could not be read
    /// Lists with rows that are missing or may be, and why: a parent that refused, a list that ended early, another
    /// number of rows than the registry counts. A walk with one is partial and must say so.
    QList<Refusal> refusals;
    const Endpoint *endpoint = nullptr; ///< whose rows these are: the fallback of the kind where that was taken
    /// Why it is not complete, a sentence each (at most some dozens); empty where it is.
    QStringList gaps() const;
    bool isComplete() const { return refusals.isEmpty() && failed == 0; }
};

struct Progress {
    qint64 done = 0; ///< rows of one list, or parents that are through
    qint64 total = -1; ///< -1 while it is not known
    QString what; ///< the parent that was just read; empty for one list
};

/**
 * Harbor's API through the endpoint table. Holds no state of a registry, and a share of the transport of its Session,
 * which it may outlive: it gets errors then.
 * Each function takes a context: when it dies, requests are aborted and the callback never runs. The callback never
 * runs before the function has returned. Bodies are decoded on worker threads.
 */
class Client {
public:
    explicit Client(std::shared_ptr<Transport> transport)
        : m_transport(std::move(transport))
    {
    }

    /// One page; page size 100 unless `params` names one. A Plain list is its only page, a Singleton a page of one row.
    CallId page(const Endpoint &endpoint, Params params, int number, QObject *context,
        std::function<void(Result<Page>)> done) const;
    /// One object. An empty body (an unset schedule) gives a default value with an empty `raw`.
    CallId one(const Endpoint &endpoint, const Params &params, QObject *context,
        std::function<void(Result<json::Record>)> done) const;
    /// The end of a log, however long it is; `skipped` bytes before it were let go.
    struct Tail {
        QByteArray text;
        qint64 skipped = 0;
    };
    CallId tail(
        const Endpoint &endpoint, const Params &params, QObject *context, std::function<void(Result<Tail>)> done) const;
    /// A whole log or a blob; logs are asked for as text/plain.
    CallId text(const Endpoint &endpoint, const Params &params, QObject *context,
        std::function<void(Result<QByteArray>)> done) const;
    /**
     * All pages, and for kinds with parents all of them (four in flight), unless `params` name the parents: a
     * "project_name" (and "repository_name") narrows. A parent that refuses is named and the others go on; a list that
     * ends early keeps what it has. Each list proves that it is whole: no row came twice and as many as the registry
     * counts; where not, a second pass looks for what was missed, and what is missing still is told in `refusals`. A
     * list whose order is not total is cut into parts by the row's `cut`. What one walk keeps is bounded.
     * Nothing is kept where the connection or the sign-in fails: that is the Result's error. The returned object owns
     * the walk and is gone after `done`: hold it in a QPointer; deleting it (or the context) cancels.
     */
    QObject *walk(const Endpoint &endpoint, const Params &params, QObject *context,
        std::function<void(const Progress &)> progress, std::function<void(Result<PagedList>)> done) const;

    Transport *transport() const { return m_transport.get(); } ///< null where it has none

private:
    std::shared_ptr<Transport> m_transport;
};

} // namespace lotse::harbor
