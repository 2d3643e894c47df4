// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httptransport.h"
#include "support/manualclock.h"
#include "support/scriptedserver.h"

#include <QElapsedTimer>
#include <QTest>

#include <optional>

namespace lotse::test {

/// A transport in the thread of the test, with a clock that stands still and no jitter.
struct TransportFixture {
    explicit TransportFixture(const ScriptedServer &server, Credentials credentials = {}, TransportConfig config = {})
    {
        config.base = server.url();
        config.plainHttp = server.url().scheme() == QStringLiteral("http");
        if (config.caPem.isEmpty())
            config.caPem = server.caPem();
        config.credentials = std::move(credentials);
        config.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
        if (!config.jitter)
            config.jitter = [] { return 0.0; };
        transport = std::make_unique<HttpTransport>(std::move(config), &clock);
        transport->setAllowsChanges(true);
        QObject::connect(transport.get(), &Transport::requestChanged, transport.get(),
            [this](const RequestRecord &record) { records.append(record); });
        QObject::connect(transport.get(), &HttpTransport::signInNeeded, transport.get(),
            [this](const Error &error) { signInNeeded.append(error); });
    }

    /// Sends, and puts the result into a slot that the test looks at.
    std::shared_ptr<std::optional<Result<Response>>> send(Request request)
    {
        auto slot = std::make_shared<std::optional<Result<Response>>>();
        lastId = transport->send(std::move(request), [slot, this](Result<Response> result) {
            ++completions;
            slot->emplace(std::move(result));
        });
        return slot;
    }

    /// Waits for at most 5 s, and lets the time before each retry pass at once.
    template <typename Condition>
    bool retryUntil(Condition isDone)
    {
        QElapsedTimer timer;
        timer.start();
        while (!isDone() && timer.elapsed() < 5000) {
            if (!records.isEmpty() && records.last().retryInMs > 0)
                clock.advance(std::chrono::milliseconds(records.last().retryInMs));
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 20);
        }
        return isDone();
    }

    ManualClock clock;
    std::unique_ptr<HttpTransport> transport;
    QList<RequestRecord> records;
    QList<Error> signInNeeded;
    CallId lastId = 0;
    int completions = 0;
};

inline Credentials credentialsOf(Credentials::Kind kind, const char *user = "ops", const char *secret = "right-Secret1")
{
    return {kind, QString::fromLatin1(user), SecureBytes(secret)};
}

inline Request get(const QByteArray &path)
{
    Request request;
    request.path = path;
    return request;
}

inline Request change(const QByteArray &method, const QByteArray &path, const QByteArray &body = "{}")
{
    Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.contentType = "application/json";
    return request;
}

} // namespace lotse::test

/// Waits for a result; ends the test function where none comes.
#define AWAIT(slot)                                                                                                    \
    do {                                                                                                               \
        const auto awaited = (slot);                                                                                   \
        QVERIFY(QTest::qWaitFor([&] { return awaited->has_value(); }, 5000));                                          \
    } while (false)
