// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stagedtransport.h"

namespace lotse::test {

namespace {

// A test that holds only because answers are there at once, and in order, fails on a busy machine now and then. With
// LOTSE_STAGE_LATENCY=200 (milliseconds, at most) every answer is late by chance, and it fails here.
demo::Latency latency()
{
    demo::Latency out = demo::Latency::none();
    out.spread = std::chrono::milliseconds(qEnvironmentVariableIntValue("LOTSE_STAGE_LATENCY"));
    return out;
}

} // namespace

StagedTransport::StagedTransport(const Clock *clock)
    : m_registry(std::make_shared<demo::Registry>(clock))
    , m_demo(m_registry, demo::Identity::admin(), latency())
    , m_clock(clock)
{
    m_demo.setAllowsChanges(true); // whether it may is this transport's to say
    connect(&m_demo, &Transport::requestChanged, this, &Transport::requestChanged, Qt::DirectConnection);
}

void StagedTransport::direct(const QByteArray &pathPart, Play play)
{
    const QMutexLocker lock(&m_mutex);
    m_plays.append({pathPart, play});
}

void StagedTransport::undirect()
{
    {
        const QMutexLocker lock(&m_mutex);
        m_plays.clear();
        m_refusal = {};
    }
    release();
}

void StagedTransport::refuse(const Error &error)
{
    const QMutexLocker lock(&m_mutex);
    m_refusal = error;
}

void StagedTransport::script(Script script)
{
    const QMutexLocker lock(&m_mutex);
    m_script = std::move(script);
}

QByteArray StagedTransport::ask(const QByteArray &path)
{
    Request request;
    request.method = "GET";
    request.path = path;
    return m_registry->handle(request, demo::Identity::admin()).body;
}

void StagedTransport::release()
{
    QMap<CallId, Held> held;
    {
        const QMutexLocker lock(&m_mutex);
        held.swap(m_held);
    }
    for (const Held &one : std::as_const(held))
        m_demo.send(one.request, one.completion);
}

std::optional<StagedTransport::Play> StagedTransport::playOf(const QByteArray &path) const
{
    for (auto it = m_plays.rbegin(); it != m_plays.rend(); ++it) {
        if (path.contains(it->first))
            return it->second;
    }
    return {};
}

CallId StagedTransport::send(Request request, Completion completion)
{
    std::optional<Play> play;
    std::optional<QByteArray> body;
    Error refusal;
    {
        const QMutexLocker lock(&m_mutex);
        body = m_script ? m_script(request) : std::nullopt;
        // A look without a sign-in meets the certificate, not the sign-in.
        if (request.signIn || m_refusal.kind == ErrorKind::Tls || m_refusal.kind == ErrorKind::PinChanged)
            refusal = m_refusal;
        play = playOf(request.path);
        if (!refusal && play == Play::Hold) {
            m_held.insert(++m_next, {std::move(request), std::move(completion)});
            return m_next;
        }
    }
    if (!refusal)
        refusal = refusalOf(request);
    if (!refusal && !play && !body)
        return m_demo.send(std::move(request), std::move(completion));
    Response response;
    response.requestId = "staged";
    response.headers = {{"Content-Type", "application/json; charset=utf-8"}};
    if (body) {
        response.status = 200;
        response.headers.emplaceBack("X-Total-Count", "100");
        response.body = *body;
    } else if (play == Play::Empty) {
        response.status = 200;
        response.headers.emplaceBack("X-Total-Count", "0");
        response.body = "[]";
    } else {
        response.status = play == Play::Forbid ? 403 : play == Play::Absent ? 404 : 500;
        response.body = R"({"errors":[{"code":"STAGED","message":"as the script says"}]})";
    }
    answer(request, completion, refusal ? Result<Response>(refusal) : Result<Response>(std::move(response)));
    return 0;
}

void StagedTransport::answer(const Request &request, const Completion &completion, Result<Response> result)
{
    RequestRecord record;
    {
        const QMutexLocker lock(&m_mutex);
        record.id = ++m_next;
    }
    record.method = request.method;
    record.path = request.path;
    record.startedAt = m_clock->now();
    record.status = result ? result->status : 0;
    record.tookMs = 0;
    // Not at once: a transport never answers while it is asked.
    QMetaObject::invokeMethod(
        this,
        [this, record, completion, result = std::move(result)] {
            emit requestChanged(record);
            completion(result);
        },
        Qt::QueuedConnection);
}

void StagedTransport::abort(CallId id)
{
    m_demo.abort(id);
    Held held;
    {
        const QMutexLocker lock(&m_mutex);
        if (!m_held.contains(id))
            return;
        held = m_held.take(id);
    }
    Error error;
    error.kind = ErrorKind::Cancelled;
    held.completion(error);
}

} // namespace lotse::test
