// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "harbor/client.h"
#include "harbor/adapters.h"
#include "harbor/fetch.h"
#include "harbor/pager.h"
#include "net/faults.h"
#include "net/httperror.h"

namespace lotse::harbor {

namespace {

constexpr char pageSizeName[] = "page_size";

QString hostOf(const std::shared_ptr<Transport> &transport)
{
    return transport->origin().authority();
}

template <typename T>
CallId fail(const Error &error, QObject *context, std::function<void(Result<T>)> done)
{
    Post post(context);
    post([done = std::move(done), error] { done(error); });
    return 0;
}

// -1 where the header is absent, no number, or says "many" itself.
qint64 totalOf(const Response &response)
{
    bool ok = false;
    const qint64 total = response.header("X-Total-Count").toLongLong(&ok);
    return ok && total >= 0 ? total : -1;
}

bool isTotalUnreadable(const Response &response)
{
    bool isNumber = false;
    const QByteArray total = response.header("X-Total-Count").trimmed();
    (void)total.toLongLong(&isNumber);
    return !total.isEmpty() && !isNumber;
}

Result<Page> readPage(const Endpoint &endpoint, const Params &known, const Response &response, int number, qint64 size,
    const QString &host)
{
    if (Error error = requireJson(response, "GET", host, endpoint.mayBeEmpty))
        return error;
    const bool isList = endpoint.shape == Shape::List;
    Result<json::Records> records = isList ? readBody(endpoint, response.body, known, qsizetype(mostRowsOf(size)))
                                           : readBody(endpoint, response.body, known);
    if (!records) {
        Error error = records.error();
        error.requestId = QString::fromLatin1(response.requestId);
        return error;
    }
    Page page;
    page.records = std::move(records).value();
    page.number = number;
    const qint64 count = page.records.rows.size() + page.records.failed + page.records.left;
    if (!isList) {
        page.total = count;
        page.isLast = true;
        return page;
    }
    page.total = totalOf(response);
    page.isTotalUnreadable = page.total < 0 && isTotalUnreadable(response);
    // A full page is never the last by its total alone: some totals are too small. And a page that is short, or empty,
    // is not the last where more are counted: some versions take rows out after the page was cut.
    const bool isThrough = page.total >= 0 && number >= (page.total - 1) / size + 1;
    page.isLast = page.total >= 0 ? isThrough && count < size : count == 0;
    return page;
}

Result<QByteArray> readText(const Endpoint &endpoint, const Response &response, const QString &host)
{
    if (!response.isSuccess())
        return toError(response, "GET", host);
    const QByteArray type = response.header("Content-Type");
    if (type.startsWith("text/html"))
        return requireJson(response, "GET", host);
    if (endpoint.shape == Shape::Text && type.startsWith("application/json"))
        return adapters::text(response.body);
    return response.body;
}

QString totalOrder(const Endpoint &endpoint, const QString &asked)
{
    const QString own = QLatin1String(endpoint.order);
    const QString last = own.section(u',', -1);
    const QString key = last.mid(last.startsWith(u'-') ? 1 : 0);
    if (asked.isEmpty() || own.isEmpty())
        return asked.isEmpty() ? own : asked;
    const QStringList keys = asked.split(u',');
    if (keys.contains(key) || keys.contains(u'-' + key))
        return asked;
    return asked + (asked.startsWith(u'-') ? QStringLiteral(",-") : QStringLiteral(",")) + key;
}

} // namespace

QStringList PagedList::gaps() const
{
    constexpr qsizetype most = 20;
    QStringList out;
    for (const Refusal &refusal : refusals.mid(0, most)) {
        if (refusal.parent.isEmpty())
            out.append(refusal.error.text());
        else if (refusal.error.kind == ErrorKind::Incomplete)
            out.append(refusal.parent + QStringLiteral(": ") + refusal.error.text());
        else
            out.append(Message{LOTSE_MSG("%1 could not be read: %2"), {refusal.parent, refusal.error.text()}}.text());
    }
    if (refusals.size() > most)
        out.append(Message::counted(
            LOTSE_MSG_N("%Ln more lists are incomplete.", "%Ln more list is incomplete."), refusals.size() - most)
                       .text());
    for (const Error &error : unreadable)
        out.append(Message{LOTSE_MSG("A row could not be read: %1"), {error.text()}}.text());
    if (failed > unreadable.size())
        out.append(Message::counted(LOTSE_MSG_N("%Ln more rows could not be read.", "%Ln more row could not be read."),
            failed - unreadable.size())
                       .text());
    return out;
}

Result<qint64> pageSizeOf(const Params &params)
{
    const QString given = params.value(QLatin1String(pageSizeName));
    bool isNumber = true;
    const qint64 size = params.contains(QLatin1String(pageSizeName)) ? given.toLongLong(&isNumber) : pageSize;
    if (isNumber && size >= 1 && size <= pageSize)
        return size;
    return usageError(LOTSE_MSG("page_size is a number from 1 to %2, not %1."), {given, QString::number(pageSize)});
}

CallId fetchPage(const std::shared_ptr<Transport> &transport, const Endpoint &endpoint, const Params &asked,
    const Params &known, int number, QObject *context, std::function<void(Result<Page>)> done)
{
    Params params = asked;
    qint64 size = 0;
    if (endpoint.shape == Shape::List) {
        const Result<qint64> given = pageSizeOf(params);
        if (!given)
            return fail<Page>(given.error(), context, std::move(done));
        size = *given;
        params.insert(QLatin1String(pageSizeName), QString::number(size));
        params.insert(QStringLiteral("page"), QString::number(number));
        const QString sort = QStringLiteral("sort");
        if (const QString order = totalOrder(endpoint, params.value(sort)); !order.isEmpty())
            params.insert(sort, order);
    }
    Result<Request> request = buildRequest(endpoint, params);
    if (!request)
        return fail<Page>(request.error(), context, std::move(done));
    return transport->call<Page>(
        std::move(request).value(), context,
        [endpoint, known, number, size, host = hostOf(transport)](
            const Response &response) { return readPage(endpoint, known, response, number, size, host); },
        std::move(done));
}

CallId Client::page(
    const Endpoint &endpoint, Params params, int number, QObject *context, std::function<void(Result<Page>)> done) const
{
    return fetchPage(m_transport, endpoint, params, params, number, context, std::move(done));
}

CallId Client::one(const Endpoint &endpoint, const Params &params, QObject *context,
    std::function<void(Result<json::Record>)> done) const
{
    return fetchPage(m_transport, endpoint, params, params, 1, context, [done = std::move(done)](Result<Page> page) {
        if (!page) {
            done(page.error());
            return;
        }
        const json::Records &records = page->records;
        if (!records.rows.isEmpty()) {
            done(records.rows.first());
            return;
        }
        Error error = records.unreadable.value(0);
        if (!error) {
            error.kind = ErrorKind::NotFound;
            error.message = {LOTSE_MSG("Object not found in the registry; it may have been deleted."), {}};
        }
        done(error);
    });
}

CallId Client::text(const Endpoint &endpoint, const Params &params, QObject *context,
    std::function<void(Result<QByteArray>)> done) const
{
    Result<Request> request = buildRequest(endpoint, params);
    if (!request)
        return fail<QByteArray>(request.error(), context, std::move(done));
    return m_transport->call<QByteArray>(
        std::move(request).value(), context,
        [endpoint, host = hostOf(m_transport)](const Response &response) { return readText(endpoint, response, host); },
        std::move(done));
}

CallId Client::tail(
    const Endpoint &endpoint, const Params &params, QObject *context, std::function<void(Result<Tail>)> done) const
{
    Result<Request> request = buildRequest(endpoint, params);
    if (!request)
        return fail<Tail>(request.error(), context, std::move(done));
    if (endpoint.shape == Shape::Text)
        request.value().limits = Limits::logTail();
    return m_transport->call<Tail>(
        std::move(request).value(), context,
        [endpoint, host = hostOf(m_transport)](const Response &response) -> Result<Tail> {
            // What is wrapped in JSON cannot be read from its middle.
            if (response.skipped > 0 && response.header("Content-Type").startsWith("application/json"))
                return faults::tooLarge(Limits::logTail().body, host);
            const Result<QByteArray> text = readText(endpoint, response, host);
            if (!text)
                return text.error();
            return Tail{*text, response.skipped};
        },
        std::move(done));
}

QObject *Client::walk(const Endpoint &endpoint, const Params &params, QObject *context,
    std::function<void(const Progress &)> progress, std::function<void(Result<PagedList>)> done) const
{
    auto *pager = new Pager(m_transport, endpoint, params, context);
    pager->onProgress = std::move(progress);
    pager->onDone = [done = std::move(done)](Result<PagedList> walk, const QList<Params> &) { done(std::move(walk)); };
    pager->start();
    return pager;
}

} // namespace lotse::harbor
