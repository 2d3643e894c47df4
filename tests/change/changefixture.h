// SPDX-FileCopyrightText: The Lotse authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "change/executor.h"
#include "demo/demotransport.h"
#include "net/transport.h"
#include "store/schema.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace lotse::test {

/// Passes requests on, and breaks the ones that it is told to: before they are sent, or after the registry acted.
class BreakingTransport final : public Transport {
public:
    enum class Break { No, Refuse, LoseReply, Server };

    explicit BreakingTransport(std::shared_ptr<Transport> real)
        : m_real(std::move(real))
    {
        m_real->setAllowsChanges(true);
    }

    std::function<Break(const Request &)> breaks;
    QList<Request> writes;

    CallId send(Request request, Completion completion) override
    {
        if (const Error refusal = refusalOf(request)) {
            completion(refusal);
            return 0;
        }
        if (!request.isRead())
            writes.append(request);
        const Break how = breaks ? breaks(request) : Break::No;
        if (how == Break::Refuse) {
            Error error;
            error.kind = ErrorKind::Timeout;
            error.message = {LOTSE_MSG("The registry did not answer in time."), {}};
            error.delivery = request.isRead() ? Delivery::NotSent : Delivery::Unknown;
            completion(error);
            return 0;
        }
        return m_real->send(std::move(request), [how, completion](Result<Response> response) {
            if (how == Break::LoseReply && response) {
                Error error;
                error.kind = ErrorKind::Incomplete;
                error.message = {LOTSE_MSG("The connection ended before the answer did."), {}};
                error.delivery = Delivery::Unknown;
                completion(error);
                return;
            }
            if (how == Break::Server && response) {
                Response other = *response;
                other.status = 500;
                completion(other);
                return;
            }
            completion(std::move(response));
        });
    }
    void abort(CallId id) override { m_real->abort(id); }
    QUrl origin() const override { return m_real->origin(); }

private:
    std::shared_ptr<Transport> m_real;
};

/// A demo registry, a journal, and what it takes to apply a plan.
struct ChangeFixture {
    ChangeFixture()
    {
        registry = std::make_shared<demo::Registry>(&clock);
        transport = connect();
        journal = openJournal();
    }

    std::shared_ptr<BreakingTransport> connect()
    {
        auto out = std::make_shared<BreakingTransport>(
            std::make_shared<demo::DemoTransport>(registry, demo::Identity::admin(), demo::Latency::none()));
        out->setAllowsChanges(true);
        return out;
    }
    std::unique_ptr<change::Journal> openJournal()
    {
        auto opened = change::Journal::open(store::changePlan(folder.path()), clock);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().text()));
        return std::move(opened.value());
    }

    change::ChangePlan plan()
    {
        change::ChangePlan out;
        out.id = QStringLiteral("plan-%1").arg(++plans);
        out.origin = QStringLiteral("https://demo.lotse");
        out.account = QStringLiteral("admin");
        out.madeAt = QDateTime(QDate(2026, 11, 29), QTime(10, 0), Qt::UTC);
        return out;
    }

    /// Sends a request beside the plan and gives the answer.
    Response ask(const QByteArray &method, const QByteArray &path, const QByteArray &body = {})
    {
        Request request;
        request.method = method;
        request.path = "/api/v2.0" + path;
        request.body = body;
        if (!body.isEmpty())
            request.contentType = "application/json";
        return registry->handle(request, demo::Identity::admin());
    }
    QJsonObject object(const QByteArray &path) { return QJsonDocument::fromJson(ask("GET", path).body).object(); }
    QJsonArray list(const QByteArray &path) { return QJsonDocument::fromJson(ask("GET", path).body).array(); }

    change::Executor::Options options()
    {
        change::Executor::Options out;
        out.patience = {std::chrono::milliseconds(0), std::chrono::milliseconds(1)};
        out.longPatience = out.patience;
        return out;
    }

    change::Summary run(const change::ChangePlan &plan, const change::Executor::Options &options,
        const change::Course *before = nullptr)
    {
        change::Executor executor(transport, journal.get(), &clock);
        std::optional<change::Summary> ended;
        QObject::connect(&executor, &change::Executor::finished, &executor,
            [&](const change::Summary &summary) { ended = summary; });
        QObject::connect(&executor, &change::Executor::progressed, &executor, [&](const change::Progress &one) {
            if (!one.secret.isEmpty())
                secrets[one.id] = one.secret;
        });
        QSignalSpy spy(&executor, &change::Executor::finished);
        executor.run(plan, options, before);
        if (!ended && !spy.wait(20'000)) {
            qWarning("the plan did not end");
            return {};
        }
        progress = executor.progress();
        return *ended;
    }
    change::Summary run(const change::ChangePlan &plan) { return run(plan, options()); }

    QList<change::Course> courses()
    {
        auto fresh = openJournal();
        const auto entries = fresh->readOn();
        return entries ? change::coursesOf(*entries) : QList<change::Course>();
    }

    QTemporaryDir folder;
    SystemClock clock;
    std::shared_ptr<demo::Registry> registry;
    std::shared_ptr<BreakingTransport> transport;
    std::unique_ptr<change::Journal> journal;
    QMap<QString, change::Progress> progress;
    QMap<QString, SecureBytes> secrets;
    int plans = 0;
};

} // namespace lotse::test
