// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/walker.h"
#include "harbor/fetch.h"

namespace lotse::harbor {

namespace {

constexpr int inFlight = 4; // more only makes the server's processors queue
constexpr qint64 mostPages = 10'000; // of a list that never says how long it is

// They are about the connection or the account, not about the one list that was asked for.
bool endsEverything(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Unauthorized:
    case ErrorKind::Unreachable:
    case ErrorKind::Tls:
    case ErrorKind::PinChanged:
    case ErrorKind::ProxyAuth:
    case ErrorKind::Cancelled:
    case ErrorKind::Secret:
        return true;
    default:
        return false;
    }
}

bool isProject(const QString &name)
{
    return name == QLatin1String("project_name") || name == QLatin1String("project_name_or_id");
}

QString project(const Params &params)
{
    return params.value(QStringLiteral("project_name"), params.value(QStringLiteral("project_name_or_id")));
}

// "payments/api@sha256:..." or, below other kinds, "payments/3".
QString labelOf(const Endpoint &endpoint, const Params &parent)
{
    QStringList parts;
    if (const QString name = project(parent); !name.isEmpty())
        parts.append(name);
    QString reference;
    const QStringList names = pathParameters(endpoint);
    for (const QString &name : names) {
        const QString value = parent.value(name);
        if (isProject(name) || value.isEmpty() || endpoint.scope == Scope::Project)
            continue;
        if (name == QLatin1String("reference"))
            reference = u'@' + value;
        else
            parts.append(value);
    }
    return parts.join(u'/') + reference;
}

// What narrows the walk over the parents; a query of the caller is meant for the rows, not for their parents.
Params narrowing(const Endpoint &parent, const Params &params)
{
    Params out;
    const QStringList names = pathParameters(parent);
    for (auto it = params.cbegin(); it != params.cend(); ++it) {
        if (isProject(it.key()) || it.key() == QLatin1String("repository_name") || names.contains(it.key()))
            out.insert(it.key(), it.value());
    }
    return out;
}

} // namespace

Walker::Walker(std::shared_ptr<Transport> transport, const Endpoint &endpoint, const Params &params, QObject *context)
    : QObject(context)
    , m_transport(std::move(transport))
    , m_endpoint(endpoint)
    , m_params(params)
{
    m_walk.endpoint = harbor::endpoint(endpoint.kind);
}

void Walker::start()
{
    const Endpoint *parent = parentOf(m_endpoint, m_params);
    if (parent && m_params.contains(QStringLiteral("repository_name")) && project(m_params).isEmpty()) {
        Error error;
        error.kind = ErrorKind::Usage;
        error.message = {LOTSE_MSG("Name the project of the repository %1 as well."),
            {m_params.value(QStringLiteral("repository_name"))}};
        Post post(this);
        post([this, error] { finish(error); });
        return;
    }
    if (parent) {
        walkParents(*parent);
        return;
    }
    enqueue({}, labelOf(m_endpoint, m_params));
    startMore();
}

void Walker::walkParents(const Endpoint &parent)
{
    m_hasParents = true;
    auto *walker = new Walker(m_transport, parent, narrowing(parent, m_params), this);
    walker->onDone = [this](
                         Result<Walk> parents, const QList<Params> &below) { takeParents(std::move(parents), below); };
    walker->start();
}

void Walker::takeParents(Result<Walk> parents, const QList<Params> &below)
{
    if (!parents) {
        finish(parents.error());
        return;
    }
    m_walk.refusals = parents->refusals;
    m_walk.unreadable = parents->unreadable;
    for (const Params &parent : below)
        enqueue(parent, labelOf(m_endpoint, parent));
    startMore();
}

void Walker::enqueue(const Params &parent, const QString &label)
{
    auto listing = std::make_shared<Listing>();
    listing->parent = label;
    listing->asked = m_params;
    listing->known = m_params;
    listing->known.insert(parent);
    const QStringList names = pathParameters(m_endpoint);
    Params scoped = m_endpoint.scoped && m_hasParents ? m_endpoint.scoped(listing->known) : Params();
    const QString q = QStringLiteral("q");
    if (scoped.contains(q) && m_params.contains(q))
        scoped[q] = m_params[q] + u',' + scoped[q];
    for (const QString &name : names) {
        if (scoped.contains(name) && scoped[name].isEmpty())
            return; // this parent has no such rows
        if (listing->known.contains(name))
            listing->asked.insert(name, listing->known[name]);
    }
    listing->asked.insert(scoped);
    listing->known.insert(scoped);
    const qint64 given = m_params.value(QStringLiteral("page_size")).toLongLong();
    listing->size = given > 0 ? given : pageSize;
    m_listings.append(listing);
}

void Walker::startMore()
{
    while (m_running < inFlight && m_next < m_listings.size()) {
        ++m_running;
        requestPage(m_listings[m_next++]);
    }
    if (m_running > 0 || m_isOver)
        return;
    gather();
    finish(std::move(m_walk));
}

