// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/httptransport_p.h"

#include "net/faults.h"
#include "net/redact.h"
#include "net/registrytokens.h"

#include <QMetaMethod>
#include <QUuid>

namespace lotse {

using std::chrono::milliseconds;
using namespace Qt::StringLiterals;

static QUrl originUrl(const QUrl &base)
{
    QUrl url;
    url.setScheme(base.scheme().toLower());
    url.setHost(base.host());
    url.setPort(base.port());
    return url;
}

static QByteArray newRequestId()
{
    return QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
}

HttpTransport::HttpTransport(TransportConfig config, Clock *clock)
    : m_config(std::move(config))
    , m_origin(originUrl(m_config.base))
    , m_clock(clock)
    , m_pool({m_origin, m_config.caPem, m_config.pinSpkiSha256.toLower(), m_config.proxy, 6, m_config.proxyFor,
                 m_config.timeout},
          clock, this)
    , m_credentials(m_config.credentials)
{
    qRegisterMetaType<lotse::RequestRecord>();
    qRegisterMetaType<lotse::PeerCertificate>();
    qRegisterMetaType<lotse::Error>();
    const auto sender = [this](SignInRequest request, std::function<void(Result<Response>)> done) {
        sendSignIn(std::move(request), std::move(done));
    };
    m_session = std::make_unique<HarborSession>(m_origin, sender);
    m_session->setCredentials(m_credentials);
    m_tokens = std::make_unique<RegistryTokens>(
        RegistryTokens::Setup{m_origin, m_config.confirmedRealms, m_config.plainHttp}, sender, clock);
    m_tokens->setCredentials(m_credentials);
    m_pool.peerSeen = [this](const Peer &peer) {
        {
            const QMutexLocker lock(&m_peerMutex);
            if (m_peer == peer)
                return;
            m_peer = peer;
        }
        emit peerInfoChanged();
    };
    m_pool.pinMet = [this](const PeerCertificate &now) { emit pinChanged(now, m_config.pinSpkiSha256); };
}

HttpTransport::~HttpTransport()
{
    cutOff();
    QList<CallPointer> left = m_calls.values();
    {
        const QMutexLocker lock(&m_inboxMutex);
        for (const Task &task : std::as_const(m_inbox)) {
            if (task.call)
                left.append(task.call);
        }
        m_inbox.clear();
    }
    m_calls.clear();
    for (const CallPointer &call : left) {
        Error error = faults::cancelled(guard::originOf(m_origin).text());
        error.delivery = call->exchange && m_pool.hasSent(call->exchange) ? Delivery::Unknown : call->delivery;
        call->completion(std::move(error));
    }
}

void HttpTransport::post(Task task)
{
    bool isFirst = false;
    {
        const QMutexLocker lock(&m_inboxMutex);
        isFirst = m_inbox.isEmpty();
        m_inbox.append(std::move(task));
    }
    // One event for all that is told until the network thread looks.
    if (isFirst)
        QMetaObject::invokeMethod(this, &HttpTransport::drainInbox, Qt::QueuedConnection);
}

void HttpTransport::run(std::function<void()> function)
{
    post({{}, std::move(function)});
}

CallId HttpTransport::send(Request request, Completion completion)
{
    auto call = std::make_shared<Call>();
    call->id = ++m_lastId;
    call->request = std::move(request);
    call->completion = std::move(completion);
    const CallId id = call->id;
    post({std::move(call), {}});
    return id;
}

void HttpTransport::drainInbox()
{
    QList<Task> tasks;
    {
        const QMutexLocker lock(&m_inboxMutex);
        tasks = std::exchange(m_inbox, {});
    }
    // All are known before the first begins: an ending one can end others.
    for (const Task &task : std::as_const(tasks)) {
        if (task.call)
            m_calls.insert(task.call->id, task.call);
    }
    for (const Task &task : std::as_const(tasks)) {
        if (task.function)
            task.function();
        else if (isAlive(task.call))
            begin(task.call);
    }
}

void HttpTransport::endCalls()
{
    run([this] {
        const QList<CallPointer> calls = m_calls.values();
        for (const CallPointer &call : calls)
            finish(call, faults::closed(guard::originOf(m_origin).text()));
        m_pool.closeIdle();
    });
    setCredentials({});
}

void HttpTransport::abort(CallId id)
{
    run([this, id] {
        if (const CallPointer call = m_calls.value(id))
            finish(call, faults::cancelled(guard::originOf(m_origin).text()));
    });
}

void HttpTransport::setCredentials(Credentials credentials)
{
    run([this, credentials = std::move(credentials)] {
        m_credentials = credentials;
        m_refused = {};
        m_basicIsProven = false;
        m_session->setCredentials(credentials);
        m_tokens->setCredentials(credentials);
        releaseHeld();
    });
}

void HttpTransport::setKeyPassphrase(SecureBytes passphrase)
{
    run([this, passphrase = std::move(passphrase)] {
        m_keyPassphrase = passphrase;
        m_hasIdentity = false;
        m_pool.setIdentity({});
    });
}

// A file that was put right is read at the next try.
Error HttpTransport::readIdentity()
{
    if (m_config.client.isEmpty() || m_hasIdentity || m_origin.scheme() != "https"_L1)
        return {};
    const Result<ClientIdentity> identity = readClientIdentity(m_config.client, m_keyPassphrase);
    if (!identity)
        return identity.error();
    m_pool.setIdentity(*identity);
    m_hasIdentity = true;
    return {};
}

Limits HttpTransport::limitsOf(Limits asked) const
{
    if (m_config.timeout.count() > 0)
        asked.idle = m_config.timeout;
    if (m_config.deadline.count() > 0)
        asked.total = m_config.deadline;
    return asked;
}

void HttpTransport::renewSignIn()
{
    run([this] {
        m_session->endNow();
        m_tokens->forget();
        if (m_credentials.kind != Credentials::Kind::HarborSession || m_refused)
            return;
        m_session->ensure([this](const Error &error) {
            if (error.kind == ErrorKind::Unauthorized)
                refuse(error);
        });
    });
}

void HttpTransport::networkChanged()
{
    run([this] {
        m_pool.closeIdle();
        const QList<CallPointer> calls = m_calls.values();
        for (const CallPointer &call : calls) {
            if (isAlive(call) && call->isWaiting && m_clock->elapsed() >= m_pausedUntil) {
                call->dueAt = m_clock->elapsed();
                countDown(call);
            }
        }
    });
}

Peer HttpTransport::peerInfo() const
{
    const QMutexLocker lock(&m_peerMutex);
    return m_peer;
}

bool HttpTransport::isAlive(const CallPointer &call) const
{
    return m_calls.contains(call->id);
}

void HttpTransport::begin(const CallPointer &call)
{
    const QString host = guard::originOf(m_origin).text();
    call->startedAt = m_clock->elapsed();
    call->origin = m_origin;
    call->target = call->request.path;
    call->record.id = call->id;
    call->record.method = call->request.method;
    call->record.path = redactedTarget(call->request.path);
    call->record.requestId = header(call->request.headers, "X-Request-Id");
    if (call->record.requestId.isEmpty())
        call->record.requestId = newRequestId();
    call->record.startedAt = m_clock->now();
    report(*call);
    if (const Error refusal = refusalOf(call->request)) {
        finish(call, refusal);
    } else if (!guard::originOf(m_origin).isValid() || (m_origin.scheme() != "https"_L1 && !m_config.plainHttp)) {
        Error error;
        error.kind = ErrorKind::Invalid;
        error.message = {
            LOTSE_MSG("%1 is no address that can be asked: it has to begin with https, unless the account is "
                      "set to \"not encrypted\". Nothing was sent; correct the address in the account."),
            {m_origin.toString()}};
        finish(call, error);
    } else if (!isSendable(call->request.method, call->target, call->request.headers)) {
        finish(call, faults::notSendable(host));
    } else if (const Error error = readIdentity()) {
        finish(call, error);
    } else {
        authorize(call);
    }
}

Headers HttpTransport::commonHeaders(const QUrl &url, const QByteArray &requestId) const
{
    const guard::Origin origin = guard::originOf(url);
    return {{"Host", origin.text().toLatin1()}, {"User-Agent", "lotse/" LOTSE_VERSION}, {"Accept-Encoding", "identity"},
        {"X-Request-Id", requestId}};
}

void HttpTransport::sendSignIn(SignInRequest request, std::function<void(Result<Response>)> done)
{
    if (const Error error = refusalOf(Request()))
        return done(error);
    Exchange exchange;
    exchange.origin = request.url;
    exchange.method = request.method;
    exchange.target = request.url.path(QUrl::FullyEncoded).toLatin1();
    if (exchange.target.isEmpty())
        exchange.target = "/";
    if (request.url.hasQuery())
        exchange.target += '?' + request.url.query(QUrl::FullyEncoded).toLatin1();
    const QByteArray requestId = newRequestId();
    exchange.headers = commonHeaders(request.url, requestId) + request.headers;
    exchange.headers.emplaceBack("Accept", "application/json");
    if (request.method == "POST")
        exchange.headers.emplaceBack("Content-Length", QByteArray::number(request.body.size()));
    RequestRecord record = recordOf(request, exchange.target, requestId);
    exchange.body = std::move(request.body);
    exchange.limits = limitsOf(request.limits);
    emit requestChanged(record);
    exchange.done = [this, done = std::move(done), record, url = request.url, startedAt = m_clock->elapsed()](
                        Result<Response> result) mutable {
        record.tookMs = (m_clock->elapsed() - startedAt).count();
        if (result) {
            result.value().requestId = record.requestId;
            result.value().url = url;
            record.status = result->status;
            record.bytes = result->body.size();
        } else {
            record.error = result.error().text();
            record.errorKind = result.error().kind;
        }
        emit requestChanged(record);
        done(std::move(result));
    };
    m_pool.start(std::move(exchange));
}

/// What the request list shows of a sign-in. Its body and its headers hold the secret, so none of them is told.
RequestRecord HttpTransport::recordOf(
    const SignInRequest &request, const QByteArray &target, const QByteArray &requestId)
{
    const QUrl origin = originUrl(request.url);
    Request shown;
    shown.method = request.method;
    shown.path = target;
    shown.contentType = header(request.headers, "Content-Type");
    shown.body = request.body.isEmpty() ? QByteArray() : QByteArray("secret");
    shown.signIn = !header(request.headers, "Authorization").isEmpty();
    RequestRecord record;
    record.id = ++m_lastId;
    record.method = request.method;
    // A token service may stand at another host than the registry.
    record.path = (origin == m_origin ? QByteArray() : origin.toEncoded()) + redactedTarget(target);
    record.requestId = requestId;
    record.startedAt = m_clock->now();
    record.curl = curlText(shown, origin, m_credentials.user);
    record.isSignIn = true;
    return record;
}

void HttpTransport::report(Call &call, bool isEnd)
{
    static const QMetaMethod signal = QMetaMethod::fromSignal(&Transport::requestChanged);
    if (!isSignalConnected(signal))
        return;
    if (call.record.curl.isEmpty())
        call.record.curl = curlText(call.request, m_origin, m_credentials.user);
    if (isEnd)
        call.record.tookMs = (m_clock->elapsed() - call.startedAt).count();
    emit requestChanged(call.record);
}

} // namespace lotse
