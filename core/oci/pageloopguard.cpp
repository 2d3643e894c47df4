// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/pageloopguard.h"

#include "net/link.h"

#include <QUrl>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

namespace lotse::oci {

PageLoopGuard::PageLoopGuard(QByteArray path)
    : m_path(std::move(path))
    , m_list(m_path.split('?').first()) // also of a path without a query
    , m_visited{m_path}
{
}

Result<bool> PageLoopGuard::advance(const Response &response)
{
    const Result<QByteArray> next = nextPath(response, m_list);
    if (!next)
        return next.error();
    if (next->isEmpty())
        return false;
    Error error;
    error.where = QString::fromLatin1(m_path);
    if (m_visited.contains(*next)) {
        error.kind = ErrorKind::RedirectRefused;
        error.message = {
            LOTSE_MSG("The paging of %1 loops: the next-page link leads to a page already read. The list may be "
                      "incomplete."),
            {response.url.host()}};
        return error;
    }
    if (m_visited.size() >= maxPages) {
        error.kind = ErrorKind::TooLarge;
        error.message = {LOTSE_MSG("The list of %1 has more than %2 pages; the rest is not read."),
            {response.url.host(), QString::number(maxPages)}};
        return error;
    }
    m_path = *next;
    m_visited.insert(m_path);
    m_isGuess = false;
    return true;
}

bool PageLoopGuard::goesOnAfter(const QString &last, qsizetype count)
{
    const QUrlQuery query(QString::fromLatin1(m_path.mid(m_list.size() + 1)));
    const QString asked = query.queryItemValue(u"n"_s);
    const bool hasLinks = m_visited.size() > 1 && !m_isGuess; // who gives links gives none on the last page
    if (hasLinks || asked.isEmpty() || asked.toLongLong() != count || m_visited.size() >= maxPages)
        return false;
    QByteArray next = m_list + "?n=" + asked.toLatin1() + "&last=" + QUrl::toPercentEncoding(last);
    if (m_visited.contains(next))
        return false;
    m_path = std::move(next);
    m_visited.insert(m_path);
    m_isGuess = true;
    return true;
}

} // namespace lotse::oci
