// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/pager.h"
#include "harbor/fetch.h"

namespace lotse::harbor {

namespace {

constexpr int inFlight = 4; // more only makes the server's processors queue
constexpr qint64 mostPages = Pager::mostRows / pageSize; // of a list, whatever it says of its length
constexpr int mostIdle = 20; // pages in a row without a new row

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

Error notWhole(const char *id, const QStringList &args)
{
    Error error;
    error.kind = ErrorKind::Incomplete;
    error.message = {id, args};
    return error;
}

} // namespace

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

// What narrows the walk over the parents; a query of the caller is meant for the rows, not for their parents.
Params Pager::narrowing(const Endpoint &parent) const
{
    Params out;
    const QStringList names = pathParameters(parent);
    for (auto it = m_params.cbegin(); it != m_params.cend(); ++it) {
        if (isProject(it.key()) || it.key() == QLatin1String("repository_name") || names.contains(it.key()))
            out.insert(it.key(), it.value());
    }
    return out;
}

Pager::Pager(std::shared_ptr<Transport> transport, const Endpoint &endpoint, const Params &params, QObject *context)
    : QObject(context)
    , m_transport(std::move(transport))
    , m_endpoint(endpoint)
    , m_params(params)
{
    m_walk.endpoint = harbor::endpoint(endpoint.kind);
}

void Pager::start()
{
    const Endpoint *parent = parentOf(m_endpoint, m_params);
    if (parent && m_params.contains(QStringLiteral("repository_name")) && project(m_params).isEmpty()) {
        Error error;
        error.kind = ErrorKind::Usage;
        error.message = {LOTSE_MSG("Specify the project of the repository %1."),
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

void Pager::walkParents(const Endpoint &parent)
{
    m_hasParents = true;
    auto *pager = new Pager(m_transport, parent, narrowing(parent), this);
    pager->onDone = [this](Result<PagedList> parents, const QList<Params> &below) {
        takeParents(std::move(parents), below);
    };
    pager->start();
}

void Pager::takeParents(Result<PagedList> parents, const QList<Params> &below)
{
    if (!parents) {
        finish(parents.error());
        return;
    }
    m_walk.refusals = parents->refusals;
    m_walk.unreadable = parents->unreadable;
    m_walk.failed = parents->failed;
    for (const Params &parent : below)
        enqueue(parent, labelOf(m_endpoint, parent));
    startMore();
}

void Pager::enqueue(const Params &parent, const QString &label)
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
    const Result<qint64> size = pageSizeOf(m_params);
    listing->size = size ? *size : pageSize; // what is no size ends with the first request
    if (!m_endpoint.cut.isEmpty())
        listing->asked.insert(m_endpoint.counted);
    m_listings.append(listing);
}

void Pager::startMore()
{
    while (m_running < inFlight && m_next < m_listings.size() && !isFull()) {
        ++m_running;
        requestPage(m_listings[m_next++]);
    }
    if (m_running > 0 || m_isOver)
        return;
    gather();
    finish(std::move(m_walk));
}

void Pager::gather()
{
    for (const ListingPtr &listing : std::as_const(m_listings)) {
        m_walk.rows.append(listing->rows);
        m_below.append(listing->below);
        for (qsizetype i = 0; i < listing->rows.size(); ++i)
            m_walk.parents.append(listing->parent);
        m_walk.failed += listing->failed;
        if (listing->refusal)
            m_walk.refusals.append({listing->part.isEmpty() ? listing->parent : listing->part, listing->refusal});
    }
    // Lists that were not begun say nothing themselves.
    if (isFull() && !m_saidFull)
        m_walk.refusals.append({{}, gapOf({})});
}

void Pager::requestPage(const ListingPtr &listing)
{
    fetchPage(m_transport, m_endpoint, listing->asked, listing->known, listing->page, this,
        [this, listing](Result<Page> page) { takePage(listing, std::move(page)); });
}

void Pager::takePage(const ListingPtr &listing, Result<Page> page)
{
    if (m_isOver)
        return;
    if (!page) {
        refuse(listing, page.error());
        return;
    }
    if (isToBeCut(*listing, *page)) {
        listing->total = page->total;
        report(*listing);
        cut(listing);
        return;
    }
    const qsizetype before = listing->rows.size();
    for (const json::Record &row : std::as_const(page->records.rows))
        takeRow(*listing, row);
    // A second pass names them again.
    if (listing->pass == 1) {
        for (const Error &error : std::as_const(page->records.unreadable)) {
            if (m_walk.unreadable.size() < json::Records::mostErrors)
                m_walk.unreadable.append(error);
        }
    }
    const bool more = goesOn(*listing, *page, listing->rows.size() > before) || nextPass(*listing);
    report(*listing);
    if (more) {
        requestPage(listing);
        return;
    }
    if (listing->isReadItself && readsOn(listing))
        return;
    listing->refusal = gapOf(*listing);
    if (listing->isReadItself && !listing->refusal)
        forgiveParts(*listing);
    end(listing);
}

void Pager::takeRow(Listing &listing, const json::Record &row)
{
    if (row.raw.isEmpty())
        return; // an unset schedule is no row
    if (m_endpoint.shape == Shape::List) {
        const QString key = keyOf(m_endpoint, row.value);
        if (listing.pass > 1) {
            listing.hasRepeats = listing.hasRepeats || listing.seenNow.contains(key);
            listing.seenNow.insert(key);
        }
        if (isKept(listing, key)) {
            listing.seen.insert(key);
            return;
        }
        if (listing.seen.contains(key)) {
            listing.hasRepeats = listing.hasRepeats || listing.pass == 1;
            return;
        }
        if (isFull()) {
            ++listing.left;
            return;
        }
        listing.seen.insert(key);
    }
    ++m_rows;
    m_bytes += row.raw.size();
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

// Whether there is another page in this pass.
bool Pager::goesOn(Listing &listing, const Page &page, bool isNews) const
{
    const json::Records &records = page.records;
    const qint64 count = records.rows.size() + records.failed + records.left;
    listing.count += count;
    listing.failed += records.failed;
    listing.left += records.left;
    listing.idle = count == 0 || (listing.pass == 1 && !isNews && records.failed == 0) ? listing.idle + 1 : 0;
    if (listing.total >= 0 && page.total >= 0 && listing.total != page.total)
        listing.hasMoved = true;
    // A page that does not say it takes nothing back.
    if (page.total >= 0)
        listing.total = page.total;
    listing.hasUnreadableTotal = listing.hasUnreadableTotal || page.isTotalUnreadable;

    qint64 most = mostPages;
    if (page.total >= 0)
        most = std::min(most, std::min(page.total, mostRows) / listing.size + 3);
    if (listing.pass > 1)
        most = std::min(most, qint64(listing.firstPages) + 1);
    // A server that gives the same page for every number would never end.
    const bool repeats = page.total < 0 && listing.idle > 0 && page.number > 1;
    if (page.isLast || repeats || isFull() || listing.page >= most || listing.idle >= mostIdle)
        return false;
    ++listing.page;
    return true;
}

// Whether what was missed is looked for once more, from the first page.
bool Pager::nextPass(Listing &listing) const
{
    if (listing.pass > 1 || isFull() || m_endpoint.shape != Shape::List)
        return false;
    const qint64 rows = listing.distinct();
    // Without a total, one page that comes again and again is all there is.
    const bool isOnePage = listing.page == 2 && listing.count == 2 * rows;
    const bool isMissing = listing.total >= 0 ? rows < listing.total : listing.hasRepeats && !isOnePage;
    if (!listing.hasMoved && !isMissing)
        return false;
    listing.pass = 2;
    listing.firstPages = listing.page;
    listing.page = 1;
    listing.count = 0;
    listing.failed = 0;
    listing.idle = 0;
    listing.hasMoved = false;
    listing.hasRepeats = false;
    return true;
}

// Why a list that was read to its end is not proved to be whole.
Error Pager::gapOf(const Listing &listing)
{
    const auto number = [](qint64 value) { return QString::number(value); };
    if (isFull() && std::exchange(m_saidFull, true))
        return {};
    if (isFull())
        return notWhole(LOTSE_MSG("The list is too long; only the first %1 rows are shown. Narrow it with a filter."),
            {number(m_rows)});
    if (listing.left > 0)
        return notWhole(
            LOTSE_MSG("The registry sent more rows than the page size; %1 rows were skipped."), {number(listing.left)});
    if (m_endpoint.shape != Shape::List)
        return {};
    const qint64 rows = listing.distinct();
    if (listing.total > rows)
        return notWhole(LOTSE_MSG("The registry reports %1 rows but sent %2 different rows."),
            {number(listing.total), number(rows)});
    if (listing.hasMoved)
        return notWhole(LOTSE_MSG("The list changed while loading; rows may be missing."), {});
    if (listing.hasUnreadableTotal)
        return notWhole(LOTSE_MSG("The row count of the registry could not be read; rows may be missing."), {});
    if (listing.total < 0 && listing.hasRepeats && (listing.pass > 1 || rows == listing.size))
        return notWhole(LOTSE_MSG("The registry sent duplicate rows and no total; rows may be missing."), {});
    if (listing.total < 0 && listing.page >= mostPages)
        return notWhole(LOTSE_MSG("The list has no end; loading stopped after %1 pages."), {number(listing.page)});
    if (listing.total < 0 && !m_endpoint.cut.isEmpty() && rows > listing.size)
        return notWhole(LOTSE_MSG("The registry reports no total; rows may be missing."), {});
    return {};
}

void Pager::refuse(const ListingPtr &listing, const Error &error)
{
    const bool isOnly = !m_hasParents && !listing->whole;
    const Endpoint *fallback = endpoint(m_endpoint.fallback);
    // Refused at the first word, by one project as by all.
    const bool isFirst = m_rows == 0 && m_through == 0 && listing->count == 0 && listing->pass == 1 && !listing->whole;
    if (fallback && isFirst && error.kind == m_endpoint.fallbackOn) {
        walkFallback(*fallback);
        return;
    }
    if (endsEverything(error.kind) || (isOnly && listing->count == 0 && listing->pass == 1)) {
        finish(error);
        return;
    }
    listing->refusal = error;
    end(listing);
}

void Pager::end(const ListingPtr &listing)
{
    ++m_through;
    --m_running;
    if (listing->whole)
        endPart(listing);
    if (m_hasParents && onProgress && !m_isOver)
        onProgress({m_through, qint64(m_listings.size()), listing->parent});
    startMore();
}

void Pager::report(const Listing &listing)
{
    if (!m_hasParents && onProgress)
        onProgress({m_rows, listing.part.isEmpty() ? listing.total : m_listings.first()->total, {}});
}

void Pager::finish(Result<PagedList> result)
{
    m_isOver = true;
    // The callback may delete the context, and this with it.
    deleteLater();
    const auto done = std::move(onDone);
    const QList<Params> below = std::move(m_below);
    done(std::move(result), below);
}

} // namespace lotse::harbor
