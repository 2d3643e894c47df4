// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a call travels: sign-in, the wire, redirects, renewed sign-ins and repeats.
#include "net/httptransport_p.h"

#include "net/faults.h"
#include "net/httperror.h"
#include "net/registrytokens.h"
#include "net/retry.h"

#include <QRandomGenerator>

namespace lotse {

using std::chrono::milliseconds;
using namespace Qt::StringLiterals;

// nginx ends the handshake well and then says so in a page of its own, whatever was asked.
static bool asksForCertificate(const Response &response)
{
    return response.status == 400 && response.header("Content-Type").startsWith("text/html")
        && (response.body.contains("No required SSL certificate was sent")
            || response.body.contains("The SSL certificate error"));
}

static bool isDistributionPath(const QByteArray &target)
{
    return target.startsWith("/v2/") || target == "/v2" || target.startsWith("/v2?");
}

void HttpTransport::authorize(const CallPointer &call)
{
    call->exchange = 0;
    const quint64 turn = ++call->turn;
    if (call->isBare || !call->request.signIn)
        return dispatch(call, {});
    if (m_refused)
        return finish(call, m_refused);
    if (const milliseconds now = m_clock->elapsed(); now < m_pausedUntil)
        return wait(call, m_pausedUntil - now);
    if (!isDistributionPath(call->target))
        return authorizeApi(call);
    m_tokens->authorize(call->request.scope, [this, call, turn](Result<Headers> headers) {
        if (!isAlive(call) || call->turn != turn)
            return;
        if (headers)
            return dispatch(call, *headers);
        if (headers.error().kind == ErrorKind::Unauthorized)
            refuse(headers.error());
        if (isAlive(call) && !repeated(call, headers.error()))
            finish(call, headers.error());
    });
}

void HttpTransport::authorizeApi(const CallPointer &call)
{
    switch (m_credentials.kind) {
    case Credentials::Kind::None:
    case Credentials::Kind::Bearer:
        return dispatch(call, {});
    case Credentials::Kind::Basic:
        return dispatch(call, {basicHeader(m_credentials)});
    case Credentials::Kind::IdToken:
        return dispatch(call, {{"Authorization", "Bearer " + m_credentials.secret.view().toByteArray()}});
    case Credentials::Kind::HarborSession:
        break;
    }
    m_session->ensure([this, call, turn = call->turn](const Error &error) {
        if (!isAlive(call) || call->turn != turn)
            return;
        if (!error)
            return dispatch(call, m_session->headers(!call->request.isRead()));
        if (error.kind == ErrorKind::Unauthorized)
            refuse(error);
        if (isAlive(call) && !repeated(call, error))
            finish(call, error);
    });
}

void HttpTransport::dispatch(const CallPointer &call, Headers signIn)
{
    const bool isBasic = header(signIn, "Authorization").startsWith("Basic ");
    if (isBasic && !m_basicIsProven && m_pioneer != call) {
        // A password that nobody has accepted yet goes out once, not six times at a time.
        if (m_pioneer) {
            m_held.append(call);
            return;
        }
        m_pioneer = call;
    }
    const Request &request = call->request;
    call->delivery = Delivery::NotSent;
    // The account may have been set to read only while the call waited.
    if (const Error error = refusalOf(request))
        return finish(call, error);
    Exchange exchange;
    exchange.origin = call->origin;
    exchange.method = request.method;
    exchange.target = call->target;
    exchange.headers = commonHeaders(call->origin, call->record.requestId);
    for (const auto &field : request.headers) {
        static constexpr const char *ours[] = {"x-request-id", "host", "authorization", "cookie", "accept-encoding",
            "content-length", "transfer-encoding", "connection", "user-agent", "x-harbor-csrf-token"};
        const QByteArray lower = field.first.toLower();
        if (std::none_of(std::begin(ours), std::end(ours), [&](const char *one) { return lower == one; }))
            exchange.headers.append(field);
    }
    exchange.headers += signIn;
    if (!request.contentType.isEmpty())
        exchange.headers.emplaceBack("Content-Type", request.contentType);
    if (!request.body.isEmpty() || !(request.isRead() || request.method == "DELETE"))
        exchange.headers.emplaceBack("Content-Length", QByteArray::number(request.body.size()));
    exchange.body = request.body;
    exchange.limits = limitsOf(request.limits);
    exchange.isBlob = request.blob;
    if (!isSendable(exchange.method, exchange.target, exchange.headers))
        return finish(call, faults::notSendable(guard::originOf(m_origin).text()));
    call->signIn = std::move(signIn);
    call->sent = header(call->signIn, "Cookie").isEmpty() ? HarborSession::Sent() : m_session->sent();
    exchange.done = [this, call](Result<Response> result) {
        call->exchange = 0;
        if (isAlive(call))
            answered(call, std::move(result));
    };
    call->exchange = m_pool.start(std::move(exchange));
}

void HttpTransport::answered(const CallPointer &call, Result<Response> result)
{
    if (m_pioneer == call) {
        const bool isRefusal = result.ok() && result->status == 401;
        m_basicIsProven = result.ok() && !isRefusal;
        m_pioneer.reset();
        if (!isRefusal)
            releaseHeld();
    }
    call->delivery = result ? Delivery::Answered : result.error().delivery;
    if (result) {
        result.value().requestId = call->record.requestId;
        result.value().url = call->origin;
        const qsizetype mark = call->target.indexOf('?');
        result.value().url.setPath(
            QString::fromLatin1(call->target.left(mark < 0 ? call->target.size() : mark)), QUrl::TolerantMode);
        if (mark >= 0)
            result.value().url.setQuery(QString::fromLatin1(call->target.mid(mark + 1)), QUrl::TolerantMode);
        call->record.status = result->status;
        call->record.bytes = result->skipped + result->body.size();
        if (asksForCertificate(*result))
            return finish(call,
                clientCertificateError(guard::originOf(m_origin).text(), m_hasIdentity, u"HTTP 400 before sign-in"_s));
        if (signInEnded(call, *result) || renewed(call, *result) || redirected(call, *result))
            return;
    }
    if (isAlive(call) && !repeated(call, result))
        finish(call, std::move(result));
}

// The session of a person has ended: a read is asked once more with a new one, a change is left to its sender.
bool HttpTransport::signInEnded(const CallPointer &call, const Response &response)
{
    if (call->sent.session == 0 || !m_session->note(response, call->sent))
        return false;
    m_session->end(call->sent.session);
    if (call->renewals > 0)
        return false;
    if (!call->request.isRead()) {
        renewSignIn();
        return false;
    }
    ++call->renewals;
    authorize(call);
    return true;
}

// 401 to Basic or to a token.
bool HttpTransport::renewed(const CallPointer &call, const Response &response)
{
    if (response.status != 401 || call->isBare || !call->request.signIn || call->sent.session != 0)
        return false;
    const bool sentBasic = header(call->signIn, "Authorization").startsWith("Basic ");
    if (!isDistributionPath(call->target)) {
        if (!call->signIn.isEmpty())
            refuse(signInRefused(response, guard::originOf(m_origin).text()));
        return false;
    }
    if (call->renewals > 0) {
        // Harbor answers 401 to a catalog that this account may not list: that says nothing of a password which was
        // accepted elsewhere.
        const bool isProven = m_basicIsProven || m_session->sent().session != 0;
        if (sentBasic && !isProven)
            refuse(signInRefused(response, guard::originOf(m_origin).text()));
        return false;
    }
    ++call->renewals;
    // A write is sent once, whatever the answer: its sender gets the 401, and the next one finds the new token.
    const bool isWrite = !call->request.isRead();
    m_tokens->challenged(response, call->request.scope, call->signIn,
        [this, call, response, sentBasic, isWrite, turn = ++call->turn](Result<Headers> headers) {
            const bool isRefused = !headers && headers.error().kind == ErrorKind::Unauthorized
                && m_credentials.kind != Credentials::Kind::None
                && (sentBasic || m_credentials.kind != Credentials::Kind::IdToken);
            if (isRefused && (isWrite || (isAlive(call) && call->turn == turn)))
                refuse(headers.error());
            if (isWrite || !isAlive(call) || call->turn != turn)
                return;
            if (headers)
                dispatch(call, *headers);
            else if (headers.error().kind != ErrorKind::Unauthorized)
                finish(call, headers.error());
            else
                finish(call, response);
        });
    return !isWrite;
}

bool HttpTransport::redirected(const CallPointer &call, const Response &response)
{
    if (response.status < 300 || response.status >= 400 || response.status == 304 || !call->request.follow)
        return false;
    guard::RedirectCase redirect;
    redirect.method = call->request.method;
    redirect.registry = m_origin;
    redirect.from = response.url;
    redirect.location = response.header("Location");
    redirect.hops = call->hops;
    redirect.isBlob = call->request.blob;
    Result<guard::Redirect> decision = guard::decideRedirect(redirect);
    if (!decision) {
        Error error = decision.error();
        error.status = response.status;
        finish(call, error);
        return true;
    }
    ++call->hops;
    // Once bare, always bare: a way back to the registry may have been chosen by the other host.
    call->isBare = call->isBare || decision->isBare;
    call->origin = decision->target.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
    call->target = decision->target.path(QUrl::FullyEncoded).toLatin1();
    if (call->target.isEmpty())
        call->target = "/";
    if (decision->target.hasQuery())
        call->target += '?' + decision->target.query(QUrl::FullyEncoded).toLatin1();
    authorize(call);
    return true;
}

bool HttpTransport::repeated(const CallPointer &call, const Result<Response> &result)
{
    std::optional<milliseconds> asked;
    if (result) {
        if (!isPassing(result->status))
            return false;
        asked = retryAfter(result->headers);
        if (asked && *asked > longestRetryAfter)
            return false;
        if (asked && (result->status == 429 || result->status == 503))
            m_pausedUntil = std::max(m_pausedUntil, m_clock->elapsed() + *asked);
    } else if (result.error().kind != ErrorKind::Unreachable && result.error().kind != ErrorKind::Incomplete) {
        return false;
    }
    if (!m_repeats || !call->request.isRead() || !call->request.retry || call->record.attempt >= maximumAttempts)
        return false;
    const double share = m_config.jitter ? m_config.jitter() : QRandomGenerator::global()->generateDouble();
    ++call->record.attempt;
    const milliseconds delay = retryDelay(call->record.attempt, share);
    call->origin = m_origin;
    call->target = call->request.path;
    call->hops = 0;
    call->isBare = false;
    wait(call, asked ? std::max(*asked, delay) : delay);
    return true;
}

void HttpTransport::wait(const CallPointer &call, milliseconds delay)
{
    call->isWaiting = true;
    call->dueAt = m_clock->elapsed() + delay;
    ++call->turn;
    countDown(call);
}

// Once a second, so that the request list can count down.
void HttpTransport::countDown(const CallPointer &call)
{
    if (!isAlive(call) || !call->isWaiting)
        return;
    const milliseconds left = call->dueAt - m_clock->elapsed();
    call->record.retryInMs = left.count() > 0 ? left.count() : -1;
    report(*call);
    if (left.count() <= 0) {
        call->isWaiting = false;
        return authorize(call);
    }
    m_clock->after(std::min(left, milliseconds(1000)), this, [this, call, turn = call->turn] {
        if (call->turn == turn)
            countDown(call);
    });
}

void HttpTransport::releaseHeld()
{
    const auto held = std::exchange(m_held, {});
    for (const CallPointer &call : held) {
        if (isAlive(call))
            authorize(call);
    }
}

void HttpTransport::refuse(const Error &error)
{
    if (m_refused)
        return;
    m_refused = error;
    emit signInNeeded(error);
    releaseHeld(); // each meets the refusal
    const QList<CallPointer> calls = m_calls.values();
    for (const CallPointer &call : calls) {
        if (isAlive(call) && call->isWaiting && call->request.signIn)
            finish(call, error);
    }
}

void HttpTransport::finish(const CallPointer &call, Result<Response> result)
{
    const CallPointer kept = call; // the argument may be the one that m_calls holds
    if (!m_calls.remove(kept->id))
        return;
    if (kept->exchange) {
        if (m_pool.hasSent(kept->exchange))
            kept->delivery = Delivery::Unknown;
        m_pool.cancel(kept->exchange);
    }
    kept->isWaiting = false;
    ++kept->turn;
    m_held.removeOne(kept);
    if (m_pioneer == kept) {
        m_pioneer.reset();
        releaseHeld();
    }
    kept->record.retryInMs = -1;
    const bool isAnonymous = m_credentials.kind == Credentials::Kind::None && kept->request.signIn && !kept->isBare;
    if (result && result->status == 401 && isAnonymous && kept->target != "/v2/" && kept->target != "/v2") {
        // Nobody gave a password that could be wrong.
        const QString host = guard::originOf(m_origin).text();
        Error error = toError(*result, kept->request.method, host);
        error.message = {LOTSE_MSG("Not signed in at %1: this requires an account."), {host}};
        result = error;
    }
    if (result) {
        result.value().took = m_clock->elapsed() - kept->startedAt;
    } else {
        Error error = result.error();
        if (error.requestId.isEmpty())
            error.requestId = QString::fromLatin1(kept->record.requestId);
        if (error.where.isEmpty())
            error.where = QString::fromLatin1(kept->record.method + ' ' + kept->record.path) + u" at "_s
                + guard::originOf(m_origin).text();
        error.delivery = kept->delivery; // not that of a sign-in on the way
        kept->record.error = error.text();
        kept->record.errorKind = error.kind;
        kept->record.status = error.status;
        result = std::move(error);
    }
    report(*kept, true);
    kept->completion(std::move(result));
}

} // namespace lotse
