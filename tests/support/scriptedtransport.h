// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/transport.h"

#include <QMutex>

#include <atomic>

namespace lotse::test {

/**
 * A transport that answers from a function and keeps what it was asked. Answers come when the event loop runs, or,
 * after hold(), only with release(): so that a test can look at what is in flight.
 */
class ScriptedTransport final : public Transport {
    Q_OBJECT
public:
    using Script = std::function<Result<Response>(const Request &)>;

    explicit ScriptedTransport(Script script, QObject *parent = nullptr)
        : Transport(parent)
        , m_script(std::move(script))
    {
    }

    /// For several threads: it goes in its own, as a transport of the program does.
    static std::shared_ptr<ScriptedTransport> shared(Script script);

    CallId send(Request request, Completion completion) override;
    void abort(CallId id) override;
    QUrl origin() const override { return QUrl(QStringLiteral("https://registry.test")); }

    void setScript(Script script) { m_script = std::move(script); }
    void hold() { m_held = true; }
    void release();

    QList<Request> requests() const;
    QList<QByteArray> paths() const;
    int inFlight() const;
    int aborted() const;

    static Response json(const QByteArray &body, int status = 200, qint64 total = -1);

private:
    void answer(CallId id);

    struct Pending {
        Request request;
        Completion completion;
    };
    mutable QMutex m_mutex;
    Script m_script;
    std::atomic<bool> m_held = false;
    CallId m_next = 1;
    QMap<CallId, Pending> m_pending;
    QList<Request> m_requests;
    int m_aborted = 0;
};

} // namespace lotse::test
