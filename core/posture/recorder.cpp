// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "posture/recorder.h"

#include "base/secretnames.h"
#include "net/faults.h"

#include <QRegularExpression>

namespace lotse::posture {

namespace {

QByteArray keyOf(const Request &request)
{
    QByteArray key = request.method + ' ' + request.path + (request.signIn ? "\nsigned in" : "\nanonymous");
    for (const auto &[name, value] : request.headers)
        key += '\n' + name + ": " + value;
    return key;
}

// What is kept as evidence is handed on to others: secrets that a registry gives in the clear are taken out first, the
// rest stays as it came.
QByteArray withoutSecrets(const QByteArray &body, bool isForKeeping)
{
    if (!mayNameSecret(body) && !body.contains("hooks.slack.com"))
        return body;
    static const QRegularExpression member(QStringLiteral(R"re("([A-Za-z0-9_.-]+)"\s*:\s*"(?:[^"\\]|\\.)+")re"));
    static const QRegularExpression hook(QStringLiteral(R"re((https://hooks\.slack\.com/)[^"\\]+)re"));
    const QString text = QString::fromLatin1(body); // byte for byte, whatever its encoding
    QString out;
    qsizetype from = 0;
    for (QRegularExpressionMatchIterator it = member.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch found = it.next();
        // A token that was just asked for is still needed to sign in.
        if (!isSecretName(found.capturedView(1)) || (isTokenName(found.capturedView(1)) && !isForKeeping))
            continue;
        out += QStringView(text).mid(from, found.capturedStart() - from);
        out += QLatin1Char('"') + found.captured(1) + QStringLiteral("\":\"redacted\"");
        from = found.capturedEnd();
    }
    out += QStringView(text).mid(from);
    out.replace(hook, QStringLiteral("\\1redacted"));
    return out.toLatin1();
}

} // namespace

class Recorder::View final : public Transport {
public:
    View(std::shared_ptr<Recorder> recorder, QString kind)
        : m_recorder(std::move(recorder))
        , m_kind(std::move(kind))
    {
    }
    ~View() override { cutOff(); }
    CallId send(Request request, Completion completion) override
    {
        return m_recorder->ask(m_kind, std::move(request), std::move(completion), this);
    }
    void abort(CallId id) override { m_recorder->forget(id); }
    QUrl origin() const override { return m_recorder->m_transport->origin(); }

private:
    const std::shared_ptr<Recorder> m_recorder;
    const QString m_kind;
};

Recorder::Recorder(std::shared_ptr<Transport> transport, const Clock *clock)
    : m_transport(std::move(transport))
    , m_clock(clock)
{
}

std::shared_ptr<Transport> Recorder::view(const QString &kind)
{
    return std::make_shared<View>(shared_from_this(), kind);
}

CallId Recorder::ask(const QString &kind, Request request, Transport::Completion completion, QObject *view)
{
    const QByteArray key = keyOf(request);
    CallId id = 0;
    {
        const QMutexLocker lock(&m_mutex);
        id = m_next++;
        QList<QByteArray> &keys = m_keysOf[kind];
        if (!keys.contains(key))
            keys.append(key);
        if (const auto kept = m_kept.constFind(key); kept != m_kept.cend()) {
            // Not before this call has returned: the asker does not know the id yet.
            QMetaObject::invokeMethod(
                view, [completion, response = kept->response] { completion(response); }, Qt::QueuedConnection);
            return id;
        }
        Question &question = m_open[key];
        question.waiting.append({kind, id, std::move(completion)});
        if (question.waiting.size() > 1)
            return id;
        ++m_count;
    }
    const QByteArray line = request.method + ' ' + request.path;
    const CallId sent =
        m_transport->send(std::move(request), [self = shared_from_this(), key, line](const Result<Response> &response) {
            self->settle(key, line, response);
        });
    const QMutexLocker lock(&m_mutex);
    if (const auto open = m_open.find(key); open != m_open.end())
        open->sent = sent;
    return id;
}

void Recorder::settle(const QByteArray &key, const QByteArray &request, const Result<Response> &got)
{
    Result<Response> response = got;
    if (response)
        response.value().body = withoutSecrets(response->body, false);
    QList<Waiting> waiting;
    {
        const QMutexLocker lock(&m_mutex);
        waiting = m_open.take(key).waiting;
        // Where nobody waits any more, the gatherer is gone, and its clock may be.
        if (response && !waiting.isEmpty()) {
            if (!m_firstAt.isValid()) {
                m_firstHeaders = response->headers;
                m_firstAt = m_clock->now();
            }
            m_kept.insert(key,
                {*response,
                    {QString::fromUtf8(request), m_clock->now(), response->status,
                        QString::fromLatin1(response->requestId), withoutSecrets(response->body, true)}});
        }
    }
    for (const Waiting &one : std::as_const(waiting))
        one.completion(response);
}

void Recorder::forget(CallId id)
{
    Waiting dropped;
    CallId sent = 0;
    {
        const QMutexLocker lock(&m_mutex);
        for (auto it = m_open.begin(); it != m_open.end(); ++it) {
            for (qsizetype i = 0; i < it->waiting.size(); ++i) {
                if (it->waiting[i].id != id)
                    continue;
                dropped = it->waiting.takeAt(i);
                sent = it->waiting.isEmpty() ? it->sent : 0;
                break;
            }
            if (dropped.completion)
                break;
        }
    }
    if (dropped.completion)
        dropped.completion(faults::cancelled(m_transport->origin().authority()));
    if (sent != 0)
        m_transport->abort(sent); // nobody waits for it any more
}

QList<Answer> Recorder::answersOf(const QString &kind) const
{
    const QMutexLocker lock(&m_mutex);
    QList<Answer> out;
    for (const QByteArray &key : m_keysOf.value(kind)) {
        if (const auto kept = m_kept.constFind(key); kept != m_kept.cend())
            out.append(kept->answer);
    }
    return out;
}

Headers Recorder::firstHeaders() const
{
    const QMutexLocker lock(&m_mutex);
    return m_firstHeaders;
}

QDateTime Recorder::firstAt() const
{
    const QMutexLocker lock(&m_mutex);
    return m_firstAt;
}

qint64 Recorder::requestCount() const
{
    const QMutexLocker lock(&m_mutex);
    return m_count;
}

} // namespace lotse::posture
