// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/request.h"

#include <QSet>

namespace lotse::oci {

/**
 * The way through the pages of a list of /v2/. A link may lead only to the same list of the same registry (net/link.h
 * sees to that), and never to a page that was read already: a list that goes in circles ends with an error and counts
 * as cut short.
 */
class PageLoopGuard {
public:
    static constexpr int maxPages = 10'000;

    explicit PageLoopGuard(QByteArray path);

    QByteArray path() const { return m_path; } ///< of the page that is due, with its query
    int pages() const { return int(m_visited.size()); } ///< with the one that is due

    /// Moves on to the page that this answer names; false where it was the last. ErrorKind::RedirectRefused for a link
    /// to elsewhere or to a page that was read, TooLarge above maxPages.
    Result<bool> advance(const Response &response);

    /// After a page without a link of a registry that gave none before: moves on to what follows `last` where the page
    /// had just as many names as were asked for. The link is no more than allowed there ("MAY", Distribution
    /// Specification 1.1, Listing Tags), and a client that takes such a page for the last one loses the rest without a
    /// word.
    bool goesOnAfter(const QString &last, qsizetype count);
    bool isGuess() const { return m_isGuess; } ///< the page that is due was named by no link

private:
    QByteArray m_path;
    QByteArray m_list; // the path without the query
    QSet<QByteArray> m_visited;
    bool m_isGuess = false;
};

} // namespace lotse::oci