void Walker::gather()
{
    for (const ListingPtr &listing : std::as_const(m_listings)) {
        m_walk.rows.append(listing->rows);
        m_below.append(listing->below);
        for (qsizetype i = 0; i < listing->rows.size(); ++i)
            m_walk.parents.append(listing->parent);
        if (listing->refusal)
            m_walk.refusals.append({listing->parent, listing->refusal});
    }
}

void Walker::requestPage(const ListingPtr &listing)
{
    fetchPage(m_transport, m_endpoint, listing->asked, listing->known, listing->page, this,
        [this, listing](Result<Page> page) { takePage(listing, std::move(page)); });
}

void Walker::takePage(const ListingPtr &listing, Result<Page> page)
{
    if (m_isOver)
        return;
    if (!page) {
        refuse(*listing, page.error());
        return;
    }
    const qsizetype before = listing->rows.size();
    for (const json::Record &row : std::as_const(page->records.rows))
        takeRow(*listing, row);
    // A second pass would name them again.
    if (listing->pass == 1)
        m_walk.unreadable.append(page->records.unreadable);
    const bool more = goesOn(*listing, *page, listing->rows.size() > before);
    report(*listing);
    if (more)
        requestPage(listing);
    else
        end(*listing);
}

void Walker::takeRow(Listing &listing, const json::Record &row)
{
    if (row.raw.isEmpty())
        return; // an unset schedule is no row
    if (m_endpoint.shape == Shape::List) {
        const QString key = keyOf(m_endpoint, row.value);
        if (listing.seen.contains(key)) {
            listing.hasMoved = listing.hasMoved || listing.pass == 1;
            return;
        }
        listing.seen.insert(key);
    }
    listing.rows.append(row);
    if (!m_endpoint.gives)
        return;
    // What is below needs what is above, too: the project of a webhook's execution.
    Params below;
    const QStringList names = pathParameters(m_endpoint);
    for (auto it = listing.known.cbegin(); it != listing.known.cend(); ++it) {
        if (names.contains(it.key()) || isProject(it.key()))
            below.insert(it.key(), it.value());
    }
    below.insert(m_endpoint.gives(row.value));
    listing.below.append(below);
}

bool Walker::goesOn(Listing &listing, const Page &page, bool isNews) const
{
    const qint64 count = page.records.rows.size() + page.records.unreadable.size();
    if (listing.pass == 1)
        listing.count += count;
    if (listing.total >= 0 && page.total >= 0 && listing.total != page.total)
        listing.hasMoved = true;
    listing.total = page.total;

    qint64 most = listing.pass == 1 ? mostPages : listing.firstPages + 1;
    if (page.total >= 0)
        most = (page.total + listing.size - 1) / listing.size + 2;
    // A server that gives the same page for every number would never end.
    const bool repeats = listing.pass == 1 && !isNews && page.records.unreadable.isEmpty() && page.number > 1;
    if (!page.isLast && !repeats && listing.page < most) {
        ++listing.page;
        return true;
    }
    if (listing.pass == 1 && m_endpoint.shape == Shape::List && page.total >= 0 && listing.count < page.total)
        listing.hasMoved = true;
    if (repeats && page.total < 0)
        listing.hasMoved = false;
    if (listing.pass == 1 && listing.hasMoved) {
        listing.pass = 2;
        listing.firstPages = listing.page;
        listing.page = 1;
        return true;
    }
    return false;
}

void Walker::refuse(Listing &listing, const Error &error)
{
    const bool isOnly = !m_hasParents;
    const Endpoint *fallback = endpoint(m_endpoint.fallback);
    if (isOnly && listing.count == 0 && error.kind == ErrorKind::Forbidden && fallback) {
        walkFallback(*fallback);
        return;
    }
    if (endsEverything(error.kind) || (isOnly && listing.count == 0)) {
        finish(error);
        return;
    }
    listing.refusal = error;
    end(listing);
}

void Walker::walkFallback(const Endpoint &fallback)
{
    auto *walker = new Walker(m_transport, fallback, narrowing(fallback, m_params), this);
    walker->onProgress = onProgress;
    walker->onDone = [this](Result<Walk> walk, const QList<Params> &below) {
        m_below = below;
        finish(std::move(walk));
    };
    walker->start();
}

void Walker::end(const Listing &listing)
{
    ++m_through;
    --m_running;
    if (m_hasParents && onProgress)
        onProgress({m_through, qint64(m_listings.size()), listing.parent});
    startMore();
}

void Walker::report(const Listing &listing)
{
    if (!m_hasParents && onProgress)
        onProgress({qint64(listing.rows.size()), listing.total, {}});
}

void Walker::finish(Result<Walk> result)
{
    m_isOver = true;
    // The callback may delete the context, and this with it.
    deleteLater();
    const auto done = std::move(onDone);
    const QList<Params> below = std::move(m_below);
    done(std::move(result), below);
}

} // namespace lotse::harbor
