// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oci/namepager.h"

#include "oci/reference.h"

namespace lotse::oci {

NamePager::NamePager(std::shared_ptr<Transport> transport, Kind kind, Request first, QObject *context)
    : QObject(context)
    , m_transport(std::move(transport))
    , m_kind(kind)
    , m_request(std::move(first))
    , m_trail(m_request.path)
    , m_host(m_transport->origin().authority())
{
}

void NamePager::start()
{
    request();
}

void NamePager::request()
{
    Request next = m_request;
    next.path = m_trail.path();
    m_transport->call<Page>(
        std::move(next), this,
        [kind = m_kind, host = m_host](const Response &response) { return read(response, kind, host); },
        [this](Result<Page> page) { take(page); });
}

// On a worker, when the walk may be gone already.
Result<NamePager::Page> NamePager::read(const Response &response, Kind kind, const QString &host)
{
    const bool isCatalog = kind == Kind::Repositories;
    Result<QStringList> names = readNames(response, isCatalog ? "repositories" : "tags", host);
    if (!names)
        return names.error();
    Page page;
    for (const QString &name : *names) {
        const bool isUsable = isCatalog ? isRepositoryName(name) : isTagName(name);
        (isUsable ? page.names : page.unusable).append(name);
    }
    page.count = names->size();
    if (!names->isEmpty())
        page.last = names->last();
    page.link = response;
    page.link.body.clear();
    return page;
}

// A registry may be set to smaller pages than we ask for, and then refuses; what it gives unasked is fine, too.
bool NamePager::retriesPlainly(const Error &error)
{
    const qsizetype query = m_request.path.indexOf('?');
    if (error.status != 400 || m_trail.pages() > 1 || query < 0)
        return false;
    m_request.path.truncate(query);
    m_trail = PageLoopGuard(m_request.path);
    request();
    return true;
}

void NamePager::take(const Result<Page> &page)
{
    if (!page) {
        // A page that no link named may not be there; then the list had ended.
        if (m_trail.isGuess() && page.error().kind == ErrorKind::NotFound)
            finish({});
        else if (!retriesPlainly(page.error()))
            finish(page.error());
        return;
    }
    QStringList fresh;
    for (const QString &name : page->names) {
        if (m_seen.contains(name))
            continue;
        m_seen.insert(name);
        fresh.append(name);
    }
    m_list.names += fresh;
    m_list.unusable += page->unusable;
    if (onPage)
        onPage(fresh);
    if (m_list.names.size() + m_list.unusable.size() > maxNames) {
        Error error;
        error.kind = ErrorKind::TooLarge;
        error.message = {LOTSE_MSG("The list of %1 has more than %2 names; the rest is not read."),
            {m_host, QString::number(maxNames)}};
        finish(error);
        return;
    }
    const Result<bool> more = m_trail.advance(page->link);
    if (!more)
        finish(more.error());
    else if (*more || (!fresh.isEmpty() && m_trail.goesOnAfter(page->last, page->count)))
        request();
    else
        finish({});
}

void NamePager::finish(const Error &stopped)
{
    deleteLater();
    // Without a single page there is nothing to show: that is an error, not a short list.
    if (stopped && m_trail.pages() == 1 && m_list.names.isEmpty()) {
        onDone(stopped);
        return;
    }
    m_list.stopped = stopped;
    if (!stopped && !m_list.unusable.isEmpty()) {
        m_list.stopped.kind = ErrorKind::Decode;
        m_list.stopped.message =
            Message::counted(LOTSE_MSG_N("%Ln names in the list of %1 are invalid and were left out (first: \"%2\").",
                                 "%Ln name in the list of %1 is invalid and was left out: \"%2\"."),
                m_list.unusable.size(), {m_host, m_list.unusable.first().left(80)});
    }
    onDone(std::move(m_list));
}

} // namespace lotse::oci
